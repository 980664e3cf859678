//! The takeover: this hub replaces a lost one.
//!
//! Members register one after the other, each with its lobbies and the users that it knew. Requests wait until all of
//! those users have registered or the grace time is over. Otherwise the hub would report a lobby as missing while its
//! members are still on their way. The latest replica of a lobby counts. A member that has not registered in time is
//! gone.

use std::collections::BTreeSet;
use std::time::Instant;

use super::lobbies::{Claims, users_in};
use super::{ConnectionId, Hub};
use crate::contract::SteamId;
use crate::platform::local::lobby::{Lobby, STATE_DISCONNECTED};
use crate::platform::local::wire::frame::FrameError;
use crate::platform::local::wire::hub::FromHub;

/// A takeover in progress.
#[derive(Debug)]
pub(super) struct Settling {
    /// The deadline.
    pub(super) until: Instant,
    /// Users who are still expected.
    pub(super) awaited: BTreeSet<SteamId>,
}

impl Hub {
    /// Expects the users whom a member knew at the lost hub, except `lost_host`, whose process died with it.
    pub(super) fn expect(&mut self, now: Instant, lost_host: SteamId, known: &[SteamId]) {
        let others: Vec<SteamId> = known
            .iter()
            .copied()
            .filter(|user| *user != lost_host && user.is_endpoint() && self.connection_of(*user).is_none())
            .collect();
        if !others.is_empty() {
            self.wait_for(now, others);
        }
    }

    pub(super) fn wait_for(&mut self, now: Instant, users: impl IntoIterator<Item = SteamId>) {
        let until = now + self.grace;
        let settling = self.settling.get_or_insert_with(|| Settling { until, awaited: BTreeSet::new() });
        settling.awaited.extend(users);
    }

    // rule: local.hub-takeover
    pub(super) fn take_replica(
        &mut self,
        now: Instant,
        from: ConnectionId,
        replica: Lobby,
    ) -> Result<(), FrameError> {
        let member = self.members.get_mut(&from).ok_or(FrameError::Unexpected)?;
        let (user, lost_host) = (member.user.id, member.lost_host);
        if member.replicas == 0 || replica.member(user).is_none() {
            return Err(FrameError::Unexpected);
        }
        member.replicas -= 1;
        let id = replica.id;
        let Some(hosted) = self.lobbies.get_mut(&id) else {
            let members = users_in(&replica);
            let claims = Claims { by: BTreeSet::from([user]), ..Claims::default() };
            self.add_lobby(replica, Some(claims));
            // The member may have come after the end of the takeover. The lobby's members have to be settled even then.
            self.wait_for(now, []);
            self.expect(now, lost_host, &members);
            return Ok(());
        };
        // Without a takeover in progress, the lobby has continued without the member.
        let Some(claims) = &mut hosted.claims else {
            self.send(from, FromHub::Removed { lobby: id });
            return Ok(());
        };
        claims.left.remove(&user);
        claims.by.insert(user);
        let newer = replica.revision > hosted.lobby.revision;
        let behind = if newer {
            hosted.lobby = replica;
            claims.by.iter().copied().filter(|claimant| *claimant != user).collect()
        } else if replica != hosted.lobby {
            // The replica is older. A different one with the same revision is a false claim.
            vec![user]
        } else {
            Vec::new()
        };
        let lobby = hosted.lobby.clone();
        let (still_in, out): (Vec<SteamId>, Vec<SteamId>) =
            behind.into_iter().partition(|user| lobby.member(*user).is_some());
        claims.by.retain(|claimant| !out.contains(claimant));
        self.send_to_users(&out, FromHub::Removed { lobby: id });
        self.send_to_users(&still_in, FromHub::Lobby(lobby));
        Ok(())
    }

    /// Ends the takeover if all expected members have registered and sent their replicas.
    pub(super) fn settle_if_complete(&mut self) {
        let complete = self.settling.as_ref().is_some_and(|settling| settling.awaited.is_empty())
            && self.members.values().all(|member| member.replicas == 0);
        if complete {
            self.settle();
        }
    }

    /// Ends the takeover: members that have not registered are gone, and deferred messages are served.
    pub(super) fn settle(&mut self) {
        self.settling = None;
        self.presences_stale = true;
        let mut gone = Vec::new();
        for hosted in self.lobbies.values_mut() {
            if let Some(claims) = hosted.claims.take() {
                let id = hosted.lobby.id;
                let lost = users_in(&hosted.lobby).into_iter().filter(|user| !claims.by.contains(user));
                let how = |user: &SteamId| claims.left.get(user).copied().unwrap_or(STATE_DISCONNECTED);
                gone.extend(lost.map(|user| (user, id, how(&user))));
            }
        }
        for (user, lobby, state) in gone {
            self.leave_lobby(user, lobby, state);
        }
        self.send_to_all(FromHub::Settled);
        for member in self.members.values_mut() {
            member.deferred = 0;
        }
        for (from, message) in std::mem::take(&mut self.deferred) {
            self.serve(from, message);
        }
    }
}
