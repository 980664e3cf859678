//! Queries of the game that are answered from local state.

use super::Client;
use crate::contract::SteamId;
use crate::contract::matchmaking::LobbyGameServer;
use crate::platform::local::limits::MAX_NAMES;
use crate::platform::local::lobby::{Lobby, Properties};
use crate::platform::local::wire::hub::UserInfo;

impl Client {
    /// The user of this process.
    pub fn me(&self) -> &UserInfo {
        &self.me
    }

    /// The host of the hub, [`SteamId::NIL`] if none is known.
    pub fn host(&self) -> SteamId {
        self.host
    }

    /// The number of messages queued for the hub so far. It wraps around.
    pub fn messages_posted(&self) -> u32 {
        self.posted
    }

    /// The user `id`, if they are online.
    pub fn user(&self, id: SteamId) -> Option<&UserInfo> {
        if id == self.me.id { Some(&self.me) } else { self.users.get(&id) }
    }

    /// The name of a user who is or was online, or whose name was read from a file.
    pub fn name_of(&self, id: SteamId) -> Option<&str> {
        if id == self.me.id {
            return Some(&self.me.name);
        }
        self.names.get(&id).or_else(|| self.names_in_files.get(&id)).map(String::as_str)
    }

    /// Records a user's name that was read from a file. It is used while the user is offline, and does not make them a
    /// friend.
    pub fn add_name_from_file(&mut self, id: SteamId, name: String) {
        if self.names_in_files.len() < MAX_NAMES || self.names_in_files.contains_key(&id) {
            self.names_in_files.insert(id, name);
        }
    }

    /// A lobby that this user is in.
    pub fn lobby(&self, lobby: SteamId) -> Option<&Lobby> {
        self.joined.get(&lobby).map(|joined| &joined.view)
    }

    /// The number of members of a lobby that this user is in or has found.
    pub fn num_members(&self, lobby: SteamId) -> u32 {
        match self.lobby(lobby) {
            Some(lobby) => u32::try_from(lobby.members.len()).unwrap_or(u32::MAX),
            None => self.found.get(&lobby).map_or(0, |found| found.members),
        }
    }

    /// The member limit of a lobby that this user is in or has found.
    pub fn member_limit(&self, lobby: SteamId) -> u32 {
        match self.lobby(lobby) {
            Some(lobby) => lobby.member_limit,
            None => self.found.get(&lobby).map_or(0, |found| found.member_limit),
        }
    }

    /// The data of a lobby that this user is in or has found.
    pub fn lobby_data(&self, lobby: SteamId) -> Option<&Properties> {
        match self.lobby(lobby) {
            Some(lobby) => Some(&lobby.data),
            None => self.found.get(&lobby).map(|found| &found.data),
        }
    }

    /// A member's data in a lobby that this user is in.
    pub fn member_data(&self, lobby: SteamId, member: SteamId) -> Option<&Properties> {
        self.lobby(lobby)?.member(member).map(|member| &member.data)
    }

    /// The game server of a lobby that this user is in or has found.
    pub fn game_server(&self, lobby: SteamId) -> Option<LobbyGameServer> {
        match self.lobby(lobby) {
            Some(lobby) => lobby.game_server,
            None => self.found.get(&lobby).and_then(|found| found.game_server),
        }
    }
}
