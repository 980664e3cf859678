//! What follows when this hub takes the place of a lost one.
//!
//! The members come one after the other, each with the lobbies it is in and with whom it knew. Until all of those have
//! come, or their time is up, requests wait: nobody must be told that a lobby does not exist because its members are
//! still on their way. Of several replicas of a lobby, the latest counts. A member that has not come by then is gone.

use std::collections::BTreeSet;
use std::time::Instant;

use super::lobbies::{Claims, users_in};
use super::{ConnectionId, Hub};
use crate::contract::SteamId;
use crate::platform::local::lobby::{Lobby, STATE_DISCONNECTED};
use crate::platform::local::wire::frame::FrameError;
use crate::platform::local::wire::hub::FromHub;

/// A takeover under way.
#[derive(Debug)]
pub(super) struct Settling {
    /// When it ends at the latest.
    pub(super) until: Instant,
    /// Who is still expected.
    pub(super) awaited: BTreeSet<SteamId>,
}

impl Hub {
    /// A member tells whom else the lost hub knew; `lost_host` went down with it.
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
            // Even if the member comes after the end of the takeover, the members of the lobby have to be settled.
            self.wait_for(now, []);
            self.expect(now, lost_host, &members);
            return Ok(());
        };
        // Without a takeover under way, the lobby has gone on without the member.
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
            // It is older. Where it claims to be as new and is not the same, somebody lies.
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

    /// Ends the takeover once everybody has come and told what they had to tell.
    pub(super) fn settle_if_complete(&mut self) {
        let complete = self.settling.as_ref().is_some_and(|settling| settling.awaited.is_empty())
            && self.members.values().all(|member| member.replicas == 0);
        if complete {
            self.settle();
        }
    }

    /// Ends the takeover: who has not come is gone, what has waited is served.
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
