//! The signals of keyboards and of the machine.

use godot::builtin::GString;

use super::super::Steam;
use crate::contract::device::DeviceEvent;
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The keyboard of `showGamepadTextInput` was closed: whether you were done (`submitted`), and what you entered.
    fn gamepad_text_input_dismissed(submitted: bool, entered_text: GString, app_id: i64);

    /// A call to Steam was answered that this extension has not made: its number, the number of the structure that answers it, and
    /// the bytes of that. Answers to the methods of this class come as signals of their own.
    fn steam_api_call_completed(async_call: i64, callback: i64, parameter: i64);

    /// The machine woke up.
    fn app_resuming_from_suspend();

    /// The keyboard of `showFloatingGamepadTextInput` was closed.
    fn floating_gamepad_text_input_dismissed();

    /// The words of the text filter changed; `language` is Steam's number of the language.
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
