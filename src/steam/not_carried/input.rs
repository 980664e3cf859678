//! Controllers: the names alone.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Controllers by the names of actions.
    static INPUT = "Input" {
        fn activateActionSet(input_handle: int, action_set_handle: int);
        fn activateActionSetLayer(input_handle: int, action_set_layer_handle: int);
        fn deactivateActionSetLayer(input_handle: int, action_set_handle: int);
        fn deactivateAllActionSetLayers(input_handle: int);
        fn getActionSetHandle(action_set_name: String) -> int;
        fn getActionOriginFromXboxOrigin(input_handle: int, origin: int) -> InputActionOrigin;
        fn getActiveActionSetLayers(input_handle: int) -> Array;
        fn getAnalogActionData(input_handle: int, analog_action_handle: int) -> Dictionary;
        fn getAnalogActionHandle(action_name: String) -> int;
        fn getAnalogActionOrigins(input_handle: int, action_set_handle: int, analog_action_handle: int) -> Array;
        fn getConnectedControllers() -> Array;
        fn getControllerForGamepadIndex(index: int) -> int;
        fn getCurrentActionSet(input_handle: int) -> int;
        fn getDeviceBindingRevision(input_handle: int) -> Array;
        fn getDigitalActionData(input_handle: int, digital_action_handle: int) -> Dictionary;
        fn getDigitalActionHandle(action_name: String) -> int;
        fn getDigitalActionOrigins(input_handle: int, action_set_handle: int, digital_action_handle: int) -> Array;
        fn getGamepadIndexForController(input_handle: int) -> int;
        fn getGlyphForActionOrigin(origin: int) -> String;
        fn getInputTypeForHandle(input_handle: int) -> InputType;
        fn getMotionData(input_handle: int) -> Dictionary;
        fn getRemotePlaySessionID(input_handle: int) -> int;
        fn getStringForActionOrigin(origin: int) -> String;
        fn inputInit(explicitly_call_runframe: bool = false) -> bool;
        fn inputShutdown() -> bool;
        fn runFrame(reserved_value: bool = true);
        fn setLEDColor(input_handle: int, color_r: int, color_g: int, color_b: int, flags: int);
        fn showBindingPanel(input_handle: int) -> bool;
        fn stopAnalogActionMomentum(input_handle: int, action: int);
        fn translateActionOrigin(destination_input: int, source_origin: int) -> InputActionOrigin;
        fn triggerHapticPulse(input_handle: int, target_pad: int, duration: int);
        fn triggerRepeatedHapticPulse(input_handle: int, target_pad: int, duration: int, offset: int, repeat: int,
            flags: int);
        fn triggerVibration(input_handle: int, left_speed: int, right_speed: int);
        fn setInputActionManifestFilePath(manifest_path: String) -> bool;
        fn setDualSenseTriggerEffect(input_handle: int, parameters: int, trigger_mask: int, effect_mode: int,
            position: int, amplitude: int, frequency: int);
        fn waitForData(wait_forever: bool, timeout: int) -> bool;
        fn newDataAvailable() -> bool;
        fn enableDeviceCallbacks();
        fn getGlyphPNGForActionOrigin(origin: int, size: int, flags: int) -> String;
        fn getGlyphSVGForActionOrigin(origin: int, flags: int) -> String;
        fn triggerVibrationExtended(input_handle: int, left_speed: int, right_speed: int, left_trigger_speed: int,
            right_trigger_speed: int);
        fn triggerSimpleHapticEvent(input_handle: int, haptic_location: int, intensity: int, gain_db: String,
            other_intensity: int, other_gain_db: String);
        fn getStringForXboxOrigin(origin: int) -> String;
        fn getGlyphForXboxOrigin(origin: int) -> String;
        fn getSessionInputConfigurationSettings() -> int;
        fn getStringForDigitalActionName(action_handle: int) -> String;
        fn getStringForAnalogActionName(action_handle: int) -> String;
        fn enableActionEventCallbacks();
        signal input_action_event(input_handle: int, event_type: int, action_handle: int, is_active: bool,
            action_data: Dictionary);
        signal input_device_connected(input_handle: int);
        signal input_device_disconnected(input_handle: int);
        signal input_configuration_loaded(app_id: int, device_handle: int, config_data: Dictionary);
        signal input_gamepad_slot_change(app_id: int, device_handle: int, device_type: int, old_gamepad_slot: int,
            new_gamepad_slot: int);
    }
}
