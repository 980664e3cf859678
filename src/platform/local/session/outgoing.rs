//! The stream from this process to another. Packets queue here until the other side has accepted the stream and, if
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

/// The maximum number of bytes that `RELIABLE_WITH_BUFFERING` collects; about the size of a network packet.
const COLLECT_BYTES: usize = 1200;

/// The state of the stream at the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The stream was never used.
    Idle,
    /// This side has requested that the other side accept the stream. The session fails without an answer in time.
    Requesting,
    /// The same, although the game has sent nothing: the other side's stream is accepted here, and this one is opened
    /// in return. The session ends silently without an answer in time.
    RequestingInReturn,
    /// The other side no longer accepts the stream, and no packet waits that would justify a request.
    Suspended,
    /// The other side has accepted the stream, but the link broke since then: only requests leave until the other side
    /// has said where to continue.
    Resuming,
    /// The other side has accepted the stream.
    Open,
}

/// The stream from this process to another.
#[derive(Debug)]
pub struct Outgoing {
    stream: u32,
    state: State,
    /// Reliable packets without an acknowledgement; the first has sequence `first_seq`.
    reliable: Backlog<Tag>,
    first_seq: u64,
    /// The packets at the front of `reliable` that were handed to the link.
    in_flight: InFlight,
    /// The bytes that the other side accepts beyond those it has acknowledged.
    window: usize,
    /// Reliable packets before this sequence may leave; later ones are still being collected.
    flushed_seq: u64,
    collecting: Option<Collecting>,
    unreliable: Backlog<Tag>,
    /// The position of the next packet.
    position: u64,
    /// The bytes of both queues that count against the limit.
    queued: usize,
    /// Whether the game has sent something since the last request.
    sent_since_request: bool,
    /// Serial and time of the last request, and the sequence after the last packet that was in flight then.
    request_serial: u32,
    requested_at: Option<Instant>,
    requested_seq: u64,
    /// While an answer is missing: the time since which nothing has arrived from the other side.
    unanswered_since: Option<Instant>,
    /// While an answer is missing: the time since which nothing new was acknowledged.
    no_progress_since: Option<Instant>,
    /// Whether a packet was sent whose time [`stamp`](Self::stamp) has not recorded yet.
    needs_stamp: bool,
    /// Whether packets in flight will be retransmitted, so that copies held by the conditioner must be dropped.
    needs_retransmit: bool,
    round_trip: RoundTrip,
    keepalive: Keepalive,
}

/// Reliable packets that were handed to the link and are not acknowledged yet.
#[derive(Clone, Copy, Debug, Default)]
struct InFlight {
    packets: usize,
    bytes: usize,
    /// The part of the window that they use.
    charge: usize,
}

/// The bytes of waiting packets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queued {
    /// Unreliable packets that wait to be sent.
    pub unreliable: usize,
    /// Reliable packets that wait to be sent.
    pub reliable: usize,
    /// Reliable packets that were sent and are not acknowledged yet.
    pub unacknowledged: usize,
}

#[derive(Clone, Copy, Debug)]
struct Tag {
    position: u64,
    channel: i32,
}

/// Packets of `RELIABLE_WITH_BUFFERING` that are being collected.
#[derive(Clone, Copy, Debug)]
struct Collecting {
    bytes: usize,
    since: Option<Instant>,
}

/// The consequence of a missing answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// There is time left.
    None,
    /// The session fails, and the game is told.
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

    /// Whether the stream is in use and the other side does not accept it, or not yet.
    pub fn is_connecting(&self) -> bool {
        matches!(self.state, State::Requesting | State::RequestingInReturn | State::Suspended)
    }

    /// Whether the other side accepts the stream.
    #[inline]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Resuming | State::Open)
    }

    /// The bytes of waiting packets, by reason.
    pub fn queued(&self) -> Queued {
        Queued {
            unreliable: self.unreliable.bytes(),
            reliable: self.reliable.bytes() - self.in_flight.bytes,
            unacknowledged: self.in_flight.bytes,
        }
    }

    /// The bytes of packets that wait to be sent or acknowledged.
    pub fn bytes(&self) -> usize {
        self.reliable.bytes() + self.unreliable.bytes()
    }

    /// The number of packets that wait to be sent or acknowledged.
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

    /// Queues a packet; `limit` is the maximum size of the queue in bytes. The first packet starts the session.
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

    /// Counts an unreliable packet that is sent and lost at once, since no link accepts it.
    pub fn lose(&mut self) {
        self.needs_stamp |= self.unanswered_since.is_none();
        self.position += 1;
        self.keepalive.handle_sent();
    }

    /// Drops the unreliable packets that have not left. Returns their number and their bytes.
    pub fn lose_unreliable(&mut self) -> (usize, usize) {
        let lost = (self.unreliable.len(), self.unreliable.bytes());
        while let Some(packet) = self.unreliable.pop() {
            self.queued -= charge(packet.len());
        }
        lost
    }

    /// Requests that the other side accept this stream, although there is nothing to send, because its own stream was
    /// accepted here.
    pub fn open_in_return(&mut self) {
        if self.state == State::Idle {
            self.state = State::RequestingInReturn;
            self.unanswered_since = None;
            self.requested_at = None;
        }
    }

    /// Opens the stream without a request, for packets to oneself.
    pub fn open_to_oneself(&mut self) {
        self.state = State::Open;
        self.window = usize::MAX;
    }

    /// Releases collected packets for sending.
    pub fn flush(&mut self) {
        self.flushed_seq = self.next_seq();
        self.collecting = None;
    }

    /// Handles the other side's acceptance of the stream.
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
        // Before the stream is open, the answer has to wait for the other game.
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

    /// Handles an acknowledgement of the other side.
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

    /// Handles the other side's refusal to accept the stream any longer.
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

    /// Handles the loss of every way to the other side: no packet leaves until it accepts the stream again.
    pub fn suspend(&mut self) {
        if self.is_open() {
            self.state = if self.packets() > 0 { State::Requesting } else { State::Suspended };
            self.unanswered_since = None;
            self.resume();
        }
    }

    /// Handles the possible loss of packets in flight, since the link broke or the other side has begun a new session.
    /// The other side has to say where to continue.
    pub fn resume(&mut self) {
        if self.state == State::Open {
            self.state = State::Resuming;
        }
        self.retransmit();
        self.repeat_request();
    }

    /// Repeats an unanswered request as soon as possible.
    pub fn repeat_request(&mut self) {
        if self.expects_answer() || self.keepalive.is_unanswered() {
            self.requested_at = None;
        }
    }

    /// Marks all packets in flight for retransmission.
    fn retransmit(&mut self) {
        self.needs_retransmit |= self.in_flight.packets > 0;
        self.in_flight = InFlight::default();
        self.requested_seq = 0;
    }

    /// Removes reliable packets before `next_seq` and unreliable ones before `position`.
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

    /// Passes the next packet that may leave to `put`. Returns `false` if there is none. Packets leave in the order of
    /// sending, with two exceptions: a full window or collecting holds up only reliable packets, and all reliable
    /// packets stay unless `reliable_too`.
    pub fn poll_data(&mut self, reliable_too: bool, put: impl FnOnce(LinkFrame<'_>)) -> bool {
        if self.state != State::Open {
            return false;
        }
        let seq = self.unsent_seq();
        // The last packet may exceed the window. Otherwise a packet larger than the other side's limit could never
        // leave.
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

    /// Whether packets that were handed out must be dropped wherever they are, because they will be retransmitted.
    /// Resets the state.
    pub fn take_retransmit(&mut self) -> bool {
        std::mem::take(&mut self.needs_retransmit)
    }

    /// Requests a new measurement of the round-trip time. Returns whether that causes work.
    pub fn measure_round_trip(&mut self) -> bool {
        self.is_open() && self.round_trip.want()
    }

    /// The last measured round-trip time.
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

    /// The number of requests so far; it wraps around.
    #[cfg(test)]
    pub fn serial(&self) -> u32 {
        self.request_serial
    }

    /// Whether `stream` is the number of this stream.
    pub fn is(&self, stream: u32) -> bool {
        self.stream == stream
    }
}
