//! The stream from this process to one other. Packets queue here until the other side has accepted the stream and, if
//! they are reliable, acknowledged them.

mod keepalive;
mod timers;

use std::time::{Duration, Instant};

use self::keepalive::Keepalive;
use super::Violation;
use super::backlog::Backlog;
use super::round_trip::RoundTrip;
use crate::contract::networking::{SendRefused, SendType};
use crate::platform::local::wire::link::{LinkFrame, charge};

/// `RELIABLE_WITH_BUFFERING` collects no more than this; about what one network packet carries.
const COLLECT_BYTES: usize = 1200;

/// How far the other side has come with accepting the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The stream was never used.
    Idle,
    /// The other side is asked to accept the stream. Without an answer in time, the session fails.
    Requesting,
    /// The same, though the game has sent nothing: the other side's stream is accepted here, and this one is to be open in
    /// return. Without an answer in time, nobody has to know.
    RequestingInReturn,
    /// The other side no longer accepts the stream, and nothing waits that would be a reason to ask.
    Suspended,
    /// The other side has accepted the stream, but the link broke since: nothing but requests leaves until the other side
    /// has said where to go on.
    Resuming,
    /// The other side has accepted the stream.
    Open,
}

/// The stream from this process to one other.
#[derive(Debug)]
pub struct Outgoing {
    stream: u32,
    state: State,
    /// Reliable packets without an acknowledgement, the first of them with sequence `first_seq`.
    reliable: Backlog<Tag>,
    first_seq: u64,
    /// The first of them, which have been handed to the link.
    in_flight: InFlight,
    /// What the other side takes beyond what it has acknowledged, in bytes.
    window: usize,
    /// Reliable packets before this sequence may leave; later ones are being collected.
    flushed_seq: u64,
    collecting: Option<Collecting>,
    unreliable: Backlog<Tag>,
    /// The position of the next packet.
    position: u64,
    /// What both queues count against the limit.
    queued: usize,
    /// Whether the game has sent something since the last request.
    sent_since_request: bool,
    /// Number and time of the last request, and the sequence after the last packet that was in flight then.
    request_serial: u32,
    requested_at: Option<Instant>,
    requested_seq: u64,
    /// While an answer is missing: since when nothing was heard of the other side.
    unanswered_since: Option<Instant>,
    /// While an answer is missing: since when nothing new was acknowledged.
    no_progress_since: Option<Instant>,
    /// Whether something was sent at a time that [`stamp`](Self::stamp) has yet to tell.
    needs_stamp: bool,
    /// Whether packets in flight are to be sent again, so that what the conditions still hold of them is void.
    needs_retransmit: bool,
    round_trip: RoundTrip,
    keepalive: Keepalive,
}

/// Reliable packets that were handed to the link and are not acknowledged.
#[derive(Clone, Copy, Debug, Default)]
struct InFlight {
    packets: usize,
    bytes: usize,
    /// What they take from the window.
    charge: usize,
}

/// Bytes of packets that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queued {
    /// Unreliable ones that wait to be sent.
    pub unreliable: usize,
    /// Reliable ones that wait to be sent.
    pub reliable: usize,
    /// Reliable ones that were sent and are not acknowledged.
    pub unacknowledged: usize,
}

#[derive(Clone, Copy, Debug)]
struct Tag {
    position: u64,
    channel: i32,
}

/// Packets of `RELIABLE_WITH_BUFFERING` that wait for company.
#[derive(Clone, Copy, Debug)]
struct Collecting {
    bytes: usize,
    since: Option<Instant>,
}

/// What a missing answer leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// There is still time.
    None,
    /// The session fails, and the game has to know.
    Failed,
    /// The session ends silently.
    Silent,
}

impl Outgoing {
    /// An unused stream with the number `stream`.
    pub fn new(stream: u32) -> Self {
        Outgoing {
            stream,
            state: State::Idle,
            reliable: Backlog::default(),
            first_seq: 0,
            in_flight: InFlight::default(),
            window: 0,
            flushed_seq: 0,
            collecting: None,
            unreliable: Backlog::default(),
            position: 0,
            queued: 0,
            sent_since_request: false,
            request_serial: 0,
            requested_at: None,
            requested_seq: 0,
            unanswered_since: None,
            no_progress_since: None,
            needs_stamp: false,
            needs_retransmit: false,
            round_trip: RoundTrip::default(),
            keepalive: Keepalive::default(),
        }
    }

    /// Whether the stream was never used.
    pub fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    /// Whether the stream is used and the other side does not accept it, or not yet.
    pub fn is_connecting(&self) -> bool {
        matches!(self.state, State::Requesting | State::RequestingInReturn | State::Suspended)
    }

    /// Whether the other side accepts the stream.
    #[inline]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Resuming | State::Open)
    }

    /// The bytes that wait, by what they wait for.
    pub fn queued(&self) -> Queued {
        Queued {
            unreliable: self.unreliable.bytes(),
            reliable: self.reliable.bytes() - self.in_flight.bytes,
            unacknowledged: self.in_flight.bytes,
        }
    }

    /// Bytes of packets that wait to be sent or acknowledged.
    pub fn bytes(&self) -> usize {
        self.reliable.bytes() + self.unreliable.bytes()
    }

    /// Packets that wait to be sent or acknowledged.
    pub fn packets(&self) -> usize {
        self.reliable.len() + self.unreliable.len()
    }

    fn next_seq(&self) -> u64 {
        self.first_seq + self.reliable.len() as u64
    }

    /// The sequence after the last packet in flight.
    fn unsent_seq(&self) -> u64 {
        self.first_seq + self.in_flight.packets as u64
    }

    /// Queues a packet; `limit` is what may be queued. The first one starts the session.
    // rule: send.queue-limit, send.no-delay-while-connecting, send.unreliable-while-connecting, send.buffering
    #[inline]
    pub fn push(
        &mut self,
        packet: &[u8],
        kind: SendType,
        channel: i32,
        limit: usize,
    ) -> Result<(), SendRefused> {
        let kept = kind != SendType::UnreliableNoDelay || self.is_open();
        let charge = charge(packet.len());
        if kept && self.queued + charge > limit {
            return Err(SendRefused::QueueFull { queued: self.queued, limit });
        }
        if !self.is_open() && self.state != State::Requesting {
            self.unanswered_since = None;
            self.state = State::Requesting;
        }
        self.sent_since_request = true;
        self.needs_stamp |= self.unanswered_since.is_none();
        let tag = Tag { position: self.position, channel };
        self.position += 1;
        if !kind.is_reliable() {
            self.keepalive.handle_sent();
        }
        if !kept {
            return Ok(());
        }
        self.queued += charge;
        if !kind.is_reliable() {
            self.unreliable.push(tag, packet);
            return Ok(());
        }
        self.reliable.push(tag, packet);
        if kind == SendType::Reliable {
            self.flush();
        } else {
            self.needs_stamp |= self.collecting.is_none();
            let collecting = self.collecting.get_or_insert(Collecting { bytes: 0, since: None });
            collecting.bytes += packet.len();
            if collecting.bytes >= COLLECT_BYTES {
                self.flush();
            }
        }
        Ok(())
    }

    /// An unreliable packet is sent and gets lost at once, since no link takes it.
    pub fn lose(&mut self) {
        self.needs_stamp |= self.unanswered_since.is_none();
        self.position += 1;
        self.keepalive.handle_sent();
    }

    /// Loses the unreliable packets that have not left. Returns how many, and how many bytes were in them.
    pub fn lose_unreliable(&mut self) -> (usize, usize) {
        let lost = (self.unreliable.len(), self.unreliable.bytes());
        while let Some(packet) = self.unreliable.pop() {
            self.queued -= charge(packet.len());
        }
        lost
    }

    /// Asks the other side to accept this stream though nothing is to be sent yet, since theirs is accepted here.
    pub fn open_in_return(&mut self) {
        if self.state == State::Idle {
            self.state = State::RequestingInReturn;
            self.unanswered_since = None;
            self.requested_at = None;
        }
    }

    /// Opens the stream without asking, for packets to oneself.
    pub fn open_to_oneself(&mut self) {
        self.state = State::Open;
        self.window = usize::MAX;
    }

    /// Lets collected packets go.
    pub fn flush(&mut self) {
        self.flushed_seq = self.next_seq();
        self.collecting = None;
    }

    /// The other side accepts the stream.
    pub fn handle_accept(
        &mut self,
        now: Instant,
        serial: u32,
        next_seq: u64,
        position: u64,
        window: u32,
    ) -> Result<(), Violation> {
        if self.state == State::Idle {
            return Ok(());
        }
        self.acknowledge(next_seq, position)?;
        // Before the stream is open, an answer takes as long as the game does.
        self.round_trip.handle_answer(now, serial, self.is_open());
        if next_seq < self.first_seq {
            return Ok(());
        }
        self.window = window as usize;
        let lost = serial == self.request_serial && next_seq < self.requested_seq;
        if lost || self.state != State::Open {
            self.retransmit();
        }
        self.state = State::Open;
        self.handle_answer(now);
        self.no_progress_since = self.unanswered_since;
        Ok(())
    }

    /// The other side has received packets.
    pub fn handle_ack(&mut self, now: Instant, next_seq: u64, window: u32) -> Result<(), Violation> {
        let progress = next_seq > self.first_seq;
        self.acknowledge(next_seq, 0)?;
        if self.is_open() && next_seq >= self.first_seq {
            self.window = window as usize;
            self.handle_answer(now);
            if progress {
                self.no_progress_since = self.unanswered_since;
            }
        }
        Ok(())
    }

    /// The other side does not accept the stream any more.
    pub fn handle_hold(&mut self, now: Instant, next_seq: u64, position: u64) -> Result<(), Violation> {
        let was_open = self.is_open();
        self.acknowledge(next_seq, position)?;
        if was_open {
            self.retransmit();
            let request = self.position > position || self.packets() > 0;
            self.state = if request { State::Requesting } else { State::Suspended };
            self.unanswered_since = request.then_some(now);
        }
        Ok(())
    }

    /// There is no way to the other side any more: nothing leaves until it accepts the stream anew.
    pub fn suspend(&mut self) {
        if self.is_open() {
            self.state = if self.packets() > 0 { State::Requesting } else { State::Suspended };
            self.unanswered_since = None;
            self.resume();
        }
    }

    /// Packets in flight may be lost, since the link broke or the other side has begun a new session: it has to say where
    /// to go on.
    pub fn resume(&mut self) {
        if self.state == State::Open {
            self.state = State::Resuming;
        }
        self.retransmit();
        self.repeat_request();
    }

    /// Repeats a request that has no answer at the next occasion.
    pub fn repeat_request(&mut self) {
        if self.expects_answer() || self.keepalive.is_unanswered() {
            self.requested_at = None;
        }
    }

    /// Nothing is in flight any more: all of it is sent again.
    fn retransmit(&mut self) {
        self.needs_retransmit |= self.in_flight.packets > 0;
        self.in_flight = InFlight::default();
        self.requested_seq = 0;
    }

    /// Forgets reliable packets before `next_seq` and unreliable ones before `position`.
    fn acknowledge(&mut self, next_seq: u64, position: u64) -> Result<(), Violation> {
        if next_seq > self.next_seq() || position > self.position {
            return Err(Violation::AckOfUnsent { claimed: next_seq, next: self.next_seq() });
        }
        while self.first_seq < next_seq
            && let Some(packet) = self.reliable.pop()
        {
            self.first_seq += 1;
            self.queued -= charge(packet.len());
            if self.in_flight.packets > 0 {
                self.in_flight.packets -= 1;
                self.in_flight.bytes -= packet.len();
                self.in_flight.charge -= charge(packet.len());
            }
        }
        while self.unreliable.front().is_some_and(|packet| packet.tag.position < position)
            && let Some(packet) = self.unreliable.pop()
        {
            self.queued -= charge(packet.len());
        }
        Ok(())
    }

    /// Hands the next packet that may leave to `put`; `false` if there is none. Reliable and unreliable packets leave
    /// in the order in which they were sent, except that a full window or collecting holds up reliable ones alone, and that they
    /// stay where not `reliable_too`.
    pub fn poll_data(&mut self, reliable_too: bool, put: impl FnOnce(LinkFrame<'_>)) -> bool {
        if self.state != State::Open {
            return false;
        }
        let seq = self.unsent_seq();
        // The last packet may exceed the window, or none could leave that is larger than the other side's limit.
        let may_leave = reliable_too && seq < self.flushed_seq && self.in_flight.charge < self.window;
        let reliable = self.reliable.get(self.in_flight.packets).filter(|_| may_leave);
        let unreliable = self.unreliable.front();
        let first = match (&reliable, &unreliable) {
            (Some(reliable), Some(unreliable)) => reliable.tag.position < unreliable.tag.position,
            (reliable, _) => reliable.is_some(),
        };
        let frame = |tag: Tag, seq, payload| LinkFrame::Data {
            stream: self.stream,
            position: tag.position,
            seq,
            channel: tag.channel,
            payload,
        };
        if let Some(packet) = reliable.filter(|_| first) {
            put(frame(packet.tag, Some(seq), self.reliable.content(self.in_flight.bytes, packet.len())));
            self.in_flight.packets += 1;
            self.in_flight.bytes += packet.len();
            self.in_flight.charge += charge(packet.len());
        } else if let Some(packet) = unreliable {
            put(frame(packet.tag, None, self.unreliable.content(0, packet.len())));
            self.unreliable.pop();
            self.queued -= charge(packet.len());
        } else {
            return false;
        }
        true
    }

    /// Whether packets that were handed out are to be forgotten wherever they are, since they will come again.
    pub fn take_retransmit(&mut self) -> bool {
        std::mem::take(&mut self.needs_retransmit)
    }

    /// Wants the time to the other side and back measured anew. Returns whether that is something to do.
    pub fn measure_round_trip(&mut self) -> bool {
        self.is_open() && self.round_trip.want()
    }

    /// The last measured time to the other side and back.
    pub fn round_trip(&self) -> Option<Duration> {
        self.round_trip.last
    }

    /// Whether a packet may be ready to leave.
    pub fn may_send(&self) -> bool {
        let unsent = self.reliable.len() > self.in_flight.packets || !self.unreliable.is_empty();
        self.state == State::Open && unsent
    }

    /// Forgets the packets in flight: packets to oneself need no acknowledgement.
    pub fn acknowledge_in_flight(&mut self) {
        let acknowledged = self.acknowledge(self.unsent_seq(), 0);
        debug_assert!(acknowledged.is_ok());
    }

    /// How many requests have left, counted round.
    #[cfg(test)]
    pub fn serial(&self) -> u32 {
        self.request_serial
    }

    /// Whether `stream` is this one.
    pub fn is(&self, stream: u32) -> bool {
        self.stream == stream
    }
}
