//! The part of `ISteamUtils` that a game server needs, and the list of carried interfaces.

use godot::builtin::GString;

use super::enums::Universe;
use super::{current, not_carried};
use crate::script::arguments;

/// The newest version of GodotSteam's server whose names the class has.
const GODOTSTEAM_VERSION: &str = "4.8.1";
/// The maximum size of the name of an interface, in bytes.
const MAX_NAME_BYTES: usize = 64;

methods! {
impl Class {
    /// The ID of the game. Steamworks: `GetAppID`.
    #[func(rename = getAppID)]
    pub fn get_app_id() -> i64 {
        current::with(method!("getAppID"), |platform| i64::from(platform.user().app_id()))
    }

    /// The time of Steam's servers, in seconds since 1970. Steamworks: `GetServerRealTime`.
    ///
    /// Local: The clock of this machine.
    #[func(rename = getServerRealTime)]
    pub fn get_server_real_time() -> i64 {
        current::with(method!("getServerRealTime"), |platform| i64::from(platform.utils().server_real_time()))
    }

    /// The universe that Steam is connected to. Steamworks: `GetConnectedUniverse`.
    ///
    /// Local: `UNIVERSE_PUBLIC`.
    #[func(rename = getConnectedUniverse)]
    pub fn get_connected_universe() -> Universe {
        current::with(method!("getConnectedUniverse"), |platform| {
            Universe(i64::from(platform.utils().connected_universe()))
        })
    }

    /// The number of calls between the server and Steam since the start. Steamworks: `GetIPCCallCount`.
    ///
    /// Local: The number of requests to other instances since the start.
    #[func(rename = getIPCCallCount)]
    pub fn get_ipc_call_count() -> i64 {
        current::with(method!("getIPCCallCount"), |platform| i64::from(platform.utils().ipc_call_count()))
    }

    /// The country in which this machine seems to be, as two letters; `ip_country` is emitted when it changes.
    /// Steamworks: `GetIPCountry`.
    ///
    /// Local: The country of the machine's locale, `US` if that names none.
    #[func(rename = getIPCountry)]
    pub fn get_ip_country() -> GString {
        current::with(method!("getIPCountry"), |platform| GString::from(&platform.utils().ip_country()))
    }

    /// The reason for the last failed call to Steam; empty if none has failed. Steamworks: `GetAPICallFailureReason`.
    #[func(rename = getAPICallFailureReason)]
    pub fn get_api_call_failure_reason() -> GString {
        current::with(method!("getAPICallFailureReason"), |platform| {
            GString::from(&platform.utils().api_call_failure_reason())
        })
    }

    /// Frees the memory that Steam's library keeps for the calling thread. Steamworks:
    /// `SteamAPI_ReleaseCurrentThreadMemory`.
    ///
    /// Local: There is no such memory: changes nothing.
    #[func(rename = releaseCurrentThreadMemory)]
    pub fn release_current_thread_memory() {
        current::with(method!("releaseCurrentThreadMemory"), |platform| {
            platform.utils().release_current_thread_memory();
        });
    }

    /// The same under its older name. Steamworks: `SteamAPI_ReleaseCurrentThreadMemory`.
    #[func(rename = serverReleaseCurrentThreadMemory)]
    pub fn server_release_current_thread_memory() {
        current::with(method!("serverReleaseCurrentThreadMemory"), |platform| {
            platform.utils().release_current_thread_memory();
        });
    }

    /// The version of GodotSteam's server whose names these are. Steamworks: none.
    #[func]
    pub fn get_godotsteam_version() -> GString {
        GString::from(GODOTSTEAM_VERSION)
    }

    /// Whether an interface is carried: `GameServer`, or `ISteamGameServer`. The methods of other interfaces exist only so that
    /// scripts compile; each reports once that it does nothing, and returns an empty value. May be called before initialisation.
    /// Steamworks: none, this is an addition.
    #[func]
    pub fn is_interface_supported(interface_name: GString) -> bool {
        const METHOD: &str = method!("is_interface_supported");
        arguments::name(METHOD, "interface_name", &interface_name, MAX_NAME_BYTES)
            .is_some_and(|name| not_carried::is_carried(METHOD, &name))
    }
}
}
