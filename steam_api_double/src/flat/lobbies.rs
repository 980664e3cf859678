//! `ISteamMatchmaking`: lobbies.

use std::ffi::c_char;
use std::net::Ipv4Addr;

use super::methods;
use crate::arguments::{Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::matchmaking::{LobbyGameServer, LobbyType, MAX_LOBBY_MESSAGE_BYTES};
use crate::contract::{Event, Matchmaking, SteamId, User};
use crate::steam::Steam;
use crate::switches::{self, violation};

/// The ways of reporting another process of the user's own account.
const ACCOUNT: &[&str] = &["shared", "owner"];

fn lobby_type(value: i32) -> LobbyType {
    LobbyType::from_i64(i64::from(value)).unwrap_or_else(|| violation(format!("{value} is no ELobbyType")))
}

/// Whether another process of the user's own account appears in every lobby.
fn account_is_shared() -> bool {
    switches::choice("ACCOUNT", ACCOUNT) == Some("shared")
}

/// The owner of a lobby, 0 if Steam names none.
fn owner(steam: &Steam, lobby: SteamId) -> u64 {
    let owner = steam.platform.lobby_owner(lobby);
    let is_said_to_be_the_user = switches::choice("ACCOUNT", ACCOUNT).is_some();
    owner.map_or(0, |owner| if is_said_to_be_the_user { steam.platform.steam_id().0 } else { owner.0 })
}

fn count(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

fn to_c(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

methods! { Matchmaking:
    fn SteamAPI_ISteamMatchmaking_CreateLobby(steam, kind: i32, max_members: i32) -> u64, or 0; {
        let (kind, max_members) = (lobby_type(kind), count(max_members));
        let answered = Kind::AnsweredLike(Event::LobbyCreated { result: 0, lobby: SteamId::NIL });
        steam.call(answered, |platform| platform.create_lobby(kind, max_members))
    }

    fn SteamAPI_ISteamMatchmaking_JoinLobby(steam, lobby: u64) -> u64, or 0; {
        let lobby = SteamId(lobby);
        steam.call(Kind::JoinLobby(lobby), |platform| platform.join_lobby(lobby))
    }

    fn SteamAPI_ISteamMatchmaking_LeaveLobby(steam, lobby: u64), or (); {
        steam.platform.leave_lobby(SteamId(lobby));
        steam.state.lock().chat.remove(&SteamId(lobby));
    }

    fn SteamAPI_ISteamMatchmaking_InviteUserToLobby(steam, lobby: u64, invitee: u64) -> bool, or false; {
        steam.platform.invite_user_to_lobby(SteamId(lobby), SteamId(invitee))
    }

    fn SteamAPI_ISteamMatchmaking_GetNumLobbyMembers(steam, lobby: u64) -> i32, or 0; {
        if account_is_shared() { 1 } else { to_c(steam.platform.num_lobby_members(SteamId(lobby))) }
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyMemberByIndex(steam, lobby: u64, index: i32) -> u64, or 0; {
        if account_is_shared() {
            return if index == 0 { steam.platform.steam_id().0 } else { 0 };
        }
        u32::try_from(index)
            .ok()
            .and_then(|index| steam.platform.lobby_member_by_index(SteamId(lobby), index))
            .map_or(0, |member| member.0)
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyMemberLimit(steam, lobby: u64) -> i32, or 0; {
        to_c(steam.platform.lobby_member_limit(SteamId(lobby)))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyMemberLimit(steam, lobby: u64, limit: i32) -> bool, or false; {
        steam.platform.set_lobby_member_limit(SteamId(lobby), count(limit))
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyOwner(steam, lobby: u64) -> u64, or 0; {
        owner(steam, SteamId(lobby))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyOwner(steam, lobby: u64, owner: u64) -> bool, or false; {
        steam.platform.set_lobby_owner(SteamId(lobby), SteamId(owner))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyType(steam, lobby: u64, kind: i32) -> bool, or false; {
        steam.platform.set_lobby_type(SteamId(lobby), lobby_type(kind))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyJoinable(steam, lobby: u64, joinable: bool) -> bool, or false; {
        steam.platform.set_lobby_joinable(SteamId(lobby), joinable)
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyData(
        steam, lobby: u64, key: Text
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.lobby_data(SteamId(lobby), &key.read()))
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyDataCount(steam, lobby: u64) -> i32, or 0; {
        to_c(steam.platform.all_lobby_data(SteamId(lobby)).len() as u32)
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyDataByIndex(
        steam, lobby: u64, index: i32, key: Output, key_room: i32, value: Output, value_room: i32
    ) -> bool, or false; {
        let all = steam.platform.all_lobby_data(SteamId(lobby));
        let Some((found_key, found_value)) = usize::try_from(index).ok().and_then(|index| all.get(index)) else {
            return false;
        };
        key.text(key_room, found_key) && value.text(value_room, found_value)
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyData(
        steam, lobby: u64, key: Text, value: Text
    ) -> bool, or false; {
        steam.platform.set_lobby_data(SteamId(lobby), &key.read(), &value.read())
    }

    fn SteamAPI_ISteamMatchmaking_DeleteLobbyData(steam, lobby: u64, key: Text) -> bool, or false; {
        steam.platform.delete_lobby_data(SteamId(lobby), &key.read())
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyMemberData(
        steam, lobby: u64, member: u64, key: Text
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.lobby_member_data(SteamId(lobby), SteamId(member), &key.read()))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyMemberData(steam, lobby: u64, key: Text, value: Text), or (); {
        steam.platform.set_lobby_member_data(SteamId(lobby), &key.read(), &value.read());
    }

    fn SteamAPI_ISteamMatchmaking_SendLobbyChatMsg(
        steam, lobby: u64, message: Input, size: i32
    ) -> bool, or false; {
        let message = message.read(count(size));
        // The local platform's texts have no end mark. Other games could send texts without one; the extension must
        // not.
        let text = match message.strip_suffix(&[0]) {
            Some(text) => text,
            None if message.len() == MAX_LOBBY_MESSAGE_BYTES => &message,
            None => violation("a chat text without its NUL"),
        };
        steam.platform.send_lobby_chat_msg(SteamId(lobby), text)
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyChatEntry(
        steam, lobby: u64, chat: i32, user: Out<u64>, room: Output, room_size: i32, entry_type: Out<i32>
    ) -> i32, or 0; {
        let state = steam.state.lock();
        let entries = state.chat.get(&SteamId(lobby));
        let entry = entries.and_then(|entries| entries.get(usize::try_from(chat).ok()?));
        let misbehaviour = switches::choice("CHAT", &["refused", "oversized"]);
        let Some(entry) = entry.filter(|_| misbehaviour != Some("refused")) else { return -1 };
        user.set_if_wanted(entry.user.0);
        let unknown = switches::is("ENUMS", "unknown");
        entry_type.set_if_wanted(if unknown { 12_345 } else { i32::from(entry.entry_type) });
        let mut text = entry.text.clone();
        if text.len() < MAX_LOBBY_MESSAGE_BYTES {
            text.push(0);
        }
        let written = to_c(room.fill(room_size, &text) as u32);
        if misbehaviour.is_some() { room_size + 1000 } else { written }
    }

    fn SteamAPI_ISteamMatchmaking_RequestLobbyData(steam, lobby: u64) -> bool, or false; {
        steam.platform.request_lobby_data(SteamId(lobby))
    }

    fn SteamAPI_ISteamMatchmaking_SetLobbyGameServer(
        steam, lobby: u64, ip: u32, port: u16, server: u64
    ), or (); {
        let server = LobbyGameServer { ip: Ipv4Addr::from(ip), port, steam_id: SteamId(server) };
        steam.platform.set_lobby_game_server(SteamId(lobby), server);
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyGameServer(
        steam, lobby: u64, ip: Out<u32>, port: Out<u16>, id: Out<u64>
    ) -> bool, or false; {
        let Some(server) = steam.platform.lobby_game_server(SteamId(lobby)) else { return false };
        ip.set_if_wanted(server.ip.to_bits());
        port.set_if_wanted(server.port);
        id.set_if_wanted(server.steam_id.0);
        true
    }
}
