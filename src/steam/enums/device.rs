//! The enums of the text filter, keyboards and the machine, with Steam's values.

use crate::script::enums::EnumRow;

/// The enums.
#[rustfmt::skip]
pub const ENUMS: &[EnumRow] = &[
    ("APICallFailure", &[
        ("STEAM_API_CALL_FAILURE_NONE", -1), ("STEAM_API_CALL_FAILURE_STEAM_GONE", 0),
        ("STEAM_API_CALL_FAILURE_NETWORK_FAILURE", 1), ("STEAM_API_CALL_FAILURE_INVALID_HANDLE", 2),
        ("STEAM_API_CALL_FAILURE_MISMATCHED_CALLBACK", 3),
    ]),
    ("CheckFileSignature", &[
        ("CHECK_FILE_SIGNATURE_INVALID_SIGNATURE", 0), ("CHECK_FILE_SIGNATURE_VALID_SIGNATURE", 1),
        ("CHECK_FILE_SIGNATURE_FILE_NOT_FOUND", 2),
        ("CHECK_FILE_SIGNATURE_NO_SIGNATURES_FOUND_FOR_THIS_APP", 3),
        ("CHECK_FILE_SIGNATURE_NO_SIGNATURES_FOUND_FOR_THIS_FILE", 4),
    ]),
    ("FloatingGamepadTextInputMode", &[
        ("FLOATING_GAMEPAD_TEXT_INPUT_MODE_SINGLE_LINE", 0),
        ("FLOATING_GAMEPAD_TEXT_INPUT_MODE_MULTIPLE_LINES", 1),
        ("FLOATING_GAMEPAD_TEXT_INPUT_MODE_EMAIL", 2), ("FLOATING_GAMEPAD_TEXT_INPUT_MODE_NUMERIC", 3),
    ]),
    ("GamepadTextInputLineMode", &[
        ("GAMEPAD_TEXT_INPUT_LINE_MODE_SINGLE_LINE", 0), ("GAMEPAD_TEXT_INPUT_LINE_MODE_MULTIPLE_LINES", 1),
    ]),
    ("GamepadTextInputMode", &[
        ("GAMEPAD_TEXT_INPUT_MODE_NORMAL", 0), ("GAMEPAD_TEXT_INPUT_MODE_PASSWORD", 1),
    ]),
    ("IPv6ConnectivityProtocol", &[
        ("IPV6_CONNECTIVITY_PROTOCOL_INVALID", 0), ("IPV6_CONNECTIVITY_PROTOCOL_HTTP", 1),
        ("IPV6_CONNECTIVITY_PROTOCOL_UDP", 2),
    ]),
    ("IPv6ConnectivityState", &[
        ("IPV6_CONNECTIVITY_STATE_UNKNOWN", 0), ("IPV6_CONNECTIVITY_STATE_GOOD", 1),
        ("IPV6_CONNECTIVITY_STATE_BAD", 2),
    ]),
    ("TextFilteringContext", &[
        ("TEXT_FILTERING_CONTEXT_UNKNOWN", 0), ("TEXT_FILTERING_CONTEXT_GAME_CONTENT", 1),
        ("TEXT_FILTERING_CONTEXT_CHAT", 2), ("TEXT_FILTERING_CONTEXT_NAME", 3),
    ]),
];

/// The constants that belong to no enum.
pub const CONSTANTS: &[(&str, i64)] = &[];
