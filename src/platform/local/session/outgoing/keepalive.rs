//! Whether the other side is still there, for a stream of packets that nobody acknowledges.

use std::time::{Duration, Instant};

/// Asks whether the other side is still there while unreliable packets are sent, which nobody acknowledges, and only then:
/// who sends nothing asks nothing, and nothing fails.
#[derive(Debug, Default)]
pub struct Keepalive {
    /// Whether an unreliable packet was sent since the last answer, and since when the timer of that runs.
    unanswered: bool,
    since: Option<Instant>,
}

impl Keepalive {
    /// An unreliable packet was sent.
    #[inline]
    pub fn handle_sent(&mut self) {
        self.unanswered = true;
    }

    /// It is `now`, which whoever sent did not know.
    pub fn stamp(&mut self, now: Instant) {
        if self.unanswered {
            self.since.get_or_insert(now);
        }
    }

    /// The other side has answered; `more` is whether there are packets of which this says nothing, since they have not
    /// left.
    pub fn handle_answer(&mut self, more: bool) {
        *self = Keepalive { unanswered: more, since: None };
    }

    /// Whether unreliable packets were sent since the last answer.
    pub fn is_unanswered(&self) -> bool {
        self.unanswered
    }

    /// When to ask, if the last request of any kind left at `requested_at`. Requests leave at most once in `interval`.
    pub fn request_at(&self, requested_at: Option<Instant>, interval: Duration) -> Option<Instant> {
        let since = self.since?;
        Some(requested_at.map_or(since, |requested| since.max(requested + interval)))
    }
}
