//! Signals of `ISteamInput`.

use godot::builtin::{VarDictionary, vdict};

use super::super::Steam;
use super::id;
use crate::contract::input::{ActionState, InputEvent};
use crate::script::signals::signals;

signals! { impl Steam {
    /// An action has changed, after `enableActionEventCallbacks`. `event_type` is one of InputActionEventType, `action_data` is the
    /// result of `getDigitalActionData` or `getAnalogActionData`.
    fn input_action_event(input_handle: i64, event_type: i64, action_handle: i64, is_active: bool, action_data: VarDictionary);

    /// A controller has been connected, after `enableDeviceCallbacks`.
    fn input_device_connected(input_handle: i64);

    /// A controller has been disconnected, after `enableDeviceCallbacks`.
    fn input_device_disconnected(input_handle: i64);

    /// The bindings of a controller have been loaded. `config_data`: `mapping_creator`, `major_revision`, `minor_revision` (int),
    /// `uses_steam_input_api`, `uses_gamepad_api` (bool).
    fn input_configuration_loaded(app_id: i64, device_handle: i64, config_data: VarDictionary);

    /// The gamepad index of a controller has changed; -1 is none. `device_type` is one of InputType.
    fn input_gamepad_slot_change(app_id: i64, device_handle: i64, device_type: i64, old_gamepad_slot: i64, new_gamepad_slot: i64);
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: InputEvent) {
    match event {
        InputEvent::Action { controller, action, state } => {
            let (event_type, is_active, told) = match state {
                ActionState::Digital(digital) => {
                    (0, digital.active, vdict! { "state" => digital.state, "active" => digital.active })
                }
                ActionState::Analog(analog) => {
                    let told = vdict! {
                        "mode" => i64::from(analog.mode),
                        "x" => f64::from(analog.x),
                        "y" => f64::from(analog.y),
                        "active" => analog.active,
                    };
                    (1, analog.active, told)
                }
            };
            input_action_event(controller as i64, event_type, action as i64, is_active, told);
        }
        InputEvent::DeviceConnected { controller } => input_device_connected(controller as i64),
        InputEvent::DeviceDisconnected { controller } => input_device_disconnected(controller as i64),
        InputEvent::ConfigurationLoaded {
            app_id,
            controller,
            mapping_creator,
            major_revision,
            minor_revision,
            uses_steam_input_api,
            uses_gamepad_api,
        } => {
            let loaded = vdict! {
                "mapping_creator" => id(mapping_creator),
                "major_revision" => i64::from(major_revision),
                "minor_revision" => i64::from(minor_revision),
                "uses_steam_input_api" => uses_steam_input_api,
                "uses_gamepad_api" => uses_gamepad_api,
            };
            input_configuration_loaded(i64::from(app_id), controller as i64, loaded);
        }
        InputEvent::GamepadSlotChange { app_id, controller, device_type, old_slot, new_slot } => {
            let (old_slot, new_slot) = (i64::from(old_slot), i64::from(new_slot));
            let device_type = i64::from(device_type);
            input_gamepad_slot_change(i64::from(app_id), controller as i64, device_type, old_slot, new_slot);
        }
    }
}
