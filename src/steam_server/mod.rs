//! The singleton `SteamServer`, as GDScript sees it: a Steam game server.
//!
//! The members that users and game servers share are written once, in the folder of [`steam`](crate::steam), and compiled for both
//! classes: the modules below that name a `path`. A shared file uses `methods! { impl Class { … } }` and `method!("name")`, and
//! takes everything that differs from the module that includes it: `current` (the platform that answers), `pump`, `enums`,
//! `lifecycle`, `following`.
//!
//! As in [`steam`](crate::steam), every method is static.

/// The name of a method with its class: `SteamServer.logOn`.
macro_rules! method {
    ($name:literal) => {
        concat!("SteamServer.", $name)
    };
}

/// Methods of the class.
macro_rules! methods {
    (impl Class $methods:tt) => {
        $crate::script::methods::methods! { "SteamServer" $crate::steam_server::SteamServer $methods }
    };
}

/// The same for methods that a game calls for every packet.
macro_rules! hot_methods {
    (impl Class $methods:tt) => {
        use $crate::steam_server::SteamServer;
        $crate::script::fast::fast_methods! { impl SteamServer $methods }
    };
}

/// Modules whose files are in the folder of `Steam`.
macro_rules! shared {
    ($($name:ident: $path:literal;)*) => {$(
        #[path = $path]
        #[allow(clippy::duplicate_mod, reason = "one implementation for two classes")]
        mod $name;
    )*};
}

shared! {
    accounts: "../steam/accounts.rs";
    connection_info: "../steam/connection_info.rs";
    frame: "../steam/frame.rs";
    hosted_networking: "../steam/hosted_networking.rs";
    networking: "../steam/networking.rs";
    networking_config: "../steam/networking_config.rs";
    networking_messages: "../steam/networking_messages.rs";
    networking_sockets: "../steam/networking_sockets.rs";
    networking_utils: "../steam/networking_utils.rs";
    packets: "../steam/packets.rs";
    pump: "../steam/pump.rs";
    socket_messages: "../steam/socket_messages.rs";
    tickets: "../steam/tickets.rs";
}

mod enums;
mod following;
mod game_server;
mod lifecycle;
mod not_carried;
mod one_account;
mod players;
mod signals;
mod stats;
mod utils;

use godot::classes::Object;
use godot::obj::Base;
use godot::register::{GodotClass, godot_api};

use crate::script::current::server as current;
use crate::script::whose::Whose;
use SteamServer as Class;

/// The platform that the class calls.
const WHOSE: Whose = Whose::GameServer;

/// Starts the singleton, once its class exists.
pub fn begin() {
    enums::register();
    signals::register();
    pump::register();
    packets::register();
    networking_messages::register();
    accounts::register_methods();
    game_server::register_methods();
    hosted_networking::register_methods();
    lifecycle::register_methods();
    networking::register_methods();
    networking_config::register_methods();
    networking_messages::register_methods();
    networking_sockets::register_methods();
    networking_utils::register_methods();
    players::register_methods();
    socket_messages::register_methods();
    stats::register_methods();
    tickets::register_methods();
    utils::register_methods();
    not_carried::register();
    frame::hook();
}

/// Ends the singleton, before the class is unregistered.
pub fn end() {
    lifecycle::shutdown();
}

/// A Steam game server: a dedicated one, or one in a player's process beside `Steam`.
///
/// Call `serverInitEx()` once, describe the server with `setProduct` and similar methods, then call `logOnAnonymous()` or `logOn()`,
/// and `run_callbacks()` in every frame, which emits every signal. After `server_connected`, the server has a Steam ID by which
/// players reach it, and `setAdvertiseServerActive(true)` puts it into the server list. Players send tickets from
/// `Steam.getAuthSessionTicket`, which `beginAuthSession` checks.
///
/// Without Steam, the local platform answers the same calls, and the instances of a game on one machine find the server on
/// it. A process may be a user (`Steam`) and a game server at once: each has its own identity and its own signals.
///
/// Before initialisation and after `serverShutdown()`, every method writes an error and returns `false`, 0, or an empty value. You
/// may call every method from any thread, except `serverInit`, `serverInitEx`, `serverShutdown` and `run_callbacks`.
#[derive(GodotClass)]
#[class(init, singleton, base = Object)]
pub struct SteamServer {
    base: Base<Object>,
}

#[godot_api]
impl SteamServer {}
