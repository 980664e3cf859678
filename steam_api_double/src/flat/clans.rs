//! `ISteamFriends`: groups and their chats.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::clans::ClanEvent;
use crate::contract::{Clans, Event, SteamId};
use crate::switches::violation;

methods! { Friends:
    fn SteamAPI_ISteamFriends_GetClanCount(steam) -> i32, or 0; {
    Clans::clan_count(&steam.platform)
    }

    fn SteamAPI_ISteamFriends_GetClanByIndex(steam, clan_index: i32) -> u64, or 0; {
    Clans::clan_by_index(&steam.platform, clan_index).0
    }

    fn SteamAPI_ISteamFriends_GetClanName(steam, clan_id: u64) -> *const c_char, or c"".as_ptr(); {
    steam.text(Clans::clan_name(&steam.platform, SteamId(clan_id)))
    }

    fn SteamAPI_ISteamFriends_GetClanTag(steam, clan_id: u64) -> *const c_char, or c"".as_ptr(); {
    steam.text(Clans::clan_tag(&steam.platform, SteamId(clan_id)))
    }

    fn SteamAPI_ISteamFriends_GetClanOwner(steam, clan_id: u64) -> u64, or 0; {
    Clans::clan_owner(&steam.platform, SteamId(clan_id)).0
    }

    fn SteamAPI_ISteamFriends_GetClanOfficerCount(steam, clan_id: u64) -> i32, or 0; {
    Clans::clan_officer_count(&steam.platform, SteamId(clan_id))
    }

    fn SteamAPI_ISteamFriends_GetClanOfficerByIndex(steam, clan_id: u64, officer_index: i32) -> u64, or 0; {
    Clans::clan_officer_by_index(&steam.platform, SteamId(clan_id), officer_index).0
    }

    fn SteamAPI_ISteamFriends_IsClanPublic(steam, clan_id: u64) -> bool, or false; {
    Clans::is_clan_public(&steam.platform, SteamId(clan_id))
    }

    fn SteamAPI_ISteamFriends_IsClanOfficialGameGroup(steam, clan_id: u64) -> bool, or false; {
    Clans::is_clan_official_game_group(&steam.platform, SteamId(clan_id))
    }

    fn SteamAPI_ISteamFriends_GetClanActivityCounts(
        steam, clan: u64, online: Out<i32>, in_game: Out<i32>, chatting: Out<i32>
    ) -> bool, or false; {
        let Some(activity) = steam.platform.clan_activity_counts(SteamId(clan)) else { return false };
        online.set(activity.online);
        in_game.set(activity.in_game);
        chatting.set(activity.chatting);
        true
    }

    fn SteamAPI_ISteamFriends_DownloadClanActivityCounts(steam, clans: Input, count: i32) -> u64, or 0; {
        let Ok(count) = u32::try_from(count) else { violation("a negative number of groups") };
        let clans: Vec<SteamId> = clans
            .read(count * 8)
            .as_chunks::<8>()
            .0
            .iter()
            .map(|bytes| SteamId(u64::from_ne_bytes(*bytes)))
            .collect();
        let like = Event::Clans(ClanEvent::ActivityDownloaded { success: false });
        steam.call(Kind::AnsweredLike(like), |platform| platform.download_clan_activity_counts(&clans))
    }

    fn SteamAPI_ISteamFriends_RequestClanOfficerList(steam, clan: u64) -> u64, or 0; {
        let like = Event::Clans(ClanEvent::OfficerList { success: false, officers: Vec::new() });
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_clan_officer_list(SteamId(clan)))
    }

    fn SteamAPI_ISteamFriends_JoinClanChatRoom(steam, clan: u64) -> u64, or 0; {
        let like = Event::Clans(ClanEvent::ChatJoined { chat: SteamId::NIL, response: 0 });
        steam.call(Kind::AnsweredLike(like), |platform| platform.join_clan_chat_room(SteamId(clan)))
    }

    fn SteamAPI_ISteamFriends_LeaveClanChatRoom(steam, clan_id: u64) -> bool, or false; {
    Clans::leave_clan_chat_room(&steam.platform, SteamId(clan_id))
    }

    fn SteamAPI_ISteamFriends_GetClanChatMemberCount(steam, clan_id: u64) -> i32, or 0; {
    Clans::clan_chat_member_count(&steam.platform, SteamId(clan_id))
    }

    fn SteamAPI_ISteamFriends_GetChatMemberByIndex(steam, clan_id: u64, user: i32) -> u64, or 0; {
    Clans::chat_member_by_index(&steam.platform, SteamId(clan_id), user).0
    }

    fn SteamAPI_ISteamFriends_SendClanChatMessage(steam, chat_id: u64, text: Text) -> bool, or false; {
    Clans::send_clan_chat_message(&steam.platform, SteamId(chat_id), &text.read())
    }

    fn SteamAPI_ISteamFriends_GetClanChatMessage(
        steam, chat: u64, message: i32, room: Output, room_size: i32, entry_type: Out<i32>, chatter: Out<u64>
    ) -> i32, or 0; {
        let Some(message) = steam.platform.clan_chat_message(SteamId(chat), message) else { return 0 };
        entry_type.set(message.entry_type);
        chatter.set(message.chatter.0);
        room.text(room_size, &message.text);
        message.text.len() as i32 + 1
    }

    fn SteamAPI_ISteamFriends_IsClanChatAdmin(steam, chat_id: u64, steam_id: u64) -> bool, or false; {
    Clans::is_clan_chat_admin(&steam.platform, SteamId(chat_id), SteamId(steam_id))
    }

    fn SteamAPI_ISteamFriends_IsClanChatWindowOpenInSteam(steam, chat_id: u64) -> bool, or false; {
    Clans::is_clan_chat_window_open_in_steam(&steam.platform, SteamId(chat_id))
    }

    fn SteamAPI_ISteamFriends_OpenClanChatWindowInSteam(steam, chat_id: u64) -> bool, or false; {
    Clans::open_clan_chat_window_in_steam(&steam.platform, SteamId(chat_id))
    }

    fn SteamAPI_ISteamFriends_CloseClanChatWindowInSteam(steam, chat_id: u64) -> bool, or false; {
    Clans::close_clan_chat_window_in_steam(&steam.platform, SteamId(chat_id))
    }
}
