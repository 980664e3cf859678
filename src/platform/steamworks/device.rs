//! `ISteamUtils`: the text filter, keyboards, the machine.

use ::steamworks::sys;

use super::calls::Answer;
use super::{SteamworksPlatform, callbacks, open_enums, strings};
use crate::contract::device::DeviceEvent;
use crate::contract::{Device, Event, SteamId};

/// The maximum size of a text from a keyboard, in bytes.
const MOST_TEXT_BYTES: u32 = 64 * 1024;

impl Device for SteamworksPlatform {
    fn init_filter_text(&self, filter_options: u32) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamUtils_InitFilterText(utils, filter_options) }
    }

    fn filter_text(&self, context: i32, author: SteamId, message: &str) -> String {
        let Some(utils) = self.interfaces.utils.get() else { return String::new() };
        let Some(input) = strings::for_steam(message) else { return String::new() };
        // A character may be replaced by a longer one, of 4 bytes at most.
        let mut filtered = vec![0_u8; message.len() * 4 + 1];
        // SAFETY: a live interface, numbers, a NUL-terminated text, and a buffer of the given size.
        unsafe {
            open_enums::SteamAPI_ISteamUtils_FilterText(
                utils,
                context,
                author.0,
                input.as_ptr(),
                filtered.as_mut_ptr().cast(),
                filtered.len() as u32,
            )
        };
        // Without `InitFilterText`, Steam writes nothing.
        let filtered = strings::up_to_nul(&filtered);
        if filtered.is_empty() { message.to_owned() } else { filtered }
    }

    fn show_gamepad_text_input(
        &self,
        input_mode: i32,
        line_input_mode: i32,
        description: &str,
        max_text: u32,
        preset_text: &str,
    ) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        let Some(description) = strings::for_steam(description) else { return false };
        let Some(preset_text) = strings::for_steam(preset_text) else { return false };
        // SAFETY: a live interface, numbers, and NUL-terminated texts.
        unsafe {
            open_enums::SteamAPI_ISteamUtils_ShowGamepadTextInput(
                utils,
                input_mode,
                line_input_mode,
                description.as_ptr(),
                max_text,
                preset_text.as_ptr(),
            )
        }
    }

    fn show_floating_gamepad_text_input(
        &self,
        input_mode: i32,
        text_field_x_position: i32,
        text_field_y_position: i32,
        text_field_width: i32,
        text_field_height: i32,
    ) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamUtils_ShowFloatingGamepadTextInput(
                utils,
                input_mode,
                text_field_x_position,
                text_field_y_position,
                text_field_width,
                text_field_height,
            )
        }
    }

    fn dismiss_floating_gamepad_text_input(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_DismissFloatingGamepadTextInput(utils) }
    }

    fn dismiss_gamepad_text_input(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_DismissGamepadTextInput(utils) }
    }

    fn current_battery_power(&self) -> u8 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetCurrentBatteryPower(utils) }
    }

    fn is_steam_china_launcher(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsSteamChinaLauncher(utils) }
    }

    fn is_vr_headset_streaming_enabled(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsVRHeadsetStreamingEnabled(utils) }
    }

    fn set_vr_headset_streaming_enabled(&self, enabled: bool) {
        let Some(utils) = self.interfaces.utils.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamUtils_SetVRHeadsetStreamingEnabled(utils, enabled) };
    }

    fn start_vr_dashboard(&self) {
        let Some(utils) = self.interfaces.utils.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_StartVRDashboard(utils) };
    }

    fn set_game_launcher_mode(&self, mode: bool) {
        let Some(utils) = self.interfaces.utils.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamUtils_SetGameLauncherMode(utils, mode) };
    }

    fn ipv6_connectivity_state(&self, protocol: i32) -> i32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamUtils_GetIPv6ConnectivityState(utils, protocol) }
    }

    fn api_call_completed(&self) -> (bool, bool) {
        let last = self.calls.lock().waiting().last().map(|(number, _)| *number);
        let (Some(utils), Some(number)) = (self.interfaces.utils.get(), last) else { return (true, false) };
        let mut failed = false;
        // SAFETY: a live interface, a number, and a boolean of ours.
        let completed = unsafe { sys::SteamAPI_ISteamUtils_IsAPICallCompleted(utils, number, &mut failed) };
        (completed, failed)
    }

    fn check_file_signature(&self, file_name: &str) {
        let answer = Answer {
            signal: "check_file_signature",
            callback: callbacks::CHECK_FILE_SIGNATURE,
            size: size_of::<sys::CheckFileSignature_t>(),
            read: |_, bytes| callbacks::check_file_signature(bytes),
            // k_ECheckFileSignatureInvalidSignature
            failure: Event::CheckFileSignature { result: 0 },
        };
        let file_name = strings::for_steam(file_name);
        self.ask(&self.interfaces.utils, answer, |utils| {
            file_name.map_or(0, |name| {
                // SAFETY: a live interface and a NUL-terminated text.
                unsafe { sys::SteamAPI_ISteamUtils_CheckFileSignature(utils, name.as_ptr()) }
            })
        });
    }
}

impl SteamworksPlatform {
    /// The keyboard has been closed: its text has to be fetched now.
    pub(super) fn gamepad_text_input_dismissed(&self, bytes: &[u8]) -> Option<Event> {
        let dismissed = callbacks::device::gamepad_text_input_dismissed(bytes)?;
        let mut text = String::new();
        if dismissed.submitted
            && let Some(utils) = self.interfaces.utils.get()
        {
            // SAFETY: a live interface.
            let length = unsafe { sys::SteamAPI_ISteamUtils_GetEnteredGamepadTextLength(utils) };
            let mut room = vec![0_u8; length.min(MOST_TEXT_BYTES) as usize + 1];
            // SAFETY: a live interface, and a buffer of the given size.
            let is_there = unsafe {
                sys::SteamAPI_ISteamUtils_GetEnteredGamepadTextInput(
                    utils,
                    room.as_mut_ptr().cast(),
                    room.len() as u32,
                )
            };
            if is_there {
                text = strings::up_to_nul(&room);
            }
        }
        Some(Event::Device(DeviceEvent::GamepadTextInputDismissed {
            submitted: dismissed.submitted,
            text,
            app_id: dismissed.app_id,
        }))
    }
}
