//! Received packets that wait to be read.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::backlog::Backlog;
use super::keys::KeyState;
use crate::contract::networking::PacketBuffer;

/// The number of empty channels whose memory is kept. Beyond it, a channel is removed with its last packet.
const KEPT_CHANNELS: usize = 64;

/// The origin of a waiting packet.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The index of its session.
    pub session: u32,
    /// Whether it was sent reliably.
    pub reliable: bool,
    /// Its position in its stream.
    pub position: u64,
    /// The time of its arrival; `None` for a packet to oneself, which was never in flight.
    pub arrived: Option<Instant>,
}

/// A packet that was read.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The packet's origin.
    pub origin: Origin,
    /// The packet's size in bytes, before truncation.
    pub len: usize,
}

/// Received packets that wait to be read: per channel, in the order of arrival over all users.
#[derive(Debug)]
pub struct Inbox {
    channels: HashMap<i32, Channel, KeyState>,
    waiting: usize,
    /// A copy of `waiting` for readers without the lock.
    shown: Arc<AtomicUsize>,
    /// Session and channel of the packets that arrived since the owner last looked, if the owner asked for them.
    arrivals: Option<VecDeque<(u32, i32)>>,
}

/// A buffer that discards packets.
pub struct Discarded;

impl PacketBuffer for Discarded {
    fn reserve(&mut self, _: usize) -> &mut [u8] {
        &mut []
    }

    fn truncate(&mut self, _: usize) {}
}

#[derive(Debug, Default)]
struct Channel {
    packets: Backlog<Origin>,
    /// The number of empty packets at the head.
    empty: usize,
}

impl Inbox {
    /// An empty inbox.
    pub fn new(keys: KeyState) -> Self {
        Inbox { channels: HashMap::with_hasher(keys), waiting: 0, shown: Arc::default(), arrivals: None }
    }

    /// Appends a packet to its channel.
    pub fn push(&mut self, channel: i32, origin: Origin, packet: &[u8]) {
        if let Some(arrivals) = &mut self.arrivals {
            arrivals.push_back((origin.session, channel));
        }
        let channel = self.channels.entry(channel).or_default();
        if packet.is_empty() && channel.empty == channel.packets.len() {
            channel.empty += 1;
        }
        channel.packets.push(origin, packet);
        self.waiting += 1;
        self.shown.store(self.waiting, Ordering::Release);
    }

    /// Makes [`take_arrival`](Self::take_arrival) report every packet.
    pub fn announce_arrivals(&mut self) {
        self.arrivals = Some(VecDeque::new());
    }

    /// Session and channel of the next packet that was not reported yet.
    pub fn take_arrival(&mut self) -> Option<(u32, i32)> {
        self.arrivals.as_mut()?.pop_front()
    }

    /// The oldest packet on `channel`.
    pub fn peek(&self, channel: i32) -> Option<(Origin, &[u8])> {
        let packets = &self.channels.get(&channel)?.packets;
        let front = packets.front()?;
        Some((front.tag, packets.content(0, front.len())))
    }

    /// The newest packet on `channel`.
    pub fn peek_newest(&self, channel: i32) -> Option<&[u8]> {
        let packets = &self.channels.get(&channel)?.packets;
        let len = packets.get(packets.len().checked_sub(1)?)?.len();
        Some(packets.content(packets.bytes() - len, len))
    }

    /// The number of waiting packets, for readers without the lock.
    pub fn shown(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.shown)
    }

    /// The size of the first non-empty packet on `channel` in bytes, 0 if there is none.
    // rule: read.nothing, read.empty-packets
    #[inline]
    pub fn available(&self, channel: i32) -> u32 {
        if self.waiting == 0 {
            return 0;
        }
        let Some(channel) = self.channels.get(&channel) else { return 0 };
        channel.packets.get(channel.empty).map_or(0, |entry| entry.len() as u32)
    }

    /// Moves the oldest packet on `channel` into `buffer`, truncated to `max_bytes`.
    // rule: read.arrival-order, read.cut
    pub fn read<B: PacketBuffer + ?Sized>(
        &mut self,
        number: i32,
        max_bytes: u32,
        buffer: &mut B,
    ) -> Option<Taken> {
        if self.waiting == 0 {
            return None;
        }
        let channel = self.channels.get_mut(&number)?;
        let front = channel.packets.front()?;
        let len = front.len().min(max_bytes as usize);
        buffer.reserve(len).copy_from_slice(channel.packets.content(0, len));
        channel.packets.pop();
        if channel.empty > 0 {
            channel.empty -= 1;
        } else {
            channel.count_empty();
        }
        self.waiting -= 1;
        self.shown.store(self.waiting, Ordering::Release);
        if channel.packets.is_empty() && self.channels.len() > KEPT_CHANNELS {
            self.channels.remove(&number);
        }
        Some(Taken { origin: front.tag, len: front.len() })
    }

    /// Drops the packets of a session, on one channel or on all, and passes each packet's origin and size to `dropped`.
    pub fn discard(&mut self, session: u32, only: Option<i32>, mut dropped: impl FnMut(Origin, usize)) {
        let mut waiting = self.waiting;
        let mut discard_from = |channel: &mut Channel| {
            channel.packets.retain(|entry| {
                let keep = entry.tag.session != session;
                if !keep {
                    waiting -= 1;
                    dropped(entry.tag, entry.len());
                }
                keep
            });
            channel.count_empty();
        };
        match only {
            Some(number) => {
                if let Some(channel) = self.channels.get_mut(&number) {
                    discard_from(channel);
                }
            }
            None => self.channels.values_mut().for_each(discard_from),
        }
        self.waiting = waiting;
        self.shown.store(waiting, Ordering::Release);
        if self.channels.len() > KEPT_CHANNELS {
            self.channels.retain(|_, channel| !channel.packets.is_empty());
        }
    }
}

impl Channel {
    #[inline]
    fn count_empty(&mut self) {
        self.empty = (0..self.packets.len())
            .take_while(|&at| self.packets.get(at).is_some_and(|entry| entry.len() == 0))
            .count();
    }
}
