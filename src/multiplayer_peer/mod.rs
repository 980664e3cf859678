//! The class `SteamMultiplayerPeer`: Godot's own multiplayer over Steam and on the local platform.
//!
//! [`session`] decides, without Godot. `state` is what a peer knows, `engine` what the engine asks of it, `turn` what it does when it
//! is polled. `class` has its properties and signals; the methods for scripts stand in files by subject: `creating`, `look_ups`,
//! and `lobby` for the older class that made lobbies of its own. One class answers the scripts of three generations.
//!
//! An object of this class is polled on the main thread, which emits its signals. Its methods work from any thread: `State` stands
//! behind a lock, and the crate `godot` counts who binds the object under one of its own. They all bind it as shared: exclusive
//! binding fails where another thread has it bound. Nothing is locked while a signal is emitted or a line is said, so whoever hears
//! of it may call anything.

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
#[cfg(feature = "desk")]
mod watched;

pub use class::SteamMultiplayerPeer;
pub use packet_peer::SteamPacketPeer;
#[cfg(feature = "desk")]
pub use watched::PeerLink;

/// Adds the enums to the classes, once they exist.
pub fn begin() {
    enums::register();
}
