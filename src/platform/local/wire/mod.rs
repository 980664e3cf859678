//! The form of every byte that leaves the process.
//!
//! Every socket starts with a [`handshake`]; after it come [`frame`]s: messages of [`hub`] between a member and the hub,
//! messages of [`link`] between two members. `docs/wire.md` describes it all; a
//! test compares. Nothing in this folder decides anything or touches a socket.

pub mod frame;
pub mod handshake;
pub mod hub;
pub mod link;
pub mod social;
pub mod socket;

#[cfg(test)]
mod tests;
