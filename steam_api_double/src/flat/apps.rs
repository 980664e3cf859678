//! `ISteamApps`.

use super::methods;

methods! { Apps:
    fn SteamAPI_ISteamApps_BIsSubscribed(_steam) -> bool, or false; {
        true
    }
}
