//! Rings from other processes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use mio::Token;

use super::allowance::{Allowance, Taker};
use crate::contract::SteamId;
use crate::platform::local::driver::ring::{Mapping, PIECE_BYTES, Reader};
use crate::platform::local::limits::MAX_TAKEN_BYTES;
use crate::platform::local::session::Carrier;
use crate::platform::local::wire::frame::{self, FrameError, FrameReader, MAX_LINK_FRAME_BYTES};

/// Rings from other processes.
#[derive(Debug, Default)]
pub struct Receiving {
    rings: Vec<IncomingRing>,
    allowance: Allowance,
    /// The ring to read first the next time. A flood through one ring thus does not delay the others.
    first: usize,
    /// The number of rings, for readers without the lock.
    shown: Arc<AtomicUsize>,
    /// Whether the game has polled, read or sent since the driver last slept.
    pub polled: bool,
    /// Whether any ring is broken and the driver has not been told.
    broken: bool,
    /// The read buffer of all rings without a partial frame.
    spare: Vec<u8>,
}

#[derive(Debug)]
struct IncomingRing {
    token: Token,
    from: SteamId,
    reader: Reader<Mapping>,
    frames: FrameReader,
    /// Whether frames have arrived since the driver last slept.
    busy: bool,
    state: State,
}

/// The state of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Intact,
    /// The other side has violated the protocol.
    Broken(FrameError),
    /// The ring is broken, and the driver has been told.
    Reported,
}

/// The way in which the driver may sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Writers wake this process.
    Asleep,
    /// Frames arrive, and the game polls them: the driver checks at intervals that it still does.
    Watching,
    /// Frames have arrived, so the driver must not sleep.
    NotNow,
}

impl Receiving {
    /// Adds a ring from `from`.
    pub fn add(&mut self, token: Token, from: SteamId, reader: Reader<Mapping>) {
        let frames = FrameReader::new(MAX_LINK_FRAME_BYTES);
        self.rings.push(IncomingRing { token, from, reader, frames, busy: false, state: State::Intact });
        self.shown.store(self.rings.len(), Ordering::Release);
    }

    /// Removes a ring after its last frames were received.
    pub fn remove<C: Carrier + ?Sized>(&mut self, now: Instant, token: Token, carrier: &mut C) {
        let Some(at) = self.rings.iter().position(|ring| ring.token == token) else { return };
        let mut ring = self.rings.swap_remove(at);
        self.shown.store(self.rings.len(), Ordering::Release);
        // The link has ended in any case, so an error does not matter.
        let _ = ring.take_in(now, carrier, &mut self.spare, usize::MAX);
    }

    /// The number of rings, for readers without the lock.
    pub fn shown(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.shown)
    }

    /// Whether frames have arrived.
    #[inline]
    pub fn has_more(&self) -> bool {
        self.rings.iter().any(IncomingRing::has_more)
    }

    /// Renews the allowance, since the game pumps.
    #[inline]
    pub fn renew_allowance(&mut self) {
        self.allowance.renew();
    }

    /// Receives arrived frames, as many as `taker` may. `each` gets the sender, and whether its frames were valid. Returns
    /// whether anything arrived.
    pub fn take_in<C: Carrier + ?Sized>(
        &mut self,
        now: Instant,
        taker: Taker,
        carrier: &mut C,
        mut each: impl FnMut(&mut C, SteamId, bool),
    ) -> bool {
        if self.polled {
            self.allowance.look(now);
        }
        let limited = self.allowance.begin(now, taker);
        let first = if self.first < self.rings.len() { self.first } else { 0 };
        let mut came = false;
        for at in (first..self.rings.len()).chain(0..first) {
            let Some(ring) = self.rings.get_mut(at).filter(|ring| ring.has_more()) else { continue };
            let (mut intact, mut taken) = (true, 0);
            // A writer may be as fast as this loop, and whoever is next waits for the lock.
            while ring.has_more() && taken < MAX_TAKEN_BYTES {
                if limited && self.allowance.is_spent() {
                    break;
                }
                came = true;
                match ring.take_in(now, carrier, &mut self.spare, PIECE_BYTES) {
                    Ok((packets, bytes)) => {
                        taken += bytes;
                        if limited {
                            self.allowance.spend(packets, bytes);
                        }
                    }
                    Err(_) => intact = false,
                }
            }
            self.broken |= !intact;
            each(carrier, ring.from, intact);
            if limited && self.allowance.is_spent() {
                self.first = at + 1;
                break;
            }
        }
        came
    }

    /// Appends links that must end because their ring is broken, each once.
    pub fn poll_broken(&mut self, out: &mut Vec<(Token, FrameError)>) {
        if std::mem::take(&mut self.broken) {
            for ring in &mut self.rings {
                if let State::Broken(error) = ring.state {
                    ring.state = State::Reported;
                    out.push((ring.token, error));
                }
            }
        }
    }

    /// Whether frames stay in the rings for now, since the game has received as many as it may.
    pub fn is_full(&self, now: Instant) -> bool {
        self.allowance.is_over(now)
    }

    /// Asks writers to wake the driver if the game does not poll.
    pub fn fall_asleep(&mut self) -> Rest {
        let polled = std::mem::take(&mut self.polled);
        let mut rest = Rest::Asleep;
        for ring in self.rings.iter_mut().filter(|ring| ring.state == State::Intact) {
            let busy = std::mem::take(&mut ring.busy);
            if polled && busy {
                rest = Rest::Watching;
            } else if !ring.reader.fall_asleep() {
                return Rest::NotNow;
            }
        }
        rest
    }
}

impl IncomingRing {
    #[inline]
    fn has_more(&self) -> bool {
        self.state == State::Intact && self.reader.has_more()
    }

    /// Receives arrived frames, and stops after about `most` bytes. Returns the number of frames and of bytes.
    fn take_in<C: Carrier + ?Sized>(
        &mut self,
        now: Instant,
        carrier: &mut C,
        spare: &mut Vec<u8>,
        most: usize,
    ) -> Result<(usize, usize), FrameError> {
        if self.state != State::Intact {
            return Ok((0, 0));
        }
        self.busy = true;
        let (reader, from, mut packets) = (&mut self.reader, self.from, 0);
        let outcome = self.frames.feed_from(
            spare,
            |bytes| reader.read(bytes, most).map_err(|_| FrameError::Unexpected),
            |bytes| {
                packets += 1;
                let frame = frame::decode(bytes)?;
                carrier.handle_frame(now, from, frame).map_err(|_| FrameError::Unexpected)
            },
        );
        if let Err(error) = outcome {
            self.state = State::Broken(error);
        }
        outcome.map(|bytes| (packets, bytes))
    }
}
