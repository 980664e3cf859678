//! State that the game's threads share with the driver's thread.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use mio::Waker;
use parking_lot::{MappedMutexGuard, Mutex, MutexGuard};

use super::lane::{Lane, Need, Taker};
use crate::platform::local::client::Client;
use crate::platform::local::session::{Carrier, Sessions};
use crate::platform::local::sockets::Sockets;
use crate::platform::local::wire::handshake::Purpose;

/// Steam's interfaces for sending to users. Each has its own sessions, and its own links to carry them.
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
    /// All transports.
    pub const ALL: [Transport; 3] = [Transport::Packets, Transport::Messages, Transport::Connections];

    /// The purpose of its links in the handshake.
    pub fn purpose(self) -> Purpose {
        match self {
            Transport::Packets => Purpose::Link,
            Transport::Messages => Purpose::MessageLink,
            Transport::Connections => Purpose::ConnectionLink,
        }
    }
}

/// State that the game's threads share with the driver's thread. A lock is held only for a call of one state machine,
/// and never together with another one.
#[derive(Debug)]
pub struct Shared {
    /// This member's view of the hub: users, lobbies, friends.
    pub client: Mutex<Client>,
    /// Packets.
    pub sessions: Mutex<Lane<Sessions>>,
    /// Messages.
    pub messages: Mutex<Lane<Sessions>>,
    /// Connections.
    pub sockets: Mutex<Lane<Sockets>>,
    /// The number of rings to this process for each interface.
    readers: [Arc<AtomicUsize>; Transport::ALL.len()],
    logged_on: AtomicBool,
    something_for_pump: AtomicBool,
    stopping: AtomicBool,
    vanishing: AtomicBool,
    violations: AtomicU64,
    turns: AtomicU64,
    woken: AtomicBool,
    /// The time when the driver wakes by itself, in nanoseconds after `begun`, or [`AWAKE`] or [`ASLEEP`].
    wakes_at: AtomicU64,
    begun: Instant,
    waker: Waker,
}

/// The driver is awake, and checks all deadlines before it sleeps.
const AWAKE: u64 = 0;
/// The driver sleeps until it is woken, or is about to publish its deadline.
const ASLEEP: u64 = u64::MAX;

impl Shared {
    /// Creates the shared state: `sessions` are for packets, and `waker` wakes the driver.
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

    /// The lane of an interface.
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

    /// Whether any ring carries frames of the interface to this process.
    #[inline]
    pub fn has_readers(&self, transport: Transport) -> bool {
        self.readers.get(transport as usize).is_some_and(|readers| readers.load(Ordering::Acquire) > 0)
    }

    /// Receives the frames that rings have brought for an interface, as many as `taker` may. Returns whether there were any.
    #[inline]
    pub fn receive(&self, transport: Transport, taker: Taker) -> bool {
        self.has_readers(transport) && self.receive_from_rings(transport, taker)
    }

    fn receive_from_rings(&self, transport: Transport, taker: Taker) -> bool {
        let mut lane = self.carrier(transport);
        let (came, need) = lane.receive(taker, Instant::now);
        let news = came && lane.has_news();
        // A fair unlock lets the driver in even if the game polls without a pause.
        MappedMutexGuard::unlock_fair(lane);
        self.attend(need);
        if news {
            self.notify_pump();
        }
        came
    }

    /// Wakes the driver if a call has left work to it.
    #[inline]
    pub fn attend(&self, need: Need) {
        let late = need.by.is_some_and(|by| self.nanoseconds(by) < self.wakes_at.load(Ordering::Acquire));
        if need.driver || late {
            self.wake();
        }
    }

    /// Marks the driver as about to publish its deadline: any new work wakes it from now on.
    pub fn lie_down(&self) {
        self.wakes_at.store(ASLEEP, Ordering::Release);
    }

    /// Publishes that the driver sleeps until `at`, or until it is woken.
    pub fn sleep_until(&self, at: Option<Instant>) {
        let at = at.map_or(ASLEEP, |at| self.nanoseconds(at));
        self.wakes_at.store(at, Ordering::Release);
    }

    fn nanoseconds(&self, at: Instant) -> u64 {
        let since = at.saturating_duration_since(self.begun);
        u64::try_from(since.as_nanos()).map_or(ASLEEP - 1, |since| since.clamp(AWAKE + 1, ASLEEP - 1))
    }

    /// Wakes the driver. Until it has woken, this makes at most one system call.
    pub fn wake(&self) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            // This fails only if the driver is gone.
            let _ = self.waker.wake();
        }
    }

    /// Marks the driver as awake: new work wakes it again.
    pub fn awake(&self) {
        self.wakes_at.store(AWAKE, Ordering::Release);
        self.woken.store(false, Ordering::Release);
    }

    /// Whether this process is registered at a hub. Short gaps do not count.
    pub fn is_logged_on(&self) -> bool {
        self.logged_on.load(Ordering::Acquire)
    }

    /// Sets whether this process is registered at a hub.
    pub fn set_logged_on(&self, logged_on: bool) {
        self.logged_on.store(logged_on, Ordering::Release);
    }

    /// Asks the driver to send a goodbye and end.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.woken.store(false, Ordering::Release);
        self.wake();
    }

    /// Asks the driver to end without any message.
    pub fn vanish(&self) {
        self.vanishing.store(true, Ordering::Release);
        self.stop();
    }

    /// Whether the driver must end without any message.
    pub fn is_vanishing(&self) -> bool {
        self.vanishing.load(Ordering::Acquire)
    }

    /// Whether the driver must end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// Counts a connection that ended with `error` if the other side violated the protocol.
    pub fn count_failure(&self, error: &io::Error) {
        if error.kind() == io::ErrorKind::Other {
            self.violations.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The number of connections that ended because the other side violated the protocol.
    pub fn violations(&self) -> u64 {
        self.violations.load(Ordering::Relaxed)
    }

    /// Counts a turn of the driver's loop.
    pub fn count_turn(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
    }

    /// The number of turns of the driver's loop.
    pub fn turns(&self) -> u64 {
        self.turns.load(Ordering::Relaxed)
    }

    /// Records that there may be something for the pump.
    pub fn notify_pump(&self) {
        self.something_for_pump.store(true, Ordering::Release);
    }

    /// Whether there may be something for the pump. Resets the record.
    pub fn take_notice(&self) -> bool {
        self.something_for_pump.load(Ordering::Relaxed)
            && self.something_for_pump.swap(false, Ordering::AcqRel)
    }
}
