//! `ISteamInput`: no controllers, but constant handles of actions.

use super::LocalPlatform;
use crate::contract::Input;
use crate::contract::input::{AnalogAction, DigitalAction, SimpleHapticEvent, TriggerEffect};
use crate::platform::local::driver::manifest;

impl Input for LocalPlatform {
    fn init(&self, _explicitly_call_runframe: bool) -> bool {
        true
    }

    fn end(&self) -> bool {
        true
    }

    fn set_input_action_manifest_file_path(&self, manifest_path: &str) -> bool {
        let Some(names) = manifest::names(manifest_path) else { return false };
        self.memory.actions.lock().limit_to(names);
        true
    }

    fn run_frame(&self, _reserved_value: bool) {}

    fn new_data_available(&self) -> bool {
        false
    }

    fn wait_for_data(&self, _timeout_ms: u32) -> bool {
        false
    }

    fn enable_device_callbacks(&self) {}

    fn enable_action_event_callbacks(&self) {}

    fn connected_controllers(&self) -> Vec<u64> {
        Vec::new()
    }

    fn action_set_handle(&self, action_set_name: &str) -> u64 {
        self.memory.actions.lock().handle(action_set_name)
    }

    fn digital_action_handle(&self, action_name: &str) -> u64 {
        self.memory.actions.lock().handle(action_name)
    }

    fn analog_action_handle(&self, action_name: &str) -> u64 {
        self.memory.actions.lock().handle(action_name)
    }

    fn string_for_digital_action_name(&self, action_handle: u64) -> String {
        self.memory.actions.lock().name(action_handle)
    }

    fn string_for_analog_action_name(&self, action_handle: u64) -> String {
        self.memory.actions.lock().name(action_handle)
    }

    fn activate_action_set(&self, _input_handle: u64, _action_set_handle: u64) {}

    fn current_action_set(&self, _input_handle: u64) -> u64 {
        0
    }

    fn activate_action_set_layer(&self, _input_handle: u64, _action_set_layer_handle: u64) {}

    fn deactivate_action_set_layer(&self, _input_handle: u64, _action_set_handle: u64) {}

    fn deactivate_all_action_set_layers(&self, _input_handle: u64) {}

    fn active_action_set_layers(&self, _controller: u64) -> Vec<u64> {
        Vec::new()
    }

    fn digital_action_data(&self, _controller: u64, _action: u64) -> DigitalAction {
        DigitalAction::default()
    }

    fn digital_action_origins(&self, _controller: u64, _action_set: u64, _action: u64) -> Vec<i32> {
        Vec::new()
    }

    fn analog_action_data(&self, _controller: u64, _action: u64) -> AnalogAction {
        AnalogAction::default()
    }

    fn analog_action_origins(&self, _controller: u64, _action_set: u64, _action: u64) -> Vec<i32> {
        Vec::new()
    }

    fn stop_analog_action_momentum(&self, _input_handle: u64, _action: u64) {}

    fn motion_data(&self, _controller: u64) -> [f32; 10] {
        [0.0; 10]
    }

    fn input_type_for_handle(&self, _input_handle: u64) -> i32 {
        0
    }

    fn controller_for_gamepad_index(&self, _index: i32) -> u64 {
        0
    }

    fn gamepad_index_for_controller(&self, _input_handle: u64) -> i32 {
        -1
    }

    fn remote_play_session_id(&self, _input_handle: u64) -> u32 {
        0
    }

    fn device_binding_revision(&self, _controller: u64) -> Option<(i32, i32)> {
        None
    }

    fn session_input_configuration_settings(&self) -> u16 {
        0
    }

    fn show_binding_panel(&self, _input_handle: u64) -> bool {
        false
    }

    fn glyph_for_action_origin(&self, _origin: i32) -> String {
        String::new()
    }

    fn glyph_png_for_action_origin(&self, _origin: i32, _size: i32, _flags: u32) -> String {
        String::new()
    }

    fn glyph_svg_for_action_origin(&self, _origin: i32, _flags: u32) -> String {
        String::new()
    }

    fn string_for_action_origin(&self, _origin: i32) -> String {
        String::new()
    }

    fn string_for_xbox_origin(&self, _origin: i32) -> String {
        String::new()
    }

    fn glyph_for_xbox_origin(&self, _origin: i32) -> String {
        String::new()
    }

    fn action_origin_from_xbox_origin(&self, _input_handle: u64, _origin: i32) -> i32 {
        0
    }

    fn translate_action_origin(&self, _destination_input: i32, _source_origin: i32) -> i32 {
        0
    }

    fn set_led_color(&self, _input_handle: u64, _color_r: u8, _color_g: u8, _color_b: u8, _flags: i32) {}

    fn trigger_vibration(&self, _input_handle: u64, _left_speed: u16, _right_speed: u16) {}

    fn trigger_vibration_extended(
        &self,
        _input_handle: u64,
        _left_speed: u16,
        _right_speed: u16,
        _left_trigger_speed: u16,
        _right_trigger_speed: u16,
    ) {
    }

    fn trigger_haptic_pulse(&self, _input_handle: u64, _target_pad: i32, _duration: u16) {}

    fn trigger_repeated_haptic_pulse(
        &self,
        _input_handle: u64,
        _target_pad: i32,
        _duration: u16,
        _offset: u16,
        _repeat: u16,
        _flags: u32,
    ) {
    }

    fn trigger_simple_haptic_event(&self, _input_handle: u64, _event: SimpleHapticEvent) {}

    fn set_dual_sense_trigger_effect(&self, _input_handle: u64, _effect: TriggerEffect) {}
}
