//! `ISteamFriends`.

use std::ffi::c_int;
use std::net::Ipv4Addr;

use ::steamworks::sys;

use super::{SteamworksPlatform, lists, open_enums, strings};
use crate::contract::friends::{AvatarSize, FriendGame, Overlay, RecentPlayer, StoreFlag};
use crate::contract::{Friends, SteamId};

type Interface = *mut sys::ISteamFriends;

impl Friends for SteamworksPlatform {
    fn activate_overlay(&self, overlay: Overlay) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface.
        unsafe { activate_overlay(friends, &overlay) };
        true
    }

    fn friend_list(&self, flags: u32) -> Vec<SteamId> {
        let Some(friends) = self.interfaces.friends.get() else { return Vec::new() };
        let flags = bits(flags);
        // SAFETY: a live interface and a number.
        let count = unsafe { sys::SteamAPI_ISteamFriends_GetFriendCount(friends, flags) };
        lists::indices(count)
            // SAFETY: a live interface and numbers; Steam returns 0 for an invalid index.
            .map(|index| unsafe { sys::SteamAPI_ISteamFriends_GetFriendByIndex(friends, index, flags) })
            .map(SteamId)
            .filter(|friend| *friend != SteamId::NIL)
            .collect()
    }

    fn has_friend(&self, user: SteamId, flags: u32) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamFriends_HasFriend(friends, user.0, bits(flags)) }
    }

    fn friend_game_played(&self, user: SteamId) -> Option<FriendGame> {
        let friends = self.interfaces.friends.get()?;
        // `FriendGameInfo_t`, whose size and members `layout` checks, in aligned memory.
        let mut info = [0_u64; 3];
        // SAFETY: a live interface, a number, and 24 aligned bytes, which is what Steam writes.
        let plays = unsafe {
            sys::SteamAPI_ISteamFriends_GetFriendGamePlayed(friends, user.0, (&raw mut info).cast())
        };
        let [game, address, lobby] = info;
        plays.then(|| friend_game(game, address, lobby))
    }

    fn persona_state(&self) -> u8 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface.
        open_enums::narrow(unsafe { open_enums::SteamAPI_ISteamFriends_GetPersonaState(friends) })
    }

    fn friend_persona_state(&self, user: SteamId) -> u8 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        let state = unsafe { open_enums::SteamAPI_ISteamFriends_GetFriendPersonaState(friends, user.0) };
        open_enums::narrow(state)
    }

    fn friend_relationship(&self, user: SteamId) -> u8 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        let relationship =
            unsafe { open_enums::SteamAPI_ISteamFriends_GetFriendRelationship(friends, user.0) };
        open_enums::narrow(relationship)
    }

    fn friend_rich_presence(&self, user: SteamId, key: &str) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        let Some(key) = strings::for_steam(key) else { return String::new() };
        // SAFETY: a live interface, a number and a NUL-terminated text; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamFriends_GetFriendRichPresence(friends, user.0, key.as_ptr()))
        }
    }

    fn set_rich_presence(&self, key: &str, value: &str) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        let (Some(key), Some(value)) = (strings::for_steam(key), strings::for_steam(value)) else {
            return false;
        };
        // SAFETY: a live interface and NUL-terminated texts; Steam copies them.
        unsafe { sys::SteamAPI_ISteamFriends_SetRichPresence(friends, key.as_ptr(), value.as_ptr()) }
    }

    fn clear_rich_presence(&self) {
        let Some(friends) = self.interfaces.friends.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamFriends_ClearRichPresence(friends) };
    }

    fn friend_avatar(&self, user: SteamId, size: AvatarSize) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number, in each.
        unsafe {
            match size {
                AvatarSize::Small => sys::SteamAPI_ISteamFriends_GetSmallFriendAvatar(friends, user.0),
                AvatarSize::Medium => sys::SteamAPI_ISteamFriends_GetMediumFriendAvatar(friends, user.0),
                AvatarSize::Large => sys::SteamAPI_ISteamFriends_GetLargeFriendAvatar(friends, user.0),
            }
        }
    }

    fn player_nickname(&self, user: SteamId) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and a number; the text it answers with, null for none, is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetPlayerNickname(friends, user.0)) }
    }

    fn recent_players(&self) -> Vec<RecentPlayer> {
        let Some(friends) = self.interfaces.friends.get() else { return Vec::new() };
        // SAFETY: a live interface.
        let count = unsafe { sys::SteamAPI_ISteamFriends_GetCoplayFriendCount(friends) };
        lists::indices(count)
            // SAFETY: a live interface and a number; Steam returns 0 for an invalid index.
            .map(|index| SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetCoplayFriend(friends, index) }))
            .filter(|player| *player != SteamId::NIL)
            .map(|user| {
                // SAFETY: a live interface and a number.
                let time = unsafe { sys::SteamAPI_ISteamFriends_GetFriendCoplayTime(friends, user.0) };
                RecentPlayer { user, time: u32::try_from(time).unwrap_or(0) }
            })
            .collect()
    }

    fn set_played_with(&self, user: SteamId) {
        let Some(friends) = self.interfaces.friends.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_SetPlayedWith(friends, user.0) };
    }

    fn invite_user_to_game(&self, user: SteamId, connect: &str) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        let Some(connect) = strings::for_steam(connect) else { return false };
        // SAFETY: a live interface, a number and a NUL-terminated text; Steam copies it.
        unsafe { sys::SteamAPI_ISteamFriends_InviteUserToGame(friends, user.0, connect.as_ptr()) }
    }

    fn request_user_information(&self, user: SteamId, name_only: bool) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface, a number and a boolean.
        unsafe { sys::SteamAPI_ISteamFriends_RequestUserInformation(friends, user.0, name_only) }
    }

    fn set_in_game_voice_speaking(&self, user: SteamId, speaking: bool) {
        let Some(friends) = self.interfaces.friends.get() else { return };
        // SAFETY: a live interface, a number and a boolean.
        unsafe { sys::SteamAPI_ISteamFriends_SetInGameVoiceSpeaking(friends, user.0, speaking) };
    }
}

/// Opens a part of the overlay. A text with a NUL inside opens nothing; the methods for scripts refuse such texts
/// earlier.
///
/// # Safety
/// `friends` comes from [`Interface::get`](super::interfaces::Interface::get).
unsafe fn activate_overlay(friends: Interface, overlay: &Overlay) {
    let text = match overlay {
        Overlay::Dialog(text) | Overlay::InviteWith(text) | Overlay::User(text, _) => text.as_str(),
        Overlay::WebPage { url, .. } => url.as_str(),
        Overlay::Invite(_) | Overlay::RemotePlayTogether(_) | Overlay::Store(..) => "",
    };
    let Some(text) = strings::for_steam(text) else { return };
    // SAFETY: the caller's live interface, numbers, and a NUL-terminated text, in each; Steam copies it.
    unsafe {
        match overlay {
            Overlay::Dialog(_) => sys::SteamAPI_ISteamFriends_ActivateGameOverlay(friends, text.as_ptr()),
            Overlay::Invite(lobby) => {
                sys::SteamAPI_ISteamFriends_ActivateGameOverlayInviteDialog(friends, lobby.0);
            }
            Overlay::InviteWith(_) => {
                sys::SteamAPI_ISteamFriends_ActivateGameOverlayInviteDialogConnectString(
                    friends,
                    text.as_ptr(),
                );
            }
            Overlay::RemotePlayTogether(lobby) => {
                sys::SteamAPI_ISteamFriends_ActivateGameOverlayRemotePlayTogetherInviteDialog(
                    friends, lobby.0,
                );
            }
            Overlay::Store(app_id, flag) => {
                sys::SteamAPI_ISteamFriends_ActivateGameOverlayToStore(friends, *app_id, store_flag(*flag))
            }
            Overlay::User(_, user) => {
                sys::SteamAPI_ISteamFriends_ActivateGameOverlayToUser(friends, text.as_ptr(), user.0);
            }
            Overlay::WebPage { modal, .. } => sys::SteamAPI_ISteamFriends_ActivateGameOverlayToWebPage(
                friends,
                text.as_ptr(),
                web_page_mode(*modal),
            ),
        }
    }
}

fn store_flag(flag: StoreFlag) -> sys::EOverlayToStoreFlag {
    match flag {
        StoreFlag::None => sys::EOverlayToStoreFlag::k_EOverlayToStoreFlag_None,
        StoreFlag::AddToCart => sys::EOverlayToStoreFlag::k_EOverlayToStoreFlag_AddToCart,
        StoreFlag::AddToCartAndShow => sys::EOverlayToStoreFlag::k_EOverlayToStoreFlag_AddToCartAndShow,
    }
}

fn web_page_mode(modal: bool) -> sys::EActivateGameOverlayToWebPageMode {
    if modal {
        sys::EActivateGameOverlayToWebPageMode::k_EActivateGameOverlayToWebPageMode_Modal
    } else {
        sys::EActivateGameOverlayToWebPageMode::k_EActivateGameOverlayToWebPageMode_Default
    }
}

/// Reads `FriendGameInfo_t`: the game, then IP (4 bytes), port and query port (2 each), then the lobby.
fn friend_game(game: u64, address: u64, lobby: u64) -> FriendGame {
    let [ip0, ip1, ip2, ip3, port0, port1, query0, query1] = address.to_ne_bytes();
    FriendGame {
        game,
        // Steam's number has the first part of the address in its highest byte, as `Ipv4Addr` expects it.
        ip: Ipv4Addr::from(u32::from_ne_bytes([ip0, ip1, ip2, ip3])),
        game_port: u16::from_ne_bytes([port0, port1]),
        query_port: u16::from_ne_bytes([query0, query1]),
        lobby: SteamId(lobby),
    }
}

/// Bits for Steam, which takes a signed number.
fn bits(flags: u32) -> c_int {
    flags.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_friends_game_is_read_member_by_member() {
        let mut address = [0; 8];
        address[..4].copy_from_slice(&0x7F00_0001_u32.to_ne_bytes());
        address[4..6].copy_from_slice(&27015_u16.to_ne_bytes());
        address[6..].copy_from_slice(&27016_u16.to_ne_bytes());
        assert_eq!(
            friend_game(480, u64::from_ne_bytes(address), SteamId::lobby(7).0),
            FriendGame {
                game: 480,
                ip: Ipv4Addr::LOCALHOST,
                game_port: 27015,
                query_port: 27016,
                lobby: SteamId::lobby(7),
            }
        );
    }
}
