//! Requests of the game.

use super::{Client, RESULT_NO_CONNECTION};
use crate::contract::matchmaking::{
    LobbyFilter, LobbyType, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MESSAGE_BYTES, MAX_LOBBY_VALUE_BYTES,
};
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{Limit, MAX_FILTERS};
use crate::platform::local::lobby::{Change, within_limits};
use crate::platform::local::wire::hub::ToHub;

/// `k_EResultLimitExceeded`.
const RESULT_LIMIT_EXCEEDED: i32 = 25;
/// `k_EChatRoomEnterResponseError`.
pub(super) const ENTER_ERROR: u32 = 5;

impl Client {
    /// Creates a lobby and enters it.
    pub fn create_lobby(&mut self, lobby_type: LobbyType, max_members: u32) {
        let request = self.number_request();
        if !self.post_request("Steam.createLobby", ToHub::CreateLobby { request, lobby_type, max_members }) {
            self.fail_to_create(if self.offline { RESULT_NO_CONNECTION } else { RESULT_LIMIT_EXCEEDED });
        }
    }

    /// Enters a lobby.
    pub fn join_lobby(&mut self, lobby: SteamId) {
        let request = self.number_request();
        if !self.post_request("Steam.joinLobby", ToHub::JoinLobby { request, lobby }) {
            self.fail_to_join(lobby);
        }
    }

    /// Leaves a lobby. This member's view changes at once.
    pub fn leave_lobby(&mut self, lobby: SteamId) {
        let joins = self.outbox.iter().rev().find_map(|message| match message {
            ToHub::JoinLobby { lobby: joined, .. } if *joined == lobby => Some(true),
            ToHub::LeaveLobby { lobby: left } if *left == lobby => Some(false),
            _ => None,
        });
        if self.joined.remove(&lobby).is_none() && joins != Some(true) {
            return;
        }
        // Without this message the hub would count this user as a member forever. There is at most one for each lobby
        // that this user is in or has asked to join.
        self.post_always(ToHub::LeaveLobby { lobby });
    }

    /// Adds a filter to the next search. Keys and values longer than any lobby can have are cut to a length that
    /// matches none. Filters beyond the limit are dropped with a warning.
    pub fn add_filter(&mut self, mut filter: LobbyFilter) {
        if let LobbyFilter::Text { key, .. }
        | LobbyFilter::Number { key, .. }
        | LobbyFilter::Near { key, .. } = &mut filter
        {
            key.truncate(key.ceil_char_boundary(MAX_LOBBY_KEY_BYTES + 1));
        }
        if let LobbyFilter::Text { value, .. } = &mut filter {
            value.truncate(value.ceil_char_boundary(MAX_LOBBY_VALUE_BYTES + 1));
        }
        if self.filters.len() < MAX_FILTERS {
            self.filters.push(filter);
        } else {
            self.events.warn("Steam.addRequestLobbyListStringFilter and similar methods", Limit::Filters);
        }
    }

    /// Searches for lobbies.
    // rule: lobby.filters-once
    pub fn search(&mut self) {
        let request = self.number_request();
        let filters = std::mem::take(&mut self.filters);
        if !self.post_request("Steam.requestLobbyList", ToHub::Search { request, filters }) {
            self.fail_to_search();
        }
    }

    /// Requests the data of a lobby. Returns `false` if `lobby` is not a lobby's id.
    pub fn request_lobby_data(&mut self, lobby: SteamId) -> bool {
        if !lobby.is_lobby() {
            return false;
        }
        if !self.post_request("Steam.requestLobbyData", ToHub::RequestData { lobby }) {
            self.fail_to_request_data(lobby);
        }
        true
    }

    /// Changes a lobby. This member's view changes at once. Returns `false` if this member may not make the change, or
    /// if it would exceed a limit.
    pub fn change(&mut self, lobby: SteamId, change: Change) -> bool {
        let me = self.me.id;
        let Some(joined) = self.joined.get(&lobby) else { return false };
        let method = method(&change);
        if !joined.view.allows(me, &change) {
            if joined.view.permits(me, &change) {
                self.warn_of_data(method, &change);
            }
            return false;
        }
        if !self.post(method, ToHub::Change { lobby, change: change.clone() }) {
            return false;
        }
        if let Some(joined) = self.joined.get_mut(&lobby) {
            joined.view.apply(&change);
        }
        true
    }

    /// Warns about a change that this member may make, but that the lobby has no room for.
    fn warn_of_data(&mut self, method: &'static str, change: &Change) {
        match change {
            Change::Data { key, value } if within_limits(key, value) => {
                self.events.warn(method, Limit::LobbyData);
            }
            Change::MemberData { key, value, .. } if within_limits(key, value) => {
                self.events.warn(method, Limit::MemberData);
            }
            _ => {}
        }
    }

    /// Sets data of this member in a lobby.
    pub fn set_member_data(&mut self, lobby: SteamId, key: &str, value: &str) -> bool {
        let change = Change::MemberData { user: self.me.id, key: key.to_owned(), value: value.to_owned() };
        self.change(lobby, change)
    }

    /// Sends a chat message to all members of a lobby.
    // rule: lobby.chat-limit
    pub fn send_message(&mut self, lobby: SteamId, text: &[u8]) -> bool {
        self.joined.contains_key(&lobby)
            && text.len() <= MAX_LOBBY_MESSAGE_BYTES
            && self.post("Steam.sendLobbyChatMsg", ToHub::Message { lobby, text: text.to_vec() })
    }

    /// Invites a user to a lobby.
    pub fn invite(&mut self, lobby: SteamId, invitee: SteamId) -> bool {
        self.joined.contains_key(&lobby)
            && self.users.contains_key(&invitee)
            && self.post("Steam.inviteUserToLobby", ToHub::Invite { lobby, invitee })
    }

    /// Accepts an invitation, as a click in Steam's overlay does. Returns `false` if there is none to `lobby`.
    pub fn accept_invite(&mut self, lobby: SteamId) -> bool {
        let Some(at) = self.invites.iter().position(|(known, _)| *known == lobby) else { return false };
        let Some((lobby, friend)) = self.invites.remove(at) else { return false };
        self.events.push(Event::JoinRequested { lobby, friend });
        true
    }

    pub(super) fn fail_to_create(&mut self, result: i32) {
        self.events.answer(Event::LobbyCreated { result, lobby: SteamId::NIL });
    }

    pub(super) fn fail_to_join(&mut self, lobby: SteamId) {
        self.answer_entered(lobby, false, ENTER_ERROR);
    }

    pub(super) fn fail_to_search(&mut self) {
        self.events.answer(Event::LobbyMatchList { lobbies: Vec::new() });
    }

    pub(super) fn fail_to_request_data(&mut self, lobby: SteamId) {
        self.events.answer(Event::LobbyDataUpdate { success: false, lobby, member: lobby });
    }

    fn number_request(&mut self) -> u32 {
        self.next_request = self.next_request.wrapping_add(1);
        self.next_request
    }
}

/// The script method that makes `change`, for warnings.
fn method(change: &Change) -> &'static str {
    match change {
        Change::Owner(_) => "Steam.setLobbyOwner",
        Change::Type(_) => "Steam.setLobbyType",
        Change::MemberLimit(_) => "Steam.setLobbyMemberLimit",
        Change::Joinable(_) => "Steam.setLobbyJoinable",
        Change::Data { .. } => "Steam.setLobbyData",
        Change::MemberData { .. } => "Steam.setLobbyMemberData",
        Change::GameServer(_) => "Steam.setLobbyGameServer",
        // No script method makes these changes.
        Change::Entered { .. } | Change::Left { .. } => "Steam.joinLobby",
    }
}
