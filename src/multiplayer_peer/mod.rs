//! The class `SteamMultiplayerPeer`: Godot's own multiplayer over Steam and on the local platform.
//!
//! [`session`] decides, without Godot. `state` is what a peer knows, `engine` what the engine asks of it, `turn` what it does when it
//! is polled. `class` has its properties and signals; the methods for scripts stand in files by subject: `creating`, `look_ups`,
//! and `lobby` for the older class that made lobbies of its own. One class answers the scripts of three generations.
//!
//! An object of this class is for the main thread, where the engine polls it. Nothing is borrowed while a signal is emitted, so a
//! handler may call anything.

mod class;
mod creating;
mod engine;
mod enum_values;
mod enums;
mod lobby;
mod look_ups;
mod own_lobby;
mod packet_peer;
pub mod session;
mod state;
mod surplus;
mod turn;

pub use class::SteamMultiplayerPeer;
pub use packet_peer::SteamPacketPeer;

/// Adds the enums to the classes, once they exist.
pub fn begin() {
    enums::register();
}
