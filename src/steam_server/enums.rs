//! The class enums of `SteamServer`: those that it shares with `Steam`, and its own.

use super::SteamServer;
use crate::script::enums::{self, EnumRow, enum_values};
use crate::steam;

/// Enums that the class shares with `Steam`.
#[rustfmt::skip]
const SHARED_ENUMS: &[&str] = &[
    "AccountType", "AuthSessionResponse", "BeginAuthSessionResult", "GameIDType", "IPType",
    "Result", "SteamAPIInitResult", "Universe", "DenyReason", "P2PSend", "P2PSessionError",
    "NetworkingAvailability", "NetworkingConfigDataType", "NetworkingConfigScope",
    "NetworkingConfigValue", "NetworkingConnectionEnd", "NetworkingConnectionState",
    "NetworkingFakeIPType", "NetworkingGetConfigValueResult", "NetworkingIdentityType",
    "NetworkingSocketsDebugOutputType", "APICallFailure", "CheckFileSignature",
    "FloatingGamepadTextInputMode", "GamepadTextInputLineMode", "GamepadTextInputMode",
    "TextFilteringContext", "FilePathType", "ItemPreviewType", "ItemState", "ItemStatistic",
    "ItemUpdateStatus", "LocalFileChange", "RemoteStoragePlatform",
    "RemoteStoragePublishedFileVisibility", "UGCContentDescriptorID", "UGCMatchingUGCType",
    "UGCQuery", "UGCReadAction", "UserUGCList", "UserUGCListSortOrder", "WorkshopEnumerationType",
    "WorkshopFileAction", "WorkshopFileType", "WorkshopVideoProvider", "WorkshopVote",
    "HTTPMethod", "HTTPStatusCode", "ItemFlags",
];

/// Constants that the class shares with `Steam`.
#[rustfmt::skip]
const SHARED_CONSTANTS: &[&str] = &[
    "ACCOUNT_ID_INVALID", "API_CALL_INVALID", "APP_ID_INVALID", "AUTH_TICKET_INVALID",
    "DEPOT_ID_INVALID", "GAME_EXTRA_INFO_MAX", "QUERY_PORT_ERROR", "QUERY_PORT_NOT_INITIALIZED",
    "STEAM_ACCOUNT_ID_MASK", "STEAM_ACCOUNT_INSTANCE_MASK", "STEAM_BUFFER_SIZE",
    "STEAM_LARGE_BUFFER_SIZE", "STEAM_MAX_ERROR_MESSAGE", "STEAM_USER_CONSOLE_INSTANCE",
    "STEAM_USER_WEB_INSTANCE", "MAX_GAME_SERVER_GAME_DATA", "MAX_GAME_SERVER_GAME_DESCRIPTION",
    "MAX_GAME_SERVER_GAME_DIR", "MAX_GAME_SERVER_MAP_NAME", "MAX_GAME_SERVER_NAME",
    "MAX_GAME_SERVER_TAGS", "STEAM_ID_NIL", "STEAM_ID_OUT_OF_DATE_GAME_SERVER",
    "STEAM_ID_LAN_MODE_GAME_SERVER", "STEAM_ID_NOT_INIT_YET_GAME_SERVER",
    "STEAM_ID_NON_GAME_SERVER", "STEAM_USER_DEFAULT_INSTANCE", "MAX_STEAM_PACKET_SIZE",
    "LISTEN_SOCKET_INVALID", "MAX_NETWORKING_ERROR_MESSAGE", "MAX_NETWORKING_PING_LOCATION_STRING",
    "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_DEFAULT", "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_DISABLE",
    "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_RELAY", "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_PRIVATE",
    "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_PUBLIC", "NETWORKING_CONFIG_P2P_TRANSPORT_ICE_ALL",
    "NETWORKING_CONNECTION_INFO_FLAG_UNAUTHENTICATED",
    "NETWORKING_CONNECTION_INFO_FLAG_UNENCRYPTED",
    "NETWORKING_CONNECTION_INFO_FLAG_LOOPBACK_BUFFERS", "NETWORKING_CONNECTION_INFO_FLAG_FAST",
    "NETWORKING_CONNECTION_INFO_FLAG_RELAYED", "NETWORKING_CONNECTION_INFO_FLAG_DUALWIFI",
    "NETWORKING_CONNECTION_INVALID", "NETWORKING_MAX_CONNECTION_APP_NAME",
    "NETWORKING_MAX_CONNECTION_CLOSE_REASON", "NETWORKING_MAX_CONNECTION_DESCRIPTION",
    "NETWORKING_PING_FAILED", "NETWORKING_PING_UNKNOWN", "NETWORKING_SEND_UNRELIABLE",
    "NETWORKING_SEND_NO_NAGLE", "NETWORKING_SEND_URELIABLE_NO_NAGLE", "NETWORKING_SEND_NO_DELAY",
    "NETWORKING_SEND_UNRELIABLE_NO_DELAY", "NETWORKING_SEND_RELIABLE",
    "NETWORKING_SEND_RELIABLE_NO_NAGLE", "NETWORKING_SEND_USE_CURRENT_THREAD",
    "NETWORKING_SEND_AUTORESTART_BROKEN_SESSION", "DEVELOPER_METADATA_MAX",
    "NUM_UGC_RESULTS_PER_PAGE", "UGC_QUERY_HANDLE_INVALID", "UGC_UPDATE_HANDLE_INVALID",
    "HTTPCOOKIE_INVALID_HANDLE", "HTTPREQUEST_INVALID_HANDLE", "INVENTORY_RESULT_INVALID",
    "ITEM_INSTANCE_ID_INVALID",
];

/// Enums of this class only.
#[rustfmt::skip]
const ENUMS: &[EnumRow] = &[
    ("ServerMode", &[
        ("SERVER_MODE_INVALID", 0), ("SERVER_MODE_NO_AUTHENTICATION", 1),
        ("SERVER_MODE_AUTHENTICATION", 2), ("SERVER_MODE_AUTHENTICATION_AND_SECURE", 3),
    ]),
    ("SocketConnectionType", &[
        ("NET_SOCKET_CONNECTION_TYPE_NOT_CONNECTED", 0), ("NET_SOCKET_CONNECTION_TYPE_UDP", 1),
        ("NET_SOCKET_CONNECTION_TYPE_UDP_RELAY", 2),
    ]),
    ("SocketState", &[
        ("NET_SOCKET_STATE_INVALID", 0), ("NET_SOCKET_STATE_CONNECTED", 1),
        ("NET_SOCKET_STATE_INITIATED", 10), ("NET_SOCKET_STATE_LOCAL_CANDIDATE_FOUND", 11),
        ("NET_SOCKET_STATE_RECEIVED_REMOTE_CANDIDATES", 12), ("NET_SOCKET_STATE_CHALLENGE_HANDSHAKE", 15),
        ("NET_SOCKET_STATE_DISCONNECTING", 21), ("NET_SOCKET_STATE_LOCAL_DISCONNECT", 22),
        ("NET_SOCKET_STATE_TIMEOUT_DURING_CONNECT", 23), ("NET_SOCKET_STATE_REMOTE_END_DISCONNECTED", 24),
        ("NET_SOCKET_STATE_BROKEN", 25),
    ]),
];

/// Constants of this class only.
#[rustfmt::skip]
const CONSTANTS: &[(&str, i64)] = &[
    ("INVALID_BREAKPAD_HANDLE", 0), ("PARTY_BEACON_ID_INVALID", 0), ("QUERY_PORT_SHARED", 65535),
    ("STEAM_USER_DESKTOP_INSTANCE", 1),
];

/// Adds the enums and constants to the class. Call it once, after the class exists.
pub fn register() {
    enums::register::<SteamServer>(ENUMS, CONSTANTS);
    for (rows, constants) in steam::enum_tables() {
        let rows: Vec<EnumRow> =
            rows.iter().copied().filter(|(name, _)| SHARED_ENUMS.contains(name)).collect();
        let constants: Vec<(&str, i64)> =
            constants.iter().copied().filter(|(name, _)| SHARED_CONSTANTS.contains(name)).collect();
        enums::register::<SteamServer>(&rows, &constants);
    }
}

enum_values! {
    /// `EUniverse`.
    Universe = "SteamServer.Universe";
    /// `EResult`.
    ResultValue = "SteamServer.Result";
    /// `EAuthSessionResponse`.
    AuthSessionResponse = "SteamServer.AuthSessionResponse";
    /// `EBeginAuthSessionResult`.
    BeginAuthSessionResult = "SteamServer.BeginAuthSessionResult";
    /// `EDenyReason`.
    DenyReason = "SteamServer.DenyReason";
    /// `EUserHasLicenseForAppResult`.
    UserHasLicenseForAppResult = "SteamServer.UserHasLicenseForAppResult";
    /// `ESteamNetworkingFakeIPType`.
    NetworkingFakeIPType = "SteamServer.NetworkingFakeIPType";
    /// `ESteamNetworkingConfigValue`.
    NetworkingConfigValue = "SteamServer.NetworkingConfigValue";
    /// `ESteamNetworkingAvailability`.
    NetworkingAvailability = "SteamServer.NetworkingAvailability";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_there_once() {
        let all = || steam::enum_tables();
        for name in SHARED_ENUMS {
            let found = all().flat_map(|(rows, _)| rows).filter(|(row, _)| row == name).count();
            assert_eq!(found, 1, "{name}");
        }
        for name in SHARED_CONSTANTS {
            let found = all().flat_map(|(_, constants)| constants).filter(|(row, _)| row == name).count();
            assert_eq!(found, 1, "{name}");
        }
    }
}
