//! The messages between a running game and the editor's panel "Steam".
//!
//! docs/desk_messages.md lists the messages. They go through Godot's debugger: `commands` reads those of the editor, `hello` and
//! `overview` are sent to it, and `packets` is the log of scripts' packets, which [`tap`](crate::script::tap) records. Frames of the
//! scene tree drive everything, so the game need not pump or initialise `Steam`.
//!
//! `auto_lobby` and `title` are for several instances of a game, with or without an editor.
//!
//! Everything is on the main thread.

mod auto_lobby;
mod commands;
mod framing;
mod hello;
mod monitors;
mod names;
mod network;
mod overview;
mod packets;
mod pausing;
mod recent;
mod sessions;
mod title;

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use godot::builtin::{Callable, VarArray, Variant};
use godot::classes::{Engine, EngineDebugger, Object, SceneTree};
use godot::meta::ToGodot;
use godot::obj::{Gd, Inherits, Singleton};

use auto_lobby::AutoLobby;
use commands::Command;
use hello::Hello;
use names::Names;
use overview::Overview;
use packets::Packets;
use pausing::Pausing;
use recent::Recent;
use title::Title;

use crate::contract::SteamId;
use crate::script::tap::Carrier;

/// The prefix of all messages.
const CAPTURE: &str = "steam";

thread_local! {
    /// Commands that have arrived and wait for a frame.
    static COMMANDS: RefCell<Vec<Command>> = const { RefCell::new(Vec::new()) };
    /// Whether the game has registered with the editor.
    static IS_DEBUGGED: Cell<bool> = const { Cell::new(false) };
    /// `None` if there is nothing to do, and while a frame uses it.
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// The work of every frame.
struct Desk {
    told: Option<Told>,
    auto_lobby: Option<AutoLobby>,
    title: Option<Title>,
}

/// The messages to the editor, if one has started this game.
struct Told {
    hello: Hello,
    overview: Overview,
    packets: Packets,
    names: Names,
    recent: Recent,
    network: network::Network,
    pausing: Pausing,
}

/// Something that is due at regular intervals.
struct Every {
    period: Duration,
    last: Option<Instant>,
}

impl Every {
    const fn milliseconds(milliseconds: u64) -> Every {
        Every { period: Duration::from_millis(milliseconds), last: None }
    }

    fn is_due(&mut self, now: Instant) -> bool {
        let is_due = self.last.is_none_or(|last| now.saturating_duration_since(last) >= self.period);
        if is_due {
            self.last = Some(now);
        }
        is_due
    }
}

// rule: desk.messages, desk.instances
/// Starts to listen to the editor, if one has started this game, and starts the automatic lobby and the title.
pub fn begin() {
    let is_debugged = EngineDebugger::singleton().is_active();
    let desk =
        Desk { told: is_debugged.then(Told::new), auto_lobby: AutoLobby::wanted(), title: Title::wanted() };
    if desk.told.is_none() && desk.auto_lobby.is_none() && desk.title.is_none() {
        return;
    }
    if is_debugged {
        let capture = Callable::from_fn("steam_networking_desk", |arguments: &[&Variant]| {
            take(arguments);
            true
        });
        EngineDebugger::singleton().register_message_capture(CAPTURE, &capture);
        IS_DEBUGGED.set(true);
        monitors::begin();
    }
    DESK.set(Some(desk));
    on_tree(|tree| {
        connect(tree, "process_frame", Callable::from_fn("steam_networking_desk_frame", |_| on_frame()));
    });
}

/// Stops listening.
pub fn end() {
    DESK.take();
    COMMANDS.take();
    if IS_DEBUGGED.replace(false) {
        EngineDebugger::singleton().unregister_message_capture(CAPTURE);
        monitors::end();
    }
}

/// Calls `f` with the scene tree as soon as it exists, which is not the case while extensions are loaded.
fn on_tree(f: impl Fn(&mut Gd<SceneTree>) + 'static) {
    let find = move |_: &[&Variant]| {
        if let Some(mut tree) = tree() {
            f(&mut tree);
        }
    };
    Callable::from_fn("steam_networking_desk_hook", find).call_deferred(&[]);
}

/// The scene tree, if there is one.
fn tree() -> Option<Gd<SceneTree>> {
    Engine::singleton().get_main_loop()?.try_cast::<SceneTree>().ok()
}

/// Connects by name, as in `steam/frame.rs`.
fn connect<T: Inherits<Object>>(object: &mut Gd<T>, signal: &str, callable: Callable) {
    object.upcast_mut::<Object>().call("connect", &[signal.to_variant(), callable.to_variant()]);
}

/// Stores a command for the next frame. It may arrive at any time, even in a breakpoint.
fn take(arguments: &[&Variant]) {
    let [name, content, ..] = arguments else { return };
    let content = content.try_to::<VarArray>().unwrap_or_default();
    match Command::parse(&name.to_string(), &content) {
        Some(Ok(command)) => COMMANDS.with_borrow_mut(|commands| commands.push(command)),
        Some(Err(problem)) => say(&problem, Severity::Error),
        // A command of a newer panel.
        None => {}
    }
}

/// Calls `f` with the messages' state. `f` may call scripts, which may call this again; they then find no state.
fn with(f: impl FnOnce(&mut Desk)) {
    if let Some(mut desk) = DESK.take() {
        f(&mut desk);
        DESK.set(Some(desk));
    }
}

fn on_frame() {
    with(|desk| {
        let now = Instant::now();
        if let Some(told) = &mut desk.told {
            told.pausing.begin_frame();
            for command in COMMANDS.take() {
                told.obey(command, now);
            }
            told.frame(now);
        }
        if let Some(auto_lobby) = &mut desk.auto_lobby {
            auto_lobby.frame(now);
        }
        if let Some(title) = &mut desk.title {
            title.frame(now);
        }
    });
}

impl Told {
    fn new() -> Told {
        Told {
            hello: Hello::new(),
            overview: Overview::new(),
            packets: Packets::new(),
            names: Names::default(),
            recent: Recent::default(),
            network: network::Network::default(),
            pausing: Pausing::default(),
        }
    }

    fn frame(&mut self, now: Instant) {
        self.network.frame(now);
        self.take_packets(now);
        self.overview.observe();
        self.hello.frame(now, &self.network, &self.pausing);
        self.overview.frame(now, &self.packets, &mut self.recent);
        self.packets.frame(now);
    }

    fn take_packets(&mut self, now: Instant) {
        let (names, recent, overview) = (&mut self.names, &mut self.recent, &mut self.overview);
        self.packets.take(|packet| {
            overview.add_peer(packet.object);
            if packet.carrier == Carrier::Sockets && packet.user == SteamId::NIL {
                packet.user = overview.user_of_connection(packet.id);
            }
            let shares = names.of(packet);
            if overview.is_watched() {
                for share in &shares {
                    recent.add(now, &share.name, packet.incoming, share.bytes);
                }
            }
            let others = shares.len().saturating_sub(1);
            match shares.into_iter().next() {
                Some(first) if others > 0 => format!("{} and {others} more", first.name),
                Some(first) => first.name,
                None => String::new(),
            }
        });
    }

    // rule: desk.commands
    fn obey(&mut self, command: Command, now: Instant) {
        match command {
            Command::Watch { overview, packets } => {
                self.overview.watch(overview);
                self.packets.watch(overview, packets);
                self.hello.repeat();
                if !overview {
                    self.recent.clear();
                }
            }
            Command::Pause(paused) => self.pausing.set(paused),
            Command::Step => self.pausing.step(),
            Command::Stop => {
                if let Some(mut tree) = tree() {
                    tree.quit();
                }
            }
            Command::Crash => commands::crash(),
            Command::Network(command) => {
                if let Err(problem) = self.network.obey(command, now) {
                    say(&problem, Severity::Error);
                }
            }
        }
    }
}

/// The severity of a line in the panel.
#[derive(Clone, Copy)]
enum Severity {
    Error = 2,
}

/// Shows a line in the panel.
fn say(line: &str, severity: Severity) {
    let mut content = VarArray::new();
    content.push(&line.to_variant());
    content.push(&(severity as i64).to_variant());
    send("said", &content);
}

/// Sends a message to the editor.
fn send(name: &str, content: &VarArray) {
    EngineDebugger::singleton().send_message(&format!("{CAPTURE}:{name}"), content);
}

/// The only element of a message.
fn alone(content: impl ToGodot) -> VarArray {
    let mut array = VarArray::new();
    array.push(&content.to_variant());
    array
}
