//! Both directions of the session with one user.

use std::net::SocketAddrV4;
use std::time::Instant;

use super::SessionCounters;
use super::channels::Channels;
use super::incoming::Incoming;
use super::outgoing::{Expiry, Outgoing};
use super::pace::Pace;
use super::way::Way;
use crate::contract::SteamId;
use crate::contract::networking::SessionState;

/// Both directions of the session with one user, and the state to remember without a session.
#[derive(Debug)]
pub struct Peer {
    /// The remote user.
    pub remote: SteamId,
    /// The packets that go to them.
    pub outgoing: Outgoing,
    /// The packets that come from them.
    pub incoming: Incoming,
    /// Whether the game talks to them: whether it has sent to them or accepted them since the session was last closed.
    pub willing: bool,
    /// The error of the last session (`EP2PSessionError`), until it is closed or used again.
    pub error: u8,
    /// Whether this session may be relayed.
    pub relay_allowed: bool,
    /// The route of packets to them.
    pub way: Way,
    /// The number of sessions with them that have ended here.
    pub ended: u64,
    /// Their address.
    pub address: Option<SocketAddrV4>,
    /// The open channels.
    pub channels: Channels,
    /// The traffic.
    pub counters: SessionCounters,
    /// Whether there is something to send to them.
    pub ready: bool,
    /// Whether they are listed for sending.
    pub listed: bool,
    /// The time of the last packet sent or received.
    pub active: Option<Instant>,
}

impl Peer {
    /// A user without any state.
    pub fn new(remote: SteamId, stream: u32, receive_limit: usize) -> Self {
        Peer {
            remote,
            outgoing: Outgoing::new(stream),
            incoming: Incoming::new(receive_limit),
            willing: false,
            error: 0,
            relay_allowed: true,
            way: Way::default(),
            ended: 0,
            address: None,
            channels: Channels::default(),
            counters: SessionCounters::default(),
            ready: false,
            listed: false,
            active: None,
        }
    }

    /// Whether there is a session, even a failed one.
    pub fn has_session(&self) -> bool {
        !self.outgoing.is_idle() || self.incoming.is_accepted() || self.error != 0
    }

    /// Whether this can be dropped without loss.
    pub fn is_forgettable(&self) -> bool {
        self.outgoing.is_idle() && self.incoming.is_unknown() && !self.listed && !self.way.cut
    }

    /// The session's state for the game.
    // rule: session.state-connecting, session.remote-address
    pub fn state(&self) -> Option<SessionState> {
        if !self.has_session() {
            return None;
        }
        let address = self.address.filter(|_| self.outgoing.is_open());
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Some(SessionState {
            connection_active: self.outgoing.is_open(),
            connecting: self.outgoing.is_connecting(),
            session_error: self.error,
            using_relay: self.way.is_relayed(),
            bytes_queued_for_send: number(self.outgoing.bytes()),
            packets_queued_for_send: number(self.outgoing.packets()),
            remote_ip: address.map_or(0, |address| address.ip().to_bits()),
            remote_port: address.map_or(0, |address| address.port()),
        })
    }

    /// Records that the game talks to them. Returns whether they have to be told.
    // rule: session.implicit-accept
    pub fn become_willing(&mut self, relay_allowed: bool) -> bool {
        if !self.willing {
            self.relay_allowed = relay_allowed;
        }
        self.error = 0;
        self.willing = true;
        self.incoming.accept()
    }

    /// Ends the session on this side; the next one uses `stream`.
    // rule: session.failure-ends-accept, close.silent, close.unsent-dropped
    pub fn end(&mut self, stream: u32, error: u8) {
        self.outgoing = Outgoing::new(stream);
        if let Some(line) = &mut self.way.line {
            line.drop_reliable();
            self.counters.packets_lost += line.drop_unreliable() as u64;
        }
        self.way.waits_for_line = false;
        self.ended += 1;
        self.incoming.close();
        self.willing = false;
        self.error = error;
        self.channels.clear();
        self.active = None;
        self.ready = false;
    }

    /// Whether there is something to send to them now.
    pub fn has_output(&mut self, now: Instant, pace: &Pace) -> bool {
        self.stamp(now);
        self.incoming.answer_due()
            || self.outgoing.may_send()
            || self.outgoing.request_at(pace).is_some_and(|at| now >= at)
            || self.way.is_due(now)
    }

    /// Starts the timers of packets sent since the last call.
    pub fn stamp(&mut self, now: Instant) {
        self.outgoing.stamp(now);
        if self.has_session() && self.active.is_none() {
            self.active = Some(now);
        }
    }

    /// Checks the timeouts of the session.
    pub fn expire(&mut self, now: Instant, pace: &Pace) -> Expiry {
        match self.outgoing.expire(now, pace) {
            Expiry::None if self.idle_at(pace).is_some_and(|at| now >= at) => Expiry::Silent,
            Expiry::Silent | Expiry::None => Expiry::None,
            Expiry::Failed => Expiry::Failed,
        }
    }

    /// The time at which the session is dropped because it is idle.
    // rule: session.idle
    #[inline]
    fn idle_at(&self, pace: &Pace) -> Option<Instant> {
        let idle = self.has_session() && self.error == 0 && !self.outgoing.is_waiting();
        Some(self.active.filter(|_| idle && self.incoming.unread() == 0)? + pace.idle_timeout?)
    }

    /// The next deadline of the session.
    pub fn deadline(&self, pace: &Pace) -> Option<Instant> {
        // A peer that waits for the link needs no timer.
        let speak = if self.ready {
            [None, None, None]
        } else {
            [self.outgoing.request_at(pace), self.incoming.ack_at(), self.way.deadline()]
        };
        let waits = self.outgoing.deadlines(pace);
        let others = [self.idle_at(pace), self.incoming.announcements.deadline(pace), self.way.arrival()];
        speak.into_iter().chain(waits).chain(others).flatten().min()
    }
}
