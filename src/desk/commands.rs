//! The panel's commands to the game.

use godot::builtin::{VarArray, VarDictionary, Variant};
use godot::classes::Os;
use godot::meta::FromGodot;
use godot::obj::Singleton;

/// A command of the panel.
#[derive(Debug)]
pub enum Command {
    /// Sets the subjects that the game reports.
    Watch {
        /// Sessions, lobbies and RPCs.
        overview: bool,
        /// Every packet.
        packets: bool,
    },
    /// Whether the scene tree pauses.
    Pause(bool),
    /// A single frame of a paused scene tree.
    Step,
    /// Quit.
    Stop,
    /// Exit at once.
    Crash,
    /// A command about the network.
    Network(NetworkCommand),
}

/// A command about the network.
#[derive(Debug)]
pub enum NetworkCommand {
    /// Conditions for a user, 0 for all.
    Conditions(VarDictionary, i64),
    /// Removes the conditions of a user, or all conditions with 0.
    Clear(i64),
    /// Conditions that change over time.
    Course(VarDictionary),
    /// Stops the course.
    StopCourse,
    /// Additional latency in milliseconds, and its duration in milliseconds.
    Spike(i64, i64),
    /// Whether all packets are blocked.
    Disconnect(bool),
}

impl Command {
    /// The command with this name. `None` if there is none, an error if its content has the wrong form.
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
    format!("steam:{name} has the wrong content, see docs/desk_messages.md")
}

fn element<T: FromGodot>(content: &VarArray, index: usize) -> Option<T> {
    content.get(index).as_ref().and_then(|element: &Variant| element.try_to().ok())
}

fn flag(content: &VarArray, index: usize) -> Option<bool> {
    element(content, index)
}

/// A user, or all users if the content ends earlier.
fn user(content: &VarArray, index: usize) -> i64 {
    element(content, index).unwrap_or(0)
}

/// Ends the process as if it had been killed.
pub fn crash() {
    let system = Os::singleton();
    system.clone().kill(system.get_process_id());
}
