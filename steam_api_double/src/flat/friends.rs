//! `ISteamFriends`.

use std::ffi::c_char;

use super::methods;
use crate::platform::{SteamId, User};
use crate::steam::Steam;
use crate::switches;

/// A user's name as C gets it.
fn name(steam: &Steam, name: String) -> *const c_char {
    match switches::choice("NAMES", &["not-utf8", "unknown", "null"]) {
        Some("null") => std::ptr::null(),
        Some("not-utf8") => steam.text([b"Z\xFF".as_slice(), name.as_bytes()].concat()),
        None if !name.is_empty() => steam.text(name),
        // What Steam says of a user whom it does not know.
        _ => steam.text("[unknown]"),
    }
}

methods! { Friends:
    fn SteamAPI_ISteamFriends_GetPersonaName(steam) -> *const c_char, or c"".as_ptr(); {
        name(steam, steam.platform.persona_name())
    }

    fn SteamAPI_ISteamFriends_GetFriendPersonaName(steam, user: u64) -> *const c_char, or c"".as_ptr(); {
        name(steam, steam.platform.friend_persona_name(SteamId(user)))
    }
}
