//! Callbacks of `ISteamUtils` about keyboards and the machine.

use super::{Callback, Structure, empty};
use crate::contract::device::DeviceEvent;

pub(super) fn of(event: &DeviceEvent) -> Callback {
    let new = Structure::new;
    match event {
        DeviceEvent::GamepadTextInputDismissed { submitted, text, app_id } => {
            new().bool(*submitted).u32(text.len() as u32 + 1).u32(*app_id).number(714)
        }
        DeviceEvent::FloatingGamepadTextInputDismissed => empty(738),
        DeviceEvent::ApiCallCompleted { call, callback, size } => {
            new().number_of_8(*call).i32(*callback).u32(*size).number(703)
        }
        DeviceEvent::AppResumingFromSuspend => empty(736),
        DeviceEvent::FilterTextDictionaryChanged { language } => new().i32(*language).number(739),
    }
}
