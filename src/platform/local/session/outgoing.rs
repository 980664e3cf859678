//! The stream from this process to one other: packets queue here until he has accepted it and acknowledged them.

mod clocks;
mod probe;

use std::time::{Duration, Instant};

use self::probe::Probe;
use super::Violation;
use super::backlog::Backlog;
use super::round_trip::RoundTrip;
use crate::contract::networking::{SendRefused, SendType};
use crate::platform::local::wire::link::{LinkFrame, charge};

/// `RELIABLE_WITH_BUFFERING` collects no more than this; about what one network packet carries.
const COLLECT_BYTES: usize = 1200;

/// How far the other side has come with accepting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was asked of him.
    Idle,
    /// He was asked and has not accepted, or no longer does.
    Connecting,
    /// He has accepted.
    Open,
}

/// The stream from this process to one other.
#[derive(Debug)]
pub struct Outgoing {
    stream: u32,
    phase: Phase,
    /// Whether he has answered since the link last broke. Without that nothing but requests leaves.
    confirmed: bool,
    /// Reliable packets without an acknowledgement, the first of them with sequence `first_seq`.
    reliable: Backlog<Tag>,
    first_seq: u64,
    /// How many of them are on their way, how many bytes these have, and what they take from the window.
    sent: usize,
    sent_bytes: usize,
    flight: usize,
    /// What he takes beyond what he has acknowledged.
    window: usize,
    /// Reliable packets before this sequence may leave; later ones are being collected.
    released: u64,
    collecting: Option<Collecting>,
    unreliable: Backlog<Tag>,
    /// The position of the next packet.
    position: u64,
    /// What both queues count against the limit.
    queued: usize,
    /// Whether an answer to a request is awaited, before the stream is open.
    asking: bool,
    /// Whether the game has sent something since the last request.
    news: bool,
    /// Whether all this is only to answer the other side's stream, so that a failure is nobody's business.
    quiet: bool,
    /// Number, time, and next reliable sequence on the way at the last request.
    serial: u32,
    requested: Option<Instant>,
    requested_at: u64,
    /// Since when nothing was heard of him, and since when nothing got on, while an answer is missing.
    waiting: Option<Instant>,
    stuck: Option<Instant>,
    /// Whether something was sent whose time is not taken yet.
    timeless: bool,
    /// Whether something that was on its way is to be sent again.
    rewound: bool,
    round_trip: RoundTrip,
    probe: Probe,
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
    /// The game has to know.
    Failed,
    /// Nobody has to know.
    Quiet,
}

impl Outgoing {
    /// An unused stream with the number `stream`.
    pub fn new(stream: u32) -> Self {
        Outgoing {
            stream,
            phase: Phase::Idle,
            confirmed: false,
            reliable: Backlog::default(),
            first_seq: 0,
            sent: 0,
            sent_bytes: 0,
            flight: 0,
            window: 0,
            released: 0,
            collecting: None,
            unreliable: Backlog::default(),
            position: 0,
            queued: 0,
            asking: false,
            news: false,
            quiet: false,
            serial: 0,
            requested: None,
            requested_at: 0,
            waiting: None,
            stuck: None,
            timeless: false,
            rewound: false,
            round_trip: RoundTrip::default(),
            probe: Probe::default(),
        }
    }

    /// How far the other side has come.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The bytes that wait, by what they wait for.
    pub fn queued(&self) -> Queued {
        Queued {
            unreliable: self.unreliable.bytes(),
            reliable: self.reliable.bytes() - self.sent_bytes,
            unacknowledged: self.sent_bytes,
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

    /// Queues a packet; `limit` is what may be queued. The first one starts the session.
    #[inline]
    pub fn push(
        &mut self,
        packet: &[u8],
        kind: SendType,
        channel: i32,
        limit: usize,
    ) -> Result<(), SendRefused> {
        let kept = kind != SendType::UnreliableNoDelay || self.phase == Phase::Open;
        let charge = charge(packet.len());
        if kept && self.queued + charge > limit {
            return Err(SendRefused::QueueFull { queued: self.queued, limit });
        }
        if self.phase != Phase::Open {
            self.phase = Phase::Connecting;
            if self.quiet || !self.asking {
                self.waiting = None;
            }
            self.asking = true;
            self.quiet = false;
        }
        self.news = true;
        self.timeless |= self.waiting.is_none();
        let tag = Tag { position: self.position, channel };
        self.position += 1;
        if !kind.is_reliable() {
            self.probe.handle_sent();
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
            self.release();
        } else {
            self.timeless |= self.collecting.is_none();
            let collecting = self.collecting.get_or_insert(Collecting { bytes: 0, since: None });
            collecting.bytes += packet.len();
            if collecting.bytes >= COLLECT_BYTES {
                self.release();
            }
        }
        Ok(())
    }

    /// An unreliable packet is sent and gets lost at once, since no link takes it.
    pub fn lose(&mut self) {
        self.timeless |= self.waiting.is_none();
        self.position += 1;
        self.probe.handle_sent();
    }

    /// Loses the unreliable packets that have not left. Answers how many, and how many bytes were in them.
    pub fn lose_unreliable(&mut self) -> (usize, usize) {
        let lost = (self.unreliable.len(), self.unreliable.bytes());
        while let Some(packet) = self.unreliable.pop() {
            self.queued -= charge(packet.len());
        }
        lost
    }

    /// Asks the other side to take this stream though nothing is to be sent yet, since his own is taken here.
    pub fn open_quietly(&mut self) {
        if self.phase == Phase::Idle {
            self.phase = Phase::Connecting;
            self.asking = true;
            self.quiet = true;
            self.waiting = None;
            self.requested = None;
        }
    }

    /// Opens the stream without asking, for packets to oneself.
    pub fn open_to_oneself(&mut self) {
        self.phase = Phase::Open;
        self.confirmed = true;
        self.window = usize::MAX;
    }

    /// Lets collected packets go.
    fn release(&mut self) {
        self.released = self.next_seq();
        self.collecting = None;
    }

    /// The other side takes the stream.
    pub fn handle_accept(
        &mut self,
        now: Instant,
        serial: u32,
        next_seq: u64,
        position: u64,
        window: u32,
    ) -> Result<(), Violation> {
        if self.phase == Phase::Idle {
            return Ok(());
        }
        self.settle(next_seq, position)?;
        // Before the stream is open, an answer takes as long as the game does.
        self.round_trip.handle_answer(now, serial, self.phase == Phase::Open);
        if next_seq < self.first_seq {
            return Ok(());
        }
        self.phase = Phase::Open;
        self.asking = false;
        self.quiet = false;
        self.window = window as usize;
        let lost = serial == self.serial && next_seq < self.requested_at;
        if lost || !self.confirmed {
            self.rewind();
        }
        self.confirmed = true;
        self.handle_answer(now);
        self.stuck = self.waiting;
        Ok(())
    }

    /// The other side has received packets.
    pub fn handle_ack(&mut self, now: Instant, next_seq: u64, window: u32) -> Result<(), Violation> {
        let news = next_seq > self.first_seq;
        self.settle(next_seq, 0)?;
        if self.phase == Phase::Open && next_seq >= self.first_seq {
            self.window = window as usize;
            self.handle_answer(now);
            if news {
                self.stuck = self.waiting;
            }
        }
        Ok(())
    }

    /// The other side does not take the stream any more.
    pub fn handle_hold(&mut self, now: Instant, next_seq: u64, position: u64) -> Result<(), Violation> {
        let was_open = self.phase == Phase::Open;
        self.settle(next_seq, position)?;
        if was_open {
            self.phase = Phase::Connecting;
            self.confirmed = false;
            self.rewind();
            self.asking = self.position > position || self.packets() > 0;
            self.waiting = self.asking.then_some(now);
        }
        Ok(())
    }

    /// There is no way to the other side any more: nothing leaves until he accepts anew.
    pub fn block(&mut self) {
        if self.phase == Phase::Open {
            self.phase = Phase::Connecting;
            self.asking = self.packets() > 0;
            self.waiting = None;
            self.go_back();
        }
    }

    /// What was on its way may not have been taken, for the link broke or he has begun a new session: he has to say
    /// where to go on.
    pub fn go_back(&mut self) {
        self.confirmed = false;
        self.rewind();
        self.ask_again();
    }

    /// Repeats a request that has no answer at the next occasion.
    pub fn ask_again(&mut self) {
        if self.expects_answer() || self.probe.is_unanswered() {
            self.requested = None;
        }
    }

    fn rewind(&mut self) {
        self.rewound |= self.sent > 0;
        self.sent = 0;
        self.sent_bytes = 0;
        self.flight = 0;
        self.requested_at = 0;
    }

    /// Forgets reliable packets before `next_seq` and unreliable ones before `position`.
    fn settle(&mut self, next_seq: u64, position: u64) -> Result<(), Violation> {
        if next_seq > self.next_seq() || position > self.position {
            return Err(Violation::AckOfUnsent { claimed: next_seq, next: self.next_seq() });
        }
        while self.first_seq < next_seq
            && let Some(packet) = self.reliable.pop()
        {
            self.first_seq += 1;
            self.queued -= charge(packet.len());
            if self.sent > 0 {
                self.sent -= 1;
                self.sent_bytes -= packet.len();
                self.flight -= charge(packet.len());
            }
        }
        while self.unreliable.front().is_some_and(|packet| packet.tag.position < position)
            && let Some(packet) = self.unreliable.pop()
        {
            self.queued -= charge(packet.len());
        }
        Ok(())
    }

    /// Hands the next packet that may leave to `put`; `false` where there is none. Reliable and unreliable packets leave
    /// in the order in which they were sent, except that a full window or collecting holds up reliable ones alone.
    pub fn poll_data(&mut self, put: impl FnOnce(LinkFrame<'_>)) -> bool {
        if self.phase != Phase::Open || !self.confirmed {
            return false;
        }
        let seq = self.first_seq + self.sent as u64;
        // The last packet may exceed the window, or none could leave that is larger than the other side's limit.
        let may_leave = seq < self.released && self.flight < self.window;
        let reliable = self.reliable.get(self.sent).filter(|_| may_leave);
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
            put(frame(packet.tag, Some(seq), self.reliable.content(self.sent_bytes, packet.len())));
            self.sent += 1;
            self.sent_bytes += packet.len();
            self.flight += charge(packet.len());
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
    pub fn take_rewound(&mut self) -> bool {
        std::mem::take(&mut self.rewound)
    }

    /// Wants the time to the other side and back measured anew. Answers whether that is something to do.
    pub fn measure_round_trip(&mut self) -> bool {
        self.phase == Phase::Open && self.round_trip.want()
    }

    /// The last measured time to the other side and back.
    pub fn round_trip(&self) -> Option<Duration> {
        self.round_trip.last
    }

    /// Whether a packet may be ready to leave.
    pub fn may_send(&self) -> bool {
        let unsent = self.reliable.len() > self.sent || !self.unreliable.is_empty();
        self.phase == Phase::Open && self.confirmed && unsent
    }

    /// Forgets the reliable packets that were handed out: packets to oneself need no acknowledgement.
    pub fn settle_sent(&mut self) {
        let next = self.first_seq + self.sent as u64;
        let settled = self.settle(next, 0);
        debug_assert!(settled.is_ok());
    }

    /// How many requests have left, counted round.
    #[cfg(test)]
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Whether `stream` is this one.
    pub fn is(&self, stream: u32) -> bool {
        self.stream == stream
    }
}
