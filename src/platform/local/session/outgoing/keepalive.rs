//! Keepalive for streams of packets that are not acknowledged.

use std::time::{Duration, Instant};

/// Checks whether the other side is still there while unreliable packets are sent, which are not acknowledged. A side
/// that sends nothing sends no requests, and its session does not fail.
#[derive(Debug, Default)]
pub struct Keepalive {
    /// Whether an unreliable packet was sent since the last answer, and the time at which its timer started.
    unanswered: bool,
    since: Option<Instant>,
}

impl Keepalive {
    /// Records that an unreliable packet was sent.
    #[inline]
    pub fn handle_sent(&mut self) {
        self.unanswered = true;
    }

    /// Starts the timer of a packet, because the time was unknown when it was sent.
    pub fn stamp(&mut self, now: Instant) {
        if self.unanswered {
            self.since.get_or_insert(now);
        }
    }

    /// Handles an answer of the other side. `more` is whether there are packets that it does not cover because they
    /// have not left.
    pub fn handle_answer(&mut self, more: bool) {
        *self = Keepalive { unanswered: more, since: None };
    }

    /// Whether unreliable packets were sent since the last answer.
    pub fn is_unanswered(&self) -> bool {
        self.unanswered
    }

    /// The time of the next request, if the last request of any kind left at `requested_at`. There is at most one
    /// request per `interval`.
    pub fn request_at(&self, requested_at: Option<Instant>, interval: Duration) -> Option<Instant> {
        let since = self.since?;
        Some(requested_at.map_or(since, |requested| since.max(requested + interval)))
    }
}
