//! Init and shutdown of the game server, and the choice of its platform.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use godot::builtin::{GString, VarDictionary, vdict};
use godot::global::godot_print;

use super::{current, frame, pump};
use crate::choice;
use crate::contract::game_server::{ServerMode, ServerStart};
use crate::contract::{InitFailure, InitFailureCode};
use crate::script::{arguments, current as of_user, report};
use crate::settings::Settings;

/// The maximum size of a game's version, in bytes.
const MAX_VERSION_BYTES: usize = 127;

static RELAY_ALLOWED: AtomicBool = AtomicBool::new(true);

methods! {
impl Class {
    /// Initialises the game server. `ip` is the IPv4 address that it listens on, `""` or `"0.0.0.0"` for all; `game_port` is the
    /// port for players, `query_port` the port for the server browser, or `QUERY_PORT_SHARED` if your own socket answers it
    /// (`handleIncomingPacket`). `server_mode` is one of ServerMode; `version_number` is the game's version, such as `"1.0.0.0"`.
    ///
    /// The app ID is that of `Steam` if `Steam` is initialised, otherwise that of the project setting
    /// `steam/initialization/app_id`. With the project setting `steam/initialization/embed_callbacks`, `run_callbacks` is
    /// called in every frame. Returns whether it succeeded; the log has the reason for a failure. A second init changes nothing
    /// and succeeds. Steamworks: `SteamGameServer_InitEx`.
    ///
    /// Local: Connects to the other instances of the game on this machine, if there are any. No port is opened: players find
    /// the server by its Steam ID and in the server list.
    #[func(rename = serverInit)]
    pub fn server_init(
        ip: GString,
        game_port: i64,
        query_port: i64,
        server_mode: i64,
        version_number: GString,
    ) -> bool {
        const METHOD: &str = method!("serverInit");
        let result = init(METHOD, &ip, [game_port, query_port, server_mode], &version_number);
        if let Err(failure) = &result {
            report::warning(METHOD, failure.message.trim_end_matches('.'));
        }
        result.is_ok()
    }

    /// Like `serverInit`, but returns a Dictionary: `status` (int, SteamAPIInitResult: 0 for success) and `verbal` (String, the
    /// reason in words). Steamworks: `SteamGameServer_InitEx`.
    ///
    /// Local: As `serverInit`.
    #[func(rename = serverInitEx)]
    pub fn server_init_ex(
        ip: GString,
        game_port: i64,
        query_port: i64,
        server_mode: i64,
        version_number: GString,
    ) -> VarDictionary {
        const METHOD: &str = method!("serverInitEx");
        let (status, verbal) = match init(METHOD, &ip, [game_port, query_port, server_mode], &version_number) {
            Ok(verbal) => (0, verbal),
            Err(failure) => (failure.code as i64, failure.message),
        };
        vdict! { "status" => status, "verbal" => verbal.as_str() }
    }

    /// Logs the server off and ends it: its connections close, and players no longer find it. Signals not emitted yet are dropped.
    /// The server can be initialised again. Steamworks: `SteamGameServer_Shutdown`.
    #[func(rename = serverShutdown)]
    pub fn server_shutdown() {
        const METHOD: &str = method!("serverShutdown");
        if !current::is_main_thread(METHOD) {
            return;
        }
        if current::peek(|platform| platform.is_some()) {
            shutdown();
        } else {
            current::unavailable(METHOD);
        }
    }

    /// Whether the server is secured by VAC, Valve's protection against cheats. Steamworks:
    /// `SteamGameServer_BSecure`.
    ///
    /// Local: Always `false`.
    #[func(rename = isServerSecure)]
    pub fn is_server_secure() -> bool {
        current::with(method!("isServerSecure"), |platform| {
            platform.game_server().is_some_and(|server| server.secure())
        })
    }

    /// The server's Steam ID, 0 until it is logged on. Steamworks: `SteamGameServer_GetSteamID`.
    ///
    /// Local: The ID of an anonymous game server: its account number is 1,990,000,000 plus the lowest free number.
    #[func(rename = getServerSteamID)]
    pub fn get_server_steam_id() -> i64 {
        current::with(method!("getServerSteamID"), |platform| platform.user().steam_id().0 as i64)
    }
}
}

// rule: server.init
fn init(
    method: &'static str,
    ip: &GString,
    [game_port, query_port, mode]: [i64; 3],
    version: &GString,
) -> Result<String, InitFailure> {
    if !current::is_main_thread(method) {
        return Err(generic("The game server can only be initialised on the main thread."));
    }
    let start = || {
        let ports = 0..=i64::from(u16::MAX);
        Some(ServerStart {
            ip: arguments::address(method, "ip", ip)?,
            game_port: arguments::number(method, "game_port", game_port, ports.clone())?,
            query_port: arguments::number(method, "query_port", query_port, ports)?,
            mode: ServerMode::from_i64(mode).or_else(|| {
                let allowed = "it must be one of SteamServer.ServerMode, and not SERVER_MODE_INVALID";
                report::bad_argument(method, "server_mode", mode, allowed);
                None
            })?,
            version: arguments::text(method, "version_number", version, MAX_VERSION_BYTES)?,
        })
    };
    let result = match start() {
        Some(start) => run(method, &start),
        None => Err(generic("The arguments of the initialisation are wrong; see the error above.")),
    };
    current::set_last_failure(result.as_ref().err().map(|failure| failure.message.clone()));
    result
}

fn generic(message: &str) -> InitFailure {
    InitFailure { code: InitFailureCode::FailedGeneric, message: message.to_owned() }
}

fn run(method: &'static str, start: &ServerStart) -> Result<String, InitFailure> {
    if let Some(kind) = current::peek(|platform| platform.map(|platform| platform.kind())) {
        return Ok(format!("{} is initialised already, with a game server.", choice::name(kind)));
    }
    let settings = Settings::read();
    for complaint in Settings::passed_over() {
        report::warning(method, complaint);
    }
    let embed_callbacks = settings.embed_callbacks.clone()?;
    // A user and a game server in one process share a platform and a game.
    let beside =
        of_user::peek(|platform| platform.map(|platform| (platform.kind(), platform.user().app_id())));
    let started = choice::start_game_server(&settings, beside, start)?;
    godot_print!("SteamServer: {}", started.reason);
    pump::clear();
    // From here on, other threads may call.
    if current::replace(Some(Arc::clone(&started.platform))).is_err() {
        started.platform.shutdown();
        return Err(generic("The game server cannot be initialised from within another of its calls."));
    }
    started.platform.networking().allow_p2p_packet_relay(RELAY_ALLOWED.load(Ordering::Relaxed));
    frame::set_embedded(embed_callbacks);
    for warning in started.warnings {
        report::warning(method, warning);
    }
    Ok(started.reason)
}

/// Ends the platform, if there is one.
pub fn shutdown() {
    match current::replace(None) {
        Ok(platform) => {
            frame::set_embedded(false);
            pump::clear();
            if let Some(platform) = platform {
                platform.shutdown();
            }
        }
        Err(_) => report::error(
            method!("serverShutdown"),
            "the game server cannot be shut down from within another of its calls",
        ),
    }
}

/// Stores whether sessions may be relayed, for the current platform and for later ones.
// rule: session.relay-answer
pub fn allow_relay(allow: bool) {
    RELAY_ALLOWED.store(allow, Ordering::Relaxed);
    current::peek(|platform| {
        if let Some(platform) = platform {
            platform.networking().allow_p2p_packet_relay(allow);
        }
    });
}
