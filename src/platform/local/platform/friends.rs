//! `ISteamFriends`: all other local users are friends.

use std::net::Ipv4Addr;

use super::{LocalPlatform, clock};
use crate::contract::friends::{AvatarSize, FriendGame, Overlay, RecentPlayer};
use crate::contract::{Friends, SteamId, User};
use crate::platform::local::client::Client;
use crate::platform::local::social::avatar;

/// `k_EFriendFlagImmediate`: friends in the usual sense.
const FLAG_IMMEDIATE: u32 = 0x04;
/// `k_EFriendFlagChatMember`: users in a lobby with this user.
const FLAG_CHAT_MEMBER: u32 = 0x1000;
/// `EPersonaState`.
const OFFLINE: u8 = 0;
const ONLINE: u8 = 1;
/// `EFriendRelationship`.
const RELATIONSHIP_NONE: u8 = 0;
const RELATIONSHIP_FRIEND: u8 = 3;

impl Friends for LocalPlatform {
    fn activate_overlay(&self, overlay: Overlay) -> bool {
        // Steam opens a dialog to choose from. Locally all other users are invited at once.
        match overlay {
            Overlay::Invite(lobby) => self.request(|client| {
                for user in client.others() {
                    client.invite(lobby, user);
                }
                true
            }),
            Overlay::InviteWith(connect) => self.request(|client| {
                for user in client.others() {
                    client.invite_to_game(user, &connect);
                }
                true
            }),
            Overlay::Dialog(_)
            | Overlay::RemotePlayTogether(_)
            | Overlay::Store(..)
            | Overlay::User(..)
            | Overlay::WebPage { .. } => false,
        }
    }

    fn friend_list(&self, flags: u32) -> Vec<SteamId> {
        let client = self.shared.client.lock();
        let mut users = client.acquaintances();
        users.retain(|user| is_friend(&client, *user, flags));
        users
    }

    fn has_friend(&self, user: SteamId, flags: u32) -> bool {
        is_friend(&self.shared.client.lock(), user, flags)
    }

    fn friend_game_played(&self, user: SteamId) -> Option<FriendGame> {
        let client = self.shared.client.lock();
        client.user(user)?;
        Some(FriendGame {
            game: u64::from(self.app_id),
            ip: Ipv4Addr::UNSPECIFIED,
            game_port: 0,
            query_port: 0,
            lobby: client.visible_lobby(user),
        })
    }

    fn persona_state(&self) -> u8 {
        if self.logged_on() { ONLINE } else { OFFLINE }
    }

    fn friend_persona_state(&self, user: SteamId) -> u8 {
        if user == self.me {
            return self.persona_state();
        }
        if self.shared.client.lock().user(user).is_some() { ONLINE } else { OFFLINE }
    }

    fn friend_relationship(&self, user: SteamId) -> u8 {
        if self.has_friend(user, FLAG_IMMEDIATE) { RELATIONSHIP_FRIEND } else { RELATIONSHIP_NONE }
    }

    fn friend_rich_presence(&self, user: SteamId, key: &str) -> String {
        self.shared.client.lock().rich_presence(user, key).to_owned()
    }

    fn set_rich_presence(&self, key: &str, value: &str) -> bool {
        self.request(|client| client.set_rich_presence(key, value))
    }

    fn clear_rich_presence(&self) {
        self.request(|client| client.clear_rich_presence());
    }

    fn friend_avatar(&self, user: SteamId, size: AvatarSize) -> i32 {
        let known = self.shared.client.lock().name_of(user).is_some();
        avatar::handle(user, size).filter(|_| known).unwrap_or(0)
    }

    fn player_nickname(&self, _user: SteamId) -> String {
        String::new()
    }

    fn recent_players(&self) -> Vec<RecentPlayer> {
        self.memory.recent.lock().all().to_vec()
    }

    fn set_played_with(&self, user: SteamId) {
        if self.has_friend(user, FLAG_IMMEDIATE) {
            self.memory.recent.lock().note(user, clock::unix_time());
        }
    }

    fn invite_user_to_game(&self, user: SteamId, connect: &str) -> bool {
        self.request(|client| client.invite_to_game(user, connect))
    }

    /// Users bring all their information with them. For a user who was never online there is none, and the answer says
    /// so.
    fn request_user_information(&self, user: SteamId, _name_only: bool) -> bool {
        user.is_individual() && self.request(|client| client.request_information(user))
    }

    fn set_in_game_voice_speaking(&self, _user: SteamId, _speaking: bool) {}
}

/// Whether any of `flags` applies to `user`. Every user who is or was online is a friend, except this one.
fn is_friend(client: &Client, user: SteamId, flags: u32) -> bool {
    user != client.me().id
        && client.name_of(user).is_some()
        && (flags & FLAG_IMMEDIATE != 0 || flags & FLAG_CHAT_MEMBER != 0 && client.shares_lobby(user))
}
