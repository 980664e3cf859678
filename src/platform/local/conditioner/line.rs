//! What is on its way to one user.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use super::RELAY_LATENCY;
use super::fate::{self, Draw, Path, milliseconds};
use crate::contract::network_conditions::OneWay;
use crate::platform::local::wire::link::charge;

/// With limited bandwidth so much may be ahead, since timers are not exact to the millisecond.
const AHEAD: Duration = Duration::from_millis(10);
/// So many frames without packets may be on their way. A hostile process might ask for any number.
const MAX_CONTROL: usize = 4096;

/// Reliable packets leave so much of a queue on the way to the unreliable ones, which would otherwise find it full as long as
/// there are any.
const RELIABLE_SHARE: f64 = 0.9;
/// What arrives reliably beyond so many times the capacity is lost, and comes again. No honest process sends so much ahead.
const MOST_RELIABLE: usize = 4;
/// Smaller frames count as if they had so many bytes.
const SMALL_FRAME: usize = 16;

/// What is on its way in one direction between two users: frames that have left the session and not the process, or that have
/// come to the process and not to the session.
///
/// Frames without a packet keep their order and only take the latency. Reliable packets keep theirs. Unreliable ones come
/// when they come. Only a dead line loses all three kinds. The owner hands frames in where [`takes_control`](Self::takes_control) and
/// [`room`](Self::room) allow it, or by [`arrive`](Self::arrive), and takes out what has arrived with [`pop`](Self::pop).
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
    /// Counts the frames, to keep the order of those with the same time.
    count: u64,
    /// When the last packet has passed through the limited bandwidth, and what that is.
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
    /// Of a reliable packet.
    seq: u64,
    charge: usize,
    /// Whether it is the second of its kind.
    copy: bool,
    frame: Vec<u8>,
}

/// What a line has to know of a packet.
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    /// Which of the sessions with this user it belongs to.
    pub session: u64,
    /// Its number in the session.
    pub position: u64,
    /// Its number among the reliable packets, if it is one.
    pub seq: Option<u64>,
    /// Bytes in it.
    pub len: usize,
}

/// What a line takes now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Nothing: packets wait.
    None,
    /// No packets: reliable ones wait, unreliable ones are lost.
    Full,
    /// Unreliable packets; reliable ones wait.
    Unreliable,
    /// Any.
    All,
}

impl Line {
    /// An empty line that holds back `capacity` bytes; the last packet may exceed it.
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

    /// Other conditions. What is on its way adapts with the next [`refresh`](Self::refresh). Returns whether anything is
    /// different.
    pub fn set(&mut self, way: OneWay, seed: u64, relayed: bool) -> bool {
        let different = self.way != way || self.seed != seed || self.relayed != relayed;
        self.changed |= different;
        (self.way, self.seed, self.relayed) = (way, seed, relayed);
        different
    }

    /// Whether nothing would be different without this line.
    pub fn is_idle(&self) -> bool {
        self.way.is_perfect() && !self.relayed && self.is_empty()
    }

    /// Whether nothing that is handed in arrives: of a hundred packets a hundred are lost, and so is what goes with them.
    pub fn is_dead(&self) -> bool {
        self.way.is_dead()
    }

    fn is_empty(&self) -> bool {
        self.control.is_empty() && self.reliable.is_empty() && self.unreliable.is_empty()
    }

    /// What every frame takes.
    // rule: local.latency
    fn latency(&self) -> Duration {
        let relay = if self.relayed { RELAY_LATENCY } else { Duration::ZERO };
        milliseconds(self.way.latency_ms) + relay
    }

    /// How long a packet that leaves now waits for those before it to pass the limited bandwidth.
    fn backlog(&self, now: Instant) -> Duration {
        self.busy_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// When a frame without a packet arrives that leaves now. Of the queue before limited bandwidth it sees what there is room for.
    fn control_arrival(&self, now: Instant) -> Instant {
        now + self.backlog(now).min(milliseconds(self.way.queue_ms)) + self.latency()
    }

    /// After a change: nothing on its way takes longer than it would take now. Returns whether there was a change.
    pub fn refresh(&mut self, now: Instant) -> bool {
        if !std::mem::take(&mut self.changed) {
            return false;
        }
        // What waits passes faster or slower from now on.
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

    /// Whether a frame without a packet may be handed in.
    pub fn takes_control(&self) -> bool {
        self.control.len() < MAX_CONTROL
    }

    /// What may be handed in now.
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

    /// When packets that wait may be handed in, as far as is known; `None` if they may at any time.
    pub fn packets_at(&self) -> Option<Instant> {
        let arrival = self.next_arrival().filter(|_| self.held_bytes >= self.capacity);
        arrival.or_else(|| {
            let queue = milliseconds(self.way.queue_ms).mul_f64(RELIABLE_SHARE);
            self.busy_until?.checked_sub(if queue.is_zero() { AHEAD } else { queue })
        })
    }

    /// A frame without a packet leaves.
    pub fn offer_control(&mut self, now: Instant, frame: Vec<u8>) {
        if self.is_dead() {
            return;
        }
        let held = self.hold(self.control_arrival(now), 0, 0, frame);
        self.control.push_back(held);
    }

    /// A packet leaves. Returns whether it gets lost for good; a reliable one that a dead line takes will come again.
    pub fn offer_packet(&mut self, now: Instant, packet: Packet, frame: Vec<u8>) -> bool {
        let Packet { session, position, seq, len } = packet;
        let passed = self.pass(now, frame.len());
        let arrival = passed + self.latency();
        let draw = Draw { seed: self.seed, path: self.path, session, position };
        if let Some(seq) = seq {
            if self.is_dead() {
                return false;
            }
            let longer = fate::of_reliable(&self.way, draw, self.latency());
            // The ones before it go first, however long they take.
            let held = self.hold(arrival + longer, seq, 0, frame);
            self.reliable.push_back(held);
            return false;
        }
        let fate = fate::of_unreliable(&self.way, draw, len);
        if let Some(longer) = fate.copy {
            self.hold_unreliable(arrival + longer, charge(len), true, frame.clone());
        }
        if let Some(longer) = fate.first {
            self.hold_unreliable(arrival + longer, charge(len), false, frame);
        }
        fate.first.is_none()
    }

    /// A frame comes from a process that knows nothing of this line, with its packet if it has one: what there is no room for is lost.
    /// `after_packets`: what it says holds for the reliable packets before it, which it must not overtake.
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

    /// Whether so many times the capacity is on its way, or so many frames that they take much more memory than that.
    fn is_overrun(&self, times: usize) -> bool {
        let frames = self.reliable.len() + self.unreliable.len();
        self.held_bytes >= self.capacity.saturating_mul(times)
            || frames >= (self.capacity / SMALL_FRAME).max(1)
    }

    /// When a packet that leaves now has passed through the limited bandwidth.
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

    /// When the next frame arrives.
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

    /// What the unreliable packets take from the limit of the send queue; reliable ones wait there until acknowledged.
    pub fn unreliable_charge(&self) -> usize {
        self.unreliable_charge
    }

    /// The first reliable packet that is still on its way.
    pub fn first_reliable(&self) -> Option<u64> {
        self.reliable.front().map(|held| held.seq)
    }

    /// Reliable packets on their way are lost.
    pub fn drop_reliable(&mut self) {
        for held in std::mem::take(&mut self.reliable) {
            self.held_bytes -= held.frame.len();
        }
    }

    /// Unreliable packets on their way are lost. Returns how many.
    pub fn drop_unreliable(&mut self) -> usize {
        let dropped = std::mem::take(&mut self.unreliable);
        for held in dropped.values() {
            self.held_bytes -= held.frame.len();
            self.unreliable_charge -= held.charge;
        }
        dropped.values().filter(|held| !held.copy).count()
    }

    /// Everything on its way is lost. Returns how many unreliable packets.
    pub fn clear(&mut self) -> usize {
        self.drop_reliable();
        for held in std::mem::take(&mut self.control) {
            self.held_bytes -= held.frame.len();
        }
        self.busy_until = None;
        self.drop_unreliable()
    }
}
