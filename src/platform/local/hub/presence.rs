//! Presences of members, and notes between them.

use std::collections::BTreeMap;

use super::{ConnectionId, Hub, HubMember};
use crate::contract::SteamId;
use crate::contract::matchmaking::LobbyType;
use crate::platform::local::lobby::Change;
use crate::platform::local::wire::hub::{FromHub, ToHub};
use crate::platform::local::wire::social::{Note, Presence};

/// Whether `message` may change a presence that friends see.
pub(super) fn may_change_presence(message: &ToHub) -> bool {
    matches!(
        message,
        ToHub::RichPresence(_)
            | ToHub::Listing(_)
            | ToHub::CreateLobby { .. }
            | ToHub::JoinLobby { .. }
            | ToHub::LeaveLobby { .. }
            | ToHub::Change { change: Change::Type(_), .. }
    )
}

impl Hub {
    /// Sends the presences of the others to a new member. A member that knows nothing needs only those that differ from
    /// the default; one that comes from a lost hub needs all.
    pub(super) fn send_presences(&mut self, to: ConnectionId, knows_nothing: bool) {
        let announced = self.members.values().filter_map(|member| {
            let is_news = |presence: &Presence| !(knows_nothing && *presence == Presence::default());
            let presence = member.announced.clone().filter(is_news)?;
            Some(FromHub::Presence { user: member.user.id, presence })
        });
        for message in announced.collect::<Vec<_>>() {
            self.send(to, message);
        }
    }

    /// Sends every presence that has changed. During a takeover the members of lobbies are unknown, so nothing is sent.
    pub(super) fn update_presences(&mut self) {
        if self.settling.is_some() || !std::mem::take(&mut self.presences_stale) {
            return;
        }
        let lobbies = self.visible_lobbies();
        let mut news = Vec::new();
        for HubMember { user, rich, listing, announced, .. } in self.members.values_mut() {
            let lobby = lobbies.get(&user.id).copied().unwrap_or(SteamId::NIL);
            let presence = Presence { rich: rich.clone(), lobby, listing: listing.clone() };
            if announced.as_ref() != Some(&presence) {
                *announced = Some(presence.clone());
                news.push(FromHub::Presence { user: user.id, presence });
            }
        }
        for message in news {
            self.send_to_all(message);
        }
    }

    /// The lobby of each user that friends can see: the newest one whose type allows it.
    fn visible_lobbies(&self) -> BTreeMap<SteamId, SteamId> {
        let shown = |lobby_type: LobbyType| matches!(lobby_type, LobbyType::Public | LobbyType::FriendsOnly);
        let mut hosted: Vec<_> =
            self.lobbies.values().filter(|hosted| shown(hosted.lobby.lobby_type)).collect();
        hosted.sort_by_key(|hosted| hosted.order);
        let members = hosted
            .into_iter()
            .flat_map(|hosted| hosted.lobby.members.iter().map(|member| (member.user, hosted.lobby.id)));
        members.collect()
    }

    /// Sends the new name of a member to all members.
    pub(super) fn rename(&mut self, from: ConnectionId, name: String) {
        let Some(member) = self.members.get_mut(&from) else { return };
        member.user.name = name;
        let user = member.user.clone();
        self.send_to_all(FromHub::UserCame(user));
    }

    /// Delivers a note to its receiver, or reports that the receiver is offline.
    pub(super) fn deliver(&mut self, from: ConnectionId, user: SteamId, to: SteamId, note: Note) {
        match self.connection_of(to) {
            Some(receiver) => self.send(receiver, FromHub::NoteReceived { from: user, note }),
            None => self.send(from, FromHub::UserLeft { user: to }),
        }
    }
}
