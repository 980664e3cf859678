//! The singleton `Steam`, as GDScript sees it.
//!
//! It has one file per Steamworks interface, which checks and converts arguments and calls the platform; nothing is
//! decided here. Every method is static: it binds no object, so it may be called from a signal handler, from within
//! another call and from any thread. Because of that, `godot` is built without its release checks (see `Cargo.toml`).
//!
//! State that the methods share is therefore thread-safe: atomics for checks that every packet makes, otherwise values behind a
//! lock that is held only briefly, during which nothing is logged and no script runs. Only the main thread emits signals, and
//! starts and stops the platform.

/// The name of a method with its class, such as `Steam.createLobby`, for files that `SteamServer` shares.
macro_rules! method {
    ($name:literal) => {
        concat!("Steam.", $name)
    };
}

/// Methods of the class, in a file that `SteamServer` shares; `Class` is the class whose module includes the file.
macro_rules! methods {
    (impl Class $methods:tt) => {
        $crate::script::methods::methods! { "Steam" $crate::steam::Steam $methods }
    };
}

/// The same for methods that a game calls for every packet.
macro_rules! hot_methods {
    (impl Class $methods:tt) => {
        use $crate::steam::Steam;
        $crate::script::fast::fast_methods! { impl Steam $methods }
    };
}

mod account;
mod accounts;
mod achievements;
mod apps;
mod avatars;
mod clans;
mod cloud_names;
mod connection_info;
mod content;
mod device;
mod enums;
mod favorites;
mod first_import;
mod following;
mod frame;
mod friends;
mod hosted_networking;
mod init_arguments;
mod input;
mod input_devices;
mod leaderboards;
mod lifecycle;
mod look_ups;
mod matchmaking;
mod networking;
mod networking_config;
mod networking_messages;
mod networking_sockets;
mod networking_utils;
mod not_carried;
mod one_account;
mod packets;
mod profiles;
mod properties;
mod pump;
mod remote_storage;
mod screenshots;
mod server_browser;
mod session_state;
mod shared_files;
mod signals;
mod social;
mod socket_messages;
mod starting_course;
mod stats;
mod tickets;
mod timeline;
mod user;
mod utils;

use godot::classes::Object;
use godot::obj::Base;
use godot::register::{GodotClass, godot_api};

use crate::script::current;
use crate::script::enums::Table;
use crate::script::whose::Whose;
use Steam as Class;

/// The platform that the class calls.
const WHOSE: Whose = Whose::User;

/// All enums and constants of the class, from its tables.
pub fn enum_tables() -> impl Iterator<Item = Table> {
    enums::tables().chain([not_carried::enum_table()])
}

/// Starts the singleton, once its class exists. The editor never initialises by itself.
pub fn begin(in_editor: bool) {
    enums::register();
    signals::register();
    pump::register();
    packets::register();
    networking_messages::register();
    look_ups::register();
    leaderboards::register();
    screenshots::register();
    not_carried::register();
    register_methods();
    properties::register();
    frame::hook();
    if in_editor {
        first_import::begin();
    } else {
        lifecycle::init_on_startup();
    }
}

/// Adds the methods of the class, except those that a game calls for every packet.
fn register_methods() {
    account::register_methods();
    accounts::register_methods();
    achievements::register_methods();
    apps::register_methods();
    clans::register_methods();
    content::register_methods();
    device::register_methods();
    favorites::register_methods();
    friends::register_methods();
    hosted_networking::register_methods();
    input::register_methods();
    input_devices::register_methods();
    leaderboards::register_methods();
    lifecycle::register_methods();
    matchmaking::register_methods();
    networking::register_methods();
    networking_config::register_methods();
    networking_messages::register_methods();
    networking_sockets::register_methods();
    networking_utils::register_methods();
    profiles::register_methods();
    remote_storage::register_methods();
    screenshots::register_methods();
    server_browser::register_methods();
    shared_files::register_methods();
    social::register_methods();
    socket_messages::register_methods();
    stats::register_methods();
    tickets::register_methods();
    timeline::register_methods();
    user::register_methods();
    utils::register_methods();
}

/// Ends the singleton, before the class is unregistered.
pub fn end() {
    lifecycle::shutdown();
}

/// Steam's peer-to-peer networking, lobbies, friends and user, with GodotSteam's names.
///
/// Call `steamInit()` or `steamInitEx()` once, then `run_callbacks()` in every frame, which emits all signals; or let
/// `embed_callbacks` do it. Without a Steam client, a local platform answers the same calls, and several instances of a game
/// on one machine find each other on it.
///
/// Before initialisation and after `steamShutdown()`, every method writes an error and returns `false`, 0, or an empty value.
///
/// You may call every method from any thread, except `steamInit`, `steamInitEx`, `steamShutdown` and `run_callbacks`, which
/// write an error on other threads than the main thread. Signals are emitted only on the main thread.
///
/// A call that a signal answers is answered even if it is refused: in the next `run_callbacks()`, after an error line if its
/// arguments were wrong. The exception is a call while nothing is initialised, since nothing emits signals then.
#[derive(GodotClass)]
#[class(init, singleton, base = Object)]
pub struct Steam {
    base: Base<Object>,
}

#[godot_api]
impl Steam {}
