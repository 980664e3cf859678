//! What the class does not carry of `ISteamInput`: the names alone.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Events of actions and effects of triggers.
    static INPUT = "Input: events and effects" {
        fn setDualSenseTriggerEffect(input_handle: int, parameters: int, trigger_mask: int, effect_mode: int,
            position: int, amplitude: int, frequency: int);
        fn triggerSimpleHapticEvent(input_handle: int, haptic_location: int, intensity: int, gain_db: String,
            other_intensity: int, other_gain_db: String);
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
