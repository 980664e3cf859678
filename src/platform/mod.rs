//! The implementations of the [contract](crate::contract).
//!
//! [`steamworks`] talks to the Steam client. [`local`] needs only the machine that it runs on, and can simulate a bad
//! network. [`p2p_over_messages`] replaces one interface of either.
//!
//! No Godot type may appear in this folder.

pub mod local;
pub mod p2p_over_messages;
// The fuzz targets need no Steam.
#[cfg(not(fuzzing))]
pub mod steamworks;
