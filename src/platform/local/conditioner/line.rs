//! What is on its way to one user.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use super::RELAY_LATENCY;
use super::fate::{self, Path, milliseconds};
use crate::contract::local_network::Conditions;
use crate::platform::local::wire::link::charge;

/// With limited bandwidth so much may be ahead, since timers are not exact to the millisecond.
const AHEAD: Duration = Duration::from_millis(10);
/// So many frames without packets may be on their way. A hostile process might ask for any number.
const MAX_CONTROL: usize = 4096;

/// What is on its way to one user: frames that have left the session and not the process.
///
/// Frames without a packet keep their order and only take the latency. Reliable packets keep theirs. Unreliable ones come
/// when they come. Only a dead line loses all three kinds. The owner hands frames in where [`takes_control`](Self::takes_control) and
/// [`takes_packets`](Self::takes_packets) allow it, and takes out what has arrived with [`pop`](Self::pop).
#[derive(Debug)]
pub struct Line {
    path: Path,
    conditions: Conditions,
    relayed: bool,
    /// Whether the conditions have changed since the last [`refresh`](Self::refresh).
    changed: bool,
    control: VecDeque<Held>,
    reliable: VecDeque<Held>,
    unreliable: BTreeMap<(Instant, u64), Held>,
    /// Counts the frames, to keep the order of those with the same time.
    count: u64,
    /// When the last packet has passed through the limited bandwidth.
    busy_until: Option<Instant>,
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

impl Line {
    /// An empty line that holds back `capacity` bytes; the last packet may exceed it.
    pub fn new(path: Path, conditions: Conditions, relayed: bool, capacity: usize) -> Line {
        Line {
            path,
            conditions,
            relayed,
            changed: false,
            control: VecDeque::new(),
            reliable: VecDeque::new(),
            unreliable: BTreeMap::new(),
            count: 0,
            busy_until: None,
            held_bytes: 0,
            unreliable_charge: 0,
            capacity,
        }
    }

    /// Other conditions. What is on its way adapts with the next [`refresh`](Self::refresh). Returns whether anything is
    /// different.
    pub fn set(&mut self, conditions: Conditions, relayed: bool) -> bool {
        let different = self.conditions != conditions || self.relayed != relayed;
        self.changed |= different;
        self.conditions = conditions;
        self.relayed = relayed;
        different
    }

    /// Whether nothing would be different without this line.
    pub fn is_idle(&self) -> bool {
        self.conditions.are_perfect() && !self.relayed && self.is_empty()
    }

    /// Whether nothing that is handed in arrives: of a hundred packets a hundred are lost, and so is what goes with them.
    pub fn is_dead(&self) -> bool {
        self.conditions.loss_percent >= 100.0
    }

    fn is_empty(&self) -> bool {
        self.control.is_empty() && self.reliable.is_empty() && self.unreliable.is_empty()
    }

    /// What every frame takes.
    // rule: local.latency
    fn latency(&self) -> Duration {
        let relay = if self.relayed { RELAY_LATENCY } else { Duration::ZERO };
        milliseconds(self.conditions.latency_ms) + relay
    }

    /// After a change: nothing on its way takes longer than it would take now. Returns whether there was a change.
    pub fn refresh(&mut self, now: Instant) -> bool {
        if !std::mem::take(&mut self.changed) {
            return false;
        }
        self.busy_until = None;
        let latest = now + self.latency() + milliseconds(self.conditions.jitter_ms);
        for held in self.control.iter_mut().chain(&mut self.reliable) {
            held.at = held.at.min(latest);
        }
        let unreliable = std::mem::take(&mut self.unreliable).into_values();
        self.unreliable = unreliable
            .map(|held| {
                let at = held.at.min(latest);
                ((at, held.count), Held { at, ..held })
            })
            .collect();
        true
    }

    /// Whether a frame without a packet may be handed in.
    pub fn takes_control(&self) -> bool {
        self.control.len() < MAX_CONTROL
    }

    /// Whether a packet may be handed in now.
    pub fn takes_packets(&self, now: Instant) -> bool {
        self.packets_at().is_none_or(|at| at <= now)
    }

    /// When the next packet may be handed in, as far as is known; `None` if it may at any time.
    pub fn packets_at(&self) -> Option<Instant> {
        let arrival = self.next_arrival().filter(|_| self.held_bytes >= self.capacity);
        arrival.or_else(|| self.busy_until?.checked_sub(AHEAD))
    }

    /// A frame without a packet leaves.
    pub fn offer_control(&mut self, now: Instant, frame: Vec<u8>) {
        if self.is_dead() {
            return;
        }
        let held = self.hold(now + self.latency(), 0, 0, frame);
        self.control.push_back(held);
    }

    /// A packet leaves. Returns whether it gets lost for good; a reliable one that a dead line takes will come again.
    pub fn offer_packet(&mut self, now: Instant, packet: Packet, frame: Vec<u8>) -> bool {
        let Packet { session, position, seq, len } = packet;
        let passed = self.pass(now, frame.len());
        let arrival = passed + self.latency();
        if let Some(seq) = seq {
            if self.is_dead() {
                return false;
            }
            let longer = fate::of_reliable(&self.conditions, self.latency(), self.path, session, position);
            // The ones before it go first, however long they take.
            let held = self.hold(arrival + longer, seq, 0, frame);
            self.reliable.push_back(held);
            return false;
        }
        let fate = fate::of_unreliable(&self.conditions, self.path, session, position, len);
        if let Some(longer) = fate.copy {
            self.hold_unreliable(arrival + longer, charge(len), true, frame.clone());
        }
        if let Some(longer) = fate.first {
            self.hold_unreliable(arrival + longer, charge(len), false, frame);
        }
        fate.first.is_none()
    }

    /// When a packet that leaves now has passed through the limited bandwidth.
    fn pass(&mut self, now: Instant, bytes: usize) -> Instant {
        if self.conditions.bandwidth_kib == 0 {
            self.busy_until = None;
            return now;
        }
        let takes = bytes as f64 / (f64::from(self.conditions.bandwidth_kib) * 1024.0);
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
