//! `ISteamUtils`: pictures, the machine, the client's own interface.

use serde::{Deserialize, Serialize};

/// A picture that Steam holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Four bytes a pixel: red, green, blue, opacity; row by row from the top.
    pub rgba: Vec<u8>,
}

/// The position of the overlay's notifications (`ENotificationPosition`).
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
    /// The position with Steam's number `value`, if there is one.
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
    /// Frees the memory that Steam's library keeps for the
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

    /// The reason for the last failed call, as text; empty if none has failed.
    ///
    /// Behind Steamworks: `GetAPICallFailureReason`.
    fn api_call_failure_reason(&self) -> String;

    /// The universe that Steam is connected to (`EUniverse`), 1 for the public one.
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

    /// Seconds since the last user input on the machine.
    ///
    /// Behind Steamworks: `GetSecondsSinceComputerActive`.
    fn seconds_since_computer_active(&self) -> u32;

    /// The time of Steam's servers, in seconds since 1970.
    ///
    /// Behind Steamworks: `GetServerRealTime`.
    fn server_real_time(&self) -> u32;

    /// Steam's name of the language of its interface (`english`).
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

    /// Sets the position of the overlay's notifications.
    ///
    /// Behind Steamworks: `SetOverlayNotificationPosition`.
    fn set_overlay_notification_position(&self, position: NotificationPosition);
}
