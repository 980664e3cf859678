//! Callbacks of `ISteamFriends` about groups and their chats.

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::clans::ClanEvent;
use crate::contract::{Event, SteamId};

/// `ClanOfficerListResponse_t`.
pub(in super::super) const OFFICER_LIST: i32 = number!(ClanOfficerListResponse_t_k_iCallback);
/// `DownloadClanActivityCountsResult_t`.
pub(in super::super) const ACTIVITY_DOWNLOADED: i32 = number!(DownloadClanActivityCountsResult_t_k_iCallback);
/// `JoinClanChatRoomCompletionResult_t`.
pub(in super::super) const CHAT_JOINED: i32 = number!(JoinClanChatRoomCompletionResult_t_k_iCallback);
/// `GameConnectedClanChatMsg_t`.
pub(in super::super) const CLAN_CHAT_MESSAGE: i32 = number!(GameConnectedClanChatMsg_t_k_iCallback);
const CHAT_JOIN: i32 = number!(GameConnectedChatJoin_t_k_iCallback);
const CHAT_LEAVE: i32 = number!(GameConnectedChatLeave_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        CHAT_JOIN => {
            let it = Structure::of::<sys::GameConnectedChatJoin_t>(bytes)?;
            ClanEvent::UserJoinedChat {
                chat: member!(it, GameConnectedChatJoin_t, id m_steamIDClanChat),
                user: member!(it, GameConnectedChatJoin_t, id m_steamIDUser),
            }
        }
        CHAT_LEAVE => {
            let it = Structure::of::<sys::GameConnectedChatLeave_t>(bytes)?;
            ClanEvent::UserLeftChat {
                chat: member!(it, GameConnectedChatLeave_t, id m_steamIDClanChat),
                user: member!(it, GameConnectedChatLeave_t, id m_steamIDUser),
                kicked: member!(it, GameConnectedChatLeave_t, bool m_bKicked),
                dropped: member!(it, GameConnectedChatLeave_t, bool m_bDropped),
            }
        }
        _ => return None,
    };
    Some(Event::Clans(event))
}

/// `ClanOfficerListResponse_t`: the group, and whether its officers are known.
pub(in super::super) fn officer_list(bytes: &[u8]) -> Option<(SteamId, bool)> {
    let it = Structure::of::<sys::ClanOfficerListResponse_t>(bytes)?;
    Some((
        member!(it, ClanOfficerListResponse_t, id m_steamIDClan),
        member!(it, ClanOfficerListResponse_t, bool m_bSuccess),
    ))
}

/// `DownloadClanActivityCountsResult_t`, the answer to `DownloadClanActivityCounts`.
pub(in super::super) fn activity_downloaded(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::DownloadClanActivityCountsResult_t>(bytes)?;
    let success = member!(it, DownloadClanActivityCountsResult_t, bool m_bSuccess);
    Some(Event::Clans(ClanEvent::ActivityDownloaded { success }))
}

/// `JoinClanChatRoomCompletionResult_t`, the answer to `JoinClanChatRoom`.
pub(in super::super) fn chat_joined(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::JoinClanChatRoomCompletionResult_t>(bytes)?;
    Some(Event::Clans(ClanEvent::ChatJoined {
        chat: member!(it, JoinClanChatRoomCompletionResult_t, id m_steamIDClanChat),
        response: member!(it, JoinClanChatRoomCompletionResult_t, i32 m_eChatRoomEnterResponse),
    }))
}

/// `GameConnectedClanChatMsg_t`: the chat, the author, and the number of the message, by which its text is fetched.
pub(in super::super) fn clan_chat_message(bytes: &[u8]) -> Option<(SteamId, SteamId, i32)> {
    let it = Structure::of::<sys::GameConnectedClanChatMsg_t>(bytes)?;
    Some((
        member!(it, GameConnectedClanChatMsg_t, id m_steamIDClanChat),
        member!(it, GameConnectedClanChatMsg_t, id m_steamIDUser),
        member!(it, GameConnectedClanChatMsg_t, i32 m_iMessageID),
    ))
}
