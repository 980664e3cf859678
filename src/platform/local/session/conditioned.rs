//! Sessions under network conditions.

use std::time::Instant;

use super::Sessions;
use super::pace::Pace;
use super::peer::Peer;
use super::way::{Route, RouteChange, most_ahead};
use crate::contract::SteamId;
use crate::contract::local_network::SessionStats;
use crate::contract::network_conditions::{Condition, Conditions};
use crate::contract::networking::SendType;
use crate::platform::local::Limits;
use crate::platform::local::conditioner::{Packet, Path, Room};
use crate::platform::local::limits::Limit;
use crate::platform::local::wire::frame::encoded;
use crate::platform::local::wire::link::LinkFrame;

impl Sessions {
    /// The network conditions for packets to `remote`, or to users without conditions of their own.
    pub fn conditions(&self, remote: Option<SteamId>) -> Conditions {
        self.conditions.get(remote)
    }

    /// Changes some conditions of `remote`, or of all users.
    pub fn set_conditions(&mut self, remote: Option<SteamId>, changes: &[Condition]) {
        if !self.conditions.set(remote, changes) {
            self.warnings.add("SteamLocal.set_conditions", Limit::ConditionedUsers);
        }
        self.update_ways();
    }

    /// Removes the conditions of `remote`, which then has those of all users. `None` removes all conditions.
    pub fn clear_conditions(&mut self, remote: Option<SteamId>) {
        self.conditions.clear(remote);
        self.update_ways();
    }

    /// Cuts the link to `remote`: nothing passes in either direction from now on.
    // rule: local.cut
    pub fn cut_link(&mut self, remote: SteamId) {
        let Ok(at) = self.find_or_make(remote) else { return };
        let Some(peer) = self.peers.get_mut(at).filter(|peer| peer.remote != self.me) else { return };
        peer.way.cut = true;
        peer.way.lose_arriving();
        peer.handle_dead_link();
    }

    /// Restores the link to `remote`.
    pub fn restore_link(&mut self, remote: SteamId) {
        let Some(at) = self.find(remote) else { return };
        let Some(peer) = self.peers.get_mut(at).filter(|peer| peer.way.cut) else { return };
        peer.way.cut = false;
        peer.repeat_control();
        self.mark_ready(at);
        // The user may have been listed all the time.
        self.wake = true;
    }

    /// The traffic between this user and `remote`. Each call also requests a new measurement of the round trip.
    // rule: local.statistics
    pub fn stats(&mut self, remote: SteamId) -> Option<SessionStats> {
        let at = self.find(remote)?;
        let peer = self.peers.get_mut(at)?;
        let counters = peer.counters;
        if remote != self.me {
            self.wake |= peer.outgoing.measure_round_trip();
        }
        Some(SessionStats {
            packets_out: counters.packets_sent,
            bytes_out: counters.bytes_sent,
            packets_lost_out: counters.packets_lost,
            packets_in: counters.packets_received,
            bytes_in: counters.bytes_received,
            packets_lost_in: counters.packets_dropped.saturating_add(peer.incoming.missing()),
            packets_queued: peer.outgoing.packets() as u64,
            bytes_queued: peer.outgoing.bytes() as u64,
            round_trip_ms: peer
                .outgoing
                .round_trip()
                .map(|time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX)),
            using_relay: peer.way.is_relayed(),
            link_cut: peer.way.cut,
        })
    }

    /// Handles the other side's route.
    pub(super) fn handle_route(&mut self, at: usize, route: Route) {
        let Some(peer) = self.peers.get_mut(at) else { return };
        let change = peer.way.set_remote(route);
        self.change_route(at, change);
    }

    fn update_ways(&mut self) {
        (0..self.peers.len()).for_each(|at| self.update_way(at));
    }

    /// Chooses the way to the user at `at` from the conditions and the game's settings.
    // rule: session.relay
    pub(super) fn update_way(&mut self, at: usize) {
        let Some(peer) = self.peers.get_mut(at).filter(|peer| peer.remote != self.me) else { return };
        let direct_blocked = self.conditions.get(Some(peer.remote)).block_direct;
        let change = peer.way.set_local(Route { direct_blocked, relay_allowed: peer.relay_allowed });
        self.change_route(at, change);
    }

    fn change_route(&mut self, at: usize, change: RouteChange) {
        let Some(peer) = self.peers.get_mut(at) else { return };
        let conditions = self.conditions.get(Some(peer.remote));
        let path = Path { from: self.me, to: peer.remote };
        let lost_everything = peer.way.loses_everything();
        let Limits { send_queue_bytes, receive_queue_bytes } = self.limits;
        let changed = peer.way.condition(conditions, path, send_queue_bytes, receive_queue_bytes);
        peer.incoming.limit_window(most_ahead(&conditions));
        if lost_everything && !peer.way.loses_everything() {
            peer.repeat_control();
        }
        match change {
            RouteChange::None => {}
            RouteChange::Blocked => {
                peer.outgoing.suspend();
                peer.lose_unreliable();
            }
            RouteChange::Free => peer.repeat_control(),
        }
        if peer.has_session() && (change != RouteChange::None || changed || peer.way.has_unannounced_route())
        {
            self.mark_ready(at);
            self.wake = true;
        }
    }
}

impl Peer {
    /// The route frame, if the other side has to be told. `requesting` is whether a request leaves as well.
    #[inline]
    pub fn poll_route(&mut self, requesting: bool) -> Option<LinkFrame<'static>> {
        self.way.poll_route(requesting || self.incoming.answer_due())
    }

    /// Repeats the control frames that may have been lost.
    fn repeat_control(&mut self) {
        self.way.repeat_route();
        self.outgoing.repeat_request();
        self.incoming.repeat_ack();
    }

    /// Drops the unreliable packets in flight.
    pub fn lose_unreliable(&mut self) {
        if let Some(line) = &mut self.way.line {
            self.counters.packets_lost += line.drop_unreliable() as u64;
        }
    }

    /// Handles the loss of the link: packets in flight are lost, and an open session drops its unreliable packets
    /// instead of queueing them.
    // rule: local.dead-network
    pub fn handle_dead_link(&mut self) {
        self.outgoing.resume();
        if let Some(line) = &mut self.way.line {
            self.counters.packets_lost += line.clear() as u64;
        }
        if self.outgoing.is_open() {
            let (packets, bytes) = self.outgoing.lose_unreliable();
            self.count_lost(packets, bytes);
        }
    }

    /// Whether a packet is lost at once. A connecting session queues packets; an open one sends unreliable packets now
    /// or never.
    #[inline]
    pub fn loses(&self, kind: SendType) -> bool {
        self.way.is_dead() && !kind.is_reliable() && self.outgoing.is_open()
    }

    /// Counts packets that were sent while the link is down.
    pub fn count_lost(&mut self, packets: usize, bytes: usize) {
        self.counters.packets_sent += packets as u64;
        self.counters.bytes_sent += bytes as u64;
        self.counters.packets_lost += packets as u64;
    }

    /// Like [`Sessions::poll_transmit`], through the line.
    pub fn transmit_conditioned(
        &mut self,
        now: Instant,
        pace: &Pace,
        out: &mut Vec<u8>,
        limit: usize,
    ) -> bool {
        let held = self.way.line.as_ref().and_then(|line| line.first_reliable());
        let retransmit = self.outgoing.take_retransmit();
        let takes = self.way.line.as_ref().is_some_and(|line| line.takes_control());
        let request = if takes { self.outgoing.poll_request(now, pace, held) } else { None };
        let route = self.poll_route(request.is_some());
        let Some(line) = &mut self.way.line else { return false };
        if retransmit {
            line.drop_reliable();
        }
        for control in route.into_iter().chain(request) {
            line.offer_control(now, encoded(&control));
        }
        while line.takes_control()
            && let Some(answer) = self.incoming.poll_answer()
        {
            line.offer_control(now, encoded(&answer));
        }
        let (counters, session) = (&mut self.counters, self.ended);
        let mut all = false;
        loop {
            loop {
                let room = line.room(now);
                if room == Room::Full {
                    let (packets, bytes) = self.outgoing.lose_unreliable();
                    counters.packets_sent += packets as u64;
                    counters.bytes_sent += bytes as u64;
                    counters.packets_lost += packets as u64;
                }
                if all || matches!(room, Room::None | Room::Full) {
                    break;
                }
                let packet = self.outgoing.poll_data(room == Room::All, |data| {
                    if let LinkFrame::Data { position, seq, payload, .. } = data {
                        counters.packets_sent += 1;
                        counters.bytes_sent += payload.len() as u64;
                        let packet = Packet { session, position, seq, len: payload.len() };
                        let lost = line.offer_packet(now, packet, encoded(&data));
                        counters.packets_lost += u64::from(lost);
                    }
                });
                self.active = if packet { Some(now) } else { self.active };
                if !packet {
                    all = room == Room::All;
                    break;
                }
            }
            while out.len() < limit
                && let Some(frame) = line.pop(now)
            {
                out.extend_from_slice(&frame);
            }
            if out.len() >= limit {
                return true;
            }
            // Arrivals may have made room.
            if all || line.room(now) != Room::All {
                self.way.waits_for_line = !all && self.outgoing.may_send();
                self.ready = false;
                return false;
            }
        }
    }
}
