//! `ISteamApps`.

use ::steamworks::sys;

use super::{SteamworksPlatform, strings};
use crate::contract::{Apps, SteamId};

/// The size of the buffer for a path or a command line: the longest that Windows supports.
const TEXT_ROOM: usize = 32 * 1024;
/// The maximum number of requested depots. Games have a handful.
pub(super) const MOST_DEPOTS: usize = 1024;

impl Apps for SteamworksPlatform {
    fn is_subscribed(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsSubscribed(apps) }
    }

    fn is_subscribed_app(&self, app_id: u32) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_BIsSubscribedApp(apps, app_id) }
    }

    fn app_build_id(&self) -> i32 {
        let Some(apps) = self.interfaces.apps.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_GetAppBuildId(apps) }
    }

    fn app_install_dir(&self, app_id: u32) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        let mut folder = vec![0_u8; TEXT_ROOM];
        // SAFETY: a live interface, a number, and a buffer of the given size.
        let length = unsafe {
            sys::SteamAPI_ISteamApps_GetAppInstallDir(
                apps,
                app_id,
                folder.as_mut_ptr().cast(),
                folder.len() as u32,
            )
        };
        if length == 0 { String::new() } else { strings::up_to_nul(&folder) }
    }

    fn app_owner(&self) -> SteamId {
        let Some(apps) = self.interfaces.apps.get() else { return SteamId::NIL };
        // SAFETY: a live interface.
        SteamId(unsafe { sys::SteamAPI_ISteamApps_GetAppOwner(apps) })
    }

    fn available_game_languages(&self) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        // SAFETY: a live interface; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamApps_GetAvailableGameLanguages(apps)) }
    }

    fn current_game_language(&self) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        // SAFETY: a live interface; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamApps_GetCurrentGameLanguage(apps)) }
    }

    fn installed_depots(&self, app_id: u32) -> Vec<u32> {
        let Some(apps) = self.interfaces.apps.get() else { return Vec::new() };
        let mut depots = vec![0_u32; MOST_DEPOTS];
        // SAFETY: a live interface, a number, and a buffer for the given number of depots.
        let count = unsafe {
            sys::SteamAPI_ISteamApps_GetInstalledDepots(
                apps,
                app_id,
                depots.as_mut_ptr(),
                depots.len() as u32,
            )
        };
        depots.truncate(count as usize);
        depots
    }

    fn launch_command_line(&self) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        let mut line = vec![0_u8; TEXT_ROOM];
        // SAFETY: a live interface, and a buffer of the given size.
        let length = unsafe {
            sys::SteamAPI_ISteamApps_GetLaunchCommandLine(apps, line.as_mut_ptr().cast(), line.len() as i32)
        };
        if length <= 0 { String::new() } else { strings::up_to_nul(&line) }
    }

    fn launch_query_param(&self, key: &str) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        let Some(key) = strings::for_steam(key) else { return String::new() };
        // SAFETY: a live interface and a NUL-terminated text; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamApps_GetLaunchQueryParam(apps, key.as_ptr())) }
    }
}
