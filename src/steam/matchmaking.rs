//! `ISteamMatchmaking` for scripts: lobbies.

use godot::builtin::{GString, VarDictionary, vdict};

use super::{one_account, pump};
use crate::contract::matchmaking::{
    LobbyComparison, LobbyDistance, LobbyFilter, LobbyGameServer, LobbyType, MAX_LOBBY_KEY_BYTES,
    MAX_LOBBY_MEMBERS, MAX_LOBBY_MESSAGE_BYTES, MAX_LOBBY_VALUE_BYTES,
};
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current, report};

/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EChatRoomEnterResponseDoesntExist`.
const ENTER_RESPONSE_DOESNT_EXIST: u32 = 2;
/// The range of `max_members`.
const MEMBERS: std::ops::RangeInclusive<i64> = 1..=MAX_LOBBY_MEMBERS as i64;
/// The range of Steam's `int`.
const INT32: std::ops::RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;

/// Adds a filter, if the arguments were valid.
fn add_filter(method: &'static str, filter: impl FnOnce() -> Option<LobbyFilter>) {
    current::with(method, |platform| {
        if let Some(filter) = filter() {
            platform.matchmaking().add_request_lobby_list_filter(filter);
        }
    });
}

methods! {
impl Class {
    /// Creates a lobby and enters it. `lobby_type` is one of LobbyType, `max_members` is 1 to 250.
    ///
    /// Answered by `lobby_created`, then `lobby_joined`. If the arguments are wrong, the answer is `lobby_created` with
    /// `RESULT_INVALID_PARAM`. Steamworks: `CreateLobby`.
    ///
    /// Local: All types of lobby; every user who is running is a friend, so a lobby for friends is open to all.
    #[func(rename = createLobby)]
    pub fn create_lobby(lobby_type: i64, #[opt(default = 2)] max_members: i64) {
        const METHOD: &str = "Steam.createLobby";
        const ANSWER: &str = "lobby_created";
        current::with_answer(METHOD, ANSWER, |platform| {
            let lobby_type =
                arguments::enumerator(METHOD, "lobby_type", lobby_type, LobbyType::from_i64, "LobbyType");
            let max_members = arguments::number(METHOD, "max_members", max_members, MEMBERS);
            if let (Some(lobby_type), Some(max_members)) = (lobby_type, max_members) {
                one_account::creates();
                platform.matchmaking().create_lobby(lobby_type, max_members);
                pump::expect_answer(ANSWER);
            } else {
                let refused = Event::LobbyCreated { result: RESULT_INVALID_PARAM, lobby: SteamId::NIL };
                pump::refuse(ANSWER, refused);
            }
        });
    }

    /// Enters a lobby. Answered by `lobby_joined`, whose `response` is the result; it is
    /// `CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST` if `steam_lobby_id` is not a lobby's ID. Steamworks: `JoinLobby`.
    ///
    /// On Steam, two copies of the game under one account are one user; if the second enters your own lobby, a warning says so
    /// once.
    #[func(rename = joinLobby)]
    pub fn join_lobby(steam_lobby_id: i64) {
        const METHOD: &str = "Steam.joinLobby";
        const ANSWER: &str = "lobby_joined";
        current::with_answer(METHOD, ANSWER, |platform| {
            if let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) {
                one_account::joins(METHOD, platform, lobby);
                platform.matchmaking().join_lobby(lobby);
                pump::expect_answer(ANSWER);
            } else {
                let refused = Event::LobbyEntered {
                    lobby: SteamId(steam_lobby_id as u64),
                    permissions: 0,
                    locked: false,
                    response: ENTER_RESPONSE_DOESNT_EXIST,
                };
                pump::refuse(ANSWER, refused);
            }
        });
    }

    /// Leaves a lobby. The other members get `lobby_chat_update`. Steamworks: `LeaveLobby`.
    #[func(rename = leaveLobby)]
    pub fn leave_lobby(steam_lobby_id: i64) {
        const METHOD: &str = "Steam.leaveLobby";
        current::with(METHOD, |platform| {
            if let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) {
                platform.matchmaking().leave_lobby(lobby);
                one_account::leaves(lobby);
            }
        });
    }

    /// Limits the next search by distance: one of LobbyDistanceFilter. Steamworks: `AddRequestLobbyListDistanceFilter`.
    ///
    /// Local: Everybody is near, so the argument is checked and changes nothing.
    #[func(rename = addRequestLobbyListDistanceFilter)]
    pub fn add_request_lobby_list_distance_filter(distance_filter: i64) {
        const METHOD: &str = "Steam.addRequestLobbyListDistanceFilter";
        add_filter(METHOD, || {
            let from = LobbyDistance::from_i64;
            arguments::enumerator(METHOD, "distance_filter", distance_filter, from, "LobbyDistanceFilter")
                .map(LobbyFilter::Distance)
        });
    }

    /// Limits the next search to lobbies with at least this many free places. Steamworks:
    /// `AddRequestLobbyListFilterSlotsAvailable`.
    #[func(rename = addRequestLobbyListFilterSlotsAvailable)]
    pub fn add_request_lobby_list_filter_slots_available(slots_available: i64) {
        const METHOD: &str = "Steam.addRequestLobbyListFilterSlotsAvailable";
        add_filter(METHOD, || {
            let range = 0..=i64::from(MAX_LOBBY_MEMBERS);
            arguments::number(METHOD, "slots_available", slots_available, range)
                .map(LobbyFilter::SlotsAvailable)
        });
    }

    /// Sorts the results of the next search by the distance of a value in the lobby's data from a number. Steamworks:
    /// `AddRequestLobbyListNearValueFilter`.
    #[func(rename = addRequestLobbyListNearValueFilter)]
    pub fn add_request_lobby_list_near_value_filter(key_to_match: GString, value_to_be_close_to: i64) {
        const METHOD: &str = "Steam.addRequestLobbyListNearValueFilter";
        add_filter(METHOD, || {
            let key = arguments::key(METHOD, "key_to_match", &key_to_match)?;
            let value = arguments::number(METHOD, "value_to_be_close_to", value_to_be_close_to, INT32)?;
            Some(LobbyFilter::Near { key, value })
        });
    }

    /// Limits the next search by comparing a lobby's data with a number; `comparison_type` is one of LobbyComparison.
    /// Steamworks: `AddRequestLobbyListNumericalFilter`.
    #[func(rename = addRequestLobbyListNumericalFilter)]
    pub fn add_request_lobby_list_numerical_filter(
        key_to_match: GString,
        value_to_match: i64,
        comparison_type: i64,
    ) {
        const METHOD: &str = "Steam.addRequestLobbyListNumericalFilter";
        add_filter(METHOD, || {
            let key = arguments::key(METHOD, "key_to_match", &key_to_match)?;
            let value = arguments::number(METHOD, "value_to_match", value_to_match, INT32)?;
            Some(LobbyFilter::Number { key, value, comparison: comparison(METHOD, comparison_type)? })
        });
    }

    /// Limits the number of lobbies that the next search returns. Steamworks: `AddRequestLobbyListResultCountFilter`.
    #[func(rename = addRequestLobbyListResultCountFilter)]
    pub fn add_request_lobby_list_result_count_filter(max_results: i64) {
        const METHOD: &str = "Steam.addRequestLobbyListResultCountFilter";
        add_filter(METHOD, || {
            arguments::number(METHOD, "max_results", max_results, 1..=i64::from(i32::MAX))
                .map(LobbyFilter::ResultCount)
        });
    }

    /// Limits the next search by comparing a lobby's data with a string; `comparison_type` is one of LobbyComparison.
    /// Steamworks: `AddRequestLobbyListStringFilter`.
    #[func(rename = addRequestLobbyListStringFilter)]
    pub fn add_request_lobby_list_string_filter(
        key_to_match: GString,
        value_to_match: GString,
        comparison_type: i64,
    ) {
        const METHOD: &str = "Steam.addRequestLobbyListStringFilter";
        add_filter(METHOD, || {
            let key = arguments::key(METHOD, "key_to_match", &key_to_match)?;
            // In searches, Steam compares only values that are no longer than a key.
            let value = arguments::text(METHOD, "value_to_match", &value_to_match, MAX_LOBBY_KEY_BYTES)?;
            Some(LobbyFilter::Text { key, value, comparison: comparison(METHOD, comparison_type)? })
        });
    }

    /// Searches for lobbies, with the filters added since the last search. Answered by `lobby_match_list`.
    /// Steamworks: `RequestLobbyList`.
    ///
    /// Local: Searches the lobbies of all instances of the same game on this machine.
    #[func(rename = requestLobbyList)]
    pub fn request_lobby_list() {
        const ANSWER: &str = "lobby_match_list";
        current::with_answer("Steam.requestLobbyList", ANSWER, |platform| {
            platform.matchmaking().request_lobby_list();
            pump::expect_answer(ANSWER);
        });
    }

    /// Asks for the data of a lobby that you are not in. Answered by `lobby_data_update`, whose `success` is 0 if this
    /// returns `false`: the ID is not a lobby's, or Steam refused the request. Steamworks: `RequestLobbyData`.
    #[func(rename = requestLobbyData)]
    pub fn request_lobby_data(steam_lobby_id: i64) -> bool {
        const METHOD: &str = "Steam.requestLobbyData";
        const ANSWER: &str = "lobby_data_update";
        current::with_answer(METHOD, ANSWER, |platform| {
            let requested = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .is_some_and(|lobby| platform.matchmaking().request_lobby_data(lobby));
            if requested {
                pump::expect_answer(ANSWER);
            } else {
                let lobby = SteamId(steam_lobby_id as u64);
                pump::refuse(ANSWER, Event::LobbyDataUpdate { success: false, lobby, member: lobby });
            }
            requested
        })
    }

    /// The maximum number of a lobby's members; 0 if the lobby is not known. Steamworks: `GetLobbyMemberLimit`.
    #[func(rename = getLobbyMemberLimit)]
    pub fn get_lobby_member_limit(steam_lobby_id: i64) -> i64 {
        const METHOD: &str = "Steam.getLobbyMemberLimit";
        current::with(METHOD, |platform| {
            arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .map_or(0, |lobby| i64::from(platform.matchmaking().lobby_member_limit(lobby)))
        })
    }

    /// Sets the maximum number of members of your lobby, 1 to 250. Steamworks: `SetLobbyMemberLimit`.
    #[func(rename = setLobbyMemberLimit)]
    pub fn set_lobby_member_limit(steam_lobby_id: i64, max_members: i64) -> bool {
        const METHOD: &str = "Steam.setLobbyMemberLimit";
        current::with(METHOD, |platform| {
            let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) else {
                return false;
            };
            arguments::number(METHOD, "max_members", max_members, MEMBERS)
                .is_some_and(|limit| platform.matchmaking().set_lobby_member_limit(lobby, limit))
        })
    }

    /// The ID of the owner of a lobby that you are in; otherwise 0. Steamworks: `GetLobbyOwner`.
    #[func(rename = getLobbyOwner)]
    pub fn get_lobby_owner(steam_lobby_id: i64) -> i64 {
        const METHOD: &str = "Steam.getLobbyOwner";
        id_or_zero(current::with(METHOD, |platform| {
            platform.matchmaking().lobby_owner(arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?)
        }))
    }

    /// Makes another member the owner of your lobby. Steamworks: `SetLobbyOwner`.
    #[func(rename = setLobbyOwner)]
    pub fn set_lobby_owner(steam_lobby_id: i64, steam_id_new_owner: i64) -> bool {
        const METHOD: &str = "Steam.setLobbyOwner";
        current::with(METHOD, |platform| {
            let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) else {
                return false;
            };
            arguments::user(METHOD, "steam_id_new_owner", steam_id_new_owner)
                .is_some_and(|owner| platform.matchmaking().set_lobby_owner(lobby, owner))
        })
    }

    /// Sets who may find and join your lobby: one of LobbyType. Steamworks: `SetLobbyType`.
    #[func(rename = setLobbyType)]
    pub fn set_lobby_type(steam_lobby_id: i64, lobby_type: i64) -> bool {
        const METHOD: &str = "Steam.setLobbyType";
        current::with(METHOD, |platform| {
            let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) else {
                return false;
            };
            arguments::enumerator(METHOD, "lobby_type", lobby_type, LobbyType::from_i64, "LobbyType")
                .is_some_and(|lobby_type| platform.matchmaking().set_lobby_type(lobby, lobby_type))
        })
    }

    /// Sets whether anybody may join your lobby. Steamworks: `SetLobbyJoinable`.
    #[func(rename = setLobbyJoinable)]
    pub fn set_lobby_joinable(steam_lobby_id: i64, joinable: bool) -> bool {
        const METHOD: &str = "Steam.setLobbyJoinable";
        current::with(METHOD, |platform| {
            arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .is_some_and(|lobby| platform.matchmaking().set_lobby_joinable(lobby, joinable))
        })
    }

    /// All data of a lobby: a Dictionary with an index from 0 as key and Dictionaries as values, with `index` (int),
    /// `key` and `value` (String). Steamworks: `GetLobbyDataByIndex`.
    #[func(rename = getAllLobbyData)]
    pub fn get_all_lobby_data(steam_lobby_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getAllLobbyData";
        let all = current::with(METHOD, |platform| {
            arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .map(|lobby| platform.matchmaking().all_lobby_data(lobby))
        });
        let mut result = VarDictionary::new();
        for (index, (key, value)) in (0i64..).zip(all.unwrap_or_default()) {
            result.set(index, &vdict! { "index" => index, "key" => key.as_str(), "value" => value.as_str() });
        }
        result
    }

    /// Sets a value in the data of your lobby. The members get `lobby_data_update`. `key` has at most 255 bytes, `value` 8192.
    /// Steamworks: `SetLobbyData`.
    #[func(rename = setLobbyData)]
    pub fn set_lobby_data(steam_lobby_id: i64, key: GString, value: GString) -> bool {
        const METHOD: &str = "Steam.setLobbyData";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let key = arguments::key(METHOD, "key", &key)?;
            let value = arguments::text(METHOD, "value", &value, MAX_LOBBY_VALUE_BYTES)?;
            Some(platform.matchmaking().set_lobby_data(lobby, &key, &value))
        })
        .unwrap_or(false)
    }

    /// Removes a key from the data of your lobby. Steamworks: `DeleteLobbyData`.
    #[func(rename = deleteLobbyData)]
    pub fn delete_lobby_data(steam_lobby_id: i64, key: GString) -> bool {
        const METHOD: &str = "Steam.deleteLobbyData";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            Some(platform.matchmaking().delete_lobby_data(lobby, &arguments::key(METHOD, "key", &key)?))
        })
        .unwrap_or(false)
    }

    /// A member's value for a key; empty if there is none. Steamworks: `GetLobbyMemberData`.
    #[func(rename = getLobbyMemberData)]
    pub fn get_lobby_member_data(steam_lobby_id: i64, steam_user_id: i64, key: GString) -> GString {
        const METHOD: &str = "Steam.getLobbyMemberData";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let member = arguments::user(METHOD, "steam_user_id", steam_user_id)?;
            let key = arguments::key(METHOD, "key", &key)?;
            Some(GString::from(&platform.matchmaking().lobby_member_data(lobby, member, &key)))
        })
        .unwrap_or_default()
    }

    /// Sets a value in your own data in a lobby. The members get `lobby_data_update`. Steamworks: `SetLobbyMemberData`.
    #[func(rename = setLobbyMemberData)]
    pub fn set_lobby_member_data(steam_lobby_id: i64, key: GString, value: GString) {
        const METHOD: &str = "Steam.setLobbyMemberData";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let key = arguments::key(METHOD, "key", &key)?;
            let value = arguments::text(METHOD, "value", &value, MAX_LOBBY_VALUE_BYTES)?;
            platform.matchmaking().set_lobby_member_data(lobby, &key, &value);
            Some(())
        });
    }

    /// Sends a chat message of 1 to 4096 bytes to all members of a lobby, including yourself. They get
    /// `lobby_message`. Steamworks: `SendLobbyChatMsg`.
    #[func(rename = sendLobbyChatMsg)]
    pub fn send_lobby_chat_msg(steam_lobby_id: i64, message_body: GString) -> bool {
        const METHOD: &str = "Steam.sendLobbyChatMsg";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let text = arguments::text(METHOD, "message_body", &message_body, MAX_LOBBY_MESSAGE_BYTES)?;
            if text.is_empty() {
                report::bad_argument(METHOD, "message_body", "empty", "there is nothing to send");
                return None;
            }
            Some(platform.matchmaking().send_lobby_chat_msg(lobby, text.as_bytes()))
        })
        .unwrap_or(false)
    }

    /// Invites a user to a lobby. They get `lobby_invite`. Steamworks: `InviteUserToLobby`.
    ///
    /// Local: `lobby_invite` is emitted at once. There is no overlay to accept it, so the game has to call `joinLobby`
    /// itself.
    #[func(rename = inviteUserToLobby)]
    pub fn invite_user_to_lobby(steam_lobby_id: i64, steam_id_invitee: i64) -> bool {
        const METHOD: &str = "Steam.inviteUserToLobby";
        current::with(METHOD, |platform| {
            let Some(lobby) = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id) else {
                return false;
            };
            arguments::user(METHOD, "steam_id_invitee", steam_id_invitee)
                .is_some_and(|invitee| platform.matchmaking().invite_user_to_lobby(lobby, invitee))
        })
    }

    /// The game server that a lobby's owner has set. Keys: `ret` (bool, whether there is one), `ip` (String), `port` (int),
    /// `id` (int). Steamworks: `GetLobbyGameServer`.
    #[func(rename = getLobbyGameServer)]
    pub fn get_lobby_game_server(steam_lobby_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getLobbyGameServer";
        let asked = current::with(METHOD, |platform| {
            arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .map(|lobby| platform.matchmaking().lobby_game_server(lobby))
        });
        match asked {
            None => VarDictionary::new(),
            Some(None) => vdict! { "ret" => false, "ip" => "", "port" => 0, "id" => 0 },
            Some(Some(server)) => vdict! {
                "ret" => true,
                "ip" => server.ip.to_string().as_str(),
                "port" => i64::from(server.port),
                "id" => server.steam_id.0 as i64,
            },
        }
    }

    /// Sets the game server of your lobby: an IPv4 address and port, or a Steam ID, or both. The members get
    /// `lobby_game_created`. Steamworks: `SetLobbyGameServer`.
    #[func(rename = setLobbyGameServer)]
    pub fn set_lobby_game_server(
        steam_lobby_id: i64,
        #[opt(default = "0")] server_ip: GString,
        #[opt(default = 0)] server_port: i64,
        #[opt(default = 0)] steam_id_game_server: i64,
    ) {
        const METHOD: &str = "Steam.setLobbyGameServer";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let ip = arguments::address(METHOD, "server_ip", &server_ip)?;
            let port = arguments::number(METHOD, "server_port", server_port, 0..=i64::from(u16::MAX))?;
            let steam_id = SteamId(steam_id_game_server as u64);
            platform.matchmaking().set_lobby_game_server(lobby, LobbyGameServer { ip, port, steam_id });
            Some(())
        });
    }
}
}

fn comparison(method: &'static str, value: i64) -> Option<LobbyComparison> {
    arguments::enumerator(method, "comparison_type", value, LobbyComparison::from_i64, "LobbyComparison")
}

fn id_or_zero(id: Option<SteamId>) -> i64 {
    id.map_or(0, |id| id.0 as i64)
}
