//! The sessions' interface to the driver.

use std::net::SocketAddrV4;
use std::time::Instant;

use super::inbox::Origin;
use super::incoming::{Fate, Packet, Request};
use super::outgoing::Expiry;
use super::way::Route;
use super::{Notice, SESSION_ERROR_TIMEOUT, Sessions, Violation};
use crate::contract::SteamId;
use crate::platform::local::limits::Limit;
use crate::platform::local::wire::frame;
use crate::platform::local::wire::link::LinkFrame;

impl Sessions {
    /// Handles a frame of `remote`. After an error, no further frame of that connection may be passed on.
    pub fn handle_frame(
        &mut self,
        now: Instant,
        remote: SteamId,
        frame: LinkFrame<'_>,
    ) -> Result<(), Violation> {
        if remote == self.me {
            return Ok(());
        }
        let at = match self.find_or_make(remote) {
            Ok(at) => at,
            Err(refused) => {
                self.warn_of(self.names.request, refused);
                return Ok(());
            }
        };
        let Some(peer) = self.peers.get_mut(at) else { return Ok(()) };
        if !peer.way.lets_in(&frame) {
            return Ok(());
        }
        if peer.way.arriving.is_some() {
            return peer.way.hold_back(now, &frame);
        }
        self.handle_arrived(now, at, frame)
    }

    /// Handles a frame of the user at `at` after its delay.
    fn handle_arrived(&mut self, now: Instant, at: usize, frame: LinkFrame<'_>) -> Result<(), Violation> {
        let Some(peer) = self.peers.get_mut(at) else { return Ok(()) };
        let remote = peer.remote;
        match frame {
            LinkFrame::Request { stream, serial, first_seq, next_seq, position } => {
                let request = Request { stream, serial, first_seq, next_seq, position };
                if peer.incoming.is_replaced_by(stream) {
                    peer.outgoing.resume();
                }
                let announce = peer.incoming.handle_request(now, &self.pace, peer.willing, request)?;
                if peer.willing {
                    peer.outgoing.open_in_return();
                }
                if announce {
                    self.request_session(remote);
                }
            }
            LinkFrame::Data { stream, position, seq, channel, payload } => {
                let packet = Packet { stream, position, seq, len: payload.len() };
                return self.handle_data(now, at, packet, channel, payload);
            }
            LinkFrame::Accept { stream, serial, next_seq, position, window } => {
                if peer.outgoing.is(stream) {
                    peer.outgoing.handle_accept(now, serial, next_seq, position, window)?;
                }
            }
            LinkFrame::Ack { stream, next_seq, window } => {
                if peer.outgoing.is(stream) {
                    peer.outgoing.handle_ack(now, next_seq, window)?;
                }
            }
            LinkFrame::Hold { stream, next_seq, position } => {
                if peer.outgoing.is(stream) {
                    peer.outgoing.handle_hold(now, next_seq, position)?;
                    peer.lose_unreliable();
                }
            }
            LinkFrame::Route { direct_blocked, relay_allowed } => {
                self.handle_route(at, Route { direct_blocked, relay_allowed });
            }
        }
        let Some(peer) = self.peers.get_mut(at) else { return Ok(()) };
        if peer.has_output(now, &self.pace) {
            self.mark_ready(at);
        }
        Ok(())
    }

    /// Handles frames whose delay by the conditions is over.
    fn take_arrived(&mut self, now: Instant, at: usize) {
        while let Some(peer) = self.peers.get_mut(at)
            && let Some(held) = peer.way.take_arrived(now)
        {
            // The frame was decoded once before, when it was received.
            let Some(frame) = frame::complete(&held) else { continue };
            if !peer.way.lets_in(&frame) {
                continue;
            }
            if let Err(violation) = self.handle_arrived(now, at, frame)
                && let Some(peer) = self.peers.get_mut(at)
            {
                peer.way.keep_violation(violation);
            }
        }
    }

    fn request_session(&mut self, remote: SteamId) {
        let requested = |notice: &Notice| matches!(notice, Notice::Requested(other) if *other == remote);
        if !self.notices.iter().any(requested) {
            self.notices.push_back(Notice::Requested(remote));
        }
    }

    fn handle_data(
        &mut self,
        now: Instant,
        at: usize,
        packet: Packet,
        channel: i32,
        payload: &[u8],
    ) -> Result<(), Violation> {
        let Some(peer) = self.peers.get_mut(at) else { return Ok(()) };
        let reliable = packet.seq.is_some();
        if packet.len > self.sizes.limit(reliable) {
            return Err(Violation::TooLarge { len: packet.len });
        }
        match peer.incoming.handle_data(now, &self.pace, peer.willing, packet)? {
            Fate::Deliver => {
                peer.channels.open(channel);
                peer.active = Some(now);
                peer.counters.packets_received += 1;
                peer.counters.bytes_received += payload.len() as u64;
                let origin =
                    Origin { session: at as u32, reliable, position: packet.position, arrived: Some(now) };
                self.inbox.push(channel, origin, payload);
            }
            Fate::Ignore => {}
            Fate::Drop => {
                peer.counters.packets_dropped += 1;
                self.warnings.add(self.names.read, Limit::ReceiveQueue(self.limits.receive_queue_bytes));
            }
            Fate::Refuse { announce } => {
                if announce {
                    let remote = peer.remote;
                    self.request_session(remote);
                }
            }
        }
        let Some(peer) = self.peers.get(at) else { return Ok(()) };
        if peer.incoming.answer_due() {
            self.mark_ready(at);
        }
        Ok(())
    }

    /// Handles a new link to `remote`, which was reached at `address`.
    pub fn handle_link_up(&mut self, now: Instant, remote: SteamId, address: SocketAddrV4) {
        let Ok(at) = self.find_or_make(remote) else { return };
        let Some(peer) = self.peers.get_mut(at) else { return };
        peer.address = Some(address);
        peer.way.broken = false;
        peer.way.repeat_route();
        peer.outgoing.repeat_request();
        peer.incoming.repeat_ack();
        if peer.has_output(now, &self.pace) {
            self.mark_ready(at);
        }
    }

    /// Handles the loss or replacement of the link to `remote`: frames in flight may be lost.
    pub fn handle_link_down(&mut self, now: Instant, remote: SteamId) {
        let Some(at) = self.find(remote) else { return };
        let Some(peer) = self.peers.get_mut(at) else { return };
        peer.way.broken = true;
        peer.handle_dead_link();
        if peer.has_output(now, &self.pace) {
            self.mark_ready(at);
        }
    }

    /// Advances time to `now`. Call it once per turn of the driver's loop, before sending.
    pub fn handle_timeout(&mut self, now: Instant) {
        for at in 0..self.peers.len() {
            let Some(peer) = self.peers.get_mut(at).filter(|peer| peer.remote != self.me) else { continue };
            let conditioned = peer.way.refresh(now);
            if peer.way.arriving.is_some() {
                self.take_arrived(now, at);
            }
            let Some(peer) = self.peers.get_mut(at) else { continue };
            peer.stamp(now);
            match peer.expire(now, &self.pace) {
                Expiry::None => {}
                Expiry::Silent => self.end(at, 0),
                Expiry::Failed => {
                    self.notices.push_back(Notice::Failed(peer.remote, SESSION_ERROR_TIMEOUT));
                    self.end(at, SESSION_ERROR_TIMEOUT);
                }
            }
            let Some(peer) = self.peers.get_mut(at) else { continue };
            let announced = peer.incoming.announcements.take(now, &self.pace).then_some(peer.remote);
            let request = peer.outgoing.request_at(&self.pace).is_some_and(|at| now >= at);
            let flushed = peer.outgoing.flush_due(now, &self.pace);
            let conditioned = conditioned || peer.way.is_due(now);
            if peer.incoming.take_ack_due(now) || request || flushed || conditioned {
                self.mark_ready(at);
            }
            if let Some(remote) = announced {
                self.request_session(remote);
            }
        }
    }

    /// The deadline of the next [`handle_timeout`](Self::handle_timeout).
    #[inline]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let others = self.peers.iter().filter(|peer| peer.remote != self.me);
        others.filter_map(|peer| peer.deadline(&self.pace)).min()
    }

    /// The same deadline for `remote` alone.
    pub fn deadline_of(&self, remote: SteamId) -> Option<Instant> {
        self.peers.get(self.find(remote)?)?.deadline(&self.pace)
    }

    /// Appends the users listed for sending to `out`. They stay listed until [`poll_transmit`](Self::poll_transmit) has
    /// nothing left for them.
    pub fn poll_remotes(&mut self, out: &mut Vec<SteamId>) {
        self.wake = false;
        let peers = &mut self.peers;
        self.ready.retain(|&at| {
            let Some(peer) = peers.get_mut(at) else { return false };
            peer.listed = peer.ready;
            if peer.ready {
                out.push(peer.remote);
            }
            peer.ready
        });
    }

    /// Appends frames for `remote` to `out` until nothing is left or `out` has `limit` bytes (the last frame may exceed
    /// them). Returns `true` if more may be left.
    pub fn poll_transmit(&mut self, now: Instant, remote: SteamId, out: &mut Vec<u8>, limit: usize) -> bool {
        let Some(at) = self.find(remote) else { return false };
        let Some(peer) = self.peers.get_mut(at).filter(|peer| peer.remote != self.me) else { return false };
        if peer.way.cut {
            // The user stays listed: there may be packets for them once the link is restored.
            return false;
        }
        peer.stamp(now);
        if peer.way.line.is_some() {
            return peer.transmit_conditioned(now, &self.pace, out, limit);
        }
        let started_with_room = out.len() < limit;
        let request = peer.outgoing.poll_request(now, &self.pace, None);
        let route = peer.poll_route(request.is_some());
        let mut put = |frame: LinkFrame<'_>| {
            // A frame that cannot be encoded would count as lost, but all frames of this module can be.
            let written = frame::append(out, &frame);
            debug_assert!(written.is_ok());
            out.len() < limit
        };
        if let Some(route) = route {
            put(route);
        }
        while let Some(answer) = peer.incoming.poll_answer() {
            put(answer);
        }
        let mut room = request.is_none_or(&mut put) && started_with_room;
        let counters = &mut peer.counters;
        while room {
            let more = peer.outgoing.poll_data(true, |data| {
                if let LinkFrame::Data { payload, .. } = data {
                    counters.packets_sent += 1;
                    counters.bytes_sent += payload.len() as u64;
                }
                room = put(data);
            });
            peer.active = if more { Some(now) } else { peer.active };
            if !more {
                peer.ready = false;
                return false;
            }
        }
        true
    }
}
