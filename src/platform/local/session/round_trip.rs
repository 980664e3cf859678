//! The time to the other side and back.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// It is measured this often at most.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// So many questions may be without an answer.
const MAX_QUESTIONS: usize = 64;

/// The time to the other side and back: that between a request and its answer.
#[derive(Debug, Default)]
pub struct RoundTrip {
    /// The last measured one.
    pub last: Option<Duration>,
    /// When to ask for it.
    pub measure_at: Option<Instant>,
    wanted: bool,
    /// Requests without an answer, oldest first.
    questions: VecDeque<(u32, Instant)>,
    asked: Option<Instant>,
}

impl RoundTrip {
    /// It is wanted. Answers whether nobody wanted it before.
    pub fn want(&mut self) -> bool {
        let first = !self.wanted && self.measure_at.is_none();
        self.wanted = true;
        first
    }

    /// It is `now`, which whoever wanted it did not know.
    pub fn stamp(&mut self, now: Instant) {
        if std::mem::take(&mut self.wanted) && self.measure_at.is_none() {
            self.measure_at = Some(self.asked.map_or(now, |asked| now.max(asked + AT_MOST_EVERY)));
        }
    }

    /// Request `serial` leaves.
    pub fn handle_question(&mut self, now: Instant, serial: u32) {
        self.measure_at = None;
        self.asked = Some(now);
        if self.questions.len() >= MAX_QUESTIONS {
            self.questions.pop_front();
        }
        self.questions.push_back((serial, now));
    }

    /// Request `serial` is answered, `at_once` or when it pleased the other side.
    pub fn handle_answer(&mut self, now: Instant, serial: u32, at_once: bool) {
        let Some(at) = self.questions.iter().position(|(asked, _)| *asked == serial) else { return };
        if let Some((_, asked)) = self.questions.drain(..=at).next_back()
            && at_once
        {
            self.last = Some(now.saturating_duration_since(asked));
        }
    }
}
