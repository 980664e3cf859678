//! Access for owners of sessions that sort packets themselves as they arrive.

use super::inbox::{Discarded, Origin};
use super::outgoing::Queued;
use super::{Received, Sessions};
use crate::contract::SteamId;

impl Sessions {
    /// Makes [`take_arrival`](Self::take_arrival) report every packet that can be read.
    pub fn with_arrivals(mut self) -> Self {
        self.inbox.announce_arrivals();
        self
    }

    /// The sender and channel of the next readable packet that was not reported yet.
    pub fn take_arrival(&mut self) -> Option<(SteamId, i32)> {
        loop {
            let (session, channel) = self.inbox.take_arrival()?;
            if let Some(peer) = self.peers.get(session as usize) {
                return Some((peer.remote, channel));
            }
        }
    }

    /// The oldest packet on `channel`, without removing it.
    pub fn peek(&self, channel: i32) -> Option<(Received, &[u8])> {
        let (origin, packet) = self.inbox.peek(channel)?;
        let Origin { session, reliable, position, arrived } = origin;
        let remote = self.peers.get(session as usize)?.remote;
        Some((Received { remote, reliable, position, arrived }, packet))
    }

    /// The newest packet on `channel`, without removing it.
    pub fn peek_newest(&self, channel: i32) -> Option<&[u8]> {
        self.inbox.peek_newest(channel)
    }

    /// Removes the oldest packet on `channel` unread.
    pub fn skip(&mut self, channel: i32) {
        self.receive(channel, 0, &mut Discarded);
    }

    /// Drops all unread packets of `remote` on `channel`.
    pub fn discard(&mut self, remote: SteamId, channel: i32) {
        if let Some(at) = self.find(remote) {
            self.drop_unread(at, Some(channel));
        }
    }

    /// Ends the session with `remote` and drops unsent packets. Received packets can still be read.
    pub fn abandon(&mut self, remote: SteamId) {
        if let Some(at) = self.find(remote) {
            self.end(at, 0);
        }
    }

    /// The bytes for `remote` that are not sent yet.
    pub fn unsent(&self, remote: SteamId) -> usize {
        let Queued { unreliable, reliable, .. } = self.queued(remote).unwrap_or_default();
        unreliable + reliable
    }

    /// Sends collected packets to `remote` without waiting for more.
    pub fn flush(&mut self, remote: SteamId) {
        let Some(at) = self.find(remote) else { return };
        let Some(peer) = self.peers.get_mut(at) else { return };
        peer.outgoing.flush();
        if remote != self.me {
            self.mark_ready(at);
        }
    }

    /// Whether simulated network conditions apply to packets from or to `remote`.
    pub fn is_conditioned(&self, remote: SteamId) -> bool {
        let way = self.find(remote).and_then(|at| self.peers.get(at)).map(|peer| &peer.way);
        way.is_some_and(|way| way.line.is_some() || way.arriving.is_some())
    }

    /// Whether packets from `remote` can get through.
    pub fn receives(&self, remote: SteamId) -> bool {
        self.find(remote).and_then(|at| self.peers.get(at)).is_some_and(|peer| !peer.way.receives_nothing())
    }
}
