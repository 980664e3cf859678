//! Lobbies that a peer creates and joins itself, as the class did up to GodotSteam 4.16.

use godot::builtin::{GString, PackedByteArray, VarArray, VarDictionary};
use godot::global::Error;
use godot::meta::ToGodot;
use godot::obj::Gd;
use godot::register::godot_api;

use super::SteamMultiplayerPeer;
use super::own_lobby::Lobby;
use super::session::Guests;
use super::session::ends::Failure;
use crate::contract::matchmaking::{LobbyType, MAX_LOBBY_MEMBERS, MAX_LOBBY_VALUE_BYTES};
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current, report};

/// `k_EResultOK`.
const RESULT_OK: i32 = 1;
/// `k_EChatRoomEnterResponseSuccess`.
const ENTERED: u32 = 1;
/// `EChatMemberStateChange`: entered.
const MEMBER_ENTERED: u32 = 1;

#[godot_api(secondary)]
impl SteamMultiplayerPeer {
    /// Creates a lobby and hosts for its members, for scripts of older generations. `lobby_type` is one of LobbyType, `max_players` 1
    /// to 250. Answered by the peer's `lobby_created`, then `lobby_joined`.
    ///
    /// The peer is connected with the ID 1 at once, before the lobby exists. Returns `ERR_ALREADY_IN_USE` if it is in use.
    /// Steamworks: `CreateLobby`.
    #[func]
    pub fn create_lobby(
        &self,
        #[opt(default = 2)] lobby_type: i64,
        #[opt(default = 32)] max_players: i64,
    ) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.create_lobby";
        self.begin_with_lobby(METHOD, |peer, platform| {
            let kind =
                arguments::enumerator(METHOD, "lobby_type", lobby_type, LobbyType::from_i64, "LobbyType");
            let members =
                arguments::number(METHOD, "max_players", max_players, 1..=i64::from(MAX_LOBBY_MEMBERS));
            let (Some(kind), Some(members)) = (kind, members) else { return Error::ERR_INVALID_PARAMETER };
            let guests = Guests::MembersOf(SteamId::NIL);
            let hosted = peer.host_on(METHOD, platform, 0, guests, &godot::builtin::Variant::nil());
            if hosted == Error::OK {
                peer.state.lock().lobby = Lobby::Making;
                platform.matchmaking().create_lobby(kind, members);
            }
            hosted
        })
    }

    /// Enters a lobby and connects to all its members, for scripts of older generations. Answered by the peer's `lobby_joined`; a
    /// refusal closes the peer. Steamworks: `JoinLobby`.
    #[func]
    pub fn connect_lobby(&self, lobby_id: i64) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.connect_lobby";
        self.begin_with_lobby(METHOD, |peer, platform| {
            let Some(lobby) = arguments::lobby(METHOD, "lobby_id", lobby_id) else {
                return Error::ERR_INVALID_PARAMETER;
            };
            peer.wait_for_host(METHOD, platform, lobby);
            peer.state.lock().lobby = Lobby::Entering(lobby);
            platform.matchmaking().join_lobby(lobby);
            Error::OK
        })
    }

    /// The lobby that the peer has created or joined, 0 for none. Steamworks: none.
    #[func]
    pub fn get_lobby_id(&self) -> i64 {
        self.state.lock().lobby.id().0.cast_signed()
    }

    /// The lobby's value for a key. Steamworks: `GetLobbyData`.
    #[func]
    pub fn get_lobby_data(&self, key: GString) -> GString {
        const METHOD: &str = "SteamMultiplayerPeer.get_lobby_data";
        let lobby = self.state.lock().lobby.id();
        Self::with_platform(METHOD, |platform| {
            let key = arguments::key(METHOD, "key", &key)?;
            Some(GString::from(&platform.matchmaking().lobby_data(lobby, &key)))
        })
        .unwrap_or_default()
    }

    /// All data of the lobby, by key. Steamworks: `GetLobbyDataByIndex`.
    #[func]
    pub fn get_all_lobby_data(&self) -> VarDictionary {
        let lobby = self.state.lock().lobby.id();
        let all = Self::with_platform("SteamMultiplayerPeer.get_all_lobby_data", |platform| {
            platform.matchmaking().all_lobby_data(lobby)
        });
        all.into_iter()
            .map(|(key, value)| (GString::from(&key).to_variant(), GString::from(&value).to_variant()))
            .collect()
    }

    /// Sets data of the lobby, for its owner. Steamworks: `SetLobbyData`.
    #[func]
    pub fn set_lobby_data(&self, key: GString, value: GString) -> bool {
        const METHOD: &str = "SteamMultiplayerPeer.set_lobby_data";
        let lobby = self.state.lock().lobby.id();
        Self::with_platform(METHOD, |platform| {
            let key = arguments::key(METHOD, "key", &key)?;
            let value = arguments::text(METHOD, "value", &value, MAX_LOBBY_VALUE_BYTES)?;
            Some(platform.matchmaking().set_lobby_data(lobby, &key, &value))
        })
        .unwrap_or_default()
    }

    /// Sets whether others may join the lobby, for its owner. Steamworks: `SetLobbyJoinable`.
    #[func]
    pub fn set_lobby_joinable(&self, joinable: bool) {
        let lobby = self.state.lock().lobby.id();
        Self::with_platform("SteamMultiplayerPeer.set_lobby_joinable", |platform| {
            platform.matchmaking().set_lobby_joinable(lobby, joinable);
        });
    }

    /// Sends bytes to the lobby's chat. The other members get `lobby_message`. Steamworks: `SendLobbyChatMsg`.
    #[func]
    pub fn send_direct_message(&self, message: PackedByteArray) -> bool {
        const METHOD: &str = "SteamMultiplayerPeer.send_direct_message";
        let lobby = self.state.lock().lobby.id();
        Self::with_platform(METHOD, |platform| {
            if message.is_empty() {
                report::bad_argument(METHOD, "message", "empty", "there is nothing to send");
                return false;
            }
            platform.matchmaking().send_lobby_chat_msg(lobby, message.as_slice())
        })
    }

    /// Messages outside packets: always empty, since `lobby_message` reports them. Steamworks: none.
    #[func]
    pub fn get_direct_messages(&self) -> VarArray {
        VarArray::new()
    }

    /// Handles an event of the peer's own lobby, and emits its signals.
    pub(super) fn follow_lobby(&self, this: &Gd<SteamMultiplayerPeer>, event: &Event) {
        let lobby = self.state.lock().lobby;
        match *event {
            Event::LobbyCreated { result, lobby: made } if lobby == Lobby::Making => {
                self.made(this, result, made)
            }
            Event::LobbyEntered { lobby: entered, permissions, locked, response }
                if entered == lobby.id() =>
            {
                if let Lobby::Entering(_) = lobby {
                    self.entered(entered, response);
                }
                let number = |id: SteamId| id.0.cast_signed();
                let (permissions, response) = (i64::from(permissions), i64::from(response));
                this.signals().lobby_joined().emit(number(entered), permissions, locked, response);
            }
            Event::LobbyChatUpdate { lobby: of, changed, making_change, state } if of == lobby.id() => {
                let number = |id: SteamId| id.0.cast_signed();
                let (changed_id, making) = (number(changed), number(making_change));
                this.signals().lobby_chat_update().emit(number(of), changed_id, making, i64::from(state));
                if state & MEMBER_ENTERED == 0 {
                    this.signals().network_session_failed().emit(changed_id, 0, false);
                }
            }
            Event::LobbyDataUpdate { success, lobby: of, member } if of == lobby.id() => {
                let (of, member) = (of.0.cast_signed(), member.0.cast_signed());
                this.signals().lobby_data_update().emit(i64::from(success), of, member);
            }
            Event::LobbyMessage { lobby: of, user, ref message, entry_type } if of == lobby.id() => {
                let text = GString::from(&*String::from_utf8_lossy(message));
                let (of, user) = (of.0.cast_signed(), user.0.cast_signed());
                this.signals().lobby_message().emit(of, user, &text, i64::from(entry_type));
            }
            _ => {}
        }
    }

    fn made(&self, this: &Gd<SteamMultiplayerPeer>, result: i32, lobby: SteamId) {
        {
            let mut state = self.state.lock();
            if result == RESULT_OK {
                state.lobby = Lobby::Hosting(lobby);
                if let Some(session) = state.live() {
                    session.set_guests(Guests::MembersOf(lobby));
                }
            } else {
                state.close();
                state.reason =
                    Failure::Lobby(format!("it could not be created (result {result})")).to_string();
            }
        }
        this.signals().lobby_created().emit(i64::from(result), lobby.0.cast_signed());
    }

    fn entered(&self, lobby: SteamId, response: u32) {
        let mut state = self.state.lock();
        if response != ENTERED {
            state.lobby = Lobby::None;
            state.close();
            state.reason =
                Failure::Lobby(format!("it could not be entered (response {response})")).to_string();
            return;
        }
        state.lobby = Lobby::Inside(lobby);
        let now = std::time::Instant::now();
        current::peek(|platform| {
            if let (Some(platform), Some(session)) = (platform, state.live()) {
                let owner = platform.matchmaking().lobby_owner(lobby).unwrap_or(SteamId::NIL);
                session.find_host(platform.networking_sockets(), owner, now);
            }
        });
    }
}
