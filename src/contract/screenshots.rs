//! `ISteamScreenshots`: pictures in the user's library.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The most users, and the most published files, that one picture may be tagged with (`k_nScreenshotMaxTaggedUsers`,
/// `k_nScreenshotMaxTaggedPublishedFiles`).
pub const MAX_TAGS: usize = 32;
/// The most bytes that the place of a picture may have (`k_cubUFSTagValueMax`, its end mark left out).
pub const MAX_LOCATION_BYTES: usize = 254;

/// Events of `ISteamScreenshots`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScreenshotEvent {
    /// A picture is in the library, or could not be put there (`ScreenshotReady_t`).
    Ready {
        /// Its handle.
        screenshot: u32,
        /// `EResult`, 1 for success.
        result: i32,
    },
    /// The user wants a picture, which the game has said it takes itself (`ScreenshotRequested_t`).
    Requested,
}

/// Pictures in the user's library (`ISteamScreenshots`). A handle is good until the process ends, 0 is none.
pub trait Screenshots {
    /// Puts a picture of `width` by `height` pixels, of three bytes each, in the library. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `WriteScreenshot`.
    fn write_screenshot(&self, rgb: &[u8], width: u32, height: u32) -> u32;

    /// Puts a file in the library, with a small picture where `thumbnail` is not empty. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `AddScreenshotToLibrary`.
    fn add_screenshot_to_library(&self, file: &str, thumbnail: &str, width: u32, height: u32) -> u32;

    /// Puts a file in the library, with one for a headset of the kind `EVRScreenshotType`. Answered by
    /// [`ScreenshotEvent::Ready`], unless the handle is 0.
    ///
    /// Behind Steamworks: `AddVRScreenshotToLibrary`.
    fn add_vr_screenshot_to_library(&self, kind: i32, file: &str, vr_file: &str) -> u32;

    /// Has a picture taken. Answered by [`ScreenshotEvent::Requested`] where the game takes its pictures itself, otherwise by
    /// [`ScreenshotEvent::Ready`].
    ///
    /// Behind Steamworks: `TriggerScreenshot`.
    fn trigger_screenshot(&self);

    /// Whether the game takes its pictures itself, from now on.
    ///
    /// Behind Steamworks: `HookScreenshots`.
    fn hook_screenshots(&self, hook: bool);

    /// Whether it does.
    ///
    /// Behind Steamworks: `IsScreenshotsHooked`.
    fn is_screenshots_hooked(&self) -> bool;

    /// Says where a picture was taken. `false` if there is no such picture.
    ///
    /// Behind Steamworks: `SetLocation`.
    fn set_location(&self, screenshot: u32, location: &str) -> bool;

    /// Says that a user is seen in a picture. `false` if there is no such picture, or it has too many.
    ///
    /// Behind Steamworks: `TagUser`.
    fn tag_user(&self, screenshot: u32, user: SteamId) -> bool;

    /// Says that a published file is seen in a picture. `false` if there is no such picture, or it has too many.
    ///
    /// Behind Steamworks: `TagPublishedFile`.
    fn tag_published_file(&self, screenshot: u32, file: u64) -> bool;
}
