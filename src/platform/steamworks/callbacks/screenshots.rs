//! Callbacks of `ISteamScreenshots`.

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::screenshots::ScreenshotEvent;

const READY: i32 = number!(ScreenshotReady_t_k_iCallback);
const REQUESTED: i32 = number!(ScreenshotRequested_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        READY => {
            let it = Structure::of::<sys::ScreenshotReady_t>(bytes)?;
            ScreenshotEvent::Ready {
                screenshot: member!(it, ScreenshotReady_t, u32 m_hLocal),
                result: member!(it, ScreenshotReady_t, i32 m_eResult),
            }
        }
        REQUESTED => ScreenshotEvent::Requested,
        _ => return None,
    };
    Some(Event::Screenshots(event))
}
