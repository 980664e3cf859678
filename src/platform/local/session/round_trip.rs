//! The time to the other side and back.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// It is measured this often at most.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// So many requests may be without an answer.
const MAX_REQUESTS: usize = 64;

/// The time to the other side and back: that between a request and its answer.
#[derive(Debug, Default)]
pub struct RoundTrip {
    /// The last measured one.
    pub last: Option<Duration>,
    /// When to ask for it.
    pub measure_at: Option<Instant>,
    wanted: bool,
    /// Requests without an answer, oldest first.
    requests: VecDeque<(u32, Instant)>,
    requested_at: Option<Instant>,
}

impl RoundTrip {
    /// It is wanted. Returns whether nobody wanted it before.
    pub fn want(&mut self) -> bool {
        let first = !self.wanted && self.measure_at.is_none();
        self.wanted = true;
        first
    }

    /// It is `now`, which whoever wanted it did not know.
    pub fn stamp(&mut self, now: Instant) {
        if std::mem::take(&mut self.wanted) && self.measure_at.is_none() {
            self.measure_at = Some(self.requested_at.map_or(now, |last| now.max(last + AT_MOST_EVERY)));
        }
    }

    /// Request `serial` leaves.
    pub fn handle_request(&mut self, now: Instant, serial: u32) {
        self.measure_at = None;
        self.requested_at = Some(now);
        if self.requests.len() >= MAX_REQUESTS {
            self.requests.pop_front();
        }
        self.requests.push_back((serial, now));
    }

    /// Request `serial` is answered, `at_once` or whenever the other side came to it.
    pub fn handle_answer(&mut self, now: Instant, serial: u32, at_once: bool) {
        let Some(at) = self.requests.iter().position(|(request, _)| *request == serial) else { return };
        if let Some((_, left)) = self.requests.drain(..=at).next_back()
            && at_once
        {
            self.last = Some(now.saturating_duration_since(left));
        }
    }
}
