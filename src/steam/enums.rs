//! The class enums of `Steam`.

mod account;
mod base;
mod content;
mod device;
mod friends;
mod input;
mod main;
mod networking_sockets;
mod networking_utils;
mod storage;
mod user_stats;

use crate::script::enums::{self, Table, enum_values};

use super::Steam;

const TABLES: &[Table] = &[
    (base::ENUMS, base::CONSTANTS),
    (content::ENUMS, content::CONSTANTS),
    (account::ENUMS, account::CONSTANTS),
    (device::ENUMS, device::CONSTANTS),
    (friends::ENUMS, friends::CONSTANTS),
    (input::ENUMS, input::CONSTANTS),
    (main::ENUMS, main::CONSTANTS),
    (networking_sockets::ENUMS, networking_sockets::CONSTANTS),
    (networking_utils::ENUMS, networking_utils::CONSTANTS),
    (storage::ENUMS, storage::CONSTANTS),
    (user_stats::ENUMS, user_stats::CONSTANTS),
];

/// All tables, for the class `SteamServer`, which has some of these enums.
pub fn tables() -> impl Iterator<Item = Table> {
    TABLES.iter().copied()
}

/// Adds the enums and constants to the class. Call it once, after the class exists.
pub fn register() {
    for (enums, constants) in TABLES {
        enums::register::<Steam>(enums, constants);
    }
}

enum_values! {
    /// `EResult`.
    ResultValue = "Steam.Result";
    /// `EChatRoomEnterResponse`.
    ChatRoomEnterResponse = "Steam.ChatRoomEnterResponse";
    /// `EAuthSessionResponse`.
    AuthSessionResponse = "Steam.AuthSessionResponse";
    /// `EBeginAuthSessionResult`.
    BeginAuthSessionResult = "Steam.BeginAuthSessionResult";
    /// `EPersonaState`.
    PersonaState = "Steam.PersonaState";
    /// `EUniverse`.
    Universe = "Steam.Universe";
    /// `EUserHasLicenseForAppResult`.
    UserHasLicenseForAppResult = "Steam.UserHasLicenseForAppResult";
    /// `ESteamNetworkingFakeIPType`.
    NetworkingFakeIPType = "Steam.NetworkingFakeIPType";
    /// `ESteamNetworkingConfigValue`.
    NetworkingConfigValue = "Steam.NetworkingConfigValue";
    /// `ESteamNetworkingAvailability`.
    NetworkingAvailability = "Steam.NetworkingAvailability";
    /// `EMarketNotAllowedReasonFlags`.
    MarketNotAllowedReasonFlags = "Steam.MarketNotAllowedReasonFlags";
    /// `EInputActionOrigin`.
    InputActionOrigin = "Steam.InputActionOrigin";
    /// `ESteamInputType`.
    InputType = "Steam.InputType";
    /// `ERemoteStoragePlatform`.
    RemoteStoragePlatform = "Steam.RemoteStoragePlatform";
    /// `ELeaderboardSortMethod`.
    LeaderboardSortMethod = "Steam.LeaderboardSortMethod";
    /// `ELeaderboardDisplayType`.
    LeaderboardDisplayType = "Steam.LeaderboardDisplayType";
    /// `EChatEntryType`.
    ChatEntryType = "Steam.ChatEntryType";
    /// `ESteamIPv6ConnectivityState`.
    Ipv6ConnectivityState = "Steam.IPv6ConnectivityState";
}
