//! The log of packets, and its sums.

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

use godot::builtin::{
    Array, GString, PackedByteArray, PackedInt32Array, PackedInt64Array, PackedStringArray, VarArray,
};
use godot::meta::ToGodot;

use super::{Every, alone, send};
use crate::contract::SteamId;
use crate::script::tap::{self, Carrier, Counts, Noted};

/// The maximum number of packets in a message.
const MOST_IN_MESSAGE: usize = 2000;
/// The maximum number of packets that wait to be sent; the oldest are dropped.
const MOST_WAITING: usize = 20_000;
/// The maximum number of sessions with separate counts.
const MOST_COUNTED: usize = 8192;

/// The recorded packets and sums.
pub struct Packets {
    is_watched: bool,
    waiting: VecDeque<(Noted, String)>,
    every: Every,
    counts: HashMap<(Carrier, SteamId, i64), Counts>,
    dropped: u64,
}

impl Packets {
    /// An empty log. From here on, packets that assign numbers to nodes are recorded.
    pub fn new() -> Packets {
        tap::set(tap::NAMES);
        Packets {
            is_watched: false,
            waiting: VecDeque::new(),
            every: Every::milliseconds(100),
            counts: HashMap::new(),
            dropped: 0,
        }
    }

    /// Starts or stops recording packets, for the overview's sums or one by one.
    pub fn watch(&mut self, overview: bool, packets: bool) {
        self.is_watched = packets;
        if !packets {
            self.waiting.clear();
        }
        tap::set(if overview || packets { tap::ALL | tap::NAMES } else { tap::NAMES });
        if !overview && !packets {
            self.counts.clear();
        }
    }

    /// Takes the packets since the last frame. `name` names each packet.
    pub fn take(&mut self, mut name: impl FnMut(&mut Noted) -> String) {
        let log = tap::take();
        self.dropped = self.dropped.saturating_add(log.dropped);
        for (session, counts) in log.counts {
            if self.counts.len() < MOST_COUNTED || self.counts.contains_key(&session) {
                self.counts.entry(session).or_default().add_all(counts);
            }
        }
        for mut noted in log.noted {
            let what = name(&mut noted);
            if self.is_watched {
                if self.waiting.len() >= MOST_WAITING {
                    self.waiting.pop_front();
                    self.dropped = self.dropped.saturating_add(1);
                }
                self.waiting.push_back((noted, what));
            }
        }
    }

    /// The traffic of a session.
    pub fn counts(&self, carrier: Carrier, user: SteamId, id: i64) -> Counts {
        let of = |user, id| self.counts.get(&(carrier, user, id)).copied().unwrap_or_default();
        match carrier {
            Carrier::Packets | Carrier::Messages => of(user, id),
            Carrier::Sockets => of(SteamId::NIL, id),
            Carrier::Peer => {
                let mut counts = of(SteamId::NIL, id);
                // Packets to all, or to all but one, also go to this one.
                for (&(other, _, target), &sent) in &self.counts {
                    if other == Carrier::Peer && target <= 0 && target != -id {
                        counts.add_all(sent);
                    }
                }
                counts
            }
        }
    }

    /// The key of a session.
    pub fn sessions(&self) -> impl Iterator<Item = (Carrier, SteamId, i64)> {
        self.counts.keys().copied()
    }

    /// The number of packets that are missing in the log.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Sends the log.
    pub fn frame(&mut self, now: Instant) {
        if self.waiting.is_empty() || !self.every.is_due(now) {
            return;
        }
        let rows = self.waiting.len().min(MOST_IN_MESSAGE);
        let rows: Vec<_> = self.waiting.drain(..rows).collect();
        send("packets", &alone(columns(&rows)));
    }
}

fn columns(rows: &[(Noted, String)]) -> VarArray {
    let int = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let times: PackedInt64Array = rows.iter().map(|(packet, _)| packet.time_usec).collect();
    let directions: PackedByteArray = rows.iter().map(|(packet, _)| u8::from(packet.incoming)).collect();
    let users: PackedInt64Array = rows.iter().map(|(packet, _)| packet.user.0.cast_signed()).collect();
    let carriers: PackedByteArray = rows.iter().map(|(packet, _)| packet.carrier as u8).collect();
    let channels: PackedInt32Array = rows.iter().map(|(packet, _)| packet.channel).collect();
    let send_types: PackedInt32Array = rows.iter().map(|(packet, _)| packet.send_type).collect();
    let sizes: PackedInt32Array = rows.iter().map(|(packet, _)| int(packet.size)).collect();
    let firsts: Array<PackedByteArray> =
        rows.iter().map(|(packet, _)| PackedByteArray::from(packet.first_bytes())).collect();
    let names: PackedStringArray = rows.iter().map(|(_, what)| GString::from(what)).collect();
    let mut columns = VarArray::new();
    for column in [
        times.to_variant(),
        directions.to_variant(),
        users.to_variant(),
        carriers.to_variant(),
        channels.to_variant(),
        send_types.to_variant(),
        sizes.to_variant(),
        firsts.to_variant(),
        names.to_variant(),
    ] {
        columns.push(&column);
    }
    columns
}
