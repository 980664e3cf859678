//! How often a session speaks without being asked.

use std::time::Duration;

use crate::platform::local::Timings;

/// Shorter settings would only keep the driver busy, longer ones would leave the range of the clock.
const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The durations of a session, made from the settings: what repeats does so several times within the timeout, even
/// where a test sets that to milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After so long without an answer a session fails.
    pub timeout: Duration,
    /// A request without an answer is repeated after so long.
    pub request_interval: Duration,
    /// Sends within so long share one request.
    pub coalesce: Duration,
    /// Received packets are acknowledged after so long at the latest.
    pub ack_delay: Duration,
    /// How long `RELIABLE_WITH_BUFFERING` collects.
    pub collect: Duration,
    /// A user who is not accepted is announced again this often.
    pub announce_interval: Duration,
    /// After so long without traffic a session is dropped.
    pub idle_timeout: Option<Duration>,
}

impl From<Timings> for Pace {
    fn from(timings: Timings) -> Self {
        let timeout = timings.session_timeout.clamp(SHORTEST, LONGEST);
        let at_most = |wanted: Duration, parts: u32| wanted.min(timeout / parts);
        Pace {
            timeout,
            request_interval: at_most(Duration::from_secs(1), 5),
            coalesce: at_most(Duration::from_millis(50), 20),
            ack_delay: at_most(Duration::from_millis(10), 20),
            collect: timings.collect.min(LONGEST),
            announce_interval: timings.request_repeat.min(LONGEST),
            idle_timeout: timings.idle.map(|idle| idle.clamp(SHORTEST, LONGEST)),
        }
    }
}
