//! `ISteamScreenshots`: pictures in the user's library.

use std::ffi::c_int;

use ::steamworks::sys;

use super::{SteamworksPlatform, open_enums, strings};
use crate::contract::{Screenshots, SteamId};

/// Pixels, as Steam's integer.
fn pixels(count: u32) -> c_int {
    c_int::try_from(count).unwrap_or(c_int::MAX)
}

impl Screenshots for SteamworksPlatform {
    fn write_screenshot(&self, rgb: &[u8], width: u32, height: u32) -> u32 {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return 0 };
        let Ok(bytes) = u32::try_from(rgb.len()) else { return 0 };
        let (width, height) = (pixels(width), pixels(height));
        // SAFETY: a live interface, and the given number of bytes, which Steam copies and does not change; its header lacks
        // `const`.
        unsafe {
            sys::SteamAPI_ISteamScreenshots_WriteScreenshot(
                screenshots,
                rgb.as_ptr().cast_mut().cast(),
                bytes,
                width,
                height,
            )
        }
    }

    fn add_screenshot_to_library(&self, file: &str, thumbnail: &str, width: u32, height: u32) -> u32 {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return 0 };
        let (Some(file), Some(thumbnail)) = (strings::for_steam(file), strings::for_steam(thumbnail)) else {
            return 0;
        };
        // Steam does not accept an empty name; null stands for none.
        let thumbnail = if thumbnail.is_empty() { std::ptr::null() } else { thumbnail.as_ptr() };
        let (width, height) = (pixels(width), pixels(height));
        // SAFETY: a live interface, a NUL-terminated text, another one or null, and numbers.
        unsafe {
            sys::SteamAPI_ISteamScreenshots_AddScreenshotToLibrary(
                screenshots,
                file.as_ptr(),
                thumbnail,
                width,
                height,
            )
        }
    }

    fn add_vr_screenshot_to_library(&self, kind: i32, file: &str, vr_file: &str) -> u32 {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return 0 };
        let (Some(file), Some(vr_file)) = (strings::for_steam(file), strings::for_steam(vr_file)) else {
            return 0;
        };
        // SAFETY: a live interface, a number, and NUL-terminated texts.
        unsafe {
            open_enums::SteamAPI_ISteamScreenshots_AddVRScreenshotToLibrary(
                screenshots,
                kind,
                file.as_ptr(),
                vr_file.as_ptr(),
            )
        }
    }

    fn trigger_screenshot(&self) {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamScreenshots_TriggerScreenshot(screenshots) };
    }

    fn hook_screenshots(&self, hook: bool) {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamScreenshots_HookScreenshots(screenshots, hook) };
    }

    fn is_screenshots_hooked(&self) -> bool {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamScreenshots_IsScreenshotsHooked(screenshots) }
    }

    fn set_location(&self, screenshot: u32, location: &str) -> bool {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return false };
        let Some(location) = strings::for_steam(location) else { return false };
        // SAFETY: a live interface, a number, and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamScreenshots_SetLocation(screenshots, screenshot, location.as_ptr()) }
    }

    fn tag_user(&self, screenshot: u32, user: SteamId) -> bool {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamScreenshots_TagUser(screenshots, screenshot, user.0) }
    }

    fn tag_published_file(&self, screenshot: u32, file: u64) -> bool {
        let Some(screenshots) = self.interfaces.screenshots.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamScreenshots_TagPublishedFile(screenshots, screenshot, file) }
    }
}
