//! A Steam Deck, if the switch `STEAM_API_DOUBLE_DECK` says so: its keyboards, with a user who types at once.

use crate::callbacks;
use crate::contract::device::DeviceEvent;
use crate::contract::{Event, User};
use crate::steam::Steam;
use crate::switches;

/// The text that the user appends.
const TYPED: &str = " typed";

/// Whether the machine is a Steam Deck.
pub(super) fn is_there() -> bool {
    switches::is("DECK", "yes")
}

/// The user types and is done.
pub(super) fn show_keyboard(steam: &Steam, preset: &str, most: u32) -> bool {
    if !is_there() {
        return false;
    }
    let text: String = preset.chars().chain(TYPED.chars()).take(most as usize).collect();
    let mut state = steam.state.lock();
    state.entered_text.clone_from(&text);
    let dismissed =
        DeviceEvent::GamepadTextInputDismissed { submitted: true, text, app_id: steam.platform.app_id() };
    if let Some(callback) = callbacks::of(&Event::Device(dismissed)) {
        state.post(callback);
    }
    true
}

/// The keyboard stays until it is dismissed.
pub(super) fn show_floating_keyboard(steam: &Steam) -> bool {
    let is_there = is_there();
    steam.state.lock().has_keyboard = is_there;
    is_there
}

/// Closes the keyboard.
pub(super) fn dismiss_floating_keyboard(steam: &Steam) -> bool {
    let mut state = steam.state.lock();
    let had = std::mem::take(&mut state.has_keyboard);
    if had
        && let Some(callback) = callbacks::of(&Event::Device(DeviceEvent::FloatingGamepadTextInputDismissed))
    {
        state.post(callback);
    }
    had
}
