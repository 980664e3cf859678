//! Whether the other side is still there, for a stream of packets that nobody acknowledges.

use std::time::{Duration, Instant};

/// Whether the other side is still there, for a stream of unreliable packets: nobody acknowledges them, so he is asked
/// while they are sent, and only then. Who sends nothing asks nothing, and nothing fails.
#[derive(Debug, Default)]
pub struct Probe {
    /// Whether an unreliable packet was sent since he last answered, and when the clock of that began.
    unanswered: bool,
    since: Option<Instant>,
}

impl Probe {
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

    /// He has answered; `more` is whether there are packets of which this says nothing, since they have not left.
    pub fn handle_answer(&mut self, more: bool) {
        *self = Probe { unanswered: more, since: None };
    }

    /// Whether unreliable packets were sent since he last answered.
    pub fn is_unanswered(&self) -> bool {
        self.unanswered
    }

    /// When he is to be asked, where the last question of any kind left at `requested`; they leave no oftener than once in
    /// `pause`.
    pub fn ask_at(&self, requested: Option<Instant>, pause: Duration) -> Option<Instant> {
        let since = self.since?;
        Some(requested.map_or(since, |requested| since.max(requested + pause)))
    }
}
