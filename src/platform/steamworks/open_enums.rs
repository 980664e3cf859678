//! Steam's functions with enumerations, declared with the integers that C uses.
//!
//! The bindings declare them with Rust enumerations. A newer Steam client may return a value that this SDK does not
//! know, which would be undefined behaviour there and is an ordinary number here.

use std::ffi::{c_char, c_int, c_void};

use ::steamworks::sys;

/// `InputDigitalActionData_t`, packed to 1 as in `isteaminput.h`, with the bytes that C has for booleans.
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub(super) struct DigitalActionData {
    pub(super) state: u8,
    pub(super) active: u8,
}

/// `InputAnalogActionData_t`, packed to 1 as in `isteaminput.h`, with the integer that C has for an `EInputSourceMode`.
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub(super) struct AnalogActionData {
    pub(super) mode: c_int,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) active: u8,
}

/// `SteamIPAddress_t`, packed to 1 as in `steamclientpublic.h`, with the integer that C has for an `ESteamIPType`.
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub(super) struct IpAddress {
    pub(super) bytes: [u8; 16],
    pub(super) kind: c_int,
}

/// `k_ESteamIPTypeIPv4`.
pub(super) const IP_TYPE_V4: c_int = 0;
/// `k_ESteamIPTypeIPv6`.
pub(super) const IP_TYPE_V6: c_int = 1;

unsafe extern "C" {
    /// Takes an `ECommunityProfileItemType`, as the next two do, which take an `ECommunityProfileItemProperty` as well.
    pub(super) fn SteamAPI_ISteamFriends_BHasEquippedProfileItem(
        friends: *mut sys::ISteamFriends,
        user: u64,
        item: c_int,
    ) -> bool;
    pub(super) fn SteamAPI_ISteamFriends_GetProfileItemPropertyString(
        friends: *mut sys::ISteamFriends,
        user: u64,
        item: c_int,
        property: c_int,
    ) -> *const c_char;
    pub(super) fn SteamAPI_ISteamFriends_GetProfileItemPropertyUint(
        friends: *mut sys::ISteamFriends,
        user: u64,
        item: c_int,
        property: c_int,
    ) -> u32;
    /// Takes an `ETimelineGameMode`.
    pub(super) fn SteamAPI_ISteamTimeline_SetTimelineGameMode(
        timeline: *mut sys::ISteamTimeline,
        mode: c_int,
    );
    /// Takes an `ETimelineEventClipPriority`, and the next three.
    pub(super) fn SteamAPI_ISteamTimeline_AddInstantaneousTimelineEvent(
        timeline: *mut sys::ISteamTimeline,
        title: *const c_char,
        description: *const c_char,
        icon: *const c_char,
        priority: u32,
        start_offset: f32,
        possible_clip: c_int,
    ) -> u64;
    pub(super) fn SteamAPI_ISteamTimeline_AddRangeTimelineEvent(
        timeline: *mut sys::ISteamTimeline,
        title: *const c_char,
        description: *const c_char,
        icon: *const c_char,
        priority: u32,
        start_offset: f32,
        duration: f32,
        possible_clip: c_int,
    ) -> u64;
    pub(super) fn SteamAPI_ISteamTimeline_StartRangeTimelineEvent(
        timeline: *mut sys::ISteamTimeline,
        title: *const c_char,
        description: *const c_char,
        icon: *const c_char,
        priority: u32,
        start_offset: f32,
        possible_clip: c_int,
    ) -> u64;
    pub(super) fn SteamAPI_ISteamTimeline_UpdateRangeTimelineEvent(
        timeline: *mut sys::ISteamTimeline,
        event: u64,
        title: *const c_char,
        description: *const c_char,
        icon: *const c_char,
        priority: u32,
        possible_clip: c_int,
    );
    /// Takes an `ELeaderboardSortMethod` and an `ELeaderboardDisplayType`.
    pub(super) fn SteamAPI_ISteamUserStats_FindOrCreateLeaderboard(
        stats: *mut sys::ISteamUserStats,
        name: *const c_char,
        sort_method: c_int,
        display_type: c_int,
    ) -> sys::SteamAPICall_t;
    /// `ELeaderboardSortMethod`.
    pub(super) fn SteamAPI_ISteamUserStats_GetLeaderboardSortMethod(
        stats: *mut sys::ISteamUserStats,
        leaderboard: sys::SteamLeaderboard_t,
    ) -> c_int;
    /// `ELeaderboardDisplayType`.
    pub(super) fn SteamAPI_ISteamUserStats_GetLeaderboardDisplayType(
        stats: *mut sys::ISteamUserStats,
        leaderboard: sys::SteamLeaderboard_t,
    ) -> c_int;
    /// Takes an `ELeaderboardDataRequest`.
    pub(super) fn SteamAPI_ISteamUserStats_DownloadLeaderboardEntries(
        stats: *mut sys::ISteamUserStats,
        leaderboard: sys::SteamLeaderboard_t,
        request: c_int,
        start: c_int,
        end: c_int,
    ) -> sys::SteamAPICall_t;
    /// The users are in an array, for which the header lacks `const`.
    pub(super) fn SteamAPI_ISteamUserStats_DownloadLeaderboardEntriesForUsers(
        stats: *mut sys::ISteamUserStats,
        leaderboard: sys::SteamLeaderboard_t,
        users: *const u64,
        count: c_int,
    ) -> sys::SteamAPICall_t;
    /// Takes an `ELeaderboardUploadScoreMethod`.
    pub(super) fn SteamAPI_ISteamUserStats_UploadLeaderboardScore(
        stats: *mut sys::ISteamUserStats,
        leaderboard: sys::SteamLeaderboard_t,
        method: c_int,
        score: i32,
        details: *const i32,
        count: c_int,
    ) -> sys::SteamAPICall_t;
    /// Takes an `EVRScreenshotType`.
    pub(super) fn SteamAPI_ISteamScreenshots_AddVRScreenshotToLibrary(
        screenshots: *mut sys::ISteamScreenshots,
        kind: c_int,
        file: *const c_char,
        vr_file: *const c_char,
    ) -> u32;
    /// Takes an `EServerMode` and returns an `ESteamAPIInitResult`.
    pub(super) fn SteamInternal_GameServer_Init_V2(
        ip: u32,
        game_port: u16,
        query_port: u16,
        mode: c_int,
        version: *const c_char,
        interface_versions: *const c_char,
        message: *mut c_char,
    ) -> c_int;
    pub(super) fn SteamAPI_ISteamGameServer_GetPublicIP(server: *mut sys::ISteamGameServer) -> IpAddress;
    /// `EBeginAuthSessionResult`.
    pub(super) fn SteamAPI_ISteamGameServer_BeginAuthSession(
        server: *mut sys::ISteamGameServer,
        ticket: *const c_void,
        size: c_int,
        user: u64,
    ) -> c_int;
    /// `EUserHasLicenseForAppResult`.
    pub(super) fn SteamAPI_ISteamGameServer_UserHasLicenseForApp(
        server: *mut sys::ISteamGameServer,
        user: u64,
        app_id: u32,
    ) -> c_int;
    pub(super) fn SteamAPI_ISteamInput_GetDigitalActionData(
        input: *mut sys::ISteamInput,
        controller: u64,
        action: u64,
    ) -> DigitalActionData;
    pub(super) fn SteamAPI_ISteamInput_GetAnalogActionData(
        input: *mut sys::ISteamInput,
        controller: u64,
        action: u64,
    ) -> AnalogActionData;
    /// Writes `EInputActionOrigin`, 8 at most.
    pub(super) fn SteamAPI_ISteamInput_GetDigitalActionOrigins(
        input: *mut sys::ISteamInput,
        controller: u64,
        action_set: u64,
        action: u64,
        origins: *mut c_int,
    ) -> c_int;
    /// Writes `EInputActionOrigin`, 8 at most.
    pub(super) fn SteamAPI_ISteamInput_GetAnalogActionOrigins(
        input: *mut sys::ISteamInput,
        controller: u64,
        action_set: u64,
        action: u64,
        origins: *mut c_int,
    ) -> c_int;
    /// Takes an `EControllerHapticLocation`.
    pub(super) fn SteamAPI_ISteamInput_TriggerSimpleHapticEvent(
        input: *mut sys::ISteamInput,
        controller: u64,
        location: c_int,
        intensity: u8,
        gain_db: c_char,
        other_intensity: u8,
        other_gain_db: c_char,
    );
    /// `ESteamInputType`.
    pub(super) fn SteamAPI_ISteamInput_GetInputTypeForHandle(
        input: *mut sys::ISteamInput,
        controller: u64,
    ) -> c_int;
    /// Takes an `EInputActionOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetGlyphForActionOrigin_Legacy(
        input: *mut sys::ISteamInput,
        origin: c_int,
    ) -> *const c_char;
    /// Takes an `EInputActionOrigin` and an `ESteamInputGlyphSize`.
    pub(super) fn SteamAPI_ISteamInput_GetGlyphPNGForActionOrigin(
        input: *mut sys::ISteamInput,
        origin: c_int,
        size: c_int,
        flags: u32,
    ) -> *const c_char;
    /// Takes an `EInputActionOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetGlyphSVGForActionOrigin(
        input: *mut sys::ISteamInput,
        origin: c_int,
        flags: u32,
    ) -> *const c_char;
    /// Takes an `EInputActionOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetStringForActionOrigin(
        input: *mut sys::ISteamInput,
        origin: c_int,
    ) -> *const c_char;
    /// Takes an `EXboxOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetStringForXboxOrigin(
        input: *mut sys::ISteamInput,
        origin: c_int,
    ) -> *const c_char;
    /// Takes an `EXboxOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetGlyphForXboxOrigin(
        input: *mut sys::ISteamInput,
        origin: c_int,
    ) -> *const c_char;
    /// `EInputActionOrigin`. Takes an `EXboxOrigin`.
    pub(super) fn SteamAPI_ISteamInput_GetActionOriginFromXboxOrigin(
        input: *mut sys::ISteamInput,
        controller: u64,
        origin: c_int,
    ) -> c_int;
    /// `EInputActionOrigin`. Takes an `ESteamInputType` and an `EInputActionOrigin`.
    pub(super) fn SteamAPI_ISteamInput_TranslateActionOrigin(
        input: *mut sys::ISteamInput,
        to: c_int,
        origin: c_int,
    ) -> c_int;
    /// Takes an `ESteamControllerPad`.
    pub(super) fn SteamAPI_ISteamInput_Legacy_TriggerHapticPulse(
        input: *mut sys::ISteamInput,
        controller: u64,
        pad: c_int,
        duration: u16,
    );
    /// Takes an `ESteamControllerPad`.
    pub(super) fn SteamAPI_ISteamInput_Legacy_TriggerRepeatedHapticPulse(
        input: *mut sys::ISteamInput,
        controller: u64,
        pad: c_int,
        duration: u16,
        pause: u16,
        repeat: u16,
        flags: u32,
    );
    /// `EPersonaState`.
    pub(super) fn SteamAPI_ISteamFriends_GetPersonaState(friends: *mut sys::ISteamFriends) -> c_int;
    /// `EPersonaState`.
    pub(super) fn SteamAPI_ISteamFriends_GetFriendPersonaState(
        friends: *mut sys::ISteamFriends,
        user: u64,
    ) -> c_int;
    /// `EFriendRelationship`.
    pub(super) fn SteamAPI_ISteamFriends_GetFriendRelationship(
        friends: *mut sys::ISteamFriends,
        user: u64,
    ) -> c_int;
    /// `EBeginAuthSessionResult`.
    pub(super) fn SteamAPI_ISteamUser_BeginAuthSession(
        user: *mut sys::ISteamUser,
        ticket: *const c_void,
        ticket_bytes: c_int,
        of: u64,
    ) -> c_int;
    /// `EUserHasLicenseForAppResult`.
    pub(super) fn SteamAPI_ISteamUser_UserHasLicenseForApp(
        user: *mut sys::ISteamUser,
        of: u64,
        app_id: u32,
    ) -> c_int;
    /// `EVoiceResult`. The parameters of uncompressed voice are deprecated: null and 0.
    pub(super) fn SteamAPI_ISteamUser_GetAvailableVoice(
        user: *mut sys::ISteamUser,
        compressed_bytes: *mut u32,
        uncompressed_bytes: *mut u32,
        sample_rate: u32,
    ) -> c_int;
    /// `EVoiceResult`. The parameters of uncompressed voice are deprecated: `false`, null and 0.
    pub(super) fn SteamAPI_ISteamUser_GetVoice(
        user: *mut sys::ISteamUser,
        want_compressed: bool,
        compressed: *mut c_void,
        compressed_room: u32,
        compressed_bytes: *mut u32,
        want_uncompressed: bool,
        uncompressed: *mut c_void,
        uncompressed_room: u32,
        uncompressed_bytes: *mut u32,
        sample_rate: u32,
    ) -> c_int;
    /// `EVoiceResult`.
    pub(super) fn SteamAPI_ISteamUser_DecompressVoice(
        user: *mut sys::ISteamUser,
        compressed: *const c_void,
        compressed_bytes: u32,
        samples: *mut c_void,
        samples_room: u32,
        samples_bytes: *mut u32,
        sample_rate: u32,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingMessages_SendMessageToUser(
        messages: *mut sys::ISteamNetworkingMessages,
        remote: *const sys::SteamNetworkingIdentity,
        data: *const c_void,
        data_bytes: u32,
        flags: c_int,
        channel: c_int,
    ) -> c_int;
    /// `ESteamNetworkingConnectionState`. Null for a structure that is not needed.
    pub(super) fn SteamAPI_ISteamNetworkingMessages_GetSessionConnectionInfo(
        messages: *mut sys::ISteamNetworkingMessages,
        remote: *const sys::SteamNetworkingIdentity,
        info: *mut sys::SteamNetConnectionInfo_t,
        status: *mut sys::SteamNetConnectionRealTimeStatus_t,
    ) -> c_int;
    /// Takes an `ETextFilteringContext`.
    pub(super) fn SteamAPI_ISteamUtils_FilterText(
        utils: *mut sys::ISteamUtils,
        context: c_int,
        author: u64,
        message: *const c_char,
        filtered: *mut c_char,
        filtered_room: u32,
    ) -> c_int;
    /// Takes an `EGamepadTextInputMode` and an `EGamepadTextInputLineMode`.
    pub(super) fn SteamAPI_ISteamUtils_ShowGamepadTextInput(
        utils: *mut sys::ISteamUtils,
        mode: c_int,
        lines: c_int,
        description: *const c_char,
        most: u32,
        preset: *const c_char,
    ) -> bool;
    /// Takes an `EFloatingGamepadTextInputMode`.
    pub(super) fn SteamAPI_ISteamUtils_ShowFloatingGamepadTextInput(
        utils: *mut sys::ISteamUtils,
        mode: c_int,
        x: c_int,
        y: c_int,
        width: c_int,
        height: c_int,
    ) -> bool;
    /// `ESteamIPv6ConnectivityState`. Takes an `ESteamIPv6ConnectivityProtocol`.
    pub(super) fn SteamAPI_ISteamUtils_GetIPv6ConnectivityState(
        utils: *mut sys::ISteamUtils,
        protocol: c_int,
    ) -> c_int;
    /// Takes an `EDurationControlOnlineState`.
    pub(super) fn SteamAPI_ISteamUser_BSetDurationControlOnlineState(
        user: *mut sys::ISteamUser,
        state: c_int,
    ) -> bool;
    /// `EUniverse`.
    pub(super) fn SteamAPI_ISteamUtils_GetConnectedUniverse(utils: *mut sys::ISteamUtils) -> c_int;
    /// Writes an `ERemoteStorageLocalFileChange` and an `ERemoteStorageFilePathType`.
    pub(super) fn SteamAPI_ISteamRemoteStorage_GetLocalFileChange(
        storage: *mut sys::ISteamRemoteStorage,
        index: c_int,
        change: *mut c_int,
        path: *mut c_int,
    ) -> *const c_char;
    /// `ESteamAPICallFailure`.
    pub(super) fn SteamAPI_ISteamUtils_GetAPICallFailureReason(
        utils: *mut sys::ISteamUtils,
        call: sys::SteamAPICall_t,
    ) -> c_int;
}

/// An enumeration's value in the contract's width. A value that does not fit is not one of any SDK, and becomes 0.
pub(super) fn narrow(value: c_int) -> u8 {
    u8::try_from(value).unwrap_or(0)
}
