//! `ISteamUtils` for scripts: pictures, the machine, the client's own interface.

use godot::builtin::{GString, PackedByteArray, VarDictionary, vdict};

use super::enums::Universe;
use crate::contract::utils::NotificationPosition;
use crate::script::{arguments, current};

/// The newest version of GodotSteam whose names the class has.
const GODOTSTEAM_VERSION: &str = "4.21";
/// The range of Steam's `int`.
const INT32: std::ops::RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;

methods! {
impl Class {
    /// Frees the memory that Steam's library keeps for the calling thread. Steamworks:
    /// `SteamAPI_ReleaseCurrentThreadMemory`.
    ///
    /// Local: There is no such memory: changes nothing.
    #[func(rename = releaseCurrentThreadMemory)]
    pub fn release_current_thread_memory() {
        current::with("Steam.releaseCurrentThreadMemory", |platform| {
            platform.utils().release_current_thread_memory();
        });
    }

    /// The version of GodotSteam whose names these are. Steamworks: none.
    #[func]
    pub fn get_godotsteam_version() -> GString {
        GString::from(GODOTSTEAM_VERSION)
    }

    /// The ID of the game. Steamworks: `GetAppID`.
    #[func(rename = getAppID)]
    pub fn get_app_id() -> i64 {
        current::with("Steam.getAppID", |platform| i64::from(platform.user().app_id()))
    }

    /// The reason for the last failed call to Steam; empty if none has failed. Steamworks: `GetAPICallFailureReason`.
    ///
    /// Local: Always empty.
    #[func(rename = getAPICallFailureReason)]
    pub fn get_api_call_failure_reason() -> GString {
        current::with("Steam.getAPICallFailureReason", |platform| {
            GString::from(&platform.utils().api_call_failure_reason())
        })
    }

    /// The universe that Steam is connected to. Steamworks: `GetConnectedUniverse`.
    ///
    /// Local: `UNIVERSE_PUBLIC`.
    #[func(rename = getConnectedUniverse)]
    pub fn get_connected_universe() -> Universe {
        current::with("Steam.getConnectedUniverse", |platform| {
            Universe(i64::from(platform.utils().connected_universe()))
        })
    }

    /// The picture behind a handle. Keys: `success` (bool), `buffer` (PackedByteArray, four bytes a pixel: red, green, blue,
    /// opacity, row by row). Steamworks: `GetImageRGBA`.
    ///
    /// Local: The generated avatars.
    #[func(rename = getImageRGBA)]
    pub fn get_image_rgba(image_handle: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getImageRGBA";
        let image = current::with(METHOD, |platform| {
            let handle = arguments::number(METHOD, "image_handle", image_handle, INT32)?;
            Some(platform.utils().image(handle))
        });
        let Some(image) = image else { return VarDictionary::new() };
        let success = image.is_some();
        let buffer = image.map(|image| PackedByteArray::from(image.rgba)).unwrap_or_default();
        vdict! { "success" => success, "buffer" => &buffer }
    }

    /// The size of the picture behind a handle. Keys: `success` (bool, true), `width`, `height` (int, pixels); empty if there is none.
    /// Steamworks: `GetImageSize`.
    ///
    /// Local: The generated avatars.
    #[func(rename = getImageSize)]
    pub fn get_image_size(image_handle: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getImageSize";
        let size = current::with(METHOD, |platform| {
            platform.utils().image_size(arguments::number(METHOD, "image_handle", image_handle, INT32)?)
        });
        let Some((width, height)) = size else { return VarDictionary::new() };
        vdict! { "success" => true, "width" => i64::from(width), "height" => i64::from(height) }
    }

    /// The number of calls between the game and Steam since the start. Steamworks: `GetIPCCallCount`.
    ///
    /// Local: The number of requests to other instances since the start.
    #[func(rename = getIPCCallCount)]
    pub fn get_ipc_call_count() -> i64 {
        current::with("Steam.getIPCCallCount", |platform| i64::from(platform.utils().ipc_call_count()))
    }

    /// The country in which this machine seems to be, as two letters. Steamworks: `GetIPCountry`.
    ///
    /// Local: The country of the machine's locale, `US` if that names none.
    #[func(rename = getIPCountry)]
    pub fn get_ip_country() -> GString {
        current::with("Steam.getIPCountry", |platform| GString::from(&platform.utils().ip_country()))
    }

    /// Seconds since the game was active in the foreground. Steamworks: `GetSecondsSinceAppActive`.
    ///
    /// Local: Always 0.
    #[func(rename = getSecondsSinceAppActive)]
    pub fn get_seconds_since_app_active() -> i64 {
        current::with("Steam.getSecondsSinceAppActive", |platform| {
            i64::from(platform.utils().seconds_since_app_active())
        })
    }

    /// Seconds since the last user input on the machine. Steamworks: `GetSecondsSinceComputerActive`.
    ///
    /// Local: Always 0.
    #[func(rename = getSecondsSinceComputerActive)]
    pub fn get_seconds_since_computer_active() -> i64 {
        current::with("Steam.getSecondsSinceComputerActive", |platform| {
            i64::from(platform.utils().seconds_since_computer_active())
        })
    }

    /// The time of Steam's servers, in seconds since 1970. Steamworks: `GetServerRealTime`.
    ///
    /// Local: The machine's clock.
    #[func(rename = getServerRealTime)]
    pub fn get_server_real_time() -> i64 {
        current::with("Steam.getServerRealTime", |platform| i64::from(platform.utils().server_real_time()))
    }

    /// The language of Steam's own interface, by Steam's name for it (`english`). Steamworks: `GetSteamUILanguage`.
    ///
    /// Local: The language of the machine's locale, `english` if Steam does not have it.
    #[func(rename = getSteamUILanguage)]
    pub fn get_steam_ui_language() -> GString {
        current::with("Steam.getSteamUILanguage", |platform| {
            GString::from(&platform.utils().steam_ui_language())
        })
    }

    /// Whether the overlay is available. Steamworks: `IsOverlayEnabled`.
    ///
    /// Local: Always `false`.
    #[func(rename = isOverlayEnabled)]
    pub fn is_overlay_enabled() -> bool {
        current::with("Steam.isOverlayEnabled", |platform| platform.utils().is_overlay_enabled())
    }

    /// Whether the overlay needs a frame to be drawn. Steamworks: `BOverlayNeedsPresent`.
    ///
    /// Local: Always `false`.
    #[func(rename = overlayNeedsPresent)]
    pub fn overlay_needs_present() -> bool {
        current::with("Steam.overlayNeedsPresent", |platform| platform.utils().overlay_needs_present())
    }

    /// Whether Steam is in Big Picture mode. Steamworks: `IsSteamInBigPictureMode`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSteamInBigPictureMode)]
    pub fn is_steam_in_big_picture_mode() -> bool {
        current::with("Steam.isSteamInBigPictureMode", |platform| {
            platform.utils().is_steam_in_big_picture_mode()
        })
    }

    /// Whether Steam itself runs in virtual reality. Steamworks: `IsSteamRunningInVR`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSteamRunningInVR)]
    pub fn is_steam_running_in_vr() -> bool {
        current::with("Steam.isSteamRunningInVR", |platform| platform.utils().is_steam_running_in_vr())
    }

    /// Whether this machine is a Steam Deck. Steamworks: `IsSteamRunningOnSteamDeck`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSteamRunningOnSteamDeck)]
    pub fn is_steam_running_on_steam_deck() -> bool {
        current::with("Steam.isSteamRunningOnSteamDeck", |platform| {
            platform.utils().is_steam_running_on_steam_deck()
        })
    }

    /// Sets the distance of the overlay's notifications from the edges of the screen, in pixels. Steamworks:
    /// `SetOverlayNotificationInset`.
    ///
    /// Local: There is no overlay: changes nothing.
    #[func(rename = setOverlayNotificationInset)]
    pub fn set_overlay_notification_inset(horizontal: i64, vertical: i64) {
        const METHOD: &str = "Steam.setOverlayNotificationInset";
        current::with(METHOD, |platform| {
            let horizontal = arguments::number(METHOD, "horizontal", horizontal, INT32)?;
            let vertical = arguments::number(METHOD, "vertical", vertical, INT32)?;
            platform.utils().set_overlay_notification_inset(horizontal, vertical);
            Some(())
        });
    }

    /// Sets the corner for the overlay's notifications: one of NotificationPosition. Steamworks:
    /// `SetOverlayNotificationPosition`.
    ///
    /// Local: There is no overlay: changes nothing.
    #[func(rename = setOverlayNotificationPosition)]
    pub fn set_overlay_notification_position(position: i64) {
        const METHOD: &str = "Steam.setOverlayNotificationPosition";
        current::with(METHOD, |platform| {
            let from = NotificationPosition::from_i64;
            if let Some(position) =
                arguments::enumerator(METHOD, "position", position, from, "NotificationPosition")
            {
                platform.utils().set_overlay_notification_position(position);
            }
        });
    }
}
}
