//! `ISteamFriends`: friends and their state.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Out, Text};
use crate::contract::friends::AvatarSize;
use crate::contract::{Friends, SteamId, User};
use crate::steam::Steam;
use crate::switches;

/// `FriendGameInfo_t`.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
struct GameInfo {
    game: u64,
    ip: u32,
    game_port: u16,
    query_port: u16,
    lobby: u64,
}

/// A user's name for C.
fn name(steam: &Steam, name: String) -> *const c_char {
    match switches::choice("NAMES", &["not-utf8", "unknown", "null"]) {
        Some("null") => std::ptr::null(),
        Some("not-utf8") => steam.text([b"Z\xFF".as_slice(), name.as_bytes()].concat()),
        None if !name.is_empty() => steam.text(name),
        // Steam's placeholder for an unknown name.
        _ => steam.text("[unknown]"),
    }
}

/// A value of an enumeration, or one that no SDK knows.
fn enumeration(value: u8) -> i32 {
    if switches::is("ENUMS", "unknown") { 200 } else { i32::from(value) }
}

methods! { Friends:
    fn SteamAPI_ISteamFriends_GetPersonaName(steam) -> *const c_char, or c"".as_ptr(); {
        name(steam, steam.platform.persona_name())
    }

    fn SteamAPI_ISteamFriends_GetFriendPersonaName(steam, user: u64) -> *const c_char, or c"".as_ptr(); {
        name(steam, steam.platform.friend_persona_name(SteamId(user)))
    }

    fn SteamAPI_ISteamFriends_GetPersonaState(steam) -> i32, or 0; {
        enumeration(steam.platform.persona_state())
    }

    fn SteamAPI_ISteamFriends_GetFriendPersonaState(steam, user: u64) -> i32, or 0; {
        enumeration(steam.platform.friend_persona_state(SteamId(user)))
    }

    fn SteamAPI_ISteamFriends_GetFriendRelationship(steam, user: u64) -> i32, or 0; {
        enumeration(steam.platform.friend_relationship(SteamId(user)))
    }

    // Steam does not know the friends of a user who is not logged on.
    fn SteamAPI_ISteamFriends_GetFriendCount(steam, flags: i32) -> i32, or -1; {
        steam.platform.friend_list(flags.cast_unsigned()).len() as i32
    }

    fn SteamAPI_ISteamFriends_GetFriendByIndex(steam, index: i32, flags: i32) -> u64, or 0; {
        let friends = steam.platform.friend_list(flags.cast_unsigned());
        usize::try_from(index).ok().and_then(|index| friends.get(index)).map_or(0, |friend| friend.0)
    }

    fn SteamAPI_ISteamFriends_HasFriend(steam, user: u64, flags: i32) -> bool, or false; {
        steam.platform.has_friend(SteamId(user), flags.cast_unsigned())
    }

    fn SteamAPI_ISteamFriends_GetFriendGamePlayed(steam, user: u64, info: Out<GameInfo>) -> bool, or false; {
        let Some(game) = steam.platform.friend_game_played(SteamId(user)) else { return false };
        info.set(GameInfo {
            game: game.game,
            ip: game.ip.to_bits(),
            game_port: game.game_port,
            query_port: game.query_port,
            lobby: game.lobby.0,
        });
        true
    }

    fn SteamAPI_ISteamFriends_GetFriendRichPresence(
        steam, user: u64, key: Text
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.friend_rich_presence(SteamId(user), &key.read()))
    }

    fn SteamAPI_ISteamFriends_SetRichPresence(steam, key: Text, value: Text) -> bool, or false; {
        steam.platform.set_rich_presence(&key.read(), &value.read())
    }

    fn SteamAPI_ISteamFriends_ClearRichPresence(steam), or (); {
        steam.platform.clear_rich_presence();
    }

    fn SteamAPI_ISteamFriends_GetSmallFriendAvatar(steam, user: u64) -> i32, or 0; {
        steam.platform.friend_avatar(SteamId(user), AvatarSize::Small)
    }

    fn SteamAPI_ISteamFriends_GetMediumFriendAvatar(steam, user: u64) -> i32, or 0; {
        steam.platform.friend_avatar(SteamId(user), AvatarSize::Medium)
    }

    fn SteamAPI_ISteamFriends_GetLargeFriendAvatar(steam, user: u64) -> i32, or 0; {
        steam.platform.friend_avatar(SteamId(user), AvatarSize::Large)
    }

    fn SteamAPI_ISteamFriends_GetPlayerNickname(steam, user: u64) -> *const c_char, or std::ptr::null(); {
        let nickname = steam.platform.player_nickname(SteamId(user));
        if nickname.is_empty() { std::ptr::null() } else { steam.text(nickname) }
    }

    fn SteamAPI_ISteamFriends_GetCoplayFriendCount(steam) -> i32, or 0; {
        steam.platform.recent_players().len() as i32
    }

    fn SteamAPI_ISteamFriends_GetCoplayFriend(steam, index: i32) -> u64, or 0; {
        let players = steam.platform.recent_players();
        usize::try_from(index).ok().and_then(|index| players.get(index)).map_or(0, |player| player.user.0)
    }

    fn SteamAPI_ISteamFriends_GetFriendCoplayTime(steam, user: u64) -> i32, or 0; {
        let players = steam.platform.recent_players();
        players.iter().find(|player| player.user.0 == user).map_or(0, |player| player.time.cast_signed())
    }

    fn SteamAPI_ISteamFriends_SetPlayedWith(steam, user: u64), or (); {
        steam.platform.set_played_with(SteamId(user));
    }

    fn SteamAPI_ISteamFriends_InviteUserToGame(steam, user: u64, connect: Text) -> bool, or false; {
        steam.platform.invite_user_to_game(SteamId(user), &connect.read())
    }

    fn SteamAPI_ISteamFriends_RequestUserInformation(steam, user: u64, name_only: bool) -> bool, or false; {
        steam.platform.request_user_information(SteamId(user), name_only)
    }

    fn SteamAPI_ISteamFriends_SetInGameVoiceSpeaking(steam, user: u64, speaking: bool), or (); {
        steam.platform.set_in_game_voice_speaking(SteamId(user), speaking);
    }
}
