//! `ISteamUtils` for scripts: the text filter, keyboards, the machine.

use godot::builtin::{GString, VarDictionary, vdict};

use super::enums::Ipv6ConnectivityState;
use super::pump;
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current};

/// The maximum size of a text that is filtered or preset, in bytes.
const MAX_MESSAGE_BYTES: usize = 8192;
/// The maximum size of a keyboard's description, in bytes.
const MAX_DESCRIPTION_BYTES: usize = 1024;
/// The maximum size of a path, in bytes.
const MAX_PATH_BYTES: usize = 4096;
/// `k_ECheckFileSignatureFileNotFound`.
const FILE_NOT_FOUND: i32 = 2;

methods! {
impl Class {
    /// Initialises the text filter. `filter_options` has no effect; GodotSteam 4.17 has it. Steamworks:
    /// `InitFilterText`.
    ///
    /// Local: `true`.
    #[func(rename = initFilterText)]
    pub fn init_filter_text(#[opt(default = 0)] filter_options: i64) -> bool {
        const METHOD: &str = "Steam.initFilterText";
        current::with(METHOD, |platform| {
            let filter_options =
                arguments::number(METHOD, "filter_options", filter_options, 0..=i64::from(u32::MAX))?;
            Some(platform.device().init_filter_text(filter_options))
        })
        .unwrap_or_default()
    }

    /// A text by the user `steam_id`, filtered by the laws of your country and by your settings. `context` is one of
    /// TextFilteringContext. Call `initFilterText` once before; otherwise the text is returned unchanged. Steamworks:
    /// `FilterText`.
    ///
    /// Local: There is no list of words: only control characters other than line breaks and tabs are removed.
    #[func(rename = filterText)]
    pub fn filter_text(context: i64, steam_id: i64, message: GString) -> GString {
        const METHOD: &str = "Steam.filterText";
        current::with(METHOD, |platform| {
            let context = arguments::one_of(METHOD, "context", context, 0..=3, "TextFilteringContext")?;
            let message = arguments::text(METHOD, "message", &message, MAX_MESSAGE_BYTES)?;
            Some(GString::from(&platform.device().filter_text(context, SteamId(steam_id as u64), &message)))
        })
        .unwrap_or_default()
    }

    /// Shows Big Picture's keyboard full screen. `input_mode` is one of GamepadTextInputMode, `line_input_mode` one
    /// of GamepadTextInputLineMode; `max_text` limits the characters. If it is shown, `gamepad_text_input_dismissed`
    /// reports when it is closed. Steamworks: `ShowGamepadTextInput`.
    ///
    /// Local: Always `false`: there is no Big Picture.
    #[func(rename = showGamepadTextInput)]
    pub fn show_gamepad_text_input(
        input_mode: i64,
        line_input_mode: i64,
        description: GString,
        max_text: i64,
        preset_text: GString,
    ) -> bool {
        const METHOD: &str = "Steam.showGamepadTextInput";
        current::with(METHOD, |platform| {
            let input_mode =
                arguments::one_of(METHOD, "input_mode", input_mode, 0..=1, "GamepadTextInputMode")?;
            let line_input_mode = arguments::one_of(
                METHOD,
                "line_input_mode",
                line_input_mode,
                0..=1,
                "GamepadTextInputLineMode",
            )?;
            let description = arguments::text(METHOD, "description", &description, MAX_DESCRIPTION_BYTES)?;
            let max_text = arguments::number(METHOD, "max_text", max_text, 0..=i64::from(u32::MAX))?;
            let preset_text = arguments::text(METHOD, "preset_text", &preset_text, MAX_MESSAGE_BYTES)?;
            Some(platform.device().show_gamepad_text_input(
                input_mode,
                line_input_mode,
                &description,
                max_text,
                &preset_text,
            ))
        })
        .unwrap_or_default()
    }

    /// Shows a keyboard over the game, beside the text field at this place (pixels of the window); typed
    /// characters arrive as key presses. `input_mode` is one of FloatingGamepadTextInputMode.
    /// `floating_gamepad_text_input_dismissed` is emitted when it is closed. Steamworks: `ShowFloatingGamepadTextInput`.
    ///
    /// Local: Always `false`: there is no overlay.
    #[func(rename = showFloatingGamepadTextInput)]
    pub fn show_floating_gamepad_text_input(
        input_mode: i64,
        text_field_x_position: i64,
        text_field_y_position: i64,
        text_field_width: i64,
        text_field_height: i64,
    ) -> bool {
        const METHOD: &str = "Steam.showFloatingGamepadTextInput";
        current::with(METHOD, |platform| {
            let input_mode =
                arguments::one_of(METHOD, "input_mode", input_mode, 0..=3, "FloatingGamepadTextInputMode")?;
            let text_field_x_position = arguments::number(
                METHOD,
                "text_field_x_position",
                text_field_x_position,
                i64::from(i32::MIN)..=i64::from(i32::MAX),
            )?;
            let text_field_y_position = arguments::number(
                METHOD,
                "text_field_y_position",
                text_field_y_position,
                i64::from(i32::MIN)..=i64::from(i32::MAX),
            )?;
            let text_field_width = arguments::number(
                METHOD,
                "text_field_width",
                text_field_width,
                i64::from(i32::MIN)..=i64::from(i32::MAX),
            )?;
            let text_field_height = arguments::number(
                METHOD,
                "text_field_height",
                text_field_height,
                i64::from(i32::MIN)..=i64::from(i32::MAX),
            )?;
            Some(platform.device().show_floating_gamepad_text_input(
                input_mode,
                text_field_x_position,
                text_field_y_position,
                text_field_width,
                text_field_height,
            ))
        })
        .unwrap_or_default()
    }

    /// Closes the keyboard of `showFloatingGamepadTextInput`. Returns whether there was one. Steamworks:
    /// `DismissFloatingGamepadTextInput`.
    ///
    /// Local: Always `false`.
    #[func(rename = dismissFloatingGamepadTextInput)]
    pub fn dismiss_floating_gamepad_text_input() -> bool {
        current::with("Steam.dismissFloatingGamepadTextInput", |platform| {
            platform.device().dismiss_floating_gamepad_text_input()
        })
    }

    /// Closes the keyboard of `showGamepadTextInput`. Returns whether there was one. Steamworks:
    /// `DismissGamepadTextInput`.
    ///
    /// Local: Always `false`.
    #[func(rename = dismissGamepadTextInput)]
    pub fn dismiss_gamepad_text_input() -> bool {
        current::with("Steam.dismissGamepadTextInput", |platform| {
            platform.device().dismiss_gamepad_text_input()
        })
    }

    /// The battery's charge in percent; 255 on mains power. Steamworks: `GetCurrentBatteryPower`.
    ///
    /// Local: Always 255.
    #[func(rename = getCurrentBatteryPower)]
    pub fn get_current_battery_power() -> i64 {
        current::with("Steam.getCurrentBatteryPower", |platform| {
            i64::from(platform.device().current_battery_power())
        })
    }

    /// Whether Steam runs with the launcher for China. Steamworks: `IsSteamChinaLauncher`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSteamChinaLauncher)]
    pub fn is_steam_china_launcher() -> bool {
        current::with("Steam.isSteamChinaLauncher", |platform| platform.device().is_steam_china_launcher())
    }

    /// Whether the game is streamed to a headset through Steam Link. Steamworks: `IsVRHeadsetStreamingEnabled`.
    ///
    /// Local: Always `false`.
    #[func(rename = isVRHeadsetStreamingEnabled)]
    pub fn is_vr_headset_streaming_enabled() -> bool {
        current::with("Steam.isVRHeadsetStreamingEnabled", |platform| {
            platform.device().is_vr_headset_streaming_enabled()
        })
    }

    /// Sets whether the game may be streamed to a headset through Steam Link. Steamworks:
    /// `SetVRHeadsetStreamingEnabled`.
    ///
    /// Local: There is no headset: changes nothing.
    #[func(rename = setVRHeadsetStreamingEnabled)]
    pub fn set_vr_headset_streaming_enabled(#[opt(default = true)] enabled: bool) {
        current::with("Steam.setVRHeadsetStreamingEnabled", |platform| {
            platform.device().set_vr_headset_streaming_enabled(enabled)
        });
    }

    /// Opens the overlay in the headset. Steamworks: `StartVRDashboard`.
    ///
    /// Local: There is no headset: changes nothing.
    #[func(rename = startVRDashboard)]
    pub fn start_vr_dashboard() {
        current::with("Steam.startVRDashboard", |platform| platform.device().start_vr_dashboard());
    }

    /// Tells Steam whether the game's own launcher is open, so that a controller works like a mouse in it.
    /// Steamworks: `SetGameLauncherMode`.
    ///
    /// Local: There is no controller: changes nothing.
    #[func(rename = setGameLauncherMode)]
    pub fn set_game_launcher_mode(mode: bool) {
        current::with("Steam.setGameLauncherMode", |platform| platform.device().set_game_launcher_mode(mode));
    }

    /// Whether a protocol, one of IPv6ConnectivityProtocol, reaches Steam over IPv6. Steamworks:
    /// `GetIPv6ConnectivityState`.
    ///
    /// Local: `IPV6_CONNECTIVITY_STATE_UNKNOWN`.
    #[func(rename = getIPv6ConnectivityState)]
    pub fn get_ipv6_connectivity_state(protocol: i64) -> Ipv6ConnectivityState {
        const METHOD: &str = "Steam.getIPv6ConnectivityState";
        current::with(METHOD, |platform| {
            let protocol =
                arguments::one_of(METHOD, "protocol", protocol, 0..=2, "IPv6ConnectivityProtocol")?;
            Some(Ipv6ConnectivityState(i64::from(platform.device().ipv6_connectivity_state(protocol))))
        })
        .unwrap_or_default()
    }

    /// The state of the last call that an answer is expected for. Keys: `completed` (bool; `true` as well if no
    /// answer is expected), `failed` (bool, whether the call failed on its way). Steamworks: `IsAPICallCompleted`.
    ///
    /// Local: `completed` true, `failed` false.
    #[func(rename = isAPICallCompleted)]
    pub fn is_api_call_completed() -> VarDictionary {
        let answer = current::with("Steam.isAPICallCompleted", |platform| {
            Some(platform.device().api_call_completed())
        });
        let Some((completed, failed)) = answer else { return VarDictionary::new() };
        vdict! { "completed" => completed, "failed" => failed }
    }

    /// Asks whether an executable file has the signature that Steam has for it. Answered by `check_file_signature`.
    /// Steamworks: `CheckFileSignature`.
    ///
    /// Local: Answered with `CHECK_FILE_SIGNATURE_FILE_NOT_FOUND` or
    /// `CHECK_FILE_SIGNATURE_NO_SIGNATURES_FOUND_FOR_THIS_APP`.
    #[func(rename = checkFileSignature)]
    pub fn check_file_signature(file_name: GString) {
        const METHOD: &str = "Steam.checkFileSignature";
        const ANSWER: &str = "check_file_signature";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let file_name = arguments::name(METHOD, "file_name", &file_name, MAX_PATH_BYTES)?;
                platform.device().check_file_signature(&file_name);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => pump::refuse(ANSWER, Event::CheckFileSignature { result: FILE_NOT_FOUND }),
            }
        });
    }
}
}
