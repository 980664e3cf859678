//! The class `SteamMultiplayerPeer`: Godot's own multiplayer over Steam and on the local platform.
//!
//! [`session`] makes all decisions, without Godot. `state` has the state of a peer, `engine` the calls of the engine, `turn` the
//! polling; `virtuals` and `instances` pass the engine's calls on. `class` has the properties and signals; the methods for scripts
//! are in files by subject: `creating`, `look_ups`, and `lobby` for the older class that created its own lobbies. One class serves
//! scripts of three generations.
//!
//! An object of this class is polled on the main thread, which emits its signals. Its methods work from any thread, since a lock
//! guards `State`. None of them may take `&mut self`: the crate `godot` would wait for other threads that have bound the object,
//! and the engine's own calls do not bind it. Nothing is locked while a signal is emitted or a line is logged, so handlers may call
//! anything.

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

/// Adds the enums to the classes, after the classes exist.
pub fn begin() {
    enums::register();
}
