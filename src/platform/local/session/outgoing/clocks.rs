//! What the time means for a stream: when to ask, when to give up, when to let collected packets go.

use std::time::Instant;

use super::{Collecting, Expiry, Outgoing, Phase};
use crate::platform::local::session::pace::Pace;
use crate::platform::local::wire::link::LinkFrame;

impl Outgoing {
    /// Whether something here has to be answered.
    pub(super) fn expects_answer(&self) -> bool {
        match self.phase {
            Phase::Idle => false,
            Phase::Connecting => self.asking,
            Phase::Open => !self.reliable.is_empty() || (!self.confirmed && self.probe.is_unanswered()),
        }
    }

    /// He was heard of: what is still without an answer waits anew.
    pub(super) fn handle_answer(&mut self, now: Instant) {
        self.probe.handle_answer(!self.unreliable.is_empty());
        self.waiting = self.expects_answer().then_some(now);
    }

    /// Whether something waits to leave or to be answered.
    pub fn is_waiting(&self) -> bool {
        self.packets() > 0 || self.waiting.is_some()
    }

    /// Whether something was sent since the last [`stamp`](Self::stamp) that starts a clock.
    #[inline]
    pub fn is_timeless(&self) -> bool {
        self.timeless
    }

    /// Starts the clocks of what happened since the last call, which did not know the time.
    pub fn stamp(&mut self, now: Instant) {
        self.timeless = false;
        self.round_trip.stamp(now);
        self.probe.stamp(now);
        if self.waiting.is_none() && self.expects_answer() {
            self.waiting = Some(now);
            self.stuck = self.waiting;
        }
        if let Some(Collecting { since: since @ None, .. }) = &mut self.collecting {
            *since = Some(now);
        }
    }

    /// What the time means for a missing answer.
    pub fn expire(&mut self, now: Instant, pace: &Pace) -> Expiry {
        if self.waiting.is_none() && self.probe_at(pace).is_some_and(|at| at <= now) {
            // From now on, even if he takes nothing, so that the question cannot leave.
            self.waiting = Some(now);
            self.stuck = self.waiting;
        }
        if self.waiting.is_none_or(|since| now < since + pace.timeout) {
            return Expiry::None;
        }
        if !self.quiet {
            return Expiry::Failed;
        }
        self.phase = Phase::Idle;
        self.asking = false;
        self.waiting = None;
        Expiry::Quiet
    }

    /// Lets collected packets go whose time has come.
    pub fn release_due(&mut self, now: Instant, pace: &Pace) -> bool {
        let due = self.collecting.and_then(|collecting| collecting.since);
        let due = due.is_some_and(|since| now >= since + pace.collect);
        if due {
            self.release();
        }
        due
    }

    /// When the next request is due, if one is.
    pub fn request_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.phase == Phase::Open && self.confirmed;
        let measure = self.round_trip.measure_at.filter(|_| open);
        self.question_at(pace).into_iter().chain(measure).chain(self.probe_at(pace)).min()
    }

    /// When he is to be asked whether he is there, since unreliable packets are sent.
    fn probe_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.phase == Phase::Open && self.confirmed;
        self.probe.ask_at(self.requested, pace.probe).filter(|_| open)
    }

    fn question_at(&self, pace: &Pace) -> Option<Instant> {
        let waiting = self.waiting.filter(|_| self.expects_answer())?;
        if self.phase == Phase::Open && self.confirmed {
            let last = self.stuck.unwrap_or(waiting);
            return Some(self.requested.map_or(last, |requested| requested.max(last)) + pace.probe);
        }
        Some(match self.requested {
            None => waiting,
            Some(requested) => requested + if self.news { pace.coalesce } else { pace.probe },
        })
    }

    /// When the time next matters here.
    pub fn deadlines(&self, pace: &Pace) -> [Option<Instant>; 2] {
        [
            self.waiting.map(|since| since + pace.timeout).or_else(|| self.probe_at(pace)),
            self.collecting.and_then(|collecting| collecting.since).map(|since| since + pace.collect),
        ]
    }

    /// The request, where one is due. `held` is the first reliable packet that was handed out and is held back since.
    pub fn poll_request(
        &mut self,
        now: Instant,
        pace: &Pace,
        held: Option<u64>,
    ) -> Option<LinkFrame<'static>> {
        if self.request_at(pace).is_none_or(|at| now < at) {
            return None;
        }
        self.serial = self.serial.wrapping_add(1);
        self.requested = Some(now);
        let leaving = self.first_seq + self.sent as u64;
        self.requested_at = held.map_or(leaving, |held| held.min(leaving));
        self.news = false;
        self.round_trip.handle_question(now, self.serial);
        Some(LinkFrame::Request {
            stream: self.stream,
            serial: self.serial,
            first_seq: self.first_seq,
            next_seq: self.next_seq(),
            position: self.position,
        })
    }
}
