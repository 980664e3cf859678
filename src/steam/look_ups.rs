//! Look-ups that a game makes in every frame for every lobby member: members, names, data. Registered without detours.

use godot::builtin::GString;

use super::Steam;
use crate::contract::matchmaking::MAX_LOBBY_MEMBERS;
use crate::script::fast::fast_methods;
use crate::script::{arguments, current};

fast_methods! {
impl Steam {
    /// Your 64-bit Steam ID. Steamworks: `GetSteamID`.
    ///
    /// Local: The same from run to run: the account number is 1,990,000,000 plus the user's number.
    #[func(rename = getSteamID)]
    pub fn get_steam_id() -> i64 {
        current::with("Steam.getSteamID", |platform| platform.user().steam_id().0 as i64)
    }

    /// The number of a lobby's members; 0 if the lobby is not known. Steamworks: `GetNumLobbyMembers`.
    #[func(rename = getNumLobbyMembers)]
    pub fn get_num_lobby_members(steam_lobby_id: i64) -> i64 {
        const METHOD: &str = "Steam.getNumLobbyMembers";
        current::with(METHOD, |platform| {
            arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)
                .map_or(0, |lobby| i64::from(platform.matchmaking().num_lobby_members(lobby)))
        })
    }

    /// The ID of the member at an index from 0; 0 if there is none. Steamworks: `GetLobbyMemberByIndex`.
    #[func(rename = getLobbyMemberByIndex)]
    pub fn get_lobby_member_by_index(steam_lobby_id: i64, member: i64) -> i64 {
        const METHOD: &str = "Steam.getLobbyMemberByIndex";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let index = arguments::number(METHOD, "member", member, 0..=i64::from(MAX_LOBBY_MEMBERS))?;
            platform.matchmaking().lobby_member_by_index(lobby, index)
        })
        .map_or(0, |member| member.0 as i64)
    }

    /// A lobby's value for a key; empty if there is none. Steamworks: `GetLobbyData`.
    #[func(rename = getLobbyData)]
    pub fn get_lobby_data(steam_lobby_id: i64, key: &GString) -> GString {
        const METHOD: &str = "Steam.getLobbyData";
        current::with(METHOD, |platform| {
            let lobby = arguments::lobby(METHOD, "steam_lobby_id", steam_lobby_id)?;
            let key = arguments::key(METHOD, "key", key)?;
            Some(GString::from(&platform.matchmaking().lobby_data(lobby, &key)))
        })
        .unwrap_or_default()
    }

    /// Another user's name; empty until it is known, which `persona_state_change` reports. Steamworks:
    /// `GetFriendPersonaName`.
    ///
    /// Local: Known for every user who is or was running.
    #[func(rename = getFriendPersonaName)]
    pub fn get_friend_persona_name(steam_id: i64) -> GString {
        const METHOD: &str = "Steam.getFriendPersonaName";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .map(|user| GString::from(&platform.user().friend_persona_name(user)))
                .unwrap_or_default()
        })
    }
}
}
