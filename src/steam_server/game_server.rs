//! `ISteamGameServer` for scripts: the server's description, and its connection to Steam's servers.

use std::net::IpAddr;

use godot::builtin::{GString, PackedByteArray, VarDictionary, Variant, VariantType, vdict};

use super::{current, pump};
use crate::contract::game_server::{
    MAX_DESCRIPTION_BYTES, MAX_GAME_DATA_BYTES, MAX_MAP_NAME_BYTES, MAX_MOD_DIR_BYTES, MAX_SERVER_NAME_BYTES,
    MAX_TAGS_BYTES, ServerSetting,
};
use crate::script::{arguments, report};

/// The maximum size of a token, a region and other texts for which Steam has no limit, in bytes.
const MAX_TEXT_BYTES: usize = 127;
/// The maximum size of the value of a rule, in bytes.
const MAX_VALUE_BYTES: usize = 1023;
/// The maximum number of players on a server.
const MAX_PLAYERS: i64 = 255;
/// The maximum size of a packet for the server browser, in bytes.
const MAX_PACKET_BYTES: usize = 16 * 1024;

methods! {
impl Class {
    /// Logs on to a game server account with its token, which you create at
    /// `https://steamcommunity.com/dev/managegameservers`. Answered by `server_connected` or
    /// `server_connect_failure`. Steamworks: `LogOn`.
    ///
    /// Local: As `logOnAnonymous`: the token is ignored.
    #[func(rename = logOn)]
    pub fn log_on(token: GString) {
        const METHOD: &str = method!("logOn");
        const ANSWER: &str = "server_connected";
        current::with_answer(METHOD, ANSWER, |platform| {
            let token = arguments::name(METHOD, "token", &token, MAX_TEXT_BYTES)?;
            platform.game_server()?.log_on(Some(&token));
            pump::expect_answer(ANSWER);
            Some(())
        });
    }

    /// Logs on without an account. Answered by `server_connected` or `server_connect_failure`. Steamworks:
    /// `LogOnAnonymous`.
    ///
    /// Local: Works at once, or, if the hub was lost, as soon as there is a new one.
    #[func(rename = logOnAnonymous)]
    pub fn log_on_anonymous() {
        const ANSWER: &str = "server_connected";
        current::with_answer(method!("logOnAnonymous"), ANSWER, |platform| {
            platform.game_server()?.log_on(None);
            pump::expect_answer(ANSWER);
            Some(())
        });
    }

    /// Logs off. Answered by `server_disconnected`. Steamworks: `LogOff`.
    #[func(rename = logOff)]
    pub fn log_off() {
        current::with(method!("logOff"), |platform| platform.game_server().map(|server| server.log_off()));
    }

    /// Whether the server is connected to Steam's servers. Steamworks: `BLoggedOn`.
    ///
    /// Local: Whether it is logged on and connected to the other instances.
    #[func(rename = loggedOn)]
    pub fn logged_on() -> bool {
        current::with(method!("loggedOn"), |platform| platform.user().logged_on())
    }

    /// Whether the server is secured by VAC, Valve's protection against cheats. Steamworks: `BSecure`.
    ///
    /// Local: Always `false`.
    #[func]
    pub fn secure() -> bool {
        current::with(method!("secure"), |platform| platform.game_server().is_some_and(|server| server.secure()))
    }

    /// The server's Steam ID, 0 until it is logged on. Steamworks: `GetSteamID`.
    ///
    /// Local: As `getServerSteamID`.
    #[func(rename = getSteamID)]
    pub fn get_steam_id() -> i64 {
        current::with(method!("getSteamID"), |platform| platform.user().steam_id().0 as i64)
    }

    /// Whether Steam wants the server to be updated and restarted. Steamworks: `WasRestartRequested`.
    ///
    /// Local: Always `false`.
    #[func(rename = wasRestartRequested)]
    pub fn was_restart_requested() -> bool {
        current::with(method!("wasRestartRequested"), |platform| {
            platform.game_server().is_some_and(|server| server.was_restart_requested())
        })
    }

    /// The public address of this server, once it is logged on.
    ///
    /// Keys: `ipv4` (String, empty for an IPv6 address), `ipv6` (String, empty for an IPv4 address), `type` (int, IPType). Empty
    /// if it is not known. Steamworks: `GetPublicIP`.
    ///
    /// Local: `127.0.0.1`.
    #[func(rename = getPublicIP)]
    pub fn get_public_ip() -> VarDictionary {
        let ip = current::with(method!("getPublicIP"), |platform| platform.game_server()?.public_ip());
        let Some(ip) = ip else { return VarDictionary::new() };
        let (v4, v6, kind) = match ip {
            IpAddr::V4(ip) => (ip.to_string(), String::new(), 0),
            IpAddr::V6(ip) => (String::new(), ip.to_string(), 1),
        };
        vdict! { "ipv4" => v4.as_str(), "ipv6" => v6.as_str(), "type" => kind }
    }

    /// Sets the product, usually the game's app ID as text. Call it before logging on. Steamworks: `SetProduct`.
    #[func(rename = setProduct)]
    pub fn set_product(product: GString) {
        set_text(method!("setProduct"), "product", &product, MAX_TEXT_BYTES, ServerSetting::Product);
    }

    /// Sets the description of the game. Call it before logging on. At most 63 bytes. Steamworks: `SetGameDescription`.
    #[func(rename = setGameDescription)]
    pub fn set_game_description(description: GString) {
        let set = ServerSetting::Description;
        set_text(method!("setGameDescription"), "description", &description, MAX_DESCRIPTION_BYTES, set);
    }

    /// Sets the folder of a modification of the game, empty for none. Call it before logging on. At most 31 bytes.
    /// Steamworks: `SetModDir`.
    #[func(rename = setModDir)]
    pub fn set_mod_dir(mod_directory: GString) {
        set_text(method!("setModDir"), "mod_directory", &mod_directory, MAX_MOD_DIR_BYTES, ServerSetting::ModDir);
    }

    /// Sets whether the server is dedicated: no user plays in its process. Call it before logging on. Steamworks: `SetDedicatedServer`.
    #[func(rename = setDedicatedServer)]
    pub fn set_dedicated_server(dedicated: bool) {
        set(method!("setDedicatedServer"), &ServerSetting::Dedicated(dedicated));
    }

    /// Sets the maximum number of players, up to 255. Steamworks: `SetMaxPlayerCount`.
    #[func(rename = setMaxPlayerCount)]
    pub fn set_max_player_count(players_max: i64) {
        const METHOD: &str = method!("setMaxPlayerCount");
        if let Some(players) = arguments::number(METHOD, "players_max", players_max, 0..=MAX_PLAYERS) {
            set(METHOD, &ServerSetting::MaxPlayers(players));
        }
    }

    /// Sets the number of players that are bots. Steamworks: `SetBotPlayerCount`.
    #[func(rename = setBotPlayerCount)]
    pub fn set_bot_player_count(bots: i64) {
        const METHOD: &str = method!("setBotPlayerCount");
        if let Some(bots) = arguments::number(METHOD, "bots", bots, 0..=MAX_PLAYERS) {
            set(METHOD, &ServerSetting::Bots(bots));
        }
    }

    /// Sets the name in the server list, at most 63 bytes. Steamworks: `SetServerName`.
    #[func(rename = setServerName)]
    pub fn set_server_name(name: GString) {
        set_text(method!("setServerName"), "name", &name, MAX_SERVER_NAME_BYTES, ServerSetting::Name);
    }

    /// Sets the name of the current map, at most 31 bytes. Steamworks: `SetMapName`.
    #[func(rename = setMapName)]
    pub fn set_map_name(map: GString) {
        set_text(method!("setMapName"), "map", &map, MAX_MAP_NAME_BYTES, ServerSetting::Map);
    }

    /// Sets whether players need a password; the game itself has to ask for it. Steamworks: `SetPasswordProtected`.
    #[func(rename = setPasswordProtected)]
    pub fn set_password_protected(password_protected: bool) {
        set(method!("setPasswordProtected"), &ServerSetting::PasswordProtected(password_protected));
    }

    /// Sets the port that spectators connect to, 0 for none. Steamworks: `SetSpectatorPort`.
    #[func(rename = setSpectatorPort)]
    pub fn set_spectator_port(port: i64) {
        const METHOD: &str = method!("setSpectatorPort");
        if let Some(port) = arguments::number(METHOD, "port", port, 0..=i64::from(u16::MAX)) {
            set(METHOD, &ServerSetting::SpectatorPort(port));
        }
    }

    /// Sets the name of the spectator server, at most 63 bytes. Steamworks: `SetSpectatorServerName`.
    #[func(rename = setSpectatorServerName)]
    pub fn set_spectator_server_name(name: GString) {
        let set = ServerSetting::SpectatorName;
        set_text(method!("setSpectatorServerName"), "name", &name, MAX_SERVER_NAME_BYTES, set);
    }

    /// Removes all rules that `setKeyValue` has set. Steamworks: `ClearAllKeyValues`.
    #[func(rename = clearAllKeyValues)]
    pub fn clear_all_key_values() {
        set(method!("clearAllKeyValues"), &ServerSetting::ClearKeyValues);
    }

    /// Sets a rule of the server. Players get it with `Steam.serverRules`. Steamworks: `SetKeyValue`.
    ///
    /// Local: At most 256 rules, with 16 KiB together.
    #[func(rename = setKeyValue)]
    pub fn set_key_value(key: GString, value: GString) {
        const METHOD: &str = method!("setKeyValue");
        let Some(key) = arguments::name(METHOD, "key", &key, MAX_TEXT_BYTES) else { return };
        let Some(value) = arguments::text(METHOD, "value", &value, MAX_VALUE_BYTES) else { return };
        set(METHOD, &ServerSetting::KeyValue { key, value });
    }

    /// Sets tags by which players can filter servers, separated by commas, at most 127 bytes. Steamworks:
    /// `SetGameTags`.
    #[func(rename = setGameTags)]
    pub fn set_game_tags(tags: GString) {
        set_text(method!("setGameTags"), "tags", &tags, MAX_TAGS_BYTES, ServerSetting::Tags);
    }

    /// Sets further data by which servers can be filtered, which players do not see, at most 2047 bytes. Steamworks:
    /// `SetGameData`.
    #[func(rename = setGameData)]
    pub fn set_game_data(data: GString) {
        set_text(method!("setGameData"), "data", &data, MAX_GAME_DATA_BYTES, ServerSetting::Data);
    }

    /// Sets the server's region, empty for the whole world. Steamworks: `SetRegion`.
    #[func(rename = setRegion)]
    pub fn set_region(region: GString) {
        set_text(method!("setRegion"), "region", &region, MAX_TEXT_BYTES, ServerSetting::Region);
    }

    /// Sets whether the server appears in the lists of servers. It also has to be logged on. Steamworks:
    /// `SetAdvertiseServerActive`.
    #[func(rename = setAdvertiseServerActive)]
    pub fn set_advertise_server_active(active: bool) {
        set(method!("setAdvertiseServerActive"), &ServerSetting::Advertise(active));
    }

    /// Passes on a packet from your own socket that may be from the server browser, if `query_port` was `QUERY_PORT_SHARED`:
    /// `packet` is a PackedByteArray. Afterwards send the packets from `getNextOutgoingPacket`.
    ///
    /// Keys: `incoming` (bool, whether it was from the server browser), `data` (PackedByteArray, the packet). Empty if an argument
    /// was wrong. Steamworks: `HandleIncomingPacket`.
    ///
    /// Local: Always `false`: the local server browser sends no packets.
    #[func(rename = handleIncomingPacket)]
    pub fn handle_incoming_packet(packet: Variant, ip: GString, port: i64) -> VarDictionary {
        const METHOD: &str = method!("handleIncomingPacket");
        let handled = current::with(METHOD, |platform| {
            if packet.get_type() != VariantType::PACKED_BYTE_ARRAY {
                let given = format!("of type {:?}", packet.get_type());
                report::bad_argument(METHOD, "packet", given, "it must be a PackedByteArray");
                return None;
            }
            let packet: PackedByteArray = packet.to();
            if packet.len() > MAX_PACKET_BYTES {
                let given = format!("{} bytes long", packet.len());
                report::bad_argument(METHOD, "packet", given, format!("at most {MAX_PACKET_BYTES} are allowed"));
                return None;
            }
            let ip = arguments::address(METHOD, "ip", &ip)?;
            let port = arguments::number(METHOD, "port", port, 0..=i64::from(u16::MAX))?;
            Some((platform.game_server()?.handle_incoming_packet(packet.as_slice(), ip, port), packet))
        });
        handled.map_or_else(VarDictionary::new, |(incoming, packet)| {
            vdict! { "incoming" => incoming, "data" => &packet }
        })
    }

    /// The next packet to the server browser, which you have to send from your own socket.
    ///
    /// Keys: `length` (int, bytes), `out` (PackedByteArray), `address` (String, IPv4), `port` (int). Empty if there is none.
    /// Steamworks: `GetNextOutgoingPacket`.
    ///
    /// Local: Always empty.
    #[func(rename = getNextOutgoingPacket)]
    pub fn get_next_outgoing_packet() -> VarDictionary {
        let packet = current::with(method!("getNextOutgoingPacket"), |platform| {
            platform.game_server()?.next_outgoing_packet()
        });
        packet.map_or_else(VarDictionary::new, |packet| {
            vdict! {
                "length" => packet.bytes.len() as i64,
                "out" => &PackedByteArray::from(packet.bytes),
                "address" => packet.ip.to_string().as_str(),
                "port" => i64::from(packet.port),
            }
        })
    }
}
}

/// Sets a property of the server.
fn set(method: &'static str, setting: &ServerSetting) {
    current::with(method, |platform| platform.game_server().map(|server| server.set(setting)));
}

/// Sets a text property of the server.
fn set_text(
    method: &'static str,
    argument: &'static str,
    text: &GString,
    max_bytes: usize,
    setting: fn(String) -> ServerSetting,
) {
    current::with(method, |platform| {
        let text = arguments::text(method, argument, text, max_bytes)?;
        platform.game_server()?.set(&setting(text));
        Some(())
    });
}
