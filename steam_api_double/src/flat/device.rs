//! `ISteamUtils`: the text filter, keyboards, the machine.

use super::{deck, methods};
use crate::arguments::{Output, Text};
use crate::calls::Kind;
use crate::contract::{Device, Event, SteamId};
use crate::switches::violation;

methods! { Utils:
    fn SteamAPI_ISteamUtils_InitFilterText(steam, filter_options: u32) -> bool, or false; {
    Device::init_filter_text(&steam.platform, filter_options)
    }

    fn SteamAPI_ISteamUtils_FilterText(
        steam, context: i32, author: u64, message: Text, room: Output, room_size: u32
    ) -> i32, or 0; {
        if !(0..=3).contains(&context) {
            violation(format!("{context} is no ETextFilteringContext"));
        }
        let message = message.read();
        let filtered = steam.platform.filter_text(context, SteamId(author), &message);
        room.text(room_size, &filtered);
        (message.chars().count() - filtered.chars().count()) as i32
    }

    fn SteamAPI_ISteamUtils_ShowGamepadTextInput(
        steam, mode: i32, lines: i32, _description: Text, most: u32, preset: Text
    ) -> bool, or false; {
        if !(0..=1).contains(&mode) || !(0..=1).contains(&lines) {
            violation(format!("ShowGamepadTextInput with {mode} and {lines}"));
        }
        deck::show_keyboard(steam, &preset.read(), most)
    }

    fn SteamAPI_ISteamUtils_GetEnteredGamepadTextLength(steam) -> u32, or 0; {
        steam.state.lock().entered_text.len() as u32 + 1
    }

    fn SteamAPI_ISteamUtils_GetEnteredGamepadTextInput(steam, room: Output, room_size: u32) -> bool, or false; {
        room.text(room_size, &steam.state.lock().entered_text)
    }

    fn SteamAPI_ISteamUtils_ShowFloatingGamepadTextInput(
        steam, mode: i32, _x: i32, _y: i32, _width: i32, _height: i32
    ) -> bool, or false; {
        if !(0..=3).contains(&mode) {
            violation(format!("{mode} is no EFloatingGamepadTextInputMode"));
        }
        deck::show_floating_keyboard(steam)
    }

    fn SteamAPI_ISteamUtils_DismissFloatingGamepadTextInput(steam) -> bool, or false; {
        deck::dismiss_floating_keyboard(steam)
    }

    fn SteamAPI_ISteamUtils_DismissGamepadTextInput(steam) -> bool, or false; {
    Device::dismiss_gamepad_text_input(&steam.platform)
    }

    fn SteamAPI_ISteamUtils_GetCurrentBatteryPower(steam) -> u8, or 0; {
    Device::current_battery_power(&steam.platform)
    }

    fn SteamAPI_ISteamUtils_IsSteamChinaLauncher(steam) -> bool, or false; {
    Device::is_steam_china_launcher(&steam.platform)
    }

    fn SteamAPI_ISteamUtils_IsVRHeadsetStreamingEnabled(steam) -> bool, or false; {
    Device::is_vr_headset_streaming_enabled(&steam.platform)
    }

    fn SteamAPI_ISteamUtils_SetVRHeadsetStreamingEnabled(steam, enabled: bool), or (); {
    Device::set_vr_headset_streaming_enabled(&steam.platform, enabled);
    }

    fn SteamAPI_ISteamUtils_StartVRDashboard(steam), or (); {
    Device::start_vr_dashboard(&steam.platform);
    }

    fn SteamAPI_ISteamUtils_SetGameLauncherMode(steam, mode: bool), or (); {
    Device::set_game_launcher_mode(&steam.platform, mode);
    }

    fn SteamAPI_ISteamUtils_GetIPv6ConnectivityState(steam, protocol: i32) -> i32, or 0; {
    Device::ipv6_connectivity_state(&steam.platform, protocol)
    }

    fn SteamAPI_ISteamUtils_CheckFileSignature(steam, file_name: Text) -> u64, or 0; {
        let like = Kind::AnsweredLike(Event::CheckFileSignature { result: 0 });
        steam.call(like, |platform| platform.check_file_signature(&file_name.read()))
    }
}
