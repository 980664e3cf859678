//! `ISteamFriends`: chats, names and shared lobbies. Local users have no friends groups, followers or profiles.

use super::LocalPlatform;
use crate::contract::social::{FriendMessage, NO_FRIENDS_GROUP, ProfileItems, SocialEvent};
use crate::contract::{Event, Friends, Social, SteamId};

/// `k_EResultOK`.
const RESULT_OK: i32 = 1;

fn length<T>(list: &[T]) -> i32 {
    i32::try_from(list.len()).unwrap_or(i32::MAX)
}

fn at<T: Clone + Default>(list: &[T], index: i32) -> T {
    usize::try_from(index).ok().and_then(|index| list.get(index)).cloned().unwrap_or_default()
}

impl LocalPlatform {
    /// The other members of a lobby that this user is in. There are no groups.
    fn friends_in(&self, source: SteamId) -> Vec<SteamId> {
        let mut members = self.shared.client.lock().lobby_members(source);
        members.retain(|member| *member != self.me);
        members
    }
}

impl Social for LocalPlatform {
    fn coplay_friend_count(&self) -> i32 {
        length(&self.recent_players())
    }

    fn coplay_friend(&self, index: i32) -> SteamId {
        let players: Vec<SteamId> = self.recent_players().iter().map(|player| player.user).collect();
        at(&players, index)
    }

    fn friend_coplay_time(&self, user: SteamId) -> i32 {
        let players = self.recent_players();
        players.iter().find(|player| player.user == user).map_or(0, |player| player.time.cast_signed())
    }

    fn friend_coplay_game(&self, user: SteamId) -> u32 {
        if self.friend_coplay_time(user) == 0 { 0 } else { self.app_id }
    }

    fn friend_count_from_source(&self, source: SteamId) -> i32 {
        length(&self.friends_in(source))
    }

    fn friend_from_source_by_index(&self, source: SteamId, index: i32) -> SteamId {
        at(&self.friends_in(source), index)
    }

    fn is_user_in_source(&self, user: SteamId, source: SteamId) -> bool {
        self.shared.client.lock().lobby_members(source).contains(&user)
    }

    fn friend_message(&self, user: SteamId, index: i32) -> Option<FriendMessage> {
        self.shared.client.lock().friend_message(user, index)
    }

    fn reply_to_friend_message(&self, user: SteamId, text: &str) -> bool {
        self.request(|client| client.write_to_friend(user, text))
    }

    fn set_listen_for_friends_messages(&self, listen: bool) -> bool {
        self.shared.client.lock().listen_for_friends(listen);
        true
    }

    fn friend_persona_name_history(&self, user: SteamId, index: i32) -> String {
        let client = self.shared.client.lock();
        let name = client.name_of(user).filter(|_| index == 0);
        name.unwrap_or_default().to_owned()
    }

    fn friend_rich_presence_key_count(&self, user: SteamId) -> i32 {
        length(&self.shared.client.lock().rich_presence_keys(user))
    }

    fn friend_rich_presence_key_by_index(&self, user: SteamId, index: i32) -> String {
        at(&self.shared.client.lock().rich_presence_keys(user), index)
    }

    /// Rich presence of users who are online is always known already, so the answer follows at once.
    fn request_friend_rich_presence(&self, user: SteamId) {
        self.queue_answer(Event::FriendRichPresenceUpdate { user, app_id: self.app_id });
    }

    fn friends_group_count(&self) -> i32 {
        0
    }

    fn friends_group_id_by_index(&self, _index: i32) -> i16 {
        NO_FRIENDS_GROUP
    }

    fn friends_group_name(&self, _group: i16) -> String {
        String::new()
    }

    fn friends_group_members_count(&self, _group: i16) -> i32 {
        0
    }

    fn friends_group_members_list(&self, _group: i16, _most: i32) -> Vec<SteamId> {
        Vec::new()
    }

    fn friend_steam_level(&self, _user: SteamId) -> i32 {
        0
    }

    fn has_equipped_profile_item(&self, _user: SteamId, _item: i32) -> bool {
        false
    }

    fn profile_item_property_string(&self, _user: SteamId, _item: i32, _property: i32) -> String {
        String::new()
    }

    fn profile_item_property_uint(&self, _user: SteamId, _item: i32, _property: i32) -> u32 {
        0
    }

    fn request_equipped_profile_items(&self, user: SteamId) {
        let (result, items) = (RESULT_OK, ProfileItems::default());
        self.queue_answer(Event::Social(SocialEvent::ProfileItems { result, user, items }));
    }

    fn request_follower_count(&self, user: SteamId) {
        self.queue_answer(Event::Social(SocialEvent::FollowerCount { result: RESULT_OK, user, count: 0 }));
    }

    fn request_is_following(&self, user: SteamId) {
        self.queue_answer(Event::Social(SocialEvent::IsFollowing {
            result: RESULT_OK,
            user,
            following: false,
        }));
    }

    fn enumerate_following_list(&self, _start: u32) {
        let (result, users) = (RESULT_OK, Vec::new());
        self.queue_answer(Event::Social(SocialEvent::FollowingList { result, users, total: 0 }));
    }

    fn register_protocol_in_overlay_browser(&self, _protocol: &str) -> bool {
        false
    }

    fn num_chats_with_unread_priority_messages(&self) -> i32 {
        0
    }

    fn set_persona_name(&self, name: &str) -> bool {
        self.request(|client| client.rename(name));
        true
    }
}
