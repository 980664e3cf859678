//! The singleton `Steam`, as GDScript sees it.
//!
//! One file per Steamworks interface: checks arguments, converts, asks the platform; nothing is decided here. Every method
//! is static: it binds no object, so it may be called from a signal handler, from within another call and, to get an error
//! line, from any thread. `godot` is built without its release checks on the strength of that (see `Cargo.toml`).

mod accounts;
mod apps;
mod avatars;
mod connection_info;
mod enums;
mod favorites;
mod frame;
mod friends;
mod init_arguments;
mod lifecycle;
mod look_ups;
mod matchmaking;
mod networking;
mod networking_messages;
mod not_carried;
mod one_account;
mod packets;
mod pump;
mod signals;
mod user;
mod utils;

use godot::classes::Object;
use godot::obj::Base;
use godot::register::{GodotClass, godot_api};

/// Begins the life of the singleton, once its class exists. The editor never initialises by itself.
pub fn begin(in_editor: bool) {
    enums::register();
    signals::register();
    packets::register();
    networking_messages::register();
    look_ups::register();
    not_carried::register();
    frame::hook();
    if !in_editor {
        lifecycle::init_on_startup();
    }
}

/// Ends it, before the class goes.
pub fn end() {
    lifecycle::free();
}

/// Steam's peer-to-peer networking, lobbies, friends and user, under the names of GodotSteam.
///
/// Call `steamInit()` or `steamInitEx()` once, then `run_callbacks()` in every frame (or let `embed_callbacks` do it): every
/// signal comes from there. Without a Steam client, the same calls are answered by a local platform, on which several
/// instances of a game on one machine find each other.
///
/// Before initialisation, after `steamShutdown()` and on other threads than the main one, every method writes an error and
/// returns `false`, 0, or an empty value.
#[derive(GodotClass)]
#[class(init, singleton, base = Object)]
pub struct Steam {
    base: Base<Object>,
}

#[godot_api]
impl Steam {}
