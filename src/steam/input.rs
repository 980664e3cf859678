//! `ISteamInput` for scripts: controllers by the names of actions.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use crate::script::{arguments, current};

/// The most bytes of a path.
const MAX_PATH_BYTES: usize = 4096;
/// The most bytes of the name of an action.
const MAX_NAME_BYTES: usize = 255;
/// The most milliseconds that a call waits.
const MOST_WAIT_MS: u32 = 1000;

methods! {
impl Class {
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
    /// Local: From then on, only names in the file have handles.
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

    /// From now on, `input_device_connected` and `input_device_disconnected` come when controllers come and go. Steamworks:
    /// `EnableDeviceCallbacks`.
    ///
    /// Local: There is no controller: none comes.
    #[func(rename = enableDeviceCallbacks)]
    pub fn enable_device_callbacks() {
        current::with("Steam.enableDeviceCallbacks", |platform| platform.input().enable_device_callbacks());
    }

    /// From now on, `input_action_event` comes when an action changes. Steamworks: `EnableActionEventCallbacks`.
    ///
    /// Local: There is no controller: the signal is never emitted.
    #[func(rename = enableActionEventCallbacks)]
    pub fn enable_action_event_callbacks() {
        current::with("Steam.enableActionEventCallbacks", |platform| {
            platform.input().enable_action_event_callbacks();
        });
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

    /// The controls that are bound to an action in an action set: values of InputActionOrigin. Steamworks:
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

    /// The controls that are bound to an action in an action set: values of InputActionOrigin. Steamworks:
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

    /// Stops the momentum of an analog action. Steamworks: `StopAnalogActionMomentum`.
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
}
}
