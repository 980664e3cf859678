//! Callbacks and answers of `ISteamFriends` about what friends share.

use super::{Callback, Structure, empty, value};
use crate::contract::SteamId;
use crate::contract::social::{MAX_FOLLOWED, SocialEvent};

/// `None` for the answer to a call that the SDK does not have any more.
pub(super) fn of(event: &SocialEvent) -> Option<Callback> {
    let new = Structure::new;
    Some(match event {
        SocialEvent::ChatMessage { user, index, .. } => new().steam_id(*user).i32(*index).number(343),
        SocialEvent::FollowerCount { result, user, count } => {
            new().i32(value(*result)).steam_id(*user).i32(*count).number(344)
        }
        SocialEvent::IsFollowing { result, user, following } => {
            new().i32(value(*result)).steam_id(*user).bool(*following).number(345)
        }
        SocialEvent::FollowingList { result, users, total } => {
            let nobody = std::iter::repeat(&SteamId::NIL);
            let listed = users.iter().chain(nobody).take(MAX_FOLLOWED);
            let ids = listed.fold(new().i32(value(*result)), |structure, user| structure.steam_id(*user));
            ids.i32(users.len().min(MAX_FOLLOWED) as i32).i32(*total).number(346)
        }
        SocialEvent::NameChanged { .. } => return None,
        SocialEvent::UnreadMessagesChanged => empty(348),
        SocialEvent::BrowserProtocol { uri } => new().text::<1024>(uri).number(349),
        SocialEvent::ProfileItemsChanged { user } => new().steam_id(*user).number(350),
        SocialEvent::ProfileItems { result, user, items } => new()
            .i32(value(*result))
            .steam_id(*user)
            .bool(items.animated_avatar)
            .bool(items.avatar_frame)
            .bool(items.profile_modifier)
            .bool(items.profile_background)
            .bool(items.mini_profile_background)
            .bool(items.from_cache)
            .number(351),
    })
}
