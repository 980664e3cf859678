//! Callbacks of `ISteamUtils` about keyboards and the machine.

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::device::DeviceEvent;

/// `GamepadTextInputDismissed_t`.
pub(in super::super) const GAMEPAD_TEXT_INPUT_DISMISSED: i32 =
    number!(GamepadTextInputDismissed_t_k_iCallback);
const FLOATING_DISMISSED: i32 = number!(FloatingGamepadTextInputDismissed_t_k_iCallback);
const APP_RESUMING: i32 = number!(AppResumingFromSuspend_t_k_iCallback);
const FILTER_TEXT_CHANGED: i32 = number!(FilterTextDictionaryChanged_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        FLOATING_DISMISSED => DeviceEvent::FloatingGamepadTextInputDismissed,
        APP_RESUMING => DeviceEvent::AppResumingFromSuspend,
        FILTER_TEXT_CHANGED => {
            let it = Structure::of::<sys::FilterTextDictionaryChanged_t>(bytes)?;
            DeviceEvent::FilterTextDictionaryChanged {
                language: member!(it, FilterTextDictionaryChanged_t, i32 m_eLanguage),
            }
        }
        _ => return None,
    };
    Some(Event::Device(event))
}

/// `GamepadTextInputDismissed_t`: the keyboard has been closed. Its text is fetched separately.
pub(in super::super) struct Dismissed {
    pub(in super::super) submitted: bool,
    pub(in super::super) app_id: u32,
}

/// Reads `GamepadTextInputDismissed_t`.
pub(in super::super) fn gamepad_text_input_dismissed(bytes: &[u8]) -> Option<Dismissed> {
    let it = Structure::of::<sys::GamepadTextInputDismissed_t>(bytes)?;
    Some(Dismissed {
        submitted: member!(it, GamepadTextInputDismissed_t, bool m_bSubmitted),
        app_id: member!(it, GamepadTextInputDismissed_t, u32 m_unAppID),
    })
}
