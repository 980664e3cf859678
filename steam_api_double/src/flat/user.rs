//! `ISteamUser`.

use super::methods;
use crate::platform::User;

methods! { User:
    fn SteamAPI_ISteamUser_GetSteamID(steam) -> u64, or 0; {
        steam.platform.steam_id().0
    }

    fn SteamAPI_ISteamUser_BLoggedOn(steam) -> bool, or false; {
        steam.platform.logged_on()
    }
}
