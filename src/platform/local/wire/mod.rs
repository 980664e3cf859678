//! The format of every byte that leaves the process.
//!
//! Every socket starts with a [`handshake`]. After it come [`frame`]s: messages of [`hub`] between a member and the
//! hub, and messages of [`link`] between two members. `docs/wire.md` describes the whole format, and a test compares it
//! with the code. This folder makes no decisions and touches no socket.

pub mod frame;
pub mod handshake;
pub mod hub;
pub mod link;
pub mod social;
pub mod socket;

#[cfg(test)]
mod tests;
