//! What an owner of sessions asks of them who sorts packets by themselves, as they come.

use super::inbox::{Discarded, Origin};
use super::outgoing::Queued;
use super::{Received, Sessions};
use crate::contract::SteamId;

impl Sessions {
    /// From now on, [`take_arrival`](Self::take_arrival) tells of every packet that can be read.
    pub fn with_arrivals(mut self) -> Self {
        self.inbox.tell_arrivals();
        self
    }

    /// The next packet that can be read and was not told of yet: who sent it, and its channel.
    pub fn take_arrival(&mut self) -> Option<(SteamId, i32)> {
        loop {
            let (session, channel) = self.inbox.take_arrival()?;
            if let Some(peer) = self.peers.get(session as usize) {
                return Some((peer.remote, channel));
            }
        }
    }

    /// The oldest packet on `channel`, which stays there.
    pub fn peek(&self, channel: i32) -> Option<(Received, &[u8])> {
        let (origin, packet) = self.inbox.peek(channel)?;
        let Origin { session, reliable, position, arrived } = origin;
        let remote = self.peers.get(session as usize)?.remote;
        Some((Received { remote, reliable, position, arrived }, packet))
    }

    /// The newest packet on `channel`, which stays there.
    pub fn peek_newest(&self, channel: i32) -> Option<&[u8]> {
        self.inbox.peek_newest(channel)
    }

    /// Takes the oldest packet on `channel` away unread.
    pub fn skip(&mut self, channel: i32) {
        self.receive(channel, 0, &mut Discarded);
    }

    /// Drops what `remote` has sent on `channel` and nobody has read.
    pub fn discard(&mut self, remote: SteamId, channel: i32) {
        if let Some(at) = self.find(remote) {
            self.drop_unread(at, Some(channel));
        }
    }

    /// Ends the session with `remote` and drops what is unsent. What has come can still be read.
    pub fn abandon(&mut self, remote: SteamId) {
        if let Some(at) = self.find(remote) {
            self.end(at, 0);
        }
    }

    /// Bytes for `remote` that no link has taken yet.
    pub fn unsent(&self, remote: SteamId) -> usize {
        let Queued { unreliable, reliable, .. } = self.queued(remote).unwrap_or_default();
        unreliable + reliable
    }

    /// Lets go what waits for more to go along with.
    pub fn flush(&mut self, remote: SteamId) {
        let Some(at) = self.find(remote) else { return };
        let Some(peer) = self.peers.get_mut(at) else { return };
        peer.outgoing.flush();
        if remote != self.me {
            self.mark_ready(at);
        }
    }

    /// Whether what `remote` says gets through to here at all.
    pub fn hears(&self, remote: SteamId) -> bool {
        self.find(remote).and_then(|at| self.peers.get(at)).is_some_and(|peer| !peer.way.hears_nothing())
    }
}
