//! A bad network between processes that share a machine: what it does to which packet, and when they arrive.
//!
//! State machines without I/O, as the sessions that use them: time is an argument, and chance comes from a seed. `fate`
//! decides what happens to a packet, by its number and not by the time; `line` holds back what is on its way to or from one
//! user; `table` knows which conditions hold for whom.

mod fate;
mod line;
mod table;

use std::time::Duration;

pub use fate::Path;
pub use line::{Line, Packet, Room};
pub use table::Table;

/// What a relay adds to the latency, one way.
pub const RELAY_LATENCY: Duration = Duration::from_millis(30);

#[cfg(test)]
mod tests;
