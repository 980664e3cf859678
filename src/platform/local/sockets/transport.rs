//! The connections' interface to the driver, and their timers.

use std::net::SocketAddrV4;
use std::time::{Duration, Instant};

use super::endpoint::Endpoint;
use super::{Remote, Sockets};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::contract::networking_sockets::config::{TIMEOUT_CONNECTED, TIMEOUT_INITIAL};
use crate::contract::networking_sockets::{close_reasons, states};
use crate::platform::local::session::{Carrier, Violation};
use crate::platform::local::wire::link::LinkFrame;
use crate::platform::local::wire::socket::{Port, SocketFrame};

/// A link that is broken for this long will not come back: the process at its end has died.
const DEAD_LINK: Duration = Duration::from_secs(1);
/// The shortest interval of keepalives of an open connection. A side sends them only after half of the connection's timeout
/// without a sign of the other side, unless network conditions may lose them.
const ALIVE_EVERY: Duration = Duration::from_secs(1);
/// The interval of repeated requests to connect to an address.
const ASK_EVERY: Duration = Duration::from_millis(500);
/// If a turn is this late, the system has kept this process from running. Other processes may have been frozen as well.
const FROZEN: Duration = Duration::from_secs(3);

const TIMED_OUT: &str = "the other side did not answer in time";
const PROCESS_GONE: &str = "the other side's process has ended";

impl Carrier for Sockets {
    fn handle_frame(&mut self, now: Instant, remote: SteamId, frame: LinkFrame<'_>) -> Result<(), Violation> {
        if matches!(frame, LinkFrame::Request { .. }) && remote != self.me {
            // Every session is accepted, because connections are accepted individually.
            self.sessions.accept(remote);
        }
        self.sessions.handle_frame(now, remote, frame)?;
        if self.sessions.receives(remote) {
            self.remotes.entry(remote).or_insert(Remote { last_received: now, down: None }).last_received =
                now;
        }
        self.take_arrivals()?;
        Ok(())
    }

    fn handle_link_up(&mut self, now: Instant, remote: SteamId, address: SocketAddrV4) {
        self.sessions.handle_link_up(now, remote, address);
        self.remotes.entry(remote).or_insert(Remote { last_received: now, down: None }).down = None;
    }

    fn handle_link_down(&mut self, now: Instant, remote: SteamId) {
        self.sessions.handle_link_down(now, remote);
        let remote_state = self.remotes.entry(remote).or_insert(Remote { last_received: now, down: None });
        remote_state.down.get_or_insert(now);
        // Having something to send makes the driver reopen the link, or find that it cannot.
        let theirs = |(number, endpoint): (&u32, &Endpoint)| {
            (endpoint.remote == remote && endpoint.is_alive()).then_some((*number, endpoint.peer))
        };
        if let Some((from, to)) = self.endpoints.iter().find_map(theirs) {
            self.send_frame(remote, &SocketFrame::Alive { from, to }, SendType::Reliable);
        }
    }

    fn handle_timeout(&mut self, now: Instant) {
        self.forgive_frozen_time(now);
        self.sessions.handle_timeout(now);
        // Handle delayed packets as well. A malformed one is skipped.
        while self.take_arrivals().is_err() {}
        let mut due = Vec::new();
        for (number, endpoint) in &mut self.endpoints {
            if endpoint.is_alive() && (endpoint.remote != self.me || !endpoint.is_open()) {
                let remote = self.remotes.get(&endpoint.remote).copied();
                let may_lose = self.sessions.is_conditioned(endpoint.remote);
                due.extend(next(now, endpoint, remote, may_lose, self.timeout).map(|what| (*number, what)));
            }
        }
        for (number, what) in due {
            self.act(number, what);
        }
        self.send_unknown();
        self.settle();
        self.next_turn = self.poll_timeout();
    }

    fn poll_timeout(&self) -> Option<Instant> {
        let connections = self.endpoints.values().filter(|endpoint| endpoint.is_alive());
        let theirs = connections.filter_map(|endpoint| {
            let remote = self.remotes.get(&endpoint.remote);
            let dead = remote.and_then(|remote| remote.down).map(|down| down + DEAD_LINK);
            let (began, last_keepalive) = (endpoint.began?, endpoint.last_keepalive.or(endpoint.began)?);
            let next = if endpoint.is_open() {
                if endpoint.remote == self.me {
                    return None;
                }
                let last_received = remote.map_or(began, |remote| remote.last_received);
                let may_lose = self.sessions.is_conditioned(endpoint.remote);
                let silent = last_received + connected_timeout(endpoint, self.timeout);
                silent.min(alive_at(endpoint, last_keepalive, last_received, may_lose, self.timeout))
            } else {
                let ask = last_keepalive + ASK_EVERY;
                let limit = began + initial_timeout(endpoint, self.timeout);
                if asks_for_address(endpoint) { limit.min(ask) } else { limit }
            };
            Some(dead.map_or(next, |dead| dead.min(next)))
        });
        theirs.chain(self.sessions.poll_timeout()).min()
    }

    fn poll_remotes(&mut self, out: &mut Vec<SteamId>) {
        self.sessions.poll_remotes(out);
    }

    fn poll_transmit(&mut self, now: Instant, remote: SteamId, out: &mut Vec<u8>, limit: usize) -> bool {
        loop {
            self.feed(remote);
            if self.sessions.poll_transmit(now, remote, out, limit) || out.len() >= limit {
                return true;
            }
            let waiting = |endpoint: &Endpoint| {
                endpoint.remote == remote && endpoint.is_open() && !endpoint.lanes.is_empty()
            };
            if self.sessions.unsent(remote) > 0 || !self.endpoints.values().any(waiting) {
                return false;
            }
            if self.sessions.queued(remote).unwrap_or_default().unacknowledged >= self.feed_limit {
                // Acknowledgements will make room.
                return false;
            }
        }
    }

    fn take_wake(&mut self) -> bool {
        Sockets::take_wake(self)
    }

    fn deadline_of(&self, remote: SteamId) -> Option<Instant> {
        self.sessions.deadline_of(remote)
    }

    fn has_news(&self) -> bool {
        self.has_events() || self.sessions.has_warnings()
    }

    fn handle_arrivals(&mut self, now: Instant) -> Option<Instant> {
        // New and changed connections start their timers.
        self.handle_timeout(now);
        self.poll_timeout()
    }
}

/// The consequence of a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// The connection has failed, for this reason.
    Fail(&'static str),
    /// A keepalive is due.
    Alive,
    /// The request to the listener on the address has to be repeated.
    Ask,
}

fn initial_timeout(endpoint: &Endpoint, otherwise: Duration) -> Duration {
    endpoint.options.timeout(TIMEOUT_INITIAL, otherwise)
}

fn connected_timeout(endpoint: &Endpoint, otherwise: Duration) -> Duration {
    endpoint.options.timeout(TIMEOUT_CONNECTED, otherwise)
}

fn alive_every(endpoint: &Endpoint, otherwise: Duration) -> Duration {
    ALIVE_EVERY.min(connected_timeout(endpoint, otherwise).min(otherwise) / 5)
}

/// When to send the next keepalive, which the other side's session answers.
fn alive_at(
    endpoint: &Endpoint,
    last_keepalive: Instant,
    last_received: Instant,
    may_lose: bool,
    otherwise: Duration,
) -> Instant {
    let again = last_keepalive + alive_every(endpoint, otherwise);
    let silence = connected_timeout(endpoint, otherwise).min(otherwise) / 2;
    if may_lose { again } else { again.max(last_received + silence) }
}

fn asks_for_address(endpoint: &Endpoint) -> bool {
    let begun_here = endpoint.state == states::CONNECTING && endpoint.listen_socket == 0;
    begun_here && matches!(endpoint.port, Port::Address(_))
}

fn next(
    now: Instant,
    endpoint: &mut Endpoint,
    remote: Option<Remote>,
    may_lose: bool,
    otherwise: Duration,
) -> Option<Due> {
    let began = *endpoint.began.get_or_insert(now);
    let down = remote.and_then(|remote| remote.down);
    if down.is_some_and(|down| now >= down + DEAD_LINK) {
        return Some(Due::Fail(PROCESS_GONE));
    }
    let last_keepalive = *endpoint.last_keepalive.get_or_insert(now);
    if endpoint.is_open() {
        let last_received = remote.map_or(began, |remote| remote.last_received);
        if now >= last_received + connected_timeout(endpoint, otherwise) {
            return Some(Due::Fail(TIMED_OUT));
        }
        return (now >= alive_at(endpoint, last_keepalive, last_received, may_lose, otherwise)).then(|| {
            endpoint.last_keepalive = Some(now);
            Due::Alive
        });
    }
    if now >= began + initial_timeout(endpoint, otherwise) {
        return Some(Due::Fail(TIMED_OUT));
    }
    (asks_for_address(endpoint) && now >= last_keepalive + ASK_EVERY).then(|| {
        endpoint.last_keepalive = Some(now);
        Due::Ask
    })
}

impl Sockets {
    /// Sets the users who are online besides this process.
    pub fn handle_users(&mut self, users: Vec<SteamId>) {
        self.users = users;
    }

    /// Closes every connection, because this process ends.
    pub fn shut_down(&mut self) {
        for number in self.endpoints.keys().copied().collect::<Vec<_>>() {
            self.send_closed(number, close_reasons::APP_GENERIC, "the process has ended");
            self.remove(number);
        }
        self.listen_sockets.clear();
    }

    fn act(&mut self, number: u32, what: Due) {
        let Some(endpoint) = self.endpoints.get(&number) else { return };
        let (remote, to) = (endpoint.remote, endpoint.peer);
        match what {
            Due::Alive => {
                let frame = SocketFrame::Alive { from: number, to };
                self.send_frame(remote, &frame, SendType::Unreliable);
            }
            Due::Ask => self.ask_for_address(number),
            Due::Fail(why) => {
                let reason = close_reasons::MISC_TIMEOUT;
                self.end(number, states::PROBLEM_DETECTED_LOCALLY, reason, why);
                let mut others = self.endpoints.values().filter(|other| other.remote == remote);
                if remote != self.me && !others.any(Endpoint::is_alive) {
                    // Otherwise the packets queued for the dead process would wait forever.
                    self.sessions.abandon(remote);
                }
                self.send_closed(number, reason, why);
            }
        }
    }

    /// Excludes the time in which this process was frozen from all timeouts.
    fn forgive_frozen_time(&mut self, now: Instant) {
        let Some(due) = self.next_turn else { return };
        let late = now.saturating_duration_since(due);
        if late < FROZEN || !self.endpoints.values().any(|endpoint| endpoint.is_alive()) {
            return;
        }
        for remote in self.remotes.values_mut() {
            remote.last_received += late;
            remote.down = remote.down.map(|down| down + late);
        }
    }
}
