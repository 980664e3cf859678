//! What the game's threads and the driver's thread share.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use mio::Waker;
use parking_lot::{MappedMutexGuard, Mutex, MutexGuard};

use super::lane::{Lane, Need};
use crate::platform::local::client::Client;
use crate::platform::local::session::{Carrier, Sessions};
use crate::platform::local::sockets::Sockets;
use crate::platform::local::wire::handshake::Purpose;

/// Steam's interfaces for talking to users. Each has sessions of its own, and links of its own to carry them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// `ISteamNetworking`.
    Packets,
    /// `ISteamNetworkingMessages`.
    Messages,
    /// `ISteamNetworkingSockets`.
    Connections,
}

impl Transport {
    /// All of them.
    pub const ALL: [Transport; 3] = [Transport::Packets, Transport::Messages, Transport::Connections];

    /// What its links are called in the handshake.
    pub fn purpose(self) -> Purpose {
        match self {
            Transport::Packets => Purpose::Link,
            Transport::Messages => Purpose::MessageLink,
            Transport::Connections => Purpose::ConnectionLink,
        }
    }
}

/// What the game's threads and the driver's thread share. Locks are held for the touch of one state machine only, and
/// never two at once.
#[derive(Debug)]
pub struct Shared {
    /// What is known of the hub's world.
    pub client: Mutex<Client>,
    /// Packets.
    pub sessions: Mutex<Lane<Sessions>>,
    /// Messages.
    pub messages: Mutex<Lane<Sessions>>,
    /// Connections.
    pub sockets: Mutex<Lane<Sockets>>,
    /// How many rings bring something for each interface.
    readers: [Arc<AtomicUsize>; Transport::ALL.len()],
    logged_on: AtomicBool,
    something_for_pump: AtomicBool,
    stopping: AtomicBool,
    vanishing: AtomicBool,
    violations: AtomicU64,
    turns: AtomicU64,
    woken: AtomicBool,
    /// When the driver wakes by itself, in nanoseconds after `begun`; [`AWAKE`] or [`ASLEEP`] otherwise.
    wakes_at: AtomicU64,
    begun: Instant,
    waker: Waker,
}

/// The driver is awake, and looks at all times before it sleeps.
const AWAKE: u64 = 0;
/// The driver sleeps until it is woken, or is about to say how long.
const ASLEEP: u64 = u64::MAX;

impl Shared {
    /// Shares the state machines, `sessions` for packets and `messages`; `waker` wakes the driver.
    pub fn new(
        client: Client,
        sessions: Sessions,
        messages: Sessions,
        sockets: Sockets,
        waker: Waker,
    ) -> Shared {
        let (sessions, messages, sockets) = (Lane::new(sessions), Lane::new(messages), Lane::new(sockets));
        Shared {
            client: Mutex::new(client),
            readers: [sessions.readers(), messages.readers(), sockets.readers()],
            sessions: Mutex::new(sessions),
            messages: Mutex::new(messages),
            sockets: Mutex::new(sockets),
            logged_on: AtomicBool::new(false),
            something_for_pump: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
            vanishing: AtomicBool::new(false),
            violations: AtomicU64::new(0),
            turns: AtomicU64::new(0),
            woken: AtomicBool::new(false),
            wakes_at: AtomicU64::new(AWAKE),
            begun: Instant::now(),
            waker,
        }
    }

    /// What the links for one of the interfaces carry.
    pub fn carrier(&self, transport: Transport) -> MappedMutexGuard<'_, Lane<dyn Carrier>> {
        match transport {
            Transport::Packets => {
                MutexGuard::map(self.sessions.lock(), |lane| lane as &mut Lane<dyn Carrier>)
            }
            Transport::Messages => {
                MutexGuard::map(self.messages.lock(), |lane| lane as &mut Lane<dyn Carrier>)
            }
            Transport::Connections => {
                MutexGuard::map(self.sockets.lock(), |lane| lane as &mut Lane<dyn Carrier>)
            }
        }
    }

    /// Whether rings bring something for one of the interfaces, so that it is worth looking.
    #[inline]
    pub fn has_readers(&self, transport: Transport) -> bool {
        self.readers.get(transport as usize).is_some_and(|readers| readers.load(Ordering::Acquire) > 0)
    }

    /// Takes in what rings have brought for one of the interfaces. `true` if they have.
    pub fn receive(&self, transport: Transport) -> bool {
        if !self.has_readers(transport) {
            return false;
        }
        let mut lane = self.carrier(transport);
        let (came, need) = lane.receive();
        let news = came && lane.has_news();
        // A game that polls without a pause would leave the driver none either.
        MappedMutexGuard::unlock_fair(lane);
        self.attend(need);
        if news {
            self.notify_pump();
        }
        came
    }

    /// Wakes the driver if a call has left something to it.
    #[inline]
    pub fn attend(&self, need: Need) {
        let late = need.by.is_some_and(|by| self.nanoseconds(by) < self.wakes_at.load(Ordering::Acquire));
        if need.driver || late {
            self.wake();
        }
    }

    /// The driver is about to say how long it will sleep: whatever gives it something to do after this wakes it.
    pub fn lie_down(&self) {
        self.wakes_at.store(ASLEEP, Ordering::Release);
    }

    /// The driver sleeps until `at`, or until it is woken.
    pub fn sleep_until(&self, at: Option<Instant>) {
        let at = at.map_or(ASLEEP, |at| self.nanoseconds(at));
        self.wakes_at.store(at, Ordering::Release);
    }

    fn nanoseconds(&self, at: Instant) -> u64 {
        let since = at.saturating_duration_since(self.begun);
        u64::try_from(since.as_nanos()).map_or(ASLEEP - 1, |since| since.clamp(AWAKE + 1, ASLEEP - 1))
    }

    /// Wakes the driver, with one system call at most until it has woken.
    pub fn wake(&self) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            // Fails only if the driver is gone.
            let _ = self.waker.wake();
        }
    }

    /// The driver is awake: who wants something after this wakes it again.
    pub fn awake(&self) {
        self.wakes_at.store(AWAKE, Ordering::Release);
        self.woken.store(false, Ordering::Release);
    }

    /// Whether a hub knows this process, short gaps not counted.
    pub fn is_logged_on(&self) -> bool {
        self.logged_on.load(Ordering::Acquire)
    }

    /// A hub knows this process, or does not any more.
    pub fn set_logged_on(&self, logged_on: bool) {
        self.logged_on.store(logged_on, Ordering::Release);
    }

    /// Asks the driver to say goodbye and end.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.woken.store(false, Ordering::Release);
        self.wake();
    }

    /// Asks the driver to end without a word to anybody.
    pub fn vanish(&self) {
        self.vanishing.store(true, Ordering::Release);
        self.stop();
    }

    /// Whether the driver is to end without a word.
    pub fn is_vanishing(&self) -> bool {
        self.vanishing.load(Ordering::Acquire)
    }

    /// Whether the driver has been asked to end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// A connection has ended with `error`: counts it if the other side broke the protocol.
    pub fn count_failure(&self, error: &io::Error) {
        if error.kind() == io::ErrorKind::Other {
            self.violations.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many connections were ended because the other side broke the protocol.
    pub fn violations(&self) -> u64 {
        self.violations.load(Ordering::Relaxed)
    }

    /// The driver's loop has gone round.
    pub fn count_turn(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
    }

    /// How often the driver's loop has gone round.
    pub fn turns(&self) -> u64 {
        self.turns.load(Ordering::Relaxed)
    }

    /// The pump may find something.
    pub fn notify_pump(&self) {
        self.something_for_pump.store(true, Ordering::Release);
    }

    /// Whether the pump may find something; asking takes the notice back.
    pub fn take_notice(&self) -> bool {
        self.something_for_pump.load(Ordering::Relaxed)
            && self.something_for_pump.swap(false, Ordering::AcqRel)
    }
}
