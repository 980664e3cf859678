//! `ISteamFriends` for scripts: names.

use godot::builtin::GString;
use godot::register::godot_api;

use super::{Steam, arguments, current};

#[godot_api(secondary)]
impl Steam {
    /// Your name. Steamworks: `GetPersonaName`.
    #[func(rename = getPersonaName)]
    pub fn get_persona_name() -> GString {
        current::with("getPersonaName", |platform| GString::from(&platform.persona_name()))
    }

    /// Another user's name; empty where it is not known yet: `persona_state_change` tells when it is.
    /// Steamworks: `GetFriendPersonaName`.
    #[func(rename = getFriendPersonaName)]
    pub fn get_friend_persona_name(steam_id: i64) -> GString {
        const METHOD: &str = "getFriendPersonaName";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .map(|user| GString::from(&platform.friend_persona_name(user)))
                .unwrap_or_default()
        })
    }
}
