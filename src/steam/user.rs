//! `ISteamUser` for scripts: who plays.

use godot::register::godot_api;

use super::{Steam, current};

#[godot_api(secondary)]
impl Steam {
    /// Your 64-bit Steam ID. Steamworks: `GetSteamID`.
    #[func(rename = getSteamID)]
    pub fn get_steam_id() -> i64 {
        current::with("getSteamID", |platform| platform.steam_id().0 as i64)
    }

    /// Whether you are connected to Steam's servers. Steamworks: `BLoggedOn`.
    #[func(rename = loggedOn)]
    pub fn logged_on() -> bool {
        current::with("loggedOn", |platform| platform.logged_on())
    }
}
