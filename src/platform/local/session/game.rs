//! The sessions' interface to the game and the pump.

use std::collections::VecDeque;

use super::inbox::Origin;
use super::outgoing::Queued;
use super::{Notice, Received, SessionCounters, Sessions};
use crate::contract::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::Limit;
use crate::platform::local::wire::link::LinkFrame;

impl Sessions {
    /// Queues a packet for `remote`, or for the next pump if it is to oneself. The first packet starts a session and
    /// accepts the remote's request. The queue for one user is limited to
    /// [`Limits::send_queue_bytes`](crate::platform::local::Limits); a packet counts as at least 64 bytes.
    // rule: send.unreliable-size, send.reliable-size, send.returns-queued, session.first-send, session.implicit-accept
    #[inline]
    pub fn send(
        &mut self,
        remote: SteamId,
        packet: &[u8],
        kind: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        let (size, limit) = (packet.len(), self.sizes.limit(kind.is_reliable()));
        if size > limit {
            return Err(SendRefused::TooLarge { size, limit });
        }
        let at = self.find_or_make(remote)?;
        let Some(peer) = self.peers.get_mut(at) else { return Err(SendRefused::Refused) };
        let mut limit = self.limits.send_queue_bytes;
        let oneself = remote == self.me;
        if oneself {
            limit = limit.saturating_sub(peer.incoming.unread());
            peer.outgoing.open_to_oneself();
        }
        if let Some(line) = &peer.way.line {
            limit = limit.saturating_sub(line.unreliable_charge());
        }
        let kind = if oneself && kind.is_reliable() { SendType::Reliable } else { kind };
        let was_stamped = !peer.outgoing.needs_stamp();
        if peer.loses(kind) {
            peer.outgoing.lose();
            peer.count_lost(1, packet.len());
        } else {
            peer.outgoing.push(packet, kind, channel, limit)?;
        }
        self.wake |= was_stamped && peer.outgoing.needs_stamp() && !oneself;
        peer.channels.open(channel);
        if !peer.willing {
            peer.become_willing(self.relay_allowed);
            self.update_way(at);
        }
        if !oneself {
            self.mark_ready(at);
        }
        Ok(())
    }

    /// The number of packets that wait to be read, readable without the lock.
    pub fn waiting(&self) -> std::sync::Arc<std::sync::atomic::AtomicUsize> {
        self.inbox.shown()
    }

    /// The size of the next non-empty packet on `channel` in bytes, 0 if there is none.
    #[inline]
    pub fn available(&self, channel: i32) -> u32 {
        self.inbox.available(channel)
    }

    /// Moves the oldest packet on `channel`, from any user, into `buffer` and returns its sender. A packet longer than
    /// `max_bytes` is truncated.
    pub fn read<B: PacketBuffer + ?Sized>(
        &mut self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut B,
    ) -> Option<SteamId> {
        Some(self.receive(channel, max_bytes, buffer)?.remote)
    }

    /// Like [`read`](Self::read), but returns more about the packet.
    pub fn receive<B: PacketBuffer + ?Sized>(
        &mut self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut B,
    ) -> Option<Received> {
        let taken = self.inbox.read(channel, max_bytes, buffer)?;
        let Origin { session, reliable, position, arrived } = taken.origin;
        let at = session as usize;
        let peer = self.peers.get_mut(at)?;
        let remote = peer.remote;
        if peer.incoming.handle_read(reliable, taken.len) && remote != self.me {
            self.mark_ready(at);
        }
        Some(Received { remote, reliable, position, arrived })
    }

    /// Accepts the session that `remote` has requested or will request. Returns `false` only if `remote` cannot be a
    /// user or there are too many sessions.
    // rule: session.accept-any-time
    pub fn accept(&mut self, remote: SteamId) -> bool {
        let at = match self.find_or_make(remote) {
            Ok(at) => at,
            Err(refused) => {
                self.warn_of(self.names.accept, refused);
                return false;
            }
        };
        let Some(peer) = self.peers.get_mut(at) else { return false };
        if peer.become_willing(self.relay_allowed) && remote != self.me {
            peer.outgoing.open_in_return();
            self.mark_ready(at);
        }
        self.update_way(at);
        true
    }

    /// Closes the session with `remote` and drops unsent and unread packets; the remote is not notified. Returns
    /// `false` if there was neither a session nor a request.
    // rule: close.unread-dropped, close.unsent-dropped, close.silent
    pub fn close(&mut self, remote: SteamId) -> bool {
        let Some(at) = self.find(remote) else { return false };
        let existed = self.peers.get(at).is_some_and(|peer| peer.has_session() || peer.incoming.is_pending());
        self.notices.retain(|notice| notice.remote() != remote);
        self.drop_unread(at, None);
        self.end(at, 0);
        existed
    }

    /// Closes one channel to `remote` and drops its unread packets. Closes the session with the last open channel. A
    /// channel opens when a packet is sent or received on it. Returns `false` if it was not open.
    // rule: close.channel, close.last-channel
    pub fn close_channel(&mut self, remote: SteamId, channel: i32) -> bool {
        let Some(at) = self.find(remote) else { return false };
        let Some(peer) = self.peers.get_mut(at) else { return false };
        if !peer.channels.close(channel) {
            if peer.channels.is_full() {
                self.warnings.add(self.names.close_channel, Limit::OpenChannels);
            }
            return false;
        }
        if peer.channels.is_empty() {
            self.close(remote);
        } else {
            self.drop_unread(at, Some(channel));
        }
        true
    }

    pub(super) fn drop_unread(&mut self, at: usize, channel: Option<i32>) {
        let Some(peer) = self.peers.get_mut(at) else { return };
        let mut notify = false;
        self.inbox.discard(at as u32, channel, |origin, len| {
            notify |= peer.incoming.handle_read(origin.reliable, len);
        });
        if notify && peer.remote != self.me {
            self.mark_ready(at);
        }
    }

    /// The state of the session with `remote`, `None` if there is none. A session is active once the other side has
    /// accepted it. A failed one stays visible with its error until it is closed or used again. Unacknowledged packets
    /// count as queued.
    // rule: session.state-none
    pub fn state(&self, remote: SteamId) -> Option<SessionState> {
        self.peers.get(self.find(remote)?)?.state()
    }

    /// Whether `remote` has requested a session and waits for an answer.
    pub fn has_request_from(&self, remote: SteamId) -> bool {
        let peer = self.find(remote).and_then(|at| self.peers.get(at));
        peer.is_some_and(|peer| !peer.willing && peer.incoming.is_pending())
    }

    /// The packets queued for `remote`.
    pub fn queued(&self, remote: SteamId) -> Option<Queued> {
        Some(self.peers.get(self.find(remote)?)?.outgoing.queued())
    }

    /// The traffic between this user and `remote` since this process began.
    pub fn counters(&self, remote: SteamId) -> Option<SessionCounters> {
        Some(self.peers.get(self.find(remote)?)?.counters)
    }

    /// Sets whether sessions created from now on may use a relay.
    // rule: session.relay
    pub fn set_relay_allowed(&mut self, allowed: bool) {
        self.relay_allowed = allowed;
    }

    /// Makes packets to oneself readable and appends events to `events`, oldest first.
    // rule: session.request
    pub fn pump(&mut self, events: &mut VecDeque<Event>) {
        self.deliver_to_oneself();
        for notice in self.notices.drain(..) {
            match notice {
                Notice::Requested(remote) => {
                    let peer = self.index.get(&remote).and_then(|&at| self.peers.get(at));
                    if peer.is_some_and(|peer| !peer.willing) {
                        events.push_back(Event::P2PSessionRequest { remote });
                    }
                }
                Notice::Failed(remote, error) => {
                    events.push_back(Event::P2PSessionConnectFail { remote, error });
                }
            }
        }
        self.drain_warnings(events);
    }

    /// Queues a warning that `about` reached a limit.
    pub fn warn(&mut self, about: &'static str, limit: Limit) {
        self.warnings.add(about, limit);
    }

    /// Appends the queued warnings to `events`.
    pub fn drain_warnings(&mut self, events: &mut VecDeque<Event>) {
        self.warnings.drain(events);
    }

    /// Queues a warning if a limit `refused` a packet.
    pub(in crate::platform::local) fn warn_of_send(&mut self, refused: SendRefused) {
        self.warn_of(self.names.send, refused);
    }

    pub(super) fn warn_of(&mut self, about: &'static str, refused: SendRefused) {
        match refused {
            SendRefused::QueueFull { limit, .. } => self.warnings.add(about, Limit::SendQueue(limit)),
            SendRefused::TooManyUsers { .. } => self.warnings.add(about, Limit::Peers),
            SendRefused::TooLarge { .. } | SendRefused::InvalidUser | SendRefused::Refused => {}
        }
    }

    /// Makes packets to oneself readable.
    // rule: send.to-oneself
    pub fn deliver_to_oneself(&mut self) {
        let Some(at) = self.myself else { return };
        let Some(peer) = self.peers.get_mut(at) else { return };
        let inbox = &mut self.inbox;
        let incoming = &mut peer.incoming;
        let mut put = |frame: LinkFrame<'_>| {
            if let LinkFrame::Data { position, seq, channel, payload, .. } = frame {
                let reliable = seq.is_some();
                incoming.handle_delivered(reliable, payload.len());
                let origin = Origin { session: at as u32, reliable, position, arrived: None };
                inbox.push(channel, origin, payload);
            }
        };
        while peer.outgoing.poll_data(true, &mut put) {}
        peer.outgoing.acknowledge_in_flight();
    }
}
