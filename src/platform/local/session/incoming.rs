//! The stream from another process to this one.

use std::time::Instant;

use super::Violation;
use super::announcements::Announcements;
use super::gaps::Gaps;
use super::pace::Pace;
use crate::platform::local::wire::link::{LinkFrame, charge};

/// The number of received bytes that causes an acknowledgement at once.
const ACKNOWLEDGE_BYTES: usize = 64 * 1024;

/// The state of the stream on this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No stream is known.
    Unknown,
    /// The other side requests to be accepted.
    Requested,
    /// The stream is accepted.
    Accepted,
    /// The game has closed the session, whether it was accepted or not. Packets that the other side sends before it
    /// learns of that must not enter the next session.
    Closed,
    /// The other side has requested again since the close. It has to be told where to continue.
    RequestedAfterClose,
}

/// The stream from another process to this one.
#[derive(Debug)]
pub struct Incoming {
    /// The maximum number of bytes that may wait to be read, for reliable and for unreliable packets each.
    limit: usize,
    /// The maximum size of the window, in bytes.
    most_ahead: usize,
    stream: Option<u32>,
    /// The serial of the last request.
    serial: u32,
    state: State,
    /// The sequence of the next expected reliable packet.
    next_seq: u64,
    /// Unreliable packets before this position are ignored.
    position: u64,
    /// The other side's next sequence and position, as far as it has reported them or sent beyond them.
    peer_next_seq: u64,
    peer_next_position: u64,
    received_position: u64,
    /// The bytes that wait to be read, as counted by [`charge`].
    unread_reliable: usize,
    unread_unreliable: usize,
    /// The rest of the window that was granted to the other side.
    granted_window: usize,
    /// The bytes received since the last acknowledgement.
    unacknowledged_bytes: usize,
    /// The answers that are due.
    accept_due: bool,
    ack_due: bool,
    ack_at: Option<Instant>,
    hold_due: bool,
    /// A stream that sends without a request.
    unknown_stream: Option<u32>,
    /// Announcements to the game while the stream is not accepted.
    pub announcements: Announcements,
    gaps: Gaps,
}

/// The treatment of a received packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes to the inbox.
    Deliver,
    /// It is a duplicate or out of order.
    Ignore,
    /// There is no room for it.
    Drop,
    /// The session is not accepted.
    Refuse {
        /// Whether to announce the user to the game.
        announce: bool,
    },
}

impl Incoming {
    /// An unknown stream. `limit` is the maximum number of bytes that may wait to be read.
    pub fn new(limit: usize) -> Self {
        Incoming {
            limit,
            most_ahead: usize::MAX,
            stream: None,
            serial: 0,
            state: State::Unknown,
            next_seq: 0,
            position: 0,
            peer_next_seq: 0,
            peer_next_position: 0,
            received_position: 0,
            unread_reliable: 0,
            unread_unreliable: 0,
            granted_window: 0,
            unacknowledged_bytes: 0,
            accept_due: false,
            ack_due: false,
            ack_at: None,
            hold_due: false,
            unknown_stream: None,
            announcements: Announcements::default(),
            gaps: Gaps::default(),
        }
    }

    /// The number of missing packets: those that later ones have overtaken.
    pub fn missing(&self) -> u64 {
        self.gaps.missing()
    }

    /// Whether the stream is accepted.
    pub fn is_accepted(&self) -> bool {
        self.state == State::Accepted
    }

    /// Whether the other side waits to be accepted.
    pub fn is_pending(&self) -> bool {
        !matches!(self.state, State::Unknown | State::Accepted)
            && self.has_offered(self.next_seq, self.position)
    }

    /// Whether there is nothing to remember about the stream.
    pub fn is_unknown(&self) -> bool {
        self.stream.is_none() && self.unread() == 0
    }

    /// The bytes that wait to be read.
    pub fn unread(&self) -> usize {
        self.unread_reliable + self.unread_unreliable
    }

    fn has_offered(&self, seq: u64, position: u64) -> bool {
        self.peer_next_seq > seq || self.peer_next_position > position
    }

    /// Whether `stream` replaces an older one, so that the other side has ended its session and begun another.
    pub fn is_replaced_by(&self, stream: u32) -> bool {
        self.stream.is_some_and(|current| current != stream)
    }

    /// Handles a request to be accepted. `willing` is whether the game talks to the other side. Returns whether to
    /// announce the user to the game.
    // rule: session.request, session.request-delayed
    pub fn handle_request(
        &mut self,
        now: Instant,
        pace: &Pace,
        willing: bool,
        request: Request,
    ) -> Result<bool, Violation> {
        let Request { stream, serial, first_seq, next_seq, position } = request;
        if first_seq > next_seq || next_seq > position {
            return Err(Violation::InconsistentNumbers);
        }
        if self.stream != Some(stream) {
            self.replace(stream, first_seq);
        } else if first_seq > self.next_seq {
            return Err(Violation::InconsistentNumbers);
        }
        self.serial = serial;
        self.state = match self.state {
            State::Unknown => State::Requested,
            State::Closed => State::RequestedAfterClose,
            State::Requested | State::Accepted | State::RequestedAfterClose => self.state,
        };
        let news = next_seq > self.peer_next_seq || position > self.peer_next_position;
        self.peer_next_seq = self.peer_next_seq.max(next_seq);
        self.peer_next_position = self.peer_next_position.max(position);
        if willing {
            self.accept();
            self.accept_due = true;
            return Ok(false);
        }
        self.hold_due = self.state == State::RequestedAfterClose;
        if news {
            self.announcements.request();
        }
        Ok(self.announcements.take(now, pace))
    }

    /// Handles a packet. `willing` is whether the game talks to its sender.
    // rule: send.order, session.hidden-until-accepted
    pub fn handle_data(
        &mut self,
        now: Instant,
        pace: &Pace,
        willing: bool,
        packet: Packet,
    ) -> Result<Fate, Violation> {
        let Packet { stream, position, seq, len } = packet;
        let Some(current) = self.stream else {
            self.unknown_stream = Some(stream);
            return Ok(Fate::Ignore);
        };
        if current != stream {
            return Ok(Fate::Ignore);
        }
        let end = position.saturating_add(1);
        if !self.is_accepted() {
            let news = end > self.peer_next_position;
            self.peer_next_position = self.peer_next_position.max(end);
            self.peer_next_seq = self.peer_next_seq.max(seq.map_or(0, |seq| seq.saturating_add(1)));
            self.hold_due = true;
            if news && !willing {
                self.announcements.request();
            }
            return Ok(Fate::Refuse { announce: self.announcements.take(now, pace) });
        }
        self.received_position = self.received_position.max(end);
        let charge = charge(len);
        let Some(seq) = seq else {
            if position < self.position {
                return Ok(Fate::Ignore);
            }
            self.gaps.arrived(position, false);
            if self.unread_unreliable + charge > self.limit {
                return Ok(Fate::Drop);
            }
            self.unread_unreliable += charge;
            return Ok(Fate::Deliver);
        };
        if seq != self.next_seq {
            self.ack_due = true;
            return Ok(Fate::Ignore);
        }
        if self.window() == 0 {
            return Err(Violation::WindowOverrun { waiting: self.unread_reliable });
        }
        self.gaps.arrived(position, true);
        self.next_seq = seq.checked_add(1).ok_or(Violation::InconsistentNumbers)?;
        self.unread_reliable += charge;
        self.granted_window = self.granted_window.saturating_sub(charge);
        self.unacknowledged_bytes += charge;
        self.ack_due |= self.unacknowledged_bytes >= ACKNOWLEDGE_BYTES;
        self.ack_at.get_or_insert(now + pace.ack_delay);
        Ok(Fate::Deliver)
    }

    /// Replaces the stream with a new one of the other side; answers that are due to the old one are dropped.
    // rule: close.nothing-into-next
    fn replace(&mut self, stream: u32, first_seq: u64) {
        let mut gaps = std::mem::take(&mut self.gaps);
        gaps.begin_anew();
        let mut announcements = std::mem::take(&mut self.announcements);
        announcements.begin_stream();
        *self = Incoming {
            stream: Some(stream),
            gaps,
            next_seq: first_seq,
            peer_next_seq: first_seq,
            unread_reliable: self.unread_reliable,
            unread_unreliable: self.unread_unreliable,
            announcements,
            ..Incoming::new(self.limit)
        };
    }

    /// Accepts the stream because the game talks to the other side. Returns whether there is a stream that is accepted
    /// now.
    pub fn accept(&mut self) -> bool {
        self.announcements.clear();
        if matches!(self.state, State::Requested | State::RequestedAfterClose) {
            self.state = State::Accepted;
            self.hold_due = false;
            self.accept_due = true;
        }
        self.is_accepted()
    }

    /// Closes the stream because the game no longer talks to the other side. Packets sent so far will not be accepted
    /// later.
    pub fn close(&mut self) {
        if self.is_accepted() {
            self.position = self.received_position;
            self.peer_next_seq = self.next_seq;
            self.peer_next_position = self.received_position;
        } else {
            self.next_seq = self.next_seq.max(self.peer_next_seq);
            self.position = self.position.max(self.peer_next_position);
        }
        self.gaps.begin_anew();
        self.state = if self.stream.is_some() { State::Closed } else { State::Unknown };
        self.accept_due = false;
        self.announcements.clear();
    }

    /// Records that a packet was read or dropped. Returns whether the other side has to be told of the new room.
    #[inline]
    pub fn handle_read(&mut self, reliable: bool, len: usize) -> bool {
        let charge = charge(len);
        if !reliable {
            self.unread_unreliable = self.unread_unreliable.saturating_sub(charge);
            return false;
        }
        self.unread_reliable = self.unread_reliable.saturating_sub(charge);
        let most = self.limit.min(self.most_ahead);
        let reopened = self.window().saturating_sub(self.granted_window) >= (most / 4).max(1);
        self.ack_due |= self.is_accepted() && reopened;
        self.ack_due
    }

    /// Counts a packet from oneself, which can be read and needs no answer.
    pub fn handle_delivered(&mut self, reliable: bool, len: usize) {
        let unread = if reliable { &mut self.unread_reliable } else { &mut self.unread_unreliable };
        *unread += charge(len);
    }

    /// The bytes that the other side may send; the last packet may exceed them.
    fn window(&self) -> usize {
        self.limit.max(1).saturating_sub(self.unread_reliable).min(self.most_ahead)
    }

    /// Limits the window.
    pub fn limit_window(&mut self, bytes: usize) {
        self.most_ahead = bytes.max(1);
    }

    /// Repeats the acknowledgement, since the last one may have been lost with the link.
    pub fn repeat_ack(&mut self) {
        self.ack_due |= self.is_accepted();
    }

    /// Whether a delayed acknowledgement has become due.
    pub fn take_ack_due(&mut self, now: Instant) -> bool {
        let due = self.ack_at.is_some_and(|at| now >= at);
        if due {
            self.ack_at = None;
            self.ack_due = true;
        }
        due
    }

    /// Whether an answer is due now.
    pub fn answer_due(&self) -> bool {
        self.accept_due || self.ack_due || self.hold_due || self.unknown_stream.is_some()
    }

    /// The deadline of a delayed acknowledgement.
    pub fn ack_at(&self) -> Option<Instant> {
        self.ack_at
    }

    /// The next answer frame.
    #[inline]
    pub fn poll_answer(&mut self) -> Option<LinkFrame<'static>> {
        if let Some(stream) = self.unknown_stream.take() {
            return Some(LinkFrame::Hold { stream, next_seq: 0, position: 0 });
        }
        let stream = self.stream?;
        let due = self.ack_due || self.accept_due || self.unacknowledged_bytes > 0;
        if std::mem::take(&mut self.accept_due) {
            let window = self.grant();
            let (serial, next_seq, position) = (self.serial, self.next_seq, self.position);
            return Some(LinkFrame::Accept { stream, serial, next_seq, position, window });
        }
        if due {
            return Some(LinkFrame::Ack { stream, next_seq: self.next_seq, window: self.grant() });
        }
        std::mem::take(&mut self.hold_due).then_some(LinkFrame::Hold {
            stream,
            next_seq: self.next_seq,
            position: self.position,
        })
    }

    fn grant(&mut self) -> u32 {
        let window = u32::try_from(self.window()).unwrap_or(u32::MAX);
        self.granted_window = window as usize;
        self.unacknowledged_bytes = 0;
        self.ack_due = false;
        self.ack_at = None;
        window
    }
}

/// The fields of a [`LinkFrame::Data`] that matter here.
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    /// The sender's stream.
    pub stream: u32,
    /// The packet's position.
    pub position: u64,
    /// The packet's sequence, `None` for unreliable packets.
    pub seq: Option<u64>,
    /// The packet's size in bytes.
    pub len: usize,
}

/// The fields of a [`LinkFrame::Request`].
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The sender's stream.
    pub stream: u32,
    /// The request's serial.
    pub serial: u32,
    /// The first reliable packet that the sender still has.
    pub first_seq: u64,
    /// The sequence of the sender's next reliable packet.
    pub next_seq: u64,
    /// The position of the sender's next packet.
    pub position: u64,
}
