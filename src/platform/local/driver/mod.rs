//! The driver: one background thread for sockets, lock files and timeouts, and the rings through which the game's calls
//! send and receive without that thread.
//!
//! The thread sleeps until a socket, a call of the game or a timeout wakes it. Then it receives, lets the state
//! machines act, and writes each connection's answers at once. It decides nothing that a state machine can decide.

mod background;
#[cfg(target_os = "linux")]
mod changes;
#[cfg(not(target_os = "linux"))]
#[path = "no_changes.rs"]
mod changes;
pub mod cloud;
mod connection;
pub mod disk;
mod hub_link;
mod hub_server;
mod incoming;
mod lane;
mod lock;
pub(in crate::platform::local) mod manifest;
mod outgoing;
pub mod pictures;
mod rendezvous;
pub(in crate::platform::local) mod ring;
mod shared;
pub mod shared_files;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mio::{Events, Poll, Token, Waker};

pub use self::background::{Background, Looked};
use self::connection::{READ_BYTES, Ready};
use self::hub_link::HubLink;
use self::incoming::IncomingLinks;
use self::lane::Sleep;
pub use self::lane::{Lane, Need, Taker};
use self::outgoing::OutgoingLinks;
use self::rendezvous::{Rendezvous, failure, remedy};
pub use self::shared::{Shared, Transport};
use super::LocalConfig;
use super::client::Client;
use super::messages;
use super::session::Sessions;
use super::sockets::Sockets;
use super::wire::handshake::Key;
use super::wire::hub::{FromHub, UserInfo};
use crate::contract::{InitFailure, SteamId};

/// The time limit for the handshake of a connection.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(3);
/// The time limit for the start.
const START_LIMIT: Duration = Duration::from_secs(5);
/// The time limit for the goodbye.
const GOODBYE_LIMIT: Duration = Duration::from_millis(300);

/// The time between two attempts to accept connections after a failure.
const ACCEPT_RETRY: Duration = Duration::from_millis(100);

/// The maximum number of connections of one port that may be in their handshake at once; more are refused.
const MAX_HANDSHAKES: usize = 256;

/// The reason for a failed start if no other one is known.
const NO_ANSWER: &str = "the process that hosts it does not answer";

const WAKER: Token = Token(0);
const HUB_LISTENER: Token = Token(1);
const LINK_LISTENER: Token = Token(2);
/// The watch on the files in the folder.
const FILES: Token = Token(3);

/// Allocates tokens for sockets; none is used twice.
struct Tokens(usize);

impl Tokens {
    fn next(&mut self) -> Token {
        self.0 += 1;
        Token(self.0)
    }
}

/// The running background thread. Dropping it sends a goodbye and ends the thread.
#[derive(Debug)]
pub struct Driver {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Driver {
    /// Takes a user number, finds the hub, and returns once this process is registered.
    pub fn start(config: &LocalConfig) -> Result<Driver, InitFailure> {
        let rendezvous = Rendezvous::open(&config.folder, config.app_id)?;
        let (id, name, lock) = rendezvous.claim(&config.user)?;
        let system = |error: io::Error| {
            let remedy = remedy(&error, "it needs TCP on 127.0.0.1");
            failure(format!("the local platform cannot open its sockets ({error}): {remedy}"))
        };
        let poll = Poll::new().map_err(system)?;
        let waker = Waker::new(poll.registry(), WAKER).map_err(system)?;
        let key = Key(rand::random());
        let incoming = IncomingLinks::open(poll.registry(), key).map_err(system)?;
        let me = UserInfo { id, name, port: incoming.port().map_err(system)?, key };
        let seed = config.seed ^ rand::random::<u64>();
        let sessions = Sessions::new(id, config.timings, config.limits, seed);
        let messages = messages::sessions(id, config.timings, config.limits, seed);
        let sockets = Sockets::new(id, config.timings, config.limits, seed);
        let shared =
            Arc::new(Shared::new(Client::new(me, config.app_id), sessions, messages, sockets, waker));
        let (registered, wait) = channel();
        let worker = Worker {
            poll,
            tokens: Tokens(FILES.0),
            hub: HubLink::new(Instant::now(), rendezvous.clone(), id, Some(lock)),
            incoming,
            outgoing: Transport::ALL.map(|of| OutgoingLinks::new(id, of)),
            shared: Arc::clone(&shared),
            registered: Some(registered),
            scratch: vec![0; READ_BYTES],
            unfinished: Vec::new(),
            accept_again: None,
        };
        let thread =
            std::thread::Builder::new()
                .name("steam-local".to_owned())
                .spawn(move || worker.run())
                .map_err(|error| failure(format!("the local platform cannot start its thread: {error}")))?;
        let driver = Driver { shared, thread: Some(thread) };
        driver.wait_until_registered(&wait, &rendezvous)?;
        Ok(driver)
    }

    fn wait_until_registered(
        &self,
        wait: &Receiver<Result<(), String>>,
        rendezvous: &Rendezvous,
    ) -> Result<(), InitFailure> {
        let problem = match wait.recv_timeout(START_LIMIT) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(problem)) => problem,
            Err(_) => NO_ANSWER.to_owned(),
        };
        Err(failure(format!(
            "the local platform found no hub through the folder {}: {problem}",
            rendezvous.folder().display()
        )))
    }

    /// The state that the game's threads share with the driver.
    pub fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    /// Sends a goodbye and ends the thread. It waits up to a third of a second for the remaining messages to be sent.
    pub fn stop(&mut self) {
        self.end(Shared::stop);
    }

    /// Ends the thread as if the process were killed, without any message.
    pub fn vanish(&mut self) {
        self.end(Shared::vanish);
    }

    fn end(&mut self, ask: fn(&Shared)) {
        if let Some(thread) = self.thread.take() {
            ask(&self.shared);
            // The panic hook has reported a panic of the thread.
            let _ = thread.join();
            self.shared.set_logged_on(false);
            self.shared.client.lock().leave_everything();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The state of the thread.
struct Worker {
    poll: Poll,
    tokens: Tokens,
    hub: HubLink,
    incoming: IncomingLinks,
    /// The outgoing links of each interface.
    outgoing: [OutgoingLinks; Transport::ALL.len()],
    shared: Arc<Shared>,
    /// The starting thread, which waits for the first registration.
    registered: Option<Sender<Result<(), String>>>,
    scratch: Vec<u8>,
    /// Sockets with more to read than one turn takes.
    unfinished: Vec<Token>,
    /// The time of the next attempt to accept connections after a failure.
    accept_again: Option<Instant>,
}

impl Worker {
    fn run(mut self) {
        let mut events = Events::with_capacity(256);
        let started = Instant::now();
        let mut again = false;
        while !self.shared.is_stopping() {
            again = self.turn(&mut events, again, None);
            if self.registered.is_some() && started.elapsed() >= START_LIMIT.mul_f32(0.9) {
                let problem = self.hub.problem().unwrap_or(NO_ANSWER).to_owned();
                self.answer_start(Err(problem));
            }
        }
        if !self.shared.is_vanishing() {
            self.send_goodbye(&mut events);
        }
        self.incoming.close(self.poll.registry());
        for links in self.outgoing {
            links.close(self.poll.registry());
        }
        self.hub.close(self.poll.registry());
    }

    /// Sleeps until there is something to do, and does it. Returns whether there is more to do at once.
    fn turn(&mut self, events: &mut Events, again: bool, limit: Option<Instant>) -> bool {
        let now = Instant::now();
        let timeout = if again || !self.unfinished.is_empty() {
            Some(Duration::ZERO)
        } else {
            self.time_to_sleep(now, limit)
        };
        // This fails only if a signal interrupts it, without events.
        if self.poll.poll(events, timeout).is_err() {
            events.clear();
        }
        self.shared.awake();
        self.shared.count_turn();
        let now = Instant::now();
        let unfinished = self.unfinished.drain(..).map(|token| (token, Ready::UNFINISHED));
        let mut ready: Vec<(Token, Ready)> = unfinished.collect();
        for event in events.iter() {
            let readiness = Ready::of(event);
            match ready.iter_mut().find(|(token, _)| *token == event.token()) {
                Some((_, known)) => *known = known.or(readiness),
                None => ready.push((event.token(), readiness)),
            }
        }
        for (token, ready) in ready {
            self.handle_ready(now, token, ready);
        }
        if self.accept_again.is_some_and(|at| at <= now) {
            self.accept(now);
        }
        let registry = self.poll.registry();
        self.hub.handle_timeout(now, registry, &mut self.tokens, &self.shared);
        self.incoming.handle_timeout(now, registry, &self.shared);
        self.incoming.receive(now, registry, &self.shared);
        for links in &mut self.outgoing {
            links.handle_timeout(now, registry, &self.shared);
        }
        self.hub.transmit(now, registry, &self.shared);
        if let Some(server) = &mut self.hub.server {
            server.handle_timeout(now, registry);
            server.transmit(registry);
        }
        let mut more = false;
        for links in &mut self.outgoing {
            more |= links.transmit(now, registry, &mut self.tokens, &self.shared);
        }
        // Frames or timeouts may have caused events. Asking each session would cost as much as pumping.
        self.shared.notify_pump();
        more
    }

    /// The time until the next timeout, `None` if there is none. Publishes it, so that a call with an earlier deadline
    /// wakes the driver.
    fn time_to_sleep(&mut self, now: Instant, limit: Option<Instant>) -> Option<Duration> {
        self.shared.lie_down();
        let start = self.registered.is_some().then(|| now + START_LIMIT / 10);
        let hub =
            [self.hub.poll_timeout(), self.hub.server.as_ref().and_then(|server| server.poll_timeout())];
        let links = self.outgoing.iter().filter_map(OutgoingLinks::poll_timeout).min();
        let others = [self.incoming.poll_timeout(), links, start, limit, self.accept_again];
        let mut until = hub.into_iter().chain(others).flatten().min();
        for transport in Transport::ALL {
            let mut lane = self.shared.carrier(transport);
            let rings = match lane.fall_asleep(now) {
                Sleep::Long => None,
                Sleep::Until(at) => Some(at),
                Sleep::Not => return Some(Duration::ZERO),
            };
            until = until.into_iter().chain(rings).chain(lane.poll_timeout()).min();
        }
        self.shared.sleep_until(until);
        until.map(|at| at.saturating_duration_since(now))
    }

    fn handle_ready(&mut self, now: Instant, token: Token, ready: Ready) {
        let registry = self.poll.registry();
        if let Some(links) = self.outgoing.iter_mut().find(|links| links.owns(token)) {
            links.handle_ready(now, registry, token, ready, &self.shared, &mut self.scratch);
            return;
        }
        let more = match token {
            WAKER => false,
            FILES => {
                self.hub.handle_change(now);
                false
            }
            LINK_LISTENER | HUB_LISTENER => {
                self.accept(now);
                false
            }
            _ if self.hub.owns(token) => {
                let mut received = Vec::new();
                let outcome =
                    self.hub.handle_ready(now, ready, &self.shared, &mut self.scratch, &mut received);
                self.handle_received(now, received);
                outcome.unwrap_or_else(|error| {
                    self.hub.handle_failure(now, self.poll.registry(), &self.shared, &error);
                    false
                })
            }
            _ => match &mut self.hub.server {
                Some(server) if server.owns(token) => {
                    server.handle_ready(now, registry, token, ready, &self.shared, &mut self.scratch)
                }
                _ => self.incoming.handle_ready(now, registry, token, ready, &self.shared, &mut self.scratch),
            },
        };
        if more {
            self.unfinished.push(token);
        }
    }

    /// Accepts new connections of links and of the hub.
    fn accept(&mut self, now: Instant) {
        let registry = self.poll.registry();
        let links = self.incoming.accept(now, registry, &mut self.tokens);
        let server = self.hub.server.as_mut();
        let members = server.map_or(Ok(()), |server| server.accept(now, registry, &mut self.tokens));
        let failed = links.and(members).err();
        self.accept_again = failed.as_ref().map(|_| now + ACCEPT_RETRY);
        self.hub.handle_accepted(failed.as_ref(), &self.shared);
    }

    fn handle_received(&mut self, now: Instant, received: Vec<FromHub>) {
        if received.is_empty() {
            return;
        }
        let mut came: Vec<(SteamId, Key)> = Vec::new();
        let mut registered = false;
        {
            let mut client = self.shared.client.lock();
            for message in received {
                match &message {
                    FromHub::UserCame(user) => came.push((user.id, user.key)),
                    FromHub::Registered { .. } => registered = true,
                    _ => {}
                }
                client.handle(message);
            }
            self.shared.sockets.lock().handle_users(client.all_endpoints());
        }
        if registered {
            self.hub.handle_registered(&self.shared);
            self.answer_start(Ok(()));
        }
        for (user, key) in came {
            for links in &mut self.outgoing {
                links.handle_address(now, self.poll.registry(), &self.shared, user, key);
            }
        }
        self.shared.notify_pump();
    }

    fn answer_start(&mut self, outcome: Result<(), String>) {
        if let Some(waiting) = self.registered.take() {
            let _ = waiting.send(outcome);
        }
    }

    /// Sends the remaining packets and a goodbye to the hub, and waits until the hub closes the connection.
    fn send_goodbye(&mut self, events: &mut Events) {
        let now = Instant::now();
        let limit = now + GOODBYE_LIMIT;
        let sent = self.hub.send_goodbye(now, self.poll.registry(), &self.shared);
        while Instant::now() < limit {
            let served = self.hub.server.as_ref().is_none_or(|server| server.is_flushed());
            if !(sent && self.hub.is_connected())
                && served
                && self.outgoing.iter().all(|links| links.is_flushed(&self.shared))
            {
                return;
            }
            self.turn(events, false, Some(limit));
        }
    }
}
