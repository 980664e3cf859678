//! Signals of `ISteamScreenshots`.

use super::super::Steam;
use super::super::enums::ResultValue;
use crate::contract::screenshots::ScreenshotEvent;
use crate::script::signals::signals;

signals! { impl Steam {
    /// A picture is in the library if `result` is `RESULT_OK`; otherwise `result` is the reason for the failure.
    fn screenshot_ready(screenshot_handle: i64, result: ResultValue);

    /// The user wants a screenshot, in a game that takes its screenshots itself (`hookScreenshots`).
    fn screenshot_requested();
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: ScreenshotEvent) {
    match event {
        ScreenshotEvent::Ready { screenshot, result } => {
            screenshot_ready(i64::from(screenshot), ResultValue(i64::from(result)));
        }
        ScreenshotEvent::Requested => screenshot_requested(),
    }
}
