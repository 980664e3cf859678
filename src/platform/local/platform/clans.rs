//! `ISteamFriends`: there are no groups.

use super::LocalPlatform;
use crate::contract::clans::{ClanActivity, ClanEvent, ClanMessage};
use crate::contract::{Clans, Event, SteamId};

/// `k_EChatRoomEnterResponseDoesntExist`.
const DOESNT_EXIST: i32 = 2;

impl Clans for LocalPlatform {
    fn clan_count(&self) -> i32 {
        0
    }

    fn clan_by_index(&self, _clan_index: i32) -> SteamId {
        SteamId::NIL
    }

    fn clan_name(&self, _clan_id: SteamId) -> String {
        String::new()
    }

    fn clan_tag(&self, _clan_id: SteamId) -> String {
        String::new()
    }

    fn clan_owner(&self, _clan_id: SteamId) -> SteamId {
        SteamId::NIL
    }

    fn clan_officer_count(&self, _clan_id: SteamId) -> i32 {
        0
    }

    fn clan_officer_by_index(&self, _clan_id: SteamId, _officer_index: i32) -> SteamId {
        SteamId::NIL
    }

    fn is_clan_public(&self, _clan_id: SteamId) -> bool {
        false
    }

    fn is_clan_official_game_group(&self, _clan_id: SteamId) -> bool {
        false
    }

    fn clan_activity_counts(&self, _clan_id: SteamId) -> Option<ClanActivity> {
        None
    }

    fn download_clan_activity_counts(&self, _clans: &[SteamId]) {
        self.queue_answer(Event::Clans(ClanEvent::ActivityDownloaded { success: false }));
    }

    fn request_clan_officer_list(&self, _clan_id: SteamId) {
        self.queue_answer(Event::Clans(ClanEvent::OfficerList { success: false, officers: Vec::new() }));
    }

    fn join_clan_chat_room(&self, clan_id: SteamId) {
        self.queue_answer(Event::Clans(ClanEvent::ChatJoined { chat: clan_id, response: DOESNT_EXIST }));
    }

    fn leave_clan_chat_room(&self, _clan_id: SteamId) -> bool {
        false
    }

    fn clan_chat_member_count(&self, _clan_id: SteamId) -> i32 {
        0
    }

    fn chat_member_by_index(&self, _clan_id: SteamId, _user: i32) -> SteamId {
        SteamId::NIL
    }

    fn send_clan_chat_message(&self, _chat_id: SteamId, _text: &str) -> bool {
        false
    }

    fn clan_chat_message(&self, _chat_id: SteamId, _message: i32) -> Option<ClanMessage> {
        None
    }

    fn is_clan_chat_admin(&self, _chat_id: SteamId, _steam_id: SteamId) -> bool {
        false
    }

    fn is_clan_chat_window_open_in_steam(&self, _chat_id: SteamId) -> bool {
        false
    }

    fn open_clan_chat_window_in_steam(&self, _chat_id: SteamId) -> bool {
        false
    }

    fn close_clan_chat_window_in_steam(&self, _chat_id: SteamId) -> bool {
        false
    }
}
