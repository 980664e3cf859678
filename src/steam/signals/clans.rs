//! The signals of groups and their chats.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::super::Steam;
use super::super::enums::{ChatEntryType, ChatRoomEnterResponse};
use super::id;
use crate::contract::clans::ClanEvent;
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The answer to `requestClanOfficerList`. Keys of each officer: `id` (int), `name` (String).
    fn request_clan_officer_list(success: bool, officer_list: VarArray);

    /// The answer to `downloadClanActivityCounts`: `getClanActivityCounts` now has the numbers for each group. Key: `ret`
    /// (bool).
    fn clan_activity_downloaded(activity: VarDictionary);

    /// The answer to `joinClanChatRoom`.
    fn join_clan_chat_complete(chat_id: i64, response: ChatRoomEnterResponse);

    /// The user `steam_id` has entered a group's chat that you are in.
    fn connected_chat_join(chat_id: i64, steam_id: i64);

    /// The user `steam_id` has left a group's chat that you are in.
    fn connected_chat_leave(chat_id: i64, steam_id: i64, kicked: bool, dropped: bool);

    /// The same as `connected_chat_join`, under the name of GodotSteam 4.20.1.
    fn connected_chat_joined(chat_id: i64, steam_id: i64);

    /// The same as `connected_chat_leave`, under the name of GodotSteam 4.20.1.
    fn connected_chat_left(chat_id: i64, steam_id: i64, kicked: bool, dropped: bool);

    /// The user `chatter` has written to a group's chat that you are in.
    fn connected_clan_chat_message(
        clan_chat_id: i64,
        message_index: i64,
        message_text: GString,
        r#type: ChatEntryType,
        chatter: i64,
    );
}
}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: ClanEvent) {
    match event {
        ClanEvent::OfficerList { success, officers } => {
            let officers = officers.into_iter().map(|officer| {
                vdict! { "id" => id(officer.user), "name" => &GString::from(&officer.name) }.to_variant()
            });
            request_clan_officer_list(success, officers.collect());
        }
        ClanEvent::ActivityDownloaded { success } => clan_activity_downloaded(vdict! { "ret" => success }),
        ClanEvent::ChatJoined { chat, response } => {
            join_clan_chat_complete(id(chat), ChatRoomEnterResponse(i64::from(response)));
        }
        ClanEvent::UserJoinedChat { chat, user } => {
            connected_chat_join(id(chat), id(user));
            connected_chat_joined(id(chat), id(user));
        }
        ClanEvent::UserLeftChat { chat, user, kicked, dropped } => {
            connected_chat_leave(id(chat), id(user), kicked, dropped);
            connected_chat_left(id(chat), id(user), kicked, dropped);
        }
        ClanEvent::ChatMessage { chat, user, index, text, entry_type } => {
            let (text, entry_type) = (GString::from(&text), ChatEntryType(i64::from(entry_type)));
            connected_clan_chat_message(id(chat), i64::from(index), text, entry_type, id(user));
        }
    }
}
