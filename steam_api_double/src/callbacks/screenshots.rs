//! Callbacks of `ISteamScreenshots`.

use super::{Callback, Structure, empty, value};
use crate::contract::screenshots::ScreenshotEvent;

pub(super) fn of(event: &ScreenshotEvent) -> Callback {
    match event {
        ScreenshotEvent::Ready { screenshot, result } => {
            Structure::new().u32(*screenshot).i32(value(*result)).number(2301)
        }
        ScreenshotEvent::Requested => empty(2302),
    }
}
