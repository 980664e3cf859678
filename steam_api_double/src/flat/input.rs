//! `ISteamInput`: controllers and named actions.

use std::ffi::c_char;

use super::methods;
use crate::action_events;
use crate::arguments::{In, Out, Output, Text};
use crate::contract::Input;
use crate::contract::input::{SimpleHapticEvent, TriggerEffect};
use crate::switches::violation;

/// `STEAM_INPUT_MAX_COUNT` and `STEAM_INPUT_MAX_ACTIVE_LAYERS`.
const MOST_HANDLES: usize = 16;
/// `STEAM_INPUT_MAX_ORIGINS`.
const MOST_ORIGINS: usize = 8;

/// `InputDigitalActionData_t`.
#[derive(Clone, Copy, Default)]
#[repr(C, packed)]
struct DigitalData {
    state: u8,
    active: u8,
}

/// `InputAnalogActionData_t`.
#[derive(Clone, Copy, Default)]
#[repr(C, packed)]
struct AnalogData {
    mode: i32,
    x: f32,
    y: f32,
    active: u8,
}

/// `InputMotionData_t`.
#[derive(Clone, Copy, Default)]
#[repr(C, packed)]
struct MotionData([f32; 10]);

fn fill_handles(room: &Output, handles: &[u64]) -> i32 {
    let bytes: Vec<u8> = handles.iter().flat_map(|handle| handle.to_ne_bytes()).collect();
    (room.fill(MOST_HANDLES * size_of::<u64>(), &bytes) / size_of::<u64>()) as i32
}

methods! { Input:
    fn SteamAPI_ISteamInput_Init(steam, explicitly_call_runframe: bool) -> bool, or false; {
    Input::init(&steam.platform, explicitly_call_runframe)
    }

    fn SteamAPI_ISteamInput_Shutdown(steam) -> bool, or false; {
    Input::end(&steam.platform)
    }

    fn SteamAPI_ISteamInput_SetInputActionManifestFilePath(steam, manifest_path: Text) -> bool, or false; {
    Input::set_input_action_manifest_file_path(&steam.platform, &manifest_path.read())
    }

    fn SteamAPI_ISteamInput_RunFrame(steam, reserved_value: bool), or (); {
        Input::run_frame(&steam.platform, reserved_value);
        action_events::tell(steam.state.lock().action_events);
    }

    fn SteamAPI_ISteamInput_BNewDataAvailable(steam) -> bool, or false; {
    Input::new_data_available(&steam.platform)
    }

    fn SteamAPI_ISteamInput_BWaitForData(steam, forever: bool, timeout_ms: u32) -> bool, or false; {
        if forever {
            violation("BWaitForData for ever");
        }
        steam.platform.wait_for_data(timeout_ms)
    }

    fn SteamAPI_ISteamInput_EnableDeviceCallbacks(steam), or (); {
    Input::enable_device_callbacks(&steam.platform);
    }

    fn SteamAPI_ISteamInput_GetConnectedControllers(steam, room: Output) -> i32, or 0; {
        fill_handles(&room, &steam.platform.connected_controllers())
    }

    fn SteamAPI_ISteamInput_GetActionSetHandle(steam, action_set_name: Text) -> u64, or 0; {
    Input::action_set_handle(&steam.platform, &action_set_name.read())
    }

    fn SteamAPI_ISteamInput_GetDigitalActionHandle(steam, action_name: Text) -> u64, or 0; {
    Input::digital_action_handle(&steam.platform, &action_name.read())
    }

    fn SteamAPI_ISteamInput_GetAnalogActionHandle(steam, action_name: Text) -> u64, or 0; {
    Input::analog_action_handle(&steam.platform, &action_name.read())
    }

    fn SteamAPI_ISteamInput_GetStringForDigitalActionName(steam, action_handle: u64) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::string_for_digital_action_name(&steam.platform, action_handle))
    }

    fn SteamAPI_ISteamInput_GetStringForAnalogActionName(steam, action_handle: u64) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::string_for_analog_action_name(&steam.platform, action_handle))
    }

    fn SteamAPI_ISteamInput_ActivateActionSet(steam, input_handle: u64, action_set_handle: u64), or (); {
    Input::activate_action_set(&steam.platform, input_handle, action_set_handle);
    }

    fn SteamAPI_ISteamInput_GetCurrentActionSet(steam, input_handle: u64) -> u64, or 0; {
    Input::current_action_set(&steam.platform, input_handle)
    }

    fn SteamAPI_ISteamInput_ActivateActionSetLayer(steam, input_handle: u64, action_set_layer_handle: u64), or (); {
    Input::activate_action_set_layer(&steam.platform, input_handle, action_set_layer_handle);
    }

    fn SteamAPI_ISteamInput_DeactivateActionSetLayer(steam, input_handle: u64, action_set_handle: u64), or (); {
    Input::deactivate_action_set_layer(&steam.platform, input_handle, action_set_handle);
    }

    fn SteamAPI_ISteamInput_DeactivateAllActionSetLayers(steam, input_handle: u64), or (); {
    Input::deactivate_all_action_set_layers(&steam.platform, input_handle);
    }

    fn SteamAPI_ISteamInput_GetActiveActionSetLayers(steam, controller: u64, room: Output) -> i32, or 0; {
        fill_handles(&room, &steam.platform.active_action_set_layers(controller))
    }

    fn SteamAPI_ISteamInput_GetDigitalActionData(steam, controller: u64, action: u64) -> DigitalData, or DigitalData::default(); {
        let told = steam.platform.digital_action_data(controller, action);
        DigitalData { state: told.state.into(), active: told.active.into() }
    }

    fn SteamAPI_ISteamInput_GetDigitalActionOrigins(
        steam, controller: u64, action_set: u64, action: u64, room: Output
    ) -> i32, or 0; {
        let origins = steam.platform.digital_action_origins(controller, action_set, action);
        let bytes: Vec<u8> = origins.iter().flat_map(|origin| origin.to_ne_bytes()).collect();
        (room.fill(MOST_ORIGINS * size_of::<i32>(), &bytes) / size_of::<i32>()) as i32
    }

    fn SteamAPI_ISteamInput_GetAnalogActionData(steam, controller: u64, action: u64) -> AnalogData, or AnalogData::default(); {
        let told = steam.platform.analog_action_data(controller, action);
        AnalogData { mode: told.mode, x: told.x, y: told.y, active: told.active.into() }
    }

    fn SteamAPI_ISteamInput_GetAnalogActionOrigins(
        steam, controller: u64, action_set: u64, action: u64, room: Output
    ) -> i32, or 0; {
        let origins = steam.platform.analog_action_origins(controller, action_set, action);
        let bytes: Vec<u8> = origins.iter().flat_map(|origin| origin.to_ne_bytes()).collect();
        (room.fill(MOST_ORIGINS * size_of::<i32>(), &bytes) / size_of::<i32>()) as i32
    }

    fn SteamAPI_ISteamInput_StopAnalogActionMomentum(steam, input_handle: u64, action: u64), or (); {
    Input::stop_analog_action_momentum(&steam.platform, input_handle, action);
    }

    fn SteamAPI_ISteamInput_GetMotionData(steam, controller: u64) -> MotionData, or MotionData::default(); {
        MotionData(steam.platform.motion_data(controller))
    }

    fn SteamAPI_ISteamInput_GetInputTypeForHandle(steam, input_handle: u64) -> i32, or 0; {
    Input::input_type_for_handle(&steam.platform, input_handle)
    }

    fn SteamAPI_ISteamInput_GetControllerForGamepadIndex(steam, index: i32) -> u64, or 0; {
    Input::controller_for_gamepad_index(&steam.platform, index)
    }

    fn SteamAPI_ISteamInput_GetGamepadIndexForController(steam, input_handle: u64) -> i32, or 0; {
    Input::gamepad_index_for_controller(&steam.platform, input_handle)
    }

    fn SteamAPI_ISteamInput_GetRemotePlaySessionID(steam, input_handle: u64) -> u32, or 0; {
    Input::remote_play_session_id(&steam.platform, input_handle)
    }

    fn SteamAPI_ISteamInput_GetDeviceBindingRevision(
        steam, controller: u64, major: Out<i32>, minor: Out<i32>
    ) -> bool, or false; {
        let Some(revision) = steam.platform.device_binding_revision(controller) else { return false };
        major.set(revision.0);
        minor.set(revision.1);
        true
    }

    fn SteamAPI_ISteamInput_GetSessionInputConfigurationSettings(steam) -> u16, or 0; {
    Input::session_input_configuration_settings(&steam.platform)
    }

    fn SteamAPI_ISteamInput_ShowBindingPanel(steam, input_handle: u64) -> bool, or false; {
    Input::show_binding_panel(&steam.platform, input_handle)
    }

    fn SteamAPI_ISteamInput_GetGlyphForActionOrigin_Legacy(steam, origin: i32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::glyph_for_action_origin(&steam.platform, origin))
    }

    fn SteamAPI_ISteamInput_GetGlyphPNGForActionOrigin(steam, origin: i32, size: i32, flags: u32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::glyph_png_for_action_origin(&steam.platform, origin, size, flags))
    }

    fn SteamAPI_ISteamInput_GetGlyphSVGForActionOrigin(steam, origin: i32, flags: u32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::glyph_svg_for_action_origin(&steam.platform, origin, flags))
    }

    fn SteamAPI_ISteamInput_GetStringForActionOrigin(steam, origin: i32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::string_for_action_origin(&steam.platform, origin))
    }

    fn SteamAPI_ISteamInput_GetStringForXboxOrigin(steam, origin: i32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::string_for_xbox_origin(&steam.platform, origin))
    }

    fn SteamAPI_ISteamInput_GetGlyphForXboxOrigin(steam, origin: i32) -> *const c_char, or c"".as_ptr(); {
    steam.text(Input::glyph_for_xbox_origin(&steam.platform, origin))
    }

    fn SteamAPI_ISteamInput_GetActionOriginFromXboxOrigin(steam, input_handle: u64, origin: i32) -> i32, or 0; {
    Input::action_origin_from_xbox_origin(&steam.platform, input_handle, origin)
    }

    fn SteamAPI_ISteamInput_TranslateActionOrigin(steam, destination_input: i32, source_origin: i32) -> i32, or 0; {
    Input::translate_action_origin(&steam.platform, destination_input, source_origin)
    }

    fn SteamAPI_ISteamInput_SetLEDColor(
        steam, controller: u64, red: u8, green: u8, blue: u8, flags: u32
    ), or (); {
        steam.platform.set_led_color(controller, red, green, blue, flags as i32);
    }

    fn SteamAPI_ISteamInput_TriggerVibration(steam, input_handle: u64, left_speed: u16, right_speed: u16), or (); {
    Input::trigger_vibration(&steam.platform, input_handle, left_speed, right_speed);
    }

    fn SteamAPI_ISteamInput_TriggerVibrationExtended(steam, input_handle: u64, left_speed: u16, right_speed: u16, left_trigger_speed: u16, right_trigger_speed: u16), or (); {
    Input::trigger_vibration_extended(&steam.platform, input_handle, left_speed, right_speed, left_trigger_speed, right_trigger_speed);
    }

    fn SteamAPI_ISteamInput_Legacy_TriggerHapticPulse(steam, input_handle: u64, target_pad: i32, duration: u16), or (); {
    Input::trigger_haptic_pulse(&steam.platform, input_handle, target_pad, duration);
    }

    fn SteamAPI_ISteamInput_Legacy_TriggerRepeatedHapticPulse(steam, input_handle: u64, target_pad: i32, duration: u16, offset: u16, repeat: u16, flags: u32), or (); {
    Input::trigger_repeated_haptic_pulse(&steam.platform, input_handle, target_pad, duration, offset, repeat, flags);
    }

    fn SteamAPI_ISteamInput_EnableActionEventCallbacks(steam, callback: action_events::Callback), or (); {
        Input::enable_action_event_callbacks(&steam.platform);
        steam.state.lock().action_events = callback;
    }

    fn SteamAPI_ISteamInput_TriggerSimpleHapticEvent(
        steam, controller: u64, location: i32, intensity: u8, gain_db: c_char, other_intensity: u8,
        other_gain_db: c_char
    ), or (); {
        if !(1..=3).contains(&location) {
            violation(format!("TriggerSimpleHapticEvent with the location {location}"));
        }
        steam.platform.trigger_simple_haptic_event(controller, SimpleHapticEvent {
            location,
            intensity,
            gain_db: gain_db as i8,
            other_intensity,
            other_gain_db: other_gain_db as i8,
        });
    }

    fn SteamAPI_ISteamInput_SetDualSenseTriggerEffect(steam, controller: u64, effect: In<EffectParam>), or (); {
        let Some(EffectParam(bytes)) = effect.read() else { violation("an effect of a trigger is null") };
        steam.platform.set_dual_sense_trigger_effect(controller, trigger_effect(&bytes));
    }
}

/// `ScePadTriggerEffectParam`.
#[derive(Clone, Copy)]
#[repr(C)]
struct EffectParam([u8; 120]);

/// The effect of one trigger, by `isteamdualsense.h`: an invalid value is a violation.
fn trigger_effect(bytes: &[u8; 120]) -> TriggerEffect {
    let mask = bytes[0];
    let effects = [8, 64].map(|at| (bytes[at], &bytes[at + 8..at + 11]));
    let trigger = u8::from(effects[0].0 == 0 && effects[1].0 != 0);
    let (mode, numbers) = effects[usize::from(trigger)];
    if mask > 3 || mode > 6 || bytes[1..8].iter().any(|&padding| padding != 0) {
        violation(format!("SetDualSenseTriggerEffect with the triggers {mask} and the mode {mode}"));
    }
    let [position, amplitude, frequency] = [numbers[0], numbers[1], numbers[2]];
    TriggerEffect { trigger, mask, mode, position, amplitude, frequency }
}
