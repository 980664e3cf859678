//! `ISteamFriends`: groups and their chats.

use ::steamworks::sys;

use super::calls::Answer;
use super::{SteamworksPlatform, callbacks, strings};
use crate::contract::clans::{ClanActivity, ClanEvent, ClanMessage, Officer};
use crate::contract::{Clans, Event, SteamId, User};

/// The maximum size of a message, in bytes (`k_cchChatMessageMax`).
const MOST_MESSAGE_BYTES: usize = 8192;
/// The maximum number of officers in a list.
const MOST_OFFICERS: i32 = 1024;
/// `k_EChatRoomEnterResponseError`.
const ENTER_RESPONSE_ERROR: i32 = 5;

impl Clans for SteamworksPlatform {
    fn clan_count(&self) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamFriends_GetClanCount(friends) }
    }

    fn clan_by_index(&self, clan_index: i32) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and a number.
        SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetClanByIndex(friends, clan_index) })
    }

    fn clan_name(&self, clan_id: SteamId) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetClanName(friends, clan_id.0)) }
    }

    fn clan_tag(&self, clan_id: SteamId) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetClanTag(friends, clan_id.0)) }
    }

    fn clan_owner(&self, clan_id: SteamId) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and a number.
        SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetClanOwner(friends, clan_id.0) })
    }

    fn clan_officer_count(&self, clan_id: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetClanOfficerCount(friends, clan_id.0) }
    }

    fn clan_officer_by_index(&self, clan_id: SteamId, officer_index: i32) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and numbers.
        SteamId(unsafe {
            sys::SteamAPI_ISteamFriends_GetClanOfficerByIndex(friends, clan_id.0, officer_index)
        })
    }

    fn is_clan_public(&self, clan_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_IsClanPublic(friends, clan_id.0) }
    }

    fn is_clan_official_game_group(&self, clan_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_IsClanOfficialGameGroup(friends, clan_id.0) }
    }

    fn clan_activity_counts(&self, clan_id: SteamId) -> Option<ClanActivity> {
        let friends = self.interfaces.friends.get()?;
        let (mut online, mut in_game, mut chatting) = (0_i32, 0_i32, 0_i32);
        // SAFETY: a live interface, a number, and three `i32` of ours.
        let is_known = unsafe {
            sys::SteamAPI_ISteamFriends_GetClanActivityCounts(
                friends,
                clan_id.0,
                &mut online,
                &mut in_game,
                &mut chatting,
            )
        };
        is_known.then_some(ClanActivity { online, in_game, chatting })
    }

    fn download_clan_activity_counts(&self, clans: &[SteamId]) {
        let answer = Answer {
            signal: "clan_activity_downloaded",
            callback: callbacks::clans::ACTIVITY_DOWNLOADED,
            size: size_of::<sys::DownloadClanActivityCountsResult_t>(),
            read: |_, bytes| callbacks::clans::activity_downloaded(bytes),
            failure: Event::Clans(ClanEvent::ActivityDownloaded { success: false }),
        };
        let mut ids: Vec<u64> = clans.iter().map(|clan| clan.0).collect();
        self.ask(&self.interfaces.friends, answer, |friends| {
            // SAFETY: a live interface, and the given number of ids: `CSteamID` has 8 bytes and no alignment.
            unsafe {
                sys::SteamAPI_ISteamFriends_DownloadClanActivityCounts(
                    friends,
                    ids.as_mut_ptr().cast(),
                    i32::try_from(ids.len()).unwrap_or(0),
                )
            }
        });
    }

    fn request_clan_officer_list(&self, clan_id: SteamId) {
        let answer = Answer {
            signal: "request_clan_officer_list",
            callback: callbacks::clans::OFFICER_LIST,
            size: size_of::<sys::ClanOfficerListResponse_t>(),
            read: SteamworksPlatform::officer_list,
            failure: Event::Clans(ClanEvent::OfficerList { success: false, officers: Vec::new() }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.friends, answer, |friends| unsafe {
            sys::SteamAPI_ISteamFriends_RequestClanOfficerList(friends, clan_id.0)
        });
    }

    fn join_clan_chat_room(&self, clan_id: SteamId) {
        let answer = Answer {
            signal: "join_clan_chat_complete",
            callback: callbacks::clans::CHAT_JOINED,
            size: size_of::<sys::JoinClanChatRoomCompletionResult_t>(),
            read: |_, bytes| callbacks::clans::chat_joined(bytes),
            failure: Event::Clans(ClanEvent::ChatJoined { chat: clan_id, response: ENTER_RESPONSE_ERROR }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.friends, answer, |friends| unsafe {
            sys::SteamAPI_ISteamFriends_JoinClanChatRoom(friends, clan_id.0)
        });
    }

    fn leave_clan_chat_room(&self, clan_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_LeaveClanChatRoom(friends, clan_id.0) }
    }

    fn clan_chat_member_count(&self, clan_id: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetClanChatMemberCount(friends, clan_id.0) }
    }

    fn chat_member_by_index(&self, clan_id: SteamId, user: i32) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and numbers.
        SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetChatMemberByIndex(friends, clan_id.0, user) })
    }

    fn send_clan_chat_message(&self, chat_id: SteamId, text: &str) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        let Some(text) = strings::for_steam(text) else { return false };
        // SAFETY: a live interface, numbers, and NUL-terminated texts.
        unsafe { sys::SteamAPI_ISteamFriends_SendClanChatMessage(friends, chat_id.0, text.as_ptr()) }
    }

    fn clan_chat_message(&self, chat_id: SteamId, message: i32) -> Option<ClanMessage> {
        let friends = self.interfaces.friends.get()?;
        let (mut text, mut entry_type, mut chatter) = (vec![0_u8; MOST_MESSAGE_BYTES], 0_u32, 0_u64);
        // SAFETY: a live interface and numbers. The buffer has the given size. The entry type is an integer of 4 bytes, for
        // which `u32` takes any value; `CSteamID` has 8 bytes and no alignment.
        let written = unsafe {
            sys::SteamAPI_ISteamFriends_GetClanChatMessage(
                friends,
                chat_id.0,
                message,
                text.as_mut_ptr().cast(),
                text.len() as i32,
                (&raw mut entry_type).cast(),
                (&raw mut chatter).cast(),
            )
        };
        text.truncate(usize::try_from(written).unwrap_or(0));
        (written > 0).then(|| ClanMessage {
            text: strings::up_to_nul(&text),
            entry_type: entry_type as i32,
            chatter: SteamId(chatter),
        })
    }

    fn is_clan_chat_admin(&self, chat_id: SteamId, steam_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamFriends_IsClanChatAdmin(friends, chat_id.0, steam_id.0) }
    }

    fn is_clan_chat_window_open_in_steam(&self, chat_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_IsClanChatWindowOpenInSteam(friends, chat_id.0) }
    }

    fn open_clan_chat_window_in_steam(&self, chat_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_OpenClanChatWindowInSteam(friends, chat_id.0) }
    }

    fn close_clan_chat_window_in_steam(&self, chat_id: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_CloseClanChatWindowInSteam(friends, chat_id.0) }
    }
}

impl SteamworksPlatform {
    /// The officers of a group are known: their names have to be fetched now.
    fn officer_list(&self, bytes: &[u8]) -> Option<Event> {
        let (clan, success) = callbacks::clans::officer_list(bytes)?;
        let count = if success { self.clan_officer_count(clan).clamp(0, MOST_OFFICERS) } else { 0 };
        let officers = (0..count).map(|index| {
            let user = self.clan_officer_by_index(clan, index);
            Officer { user, name: self.friend_persona_name(user) }
        });
        Some(Event::Clans(ClanEvent::OfficerList { success, officers: officers.collect() }))
    }

    /// A user has written to a group's chat: the text has to be fetched now.
    pub(super) fn connected_clan_chat_message(&self, bytes: &[u8]) -> Option<Event> {
        let (chat, user, index) = callbacks::clans::clan_chat_message(bytes)?;
        let message = self.clan_chat_message(chat, index).unwrap_or_default();
        Some(Event::Clans(ClanEvent::ChatMessage {
            chat,
            user,
            index,
            text: message.text,
            entry_type: message.entry_type,
        }))
    }
}
