//! The class `SteamMultiplayerPeer`: Godot's own multiplayer over Steam and on the local platform.
//!
//! [`session`] decides, without Godot. `state` is what a peer knows, `engine` what the engine asks of it, `turn` what it does when it
//! is polled; `virtuals` and `instances` bring the engine's calls there. `class` has its properties and signals; the methods for
//! scripts stand in files by subject: `creating`, `look_ups`, and `lobby` for the older class that made lobbies of its own. One class
//! answers the scripts of three generations.
//!
//! An object of this class is polled on the main thread, which emits its signals. Its methods work from any thread: `State` stands
//! behind a lock. None of them may take `&mut self`: the crate `godot` would wait for other threads that have the object bound, and
//! the engine's own calls do without binding it. Nothing is locked while a signal is emitted or a line is said, so handlers
//! may call anything.

mod class;
mod creating;
mod engine;
mod enum_values;
mod enums;
mod instances;
mod lobby;
mod look_ups;
mod own_lobby;
mod packet_peer;
pub mod session;
mod state;
mod surplus;
mod turn;
mod virtuals;
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
