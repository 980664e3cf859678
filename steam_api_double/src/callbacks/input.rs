//! Callbacks of `ISteamInput`.

use super::{Callback, Structure, value};
use crate::contract::input::InputEvent;

/// `None` for a change of an action, which is reported by calling a function of the game.
pub(super) fn of(event: &InputEvent) -> Option<Callback> {
    let new = Structure::new;
    Some(match event {
        InputEvent::Action { .. } => return None,
        InputEvent::DeviceConnected { controller } => new().number_of_8(*controller).number(2801),
        InputEvent::DeviceDisconnected { controller } => new().number_of_8(*controller).number(2802),
        InputEvent::ConfigurationLoaded {
            app_id,
            controller,
            mapping_creator,
            major_revision,
            minor_revision,
            uses_steam_input_api,
            uses_gamepad_api,
        } => new()
            .u32(*app_id)
            .number_of_8(*controller)
            .steam_id(*mapping_creator)
            .u32(*major_revision)
            .u32(*minor_revision)
            .bool(*uses_steam_input_api)
            .bool(*uses_gamepad_api)
            .number(2803),
        InputEvent::GamepadSlotChange { app_id, controller, device_type, old_slot, new_slot } => new()
            .u32(*app_id)
            .number_of_8(*controller)
            .i32(value(*device_type))
            .i32(*old_slot)
            .i32(*new_slot)
            .number(2804),
    })
}
