//! `ISteamScreenshots`: pictures in the user's library.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum number of tagged users, and of tagged published files, of a picture (`k_nScreenshotMaxTaggedUsers`,
/// `k_nScreenshotMaxTaggedPublishedFiles`).
pub const MAX_TAGS: usize = 32;
/// The maximum size of a picture's location in bytes (`k_cubUFSTagValueMax`, without its end mark).
pub const MAX_LOCATION_BYTES: usize = 254;

/// Events of `ISteamScreenshots`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScreenshotEvent {
    /// The result of putting a picture in the library (`ScreenshotReady_t`).
    Ready {
        /// Its handle.
        screenshot: u32,
        /// `EResult`, 1 for success.
        result: i32,
    },
    /// The user wants a screenshot, in a game that takes them itself (`ScreenshotRequested_t`).
    Requested,
}

/// Pictures in the user's library (`ISteamScreenshots`). A handle is valid until the process ends; 0 is none.
pub trait Screenshots {
    /// Puts a picture of `width` by `height` pixels, of three bytes each, in the library. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `WriteScreenshot`.
    fn write_screenshot(&self, rgb: &[u8], width: u32, height: u32) -> u32;

    /// Puts a file in the library, with a small picture if `thumbnail` is not empty. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `AddScreenshotToLibrary`.
    fn add_screenshot_to_library(&self, file: &str, thumbnail: &str, width: u32, height: u32) -> u32;

    /// Puts a file in the library, with one for a headset of the kind `EVRScreenshotType`. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `AddVRScreenshotToLibrary`.
    fn add_vr_screenshot_to_library(&self, kind: i32, file: &str, vr_file: &str) -> u32;

    /// Takes a screenshot. Answered by [`ScreenshotEvent::Requested`] if the game takes its screenshots itself, otherwise by
    /// [`ScreenshotEvent::Ready`].
    ///
    /// Behind Steamworks: `TriggerScreenshot`.
    fn trigger_screenshot(&self);

    /// Sets whether the game takes its screenshots itself.
    ///
    /// Behind Steamworks: `HookScreenshots`.
    fn hook_screenshots(&self, hook: bool);

    /// Whether it does.
    ///
    /// Behind Steamworks: `IsScreenshotsHooked`.
    fn is_screenshots_hooked(&self) -> bool;

    /// Sets the location of a picture. `false` if there is no such picture.
    ///
    /// Behind Steamworks: `SetLocation`.
    fn set_location(&self, screenshot: u32, location: &str) -> bool;

    /// Tags a user in a picture. `false` if there is no such picture, or if it has too many tags.
    ///
    /// Behind Steamworks: `TagUser`.
    fn tag_user(&self, screenshot: u32, user: SteamId) -> bool;

    /// Tags a published file in a picture. `false` if there is no such picture, or if it has too many tags.
    ///
    /// Behind Steamworks: `TagPublishedFile`.
    fn tag_published_file(&self, screenshot: u32, file: u64) -> bool;
}
