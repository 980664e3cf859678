//! What the packets of one interface pass: the state machine that makes and takes them, and the rings to and from the other
//! processes.
//!
//! All of it stands behind one lock. Whoever holds that may move packets, a call of the game as well as the driver, so that
//! between the two nothing has to be handed over: each takes up where the other has stopped.
//!
//! The driver sleeps meanwhile. It has to wake for three things, and a call says which of them has come up ([`Need`]): a
//! user whom no ring leads to, another process that sleeps and has to be told, a time that comes before the driver would wake
//! by itself. What comes in does not wake it while the game looks for that: it only makes sure that the game still does.

mod receiving;
mod sending;

use std::io;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use mio::Token;

use self::receiving::{Receiving, Rest};
use self::sending::Sending;
use super::ring::{Mapping, Reader, Writer};
use crate::contract::SteamId;
use crate::platform::local::session::Carrier;
use crate::platform::local::wire::frame::FrameError;

/// So often the driver looks whether the game still takes its packets out of the rings.
const WATCH: Duration = Duration::from_millis(50);

/// What a call leaves to the driver.
#[derive(Clone, Copy, Debug, Default)]
pub struct Need {
    /// There is something that it alone can do.
    pub driver: bool,
    /// It has to be awake at this time.
    pub by: Option<Instant>,
}

impl Need {
    fn add_time(&mut self, at: Option<Instant>) {
        self.by = self.by.into_iter().chain(at).min();
    }
}

/// How long the driver may sleep, as far as the rings go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sleep {
    /// Until it is woken.
    Long,
    /// Until then.
    Until(Instant),
    /// Not at all: something has come.
    Not,
}

/// The state machine of one interface and the rings that carry it.
#[derive(Debug)]
pub struct Lane<C: ?Sized> {
    sending: Sending,
    receiving: Receiving,
    remotes: Vec<SteamId>,
    /// When the time next matters, if that is so soon that a game which looks for packets is asked to see to it as well: on
    /// a busy machine the driver wakes late.
    due: Option<Instant>,
    carrier: C,
}

impl<C> Lane<C> {
    /// A lane without any ring.
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
    /// Sends what a call of the game has given to send, if it has.
    #[inline]
    pub fn transmit_new(&mut self) -> Need {
        if !self.carrier.take_wake() {
            return Need::default();
        }
        let now = Instant::now();
        let need = self.transmit_ready(now, true);
        self.remember(now, need)
    }

    /// The same after a call that may have begun or ended something whose time counts from now on.
    pub fn transmit_begun(&mut self) -> Need {
        if !self.carrier.take_wake() {
            return Need::default();
        }
        let now = Instant::now();
        let by = self.carrier.handle_arrivals(now);
        let mut need = self.transmit_ready(now, true);
        need.add_time(by);
        self.remember(now, need)
    }

    /// Keeps in mind a time that comes soon.
    fn remember(&mut self, now: Instant, need: Need) -> Need {
        let soon = need.by.filter(|by| *by < now + WATCH);
        self.due = self.due.into_iter().chain(soon).min();
        need
    }

    /// Takes in what has come, answers it, and sends what a ring had no room for or whose time has come. The game does this
    /// when it looks for packets. Returns whether something has come.
    pub fn receive(&mut self) -> (bool, Need) {
        self.receiving.polled = true;
        let came = self.receiving.has_more();
        if !came && !self.sending.is_blocked() && self.due.is_none() {
            return (false, Need::default());
        }
        let now = Instant::now();
        let due = self.due.take_if(|due| *due <= now).is_some();
        let mut need = Need::default();
        if came {
            self.receiving.take_in(now, &mut self.carrier, |carrier, from, intact| {
                need.driver |= !intact;
                need.add_time(carrier.deadline_of(from));
            });
            need.add_time(self.carrier.handle_arrivals(now));
        }
        if due {
            self.carrier.handle_timeout(now);
        }
        if came || due || self.sending.is_blocked() {
            let new = self.carrier.take_wake();
            let sent = self.transmit_ready(now, new);
            // The driver tries a ring without room again by itself.
            need.driver |= sent.driver && (came || due);
            need.add_time(sent.by);
        }
        // What the conditions have held back may have arrived.
        (came || due, self.remember(now, need))
    }

    /// Sends to all to whom something is to be sent and a ring leads; `new` is whether some of them were not before.
    fn transmit_ready(&mut self, now: Instant, new: bool) -> Need {
        let mut need = Need::default();
        let mut remotes = std::mem::take(&mut self.remotes);
        remotes.clear();
        self.poll_remotes(&mut remotes);
        for remote in &remotes {
            match self.transmit(now, *remote) {
                None => need.driver |= new,
                Some(sent) => {
                    need.driver |= sent.is_err();
                    need.add_time(self.carrier.deadline_of(*remote));
                }
            }
        }
        self.remotes = remotes;
        need.driver |= self.sending.has_sleepers();
        need
    }

    /// As of the carrier, and those whose ring had no room for all.
    pub fn poll_remotes(&mut self, out: &mut Vec<SteamId>) {
        self.carrier.poll_remotes(out);
        self.sending.add_blocked(out);
    }

    /// Sends what there is for `remote` through the ring to them, as far as that has room; `None` if there is no ring.
    pub fn transmit(&mut self, now: Instant, remote: SteamId) -> Option<io::Result<()>> {
        let mut ring = self.sending.get_mut(remote)?;
        Some(ring.transmit(now, remote, &mut self.carrier).map_err(io::Error::other))
    }

    /// The link to `remote` is up, and this ring carries it.
    pub fn add_writer(&mut self, remote: SteamId, writer: Writer<Mapping>) {
        self.sending.add(remote, writer);
    }

    /// The link to `remote` is down.
    pub fn remove_writer(&mut self, remote: SteamId) {
        self.sending.remove(remote);
    }

    /// Whether nothing waits for room in the ring to `remote`.
    pub fn is_flushed(&self, remote: SteamId) -> bool {
        self.sending.is_flushed(remote)
    }

    /// Appends those who sleep and have something in their ring; each is told once.
    pub fn poll_sleepers(&mut self, out: &mut Vec<SteamId>) {
        self.sending.poll_sleepers(out);
    }

    /// The link `token` from `remote` is open, and this ring carries it.
    pub fn add_reader(&mut self, token: Token, remote: SteamId, reader: Reader<Mapping>) {
        self.receiving.add(token, remote, reader);
    }

    /// The link `token` has ended: takes in what its ring still has, unless it is broken.
    pub fn remove_reader(&mut self, now: Instant, token: Token) {
        let Lane { receiving, carrier, .. } = self;
        receiving.remove(now, token, carrier);
    }

    /// Takes in what has come, as the driver does. Appends the links whose ring is broken to `broken`.
    pub fn receive_by_driver(&mut self, now: Instant, broken: &mut Vec<(Token, FrameError)>) {
        self.receiving.take_in(now, &mut self.carrier, |_, _, _| {});
        self.receiving.poll_broken(broken);
    }

    /// The driver is about to sleep. Where the game does not look for what comes, others have to wake it.
    pub fn fall_asleep(&mut self, now: Instant) -> Sleep {
        let watch = match self.receiving.fall_asleep() {
            Rest::NotNow => return Sleep::Not,
            Rest::Watching => Some(WATCH),
            Rest::Asleep => None,
        };
        let until = watch.into_iter().chain(self.sending.retry_after()).min();
        until.map_or(Sleep::Long, |after| Sleep::Until(now + after))
    }

    /// How many rings others have to this process, to be asked without the lock.
    pub fn readers(&self) -> std::sync::Arc<std::sync::atomic::AtomicUsize> {
        self.receiving.shown()
    }
}
