//! Measurement of the round-trip time.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The shortest time between two measurements.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// The maximum number of requests without an answer.
const MAX_REQUESTS: usize = 64;

/// The round-trip time: the time between a request and its answer.
#[derive(Debug, Default)]
pub struct RoundTrip {
    /// The last measurement.
    pub last: Option<Duration>,
    /// The time of the next request for a measurement.
    pub measure_at: Option<Instant>,
    wanted: bool,
    /// Requests without an answer, oldest first.
    requests: VecDeque<(u32, Instant)>,
    requested_at: Option<Instant>,
}

impl RoundTrip {
    /// Requests a measurement. Returns whether none was requested before.
    pub fn want(&mut self) -> bool {
        let first = !self.wanted && self.measure_at.is_none();
        self.wanted = true;
        first
    }

    /// Schedules the requested measurement, because the time was unknown before.
    pub fn stamp(&mut self, now: Instant) {
        if std::mem::take(&mut self.wanted) && self.measure_at.is_none() {
            self.measure_at = Some(self.requested_at.map_or(now, |last| now.max(last + AT_MOST_EVERY)));
        }
    }

    /// Records that request `serial` leaves now.
    pub fn handle_request(&mut self, now: Instant, serial: u32) {
        self.measure_at = None;
        self.requested_at = Some(now);
        if self.requests.len() >= MAX_REQUESTS {
            self.requests.pop_front();
        }
        self.requests.push_back((serial, now));
    }

    /// Handles the answer to request `serial`. `at_once` is whether the other side answers without waiting for its
    /// game.
    pub fn handle_answer(&mut self, now: Instant, serial: u32, at_once: bool) {
        let Some(at) = self.requests.iter().position(|(request, _)| *request == serial) else { return };
        if let Some((_, left)) = self.requests.drain(..=at).next_back()
            && at_once
        {
            self.last = Some(now.saturating_duration_since(left));
        }
    }
}
