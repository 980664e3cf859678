//! `ISteamInput`: controllers and named actions.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The state of a digital action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigitalAction {
    /// Whether it is pressed.
    pub state: bool,
    /// Whether it is bound in the active set.
    pub active: bool,
}

/// The state of an analog action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnalogAction {
    /// `EInputSourceMode`.
    pub mode: i32,
    /// The horizontal value, left to right.
    pub x: f32,
    /// The vertical value, bottom to top.
    pub y: f32,
    /// Whether it is bound in the active set.
    pub active: bool,
}

/// The state of an action that has changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ActionState {
    /// A digital one.
    Digital(DigitalAction),
    /// An analog one.
    Analog(AnalogAction),
}

/// The effect on a trigger of a DualSense controller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TriggerEffect {
    /// The trigger: 0 for the left one, 1 for the right one.
    pub trigger: u8,
    /// The triggers whose effects change: 1 for the left one, 2 for the right one.
    pub mask: u8,
    /// `ScePadTriggerEffectMode`, from 0 to 6.
    pub mode: u8,
    /// The position where it begins, from 0 to 9.
    pub position: u8,
    /// The strength, from 0 to 8.
    pub amplitude: u8,
    /// The frequency of the vibration in hertz, or the end of an effect that has one.
    pub frequency: u8,
}

/// A tick of a controller's motors, with a second one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SimpleHapticEvent {
    /// `EControllerHapticLocation`, from 1 to 3.
    pub location: i32,
    /// The strength.
    pub intensity: u8,
    /// The gain in decibels.
    pub gain_db: i8,
    /// The strength of the second tick.
    pub other_intensity: u8,
    /// The gain of the second tick in decibels.
    pub other_gain_db: i8,
}

/// Events of `ISteamInput`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InputEvent {
    /// An action has changed (`SteamInputActionEvent_t`).
    Action {
        /// The controller.
        controller: u64,
        /// The action.
        action: u64,
        /// Its state.
        state: ActionState,
    },
    /// A controller has been connected (`SteamInputDeviceConnected_t`).
    DeviceConnected {
        /// The controller.
        controller: u64,
    },
    /// A controller has been disconnected (`SteamInputDeviceDisconnected_t`).
    DeviceDisconnected {
        /// The controller.
        controller: u64,
    },
    /// The bindings of a controller have been loaded (`SteamInputConfigurationLoaded_t`).
    ConfigurationLoaded {
        /// The game that the bindings are for.
        app_id: u32,
        /// The controller.
        controller: u64,
        /// The user who made them.
        mapping_creator: SteamId,
        /// The major revision.
        major_revision: u32,
        /// The minor revision.
        minor_revision: u32,
        /// Whether any of them binds an action.
        uses_steam_input_api: bool,
        /// Whether any of them binds a gamepad.
        uses_gamepad_api: bool,
    },
    /// The gamepad index of a controller has changed (`SteamInputGamepadSlotChange_t`).
    GamepadSlotChange {
        /// The game.
        app_id: u32,
        /// The controller.
        controller: u64,
        /// `ESteamInputType`.
        device_type: i32,
        /// The previous index, -1 for none.
        old_slot: i32,
        /// The new index, -1 for none.
        new_slot: i32,
    },
}

/// Controllers and named actions (`ISteamInput`).
pub trait Input {
    /// Starts the interface for controllers. With `explicitly_call_runframe`, call `runFrame` yourself; otherwise
    /// `run_callbacks` does it.
    ///
    /// Behind Steamworks: `Init`.
    fn init(&self, explicitly_call_runframe: bool) -> bool;

    /// Ends the interface for controllers.
    ///
    /// Behind Steamworks: `Shutdown`.
    fn end(&self) -> bool;

    /// Sets the game's action manifest (`.vdf`) by an absolute path, instead of the one from Steam. Returns whether
    /// it could be read.
    ///
    /// Behind Steamworks: `SetInputActionManifestFilePath`.
    fn set_input_action_manifest_file_path(&self, manifest_path: &str) -> bool;

    /// Fetches the state of the controllers. `run_callbacks` does this too, unless you passed `true` to `inputInit`.
    /// `reserved_value` has no effect.
    ///
    /// Behind Steamworks: `RunFrame`.
    fn run_frame(&self, reserved_value: bool);

    /// Whether the state of a controller has changed since the last frame of the interface.
    ///
    /// Behind Steamworks: `BNewDataAvailable`.
    fn new_data_available(&self) -> bool;

    /// Waits until the state of a controller changes, for `timeout` milliseconds, at most 1000, because the game
    /// shows no frame while it waits. `wait_forever` also waits 1000 ms. Returns whether it changed.
    ///
    /// Behind Steamworks: `BWaitForData`.
    fn wait_for_data(&self, timeout_ms: u32) -> bool;

    /// Enables the events for controllers that are connected and disconnected.
    ///
    /// Behind Steamworks: `EnableDeviceCallbacks`.
    fn enable_device_callbacks(&self);

    /// Enables [`InputEvent::Action`] for changes of actions.
    ///
    /// Behind Steamworks: `EnableActionEventCallbacks`.
    fn enable_action_event_callbacks(&self);

    /// The handles of all connected controllers (int).
    ///
    /// Behind Steamworks: `GetConnectedControllers`.
    fn connected_controllers(&self) -> Vec<u64>;

    /// The handle of an action set or layer, by its name; 0 if there is none.
    ///
    /// Behind Steamworks: `GetActionSetHandle`.
    fn action_set_handle(&self, action_set_name: &str) -> u64;

    /// The handle of a digital action, by its name; 0 if there is none.
    ///
    /// Behind Steamworks: `GetDigitalActionHandle`.
    fn digital_action_handle(&self, action_name: &str) -> u64;

    /// The handle of an analog action, by its name; 0 if there is none.
    ///
    /// Behind Steamworks: `GetAnalogActionHandle`.
    fn analog_action_handle(&self, action_name: &str) -> u64;

    /// A digital action's name for users.
    ///
    /// Behind Steamworks: `GetStringForDigitalActionName`.
    fn string_for_digital_action_name(&self, action_handle: u64) -> String;

    /// An analog action's name for users.
    ///
    /// Behind Steamworks: `GetStringForAnalogActionName`.
    fn string_for_analog_action_name(&self, action_handle: u64) -> String;

    /// Makes an action set the active one on a controller.
    ///
    /// Behind Steamworks: `ActivateActionSet`.
    fn activate_action_set(&self, input_handle: u64, action_set_handle: u64);

    /// The active action set of a controller.
    ///
    /// Behind Steamworks: `GetCurrentActionSet`.
    fn current_action_set(&self, input_handle: u64) -> u64;

    /// Activates a layer over the active action set.
    ///
    /// Behind Steamworks: `ActivateActionSetLayer`.
    fn activate_action_set_layer(&self, input_handle: u64, action_set_layer_handle: u64);

    /// Deactivates a layer.
    ///
    /// Behind Steamworks: `DeactivateActionSetLayer`.
    fn deactivate_action_set_layer(&self, input_handle: u64, action_set_handle: u64);

    /// Deactivates all layers.
    ///
    /// Behind Steamworks: `DeactivateAllActionSetLayers`.
    fn deactivate_all_action_set_layers(&self, input_handle: u64);

    /// The handles of a controller's active layers (int).
    ///
    /// Behind Steamworks: `GetActiveActionSetLayers`.
    fn active_action_set_layers(&self, controller: u64) -> Vec<u64>;

    /// The state of a digital action.
    ///
    /// Behind Steamworks: `GetDigitalActionData`.
    fn digital_action_data(&self, controller: u64, action: u64) -> DigitalAction;

    /// The controls that are bound to an action in an action set: values of InputActionOrigin.
    ///
    /// Behind Steamworks: `GetDigitalActionOrigins`.
    fn digital_action_origins(&self, controller: u64, action_set: u64, action: u64) -> Vec<i32>;

    /// The state of an analog action.
    ///
    /// Behind Steamworks: `GetAnalogActionData`.
    fn analog_action_data(&self, controller: u64, action: u64) -> AnalogAction;

    /// The controls that are bound to an action in an action set: values of InputActionOrigin.
    ///
    /// Behind Steamworks: `GetAnalogActionOrigins`.
    fn analog_action_origins(&self, controller: u64, action_set: u64, action: u64) -> Vec<i32>;

    /// Stops the momentum of an analog action.
    ///
    /// Behind Steamworks: `StopAnalogActionMomentum`.
    fn stop_analog_action_momentum(&self, input_handle: u64, action: u64);

    /// A controller's rotation (4 numbers), acceleration (3) and angular velocity (3).
    ///
    /// Behind Steamworks: `GetMotionData`.
    fn motion_data(&self, controller: u64) -> [f32; 10];

    /// The type of a controller, one of InputType.
    ///
    /// Behind Steamworks: `GetInputTypeForHandle`.
    fn input_type_for_handle(&self, input_handle: u64) -> i32;

    /// The controller behind a gamepad index, 0 for none.
    ///
    /// Behind Steamworks: `GetControllerForGamepadIndex`.
    fn controller_for_gamepad_index(&self, index: i32) -> u64;

    /// The gamepad index of a controller, -1 for none.
    ///
    /// Behind Steamworks: `GetGamepadIndexForController`.
    fn gamepad_index_for_controller(&self, input_handle: u64) -> i32;

    /// The Remote Play session that a controller belongs to, 0 for none.
    ///
    /// Behind Steamworks: `GetRemotePlaySessionID`.
    fn remote_play_session_id(&self, input_handle: u64) -> u32;

    /// The revision of a controller's bindings: major, minor. Empty if there is none.
    ///
    /// Behind Steamworks: `GetDeviceBindingRevision`.
    fn device_binding_revision(&self, controller: u64) -> Option<(i32, i32)>;

    /// The controller types that the user has enabled: bits of InputConfigurationEnableType.
    ///
    /// Behind Steamworks: `GetSessionInputConfigurationSettings`.
    fn session_input_configuration_settings(&self) -> u16;

    /// Opens a controller's bindings in the overlay.
    ///
    /// Behind Steamworks: `ShowBindingPanel`.
    fn show_binding_panel(&self, input_handle: u64) -> bool;

    /// The path of a picture of an action's origin, in the old style.
    ///
    /// Behind Steamworks: `GetGlyphForActionOrigin_Legacy`.
    fn glyph_for_action_origin(&self, origin: i32) -> String;

    /// The path of a PNG picture of an action's origin. `size` is one of InputGlyphSize, `flags` bits of
    /// InputGlyphStyle.
    ///
    /// Behind Steamworks: `GetGlyphPNGForActionOrigin`.
    fn glyph_png_for_action_origin(&self, origin: i32, size: i32, flags: u32) -> String;

    /// The path of an SVG picture of an action's origin; `flags` is bits of InputGlyphStyle.
    ///
    /// Behind Steamworks: `GetGlyphSVGForActionOrigin`.
    fn glyph_svg_for_action_origin(&self, origin: i32, flags: u32) -> String;

    /// The name of an action's origin.
    ///
    /// Behind Steamworks: `GetStringForActionOrigin`.
    fn string_for_action_origin(&self, origin: i32) -> String;

    /// The name of a part of an Xbox controller.
    ///
    /// Behind Steamworks: `GetStringForXboxOrigin`.
    fn string_for_xbox_origin(&self, origin: i32) -> String;

    /// The path of a picture of a part of an Xbox controller.
    ///
    /// Behind Steamworks: `GetGlyphForXboxOrigin`.
    fn glyph_for_xbox_origin(&self, origin: i32) -> String;

    /// The control that matches one of an Xbox controller.
    ///
    /// Behind Steamworks: `GetActionOriginFromXboxOrigin`.
    fn action_origin_from_xbox_origin(&self, input_handle: u64, origin: i32) -> i32;

    /// The matching control on another kind of controller.
    ///
    /// Behind Steamworks: `TranslateActionOrigin`.
    fn translate_action_origin(&self, destination_input: i32, source_origin: i32) -> i32;

    /// Sets the colour of a controller's light, or restores it (`flags`, one of InputLEDFlag).
    ///
    /// Behind Steamworks: `SetLEDColor`.
    fn set_led_color(&self, input_handle: u64, color_r: u8, color_g: u8, color_b: u8, flags: i32);

    /// Makes a controller vibrate; both speeds are 0 to 65535.
    ///
    /// Behind Steamworks: `TriggerVibration`.
    fn trigger_vibration(&self, input_handle: u64, left_speed: u16, right_speed: u16);

    /// Makes a controller and its triggers vibrate; all speeds are 0 to 65535.
    ///
    /// Behind Steamworks: `TriggerVibrationExtended`.
    fn trigger_vibration_extended(
        &self,
        input_handle: u64,
        left_speed: u16,
        right_speed: u16,
        left_trigger_speed: u16,
        right_trigger_speed: u16,
    );

    /// Makes a pad of a controller tick for this many microseconds.
    ///
    /// Behind Steamworks: `Legacy_TriggerHapticPulse`.
    fn trigger_haptic_pulse(&self, input_handle: u64, target_pad: i32, duration: u16);

    /// Makes a pad of a controller tick `repeat` times; durations are in microseconds.
    ///
    /// Behind Steamworks: `Legacy_TriggerRepeatedHapticPulse`.
    fn trigger_repeated_haptic_pulse(
        &self,
        input_handle: u64,
        target_pad: i32,
        duration: u16,
        offset: u16,
        repeat: u16,
        flags: u32,
    );

    /// Makes a controller's motors tick.
    ///
    /// Behind Steamworks: `TriggerSimpleHapticEvent`.
    fn trigger_simple_haptic_event(&self, input_handle: u64, event: SimpleHapticEvent);

    /// Sets the effect on a trigger of a DualSense controller.
    ///
    /// Behind Steamworks: `SetDualSenseTriggerEffect`.
    fn set_dual_sense_trigger_effect(&self, input_handle: u64, effect: TriggerEffect);
}
