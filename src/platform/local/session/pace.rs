//! The intervals of a session.

use std::time::Duration;

use crate::platform::local::Timings;

/// Shorter settings would only keep the driver busy; longer ones would exceed the range of the clock.
const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The durations of a session, derived from the settings. Repetitions happen several times within the timeout, even if
/// a test sets the timeout to milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// A session fails after this time without an answer.
    pub timeout: Duration,
    /// An unanswered request is repeated after this time.
    pub request_interval: Duration,
    /// Sends within this time share one request.
    pub coalesce: Duration,
    /// Received packets are acknowledged after this time at the latest.
    pub ack_delay: Duration,
    /// The time for which `RELIABLE_WITH_BUFFERING` collects packets.
    pub collect: Duration,
    /// The time between two announcements of a user who is not accepted.
    pub announce_interval: Duration,
    /// A session is dropped after this time without traffic.
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
