//! Game search, parties and remote play: only the names.

use crate::script::not_carried::not_carried;

not_carried! {
    /// The search for a game with other players, which later SDKs have dropped.
    static GAME_SEARCH = "GameSearch" {
        fn addGameSearchParams(key: String, values: String) -> int;
        fn searchForGameWithLobby(lobby_id: int, player_min: int, player_max: int) -> int;
        fn searchForGameSolo(player_min: int, player_max: int) -> int;
        fn acceptGame() -> int;
        fn declineGame() -> int;
        fn retrieveConnectionDetails(host_id: int) -> String;
        fn endGameSearch() -> int;
        fn setGameHostParams(key: String, value: String) -> int;
        fn setConnectionDetails(details: String, connection_details: int) -> int;
        fn requestPlayersForGame(player_min: int, player_max: int, max_team_size: int) -> int;
        fn hostConfirmGameStart(game_id: int) -> int;
        fn cancelRequestPlayersForGame() -> int;
        fn submitPlayerResult(game_id: int, player_id: int, player_result: int) -> int;
        fn endGame(game_id: int) -> int;
        signal search_for_game_progress(result: int, search_id: int, search_progress: Dictionary);
        signal search_for_game_result(result: int, search_id: int, search_result: Dictionary);
        signal request_players_for_game_progress(result: int, search_id: int);
        signal request_players_for_game_result(result: int, search_id: int, player_data: Dictionary);
        signal request_players_for_game_final_result(result: int, search_id: int, game_id: int);
        signal submit_player_result(result: int, game_id: int, player_id: int);
        signal end_game_result(result: int, game_id: int);
    }

    /// Beacons that invite users to a party.
    static PARTIES = "Parties" {
        fn cancelReservation(beacon_id: int, steam_id: int);
        fn changeNumOpenSlots(beacon_id: int, open_slots: int);
        fn createBeacon(open_slots: int, location_id: int, location_type: int, connect_string: String,
            beacon_metadata: String);
        fn destroyBeacon(beacon_id: int) -> bool;
        fn getAvailableBeaconLocations(max_locations: int) -> Array;
        fn getBeaconByIndex(index: int) -> int;
        fn getBeaconDetails(beacon_id: int) -> Dictionary;
        fn getBeaconLocationData(location_id: int, location_type: int, location_data: int) -> String;
        fn getNumActiveBeacons() -> int;
        fn joinParty(beacon_id: int);
        fn onReservationCompleted(beacon_id: int, steam_id: int);
        fn getNumAvailableBeaconLocations() -> int;
        signal join_party(result: int, beacon_id: int, steam_id: int, connect_string: String);
        signal create_beacon(result: int, beacon_id: int);
        signal reservation_notification(beacon_id: int, steam_id: int);
        signal change_num_open_slots(result: int);
        signal available_beacon_locations_updated();
        signal active_beacons_updated();
    }

    /// Playing on another device, or together over the network.
    static REMOTE_PLAY = "RemotePlay" {
        fn getSessionCount() -> int;
        fn getSessionID(index: int) -> int;
        fn getSessionSteamID(session_id: int) -> int;
        fn getSessionClientName(session_id: int) -> String;
        fn getSessionClientFormFactor(session_id: int) -> DeviceFormFactor;
        fn getSessionClientResolution(session_id: int) -> Dictionary;
        fn sendRemotePlayTogetherInvite(friend_id: int) -> bool;
        fn startRemotePlayTogether(show_overlay: bool = true) -> bool;
        fn enableRemotePlayTogetherDirectInput() -> bool;
        fn disableRemotePlayTogetherDirectInput();
        fn getInput(max_events: int) -> Array;
        fn setMouseCursor(session_id: int, cursor_id: int);
        fn setMousePosition(session_id: int, normalized_x: float, normalized_y: float);
        fn setMouseVisibility(session_id: int, visible: bool);
        fn showRemotePlayTogetherUI() -> bool;
        fn getSmallSessionAvatar(session_id: int) -> int;
        fn getMediumSessionAvatar(session_id: int) -> int;
        fn getLargeSessionAvatar(session_id: int) -> int;
        fn getSessionGuestID(session_id: int) -> int;
        fn sessionRemotePlayTogether(session_id: int) -> bool;
        signal remote_play_session_connected(session_id: int);
        signal remote_play_session_disconnected(session_id: int);
        signal remote_play_guest_invite(invite_url: String);
        signal remote_play_session_avatar_loaded(session_id: int, image_handle: int, width: int, height: int);
    }

    /// Parental settings.
    static PARENTAL_SETTINGS = "ParentalSettings" {
        fn isParentalLockEnabled() -> bool;
        fn isParentalLockLocked() -> bool;
        fn isAppBlocked(app_id: int) -> bool;
        fn isAppInBlockList(app_id: int) -> bool;
        fn isFeatureBlocked(feature: int) -> bool;
        fn isFeatureInBlockList(feature: int) -> bool;
        signal parental_setting_changed();
    }

    /// The list of installed games, which later SDKs have dropped.
    static APP_LISTS = "AppLists" {
        fn getNumInstalledApps() -> int;
        fn getInstalledApps(max_app_ids: int) -> Array;
        fn getAppName(app_id: int, name_max: int) -> String;
        fn getAppListInstallDir(app_id: int, name_max: int) -> String;
        fn getAppListBuildId(app_id: int) -> String;
        signal app_installed(app_id: int, install_folder_index: int);
        signal app_uninstalled(app_id: int, install_folder_index: int);
    }

    /// Identities and addresses by name, which no recent release has.
    static NETWORKING_TYPES = "NetworkingTypes" {
        fn addIdentity(reference_name: String) -> bool;
        fn addIPAddress(reference_name: String) -> bool;
        fn clearIdentity(reference_name: String);
        fn clearIPAddress(reference_name: String);
        fn getGenericBytes(reference_name: String) -> int;
        fn getGenericString(reference_name: String) -> String;
        fn getIdentities() -> Array;
        fn getIdentityIPAddr(reference_name: String) -> int;
        fn getIdentitySteamID(reference_name: String) -> int;
        fn getIdentitySteamID64(reference_name: String) -> int;
        fn getIPAddresses() -> Array;
        fn getIPv4(reference_name: String) -> int;
        fn getPSNID(reference_name: String) -> int;
        fn getStadiaID(reference_name: String) -> int;
        fn getXboxPairwiseID(reference_name: String) -> String;
        fn isAddressLocalHost(reference_name: String) -> bool;
        fn isIdentityInvalid(reference_name: String) -> bool;
        fn isIdentityLocalHost(reference_name: String) -> bool;
        fn isIPv4(reference_name: String) -> bool;
        fn isIPv6AllZeros(reference_name: String) -> bool;
        fn parseIdentityString(reference_name: String, string_to_parse: String) -> bool;
        fn parseIPAddressString(reference_name: String, string_to_parse: String) -> bool;
        fn setGenericBytes(reference_name: String, data: int) -> bool;
        fn setGenericString(reference_name: String, this_string: String) -> bool;
        fn setIdentityIPAddr(reference_name: String, ip_address_name: String) -> bool;
        fn setIdentityLocalHost(reference_name: String);
        fn setIdentitySteamID(reference_name: String, steam_id: int);
        fn setIdentitySteamID64(reference_name: String, steam_id: int);
        fn setIPv4(reference_name: String, ip: int, port: int);
        fn setIPv6(reference_name: String, ipv6: int, port: int);
        fn setIPv6LocalHost(reference_name: String, port: int = 0);
        fn setPSNID(reference_name: String, psn_id: int);
        fn setStadiaID(reference_name: String, stadia_id: int);
        fn setXboxPairwiseID(reference_name: String, xbox_id: String) -> bool;
        fn toIdentityString(reference_name: String) -> String;
        fn toIPAddressString(reference_name: String, with_port: bool) -> String;
    }

    /// Added by SDK 1.65, which is newer than the one that this is built on.
    static APPS_1_65 = "Apps of SDK 1.65" {
        fn setGamePerformanceSettings(settings: int = 0) -> bool;
        fn setGameRenderResolution(width: int = 0, height: int = 0) -> bool;
    }

    /// Added by SDK 1.65, which is newer than the one that this is built on.
    static UTILS_1_65 = "Utils of SDK 1.65" {
        fn getSteamHardwareDefaultConfig(hardware: int = 0) -> int;
        fn isRunningOnSteamHardware(hardware: int = 0) -> bool;
        fn isRunningUnderProton() -> bool;
    }
}
