//! `ISteamMatchmaking`.

use super::LocalPlatform;
use crate::contract::matchmaking::{LobbyFilter, LobbyGameServer, LobbyType};
use crate::contract::{Matchmaking, SteamId};
use crate::platform::local::lobby::Change;

impl Matchmaking for LocalPlatform {
    fn create_lobby(&self, lobby_type: LobbyType, max_members: u32) {
        self.request(|client| client.create_lobby(lobby_type, max_members));
    }

    fn join_lobby(&self, lobby: SteamId) {
        self.request(|client| client.join_lobby(lobby));
    }

    fn leave_lobby(&self, lobby: SteamId) {
        self.request(|client| client.leave_lobby(lobby));
    }

    fn add_request_lobby_list_filter(&self, filter: LobbyFilter) {
        self.request(|client| client.add_filter(filter));
    }

    fn request_lobby_list(&self) {
        self.request(|client| client.search());
    }

    fn request_lobby_data(&self, lobby: SteamId) -> bool {
        self.request(|client| client.request_lobby_data(lobby))
    }

    fn num_lobby_members(&self, lobby: SteamId) -> u32 {
        self.shared.client.lock().num_members(lobby)
    }

    fn lobby_member_by_index(&self, lobby: SteamId, index: u32) -> Option<SteamId> {
        let client = self.shared.client.lock();
        let member = client.lobby(lobby)?.members.get(usize::try_from(index).ok()?)?;
        Some(member.user)
    }

    fn lobby_member_limit(&self, lobby: SteamId) -> u32 {
        self.shared.client.lock().member_limit(lobby)
    }

    fn set_lobby_member_limit(&self, lobby: SteamId, max_members: u32) -> bool {
        self.request(|client| client.change(lobby, Change::MemberLimit(max_members)))
    }

    fn lobby_owner(&self, lobby: SteamId) -> Option<SteamId> {
        self.shared.client.lock().lobby(lobby).map(|lobby| lobby.owner)
    }

    fn set_lobby_owner(&self, lobby: SteamId, new_owner: SteamId) -> bool {
        self.request(|client| client.change(lobby, Change::Owner(new_owner)))
    }

    fn set_lobby_type(&self, lobby: SteamId, lobby_type: LobbyType) -> bool {
        self.request(|client| client.change(lobby, Change::Type(lobby_type)))
    }

    fn set_lobby_joinable(&self, lobby: SteamId, joinable: bool) -> bool {
        self.request(|client| client.change(lobby, Change::Joinable(joinable)))
    }

    fn lobby_data(&self, lobby: SteamId, key: &str) -> String {
        let client = self.shared.client.lock();
        client.lobby_data(lobby).map(|data| data.get(key).to_owned()).unwrap_or_default()
    }

    fn all_lobby_data(&self, lobby: SteamId) -> Vec<(String, String)> {
        let client = self.shared.client.lock();
        let data = client.lobby_data(lobby).into_iter().flat_map(|data| data.iter());
        data.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    fn set_lobby_data(&self, lobby: SteamId, key: &str, value: &str) -> bool {
        let change = Change::Data { key: key.to_owned(), value: value.to_owned() };
        self.request(|client| client.change(lobby, change))
    }

    fn delete_lobby_data(&self, lobby: SteamId, key: &str) -> bool {
        self.set_lobby_data(lobby, key, "")
    }

    fn lobby_member_data(&self, lobby: SteamId, member: SteamId, key: &str) -> String {
        let client = self.shared.client.lock();
        client.member_data(lobby, member).map(|data| data.get(key).to_owned()).unwrap_or_default()
    }

    fn set_lobby_member_data(&self, lobby: SteamId, key: &str, value: &str) {
        self.request(|client| client.set_member_data(lobby, key, value));
    }

    fn send_lobby_chat_msg(&self, lobby: SteamId, message: &[u8]) -> bool {
        self.request(|client| client.send_message(lobby, message))
    }

    fn invite_user_to_lobby(&self, lobby: SteamId, invitee: SteamId) -> bool {
        self.request(|client| client.invite(lobby, invitee))
    }

    fn lobby_game_server(&self, lobby: SteamId) -> Option<LobbyGameServer> {
        self.shared.client.lock().game_server(lobby)
    }

    fn set_lobby_game_server(&self, lobby: SteamId, server: LobbyGameServer) {
        self.request(|client| client.change(lobby, Change::GameServer(server)));
    }
}
