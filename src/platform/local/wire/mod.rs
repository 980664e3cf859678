//! The form of every byte that leaves the process.
//!
//! Nothing here decides anything: values to bytes, bytes to values. `frame` cuts a connection into frames, `handshake` is
//! what stands before the first of them, `link` and `hub` are what the frames between two members, and between a member
//! and the hub, say.

pub mod frame;
pub mod link;
