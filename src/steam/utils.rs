//! `ISteamUtils` and `ISteamApps` for scripts: which game.

use godot::register::godot_api;

use super::{Steam, current};

#[godot_api(secondary)]
impl Steam {
    /// The ID of the game. Steamworks: `ISteamUtils::GetAppID`.
    #[func(rename = getAppID)]
    pub fn get_app_id() -> i64 {
        current::with("getAppID", |platform| i64::from(platform.app_id()))
    }

    /// Whether you own the game. Steamworks: `ISteamApps::BIsSubscribed`.
    #[func(rename = isSubscribed)]
    pub fn is_subscribed() -> bool {
        current::with("isSubscribed", |platform| platform.is_subscribed())
    }
}
