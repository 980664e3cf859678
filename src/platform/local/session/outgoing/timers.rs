//! What the time means for a stream: when to request, when to give up, when to let collected packets go.

use std::time::Instant;

use super::{Collecting, Expiry, Outgoing, State};
use crate::platform::local::session::pace::Pace;
use crate::platform::local::wire::link::LinkFrame;

impl Outgoing {
    /// Whether something here has to be answered.
    pub(super) fn expects_answer(&self) -> bool {
        match self.state {
            State::Idle | State::Suspended => false,
            State::Requesting | State::RequestingInReturn => true,
            State::Resuming => !self.reliable.is_empty() || self.keepalive.is_unanswered(),
            State::Open => !self.reliable.is_empty(),
        }
    }

    /// The other side was heard of: the time of what is still without an answer begins anew.
    pub(super) fn handle_answer(&mut self, now: Instant) {
        self.keepalive.handle_answer(!self.unreliable.is_empty());
        self.unanswered_since = self.expects_answer().then_some(now);
    }

    /// Whether something waits to leave or to be answered.
    pub fn is_waiting(&self) -> bool {
        self.packets() > 0 || self.unanswered_since.is_some()
    }

    /// Whether something was sent since the last [`stamp`](Self::stamp) that starts a timer.
    #[inline]
    pub fn needs_stamp(&self) -> bool {
        self.needs_stamp
    }

    /// Starts the timers of what happened since the last call: who sends does not know the time.
    pub fn stamp(&mut self, now: Instant) {
        self.needs_stamp = false;
        self.round_trip.stamp(now);
        self.keepalive.stamp(now);
        if self.unanswered_since.is_none() && self.expects_answer() {
            self.unanswered_since = Some(now);
            self.no_progress_since = self.unanswered_since;
        }
        if let Some(Collecting { since: since @ None, .. }) = &mut self.collecting {
            *since = Some(now);
        }
    }

    /// What the time means for a missing answer.
    // rule: session.unaccepted-times-out, session.gone-user, close.into-closed
    pub fn expire(&mut self, now: Instant, pace: &Pace) -> Expiry {
        if self.unanswered_since.is_none() && self.keepalive_at(pace).is_some_and(|at| at <= now) {
            // From now on, even if the other side takes nothing, so that the request cannot leave.
            self.unanswered_since = Some(now);
            self.no_progress_since = self.unanswered_since;
        }
        if self.unanswered_since.is_none_or(|since| now < since + pace.timeout) {
            return Expiry::None;
        }
        if self.state != State::RequestingInReturn {
            return Expiry::Failed;
        }
        self.state = State::Idle;
        self.unanswered_since = None;
        Expiry::Silent
    }

    /// Lets collected packets go whose time has come.
    // rule: send.buffering
    pub fn flush_due(&mut self, now: Instant, pace: &Pace) -> bool {
        let due = self.collecting.and_then(|collecting| collecting.since);
        let due = due.is_some_and(|since| now >= since + pace.collect);
        if due {
            self.flush();
        }
        due
    }

    /// When the next request is due, if one is.
    pub fn request_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.state == State::Open;
        let measure = self.round_trip.measure_at.filter(|_| open);
        self.unanswered_request_at(pace).into_iter().chain(measure).chain(self.keepalive_at(pace)).min()
    }

    /// When the other side is to be asked whether it is there, since unreliable packets are sent.
    fn keepalive_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.state == State::Open;
        self.keepalive.request_at(self.requested_at, pace.request_interval).filter(|_| open)
    }

    /// When a request is due because an answer is missing.
    fn unanswered_request_at(&self, pace: &Pace) -> Option<Instant> {
        let unanswered = self.unanswered_since.filter(|_| self.expects_answer())?;
        if self.state == State::Open {
            let last = self.no_progress_since.unwrap_or(unanswered);
            return Some(
                self.requested_at.map_or(last, |requested| requested.max(last)) + pace.request_interval,
            );
        }
        let interval = if self.sent_since_request { pace.coalesce } else { pace.request_interval };
        Some(self.requested_at.map_or(unanswered, |requested| requested + interval))
    }

    /// When the time next matters here.
    pub fn deadlines(&self, pace: &Pace) -> [Option<Instant>; 2] {
        [
            self.unanswered_since.map(|since| since + pace.timeout).or_else(|| self.keepalive_at(pace)),
            self.collecting.and_then(|collecting| collecting.since).map(|since| since + pace.collect),
        ]
    }

    /// The request, if one is due. `held` is the first reliable packet in flight that the conditions hold back.
    pub fn poll_request(
        &mut self,
        now: Instant,
        pace: &Pace,
        held: Option<u64>,
    ) -> Option<LinkFrame<'static>> {
        if self.request_at(pace).is_none_or(|at| now < at) {
            return None;
        }
        self.request_serial = self.request_serial.wrapping_add(1);
        self.requested_at = Some(now);
        let unsent = self.unsent_seq();
        self.requested_seq = held.map_or(unsent, |held| held.min(unsent));
        self.sent_since_request = false;
        self.round_trip.handle_request(now, self.request_serial);
        Some(LinkFrame::Request {
            stream: self.stream,
            serial: self.request_serial,
            first_seq: self.first_seq,
            next_seq: self.next_seq(),
            position: self.position,
        })
    }
}
