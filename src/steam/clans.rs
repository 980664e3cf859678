//! `ISteamFriends` for scripts: groups and their chats.

use godot::builtin::{GString, PackedInt64Array, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::pump;
use crate::contract::clans::ClanEvent;
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current};

/// The maximum number of groups in a list or a request.
const MOST_CLANS: i32 = 4096;
/// The maximum size of a message, in bytes (`k_cchChatMessageMax`).
const MAX_MESSAGE_BYTES: usize = 8191;
/// `k_EChatRoomEnterResponseDoesntExist`.
const DOESNT_EXIST: i32 = 2;

methods! {
impl Class {
    /// The number of groups that you are in. Steamworks: `GetClanCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanCount)]
    pub fn get_clan_count() -> i64 {
        current::with("Steam.getClanCount", |platform| i64::from(platform.clans().clan_count()))
    }

    /// One of your groups; `clan_index` is below `getClanCount`. 0 if there is none. Steamworks: `GetClanByIndex`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanByIndex)]
    pub fn get_clan_by_index(clan_index: i64) -> i64 {
        const METHOD: &str = "Steam.getClanByIndex";
        current::with(METHOD, |platform| {
            let clan_index = arguments::number(METHOD, "clan_index", clan_index, 0..=i64::from(i32::MAX))?;
            Some(platform.clans().clan_by_index(clan_index).0 as i64)
        })
        .unwrap_or_default()
    }

    /// The name of a group. Steamworks: `GetClanName`.
    ///
    /// Local: Always empty.
    #[func(rename = getClanName)]
    pub fn get_clan_name(clan_id: i64) -> GString {
        const METHOD: &str = "Steam.getClanName";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(GString::from(&platform.clans().clan_name(clan_id)))
        })
        .unwrap_or_default()
    }

    /// The short name of a group. Steamworks: `GetClanTag`.
    ///
    /// Local: Always empty.
    #[func(rename = getClanTag)]
    pub fn get_clan_tag(clan_id: i64) -> GString {
        const METHOD: &str = "Steam.getClanTag";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(GString::from(&platform.clans().clan_tag(clan_id)))
        })
        .unwrap_or_default()
    }

    /// The owner of a group, or 0 if unknown. Steamworks: `GetClanOwner`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanOwner)]
    pub fn get_clan_owner(clan_id: i64) -> i64 {
        const METHOD: &str = "Steam.getClanOwner";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(platform.clans().clan_owner(clan_id).0 as i64)
        })
        .unwrap_or_default()
    }

    /// The number of a group's officers, after `requestClanOfficerList`. Steamworks: `GetClanOfficerCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanOfficerCount)]
    pub fn get_clan_officer_count(clan_id: i64) -> i64 {
        const METHOD: &str = "Steam.getClanOfficerCount";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(i64::from(platform.clans().clan_officer_count(clan_id)))
        })
        .unwrap_or_default()
    }

    /// One officer of a group; `officer_index` is below `getClanOfficerCount`. Steamworks: `GetClanOfficerByIndex`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanOfficerByIndex)]
    pub fn get_clan_officer_by_index(clan_id: i64, officer_index: i64) -> i64 {
        const METHOD: &str = "Steam.getClanOfficerByIndex";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            let officer_index =
                arguments::number(METHOD, "officer_index", officer_index, 0..=i64::from(i32::MAX))?;
            Some(platform.clans().clan_officer_by_index(clan_id, officer_index).0 as i64)
        })
        .unwrap_or_default()
    }

    /// Whether anybody may join a group. Steamworks: `IsClanPublic`.
    ///
    /// Local: Always `false`.
    #[func(rename = isClanPublic)]
    pub fn is_clan_public(clan_id: i64) -> bool {
        const METHOD: &str = "Steam.isClanPublic";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(platform.clans().is_clan_public(clan_id))
        })
        .unwrap_or_default()
    }

    /// Whether a group is a game's official one. Steamworks: `IsClanOfficialGameGroup`.
    ///
    /// Local: Always `false`.
    #[func(rename = isClanOfficialGameGroup)]
    pub fn is_clan_official_game_group(clan_id: i64) -> bool {
        const METHOD: &str = "Steam.isClanOfficialGameGroup";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(platform.clans().is_clan_official_game_group(clan_id))
        })
        .unwrap_or_default()
    }

    /// All your groups. Keys of each: `id` (int), `name`, `tag` (String). Steamworks: `GetClanCount`,
    /// `GetClanByIndex`, `GetClanName`, `GetClanTag`.
    ///
    /// Local: Always empty.
    #[func(rename = getUserSteamGroups)]
    pub fn get_user_steam_groups() -> VarArray {
        current::with("Steam.getUserSteamGroups", |platform| {
            let count = platform.clans().clan_count().clamp(0, MOST_CLANS);
            let groups = (0..count).map(|index| {
                let group = platform.clans().clan_by_index(index);
                let name = GString::from(&platform.clans().clan_name(group));
                let tag = GString::from(&platform.clans().clan_tag(group));
                vdict! { "id" => group.0 as i64, "name" => &name, "tag" => &tag }.to_variant()
            });
            groups.collect()
        })
    }

    /// The activity of a group's members, after `downloadClanActivityCounts`; empty if unknown. Keys (int): `clan`,
    /// `online`, `ingame`, `chatting`. Steamworks: `GetClanActivityCounts`.
    ///
    /// Local: Always empty.
    #[func(rename = getClanActivityCounts)]
    pub fn get_clan_activity_counts(clan_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getClanActivityCounts";
        let activity = current::with(METHOD, |platform| {
            platform.clans().clan_activity_counts(arguments::group(METHOD, "clan_id", clan_id)?)
        });
        let Some(activity) = activity else { return VarDictionary::new() };
        vdict! {
            "clan" => clan_id, "online" => i64::from(activity.online), "ingame" => i64::from(activity.in_game),
            "chatting" => i64::from(activity.chatting),
        }
    }

    /// Asks for the activity of the members of groups. Answered by `clan_activity_downloaded`. Steamworks:
    /// `DownloadClanActivityCounts`.
    ///
    /// Local: Answered with `ret` false.
    #[func(rename = downloadClanActivityCounts)]
    pub fn download_clan_activity_counts(clan_id_array: PackedInt64Array) {
        const METHOD: &str = "Steam.downloadClanActivityCounts";
        const ANSWER: &str = "clan_activity_downloaded";
        current::with_answer(METHOD, ANSWER, |platform| {
            let clans: Option<Vec<_>> = clan_id_array
                .as_slice()
                .iter()
                .map(|clan| arguments::group(METHOD, "clan_id_array", *clan))
                .collect();
            match clans.filter(|clans| clans.len() <= MOST_CLANS as usize) {
                Some(clans) => {
                    platform.clans().download_clan_activity_counts(&clans);
                    pump::expect_answer(ANSWER);
                }
                None => pump::refuse(ANSWER, Event::Clans(ClanEvent::ActivityDownloaded { success: false })),
            }
        });
    }

    /// Asks for the officers of a group. Answered by `request_clan_officer_list`. Steamworks:
    /// `RequestClanOfficerList`.
    ///
    /// Local: Answered with `success` false.
    #[func(rename = requestClanOfficerList)]
    pub fn request_clan_officer_list(clan_id: i64) {
        const METHOD: &str = "Steam.requestClanOfficerList";
        const ANSWER: &str = "request_clan_officer_list";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
                platform.clans().request_clan_officer_list(clan_id);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => pump::refuse(
                    ANSWER,
                    Event::Clans(ClanEvent::OfficerList { success: false, officers: Vec::new() }),
                ),
            }
        });
    }

    /// Enters a group's chat. Answered by `join_clan_chat_complete`. Steamworks: `JoinClanChatRoom`.
    ///
    /// Local: Answered with `CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST`.
    #[func(rename = joinClanChatRoom)]
    pub fn join_clan_chat_room(clan_id: i64) {
        const METHOD: &str = "Steam.joinClanChatRoom";
        const ANSWER: &str = "join_clan_chat_complete";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
                platform.clans().join_clan_chat_room(clan_id);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => pump::refuse(
                    ANSWER,
                    Event::Clans(ClanEvent::ChatJoined { chat: SteamId::NIL, response: DOESNT_EXIST }),
                ),
            }
        });
    }

    /// Leaves a group's chat. Steamworks: `LeaveClanChatRoom`.
    ///
    /// Local: Always `false`.
    #[func(rename = leaveClanChatRoom)]
    pub fn leave_clan_chat_room(clan_id: i64) -> bool {
        const METHOD: &str = "Steam.leaveClanChatRoom";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(platform.clans().leave_clan_chat_room(clan_id))
        })
        .unwrap_or_default()
    }

    /// The number of users in a group's chat. Steamworks: `GetClanChatMemberCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getClanChatMemberCount)]
    pub fn get_clan_chat_member_count(clan_id: i64) -> i64 {
        const METHOD: &str = "Steam.getClanChatMemberCount";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            Some(i64::from(platform.clans().clan_chat_member_count(clan_id)))
        })
        .unwrap_or_default()
    }

    /// One user in a group's chat; `user` is below `getClanChatMemberCount`. Steamworks: `GetChatMemberByIndex`.
    ///
    /// Local: Always 0.
    #[func(rename = getChatMemberByIndex)]
    pub fn get_chat_member_by_index(clan_id: i64, user: i64) -> i64 {
        const METHOD: &str = "Steam.getChatMemberByIndex";
        current::with(METHOD, |platform| {
            let clan_id = arguments::group(METHOD, "clan_id", clan_id)?;
            let user = arguments::number(METHOD, "user", user, 0..=i64::from(i32::MAX))?;
            Some(platform.clans().chat_member_by_index(clan_id, user).0 as i64)
        })
        .unwrap_or_default()
    }

    /// Writes to a group's chat that you are in. Steamworks: `SendClanChatMessage`.
    ///
    /// Local: Always `false`.
    #[func(rename = sendClanChatMessage)]
    pub fn send_clan_chat_message(chat_id: i64, text: GString) -> bool {
        const METHOD: &str = "Steam.sendClanChatMessage";
        current::with(METHOD, |platform| {
            let chat_id = arguments::group(METHOD, "chat_id", chat_id)?;
            let text = arguments::text(METHOD, "text", &text, MAX_MESSAGE_BYTES)?;
            Some(platform.clans().send_clan_chat_message(chat_id, &text))
        })
        .unwrap_or_default()
    }

    /// A message of a group's chat, by the number that `connected_clan_chat_message` passed. Keys: `ret` (bool),
    /// `text` (String), `type` (int, ChatEntryType), `chatter` (int). Steamworks: `GetClanChatMessage`.
    ///
    /// Local: Always `ret` false.
    #[func(rename = getClanChatMessage)]
    pub fn get_clan_chat_message(chat_id: i64, message: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getClanChatMessage";
        current::with(METHOD, |platform| {
            let chat = arguments::group(METHOD, "chat_id", chat_id)?;
            let message = arguments::number(METHOD, "message", message, 0..=i64::from(i32::MAX))?;
            let found = platform.clans().clan_chat_message(chat, message);
            let ret = found.is_some();
            let found = found.unwrap_or_default();
            Some(vdict! {
                "ret" => ret, "text" => &GString::from(&found.text), "type" => i64::from(found.entry_type),
                "chatter" => found.chatter.0 as i64,
            })
        })
        .unwrap_or_default()
    }

    /// Whether a user moderates a group's chat. Steamworks: `IsClanChatAdmin`.
    ///
    /// Local: Always `false`.
    #[func(rename = isClanChatAdmin)]
    pub fn is_clan_chat_admin(chat_id: i64, steam_id: i64) -> bool {
        const METHOD: &str = "Steam.isClanChatAdmin";
        current::with(METHOD, |platform| {
            let chat_id = arguments::group(METHOD, "chat_id", chat_id)?;
            let steam_id = arguments::user(METHOD, "steam_id", steam_id)?;
            Some(platform.clans().is_clan_chat_admin(chat_id, steam_id))
        })
        .unwrap_or_default()
    }

    /// Whether the Steam client shows a group's chat. Steamworks: `IsClanChatWindowOpenInSteam`.
    ///
    /// Local: Always `false`.
    #[func(rename = isClanChatWindowOpenInSteam)]
    pub fn is_clan_chat_window_open_in_steam(chat_id: i64) -> bool {
        const METHOD: &str = "Steam.isClanChatWindowOpenInSteam";
        current::with(METHOD, |platform| {
            let chat_id = arguments::group(METHOD, "chat_id", chat_id)?;
            Some(platform.clans().is_clan_chat_window_open_in_steam(chat_id))
        })
        .unwrap_or_default()
    }

    /// Opens a group's chat in the Steam client. Steamworks: `OpenClanChatWindowInSteam`.
    ///
    /// Local: Always `false`.
    #[func(rename = openClanChatWindowInSteam)]
    pub fn open_clan_chat_window_in_steam(chat_id: i64) -> bool {
        const METHOD: &str = "Steam.openClanChatWindowInSteam";
        current::with(METHOD, |platform| {
            let chat_id = arguments::group(METHOD, "chat_id", chat_id)?;
            Some(platform.clans().open_clan_chat_window_in_steam(chat_id))
        })
        .unwrap_or_default()
    }

    /// Closes a group's chat in the Steam client. Steamworks: `CloseClanChatWindowInSteam`.
    ///
    /// Local: Always `false`.
    #[func(rename = closeClanChatWindowInSteam)]
    pub fn close_clan_chat_window_in_steam(chat_id: i64) -> bool {
        const METHOD: &str = "Steam.closeClanChatWindowInSteam";
        current::with(METHOD, |platform| {
            let chat_id = arguments::group(METHOD, "chat_id", chat_id)?;
            Some(platform.clans().close_clan_chat_window_in_steam(chat_id))
        })
        .unwrap_or_default()
    }
}
}
