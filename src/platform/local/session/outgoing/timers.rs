//! The timers of a stream: for requests, for the timeout, for collected packets.

use std::time::Instant;

use super::{Collecting, Expiry, Outgoing, State};
use crate::platform::local::session::pace::Pace;
use crate::platform::local::wire::link::LinkFrame;

impl Outgoing {
    /// Whether an answer of the other side is outstanding.
    pub(super) fn expects_answer(&self) -> bool {
        match self.state {
            State::Idle | State::Suspended => false,
            State::Requesting | State::RequestingInReturn => true,
            State::Resuming => !self.reliable.is_empty() || self.keepalive.is_unanswered(),
            State::Open => !self.reliable.is_empty(),
        }
    }

    /// Restarts the timers of unanswered packets, because something arrived from the other side.
    pub(super) fn handle_answer(&mut self, now: Instant) {
        self.keepalive.handle_answer(!self.unreliable.is_empty());
        self.unanswered_since = self.expects_answer().then_some(now);
    }

    /// Whether packets wait to leave or to be answered.
    pub fn is_waiting(&self) -> bool {
        self.packets() > 0 || self.unanswered_since.is_some()
    }

    /// Whether a packet that starts a timer was sent since the last [`stamp`](Self::stamp).
    #[inline]
    pub fn needs_stamp(&self) -> bool {
        self.needs_stamp
    }

    /// Starts the timers of packets sent since the last call, because the time is unknown during a send.
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

    /// Checks the timeout of a missing answer.
    // rule: session.unaccepted-times-out, session.gone-user, close.into-closed
    pub fn expire(&mut self, now: Instant, pace: &Pace) -> Expiry {
        if self.unanswered_since.is_none() && self.keepalive_at(pace).is_some_and(|at| at <= now) {
            // The timer starts now even if the request cannot leave because the link accepts no bytes.
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

    /// Releases collected packets whose time is up. Returns whether there were any.
    // rule: send.buffering
    pub fn flush_due(&mut self, now: Instant, pace: &Pace) -> bool {
        let due = self.collecting.and_then(|collecting| collecting.since);
        let due = due.is_some_and(|since| now >= since + pace.collect);
        if due {
            self.flush();
        }
        due
    }

    /// The time of the next request, if one is needed.
    pub fn request_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.state == State::Open;
        let measure = self.round_trip.measure_at.filter(|_| open);
        self.unanswered_request_at(pace).into_iter().chain(measure).chain(self.keepalive_at(pace)).min()
    }

    /// The time of the next keepalive request, while unreliable packets are sent.
    #[inline]
    fn keepalive_at(&self, pace: &Pace) -> Option<Instant> {
        let open = self.state == State::Open;
        self.keepalive.request_at(self.requested_at, pace.request_interval).filter(|_| open)
    }

    /// The time of the next request for a missing answer.
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

    /// The deadlines of this stream.
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
