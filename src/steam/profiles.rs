//! The part of `ISteamFriends` about profiles, for scripts: items, levels, followers, URLs in the overlay.

use godot::builtin::GString;

use super::pump;
use crate::contract::social::{ProfileItems, SocialEvent};
use crate::contract::{Event, Platform, SteamId};
use crate::script::{arguments, current};

/// The values of CommunityProfileItemType.
const ITEMS: std::ops::RangeInclusive<i64> = 0..=4;
/// The values of CommunityProfileItemProperty.
const PROPERTIES: std::ops::RangeInclusive<i64> = 0..=11;
/// The maximum size of a URL's scheme, in bytes.
const MAX_PROTOCOL_BYTES: usize = 255;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;

/// An item of a user's profile.
fn item(
    method: &'static str,
    steam_id: i64,
    item_type: i64,
    item_property: i64,
) -> Option<(SteamId, i32, i32)> {
    let user = arguments::user(method, "steam_id", steam_id)?;
    let item = arguments::one_of(method, "item_type", item_type, ITEMS, "CommunityProfileItemType")?;
    let property = arguments::one_of(
        method,
        "item_property",
        item_property,
        PROPERTIES,
        "CommunityProfileItemProperty",
    )?;
    Some((user, item, property))
}

/// Makes a request about a user that `signal` answers, with `refused` if there is no such user.
fn ask(
    method: &'static str,
    signal: &'static str,
    steam_id: i64,
    ask: impl FnOnce(&dyn Platform, SteamId),
    refused: impl FnOnce(SteamId) -> SocialEvent,
) {
    current::with_answer(method, signal, |platform| match arguments::user(method, "steam_id", steam_id) {
        Some(user) => {
            ask(platform, user);
            pump::expect_answer(signal);
        }
        None => pump::refuse(signal, Event::Social(refused(SteamId(steam_id as u64)))),
    });
}

methods! {
impl Class {
    /// The level of a user; 0 if it is not known yet. Steamworks: `GetFriendSteamLevel`.
    ///
    /// Local: Always 0.
    #[func(rename = getFriendSteamLevel)]
    pub fn get_friend_steam_level(steam_id: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendSteamLevel";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            Some(i64::from(platform.social().friend_steam_level(user)))
        })
        .unwrap_or(0)
    }

    /// Asks for the items that a user has on their profile. Answered by `equipped_profile_items`. Steamworks:
    /// `RequestEquippedProfileItems`.
    ///
    /// Local: Nobody has any.
    #[func(rename = requestEquippedProfileItems)]
    pub fn request_equipped_profile_items(steam_id: i64) {
        ask(
            "Steam.requestEquippedProfileItems",
            "equipped_profile_items",
            steam_id,
            |platform, user| platform.social().request_equipped_profile_items(user),
            |user| {
                let (result, items) = (RESULT_INVALID_PARAM, ProfileItems::default());
                SocialEvent::ProfileItems { result, user, items }
            },
        );
    }

    /// Whether a user has an item on their profile: `friend_flags` is one of CommunityProfileItemType. Known after
    /// `equipped_profile_items`. Steamworks: `BHasEquippedProfileItem`.
    ///
    /// Local: Always `false`.
    #[func(rename = hasEquippedProfileItem)]
    pub fn has_equipped_profile_item(steam_id: i64, friend_flags: i64) -> bool {
        const METHOD: &str = "Steam.hasEquippedProfileItem";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            let item =
                arguments::one_of(METHOD, "friend_flags", friend_flags, ITEMS, "CommunityProfileItemType")?;
            Some(platform.social().has_equipped_profile_item(user, item))
        })
        .unwrap_or(false)
    }

    /// A text property of an item on a user's profile, such as its title or the URL of a picture. `item_type` is one of
    /// CommunityProfileItemType, `item_property` one of CommunityProfileItemProperty. Steamworks: `GetProfileItemPropertyString`.
    ///
    /// Local: Always empty.
    #[func(rename = getProfileItemPropertyString)]
    pub fn get_profile_item_property_string(steam_id: i64, item_type: i64, item_property: i64) -> GString {
        const METHOD: &str = "Steam.getProfileItemPropertyString";
        current::with(METHOD, |platform| {
            let (user, item, property) = item(METHOD, steam_id, item_type, item_property)?;
            Some(GString::from(&platform.social().profile_item_property_string(user, item, property)))
        })
        .unwrap_or_default()
    }

    /// A number property of an item on a user's profile, such as an app ID. Otherwise as `getProfileItemPropertyString`.
    /// Steamworks: `GetProfileItemPropertyUint`.
    ///
    /// Local: Always 0.
    #[func(rename = getProfileItemPropertyInt)]
    pub fn get_profile_item_property_int(steam_id: i64, item_type: i64, item_property: i64) -> i64 {
        const METHOD: &str = "Steam.getProfileItemPropertyInt";
        current::with(METHOD, |platform| {
            let (user, item, property) = item(METHOD, steam_id, item_type, item_property)?;
            Some(i64::from(platform.social().profile_item_property_uint(user, item, property)))
        })
        .unwrap_or(0)
    }

    /// Asks for the number of a user's followers. Answered by `get_follower_count`. Steamworks: `GetFollowerCount`.
    ///
    /// Local: Nobody follows anybody.
    #[func(rename = getFollowerCount)]
    pub fn get_follower_count(steam_id: i64) {
        ask(
            "Steam.getFollowerCount",
            "get_follower_count",
            steam_id,
            |platform, user| platform.social().request_follower_count(user),
            |user| SocialEvent::FollowerCount { result: RESULT_INVALID_PARAM, user, count: 0 },
        );
    }

    /// Asks whether you follow a user. Answered by `is_following`. Steamworks: `IsFollowing`.
    ///
    /// Local: Nobody follows anybody.
    #[func(rename = isFollowing)]
    pub fn is_following(steam_id: i64) {
        ask(
            "Steam.isFollowing",
            "is_following",
            steam_id,
            |platform, user| platform.social().request_is_following(user),
            |user| SocialEvent::IsFollowing { result: RESULT_INVALID_PARAM, user, following: false },
        );
    }

    /// Asks for the users that you follow, starting at an index, 50 at a time. Answered by `enumerate_following_list`. Steamworks:
    /// `EnumerateFollowingList`.
    ///
    /// Local: Nobody follows anybody.
    #[func(rename = enumerateFollowingList)]
    pub fn enumerate_following_list(start_index: i64) {
        const METHOD: &str = "Steam.enumerateFollowingList";
        const ANSWER: &str = "enumerate_following_list";
        current::with_answer(METHOD, ANSWER, |platform| {
            match arguments::number(METHOD, "start_index", start_index, 0..=i64::from(u32::MAX)) {
                Some(start) => {
                    platform.social().enumerate_following_list(start);
                    pump::expect_answer(ANSWER);
                }
                None => {
                    let (result, users) = (RESULT_INVALID_PARAM, Vec::new());
                    let refused = SocialEvent::FollowingList { result, users, total: 0 };
                    pump::refuse(ANSWER, Event::Social(refused));
                }
            }
        });
    }

    /// Makes the overlay's browser pass URLs with the scheme `protocol` (`mygame` for `mygame://…`) to the game with
    /// `overlay_browser_protocol`. Steamworks: `RegisterProtocolInOverlayBrowser`.
    ///
    /// Local: Always `false`: there is no overlay.
    #[func(rename = registerProtocolInOverlayBrowser)]
    pub fn register_protocol_in_overlay_browser(protocol: GString) -> bool {
        const METHOD: &str = "Steam.registerProtocolInOverlayBrowser";
        current::with(METHOD, |platform| {
            let protocol = arguments::name(METHOD, "protocol", &protocol, MAX_PROTOCOL_BYTES)?;
            Some(platform.social().register_protocol_in_overlay_browser(&protocol))
        })
        .unwrap_or(false)
    }
}
}
