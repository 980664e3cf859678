//! `ISteamApps`.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Output, Text};
use crate::contract::Apps;

methods! { Apps:
    fn SteamAPI_ISteamApps_BIsSubscribed(steam) -> bool, or false; {
        Apps::is_subscribed(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsSubscribedApp(steam, app_id: u32) -> bool, or false; {
        steam.platform.is_subscribed_app(app_id)
    }

    fn SteamAPI_ISteamApps_GetAppBuildId(steam) -> i32, or 0; {
        steam.platform.app_build_id()
    }

    fn SteamAPI_ISteamApps_GetAppInstallDir(
        steam, app_id: u32, room: Output, room_size: u32
    ) -> u32, or 0; {
        let folder = steam.platform.app_install_dir(app_id);
        if folder.is_empty() || !room.text(room_size, &folder) { 0 } else { folder.len() as u32 + 1 }
    }

    fn SteamAPI_ISteamApps_GetAppOwner(steam) -> u64, or 0; {
        steam.platform.app_owner().0
    }

    fn SteamAPI_ISteamApps_GetAvailableGameLanguages(steam) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.available_game_languages())
    }

    fn SteamAPI_ISteamApps_GetCurrentGameLanguage(steam) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.current_game_language())
    }

    fn SteamAPI_ISteamApps_GetInstalledDepots(steam, app_id: u32, room: Output, most: u32) -> u32, or 0; {
        let depots = steam.platform.installed_depots(app_id);
        let bytes: Vec<u8> = depots.iter().flat_map(|depot| depot.to_ne_bytes()).collect();
        (room.fill(most as usize * size_of::<u32>(), &bytes) / size_of::<u32>()) as u32
    }

    fn SteamAPI_ISteamApps_GetLaunchCommandLine(steam, room: Output, room_size: i32) -> i32, or 0; {
        let line = steam.platform.launch_command_line();
        if room.text(room_size, &line) { line.len() as i32 } else { 0 }
    }

    fn SteamAPI_ISteamApps_GetLaunchQueryParam(steam, key: Text) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.launch_query_param(&key.read()))
    }
}
