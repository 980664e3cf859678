//! What the game asks for.

use super::Client;
use crate::contract::matchmaking::{
    LobbyFilter, LobbyType, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MESSAGE_BYTES, MAX_LOBBY_VALUE_BYTES,
};
use crate::contract::{Event, SteamId};
use crate::platform::local::lobby::Change;
use crate::platform::local::wire::hub::{MAX_FILTERS, ToHub};

/// `k_EResultLimitExceeded`.
const RESULT_LIMIT_EXCEEDED: i32 = 25;
/// `k_EChatRoomEnterResponseError`.
pub(super) const ENTER_ERROR: u32 = 5;

impl Client {
    /// Makes a lobby and enters it.
    pub fn create_lobby(&mut self, lobby_type: LobbyType, max_members: u32) {
        let request = self.number_request();
        if !self.post(ToHub::CreateLobby { request, lobby_type, max_members }) {
            self.push_event(Event::LobbyCreated { result: RESULT_LIMIT_EXCEEDED, lobby: SteamId::NIL });
        }
    }

    /// Enters a lobby.
    pub fn join_lobby(&mut self, lobby: SteamId) {
        let request = self.number_request();
        if !self.post(ToHub::JoinLobby { request, lobby }) {
            self.push_event(Event::LobbyEntered {
                lobby,
                permissions: 0,
                locked: false,
                response: ENTER_ERROR,
            });
        }
    }

    /// Leaves a lobby, at once here.
    pub fn leave_lobby(&mut self, lobby: SteamId) {
        let joins =
            |message: &ToHub| matches!(message, ToHub::JoinLobby { lobby: joined, .. } if *joined == lobby);
        let joining = self.outbox.iter().any(joins);
        if self.joined.remove(&lobby).is_none() && !joining {
            return;
        }
        // Must reach the hub even where the outbox is full, or it would count this user as a member for ever.
        self.outbox.push_back(ToHub::LeaveLobby { lobby });
    }

    /// Adds a condition to the next search. Keys and values longer than any that a lobby can have are cut to such a
    /// length. `false` where it has too many.
    pub fn add_filter(&mut self, mut filter: LobbyFilter) -> bool {
        if let LobbyFilter::Text { key, .. }
        | LobbyFilter::Number { key, .. }
        | LobbyFilter::Near { key, .. } = &mut filter
        {
            key.truncate(key.ceil_char_boundary(MAX_LOBBY_KEY_BYTES + 1));
        }
        if let LobbyFilter::Text { value, .. } = &mut filter {
            value.truncate(value.ceil_char_boundary(MAX_LOBBY_VALUE_BYTES + 1));
        }
        let room = self.filters.len() < MAX_FILTERS;
        if room {
            self.filters.push(filter);
        }
        room
    }

    /// Searches lobbies.
    // rule: lobby.filters-once
    pub fn search(&mut self) {
        let request = self.number_request();
        let filters = std::mem::take(&mut self.filters);
        if !self.post(ToHub::Search { request, filters }) {
            self.push_event(Event::LobbyMatchList { lobbies: Vec::new() });
        }
    }

    /// Asks for the data of a lobby.
    pub fn request_lobby_data(&mut self, lobby: SteamId) -> bool {
        lobby.is_lobby() && self.post(ToHub::RequestData { lobby })
    }

    /// Changes a lobby, at once here. `false` where this member may not.
    pub fn change(&mut self, lobby: SteamId, change: Change) -> bool {
        let me = self.me.id;
        let allowed = self.joined.get(&lobby).is_some_and(|joined| joined.view.allows(me, &change));
        if !allowed || !self.post(ToHub::Change { lobby, change: change.clone() }) {
            return false;
        }
        if let Some(joined) = self.joined.get_mut(&lobby) {
            joined.view.apply(&change);
        }
        true
    }

    /// Sets data of this member.
    pub fn set_member_data(&mut self, lobby: SteamId, key: &str, value: &str) -> bool {
        let change = Change::MemberData { user: self.me.id, key: key.to_owned(), value: value.to_owned() };
        self.change(lobby, change)
    }

    /// Writes to all members.
    // rule: lobby.chat-limit
    pub fn send_message(&mut self, lobby: SteamId, text: &[u8]) -> bool {
        self.joined.contains_key(&lobby)
            && text.len() <= MAX_LOBBY_MESSAGE_BYTES
            && self.post(ToHub::Message { lobby, text: text.to_vec() })
    }

    /// Invites a user.
    pub fn invite(&mut self, lobby: SteamId, invitee: SteamId) -> bool {
        self.joined.contains_key(&lobby)
            && self.users.contains_key(&invitee)
            && self.post(ToHub::Invite { lobby, invitee })
    }

    /// Accepts an invitation, as a click in Steam's overlay does. `false` where there is none to `lobby`.
    pub fn accept_invite(&mut self, lobby: SteamId) -> bool {
        let Some(at) = self.invites.iter().position(|(known, _)| *known == lobby) else { return false };
        let Some((lobby, friend)) = self.invites.remove(at) else { return false };
        self.push_event(Event::JoinRequested { lobby, friend });
        true
    }

    fn number_request(&mut self) -> u32 {
        self.next_request = self.next_request.wrapping_add(1);
        self.next_request
    }
}
