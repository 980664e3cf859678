//! `ISteamUtils`: a desktop with a keyboard, without a text filter or a headset.

use super::LocalPlatform;
use crate::contract::{Device, Event, SteamId};

/// `k_ECheckFileSignatureFileNotFound`.
const FILE_NOT_FOUND: i32 = 2;
/// `k_ECheckFileSignatureNoSignaturesFoundForThisApp`.
const NO_SIGNATURES_FOR_THIS_APP: i32 = 3;

impl Device for LocalPlatform {
    fn init_filter_text(&self, _filter_options: u32) -> bool {
        true
    }

    fn filter_text(&self, _context: i32, _author: SteamId, message: &str) -> String {
        message.chars().filter(|&shown| !shown.is_control() || matches!(shown, '\n' | '\t')).collect()
    }

    fn show_gamepad_text_input(
        &self,
        _input_mode: i32,
        _line_input_mode: i32,
        _description: &str,
        _max_text: u32,
        _preset_text: &str,
    ) -> bool {
        false
    }

    fn show_floating_gamepad_text_input(
        &self,
        _input_mode: i32,
        _text_field_x_position: i32,
        _text_field_y_position: i32,
        _text_field_width: i32,
        _text_field_height: i32,
    ) -> bool {
        false
    }

    fn dismiss_floating_gamepad_text_input(&self) -> bool {
        false
    }

    fn dismiss_gamepad_text_input(&self) -> bool {
        false
    }

    fn current_battery_power(&self) -> u8 {
        u8::MAX
    }

    fn is_steam_china_launcher(&self) -> bool {
        false
    }

    fn is_vr_headset_streaming_enabled(&self) -> bool {
        false
    }

    fn set_vr_headset_streaming_enabled(&self, _enabled: bool) {}

    fn start_vr_dashboard(&self) {}

    fn set_game_launcher_mode(&self, _mode: bool) {}

    fn ipv6_connectivity_state(&self, _protocol: i32) -> i32 {
        0
    }

    fn api_call_completed(&self) -> (bool, bool) {
        (true, false)
    }

    fn check_file_signature(&self, file_name: &str) {
        let is_there = std::path::Path::new(file_name).is_file();
        let result = if is_there { NO_SIGNATURES_FOR_THIS_APP } else { FILE_NOT_FOUND };
        self.queue_answer(Event::CheckFileSignature { result });
    }
}
