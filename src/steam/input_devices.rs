//! The rest of `ISteamInput` for scripts: kinds of controllers, pictures and names of their buttons, lights and vibration.

use godot::builtin::{GString, VarArray};
use godot::meta::ToGodot;

use super::enums::{InputActionOrigin, InputType};
use crate::contract::input::{SimpleHapticEvent, TriggerEffect};
use crate::script::{arguments, current, report};

/// Origins fit into 16 bits (`k_EInputActionOrigin_MaximumPossibleValue`).
const MOST_ORIGIN: i64 = 32_767;
/// `k_EXboxOrigin_Count`.
const MOST_XBOX_ORIGIN: i64 = 28;
/// `k_ESteamInputType_MaximumPossibleValue`.
const MOST_TYPE: i64 = 255;

/// The maximum size of a number of decibels, in bytes.
const MAX_DECIBELS_BYTES: usize = 16;

methods! {
impl Class {
    /// The type of a controller, one of InputType. Steamworks: `GetInputTypeForHandle`.
    ///
    /// Local: `INPUT_TYPE_UNKNOWN`.
    #[func(rename = getInputTypeForHandle)]
    pub fn get_input_type_for_handle(input_handle: i64) -> InputType {
        current::with("Steam.getInputTypeForHandle", |platform| {
            InputType(i64::from(platform.input().input_type_for_handle(input_handle as u64)))
        })
    }

    /// The controller behind a gamepad index, 0 for none. Steamworks: `GetControllerForGamepadIndex`.
    ///
    /// Local: Always 0.
    #[func(rename = getControllerForGamepadIndex)]
    pub fn get_controller_for_gamepad_index(index: i64) -> i64 {
        const METHOD: &str = "Steam.getControllerForGamepadIndex";
        current::with(METHOD, |platform| {
            let index = arguments::number(METHOD, "index", index, i64::from(i32::MIN)..=i64::from(i32::MAX))?;
            Some(platform.input().controller_for_gamepad_index(index) as i64)
        })
        .unwrap_or_default()
    }

    /// The gamepad index of a controller, -1 for none. Steamworks: `GetGamepadIndexForController`.
    ///
    /// Local: Always -1.
    #[func(rename = getGamepadIndexForController)]
    pub fn get_gamepad_index_for_controller(input_handle: i64) -> i64 {
        current::with("Steam.getGamepadIndexForController", |platform| {
            i64::from(platform.input().gamepad_index_for_controller(input_handle as u64))
        })
    }

    /// The Remote Play session that a controller belongs to, 0 for none. Steamworks: `GetRemotePlaySessionID`.
    ///
    /// Local: Always 0.
    #[func(rename = getRemotePlaySessionID)]
    pub fn get_remote_play_session_id(input_handle: i64) -> i64 {
        current::with("Steam.getRemotePlaySessionID", |platform| {
            i64::from(platform.input().remote_play_session_id(input_handle as u64))
        })
    }

    /// The revision of a controller's bindings: major, minor. Empty if there is none. Steamworks:
    /// `GetDeviceBindingRevision`.
    ///
    /// Local: Always empty.
    #[func(rename = getDeviceBindingRevision)]
    pub fn get_device_binding_revision(input_handle: i64) -> VarArray {
        let revision = current::with("Steam.getDeviceBindingRevision", |platform| {
            platform.input().device_binding_revision(input_handle as u64)
        });
        let numbers = revision.map(|(major, minor)| [major, minor]).into_iter().flatten();
        numbers.map(|number| i64::from(number).to_variant()).collect()
    }

    /// The controller types that the user has enabled: bits of InputConfigurationEnableType. Steamworks:
    /// `GetSessionInputConfigurationSettings`.
    ///
    /// Local: Always 0.
    #[func(rename = getSessionInputConfigurationSettings)]
    pub fn get_session_input_configuration_settings() -> i64 {
        current::with("Steam.getSessionInputConfigurationSettings", |platform| {
            i64::from(platform.input().session_input_configuration_settings())
        })
    }

    /// Opens a controller's bindings in the overlay. Steamworks: `ShowBindingPanel`.
    ///
    /// Local: Always `false`: there is no overlay.
    #[func(rename = showBindingPanel)]
    pub fn show_binding_panel(input_handle: i64) -> bool {
        current::with("Steam.showBindingPanel", |platform| {
            platform.input().show_binding_panel(input_handle as u64)
        })
    }

    /// The path of a picture of an action's origin, in the old style. Steamworks:
    /// `GetGlyphForActionOrigin_Legacy`.
    ///
    /// Local: Always empty.
    #[func(rename = getGlyphForActionOrigin)]
    pub fn get_glyph_for_action_origin(origin: i64) -> GString {
        const METHOD: &str = "Steam.getGlyphForActionOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_ORIGIN, "InputActionOrigin")?;
            Some(GString::from(&platform.input().glyph_for_action_origin(origin)))
        })
        .unwrap_or_default()
    }

    /// The path of a PNG picture of an action's origin. `size` is one of InputGlyphSize, `flags` bits of InputGlyphStyle.
    /// Steamworks: `GetGlyphPNGForActionOrigin`.
    ///
    /// Local: Always empty.
    #[func(rename = getGlyphPNGForActionOrigin)]
    pub fn get_glyph_png_for_action_origin(origin: i64, size: i64, flags: i64) -> GString {
        const METHOD: &str = "Steam.getGlyphPNGForActionOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_ORIGIN, "InputActionOrigin")?;
            let size = arguments::one_of(METHOD, "size", size, 0..=2, "InputGlyphSize")?;
            let flags = arguments::number(METHOD, "flags", flags, 0..=i64::from(u32::MAX))?;
            Some(GString::from(&platform.input().glyph_png_for_action_origin(origin, size, flags)))
        })
        .unwrap_or_default()
    }

    /// The path of an SVG picture of an action's origin; `flags` is bits of InputGlyphStyle. Steamworks:
    /// `GetGlyphSVGForActionOrigin`.
    ///
    /// Local: Always empty.
    #[func(rename = getGlyphSVGForActionOrigin)]
    pub fn get_glyph_svg_for_action_origin(origin: i64, flags: i64) -> GString {
        const METHOD: &str = "Steam.getGlyphSVGForActionOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_ORIGIN, "InputActionOrigin")?;
            let flags = arguments::number(METHOD, "flags", flags, 0..=i64::from(u32::MAX))?;
            Some(GString::from(&platform.input().glyph_svg_for_action_origin(origin, flags)))
        })
        .unwrap_or_default()
    }

    /// The name of an action's origin. Steamworks: `GetStringForActionOrigin`.
    ///
    /// Local: Always empty.
    #[func(rename = getStringForActionOrigin)]
    pub fn get_string_for_action_origin(origin: i64) -> GString {
        const METHOD: &str = "Steam.getStringForActionOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_ORIGIN, "InputActionOrigin")?;
            Some(GString::from(&platform.input().string_for_action_origin(origin)))
        })
        .unwrap_or_default()
    }

    /// The name of a part of an Xbox controller. Steamworks: `GetStringForXboxOrigin`.
    ///
    /// Local: Always empty.
    #[func(rename = getStringForXboxOrigin)]
    pub fn get_string_for_xbox_origin(origin: i64) -> GString {
        const METHOD: &str = "Steam.getStringForXboxOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_XBOX_ORIGIN, "XboxOrigin")?;
            Some(GString::from(&platform.input().string_for_xbox_origin(origin)))
        })
        .unwrap_or_default()
    }

    /// The path of a picture of a part of an Xbox controller. Steamworks: `GetGlyphForXboxOrigin`.
    ///
    /// Local: Always empty.
    #[func(rename = getGlyphForXboxOrigin)]
    pub fn get_glyph_for_xbox_origin(origin: i64) -> GString {
        const METHOD: &str = "Steam.getGlyphForXboxOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_XBOX_ORIGIN, "XboxOrigin")?;
            Some(GString::from(&platform.input().glyph_for_xbox_origin(origin)))
        })
        .unwrap_or_default()
    }

    /// The control on this controller that matches one of an Xbox controller. Steamworks: `GetActionOriginFromXboxOrigin`.
    ///
    /// Local: `INPUT_ACTION_ORIGIN_NONE`.
    #[func(rename = getActionOriginFromXboxOrigin)]
    pub fn get_action_origin_from_xbox_origin(input_handle: i64, origin: i64) -> InputActionOrigin {
        const METHOD: &str = "Steam.getActionOriginFromXboxOrigin";
        current::with(METHOD, |platform| {
            let origin = arguments::one_of(METHOD, "origin", origin, 0..=MOST_XBOX_ORIGIN, "XboxOrigin")?;
            Some(InputActionOrigin(i64::from(
                platform.input().action_origin_from_xbox_origin(input_handle as u64, origin),
            )))
        })
        .unwrap_or_default()
    }

    /// The matching control on another kind of controller. Steamworks: `TranslateActionOrigin`.
    ///
    /// Local: `INPUT_ACTION_ORIGIN_NONE`.
    #[func(rename = translateActionOrigin)]
    pub fn translate_action_origin(destination_input: i64, source_origin: i64) -> InputActionOrigin {
        const METHOD: &str = "Steam.translateActionOrigin";
        current::with(METHOD, |platform| {
            let destination_input = arguments::one_of(
                METHOD,
                "destination_input",
                destination_input,
                0..=MOST_TYPE,
                "InputType",
            )?;
            let source_origin = arguments::one_of(
                METHOD,
                "source_origin",
                source_origin,
                0..=MOST_ORIGIN,
                "InputActionOrigin",
            )?;
            Some(InputActionOrigin(i64::from(
                platform.input().translate_action_origin(destination_input, source_origin),
            )))
        })
        .unwrap_or_default()
    }

    /// Sets the colour of a controller's light, or restores it (`flags`, one of InputLEDFlag). Steamworks:
    /// `SetLEDColor`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = setLEDColor)]
    pub fn set_led_color(input_handle: i64, color_r: i64, color_g: i64, color_b: i64, flags: i64) {
        const METHOD: &str = "Steam.setLEDColor";
        current::with(METHOD, |platform| {
            let color_r = arguments::number(METHOD, "color_r", color_r, 0..=i64::from(u8::MAX))?;
            let color_g = arguments::number(METHOD, "color_g", color_g, 0..=i64::from(u8::MAX))?;
            let color_b = arguments::number(METHOD, "color_b", color_b, 0..=i64::from(u8::MAX))?;
            let flags = arguments::one_of(METHOD, "flags", flags, 0..=1, "InputLEDFlag")?;
            platform.input().set_led_color(input_handle as u64, color_r, color_g, color_b, flags);
            Some(())
        });
    }

    /// Makes a controller vibrate; both speeds are 0 to 65535. Steamworks: `TriggerVibration`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = triggerVibration)]
    pub fn trigger_vibration(input_handle: i64, left_speed: i64, right_speed: i64) {
        const METHOD: &str = "Steam.triggerVibration";
        current::with(METHOD, |platform| {
            let left_speed = arguments::number(METHOD, "left_speed", left_speed, 0..=i64::from(u16::MAX))?;
            let right_speed = arguments::number(METHOD, "right_speed", right_speed, 0..=i64::from(u16::MAX))?;
            platform.input().trigger_vibration(input_handle as u64, left_speed, right_speed);
            Some(())
        });
    }

    /// Makes a controller and its triggers vibrate; all speeds are 0 to 65535. Steamworks:
    /// `TriggerVibrationExtended`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = triggerVibrationExtended)]
    pub fn trigger_vibration_extended(
        input_handle: i64,
        left_speed: i64,
        right_speed: i64,
        left_trigger_speed: i64,
        right_trigger_speed: i64,
    ) {
        const METHOD: &str = "Steam.triggerVibrationExtended";
        current::with(METHOD, |platform| {
            let left_speed = arguments::number(METHOD, "left_speed", left_speed, 0..=i64::from(u16::MAX))?;
            let right_speed = arguments::number(METHOD, "right_speed", right_speed, 0..=i64::from(u16::MAX))?;
            let left_trigger_speed =
                arguments::number(METHOD, "left_trigger_speed", left_trigger_speed, 0..=i64::from(u16::MAX))?;
            let right_trigger_speed = arguments::number(
                METHOD,
                "right_trigger_speed",
                right_trigger_speed,
                0..=i64::from(u16::MAX),
            )?;
            platform.input().trigger_vibration_extended(
                input_handle as u64,
                left_speed,
                right_speed,
                left_trigger_speed,
                right_trigger_speed,
            );
            Some(())
        });
    }

    /// Makes a pad of a controller vibrate for this many microseconds. Steamworks: `Legacy_TriggerHapticPulse`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = triggerHapticPulse)]
    pub fn trigger_haptic_pulse(input_handle: i64, target_pad: i64, duration: i64) {
        const METHOD: &str = "Steam.triggerHapticPulse";
        current::with(METHOD, |platform| {
            let target_pad = arguments::one_of(METHOD, "target_pad", target_pad, 0..=1, "ControllerPad")?;
            let duration = arguments::number(METHOD, "duration", duration, 0..=i64::from(u16::MAX))?;
            platform.input().trigger_haptic_pulse(input_handle as u64, target_pad, duration);
            Some(())
        });
    }

    /// Makes a pad of a controller tick `repeat` times; durations are in microseconds. Steamworks:
    /// `Legacy_TriggerRepeatedHapticPulse`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = triggerRepeatedHapticPulse)]
    pub fn trigger_repeated_haptic_pulse(
        input_handle: i64,
        target_pad: i64,
        duration: i64,
        offset: i64,
        repeat: i64,
        flags: i64,
    ) {
        const METHOD: &str = "Steam.triggerRepeatedHapticPulse";
        current::with(METHOD, |platform| {
            let target_pad = arguments::one_of(METHOD, "target_pad", target_pad, 0..=1, "ControllerPad")?;
            let duration = arguments::number(METHOD, "duration", duration, 0..=i64::from(u16::MAX))?;
            let offset = arguments::number(METHOD, "offset", offset, 0..=i64::from(u16::MAX))?;
            let repeat = arguments::number(METHOD, "repeat", repeat, 0..=i64::from(u16::MAX))?;
            let flags = arguments::number(METHOD, "flags", flags, 0..=i64::from(u32::MAX))?;
            platform.input().trigger_repeated_haptic_pulse(
                input_handle as u64,
                target_pad,
                duration,
                offset,
                repeat,
                flags,
            );
            Some(())
        });
    }

    /// Makes the motors of a controller tick, for example those of a Steam Deck. `haptic_location` is one of
    /// ControllerHapticLocation, an intensity is 0 to 255, a gain is a String with decibels from -128 to 127 (`"-6"`; empty for
    /// 0). Steamworks: `TriggerSimpleHapticEvent`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = triggerSimpleHapticEvent)]
    pub fn trigger_simple_haptic_event(
        input_handle: i64,
        haptic_location: i64,
        intensity: i64,
        gain_db: GString,
        other_intensity: i64,
        other_gain_db: GString,
    ) {
        const METHOD: &str = "Steam.triggerSimpleHapticEvent";
        current::with(METHOD, |platform| {
            let location = arguments::one_of(
                METHOD,
                "haptic_location",
                haptic_location,
                1..=3,
                "ControllerHapticLocation",
            )?;
            let event = SimpleHapticEvent {
                location,
                intensity: arguments::number(METHOD, "intensity", intensity, 0..=i64::from(u8::MAX))?,
                gain_db: decibels(METHOD, "gain_db", &gain_db)?,
                other_intensity: arguments::number(
                    METHOD,
                    "other_intensity",
                    other_intensity,
                    0..=i64::from(u8::MAX),
                )?,
                other_gain_db: decibels(METHOD, "other_gain_db", &other_gain_db)?,
            };
            platform.input().trigger_simple_haptic_event(input_handle as u64, event);
            Some(())
        });
    }

    /// Sets the effect on a trigger of a DualSense controller. `parameters` is the trigger that gets the effect: 0 for the left
    /// one, 1 for the right one. `trigger_mask` has bits for the triggers that change, 1 for the left one and 2 for the right
    /// one; a trigger in it that does not get the effect loses its own. `effect_mode` is one of SCEPadTriggerEffectMode,
    /// `position` 0 to 9, `amplitude` 0 to 8, `frequency` 0 to 255: hertz, or the position where the effect ends (weapon), or
    /// its strength there (slope). Steamworks: `SetDualSenseTriggerEffect`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = setDualSenseTriggerEffect)]
    pub fn set_dual_sense_trigger_effect(
        input_handle: i64,
        parameters: i64,
        trigger_mask: i64,
        effect_mode: i64,
        position: i64,
        amplitude: i64,
        frequency: i64,
    ) {
        const METHOD: &str = "Steam.setDualSenseTriggerEffect";
        current::with(METHOD, |platform| {
            let mode =
                arguments::one_of(METHOD, "effect_mode", effect_mode, 0..=6, "SCEPadTriggerEffectMode")?;
            let effect = TriggerEffect {
                trigger: arguments::number(METHOD, "parameters", parameters, 0..=1)?,
                mask: arguments::number(METHOD, "trigger_mask", trigger_mask, 0..=3)?,
                mode: u8::try_from(mode).unwrap_or(0),
                position: arguments::number(METHOD, "position", position, 0..=9)?,
                amplitude: arguments::number(METHOD, "amplitude", amplitude, 0..=8)?,
                frequency: arguments::number(METHOD, "frequency", frequency, 0..=i64::from(u8::MAX))?,
            };
            platform.input().set_dual_sense_trigger_effect(input_handle as u64, effect);
            Some(())
        });
    }
}
}

/// A String with a number of decibels.
fn decibels(method: &'static str, argument: &'static str, value: &GString) -> Option<i8> {
    let text = arguments::text(method, argument, value, MAX_DECIBELS_BYTES)?;
    if text.is_empty() {
        return Some(0);
    }
    let decibels = text.parse().ok();
    if decibels.is_none() {
        report::bad_argument(method, argument, format!("{text:?}"), "it must be a number from -128 to 127");
    }
    decibels
}
