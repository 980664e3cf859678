//! Messages from the hub.

use std::collections::BTreeSet;

use super::requests::ENTER_ERROR;
use super::{Client, JoinedLobby};
use crate::contract::matchmaking::LobbyType;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{
    Limit, MAX_FOUND, MAX_INVITES, MAX_LOBBIES_PER_MEMBER, MAX_NAMES, MAX_USERS,
};
use crate::platform::local::lobby::{Change, Lobby, STATE_DISCONNECTED, STATE_ENTERED, Summary};
use crate::platform::local::wire::hub::{FromHub, ToHub, UserInfo};

/// The method that lists the other users, for warnings.
const FRIENDS: &str = "Steam.getFriendCount";
/// `k_EResultOK`.
const RESULT_OK: i32 = 1;
/// `k_EChatRoomEnterResponseSuccess`.
const ENTER_SUCCESS: u32 = 1;
/// `k_EChatEntryTypeChatMsg`.
const ENTRY_CHAT_MESSAGE: u8 = 1;
/// `k_EPersonaChangeName`.
const PERSONA_NAME: u32 = 0x1;
/// `k_EPersonaChangeName | k_EPersonaChangeComeOnline`.
const PERSONA_CAME: u32 = 0x1 | 0x4;
/// `k_EPersonaChangeGoneOffline`.
const PERSONA_WENT: u32 = 0x8;

impl Client {
    /// Handles a message from the hub that is within the limits of its messages.
    pub fn handle(&mut self, message: FromHub) {
        match message {
            FromHub::Registered { host } => {
                self.registered = true;
                self.offline = false;
                self.host = host;
            }
            FromHub::Handled { messages } => self.drop_handled(messages),
            FromHub::UserCame(user) => self.user_came(user),
            FromHub::UserLeft { user } => self.user_left(user),
            FromHub::Settled => {
                for user in std::mem::take(&mut self.unconfirmed_users) {
                    self.user_left(user);
                }
                self.repeat_ticket_checks();
            }
            FromHub::LobbyCreated { outcome, .. } => self.lobby_created(outcome),
            FromHub::LobbyEntered { request, lobby, outcome } => self.lobby_entered(request, lobby, outcome),
            FromHub::Lobby(lobby) => self.lobby_replaced(lobby),
            FromHub::Removed { lobby } => {
                if self.joined.remove(&lobby).is_some() {
                    self.events.push(Event::LobbyKicked {
                        lobby,
                        admin: SteamId::NIL,
                        due_to_disconnect: true,
                    });
                }
            }
            FromHub::Changed { lobby, by, change } => self.lobby_changed(lobby, by, &change),
            FromHub::Message { lobby, user, text } => {
                if self.joined.contains_key(&lobby) {
                    self.events.push(Event::LobbyMessage {
                        lobby,
                        user,
                        message: text,
                        entry_type: ENTRY_CHAT_MESSAGE,
                    });
                }
            }
            FromHub::Found(summary) => self.remember(summary),
            FromHub::SearchDone { lobbies, .. } => self.events.answer(Event::LobbyMatchList { lobbies }),
            FromHub::DataDone { lobby, exists } => {
                if !exists {
                    self.found.remove(&lobby);
                    self.found_order.retain(|found| *found != lobby);
                }
                self.events.answer(Event::LobbyDataUpdate { success: exists, lobby, member: lobby });
            }
            FromHub::Invited { lobby, inviter } => {
                self.invites.retain(|(known, _)| *known != lobby);
                self.invites.push_back((lobby, inviter));
                if self.invites.len() > MAX_INVITES {
                    self.invites.pop_front();
                    self.events.warn("SteamLocal.accept_invite", Limit::Invites);
                }
                self.events.push(Event::LobbyInvite { inviter, lobby, game: self.game });
            }
            FromHub::Presence { user, presence } => self.handle_presence(user, presence),
            FromHub::NoteReceived { from, note } => self.handle_note(from, note),
        }
    }

    fn drop_handled(&mut self, messages: u32) {
        let mut changed = BTreeSet::new();
        for _ in 0..messages.min(u32::try_from(self.sent).unwrap_or(u32::MAX)) {
            self.sent -= 1;
            if let Some(ToHub::Change { lobby, .. }) = self.outbox.pop_front() {
                changed.insert(lobby);
            }
        }
        // The hub has sent the results of a change by now. If there were none, the change was refused and must be
        // removed from the view.
        for lobby in changed {
            self.rebuild_view(lobby);
        }
    }

    fn user_came(&mut self, user: UserInfo) {
        if user.id == self.me.id {
            return;
        }
        self.unconfirmed_users.remove(&user.id);
        let id = user.id;
        if !self.users.contains_key(&id) && self.users.len() >= MAX_USERS {
            self.events.warn(FRIENDS, Limit::Users);
            return;
        }
        // A game server is nobody's friend, and its only name is the one in its listing.
        if id.is_individual() && (self.names.contains_key(&id) || self.names.len() < MAX_NAMES) {
            self.names.insert(id, user.name.clone());
        } else if id.is_individual() {
            self.events.warn(FRIENDS, Limit::Users);
        }
        let (key, name) = (user.key, user.name.clone());
        let known = self.users.insert(id, user);
        if known.as_ref().is_some_and(|known| known.name != name) {
            self.events.push(Event::PersonaStateChange { user: id, flags: PERSONA_NAME });
        }
        if known.as_ref().is_some_and(|known| known.key != key) {
            self.handle_process_gone(id);
        }
        if known.is_none() && id.is_individual() {
            self.events.push(Event::PersonaStateChange { user: id, flags: PERSONA_CAME });
        }
    }

    fn user_left(&mut self, user: SteamId) {
        self.unconfirmed_users.remove(&user);
        if self.users.remove(&user).is_some() && user.is_individual() {
            self.events.push(Event::PersonaStateChange { user, flags: PERSONA_WENT });
        }
        self.handle_process_gone(user);
    }

    fn lobby_created(&mut self, outcome: Result<Lobby, i32>) {
        match outcome {
            Ok(lobby) => {
                let id = lobby.id;
                self.events.answer(Event::LobbyCreated { result: RESULT_OK, lobby: id });
                self.enter(lobby);
            }
            Err(result) => self.events.answer(Event::LobbyCreated { result, lobby: SteamId::NIL }),
        }
    }

    fn lobby_entered(&mut self, answered: u32, id: SteamId, outcome: Result<Lobby, u32>) {
        let is_request =
            |message: &ToHub| matches!(message, ToHub::JoinLobby { request, .. } if *request == answered);
        let mut since = self.outbox.iter().skip_while(|message| !is_request(message));
        let abandoned = since.any(|message| *message == ToHub::LeaveLobby { lobby: id });
        let response = match outcome {
            Ok(lobby) if !abandoned => return self.enter(lobby),
            Ok(_) => ENTER_ERROR,
            Err(response) => response,
        };
        self.answer_entered(id, false, response);
    }

    /// Answers a request to enter a lobby.
    pub(super) fn answer_entered(&mut self, lobby: SteamId, locked: bool, response: u32) {
        self.events.answer(Event::LobbyEntered { lobby, permissions: 0, locked, response });
    }

    fn enter(&mut self, lobby: Lobby) {
        let id = lobby.id;
        if !self.joined.contains_key(&id) && self.joined.len() >= MAX_LOBBIES_PER_MEMBER {
            // The hub should have refused this.
            return self.answer_entered(id, false, ENTER_ERROR);
        }
        let locked = matches!(lobby.lobby_type, LobbyType::Private | LobbyType::PrivateUnique);
        self.joined.insert(id, JoinedLobby { view: lobby.clone(), confirmed: lobby });
        self.rebuild_view(id);
        self.answer_entered(id, locked, ENTER_SUCCESS);
        self.events.push(Event::LobbyDataUpdate { success: true, lobby: id, member: id });
    }

    fn lobby_changed(&mut self, id: SteamId, by: SteamId, change: &Change) {
        let Some(joined) = self.joined.get_mut(&id) else { return };
        if !joined.confirmed.takes(change) || !joined.confirmed.apply(change) {
            return;
        }
        self.rebuild_view(id);
        self.events.push(match change {
            Change::Entered { user } => {
                Event::LobbyChatUpdate { lobby: id, changed: *user, making_change: by, state: STATE_ENTERED }
            }
            Change::Left { user, state } => {
                Event::LobbyChatUpdate { lobby: id, changed: *user, making_change: by, state: *state }
            }
            Change::GameServer(server) => Event::LobbyGameCreated {
                lobby: id,
                server: server.steam_id,
                ip: server.ip.to_bits(),
                port: server.port,
            },
            Change::MemberData { user, .. } => {
                Event::LobbyDataUpdate { success: true, lobby: id, member: *user }
            }
            Change::Owner(_)
            | Change::Type(_)
            | Change::MemberLimit(_)
            | Change::Joinable(_)
            | Change::Data { .. } => Event::LobbyDataUpdate { success: true, lobby: id, member: id },
        });
    }

    /// Replaces the copy of a lobby and reports the differences to the game.
    fn lobby_replaced(&mut self, lobby: Lobby) {
        let id = lobby.id;
        let Some(joined) = self.joined.get_mut(&id) else { return };
        let old = std::mem::replace(&mut joined.confirmed, lobby.clone());
        self.rebuild_view(id);
        let chat_update = |changed: SteamId, state| Event::LobbyChatUpdate {
            lobby: id,
            changed,
            making_change: changed,
            state,
        };
        for member in &old.members {
            if lobby.member(member.user).is_none() {
                self.events.push(chat_update(member.user, STATE_DISCONNECTED));
            }
        }
        for member in &lobby.members {
            match old.member(member.user) {
                None => self.events.push(chat_update(member.user, STATE_ENTERED)),
                Some(before) if before.data != member.data => {
                    self.events.push(Event::LobbyDataUpdate {
                        success: true,
                        lobby: id,
                        member: member.user,
                    });
                }
                Some(_) => {}
            }
        }
        let about = |lobby: &Lobby| {
            (lobby.owner, lobby.lobby_type, lobby.member_limit, lobby.joinable, lobby.data.clone())
        };
        if about(&old) != about(&lobby) {
            self.events.push(Event::LobbyDataUpdate { success: true, lobby: id, member: id });
        }
    }

    fn remember(&mut self, summary: Summary) {
        let id = summary.id;
        if self.found.insert(id, summary).is_none() {
            self.found_order.push_back(id);
        }
        if self.found_order.len() > MAX_FOUND
            && let Some(oldest) = self.found_order.pop_front()
        {
            self.events.warn("Steam.requestLobbyList", Limit::Found);
            self.found.remove(&oldest);
        }
    }
}
