//! `ISteamScreenshots`: pictures in the user's library.

use super::methods;
use crate::arguments::{Input, Text};
use crate::contract::{Screenshots, SteamId};
use crate::switches::violation;

/// Pixels of a side, which must be above 0.
fn pixels(count: i32) -> u32 {
    let pixels = u32::try_from(count).ok().filter(|pixels| *pixels > 0);
    pixels.unwrap_or_else(|| violation(format!("a picture with {count} pixels on a side")))
}

methods! { Screenshots:
    fn SteamAPI_ISteamScreenshots_WriteScreenshot(
        steam, rgb: Input, bytes: u32, width: i32, height: i32
    ) -> u32, or 0; {
        let (width, height) = (pixels(width), pixels(height));
        if u64::from(bytes) != u64::from(width) * u64::from(height) * 3 {
            violation(format!("WriteScreenshot of {width} by {height} pixels with {bytes} bytes"));
        }
        steam.platform.write_screenshot(&rgb.read(bytes), width, height)
    }

    fn SteamAPI_ISteamScreenshots_AddScreenshotToLibrary(
        steam, file: Text, thumbnail: Text, width: i32, height: i32
    ) -> u32, or 0; {
        let thumbnail = thumbnail.read_if_any().unwrap_or_default();
        steam.platform.add_screenshot_to_library(&file.read(), &thumbnail, pixels(width), pixels(height))
    }

    fn SteamAPI_ISteamScreenshots_AddVRScreenshotToLibrary(
        steam, kind: i32, file: Text, vr_file: Text
    ) -> u32, or 0; {
        if !(0..=5).contains(&kind) {
            violation(format!("AddVRScreenshotToLibrary with the kind {kind}"));
        }
        steam.platform.add_vr_screenshot_to_library(kind, &file.read(), &vr_file.read())
    }

    fn SteamAPI_ISteamScreenshots_TriggerScreenshot(steam), or (); {
        steam.platform.trigger_screenshot();
    }

    fn SteamAPI_ISteamScreenshots_HookScreenshots(steam, hook: bool), or (); {
        steam.platform.hook_screenshots(hook);
    }

    fn SteamAPI_ISteamScreenshots_IsScreenshotsHooked(steam) -> bool, or false; {
        steam.platform.is_screenshots_hooked()
    }

    fn SteamAPI_ISteamScreenshots_SetLocation(steam, screenshot: u32, location: Text) -> bool, or false; {
        steam.platform.set_location(screenshot, &location.read())
    }

    fn SteamAPI_ISteamScreenshots_TagUser(steam, screenshot: u32, user: u64) -> bool, or false; {
        steam.platform.tag_user(screenshot, SteamId(user))
    }

    fn SteamAPI_ISteamScreenshots_TagPublishedFile(steam, screenshot: u32, file: u64) -> bool, or false; {
        steam.platform.tag_published_file(screenshot, file)
    }
}
