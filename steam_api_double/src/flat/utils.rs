//! `ISteamUtils`.

use std::ffi::c_char;

use super::{deck, methods};
use crate::arguments::{Out, Output};
use crate::contract::utils::NotificationPosition;
use crate::contract::{User, Utils};
use crate::switches::{self, violation};

methods! { Utils:
    fn SteamAPI_ISteamUtils_GetAppID(steam) -> u32, or 0; {
        steam.platform.app_id()
    }

    fn SteamAPI_ISteamUtils_IsAPICallCompleted(steam, call: u64, failed: Out<bool>) -> bool, or false; {
        let completed = steam.state.lock().calls.completed(call);
        failed.set(completed == Some(true));
        completed.is_some()
    }

    // The reason is that the client is gone.
    fn SteamAPI_ISteamUtils_GetAPICallFailureReason(steam, call: u64) -> i32, or 0; {
        if switches::is("ENUMS", "unknown") { 200 } else { steam.state.lock().calls.failure(call) }
    }

    fn SteamAPI_ISteamUtils_GetImageSize(
        steam, image: i32, width: Out<u32>, height: Out<u32>
    ) -> bool, or false; {
        let Some(size) = steam.platform.image_size(image) else { return false };
        let size = if switches::is("IMAGES", "huge") { (1 << 30, 1 << 30) } else { size };
        width.set(size.0);
        height.set(size.1);
        true
    }

    fn SteamAPI_ISteamUtils_GetImageRGBA(
        steam, image: i32, room: Output, room_size: i32
    ) -> bool, or false; {
        let Some(image) = steam.platform.image(image) else { return false };
        room.fill(room_size, &image.rgba) == image.rgba.len()
    }

    fn SteamAPI_ISteamUtils_GetConnectedUniverse(steam) -> i32, or 0; {
        if switches::is("ENUMS", "unknown") { 200 } else { i32::from(steam.platform.connected_universe()) }
    }

    fn SteamAPI_ISteamUtils_GetIPCCallCount(steam) -> u32, or 0; {
        steam.platform.ipc_call_count()
    }

    fn SteamAPI_ISteamUtils_GetIPCountry(steam) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.ip_country())
    }

    fn SteamAPI_ISteamUtils_GetSecondsSinceAppActive(steam) -> u32, or 0; {
        steam.platform.seconds_since_app_active()
    }

    fn SteamAPI_ISteamUtils_GetSecondsSinceComputerActive(steam) -> u32, or 0; {
        steam.platform.seconds_since_computer_active()
    }

    fn SteamAPI_ISteamUtils_GetServerRealTime(steam) -> u32, or 0; {
        steam.platform.server_real_time()
    }

    fn SteamAPI_ISteamUtils_GetSteamUILanguage(steam) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.steam_ui_language())
    }

    fn SteamAPI_ISteamUtils_IsOverlayEnabled(steam) -> bool, or false; {
        steam.platform.is_overlay_enabled()
    }

    fn SteamAPI_ISteamUtils_BOverlayNeedsPresent(steam) -> bool, or false; {
        steam.platform.overlay_needs_present()
    }

    fn SteamAPI_ISteamUtils_IsSteamInBigPictureMode(steam) -> bool, or false; {
        steam.platform.is_steam_in_big_picture_mode()
    }

    fn SteamAPI_ISteamUtils_IsSteamRunningInVR(steam) -> bool, or false; {
        steam.platform.is_steam_running_in_vr()
    }

    fn SteamAPI_ISteamUtils_IsSteamRunningOnSteamDeck(steam) -> bool, or false; {
        deck::is_there() || steam.platform.is_steam_running_on_steam_deck()
    }

    fn SteamAPI_ISteamUtils_SetOverlayNotificationInset(steam, horizontal: i32, vertical: i32), or (); {
        steam.platform.set_overlay_notification_inset(horizontal, vertical);
    }

    fn SteamAPI_ISteamUtils_SetOverlayNotificationPosition(steam, position: i32), or (); {
        let Some(position) = NotificationPosition::from_i64(i64::from(position)) else {
            violation(format!("{position} is no ENotificationPosition"))
        };
        steam.platform.set_overlay_notification_position(position);
    }
}
