//! A lane: the state machine of one interface, and the rings that carry its frames to and from the other processes.
//!
//! One lock guards all of it. Its holder may move packets, whether a call of the game or the driver, and continues
//! where the previous one stopped. So nothing has to be handed over between the two.
//!
//! The driver sleeps meanwhile. It has to wake for three reasons, and a call reports which of them applies ([`Need`]):
//! a user who cannot be reached through a ring, another process that sleeps and has to be woken, or a deadline before
//! the driver would wake by itself. Arriving frames do not wake it while the game polls: it only checks that the game
//! still does.

mod allowance;
mod receiving;
mod sending;
#[cfg(all(test, target_os = "linux"))]
mod tests;

use std::io;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use mio::Token;

pub use self::allowance::Taker;
use self::receiving::{Receiving, Rest};
use self::sending::Sending;
use super::ring::{Mapping, Reader, Writer};
use crate::contract::SteamId;
use crate::platform::local::limits::MAX_TAKEN_BYTES;
use crate::platform::local::session::Carrier;
use crate::platform::local::wire::frame::FrameError;

/// The interval at which the driver checks that the game still polls its rings.
const WATCH: Duration = Duration::from_millis(50);

/// The work that a call leaves to the driver.
#[derive(Clone, Copy, Debug, Default)]
pub struct Need {
    /// Whether there is work that only the driver can do.
    pub driver: bool,
    /// The time at which the driver must be awake.
    pub by: Option<Instant>,
}

impl Need {
    fn add_time(&mut self, at: Option<Instant>) {
        self.by = self.by.into_iter().chain(at).min();
    }
}

/// The time that the driver may sleep, as far as the rings are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sleep {
    /// Until it is woken.
    Long,
    /// Until this time.
    Until(Instant),
    /// Not at all, because frames have arrived.
    Not,
}

/// The state machine of one interface and the rings that carry it.
#[derive(Debug)]
pub struct Lane<C: ?Sized> {
    sending: Sending,
    receiving: Receiving,
    remotes: Vec<SteamId>,
    /// The next deadline, if it is soon. A game that polls handles it as well, because the driver wakes late on a busy
    /// machine.
    due: Option<Instant>,
    carrier: C,
}

impl<C> Lane<C> {
    /// A lane without rings.
    pub fn new(carrier: C) -> Lane<C> {
        Lane {
            sending: Sending::default(),
            receiving: Receiving::default(),
            remotes: Vec::new(),
            due: None,
            carrier,
        }
    }
}

impl<C: ?Sized> Deref for Lane<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.carrier
    }
}

impl<C: ?Sized> DerefMut for Lane<C> {
    fn deref_mut(&mut self) -> &mut C {
        &mut self.carrier
    }
}

impl<C: Carrier + ?Sized> Lane<C> {
    /// Sends the packets that a call of the game has queued, if any.
    #[inline]
    pub fn transmit_new(&mut self) -> Need {
        self.receiving.polled = true;
        if !self.carrier.take_wake() {
            return Need::default();
        }
        let now = Instant::now();
        let need = self.transmit_ready(now, true);
        self.remember(now, need)
    }

    /// The same after a call that may have started or stopped a timer.
    pub fn transmit_begun(&mut self) -> Need {
        self.receiving.polled = true;
        if !self.carrier.take_wake() {
            return Need::default();
        }
        let now = Instant::now();
        let by = self.carrier.handle_arrivals(now);
        let mut need = self.transmit_ready(now, true);
        need.add_time(by);
        self.remember(now, need)
    }

    /// Remembers a deadline that is soon.
    fn remember(&mut self, now: Instant, need: Need) -> Need {
        let soon = need.by.filter(|by| *by < now + WATCH);
        self.due = self.due.into_iter().chain(soon).min();
        need
    }

    /// Receives arrived frames, as many as `taker` may, answers them, and sends packets that a ring had no room for or that
    /// are due. The game calls this when it polls. `clock` is asked for the time only if there is something to do. Returns
    /// whether anything arrived.
    pub fn receive(&mut self, taker: Taker, clock: impl FnOnce() -> Instant) -> (bool, Need) {
        self.receiving.polled = true;
        if taker == Taker::Pump {
            self.receiving.renew_allowance();
        }
        let mut came = self.receiving.has_more();
        if !came && !self.sending.is_blocked() && self.due.is_none() {
            return (false, Need::default());
        }
        let now = clock();
        let due = self.due.take_if(|due| *due <= now).is_some();
        let mut need = Need::default();
        if came {
            came = self.receiving.take_in(now, taker, &mut self.carrier, |carrier, from, intact| {
                need.driver |= !intact;
                need.add_time(carrier.deadline_of(from));
            });
        }
        if came {
            need.add_time(self.carrier.handle_arrivals(now));
        }
        if due {
            self.carrier.handle_timeout(now);
        }
        if came || due || self.sending.is_blocked() {
            let new = self.carrier.take_wake();
            let sent = self.transmit_ready(now, new);
            // The driver itself tries a ring without room again.
            need.driver |= sent.driver && (came || due);
            need.add_time(sent.by);
        }
        // Packets that the network conditions have delayed may have arrived.
        (came || due, self.remember(now, need))
    }

    /// Sends to all remotes with waiting packets and a ring. `new` tells whether some of the packets are new.
    fn transmit_ready(&mut self, now: Instant, new: bool) -> Need {
        let mut need = Need::default();
        let mut remotes = std::mem::take(&mut self.remotes);
        remotes.clear();
        self.poll_remotes(&mut remotes);
        let mut bytes = 0;
        for remote in &remotes {
            if bytes >= MAX_TAKEN_BYTES {
                // The other remotes stay ready.
                need.driver = true;
                break;
            }
            match self.transmit(now, *remote) {
                None => need.driver |= new,
                Some(sent) => {
                    need.driver |= sent.is_err();
                    bytes += sent.unwrap_or_default();
                    need.add_time(self.carrier.deadline_of(*remote));
                }
            }
        }
        self.remotes = remotes;
        need.driver |= self.sending.has_sleepers();
        need
    }

    /// The remotes that the carrier has packets for, and those whose ring is blocked.
    pub fn poll_remotes(&mut self, out: &mut Vec<SteamId>) {
        self.carrier.poll_remotes(out);
        self.sending.add_blocked(out);
    }

    /// Sends packets to `remote` through its ring while there is room, and returns the number of bytes; `None` if there is
    /// no ring.
    pub fn transmit(&mut self, now: Instant, remote: SteamId) -> Option<io::Result<usize>> {
        let mut ring = self.sending.get_mut(remote)?;
        Some(ring.transmit(now, remote, &mut self.carrier).map_err(io::Error::other))
    }

    /// Adds the ring of the link to `remote`, which is up.
    pub fn add_writer(&mut self, remote: SteamId, writer: Writer<Mapping>) {
        self.sending.add(remote, writer);
    }

    /// Removes the ring to `remote`, whose link is down.
    pub fn remove_writer(&mut self, remote: SteamId) {
        self.sending.remove(remote);
    }

    /// Whether no bytes wait for room in the ring to `remote`.
    pub fn is_flushed(&self, remote: SteamId) -> bool {
        self.sending.is_flushed(remote)
    }

    /// Appends sleeping remotes that have frames in their ring, each once.
    pub fn poll_sleepers(&mut self, out: &mut Vec<SteamId>) {
        self.sending.poll_sleepers(out);
    }

    /// Adds the ring of the link `token` from `remote`, which is up.
    pub fn add_reader(&mut self, token: Token, remote: SteamId, reader: Reader<Mapping>) {
        self.receiving.add(token, remote, reader);
    }

    /// Removes the ring of the link `token`, which has ended. Frames that are left in the ring are received first,
    /// unless it is broken.
    pub fn remove_reader(&mut self, now: Instant, token: Token) {
        let Lane { receiving, carrier, .. } = self;
        receiving.remove(now, token, carrier);
    }

    /// Receives arrived frames on behalf of the driver. Appends links with a broken ring to `broken`.
    pub fn receive_by_driver(&mut self, now: Instant, broken: &mut Vec<(Token, FrameError)>) {
        self.receiving.take_in(now, Taker::Driver, &mut self.carrier, |_, _, _| {});
        self.receiving.poll_broken(broken);
    }

    /// Prepares for the driver's sleep. If the game does not poll, others have to wake the driver.
    pub fn fall_asleep(&mut self, now: Instant) -> Sleep {
        let full = self.receiving.is_full(now);
        let watch = match self.receiving.fall_asleep() {
            Rest::NotNow if !full => return Sleep::Not,
            Rest::NotNow => Some(WATCH),
            Rest::Watching => Some(WATCH),
            Rest::Asleep => None,
        };
        let until = watch.into_iter().chain(self.sending.retry_after()).min();
        until.map_or(Sleep::Long, |after| Sleep::Until(now + after))
    }

    /// The number of rings to this process, readable without the lock.
    pub fn readers(&self) -> std::sync::Arc<std::sync::atomic::AtomicUsize> {
        self.receiving.shown()
    }
}
