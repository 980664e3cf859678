//! `ISteamInput` for scripts: controllers by the names of actions.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;
use godot::register::godot_api;

use super::Steam;
use super::enums::{InputActionOrigin, InputType};
use crate::script::{arguments, current};

/// The most bytes of a path.
const MAX_PATH_BYTES: usize = 4096;
/// The most bytes of the name of an action.
const MAX_NAME_BYTES: usize = 255;
/// The most milliseconds that a call waits.
const MOST_WAIT_MS: u32 = 1000;
/// Origins fit into 16 bits (`k_EInputActionOrigin_MaximumPossibleValue`).
const MOST_ORIGIN: i64 = 32_767;
/// `k_EXboxOrigin_Count`.
const MOST_XBOX_ORIGIN: i64 = 28;
/// `k_ESteamInputType_MaximumPossibleValue`.
const MOST_TYPE: i64 = 255;

#[godot_api(secondary)]
impl Steam {
    /// Starts the interface for controllers. With `explicitly_call_runframe`, call `runFrame` yourself; otherwise
    /// `run_callbacks` does it. Steamworks: `Init`.
    ///
    /// Local: `true`.
    #[func(rename = inputInit)]
    pub fn input_init(#[opt(default = false)] explicitly_call_runframe: bool) -> bool {
        current::with("Steam.inputInit", |platform| platform.input().init(explicitly_call_runframe))
    }

    /// Ends the interface for controllers. Steamworks: `Shutdown`.
    ///
    /// Local: `true`.
    #[func(rename = inputShutdown)]
    pub fn input_shutdown() -> bool {
        current::with("Steam.inputShutdown", |platform| platform.input().end())
    }

    /// Names the game's file of actions (`.vdf`), by an absolute path, instead of the one that Steam has. Whether it
    /// was read. Steamworks: `SetInputActionManifestFilePath`.
    ///
    /// Local: From then on, only names that stand in the file have handles.
    #[func(rename = setInputActionManifestFilePath)]
    pub fn set_input_action_manifest_file_path(manifest_path: GString) -> bool {
        const METHOD: &str = "Steam.setInputActionManifestFilePath";
        current::with(METHOD, |platform| {
            let manifest_path = arguments::name(METHOD, "manifest_path", &manifest_path, MAX_PATH_BYTES)?;
            Some(platform.input().set_input_action_manifest_file_path(&manifest_path))
        })
        .unwrap_or_default()
    }

    /// Fetches the state of the controllers; `run_callbacks` does it as well, unless `inputInit` was told otherwise.
    /// `reserved_value` has no meaning. Steamworks: `RunFrame`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = runFrame)]
    pub fn run_frame(#[opt(default = true)] reserved_value: bool) {
        current::with("Steam.runFrame", |platform| platform.input().run_frame(reserved_value));
    }

    /// Whether the state of a controller changed since the last time. Steamworks: `BNewDataAvailable`.
    ///
    /// Local: Always `false`.
    #[func(rename = newDataAvailable)]
    pub fn new_data_available() -> bool {
        current::with("Steam.newDataAvailable", |platform| platform.input().new_data_available())
    }

    /// Waits until the state of a controller changes, for `timeout` milliseconds, at most 1000: a game that waits
    /// shows no frame. `wait_forever` waits as long. Whether it changed. Steamworks: `BWaitForData`.
    ///
    /// Local: Always `false`, at once.
    #[func(rename = waitForData)]
    pub fn wait_for_data(wait_forever: bool, timeout: i64) -> bool {
        const METHOD: &str = "Steam.waitForData";
        current::with(METHOD, |platform| {
            let timeout: u32 = arguments::number(METHOD, "timeout", timeout, 0..=i64::from(u32::MAX))?;
            let timeout = if wait_forever { MOST_WAIT_MS } else { timeout.min(MOST_WAIT_MS) };
            Some(platform.input().wait_for_data(timeout))
        })
        .unwrap_or_default()
    }

    /// From now on, `input_device_connected` and `input_device_disconnected` come. Steamworks:
    /// `EnableDeviceCallbacks`.
    ///
    /// Local: There is no controller: none comes.
    #[func(rename = enableDeviceCallbacks)]
    pub fn enable_device_callbacks() {
        current::with("Steam.enableDeviceCallbacks", |platform| platform.input().enable_device_callbacks());
    }

    /// The handles of all controllers that are there (int). Steamworks: `GetConnectedControllers`.
    ///
    /// Local: Always empty.
    #[func(rename = getConnectedControllers)]
    pub fn get_connected_controllers() -> VarArray {
        current::with("Steam.getConnectedControllers", |platform| {
            let handles = platform.input().connected_controllers();
            handles.into_iter().map(|handle| (handle as i64).to_variant()).collect()
        })
    }

    /// The handle of an action set or layer, by its name; 0 where there is none such. Steamworks:
    /// `GetActionSetHandle`.
    ///
    /// Local: Stays the same from run to run.
    #[func(rename = getActionSetHandle)]
    pub fn get_action_set_handle(action_set_name: GString) -> i64 {
        const METHOD: &str = "Steam.getActionSetHandle";
        current::with(METHOD, |platform| {
            let action_set_name =
                arguments::name(METHOD, "action_set_name", &action_set_name, MAX_NAME_BYTES)?;
            Some(platform.input().action_set_handle(&action_set_name) as i64)
        })
        .unwrap_or_default()
    }

    /// The handle of a digital action, by its name; 0 where there is none such. Steamworks: `GetDigitalActionHandle`.
    ///
    /// Local: Stays the same from run to run.
    #[func(rename = getDigitalActionHandle)]
    pub fn get_digital_action_handle(action_name: GString) -> i64 {
        const METHOD: &str = "Steam.getDigitalActionHandle";
        current::with(METHOD, |platform| {
            let action_name = arguments::name(METHOD, "action_name", &action_name, MAX_NAME_BYTES)?;
            Some(platform.input().digital_action_handle(&action_name) as i64)
        })
        .unwrap_or_default()
    }

    /// The handle of an analog action, by its name; 0 where there is none such. Steamworks: `GetAnalogActionHandle`.
    ///
    /// Local: Stays the same from run to run.
    #[func(rename = getAnalogActionHandle)]
    pub fn get_analog_action_handle(action_name: GString) -> i64 {
        const METHOD: &str = "Steam.getAnalogActionHandle";
        current::with(METHOD, |platform| {
            let action_name = arguments::name(METHOD, "action_name", &action_name, MAX_NAME_BYTES)?;
            Some(platform.input().analog_action_handle(&action_name) as i64)
        })
        .unwrap_or_default()
    }

    /// A digital action's name for users. Steamworks: `GetStringForDigitalActionName`.
    ///
    /// Local: The name that the handle was asked for.
    #[func(rename = getStringForDigitalActionName)]
    pub fn get_string_for_digital_action_name(action_handle: i64) -> GString {
        current::with("Steam.getStringForDigitalActionName", |platform| {
            GString::from(&platform.input().string_for_digital_action_name(action_handle as u64))
        })
    }

    /// An analog action's name for users. Steamworks: `GetStringForAnalogActionName`.
    ///
    /// Local: The name that the handle was asked for.
    #[func(rename = getStringForAnalogActionName)]
    pub fn get_string_for_analog_action_name(action_handle: i64) -> GString {
        current::with("Steam.getStringForAnalogActionName", |platform| {
            GString::from(&platform.input().string_for_analog_action_name(action_handle as u64))
        })
    }

    /// Makes an action set the active one on a controller. Steamworks: `ActivateActionSet`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = activateActionSet)]
    pub fn activate_action_set(input_handle: i64, action_set_handle: i64) {
        current::with("Steam.activateActionSet", |platform| {
            platform.input().activate_action_set(input_handle as u64, action_set_handle as u64)
        });
    }

    /// The action set that is active on a controller. Steamworks: `GetCurrentActionSet`.
    ///
    /// Local: Always 0.
    #[func(rename = getCurrentActionSet)]
    pub fn get_current_action_set(input_handle: i64) -> i64 {
        current::with("Steam.getCurrentActionSet", |platform| {
            platform.input().current_action_set(input_handle as u64) as i64
        })
    }

    /// Puts a layer over the active action set. Steamworks: `ActivateActionSetLayer`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = activateActionSetLayer)]
    pub fn activate_action_set_layer(input_handle: i64, action_set_layer_handle: i64) {
        current::with("Steam.activateActionSetLayer", |platform| {
            platform.input().activate_action_set_layer(input_handle as u64, action_set_layer_handle as u64)
        });
    }

    /// Takes a layer away. Steamworks: `DeactivateActionSetLayer`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = deactivateActionSetLayer)]
    pub fn deactivate_action_set_layer(input_handle: i64, action_set_handle: i64) {
        current::with("Steam.deactivateActionSetLayer", |platform| {
            platform.input().deactivate_action_set_layer(input_handle as u64, action_set_handle as u64)
        });
    }

    /// Takes all layers away. Steamworks: `DeactivateAllActionSetLayers`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = deactivateAllActionSetLayers)]
    pub fn deactivate_all_action_set_layers(input_handle: i64) {
        current::with("Steam.deactivateAllActionSetLayers", |platform| {
            platform.input().deactivate_all_action_set_layers(input_handle as u64)
        });
    }

    /// The handles of the layers that are active on a controller (int). Steamworks: `GetActiveActionSetLayers`.
    ///
    /// Local: Always empty.
    #[func(rename = getActiveActionSetLayers)]
    pub fn get_active_action_set_layers(input_handle: i64) -> VarArray {
        current::with("Steam.getActiveActionSetLayers", |platform| {
            let handles = platform.input().active_action_set_layers(input_handle as u64);
            handles.into_iter().map(|handle| (handle as i64).to_variant()).collect()
        })
    }

    /// How a digital action stands. Keys: `state` (bool, pressed), `active` (bool, bound in the active set).
    /// Steamworks: `GetDigitalActionData`.
    ///
    /// Local: Always neither.
    #[func(rename = getDigitalActionData)]
    pub fn get_digital_action_data(input_handle: i64, digital_action_handle: i64) -> VarDictionary {
        let action = current::with("Steam.getDigitalActionData", |platform| {
            Some(platform.input().digital_action_data(input_handle as u64, digital_action_handle as u64))
        });
        let Some(action) = action else { return VarDictionary::new() };
        vdict! { "state" => action.state, "active" => action.active }
    }

    /// What on a controller is bound to an action in an action set: values of InputActionOrigin. Steamworks:
    /// `GetDigitalActionOrigins`.
    ///
    /// Local: Always empty.
    #[func(rename = getDigitalActionOrigins)]
    pub fn get_digital_action_origins(
        input_handle: i64,
        action_set_handle: i64,
        digital_action_handle: i64,
    ) -> VarArray {
        current::with("Steam.getDigitalActionOrigins", |platform| {
            let origins = platform.input().digital_action_origins(
                input_handle as u64,
                action_set_handle as u64,
                digital_action_handle as u64,
            );
            origins.into_iter().map(|origin| i64::from(origin).to_variant()).collect()
        })
    }

    /// How an analog action stands. Keys: `mode` (int, InputSourceMode), `x`, `y` (float, -1 to 1, or pixels for a
    /// mouse), `active` (bool, bound in the active set). Steamworks: `GetAnalogActionData`.
    ///
    /// Local: Always at rest and not active.
    #[func(rename = getAnalogActionData)]
    pub fn get_analog_action_data(input_handle: i64, analog_action_handle: i64) -> VarDictionary {
        let action = current::with("Steam.getAnalogActionData", |platform| {
            Some(platform.input().analog_action_data(input_handle as u64, analog_action_handle as u64))
        });
        let Some(action) = action else { return VarDictionary::new() };
        vdict! {
            "mode" => i64::from(action.mode), "x" => f64::from(action.x), "y" => f64::from(action.y),
            "active" => action.active,
        }
    }

    /// What on a controller is bound to an action in an action set: values of InputActionOrigin. Steamworks:
    /// `GetAnalogActionOrigins`.
    ///
    /// Local: Always empty.
    #[func(rename = getAnalogActionOrigins)]
    pub fn get_analog_action_origins(
        input_handle: i64,
        action_set_handle: i64,
        analog_action_handle: i64,
    ) -> VarArray {
        current::with("Steam.getAnalogActionOrigins", |platform| {
            let origins = platform.input().analog_action_origins(
                input_handle as u64,
                action_set_handle as u64,
                analog_action_handle as u64,
            );
            origins.into_iter().map(|origin| i64::from(origin).to_variant()).collect()
        })
    }

    /// Stops what an analog action goes on with by its momentum. Steamworks: `StopAnalogActionMomentum`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = stopAnalogActionMomentum)]
    pub fn stop_analog_action_momentum(input_handle: i64, action: i64) {
        current::with("Steam.stopAnalogActionMomentum", |platform| {
            platform.input().stop_analog_action_momentum(input_handle as u64, action as u64)
        });
    }

    /// How a controller is held and moved. Keys (float): `rot_quat_x`, `…_y`, `…_z`, `…_w` (rotation), `pos_accel_x`,
    /// `…_y`, `…_z` (acceleration), `rot_vel_x`, `…_y`, `…_z` (angular velocity). Steamworks: `GetMotionData`.
    ///
    /// Local: Always 0.
    #[func(rename = getMotionData)]
    pub fn get_motion_data(input_handle: i64) -> VarDictionary {
        const KEYS: [&str; 10] = [
            "rot_quat_x",
            "rot_quat_y",
            "rot_quat_z",
            "rot_quat_w",
            "pos_accel_x",
            "pos_accel_y",
            "pos_accel_z",
            "rot_vel_x",
            "rot_vel_y",
            "rot_vel_z",
        ];
        let motion = current::with("Steam.getMotionData", |platform| {
            Some(platform.input().motion_data(input_handle as u64))
        });
        let mut dictionary = VarDictionary::new();
        for (key, value) in KEYS.into_iter().zip(motion.into_iter().flatten()) {
            dictionary.set(key, f64::from(value));
        }
        dictionary
    }

    /// Which kind of controller one is. Steamworks: `GetInputTypeForHandle`.
    ///
    /// Local: `INPUT_TYPE_UNKNOWN`.
    #[func(rename = getInputTypeForHandle)]
    pub fn get_input_type_for_handle(input_handle: i64) -> InputType {
        current::with("Steam.getInputTypeForHandle", |platform| {
            InputType(i64::from(platform.input().input_type_for_handle(input_handle as u64)))
        })
    }

    /// The controller that plays the gamepad of a number, 0 for none. Steamworks: `GetControllerForGamepadIndex`.
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

    /// The number of the gamepad that a controller plays, -1 for none. Steamworks: `GetGamepadIndexForController`.
    ///
    /// Local: Always -1.
    #[func(rename = getGamepadIndexForController)]
    pub fn get_gamepad_index_for_controller(input_handle: i64) -> i64 {
        current::with("Steam.getGamepadIndexForController", |platform| {
            i64::from(platform.input().gamepad_index_for_controller(input_handle as u64))
        })
    }

    /// The session of Remote Play that a controller belongs to, 0 for none. Steamworks: `GetRemotePlaySessionID`.
    ///
    /// Local: Always 0.
    #[func(rename = getRemotePlaySessionID)]
    pub fn get_remote_play_session_id(input_handle: i64) -> i64 {
        current::with("Steam.getRemotePlaySessionID", |platform| {
            i64::from(platform.input().remote_play_session_id(input_handle as u64))
        })
    }

    /// The revision of a controller's bindings: major, minor. Empty where there is none. Steamworks:
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

    /// What you have chosen for controllers: bits of InputConfigurationEnableType. Steamworks:
    /// `GetSessionInputConfigurationSettings`.
    ///
    /// Local: Always 0.
    #[func(rename = getSessionInputConfigurationSettings)]
    pub fn get_session_input_configuration_settings() -> i64 {
        current::with("Steam.getSessionInputConfigurationSettings", |platform| {
            i64::from(platform.input().session_input_configuration_settings())
        })
    }

    /// Opens the overlay on the bindings of a controller. Steamworks: `ShowBindingPanel`.
    ///
    /// Local: Always `false`: there is no overlay.
    #[func(rename = showBindingPanel)]
    pub fn show_binding_panel(input_handle: i64) -> bool {
        current::with("Steam.showBindingPanel", |platform| {
            platform.input().show_binding_panel(input_handle as u64)
        })
    }

    /// The path of a picture of what is bound, in the style of former times. Steamworks:
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

    /// The path of a PNG picture of what is bound. `size` is one of InputGlyphSize, `flags` bits of InputGlyphStyle.
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

    /// The path of an SVG picture of what is bound; `flags` is bits of InputGlyphStyle. Steamworks:
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

    /// The name of what is bound. Steamworks: `GetStringForActionOrigin`.
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

    /// What a controller has for a part of an Xbox controller. Steamworks: `GetActionOriginFromXboxOrigin`.
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

    /// What another kind of controller has for the same. Steamworks: `TranslateActionOrigin`.
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

    /// Sets the colour of a controller's light, or gives it back (`flags`, one of InputLEDFlag). Steamworks:
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

    /// Has a controller vibrate; both speeds are 0 to 65535. Steamworks: `TriggerVibration`.
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

    /// Has a controller vibrate, its triggers as well; all speeds are 0 to 65535. Steamworks:
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

    /// Has a pad of a controller tick for so many microseconds. Steamworks: `Legacy_TriggerHapticPulse`.
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

    /// Has a pad of a controller tick `repeat` times; times are microseconds. Steamworks:
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
}
