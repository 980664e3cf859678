//! The clock, for calls of the game.

use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The value of the first microsecond. Steam's own clock starts no lower, so that 0 is long past
/// (`ISteamNetworkingUtils::GetLocalTimestamp`).
const FIRST_MICROSECOND: i64 = 30 * 24 * 60 * 60 * 1_000_000;

/// The start of the count of microseconds: the first time they are requested.
static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The current time, for measurements.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Seconds since 1970 by this machine's clock.
pub(super) fn unix_time() -> u32 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u32::try_from(since.as_secs()).unwrap_or(u32::MAX)
}

/// Milliseconds since 1970 by this machine's clock.
pub(super) fn unix_milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Begins to count [`microseconds`], unless that has begun.
pub(super) fn begin() {
    LazyLock::force(&BEGINNING);
}

/// Microseconds from the beginning to `at`, in the count of Steam's own clock.
pub(super) fn microseconds(at: Instant) -> i64 {
    let since = i64::try_from(at.saturating_duration_since(*BEGINNING).as_micros()).unwrap_or(i64::MAX);
    since.saturating_add(FIRST_MICROSECOND)
}
