//! Packets in flight in one direction between two users.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use super::RELAY_LATENCY;
use super::fate::{self, Draw, Path, milliseconds};
use crate::contract::network_conditions::OneWay;
use crate::platform::local::wire::link::charge;

/// The time by which packets may be sent ahead with limited bandwidth, since timers are not exact to the millisecond.
const AHEAD: Duration = Duration::from_millis(10);
/// The maximum number of frames without packets in flight, because a hostile process might request any number.
const MAX_CONTROL: usize = 4096;

/// The share of a queue that reliable packets may fill. The rest is left to unreliable ones, which would otherwise find
/// it full as long as reliable ones are waiting.
const RELIABLE_SHARE: f64 = 0.9;
/// The multiple of the capacity beyond which arriving reliable packets are dropped, to be retransmitted. No honest
/// process sends that much ahead.
const MOST_RELIABLE: usize = 4;
/// The minimum size that a frame counts as.
const SMALL_FRAME: usize = 16;

/// Frames in flight in one direction between two users. They have left the session and not the process, or have arrived
/// at the process and not at the session.
///
/// Frames without a packet keep their order and are delayed only by the latency. Reliable packets keep their order;
/// unreliable ones do not. Only a dead line loses all three kinds. The owner passes frames in while
/// [`takes_control`](Self::takes_control) and [`room`](Self::room) allow it, or by [`arrive`](Self::arrive), and takes
/// arrived frames out with [`pop`](Self::pop).
#[derive(Debug)]
pub struct Line {
    path: Path,
    way: OneWay,
    seed: u64,
    relayed: bool,
    /// Whether the conditions have changed since the last [`refresh`](Self::refresh).
    changed: bool,
    control: VecDeque<Held>,
    reliable: VecDeque<Held>,
    unreliable: BTreeMap<(Instant, u64), Held>,
    /// Counts the frames, which orders those with the same time.
    count: u64,
    /// The time at which the last packet will have passed the limited bandwidth, and that bandwidth.
    busy_until: Option<Instant>,
    bandwidth_kib: u32,
    held_bytes: usize,
    unreliable_charge: usize,
    capacity: usize,
}

#[derive(Debug)]
struct Held {
    at: Instant,
    count: u64,
    /// The sequence of a reliable packet.
    seq: u64,
    charge: usize,
    /// Whether this is a duplicate.
    copy: bool,
    frame: Vec<u8>,
}

/// The properties of a packet that matter to a line.
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    /// The number of the session with this user.
    pub session: u64,
    /// The packet's number in the session.
    pub position: u64,
    /// Its sequence if it is reliable.
    pub seq: Option<u64>,
    /// Its size in bytes.
    pub len: usize,
}

/// The packets that a line accepts now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// No packets: all of them wait.
    None,
    /// No packets: reliable ones wait, unreliable ones are lost.
    Full,
    /// Unreliable packets; reliable ones wait.
    Unreliable,
    /// All packets.
    All,
}

impl Line {
    /// An empty line that holds at most `capacity` bytes; the last packet may exceed them.
    pub fn new(path: Path, way: OneWay, seed: u64, relayed: bool, capacity: usize) -> Line {
        Line {
            path,
            way,
            seed,
            relayed,
            changed: false,
            control: VecDeque::new(),
            reliable: VecDeque::new(),
            unreliable: BTreeMap::new(),
            count: 0,
            busy_until: None,
            bandwidth_kib: way.bandwidth_kib,
            held_bytes: 0,
            unreliable_charge: 0,
            capacity,
        }
    }

    /// Sets other conditions. Frames in flight adapt at the next [`refresh`](Self::refresh). Returns whether the
    /// conditions are different.
    pub fn set(&mut self, way: OneWay, seed: u64, relayed: bool) -> bool {
        let different = self.way != way || self.seed != seed || self.relayed != relayed;
        self.changed |= different;
        (self.way, self.seed, self.relayed) = (way, seed, relayed);
        different
    }

    /// Whether the line has no effect any more.
    #[inline]
    pub fn is_idle(&self) -> bool {
        self.way.is_perfect() && !self.relayed && self.is_empty()
    }

    /// Whether the line loses everything: all packets are lost, and control frames with them.
    pub fn is_dead(&self) -> bool {
        self.way.is_dead()
    }

    fn is_empty(&self) -> bool {
        self.control.is_empty() && self.reliable.is_empty() && self.unreliable.is_empty()
    }

    /// The latency of every frame.
    // rule: local.latency
    fn latency(&self) -> Duration {
        let relay = if self.relayed { RELAY_LATENCY } else { Duration::ZERO };
        milliseconds(self.way.latency_ms) + relay
    }

    /// The time for which a packet that leaves now waits until earlier ones have passed the limited bandwidth.
    fn backlog(&self, now: Instant) -> Duration {
        self.busy_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// The arrival time of a frame without a packet that leaves now. It waits at most for the length of the queue
    /// before limited bandwidth.
    fn control_arrival(&self, now: Instant) -> Instant {
        now + self.backlog(now).min(milliseconds(self.way.queue_ms)) + self.latency()
    }

    /// Adapts the frames in flight after a change: none takes longer than it would if it left now. Returns whether
    /// there was a change.
    pub fn refresh(&mut self, now: Instant) -> bool {
        if !std::mem::take(&mut self.changed) {
            return false;
        }
        // Waiting packets pass faster or slower from now on.
        let before = std::mem::replace(&mut self.bandwidth_kib, self.way.bandwidth_kib);
        let slower = f64::from(before) / f64::from(self.way.bandwidth_kib);
        let waits = self.backlog(now);
        self.busy_until = (self.way.bandwidth_kib > 0).then(|| now + waits.mul_f64(slower));
        let (latency, passed) = (self.latency(), now + self.backlog(now));
        let longest = |reliable| passed + latency + fate::at_most_longer(&self.way, latency, reliable);
        let (control, reliable, unreliable) = (self.control_arrival(now), longest(true), longest(false));
        self.control.iter_mut().for_each(|held| held.at = held.at.min(control));
        self.reliable.iter_mut().for_each(|held| held.at = held.at.min(reliable));
        let held = std::mem::take(&mut self.unreliable).into_values();
        self.unreliable = held
            .map(|held| {
                let at = held.at.min(unreliable);
                ((at, held.count), Held { at, ..held })
            })
            .collect();
        true
    }

    /// Whether the line accepts a frame without a packet.
    pub fn takes_control(&self) -> bool {
        self.control.len() < MAX_CONTROL
    }

    /// The packets that the line accepts now.
    // rule: local.queue
    pub fn room(&self, now: Instant) -> Room {
        let limited = self.way.bandwidth_kib > 0;
        let (queue, backlog) = (milliseconds(self.way.queue_ms), self.backlog(now));
        if self.held_bytes >= self.capacity {
            Room::None
        } else if !limited {
            Room::All
        } else if queue.is_zero() {
            if backlog <= AHEAD { Room::All } else { Room::None }
        } else if backlog < queue.mul_f64(RELIABLE_SHARE) {
            Room::All
        } else if backlog < queue {
            Room::Unreliable
        } else {
            Room::Full
        }
    }

    /// The time at which the line will accept waiting packets, as far as it is known; `None` if it may at any time.
    pub fn packets_at(&self) -> Option<Instant> {
        let arrival = self.next_arrival().filter(|_| self.held_bytes >= self.capacity);
        arrival.or_else(|| {
            let queue = milliseconds(self.way.queue_ms).mul_f64(RELIABLE_SHARE);
            self.busy_until?.checked_sub(if queue.is_zero() { AHEAD } else { queue })
        })
    }

    /// Sends a frame without a packet.
    pub fn offer_control(&mut self, now: Instant, frame: Vec<u8>) {
        if self.is_dead() {
            return;
        }
        let held = self.hold(self.control_arrival(now), 0, 0, frame);
        self.control.push_back(held);
    }

    /// Sends a packet. Returns whether it is lost for good; a reliable packet that a dead line loses will be
    /// retransmitted.
    pub fn offer_packet(&mut self, now: Instant, packet: Packet, frame: Vec<u8>) -> bool {
        let Packet { session, position, seq, len } = packet;
        let passed = self.pass(now, frame.len());
        let arrival = passed + self.latency();
        let draw = Draw { seed: self.seed, path: self.path, session, position };
        if let Some(seq) = seq {
            if self.is_dead() {
                return false;
            }
            let longer = fate::reliable(&self.way, draw, self.latency());
            // Earlier packets go first, however long they take.
            let held = self.hold(arrival + longer, seq, 0, frame);
            self.reliable.push_back(held);
            return false;
        }
        let fate = fate::unreliable(&self.way, draw, len);
        if let Some(longer) = fate.copy {
            self.hold_unreliable(arrival + longer, charge(len), true, frame.clone());
        }
        if let Some(longer) = fate.first {
            self.hold_unreliable(arrival + longer, charge(len), false, frame);
        }
        fate.first.is_none()
    }

    /// Receives a frame, with its packet if it has one, from a process that does not know this line. A packet without
    /// room is lost. `after_packets` is whether the frame must not overtake the reliable packets before it.
    // rule: local.directions
    pub fn arrive(&mut self, now: Instant, packet: Option<Packet>, after_packets: bool, frame: Vec<u8>) {
        if self.is_dead() {
            return;
        }
        match packet {
            Some(packet) => {
                let lost = match packet.seq {
                    Some(_) => self.is_overrun(MOST_RELIABLE),
                    None => self.room(now) == Room::Full || self.is_overrun(1),
                };
                if !lost {
                    self.offer_packet(now, packet, frame);
                }
            }
            None if !self.takes_control() || self.is_overrun(MOST_RELIABLE) => {}
            None if after_packets => {
                let held = self.hold(self.control_arrival(now), 0, 0, frame);
                self.reliable.push_back(held);
            }
            None => self.offer_control(now, frame),
        }
    }

    /// Whether `times` times the capacity is in flight, or so many frames that they take much more memory than that.
    fn is_overrun(&self, times: usize) -> bool {
        let frames = self.reliable.len() + self.unreliable.len();
        self.held_bytes >= self.capacity.saturating_mul(times)
            || frames >= (self.capacity / SMALL_FRAME).max(1)
    }

    /// The time at which a packet that leaves now has passed the limited bandwidth.
    fn pass(&mut self, now: Instant, bytes: usize) -> Instant {
        if self.way.bandwidth_kib == 0 {
            self.busy_until = None;
            return now;
        }
        let takes = bytes as f64 / (f64::from(self.way.bandwidth_kib) * 1024.0);
        let passed = self.busy_until.map_or(now, |until| until.max(now)) + Duration::from_secs_f64(takes);
        self.busy_until = Some(passed);
        passed
    }

    fn hold(&mut self, at: Instant, seq: u64, charge: usize, frame: Vec<u8>) -> Held {
        self.count += 1;
        self.held_bytes += frame.len();
        Held { at, count: self.count, seq, charge, copy: false, frame }
    }

    fn hold_unreliable(&mut self, at: Instant, charge: usize, copy: bool, frame: Vec<u8>) {
        let held = Held { copy, ..self.hold(at, 0, charge, frame) };
        self.unreliable_charge += charge;
        self.unreliable.insert((at, held.count), held);
    }

    /// The arrival time of the next frame.
    pub fn next_arrival(&self) -> Option<Instant> {
        self.next_of_each().into_iter().flatten().map(|(at, _)| at).min()
    }

    fn next_of_each(&self) -> [Option<(Instant, u64)>; 3] {
        let key = |held: &Held| (held.at, held.count);
        [
            self.control.front().map(key),
            self.reliable.front().map(key),
            self.unreliable.first_key_value().map(|(key, _)| *key),
        ]
    }

    /// The next frame that has arrived by `now`.
    pub fn pop(&mut self, now: Instant) -> Option<Vec<u8>> {
        let [control, reliable, unreliable] = self.next_of_each();
        let next = [control, reliable, unreliable].into_iter().flatten().min()?;
        if next.0 > now {
            return None;
        }
        let held = if Some(next) == control {
            self.control.pop_front()
        } else if Some(next) == reliable {
            self.reliable.pop_front()
        } else {
            self.unreliable.pop_first().map(|(_, held)| held)
        }?;
        self.held_bytes -= held.frame.len();
        self.unreliable_charge -= held.charge;
        Some(held.frame)
    }

    /// The bytes of unreliable packets that count against the limit of the send queue. Reliable packets stay in the
    /// queue until they are acknowledged.
    pub fn unreliable_charge(&self) -> usize {
        self.unreliable_charge
    }

    /// The sequence of the first reliable packet in flight.
    pub fn first_reliable(&self) -> Option<u64> {
        self.reliable.front().map(|held| held.seq)
    }

    /// Drops the reliable packets in flight.
    pub fn drop_reliable(&mut self) {
        for held in std::mem::take(&mut self.reliable) {
            self.held_bytes -= held.frame.len();
        }
    }

    /// Drops the unreliable packets in flight. Returns their number.
    pub fn drop_unreliable(&mut self) -> usize {
        let dropped = std::mem::take(&mut self.unreliable);
        for held in dropped.values() {
            self.held_bytes -= held.frame.len();
            self.unreliable_charge -= held.charge;
        }
        dropped.values().filter(|held| !held.copy).count()
    }

    /// Drops all frames in flight. Returns the number of unreliable packets.
    pub fn clear(&mut self) -> usize {
        self.drop_reliable();
        for held in std::mem::take(&mut self.control) {
            self.held_bytes -= held.frame.len();
        }
        self.busy_until = None;
        self.drop_unreliable()
    }
}
