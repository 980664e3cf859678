//! Callbacks and answers of `ISteamFriends` about what friends share.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::social::{MAX_FOLLOWED, ProfileItems, SocialEvent};
use crate::contract::{Event, SteamId};

/// `GameConnectedFriendChatMsg_t`.
pub(in super::super) const FRIEND_CHAT_MESSAGE: i32 = number!(GameConnectedFriendChatMsg_t_k_iCallback);
/// `FriendsGetFollowerCount_t`.
pub(in super::super) const FOLLOWER_COUNT: i32 = number!(FriendsGetFollowerCount_t_k_iCallback);
/// `FriendsIsFollowing_t`.
pub(in super::super) const IS_FOLLOWING: i32 = number!(FriendsIsFollowing_t_k_iCallback);
/// `FriendsEnumerateFollowingList_t`.
pub(in super::super) const FOLLOWING_LIST: i32 = number!(FriendsEnumerateFollowingList_t_k_iCallback);
/// `EquippedProfileItems_t`.
pub(in super::super) const PROFILE_ITEMS: i32 = number!(EquippedProfileItems_t_k_iCallback);

const UNREAD_CHANGED: i32 = number!(UnreadChatMessagesChanged_t_k_iCallback);
const BROWSER_PROTOCOL: i32 = number!(OverlayBrowserProtocolNavigation_t_k_iCallback);
const PROFILE_ITEMS_CHANGED: i32 = number!(EquippedProfileItemsChanged_t_k_iCallback);

/// The event of one of the unsolicited callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        UNREAD_CHANGED => SocialEvent::UnreadMessagesChanged,
        BROWSER_PROTOCOL => {
            let it = Structure::of::<sys::OverlayBrowserProtocolNavigation_t>(bytes)?;
            let uri = offset_of!(sys::OverlayBrowserProtocolNavigation_t, rgchURI);
            SocialEvent::BrowserProtocol { uri: it.text::<1024>(uri) }
        }
        PROFILE_ITEMS_CHANGED => {
            let it = Structure::of::<sys::EquippedProfileItemsChanged_t>(bytes)?;
            SocialEvent::ProfileItemsChanged {
                user: member!(it, EquippedProfileItemsChanged_t, id m_steamID),
            }
        }
        _ => return None,
    };
    Some(Event::Social(event))
}

/// `GameConnectedFriendChatMsg_t`: the author, and the number of the message, by which its text is fetched.
pub(in super::super) fn chat_message(bytes: &[u8]) -> Option<(SteamId, i32)> {
    let it = Structure::of::<sys::GameConnectedFriendChatMsg_t>(bytes)?;
    Some((
        member!(it, GameConnectedFriendChatMsg_t, id m_steamIDUser),
        member!(it, GameConnectedFriendChatMsg_t, i32 m_iMessageID),
    ))
}

/// `FriendsGetFollowerCount_t`.
pub(in super::super) fn follower_count(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::FriendsGetFollowerCount_t>(bytes)?;
    Some(Event::Social(SocialEvent::FollowerCount {
        result: member!(it, FriendsGetFollowerCount_t, i32 m_eResult),
        user: member!(it, FriendsGetFollowerCount_t, id m_steamID),
        count: member!(it, FriendsGetFollowerCount_t, i32 m_nCount),
    }))
}

/// `FriendsIsFollowing_t`.
pub(in super::super) fn is_following(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::FriendsIsFollowing_t>(bytes)?;
    Some(Event::Social(SocialEvent::IsFollowing {
        result: member!(it, FriendsIsFollowing_t, i32 m_eResult),
        user: member!(it, FriendsIsFollowing_t, id m_steamID),
        following: member!(it, FriendsIsFollowing_t, bool m_bIsFollowing),
    }))
}

/// `FriendsEnumerateFollowingList_t`.
pub(in super::super) fn following_list(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::FriendsEnumerateFollowingList_t>(bytes)?;
    let returned = member!(it, FriendsEnumerateFollowingList_t, i32 m_nResultsReturned);
    let returned = usize::try_from(returned).unwrap_or(0).min(MAX_FOLLOWED);
    let first = offset_of!(sys::FriendsEnumerateFollowingList_t, m_rgSteamID);
    Some(Event::Social(SocialEvent::FollowingList {
        result: member!(it, FriendsEnumerateFollowingList_t, i32 m_eResult),
        users: (0..returned).map(|place| it.id(first + place * size_of::<u64>())).collect(),
        total: member!(it, FriendsEnumerateFollowingList_t, i32 m_nTotalResultCount),
    }))
}

/// `EquippedProfileItems_t`.
pub(in super::super) fn profile_items(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::EquippedProfileItems_t>(bytes)?;
    Some(Event::Social(SocialEvent::ProfileItems {
        result: member!(it, EquippedProfileItems_t, i32 m_eResult),
        user: member!(it, EquippedProfileItems_t, id m_steamID),
        items: ProfileItems {
            animated_avatar: member!(it, EquippedProfileItems_t, bool m_bHasAnimatedAvatar),
            avatar_frame: member!(it, EquippedProfileItems_t, bool m_bHasAvatarFrame),
            profile_modifier: member!(it, EquippedProfileItems_t, bool m_bHasProfileModifier),
            profile_background: member!(it, EquippedProfileItems_t, bool m_bHasProfileBackground),
            mini_profile_background: member!(it, EquippedProfileItems_t, bool m_bHasMiniProfileBackground),
            from_cache: member!(it, EquippedProfileItems_t, bool m_bFromCache),
        },
    }))
}
