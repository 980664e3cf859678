//! The time, for what the game asks of it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Now, for measuring.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Seconds since 1970, as this machine's clock has it.
pub(super) fn unix_time() -> u32 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u32::try_from(since.as_secs()).unwrap_or(u32::MAX)
}
