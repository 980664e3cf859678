//! The user, other users and the game: the first questions of `ISteamUser`, `ISteamFriends`, `ISteamUtils` and
//! `ISteamApps`.

use ::steamworks::sys;

use super::{SteamworksPlatform, strings};
use crate::contract::{SteamId, User};

/// Steam's placeholder for an unknown name.
const UNKNOWN_NAME: &str = "[unknown]";

impl User for SteamworksPlatform {
    fn steam_id(&self) -> SteamId {
        if let Some(server) = self.interfaces.game_server.get() {
            // SAFETY: a live interface.
            return SteamId(unsafe { sys::SteamAPI_ISteamGameServer_GetSteamID(server) });
        }
        let Some(user) = self.interfaces.user.get() else { return SteamId::NIL };
        // SAFETY: a live interface.
        SteamId(unsafe { sys::SteamAPI_ISteamUser_GetSteamID(user) })
    }

    fn logged_on(&self) -> bool {
        if let Some(server) = self.interfaces.game_server.get() {
            // SAFETY: a live interface.
            return unsafe { sys::SteamAPI_ISteamGameServer_BLoggedOn(server) };
        }
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BLoggedOn(user) }
    }

    fn persona_name(&self) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetPersonaName(friends)) }
    }

    fn friend_persona_name(&self, user: SteamId) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        let name =
            unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetFriendPersonaName(friends, user.0)) };
        if name == UNKNOWN_NAME { String::new() } else { name }
    }

    fn app_id(&self) -> u32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetAppID(utils) }
    }
}
