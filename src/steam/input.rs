//! `ISteamInput` for scripts: controllers and named actions.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use crate::script::{arguments, current};

/// The maximum size of a path, in bytes.
const MAX_PATH_BYTES: usize = 4096;
/// The maximum size of the name of an action, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// The maximum time that a call waits, in milliseconds.
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

    /// Sets the game's action manifest (`.vdf`) by an absolute path, instead of the one from Steam. Returns whether
    /// it could be read. Steamworks: `SetInputActionManifestFilePath`.
    ///
    /// Local: Afterwards, only names in the file have handles.
    #[func(rename = setInputActionManifestFilePath)]
    pub fn set_input_action_manifest_file_path(manifest_path: GString) -> bool {
        const METHOD: &str = "Steam.setInputActionManifestFilePath";
        current::with(METHOD, |platform| {
            let manifest_path = arguments::name(METHOD, "manifest_path", &manifest_path, MAX_PATH_BYTES)?;
            Some(platform.input().set_input_action_manifest_file_path(&manifest_path))
        })
        .unwrap_or_default()
    }

    /// Fetches the state of the controllers. `run_callbacks` does this too, unless you passed `true` to `inputInit`.
    /// `reserved_value` has no effect. Steamworks: `RunFrame`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = runFrame)]
    pub fn run_frame(#[opt(default = true)] reserved_value: bool) {
        current::with("Steam.runFrame", |platform| platform.input().run_frame(reserved_value));
    }

    /// Whether the state of a controller has changed since the last frame of the interface. Steamworks:
    /// `BNewDataAvailable`.
    ///
    /// Local: Always `false`.
    #[func(rename = newDataAvailable)]
    pub fn new_data_available() -> bool {
        current::with("Steam.newDataAvailable", |platform| platform.input().new_data_available())
    }

    /// Waits until the state of a controller changes, for `timeout` milliseconds, at most 1000, because the game
    /// shows no frame while it waits. `wait_forever` also waits 1000 ms. Returns whether it changed. Steamworks:
    /// `BWaitForData`.
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

    /// Enables the signals `input_device_connected` and `input_device_disconnected`. Steamworks: `EnableDeviceCallbacks`.
    ///
    /// Local: There is no controller, so the signals are never emitted.
    #[func(rename = enableDeviceCallbacks)]
    pub fn enable_device_callbacks() {
        current::with("Steam.enableDeviceCallbacks", |platform| platform.input().enable_device_callbacks());
    }

    /// Enables the signal `input_action_event`, which is emitted when an action changes. Steamworks:
    /// `EnableActionEventCallbacks`.
    ///
    /// Local: There is no controller, so the signal is never emitted.
    #[func(rename = enableActionEventCallbacks)]
    pub fn enable_action_event_callbacks() {
        current::with("Steam.enableActionEventCallbacks", |platform| {
            platform.input().enable_action_event_callbacks();
        });
    }

    /// The handles of all connected controllers (int). Steamworks: `GetConnectedControllers`.
    ///
    /// Local: Always empty.
    #[func(rename = getConnectedControllers)]
    pub fn get_connected_controllers() -> VarArray {
        current::with("Steam.getConnectedControllers", |platform| {
            let handles = platform.input().connected_controllers();
            handles.into_iter().map(|handle| (handle as i64).to_variant()).collect()
        })
    }

    /// The handle of an action set or layer, by its name; 0 if there is none. Steamworks: `GetActionSetHandle`.
    ///
    /// Local: The handle stays the same from run to run.
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

    /// The handle of a digital action, by its name; 0 if there is none. Steamworks: `GetDigitalActionHandle`.
    ///
    /// Local: The handle stays the same from run to run.
    #[func(rename = getDigitalActionHandle)]
    pub fn get_digital_action_handle(action_name: GString) -> i64 {
        const METHOD: &str = "Steam.getDigitalActionHandle";
        current::with(METHOD, |platform| {
            let action_name = arguments::name(METHOD, "action_name", &action_name, MAX_NAME_BYTES)?;
            Some(platform.input().digital_action_handle(&action_name) as i64)
        })
        .unwrap_or_default()
    }

    /// The handle of an analog action, by its name; 0 if there is none. Steamworks: `GetAnalogActionHandle`.
    ///
    /// Local: The handle stays the same from run to run.
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
    /// Local: The name that was passed to get the handle.
    #[func(rename = getStringForDigitalActionName)]
    pub fn get_string_for_digital_action_name(action_handle: i64) -> GString {
        current::with("Steam.getStringForDigitalActionName", |platform| {
            GString::from(&platform.input().string_for_digital_action_name(action_handle as u64))
        })
    }

    /// An analog action's name for users. Steamworks: `GetStringForAnalogActionName`.
    ///
    /// Local: The name that was passed to get the handle.
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

    /// The active action set of a controller. Steamworks: `GetCurrentActionSet`.
    ///
    /// Local: Always 0.
    #[func(rename = getCurrentActionSet)]
    pub fn get_current_action_set(input_handle: i64) -> i64 {
        current::with("Steam.getCurrentActionSet", |platform| {
            platform.input().current_action_set(input_handle as u64) as i64
        })
    }

    /// Activates a layer over the active action set. Steamworks: `ActivateActionSetLayer`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = activateActionSetLayer)]
    pub fn activate_action_set_layer(input_handle: i64, action_set_layer_handle: i64) {
        current::with("Steam.activateActionSetLayer", |platform| {
            platform.input().activate_action_set_layer(input_handle as u64, action_set_layer_handle as u64)
        });
    }

    /// Deactivates a layer. Steamworks: `DeactivateActionSetLayer`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = deactivateActionSetLayer)]
    pub fn deactivate_action_set_layer(input_handle: i64, action_set_handle: i64) {
        current::with("Steam.deactivateActionSetLayer", |platform| {
            platform.input().deactivate_action_set_layer(input_handle as u64, action_set_handle as u64)
        });
    }

    /// Deactivates all layers. Steamworks: `DeactivateAllActionSetLayers`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = deactivateAllActionSetLayers)]
    pub fn deactivate_all_action_set_layers(input_handle: i64) {
        current::with("Steam.deactivateAllActionSetLayers", |platform| {
            platform.input().deactivate_all_action_set_layers(input_handle as u64)
        });
    }

    /// The handles of a controller's active layers (int). Steamworks: `GetActiveActionSetLayers`.
    ///
    /// Local: Always empty.
    #[func(rename = getActiveActionSetLayers)]
    pub fn get_active_action_set_layers(input_handle: i64) -> VarArray {
        current::with("Steam.getActiveActionSetLayers", |platform| {
            let handles = platform.input().active_action_set_layers(input_handle as u64);
            handles.into_iter().map(|handle| (handle as i64).to_variant()).collect()
        })
    }

    /// The state of a digital action. Keys: `state` (bool, pressed), `active` (bool, bound in the active set).
    /// Steamworks: `GetDigitalActionData`.
    ///
    /// Local: Both are always `false`.
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

    /// The state of an analog action. Keys: `mode` (int, InputSourceMode), `x`, `y` (float, -1 to 1, or pixels for a
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

    /// The orientation and motion of a controller. Keys (float): `rot_quat_x`, `…_y`, `…_z`, `…_w` (rotation),
    /// `pos_accel_x`, `…_y`, `…_z` (acceleration), `rot_vel_x`, `…_y`, `…_z` (angular velocity). Steamworks:
    /// `GetMotionData`.
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
