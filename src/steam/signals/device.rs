//! The signals of keyboards and of the machine.

use godot::builtin::GString;

use super::super::Steam;
use crate::contract::device::DeviceEvent;
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The keyboard of `showGamepadTextInput` has been closed. `submitted` is whether the user confirmed the text.
    fn gamepad_text_input_dismissed(submitted: bool, entered_text: GString, app_id: i64);

    /// Steam has answered a call that this extension did not make: the call's number, the number of the structure with the answer,
    /// and its size in bytes. Answers to the methods of this class have their own signals.
    fn steam_api_call_completed(async_call: i64, callback: i64, parameter: i64);

    /// The machine has resumed from suspend.
    fn app_resuming_from_suspend();

    /// The keyboard of `showFloatingGamepadTextInput` has been closed.
    fn floating_gamepad_text_input_dismissed();

    /// The words of the text filter have changed; `language` is Steam's number of the language.
    fn filter_text_dictionary_changed(language: i64);
}
}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: DeviceEvent) {
    match event {
        DeviceEvent::GamepadTextInputDismissed { submitted, text, app_id } => {
            gamepad_text_input_dismissed(submitted, GString::from(&text), i64::from(app_id));
        }
        DeviceEvent::FloatingGamepadTextInputDismissed => floating_gamepad_text_input_dismissed(),
        DeviceEvent::ApiCallCompleted { call, callback, size } => {
            steam_api_call_completed(call as i64, i64::from(callback), i64::from(size));
        }
        DeviceEvent::AppResumingFromSuspend => app_resuming_from_suspend(),
        DeviceEvent::FilterTextDictionaryChanged { language } => {
            filter_text_dictionary_changed(i64::from(language));
        }
    }
}
