//! What the panel asks of the game.

use godot::builtin::{VarArray, VarDictionary, Variant};
use godot::classes::Os;
use godot::meta::FromGodot;
use godot::obj::Singleton;

/// A command of the panel's.
#[derive(Debug)]
pub enum Command {
    /// What is to be told from now on.
    Watch {
        /// Sessions, lobbies and RPCs.
        overview: bool,
        /// Every packet.
        packets: bool,
    },
    /// Whether the scene tree pauses.
    Pause(bool),
    /// One frame of a scene tree that pauses.
    Step,
    /// Quit.
    Stop,
    /// End at once.
    Crash,
    /// Something about the network.
    Network(NetworkCommand),
}

/// A command about the network.
#[derive(Debug)]
pub enum NetworkCommand {
    /// Conditions for a user, 0 for all.
    Conditions(VarDictionary, i64),
    /// No conditions of their own for a user; none for anybody with 0.
    Clear(i64),
    /// Conditions that change over time.
    Course(VarDictionary),
    /// The end of that.
    StopCourse,
    /// So many milliseconds more, for so many milliseconds.
    Spike(i64, i64),
    /// Whether nothing passes.
    Disconnect(bool),
}

impl Command {
    /// The command of this name. `None` if there is none, an error if its content is of another kind.
    pub fn parse(name: &str, content: &VarArray) -> Option<Result<Command, String>> {
        let command = match name {
            "watch" => flag(content, 0)
                .and_then(|overview| flag(content, 1).map(|packets| Command::Watch { overview, packets })),
            "pause" => flag(content, 0).map(Command::Pause),
            "step" => Some(Command::Step),
            "stop" => Some(Command::Stop),
            "crash" => Some(Command::Crash),
            _ => return NetworkCommand::parse(name, content),
        };
        Some(command.ok_or_else(|| wrong(name)))
    }
}

impl NetworkCommand {
    fn parse(name: &str, content: &VarArray) -> Option<Result<Command, String>> {
        let command = match name {
            "conditions" => element::<VarDictionary>(content, 0)
                .map(|conditions| NetworkCommand::Conditions(conditions, user(content, 1))),
            "clear_conditions" => Some(NetworkCommand::Clear(user(content, 0))),
            "course" => element(content, 0).map(NetworkCommand::Course),
            "course_stop" => Some(NetworkCommand::StopCourse),
            "spike" => element::<i64>(content, 0)
                .and_then(|ms| element(content, 1).map(|duration| NetworkCommand::Spike(ms, duration))),
            "disconnect" => flag(content, 0).map(NetworkCommand::Disconnect),
            _ => return None,
        };
        Some(command.map(Command::Network).ok_or_else(|| wrong(name)))
    }
}

fn wrong(name: &str) -> String {
    format!("steam:{name} has other content than docs/desk_messages.md says")
}

fn element<T: FromGodot>(content: &VarArray, index: usize) -> Option<T> {
    content.get(index).as_ref().and_then(|element: &Variant| element.try_to().ok())
}

fn flag(content: &VarArray, index: usize) -> Option<bool> {
    element(content, index)
}

/// A user, all of them where the content ends before.
fn user(content: &VarArray, index: usize) -> i64 {
    element(content, index).unwrap_or(0)
}

/// Ends the process as if it were killed.
pub fn crash() {
    let system = Os::singleton();
    system.clone().kill(system.get_process_id());
}
