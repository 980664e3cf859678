//! `ISteamUtils`: pictures, the machine, the client's own interface.

use serde::{Deserialize, Serialize};

/// A picture that Steam holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Four bytes a pixel: red, green, blue, opacity; row by row from the top.
    pub rgba: Vec<u8>,
}

/// Where the overlay shows its notices (`ENotificationPosition`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum NotificationPosition {
    /// Top left.
    TopLeft = 0,
    /// Top right.
    TopRight = 1,
    /// Bottom left.
    BottomLeft = 2,
    /// Bottom right.
    BottomRight = 3,
}

impl NotificationPosition {
    /// The position that Steam numbers `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<NotificationPosition> {
        match value {
            0 => Some(NotificationPosition::TopLeft),
            1 => Some(NotificationPosition::TopRight),
            2 => Some(NotificationPosition::BottomLeft),
            3 => Some(NotificationPosition::BottomRight),
            _ => None,
        }
    }
}

/// Pictures, the machine, the client's own interface (`ISteamUtils`).
pub trait Utils {
    /// The picture behind a handle, `None` if there is none. Frees the memory that Steam's library keeps for the
    /// calling thread.
    ///
    /// Behind Steamworks: `SteamAPI_ReleaseCurrentThreadMemory`.
    fn release_current_thread_memory(&self);

    /// The picture behind a handle, `None` if there is none.
    ///
    /// Behind Steamworks: `GetImageSize`, `GetImageRGBA`.
    fn image(&self, handle: i32) -> Option<Image>;

    /// Width and height of the picture behind a handle, `None` if there is none.
    ///
    /// Behind Steamworks: `GetImageSize`.
    fn image_size(&self, handle: i32) -> Option<(u32, u32)>;

    /// Why the last call that failed did so, in words; empty if none has.
    ///
    /// Behind Steamworks: `GetAPICallFailureReason`.
    fn api_call_failure_reason(&self) -> String;

    /// In which universe Steam is (`EUniverse`), 1 for the public one.
    ///
    /// Behind Steamworks: `GetConnectedUniverse`.
    fn connected_universe(&self) -> u8;

    /// The number of calls between the game and Steam since the start.
    ///
    /// Behind Steamworks: `GetIPCCallCount`.
    fn ipc_call_count(&self) -> u32;

    /// The country in which this machine seems to be, two letters (ISO 3166-1).
    ///
    /// Behind Steamworks: `GetIPCountry`.
    fn ip_country(&self) -> String;

    /// Seconds since the game was active in the foreground.
    ///
    /// Behind Steamworks: `GetSecondsSinceAppActive`.
    fn seconds_since_app_active(&self) -> u32;

    /// Seconds since the user touched the machine.
    ///
    /// Behind Steamworks: `GetSecondsSinceComputerActive`.
    fn seconds_since_computer_active(&self) -> u32;

    /// The time of Steam's servers, in seconds since 1970.
    ///
    /// Behind Steamworks: `GetServerRealTime`.
    fn server_real_time(&self) -> u32;

    /// The language of Steam's own interface, by Steam's name of it (`english`).
    ///
    /// Behind Steamworks: `GetSteamUILanguage`.
    fn steam_ui_language(&self) -> String;

    /// Whether the overlay is available.
    ///
    /// Behind Steamworks: `IsOverlayEnabled`.
    fn is_overlay_enabled(&self) -> bool;

    /// Whether the overlay needs a frame to be drawn.
    ///
    /// Behind Steamworks: `BOverlayNeedsPresent`.
    fn overlay_needs_present(&self) -> bool;

    /// Whether Steam is in Big Picture mode.
    ///
    /// Behind Steamworks: `IsSteamInBigPictureMode`.
    fn is_steam_in_big_picture_mode(&self) -> bool;

    /// Whether Steam itself runs in virtual reality.
    ///
    /// Behind Steamworks: `IsSteamRunningInVR`.
    fn is_steam_running_in_vr(&self) -> bool;

    /// Whether this machine is a Steam Deck.
    ///
    /// Behind Steamworks: `IsSteamRunningOnSteamDeck`.
    fn is_steam_running_on_steam_deck(&self) -> bool;

    /// Sets the distance of the overlay's notifications from the edges of the screen, in pixels.
    ///
    /// Behind Steamworks: `SetOverlayNotificationInset`.
    fn set_overlay_notification_inset(&self, horizontal: i32, vertical: i32);

    /// Where the overlay shows its notices.
    ///
    /// Behind Steamworks: `SetOverlayNotificationPosition`.
    fn set_overlay_notification_position(&self, position: NotificationPosition);
}
