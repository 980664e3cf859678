//! Bad network conditions between processes on one machine: which packets are affected, and when they arrive.
//!
//! State machines without I/O, like the sessions that use them: time is an argument, and randomness comes from a seed.
//! `fate` decides the fate of a packet by its number, not by the time. `line` holds frames in flight to or from one
//! user. `table` has the conditions of each user.

mod fate;
mod line;
mod table;

use std::time::Duration;

pub use fate::Path;
pub use line::{Line, Packet, Room};
pub use table::Table;

/// The one-way latency that a relay adds.
pub const RELAY_LATENCY: Duration = Duration::from_millis(30);

#[cfg(test)]
mod tests;
