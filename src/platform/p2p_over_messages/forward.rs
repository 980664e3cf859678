//! Everything that is not packets goes to the platform underneath.

use super::P2pOverMessages;
use crate::platform::apps::Apps;
use crate::platform::auth::{Auth, AuthTicket, Voice};
use crate::platform::friends::{AvatarSize, FriendGame, Friends, Overlay, RecentPlayer};
use crate::platform::matchmaking::{
    FavoriteGame, Favorites, LobbyFilter, LobbyGameServer, LobbyType, Matchmaking,
};
use crate::platform::networking::PacketBuffer;
use crate::platform::networking_messages::{MessageInfo, MessagesSession, NetworkingMessages};
use crate::platform::user::User;
use crate::platform::utils::{Image, NotificationPosition, Utils};
use crate::platform::{Platform, SteamId};

/// Implements a trait by calling the same methods of the platform underneath. What the trait has and the list lacks does not
/// compile.
macro_rules! forward {
    ($interface:ident: $(fn $method:ident(&self $(, $argument:ident: $type:ty)*) $(-> $answer:ty)?;)+) => {
        impl<P: Platform> $interface for P2pOverMessages<P> {
            $(
                #[inline]
                fn $method(&self $(, $argument: $type)*) $(-> $answer)? {
                    self.platform.$method($($argument),*)
                }
            )+
        }
    };
}

forward! { Apps:
    fn is_subscribed(&self) -> bool;
    fn is_subscribed_app(&self, app_id: u32) -> bool;
    fn app_build_id(&self) -> i32;
    fn app_install_dir(&self, app_id: u32) -> String;
    fn app_owner(&self) -> SteamId;
    fn available_game_languages(&self) -> String;
    fn current_game_language(&self) -> String;
    fn installed_depots(&self, app_id: u32) -> Vec<u32>;
    fn launch_command_line(&self) -> String;
    fn launch_query_param(&self, key: &str) -> String;
}

forward! { Auth:
    fn auth_session_ticket(&self, remote: SteamId) -> Option<AuthTicket>;
    fn cancel_auth_ticket(&self, handle: u32);
    fn begin_auth_session(&self, ticket: &[u8], user: SteamId) -> u8;
    fn end_auth_session(&self, user: SteamId);
    fn user_has_license_for_app(&self, user: SteamId, app_id: u32) -> u8;
    fn player_steam_level(&self) -> i32;
    fn is_behind_nat(&self) -> bool;
    fn start_voice_recording(&self);
    fn stop_voice_recording(&self);
    fn voice(&self, max_bytes: u32) -> Voice;
    fn decompress_voice(&self, compressed: &[u8], sample_rate: u32, max_bytes: u32) -> Voice;
    fn voice_optimal_sample_rate(&self) -> u32;
}

forward! { Favorites:
    fn favorite_games(&self) -> Vec<FavoriteGame>;
    fn add_favorite_game(&self, game: FavoriteGame) -> i32;
    fn remove_favorite_game(&self, game: FavoriteGame) -> bool;
}

forward! { Matchmaking:
    fn create_lobby(&self, lobby_type: LobbyType, max_members: u32);
    fn join_lobby(&self, lobby: SteamId);
    fn leave_lobby(&self, lobby: SteamId);
    fn add_request_lobby_list_filter(&self, filter: LobbyFilter);
    fn request_lobby_list(&self);
    fn request_lobby_data(&self, lobby: SteamId) -> bool;
    fn num_lobby_members(&self, lobby: SteamId) -> u32;
    fn lobby_member_by_index(&self, lobby: SteamId, index: u32) -> Option<SteamId>;
    fn lobby_member_limit(&self, lobby: SteamId) -> u32;
    fn set_lobby_member_limit(&self, lobby: SteamId, max_members: u32) -> bool;
    fn lobby_owner(&self, lobby: SteamId) -> Option<SteamId>;
    fn set_lobby_owner(&self, lobby: SteamId, new_owner: SteamId) -> bool;
    fn set_lobby_type(&self, lobby: SteamId, lobby_type: LobbyType) -> bool;
    fn set_lobby_joinable(&self, lobby: SteamId, joinable: bool) -> bool;
    fn lobby_data(&self, lobby: SteamId, key: &str) -> String;
    fn all_lobby_data(&self, lobby: SteamId) -> Vec<(String, String)>;
    fn set_lobby_data(&self, lobby: SteamId, key: &str, value: &str) -> bool;
    fn delete_lobby_data(&self, lobby: SteamId, key: &str) -> bool;
    fn lobby_member_data(&self, lobby: SteamId, member: SteamId, key: &str) -> String;
    fn set_lobby_member_data(&self, lobby: SteamId, key: &str, value: &str);
    fn send_lobby_chat_msg(&self, lobby: SteamId, message: &[u8]) -> bool;
    fn invite_user_to_lobby(&self, lobby: SteamId, invitee: SteamId) -> bool;
    fn lobby_game_server(&self, lobby: SteamId) -> Option<LobbyGameServer>;
    fn set_lobby_game_server(&self, lobby: SteamId, server: LobbyGameServer);
}

forward! { Friends:
    fn activate_overlay(&self, overlay: Overlay) -> bool;
    fn friends(&self, flags: u32) -> Vec<SteamId>;
    fn has_friend(&self, user: SteamId, flags: u32) -> bool;
    fn friend_game_played(&self, user: SteamId) -> Option<FriendGame>;
    fn persona_state(&self) -> u8;
    fn friend_persona_state(&self, user: SteamId) -> u8;
    fn friend_relationship(&self, user: SteamId) -> u8;
    fn friend_rich_presence(&self, user: SteamId, key: &str) -> String;
    fn set_rich_presence(&self, key: &str, value: &str) -> bool;
    fn clear_rich_presence(&self);
    fn friend_avatar(&self, user: SteamId, size: AvatarSize) -> i32;
    fn player_nickname(&self, user: SteamId) -> String;
    fn recent_players(&self) -> Vec<RecentPlayer>;
    fn set_played_with(&self, user: SteamId);
    fn invite_user_to_game(&self, user: SteamId, connect: &str) -> bool;
    fn request_user_information(&self, user: SteamId, name_only: bool) -> bool;
    fn set_in_game_voice_speaking(&self, user: SteamId, speaking: bool);
}

forward! { NetworkingMessages:
    fn send_message_to_user(&self, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32;
    fn receive_message_on_channel(&self, channel: i32, buffer: &mut dyn PacketBuffer) -> Option<MessageInfo>;
    fn accept_session_with_user(&self, remote: SteamId) -> bool;
    fn close_session_with_user(&self, remote: SteamId) -> bool;
    fn close_channel_with_user(&self, remote: SteamId, channel: i32) -> bool;
    fn messages_session(&self, remote: SteamId) -> Option<MessagesSession>;
}

forward! { User:
    fn steam_id(&self) -> SteamId;
    fn logged_on(&self) -> bool;
    fn persona_name(&self) -> String;
    fn friend_persona_name(&self, user: SteamId) -> String;
    fn app_id(&self) -> u32;
}

forward! { Utils:
    fn image(&self, handle: i32) -> Option<Image>;
    fn image_size(&self, handle: i32) -> Option<(u32, u32)>;
    fn api_call_failure_reason(&self) -> String;
    fn connected_universe(&self) -> u8;
    fn ipc_call_count(&self) -> u32;
    fn ip_country(&self) -> String;
    fn seconds_since_app_active(&self) -> u32;
    fn seconds_since_computer_active(&self) -> u32;
    fn server_real_time(&self) -> u32;
    fn steam_ui_language(&self) -> String;
    fn is_overlay_enabled(&self) -> bool;
    fn overlay_needs_present(&self) -> bool;
    fn is_steam_in_big_picture_mode(&self) -> bool;
    fn is_steam_running_in_vr(&self) -> bool;
    fn is_steam_running_on_steam_deck(&self) -> bool;
    fn set_overlay_notification_inset(&self, horizontal: i32, vertical: i32);
    fn set_overlay_notification_position(&self, position: NotificationPosition);
}
