//! Rings to other processes.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::contract::SteamId;
use crate::platform::local::driver::outgoing::{BATCH_BYTES, BATCHES_PER_TURN};
use crate::platform::local::driver::ring::{Broken, Mapping, Writer};
use crate::platform::local::session::Carrier;
use crate::platform::local::wire::frame::MAX_LINK_FRAME_BYTES;

/// The delay before the first retry of a full ring, and the number of times that the delay may double.
const RETRY_FIRST: Duration = Duration::from_millis(1);
const RETRY_DOUBLINGS: u32 = 7;
/// The capacity of the write buffer that is kept for reuse.
const KEPT_BYTES: usize = BATCH_BYTES + MAX_LINK_FRAME_BYTES;

/// Rings to other processes.
#[derive(Debug, Default)]
pub struct Sending {
    rings: BTreeMap<SteamId, OutgoingRing>,
    /// The number of rings with a sleeping reader, and of blocked rings.
    sleepers: usize,
    blocked: usize,
    /// The number of attempts in a row at which no blocked ring had room.
    stalls: u32,
    /// The write buffer of all rings without waiting frames. New memory each time would cost more than copying the frames.
    spare: Vec<u8>,
}

/// A ring to another process.
#[derive(Debug)]
pub struct OutgoingRing {
    writer: Writer<Mapping>,
    /// Frames; the first `written` bytes are in the ring.
    out: Vec<u8>,
    written: usize,
    blocked: bool,
    /// Whether the reader has to be woken.
    wakes: bool,
}

/// One ring together with the counters that sending through it changes.
#[derive(Debug)]
pub struct Changes<'a> {
    ring: &'a mut OutgoingRing,
    sleepers: &'a mut usize,
    blocked: &'a mut usize,
    stalls: &'a mut u32,
    spare: &'a mut Vec<u8>,
}

impl Sending {
    /// The ring to `remote`.
    #[inline]
    pub fn get_mut(&mut self, remote: SteamId) -> Option<Changes<'_>> {
        let Sending { rings, sleepers, blocked, stalls, spare } = self;
        Some(Changes { ring: rings.get_mut(&remote)?, sleepers, blocked, stalls, spare })
    }

    /// Adds a ring to `remote`, in place of an older one.
    pub fn add(&mut self, remote: SteamId, writer: Writer<Mapping>) {
        self.remove(remote);
        let ring = OutgoingRing { writer, out: Vec::new(), written: 0, blocked: false, wakes: false };
        self.rings.insert(remote, ring);
    }

    /// Removes the ring to `remote`.
    pub fn remove(&mut self, remote: SteamId) {
        if let Some(ring) = self.rings.remove(&remote) {
            self.sleepers -= usize::from(ring.wakes);
            self.blocked -= usize::from(ring.blocked);
        }
    }

    /// Whether any ring has no room for the bytes that wait for it.
    pub fn is_blocked(&self) -> bool {
        self.blocked > 0
    }

    /// Appends remotes whose ring is blocked, except those in `out` already.
    pub fn add_blocked(&self, out: &mut Vec<SteamId>) {
        if self.blocked == 0 {
            return;
        }
        let known = out.len();
        for (remote, ring) in &self.rings {
            if ring.blocked && !out.iter().take(known).any(|other| other == remote) {
                out.push(*remote);
            }
        }
    }

    /// Whether no bytes wait for room in the ring to `remote`.
    pub fn is_flushed(&self, remote: SteamId) -> bool {
        self.rings.get(&remote).is_none_or(|ring| ring.out.is_empty())
    }

    /// Whether any reader has to be woken.
    pub fn has_sleepers(&self) -> bool {
        self.sleepers > 0
    }

    /// Appends remotes that have to be woken, each once.
    pub fn poll_sleepers(&mut self, out: &mut Vec<SteamId>) {
        if self.sleepers > 0 {
            let sleepers = self.rings.iter_mut();
            out.extend(
                sleepers.filter_map(|(remote, ring)| std::mem::take(&mut ring.wakes).then_some(*remote)),
            );
            self.sleepers = 0;
        }
    }

    /// The time after which the driver has to try again, if some ring is blocked.
    pub fn retry_after(&mut self) -> Option<Duration> {
        if self.blocked == 0 {
            return None;
        }
        let retry = RETRY_FIRST * (1 << self.stalls.min(RETRY_DOUBLINGS));
        self.stalls += 1;
        Some(retry)
    }
}

impl Changes<'_> {
    /// Sends packets to `remote` while there is room. Returns the number of bytes sent.
    pub fn transmit<C: Carrier + ?Sized>(
        &mut self,
        now: Instant,
        remote: SteamId,
        carrier: &mut C,
    ) -> Result<usize, Broken> {
        let ring = &mut *self.ring;
        let was_blocked = ring.blocked;
        if ring.out.is_empty() {
            std::mem::swap(&mut ring.out, self.spare);
        }
        let sent = ring.transmit(now, remote, carrier);
        if ring.out.is_empty() {
            let mut empty = std::mem::take(&mut ring.out);
            empty.shrink_to(KEPT_BYTES);
            if self.spare.capacity() < empty.capacity() {
                *self.spare = empty;
            }
        }
        // A broken ring counts as blocked, so that the driver notices it.
        let put = *sent.as_ref().unwrap_or(&0);
        if put > 0 {
            *self.stalls = 0;
        }
        // A reader that takes nothing out of a full ring may not know that it is full.
        let full = ring.blocked && (put == 0 || !was_blocked);
        let wakes = ring.wakes || full || (put > 0 && ring.writer.take_sleeper());
        *self.sleepers = *self.sleepers + usize::from(wakes) - usize::from(ring.wakes);
        *self.blocked = *self.blocked + usize::from(ring.blocked) - usize::from(was_blocked);
        ring.wakes = wakes;
        sent
    }
}

impl OutgoingRing {
    /// Returns the number of bytes that were written into the ring.
    fn transmit<C: Carrier + ?Sized>(
        &mut self,
        now: Instant,
        remote: SteamId,
        carrier: &mut C,
    ) -> Result<usize, Broken> {
        self.blocked = true;
        let mut put = self.flush()?;
        let mut more = true;
        for _ in 0..BATCHES_PER_TURN {
            if !self.out.is_empty() || !more {
                break;
            }
            more = carrier.poll_transmit(now, remote, &mut self.out, BATCH_BYTES);
            put += self.flush()?;
        }
        self.blocked = more || !self.out.is_empty();
        Ok(put)
    }

    /// Writes as many bytes as there is room for into the ring, and returns their number.
    fn flush(&mut self) -> Result<usize, Broken> {
        let put = self.writer.write(self.out.get(self.written..).unwrap_or_default())?;
        self.written += put;
        if self.written == self.out.len() {
            self.written = 0;
            self.out.clear();
        }
        Ok(put)
    }
}
