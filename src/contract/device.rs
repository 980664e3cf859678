//! `ISteamUtils`: the text filter, keyboards, the machine.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The events of this interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceEvent {
    /// Big Picture's keyboard has been closed (`GamepadTextInputDismissed_t`).
    GamepadTextInputDismissed {
        /// Whether the user confirmed the text.
        submitted: bool,
        /// The text that they entered.
        text: String,
        /// The game.
        app_id: u32,
    },
    /// The keyboard over the game has been closed (`FloatingGamepadTextInputDismissed_t`).
    FloatingGamepadTextInputDismissed,
    /// Steam has answered a call that this platform did not make (`SteamAPICallCompleted_t`).
    ApiCallCompleted {
        /// Its number.
        call: u64,
        /// The number of the structure with the answer.
        callback: i32,
        /// The size of the answer in bytes.
        size: u32,
    },
    /// The machine has resumed from suspend (`AppResumingFromSuspend_t`).
    AppResumingFromSuspend,
    /// The words of the text filter have changed (`FilterTextDictionaryChanged_t`).
    FilterTextDictionaryChanged {
        /// Steam's number of the language.
        language: i32,
    },
}

/// The text filter, keyboards, the machine (a part of `ISteamUtils`).
pub trait Device {
    /// Initialises the text filter. `filter_options` has no effect; GodotSteam 4.17 has it.
    ///
    /// Behind Steamworks: `InitFilterText`.
    fn init_filter_text(&self, filter_options: u32) -> bool;

    /// A text by the user `steam_id`, filtered by the laws of your country and by your settings. `context` is one of
    /// TextFilteringContext. Call `initFilterText` once before; otherwise the text is returned unchanged.
    ///
    /// Behind Steamworks: `FilterText`.
    fn filter_text(&self, context: i32, author: SteamId, message: &str) -> String;

    /// Shows Big Picture's keyboard full screen. `input_mode` is one of GamepadTextInputMode, `line_input_mode` one
    /// of GamepadTextInputLineMode; `max_text` limits the characters. If it is shown, `gamepad_text_input_dismissed`
    /// reports when it is closed.
    ///
    /// Behind Steamworks: `ShowGamepadTextInput`.
    fn show_gamepad_text_input(
        &self,
        input_mode: i32,
        line_input_mode: i32,
        description: &str,
        max_text: u32,
        preset_text: &str,
    ) -> bool;

    /// Shows a keyboard over the game, beside the text field at this place (pixels of the window); typed characters
    /// arrive as key presses. `input_mode` is one of FloatingGamepadTextInputMode.
    /// `floating_gamepad_text_input_dismissed` is emitted when it is closed.
    ///
    /// Behind Steamworks: `ShowFloatingGamepadTextInput`.
    fn show_floating_gamepad_text_input(
        &self,
        input_mode: i32,
        text_field_x_position: i32,
        text_field_y_position: i32,
        text_field_width: i32,
        text_field_height: i32,
    ) -> bool;

    /// Closes the keyboard of `showFloatingGamepadTextInput`. Returns whether there was one.
    ///
    /// Behind Steamworks: `DismissFloatingGamepadTextInput`.
    fn dismiss_floating_gamepad_text_input(&self) -> bool;

    /// Closes the keyboard of `showGamepadTextInput`. Returns whether there was one.
    ///
    /// Behind Steamworks: `DismissGamepadTextInput`.
    fn dismiss_gamepad_text_input(&self) -> bool;

    /// The battery's charge in percent; 255 on mains power.
    ///
    /// Behind Steamworks: `GetCurrentBatteryPower`.
    fn current_battery_power(&self) -> u8;

    /// Whether Steam runs with the launcher for China.
    ///
    /// Behind Steamworks: `IsSteamChinaLauncher`.
    fn is_steam_china_launcher(&self) -> bool;

    /// Whether the game is streamed to a headset through Steam Link.
    ///
    /// Behind Steamworks: `IsVRHeadsetStreamingEnabled`.
    fn is_vr_headset_streaming_enabled(&self) -> bool;

    /// Sets whether the game may be streamed to a headset through Steam Link.
    ///
    /// Behind Steamworks: `SetVRHeadsetStreamingEnabled`.
    fn set_vr_headset_streaming_enabled(&self, enabled: bool);

    /// Opens the overlay in the headset.
    ///
    /// Behind Steamworks: `StartVRDashboard`.
    fn start_vr_dashboard(&self);

    /// Tells Steam whether the game's own launcher is open, so that a controller works like a mouse in it.
    ///
    /// Behind Steamworks: `SetGameLauncherMode`.
    fn set_game_launcher_mode(&self, mode: bool);

    /// Whether a protocol, one of IPv6ConnectivityProtocol, reaches Steam over IPv6.
    ///
    /// Behind Steamworks: `GetIPv6ConnectivityState`.
    fn ipv6_connectivity_state(&self, protocol: i32) -> i32;

    /// Whether the last call that an answer is expected for is completed, and whether it failed on its way.
    ///
    /// Behind Steamworks: `IsAPICallCompleted`.
    fn api_call_completed(&self) -> (bool, bool);

    /// Asks whether an executable file has the signature that Steam has for it. Answered by `check_file_signature`.
    ///
    /// Behind Steamworks: `CheckFileSignature`.
    fn check_file_signature(&self, file_name: &str);
}
