//! `ISteamMatchmaking`: lobbies.

use std::net::Ipv4Addr;

use ::steamworks::sys;

use super::calls::{Answer, Call, RESULT_IO_FAILURE};
use super::lobby_filter::{self, count};
use super::{SteamworksPlatform, callbacks, lists, strings};
use crate::contract::matchmaking::{
    LobbyFilter, LobbyGameServer, LobbyType, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MESSAGE_BYTES,
    MAX_LOBBY_VALUE_BYTES,
};
use crate::contract::{Event, Matchmaking, SteamId};

/// The maximum number of lobbies from one search. Steam finds at most 50 unless the search asks for more.
pub(super) const MOST_LOBBIES: u32 = 10_000;

/// The lobbies that a search has found. They must be fetched before the next search.
fn found_lobbies(platform: &SteamworksPlatform, count: u32) -> Vec<SteamId> {
    let Some(matchmaking) = platform.interfaces.matchmaking.get() else { return Vec::new() };
    (0..i32::try_from(count.min(MOST_LOBBIES)).unwrap_or(0))
        // SAFETY: a live interface; Steam returns an invalid id for an invalid index.
        .map(|index| SteamId(unsafe { sys::SteamAPI_ISteamMatchmaking_GetLobbyByIndex(matchmaking, index) }))
        .filter(|lobby| *lobby != SteamId::NIL)
        .collect()
}

impl Matchmaking for SteamworksPlatform {
    fn create_lobby(&self, lobby_type: LobbyType, max_members: u32) {
        // Steam refuses a number above its maximum in its answer.
        let max_members = count(max_members);
        let answer = Answer {
            signal: "lobby_created",
            callback: callbacks::LOBBY_CREATED,
            size: size_of::<sys::LobbyCreated_t>(),
            read: |_, bytes| callbacks::lobby_created(bytes),
            failure: Event::LobbyCreated { result: RESULT_IO_FAILURE, lobby: SteamId::NIL },
        };
        self.ask(&self.interfaces.matchmaking, answer, |matchmaking| {
            // SAFETY: a live interface and numbers.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_CreateLobby(
                    matchmaking,
                    steam_lobby_type(lobby_type),
                    max_members,
                )
            }
        });
    }

    fn join_lobby(&self, lobby: SteamId) {
        self.call(&self.interfaces.matchmaking, Call::JoinLobby { lobby, announced: false }, |matchmaking| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamMatchmaking_JoinLobby(matchmaking, lobby.0) }
        });
    }

    fn leave_lobby(&self, lobby: SteamId) {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return };
        self.calls.lock().left(lobby);
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamMatchmaking_LeaveLobby(matchmaking, lobby.0) };
    }

    fn add_request_lobby_list_filter(&self, filter: LobbyFilter) {
        if let Some(matchmaking) = self.interfaces.matchmaking.get() {
            // SAFETY: a live interface.
            unsafe { lobby_filter::add(matchmaking, &filter) };
        }
    }

    fn request_lobby_list(&self) {
        let answer = Answer {
            signal: "lobby_match_list",
            callback: callbacks::LOBBY_MATCH_LIST,
            size: size_of::<sys::LobbyMatchList_t>(),
            read: |steam, bytes| {
                let count = callbacks::lobby_match_list(bytes)?;
                Some(Event::LobbyMatchList { lobbies: found_lobbies(steam, count) })
            },
            failure: Event::LobbyMatchList { lobbies: Vec::new() },
        };
        self.ask(&self.interfaces.matchmaking, answer, |matchmaking| {
            // SAFETY: a live interface.
            unsafe { sys::SteamAPI_ISteamMatchmaking_RequestLobbyList(matchmaking) }
        });
    }

    fn request_lobby_data(&self, lobby: SteamId) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamMatchmaking_RequestLobbyData(matchmaking, lobby.0) }
    }

    fn num_lobby_members(&self, lobby: SteamId) -> u32 {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return 0 };
        // SAFETY: a live interface and a number.
        let members = unsafe { sys::SteamAPI_ISteamMatchmaking_GetNumLobbyMembers(matchmaking, lobby.0) };
        u32::try_from(members).unwrap_or(0)
    }

    fn lobby_member_by_index(&self, lobby: SteamId, index: u32) -> Option<SteamId> {
        let matchmaking = self.interfaces.matchmaking.get()?;
        let index = i32::try_from(index).ok()?;
        // SAFETY: a live interface and numbers; Steam returns 0 for an invalid index.
        named(unsafe { sys::SteamAPI_ISteamMatchmaking_GetLobbyMemberByIndex(matchmaking, lobby.0, index) })
    }

    fn lobby_member_limit(&self, lobby: SteamId) -> u32 {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return 0 };
        // SAFETY: a live interface and a number.
        let limit = unsafe { sys::SteamAPI_ISteamMatchmaking_GetLobbyMemberLimit(matchmaking, lobby.0) };
        u32::try_from(limit).unwrap_or(0)
    }

    fn set_lobby_member_limit(&self, lobby: SteamId, max_members: u32) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        let max_members = count(max_members);
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamMatchmaking_SetLobbyMemberLimit(matchmaking, lobby.0, max_members) }
    }

    fn lobby_owner(&self, lobby: SteamId) -> Option<SteamId> {
        let matchmaking = self.interfaces.matchmaking.get()?;
        // SAFETY: a live interface and a number; Steam returns 0 if there is none.
        named(unsafe { sys::SteamAPI_ISteamMatchmaking_GetLobbyOwner(matchmaking, lobby.0) })
    }

    fn set_lobby_owner(&self, lobby: SteamId, new_owner: SteamId) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamMatchmaking_SetLobbyOwner(matchmaking, lobby.0, new_owner.0) }
    }

    fn set_lobby_type(&self, lobby: SteamId, lobby_type: LobbyType) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        let lobby_type = steam_lobby_type(lobby_type);
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamMatchmaking_SetLobbyType(matchmaking, lobby.0, lobby_type) }
    }

    fn set_lobby_joinable(&self, lobby: SteamId, joinable: bool) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamMatchmaking_SetLobbyJoinable(matchmaking, lobby.0, joinable) }
    }

    fn lobby_data(&self, lobby: SteamId, key: &str) -> String {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return String::new() };
        let Some(key) = strings::for_steam(key) else { return String::new() };
        // SAFETY: a live interface, a number and a NUL-terminated text; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamMatchmaking_GetLobbyData(matchmaking, lobby.0, key.as_ptr()))
        }
    }

    fn all_lobby_data(&self, lobby: SteamId) -> Vec<(String, String)> {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return Vec::new() };
        // One more than the longest text, for the NUL at the end.
        let mut key = vec![0_u8; MAX_LOBBY_KEY_BYTES + 1];
        let mut value = vec![0_u8; MAX_LOBBY_VALUE_BYTES + 1];
        // SAFETY: a live interface and a number.
        let entries = unsafe { sys::SteamAPI_ISteamMatchmaking_GetLobbyDataCount(matchmaking, lobby.0) };
        let mut all = Vec::new();
        for index in lists::indices(entries) {
            // SAFETY: a live interface and numbers; both buffers have the given size, and Steam terminates the texts
            // that it writes into them.
            let there = unsafe {
                sys::SteamAPI_ISteamMatchmaking_GetLobbyDataByIndex(
                    matchmaking,
                    lobby.0,
                    index,
                    key.as_mut_ptr().cast(),
                    key.len() as i32,
                    value.as_mut_ptr().cast(),
                    value.len() as i32,
                )
            };
            if there {
                all.push((strings::up_to_nul(&key), strings::up_to_nul(&value)));
            }
        }
        all
    }

    fn set_lobby_data(&self, lobby: SteamId, key: &str, value: &str) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        let (Some(key), Some(value)) = (strings::for_steam(key), strings::for_steam(value)) else {
            return false;
        };
        // SAFETY: a live interface, a number and NUL-terminated texts; Steam copies them.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_SetLobbyData(matchmaking, lobby.0, key.as_ptr(), value.as_ptr())
        }
    }

    fn delete_lobby_data(&self, lobby: SteamId, key: &str) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        let Some(key) = strings::for_steam(key) else { return false };
        // SAFETY: a live interface, a number and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamMatchmaking_DeleteLobbyData(matchmaking, lobby.0, key.as_ptr()) }
    }

    fn lobby_member_data(&self, lobby: SteamId, member: SteamId, key: &str) -> String {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return String::new() };
        let Some(key) = strings::for_steam(key) else { return String::new() };
        // SAFETY: a live interface, numbers and a NUL-terminated text; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamMatchmaking_GetLobbyMemberData(
                matchmaking,
                lobby.0,
                member.0,
                key.as_ptr(),
            ))
        }
    }

    fn set_lobby_member_data(&self, lobby: SteamId, key: &str, value: &str) {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return };
        let (Some(key), Some(value)) = (strings::for_steam(key), strings::for_steam(value)) else { return };
        // SAFETY: a live interface, a number and NUL-terminated texts; Steam copies them.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_SetLobbyMemberData(
                matchmaking,
                lobby.0,
                key.as_ptr(),
                value.as_ptr(),
            );
        }
    }

    fn send_lobby_chat_msg(&self, lobby: SteamId, message: &[u8]) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        if message.len() > MAX_LOBBY_MESSAGE_BYTES {
            return false;
        }
        // Other programs read texts up to the NUL, which the SDK requires. The longest text has no room for it.
        let mut text = Vec::with_capacity(message.len() + 1);
        text.extend_from_slice(message);
        if text.len() < MAX_LOBBY_MESSAGE_BYTES {
            text.push(0);
        }
        // SAFETY: a live interface and a number. Steam reads the given number of bytes; the length has been checked.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_SendLobbyChatMsg(
                matchmaking,
                lobby.0,
                text.as_ptr().cast(),
                text.len() as i32,
            )
        }
    }

    fn invite_user_to_lobby(&self, lobby: SteamId, invitee: SteamId) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamMatchmaking_InviteUserToLobby(matchmaking, lobby.0, invitee.0) }
    }

    fn lobby_game_server(&self, lobby: SteamId) -> Option<LobbyGameServer> {
        let matchmaking = self.interfaces.matchmaking.get()?;
        let (mut ip, mut port, mut server) = (0_u32, 0_u16, 0_u64);
        // SAFETY: a live interface and a number; Steam writes one `u32`, one `u16`, and a `CSteamID`, which has 8
        // bytes and no alignment, so a `u64` has room for it.
        let named = unsafe {
            sys::SteamAPI_ISteamMatchmaking_GetLobbyGameServer(
                matchmaking,
                lobby.0,
                &mut ip,
                &mut port,
                (&raw mut server).cast(),
            )
        };
        // Steam's number has the first part of the address in its highest byte, as `Ipv4Addr` expects it.
        named.then_some(LobbyGameServer { ip: Ipv4Addr::from(ip), port, steam_id: SteamId(server) })
    }

    fn set_lobby_game_server(&self, lobby: SteamId, server: LobbyGameServer) {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_SetLobbyGameServer(
                matchmaking,
                lobby.0,
                u32::from(server.ip),
                server.port,
                server.steam_id.0,
            );
        }
    }
}

/// A Steam id, `None` if it is nobody's.
fn named(id: u64) -> Option<SteamId> {
    (id != SteamId::NIL.0).then_some(SteamId(id))
}

fn steam_lobby_type(lobby_type: LobbyType) -> sys::ELobbyType {
    match lobby_type {
        LobbyType::Private => sys::ELobbyType::k_ELobbyTypePrivate,
        LobbyType::FriendsOnly => sys::ELobbyType::k_ELobbyTypeFriendsOnly,
        LobbyType::Public => sys::ELobbyType::k_ELobbyTypePublic,
        LobbyType::Invisible => sys::ELobbyType::k_ELobbyTypeInvisible,
        LobbyType::PrivateUnique => sys::ELobbyType::k_ELobbyTypePrivateUnique,
    }
}
