//! Requests of members about lobbies.

use std::collections::{BTreeMap, BTreeSet};

use rand::Rng;

use super::{ConnectionId, Hub};
use crate::contract::SteamId;
use crate::contract::matchmaking::{LobbyFilter, LobbyType, MAX_LOBBY_MEMBERS};
use crate::platform::local::limits::MAX_LOBBIES_PER_MEMBER;
use crate::platform::local::lobby::{Change, Lobby, search};
use crate::platform::local::wire::hub::FromHub;

/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EResultLimitExceeded`.
const RESULT_LIMIT_EXCEEDED: i32 = 25;
/// `k_EChatRoomEnterResponseDoesntExist`.
const ENTER_DOES_NOT_EXIST: u32 = 2;
/// `k_EChatRoomEnterResponseNotAllowed`.
const ENTER_NOT_ALLOWED: u32 = 3;
/// `k_EChatRoomEnterResponseFull`.
const ENTER_FULL: u32 = 4;
/// `k_EChatRoomEnterResponseLimited`.
const ENTER_LIMITED: u32 = 7;

/// A lobby at the hub.
#[derive(Debug)]
pub(super) struct HostedLobby {
    pub(super) lobby: Lobby,
    /// The lobby's position in the order of creation.
    pub(super) order: u64,
    /// The confirmed members, while a takeover is in progress.
    pub(super) claims: Option<Claims>,
}

/// The members of a lost hub's lobby, as far as they are known. The lobby itself stays as the replicas have it until
/// the takeover is settled, because replicas could not be compared otherwise.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) by: BTreeSet<SteamId>,
    /// Members who have left meanwhile, each with an `EChatMemberStateChange`.
    pub(super) left: BTreeMap<SteamId, u32>,
}

impl Hub {
    // rule: lobby.members-limit
    pub(super) fn create_lobby(
        &mut self,
        user: SteamId,
        lobby_type: LobbyType,
        max_members: u32,
    ) -> Result<Lobby, i32> {
        if !(1..=MAX_LOBBY_MEMBERS).contains(&max_members) {
            return Err(RESULT_INVALID_PARAM);
        }
        if self.lobbies_of(user).len() >= MAX_LOBBIES_PER_MEMBER {
            return Err(RESULT_LIMIT_EXCEEDED);
        }
        let id = loop {
            let id = SteamId::lobby(self.random.next_u32().max(1));
            if !self.lobbies.contains_key(&id) {
                break id;
            }
        };
        let lobby = Lobby::new(id, user, lobby_type, max_members);
        self.add_lobby(lobby.clone(), None);
        Ok(lobby)
    }

    pub(super) fn add_lobby(&mut self, lobby: Lobby, claims: Option<Claims>) {
        self.lobbies_made += 1;
        self.lobbies.insert(lobby.id, HostedLobby { lobby, order: self.lobbies_made, claims });
    }

    /// Adds a user to a lobby. Anybody who knows the id of a lobby can join it, whatever its type: users may have
    /// shared the id of a private lobby outside of Steam. Locally all users are friends.
    // rule: lobby.vanished, lobby.full, lobby.closed
    pub(super) fn join_lobby(&mut self, user: SteamId, lobby: SteamId) -> Result<Lobby, u32> {
        let too_many = self.lobbies_of(user).len() >= MAX_LOBBIES_PER_MEMBER;
        let hosted = self.lobbies.get_mut(&lobby).ok_or(ENTER_DOES_NOT_EXIST)?;
        if hosted.lobby.member(user).is_some() {
            return Ok(hosted.lobby.clone());
        }
        if !hosted.lobby.joinable {
            return Err(ENTER_NOT_ALLOWED);
        }
        if hosted.lobby.is_full() {
            return Err(ENTER_FULL);
        }
        if too_many {
            return Err(ENTER_LIMITED);
        }
        let others = users_in(&hosted.lobby);
        let change = Change::Entered { user };
        hosted.lobby.apply(&change);
        let entered = hosted.lobby.clone();
        self.send_to_users(&others, FromHub::Changed { lobby, by: user, change });
        Ok(entered)
    }

    pub(super) fn leave_lobby(&mut self, user: SteamId, lobby: SteamId, state: u32) {
        let Some(hosted) = self.lobbies.get_mut(&lobby) else { return };
        if let Some(claims) = &mut hosted.claims {
            claims.by.remove(&user);
            claims.left.insert(user, state);
            return;
        }
        let change = Change::Left { user, state };
        if !hosted.lobby.apply(&change) {
            return;
        }
        let others = users_in(&hosted.lobby);
        if others.is_empty() {
            self.lobbies.remove(&lobby);
        }
        self.send_to_users(&others, FromHub::Changed { lobby, by: user, change });
    }

    // rule: lobby.shutdown-leaves, lobby.member-dies
    pub(super) fn leave_all(&mut self, user: SteamId, state: u32) {
        for lobby in self.lobbies_of(user) {
            self.leave_lobby(user, lobby, state);
        }
    }

    pub(super) fn change_lobby(&mut self, by: SteamId, lobby: SteamId, change: Change) {
        let Some(hosted) = self.lobbies.get_mut(&lobby) else { return };
        if hosted.lobby.allows(by, &change) && hosted.lobby.apply(&change) {
            let members = users_in(&hosted.lobby);
            self.send_to_users(&members, FromHub::Changed { lobby, by, change });
        }
    }

    // rule: lobby.chat
    pub(super) fn write_to_lobby(&mut self, user: SteamId, lobby: SteamId, text: Vec<u8>) {
        let Some(hosted) = self.lobbies.get(&lobby) else { return };
        if hosted.lobby.member(user).is_some() {
            let members = users_in(&hosted.lobby);
            self.send_to_users(&members, FromHub::Message { lobby, user, text });
        }
    }

    pub(super) fn search(&mut self, from: ConnectionId, request: u32, filters: &[LobbyFilter]) {
        let mut hosted: Vec<&HostedLobby> = self.lobbies.values().collect();
        hosted.sort_by_key(|hosted| hosted.order);
        let found = search(hosted.into_iter().map(|hosted| &hosted.lobby), filters);
        let lobbies: Vec<SteamId> = found.iter().map(|lobby| lobby.id).collect();
        let summaries: Vec<FromHub> = found.iter().map(|lobby| FromHub::Found(lobby.summary())).collect();
        for summary in summaries {
            self.send(from, summary);
        }
        self.send(from, FromHub::SearchDone { request, lobbies });
    }

    // rule: lobby.request-data
    pub(super) fn send_lobby_data(&mut self, from: ConnectionId, lobby: SteamId) {
        let summary = self.lobbies.get(&lobby).map(|hosted| hosted.lobby.summary());
        let exists = summary.is_some();
        if let Some(summary) = summary {
            self.send(from, FromHub::Found(summary));
        }
        self.send(from, FromHub::DataDone { lobby, exists });
    }

    // rule: lobby.invite
    pub(super) fn invite(&mut self, inviter: SteamId, lobby: SteamId, invitee: SteamId) {
        if self.lobbies.get(&lobby).is_some_and(|hosted| hosted.lobby.member(inviter).is_some()) {
            self.send_to_users(&[invitee], FromHub::Invited { lobby, inviter });
        }
    }

    fn lobbies_of(&self, user: SteamId) -> Vec<SteamId> {
        let with_user = self.lobbies.values().filter(|hosted| hosted.lobby.member(user).is_some());
        with_user.map(|hosted| hosted.lobby.id).collect()
    }
}

pub(super) fn users_in(lobby: &Lobby) -> Vec<SteamId> {
    lobby.members.iter().map(|member| member.user).collect()
}
