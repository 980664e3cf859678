//! The part of `ISteamUtils` that a game server does not need.

use crate::script::not_carried::not_carried;

not_carried! {
    /// For users only: the client's interface, keyboards, pictures.
    static UTILS = "Utils" {
        fn dismissFloatingGamepadTextInput() -> bool;
        fn dismissGamepadTextInput() -> bool;
        fn filterText(context: TextFilteringContext, steam_id: int, message: String) -> String;
        fn getCurrentBatteryPower() -> int;
        fn getImageRGBA(image: int) -> Dictionary;
        fn getImageSize(image: int) -> Dictionary;
        fn getSecondsSinceAppActive() -> int;
        fn getSecondsSinceComputerActive() -> int;
        fn getSteamUILanguage() -> String;
        fn initFilterText() -> bool;
        fn isAPICallCompleted() -> Dictionary;
        fn isOverlayEnabled() -> bool;
        fn isSteamChinaLauncher() -> bool;
        fn isSteamInBigPictureMode() -> bool;
        fn isSteamRunningInVR() -> bool;
        fn isSteamRunningOnSteamDeck() -> bool;
        fn isVRHeadsetStreamingEnabled() -> bool;
        fn overlayNeedsPresent() -> bool;
        fn setGameLauncherMode(mode: bool);
        fn setOverlayNotificationInset(horizontal: int, vertical: int);
        fn setOverlayNotificationPosition(pos: int);
        fn setVRHeadsetStreamingEnabled(enabled: bool);
        fn showFloatingGamepadTextInput(
            input_mode: FloatingGamepadTextInputMode,
            text_field_x_position: int,
            text_field_y_position: int,
            text_field_width: int,
            text_field_height: int
        ) -> bool;
        fn showGamepadTextInput(
            input_mode: GamepadTextInputMode,
            line_input_mode: GamepadTextInputLineMode,
            description: String,
            max_text: int,
            preset_text: String
        ) -> bool;
        fn startVRDashboard();
        fn checkFileSignature(filename: String);
        fn getIPv6ConnectivityState(protocol: int) -> int;
        signal check_file_signature(signature: String);
        signal gamepad_text_input_dismissed(submitted: bool, entered_text: String, app_id: int);
        signal low_power(power: int);
        signal steam_api_call_completed(async_call: int, callback: int, parameter: int);
        signal app_resuming_from_suspend();
        signal floating_gamepad_text_input_dismissed();
        signal filter_text_dictionary_changed(language: int);
    }
}
