//! `ISteamScreenshots` for scripts: pictures in the user's library.

use godot::builtin::{GString, PackedByteArray};

use super::{Steam, pump};
use crate::contract::screenshots::{MAX_LOCATION_BYTES, MAX_TAGS, ScreenshotEvent};
use crate::contract::{Event, Platform};
use crate::script::fast::fast_methods;
use crate::script::{arguments, current, report};

/// The signal that reports a picture.
const ANSWER: &str = "screenshot_ready";
/// `EResult`.
const RESULT_FAIL: i32 = 2;
const RESULT_INVALID_PARAM: i32 = 8;
/// The maximum width and height of a picture, in pixels.
const MOST_PIXELS: i64 = 16_384;
/// The bytes of a pixel.
const BYTES_PER_PIXEL: u64 = 3;
/// The maximum size of a path, in bytes.
const MAX_PATH_BYTES: usize = 4096;
/// The range of Steam's `uint32`.
const UINT32: std::ops::RangeInclusive<i64> = 0..=u32::MAX as i64;

fn pixels(method: &'static str, argument: &'static str, count: i64) -> Option<u32> {
    arguments::number(method, argument, count, 1..=MOST_PIXELS)
}

/// Puts a picture in the library. Returns its handle, or 0 if it was refused, which the signal reports as well.
fn put(method: &'static str, put: impl FnOnce(&dyn Platform) -> Option<u32>) -> i64 {
    current::with_answer(method, ANSWER, |platform| {
        let put = put(platform);
        let screenshot = put.unwrap_or(0);
        if screenshot == 0 {
            let result = if put.is_none() { RESULT_INVALID_PARAM } else { RESULT_FAIL };
            pump::refuse(ANSWER, Event::Screenshots(ScreenshotEvent::Ready { screenshot, result }));
        } else {
            pump::expect_answer(ANSWER);
        }
        i64::from(screenshot)
    })
}

/// Reports that a picture could not be tagged; Steam gives no reason.
fn known(method: &'static str, screenshot: u32, said: bool) -> bool {
    if !said {
        let reason = format!(
            "Steam refused it: no picture of this run has the handle {screenshot}, or it already has \
            {MAX_TAGS} such tags, the maximum"
        );
        report::warning(method, reason);
    }
    said
}

methods! {
impl Class {
    /// Puts a picture in your library. `rgb` has three bytes for each pixel, in rows from the top, like the data of an `Image` in
    /// `Image.FORMAT_RGB8`; width and height are at most 16384 pixels. Returns a handle for tags, which is valid until the process
    /// ends; `screenshot_ready` reports when the picture is in the library. If the picture is refused, it returns
    /// `SCREENSHOT_INVALID_HANDLE`, and the signal reports that as well. Steamworks: `WriteScreenshot`.
    ///
    /// Local: A PNG file in the folder `screenshots` of the user's folder (`STEAM_NETWORKING_USER_DIR`).
    #[func(rename = writeScreenshot)]
    pub fn write_screenshot(rgb: PackedByteArray, width: i64, height: i64) -> i64 {
        const METHOD: &str = "Steam.writeScreenshot";
        put(METHOD, |platform| {
            let width = pixels(METHOD, "width", width)?;
            let height = pixels(METHOD, "height", height)?;
            let bytes = u64::from(width) * u64::from(height) * BYTES_PER_PIXEL;
            if rgb.len() as u64 != bytes {
                let allowed = format!("{width} by {height} pixels of three bytes have {bytes}");
                report::bad_argument(METHOD, "rgb", format!("{} bytes long", rgb.len()), allowed);
                return None;
            }
            Some(platform.screenshots().write_screenshot(rgb.as_slice(), width, height))
        })
    }

    /// Puts a picture file in your library: a PNG, JPEG or TGA file by its absolute path (`ProjectSettings.globalize_path`).
    /// `thumbnail_filename` is a smaller picture, 200 pixels wide, or empty. Returns a handle for tags, which is valid until the
    /// process ends; `screenshot_ready` reports whether it worked. If the picture is refused, it returns
    /// `SCREENSHOT_INVALID_HANDLE`, and the signal reports that as well. Steamworks: `AddScreenshotToLibrary`.
    ///
    /// Local: Copied into the folder `screenshots` of the user's folder.
    #[func(rename = addScreenshotToLibrary)]
    pub fn add_screenshot_to_library(
        filename: GString,
        thumbnail_filename: GString,
        width: i64,
        height: i64,
    ) -> i64 {
        const METHOD: &str = "Steam.addScreenshotToLibrary";
        put(METHOD, |platform| {
            let file = arguments::name(METHOD, "filename", &filename, MAX_PATH_BYTES)?;
            let thumbnail =
                arguments::text(METHOD, "thumbnail_filename", &thumbnail_filename, MAX_PATH_BYTES)?;
            let width = pixels(METHOD, "width", width)?;
            let height = pixels(METHOD, "height", height)?;
            Some(platform.screenshots().add_screenshot_to_library(&file, &thumbnail, width, height))
        })
    }

    /// Takes a screenshot. By default, the overlay takes it and `screenshot_ready` is emitted; after `hookScreenshots(true)`,
    /// `screenshot_requested` asks the game to take it. Steamworks: `TriggerScreenshot`.
    ///
    /// Local: There is no overlay: a generated picture replaces the screenshot, and a line says so.
    #[func(rename = triggerScreenshot)]
    pub fn trigger_screenshot() {
        current::with("Steam.triggerScreenshot", |platform| platform.screenshots().trigger_screenshot());
    }

    /// Sets whether the game takes its screenshots itself: the screenshot key then emits `screenshot_requested`, and the game calls
    /// `writeScreenshot`. Steamworks: `HookScreenshots`.
    ///
    /// Local: There is no such key; call `triggerScreenshot` instead.
    #[func(rename = hookScreenshots)]
    pub fn hook_screenshots(hook: bool) {
        current::with("Steam.hookScreenshots", |platform| platform.screenshots().hook_screenshots(hook));
    }

    /// Whether the game takes its screenshots itself. Steamworks: `IsScreenshotsHooked`.
    ///
    /// Local: The same.
    #[func(rename = isScreenshotsHooked)]
    pub fn is_screenshots_hooked() -> bool {
        current::with("Steam.isScreenshotsHooked", |platform| platform.screenshots().is_screenshots_hooked())
    }

    /// Sets the location of a picture, for example the map, in at most 254 bytes. `false` if no picture of this run has that handle.
    /// Steamworks: `SetLocation`.
    ///
    /// Local: Kept in a JSON file beside the picture.
    #[func(rename = setLocation)]
    pub fn set_location(screenshot: i64, location: GString) -> bool {
        const METHOD: &str = "Steam.setLocation";
        current::with(METHOD, |platform| {
            let screenshot = arguments::number(METHOD, "screenshot", screenshot, UINT32)?;
            let location = arguments::text(METHOD, "location", &location, MAX_LOCATION_BYTES)?;
            Some(known(METHOD, screenshot, platform.screenshots().set_location(screenshot, &location)))
        })
        .unwrap_or(false)
    }

    /// Tags a published file that a picture shows; a picture has at most 32 of them. `false` if no picture of this run has that
    /// handle, or if it has 32 already. Steamworks: `TagPublishedFile`.
    ///
    /// Local: As `setLocation`.
    #[func(rename = tagPublishedFile)]
    pub fn tag_published_file(screenshot: i64, file_id: i64) -> bool {
        const METHOD: &str = "Steam.tagPublishedFile";
        current::with(METHOD, |platform| {
            let screenshot = arguments::number(METHOD, "screenshot", screenshot, UINT32)?;
            let tagged = platform.screenshots().tag_published_file(screenshot, file_id as u64);
            Some(known(METHOD, screenshot, tagged))
        })
        .unwrap_or(false)
    }

    /// Tags a user that a picture shows; a picture has at most 32 of them. `false` if no picture of this run has that handle, or
    /// if it has 32 already. Steamworks: `TagUser`.
    ///
    /// Local: As `setLocation`.
    #[func(rename = tagUser)]
    pub fn tag_user(screenshot: i64, steam_id: i64) -> bool {
        const METHOD: &str = "Steam.tagUser";
        current::with(METHOD, |platform| {
            let screenshot = arguments::number(METHOD, "screenshot", screenshot, UINT32)?;
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            Some(known(METHOD, screenshot, platform.screenshots().tag_user(screenshot, user)))
        })
        .unwrap_or(false)
    }
}
}

// The macros of the crate `godot` would call its first argument `r#type`.
fast_methods! {
impl Steam {
    /// Puts two picture files in your library: a flat one, and one for a headset, of the kind `type` (one of
    /// VRScreenshotType). Otherwise as `addScreenshotToLibrary`. Steamworks: `AddVRScreenshotToLibrary`.
    ///
    /// Local: Both are copied into the folder `screenshots` of the user's folder.
    #[func(rename = addVRScreenshotToLibrary)]
    pub fn add_vr_screenshot_to_library(r#type: i64, filename: &GString, vr_filename: &GString) -> i64 {
        const METHOD: &str = "Steam.addVRScreenshotToLibrary";
        put(METHOD, |platform| {
            let kind = arguments::one_of(METHOD, "type", r#type, 0..=5, "VRScreenshotType")?;
            let file = arguments::name(METHOD, "filename", filename, MAX_PATH_BYTES)?;
            let vr_file = arguments::name(METHOD, "vr_filename", vr_filename, MAX_PATH_BYTES)?;
            Some(platform.screenshots().add_vr_screenshot_to_library(kind, &file, &vr_file))
        })
    }
}
}
