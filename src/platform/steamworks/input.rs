//! `ISteamInput`: controllers and named actions.

use std::ffi::c_char;

use ::steamworks::sys;

use super::{SteamworksPlatform, action_events, open_enums, strings, trigger_effects};
use crate::contract::Input;
use crate::contract::input::{AnalogAction, DigitalAction, SimpleHapticEvent, TriggerEffect};

/// `STEAM_INPUT_MAX_COUNT`.
const MOST_CONTROLLERS: usize = 16;
/// `STEAM_INPUT_MAX_ACTIVE_LAYERS`.
const MOST_LAYERS: usize = 16;
/// `STEAM_INPUT_MAX_ORIGINS`.
const MOST_ORIGINS: usize = 8;

impl Input for SteamworksPlatform {
    fn init(&self, explicitly_call_runframe: bool) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_Init(input, explicitly_call_runframe) }
    }

    fn end(&self) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamInput_Shutdown(input) }
    }

    fn set_input_action_manifest_file_path(&self, manifest_path: &str) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        let Some(manifest_path) = strings::for_steam(manifest_path) else { return false };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamInput_SetInputActionManifestFilePath(input, manifest_path.as_ptr()) }
    }

    fn run_frame(&self, reserved_value: bool) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_RunFrame(input, reserved_value) };
    }

    fn new_data_available(&self) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamInput_BNewDataAvailable(input) }
    }

    fn wait_for_data(&self, timeout_ms: u32) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamInput_BWaitForData(input, false, timeout_ms) }
    }

    fn enable_device_callbacks(&self) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamInput_EnableDeviceCallbacks(input) };
    }

    fn enable_action_event_callbacks(&self) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface, and a function that lives as long as the process and stores its arguments.
        unsafe { sys::SteamAPI_ISteamInput_EnableActionEventCallbacks(input, Some(action_events::take_in)) };
    }

    fn connected_controllers(&self) -> Vec<u64> {
        let Some(input) = self.interfaces.input.get() else { return Vec::new() };
        let mut handles = [0_u64; MOST_CONTROLLERS];
        // SAFETY: a live interface, numbers, and a buffer for Steam's maximum number of handles.
        let count = unsafe { sys::SteamAPI_ISteamInput_GetConnectedControllers(input, handles.as_mut_ptr()) };
        handles.iter().copied().take(usize::try_from(count).unwrap_or(0)).collect()
    }

    fn action_set_handle(&self, action_set_name: &str) -> u64 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        let Some(action_set_name) = strings::for_steam(action_set_name) else { return 0 };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamInput_GetActionSetHandle(input, action_set_name.as_ptr()) }
    }

    fn digital_action_handle(&self, action_name: &str) -> u64 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        let Some(action_name) = strings::for_steam(action_name) else { return 0 };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamInput_GetDigitalActionHandle(input, action_name.as_ptr()) }
    }

    fn analog_action_handle(&self, action_name: &str) -> u64 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        let Some(action_name) = strings::for_steam(action_name) else { return 0 };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamInput_GetAnalogActionHandle(input, action_name.as_ptr()) }
    }

    fn string_for_digital_action_name(&self, action_handle: u64) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamInput_GetStringForDigitalActionName(input, action_handle))
        }
    }

    fn string_for_analog_action_name(&self, action_handle: u64) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamInput_GetStringForAnalogActionName(input, action_handle))
        }
    }

    fn activate_action_set(&self, input_handle: u64, action_set_handle: u64) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamInput_ActivateActionSet(input, input_handle, action_set_handle) };
    }

    fn current_action_set(&self, input_handle: u64) -> u64 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_GetCurrentActionSet(input, input_handle) }
    }

    fn activate_action_set_layer(&self, input_handle: u64, action_set_layer_handle: u64) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamInput_ActivateActionSetLayer(input, input_handle, action_set_layer_handle)
        };
    }

    fn deactivate_action_set_layer(&self, input_handle: u64, action_set_handle: u64) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamInput_DeactivateActionSetLayer(input, input_handle, action_set_handle) };
    }

    fn deactivate_all_action_set_layers(&self, input_handle: u64) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_DeactivateAllActionSetLayers(input, input_handle) };
    }

    fn active_action_set_layers(&self, controller: u64) -> Vec<u64> {
        let Some(input) = self.interfaces.input.get() else { return Vec::new() };
        let mut handles = [0_u64; MOST_LAYERS];
        // SAFETY: a live interface, numbers, and a buffer for Steam's maximum number of handles.
        let count = unsafe {
            sys::SteamAPI_ISteamInput_GetActiveActionSetLayers(input, controller, handles.as_mut_ptr())
        };
        handles.iter().copied().take(usize::try_from(count).unwrap_or(0)).collect()
    }

    fn digital_action_data(&self, controller: u64, action: u64) -> DigitalAction {
        let Some(input) = self.interfaces.input.get() else { return DigitalAction::default() };
        // SAFETY: a live interface and numbers.
        let reading =
            unsafe { open_enums::SteamAPI_ISteamInput_GetDigitalActionData(input, controller, action) };
        DigitalAction { state: reading.state != 0, active: reading.active != 0 }
    }

    fn digital_action_origins(&self, controller: u64, action_set: u64, action: u64) -> Vec<i32> {
        let Some(input) = self.interfaces.input.get() else { return Vec::new() };
        let mut origins = [0_i32; MOST_ORIGINS];
        // SAFETY: a live interface, numbers, and a buffer for Steam's maximum number of origins.
        let count = unsafe {
            open_enums::SteamAPI_ISteamInput_GetDigitalActionOrigins(
                input,
                controller,
                action_set,
                action,
                origins.as_mut_ptr(),
            )
        };
        origins.iter().copied().take(usize::try_from(count).unwrap_or(0)).collect()
    }

    fn analog_action_data(&self, controller: u64, action: u64) -> AnalogAction {
        let Some(input) = self.interfaces.input.get() else { return AnalogAction::default() };
        // SAFETY: a live interface and numbers.
        let reading =
            unsafe { open_enums::SteamAPI_ISteamInput_GetAnalogActionData(input, controller, action) };
        AnalogAction { mode: reading.mode, x: reading.x, y: reading.y, active: reading.active != 0 }
    }

    fn analog_action_origins(&self, controller: u64, action_set: u64, action: u64) -> Vec<i32> {
        let Some(input) = self.interfaces.input.get() else { return Vec::new() };
        let mut origins = [0_i32; MOST_ORIGINS];
        // SAFETY: a live interface, numbers, and a buffer for Steam's maximum number of origins.
        let count = unsafe {
            open_enums::SteamAPI_ISteamInput_GetAnalogActionOrigins(
                input,
                controller,
                action_set,
                action,
                origins.as_mut_ptr(),
            )
        };
        origins.iter().copied().take(usize::try_from(count).unwrap_or(0)).collect()
    }

    fn stop_analog_action_momentum(&self, input_handle: u64, action: u64) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamInput_StopAnalogActionMomentum(input, input_handle, action) };
    }

    fn motion_data(&self, controller: u64) -> [f32; 10] {
        let Some(input) = self.interfaces.input.get() else { return [0.0; 10] };
        // SAFETY: a live interface and a number.
        let it = unsafe { sys::SteamAPI_ISteamInput_GetMotionData(input, controller) };
        [
            it.rotQuatX,
            it.rotQuatY,
            it.rotQuatZ,
            it.rotQuatW,
            it.posAccelX,
            it.posAccelY,
            it.posAccelZ,
            it.rotVelX,
            it.rotVelY,
            it.rotVelZ,
        ]
    }

    fn input_type_for_handle(&self, input_handle: u64) -> i32 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamInput_GetInputTypeForHandle(input, input_handle) }
    }

    fn controller_for_gamepad_index(&self, index: i32) -> u64 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_GetControllerForGamepadIndex(input, index) }
    }

    fn gamepad_index_for_controller(&self, input_handle: u64) -> i32 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_GetGamepadIndexForController(input, input_handle) }
    }

    fn remote_play_session_id(&self, input_handle: u64) -> u32 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_GetRemotePlaySessionID(input, input_handle) }
    }

    fn device_binding_revision(&self, controller: u64) -> Option<(i32, i32)> {
        let input = self.interfaces.input.get()?;
        let (mut major, mut minor) = (0_i32, 0_i32);
        // SAFETY: a live interface, a number, and two `i32` of ours.
        let exists = unsafe {
            sys::SteamAPI_ISteamInput_GetDeviceBindingRevision(input, controller, &mut major, &mut minor)
        };
        exists.then_some((major, minor))
    }

    fn session_input_configuration_settings(&self) -> u16 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamInput_GetSessionInputConfigurationSettings(input) }
    }

    fn show_binding_panel(&self, input_handle: u64) -> bool {
        let Some(input) = self.interfaces.input.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamInput_ShowBindingPanel(input, input_handle) }
    }

    fn glyph_for_action_origin(&self, origin: i32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe {
            strings::copied(open_enums::SteamAPI_ISteamInput_GetGlyphForActionOrigin_Legacy(input, origin))
        }
    }

    fn glyph_png_for_action_origin(&self, origin: i32, size: i32, flags: u32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and numbers; the returned text is copied at once.
        unsafe {
            strings::copied(open_enums::SteamAPI_ISteamInput_GetGlyphPNGForActionOrigin(
                input, origin, size, flags,
            ))
        }
    }

    fn glyph_svg_for_action_origin(&self, origin: i32, flags: u32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and numbers; the returned text is copied at once.
        unsafe {
            strings::copied(open_enums::SteamAPI_ISteamInput_GetGlyphSVGForActionOrigin(input, origin, flags))
        }
    }

    fn string_for_action_origin(&self, origin: i32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(open_enums::SteamAPI_ISteamInput_GetStringForActionOrigin(input, origin)) }
    }

    fn string_for_xbox_origin(&self, origin: i32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(open_enums::SteamAPI_ISteamInput_GetStringForXboxOrigin(input, origin)) }
    }

    fn glyph_for_xbox_origin(&self, origin: i32) -> String {
        let Some(input) = self.interfaces.input.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(open_enums::SteamAPI_ISteamInput_GetGlyphForXboxOrigin(input, origin)) }
    }

    fn action_origin_from_xbox_origin(&self, input_handle: u64, origin: i32) -> i32 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe { open_enums::SteamAPI_ISteamInput_GetActionOriginFromXboxOrigin(input, input_handle, origin) }
    }

    fn translate_action_origin(&self, destination_input: i32, source_origin: i32) -> i32 {
        let Some(input) = self.interfaces.input.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamInput_TranslateActionOrigin(input, destination_input, source_origin)
        }
    }

    fn set_led_color(&self, input_handle: u64, color_r: u8, color_g: u8, color_b: u8, flags: i32) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamInput_SetLEDColor(
                input,
                input_handle,
                color_r,
                color_g,
                color_b,
                flags.unsigned_abs(),
            )
        };
    }

    fn trigger_vibration(&self, input_handle: u64, left_speed: u16, right_speed: u16) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamInput_TriggerVibration(input, input_handle, left_speed, right_speed) };
    }

    fn trigger_vibration_extended(
        &self,
        input_handle: u64,
        left_speed: u16,
        right_speed: u16,
        left_trigger_speed: u16,
        right_trigger_speed: u16,
    ) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamInput_TriggerVibrationExtended(
                input,
                input_handle,
                left_speed,
                right_speed,
                left_trigger_speed,
                right_trigger_speed,
            )
        };
    }

    fn trigger_haptic_pulse(&self, input_handle: u64, target_pad: i32, duration: u16) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamInput_Legacy_TriggerHapticPulse(
                input,
                input_handle,
                target_pad,
                duration,
            )
        };
    }

    fn trigger_repeated_haptic_pulse(
        &self,
        input_handle: u64,
        target_pad: i32,
        duration: u16,
        offset: u16,
        repeat: u16,
        flags: u32,
    ) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamInput_Legacy_TriggerRepeatedHapticPulse(
                input,
                input_handle,
                target_pad,
                duration,
                offset,
                repeat,
                flags,
            )
        };
    }

    fn trigger_simple_haptic_event(&self, input_handle: u64, event: SimpleHapticEvent) {
        let Some(input) = self.interfaces.input.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamInput_TriggerSimpleHapticEvent(
                input,
                input_handle,
                event.location,
                event.intensity,
                event.gain_db as c_char,
                event.other_intensity,
                event.other_gain_db as c_char,
            )
        };
    }

    fn set_dual_sense_trigger_effect(&self, input_handle: u64, effect: TriggerEffect) {
        let Some(input) = self.interfaces.input.get() else { return };
        let effect = trigger_effects::laid_out(effect);
        // SAFETY: a live interface, a number, and a structure of ours with Steam's layout; Steam copies it.
        unsafe {
            sys::SteamAPI_ISteamInput_SetDualSenseTriggerEffect(
                input,
                input_handle,
                (&raw const effect).cast(),
            )
        };
    }
}
