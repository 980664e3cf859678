//! Init, shutdown, and the choice of the platform.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use godot::builtin::{GString, VarDictionary, Variant, vdict};
use godot::global::godot_print;
use godot::meta::ToGodot;
use parking_lot::Mutex;

use super::init_arguments::InitArguments;
use super::{frame, one_account, properties, pump, starting_course};
use crate::choice;
use crate::contract::{InitFailure, InitFailureCode, PlatformKind};
use crate::platform::steamworks;
use crate::script::loose_argument::LooseArgument;
use crate::script::{arguments, current, report};
use crate::settings::{Backend, Settings};

/// `EResult` of a failed init in the older form of `steamInit`: Steam is not running (`k_EResultServiceUnavailable`).
const OLDER_STATUS_NOT_RUNNING: i64 = 20;
/// `EResult` of a failed init in the older form of `steamInit` (`k_EResultFail`).
const OLDER_STATUS_FAILED: i64 = 2;
/// `EResult` of a successful init in the older form of `steamInit` (`k_EResultOK`).
const OLDER_STATUS_OK: i64 = 1;

/// The result of the last init.
type InitResult = Result<String, InitFailure>;

static LAST_RESULT: Mutex<Option<InitResult>> = Mutex::new(None);
static RELAY_ALLOWED: AtomicBool = AtomicBool::new(true);

methods! {
impl Class {
    /// Initialises Steam, or the local platform if there is no Steam client and this is the editor or a debug build.
    ///
    /// `app_id` 0 stands for the project setting `steam/initialization/app_id`; `embed_callbacks` calls `run_callbacks` in every
    /// frame, even while the tree is paused. Returns whether it succeeded; `get_steam_init_result()` gives the reason for a
    /// failure. A second init changes nothing and succeeds.
    ///
    /// The older form `steamInit(retrieve_stats: bool, app_id, embed_callbacks)` works as well and returns the
    /// Dictionary of that version: `status` (1 for success) and `verbal`. Steamworks: `SteamAPI_InitFlat`.
    ///
    /// Local: Connects to the other instances of the game on this machine, if there are any, and becomes a separate
    /// user.
    #[func(rename = steamInit)]
    pub fn steam_init(
        #[opt(default = LooseArgument::Int(0))] app_id: LooseArgument,
        #[opt(default = LooseArgument::Bool(false))] embed_callbacks: LooseArgument,
        #[opt(default = LooseArgument::Absent)] embed_callbacks_older: LooseArgument,
    ) -> Variant {
        const METHOD: &str = "Steam.steamInit";
        let older = InitArguments::is_older(app_id);
        let result = init(METHOD, [app_id, embed_callbacks, embed_callbacks_older], older);
        if !older {
            return result.is_ok().to_variant();
        }
        match result {
            Ok(verbal) => vdict! { "status" => OLDER_STATUS_OK, "verbal" => verbal.as_str() },
            Err(failure) => {
                let status = match failure.code {
                    InitFailureCode::NoSteamClient => OLDER_STATUS_NOT_RUNNING,
                    InitFailureCode::FailedGeneric | InitFailureCode::VersionMismatch => OLDER_STATUS_FAILED,
                };
                vdict! { "status" => status, "verbal" => failure.message.as_str() }
            }
        }
        .to_variant()
    }

    /// Like `steamInit`, but returns a Dictionary: `status` (int, SteamAPIInitResult: 0 for success) and `verbal` (String,
    /// the reason in words). Steamworks: `SteamAPI_InitFlat`.
    ///
    /// Local: As `steamInit`.
    #[func(rename = steamInitEx)]
    pub fn steam_init_ex(
        #[opt(default = LooseArgument::Int(0))] app_id: LooseArgument,
        #[opt(default = LooseArgument::Bool(false))] embed_callbacks: LooseArgument,
        #[opt(default = LooseArgument::Absent)] embed_callbacks_older: LooseArgument,
    ) -> VarDictionary {
        as_dictionary(&init("Steam.steamInitEx", [app_id, embed_callbacks, embed_callbacks_older], true))
    }

    /// The result of the last init, as `steamInitEx` returned it; empty before the first. Steamworks: `SteamAPI_InitFlat`.
    #[func]
    pub fn get_steam_init_result() -> VarDictionary {
        let result = LAST_RESULT.lock().clone();
        result.as_ref().map(as_dictionary).unwrap_or_default()
    }

    /// Leaves all lobbies, closes all sessions and ends the connection to Steam. Signals not emitted yet are dropped. Steam
    /// can be initialised again. Steamworks: `SteamAPI_Shutdown`.
    ///
    /// Local: The other instances see the user go offline.
    #[func(rename = steamShutdown)]
    pub fn steam_shutdown_call() {
        const METHOD: &str = "Steam.steamShutdown";
        if !current::is_main_thread(METHOD) {
            return;
        }
        if current::peek(|platform| platform.is_some()) {
            shutdown();
        } else {
            current::unavailable(METHOD);
        }
    }

    /// Whether Steam is running, or the local platform in its place. Steamworks: `SteamAPI_IsSteamRunning`.
    ///
    /// Local: `true` while initialised.
    #[func(rename = isSteamRunning)]
    pub fn is_steam_running() -> bool {
        match current::peek(|platform| platform.map(|platform| platform.kind())) {
            Some(PlatformKind::Local) => true,
            _ => steamworks::is_steam_running(),
        }
    }

    /// Starts the game again through the Steam client if Steam has not started it. Quit at once if this returns `true`.
    /// Returns `false` if Steam has started the game, and always on the local platform. Steamworks:
    /// `SteamAPI_RestartAppIfNecessary`.
    ///
    /// Local: Always `false`.
    #[func(rename = restartAppIfNecessary)]
    pub fn restart_app_if_necessary(app_id: i64) -> bool {
        const METHOD: &str = "Steam.restartAppIfNecessary";
        let Some(app_id) = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX)) else {
            return false;
        };
        let local = current::peek(|platform| platform.map(|platform| platform.kind() == PlatformKind::Local));
        let local = local.unwrap_or_else(|| choice::local_would_answer(&Settings::read()));
        !local && steamworks::restart_app_if_necessary(app_id)
    }
}
}

/// Logs the reason for a failure if the script does not get it (`gives_reason`).
// rule: init.failure-told
fn init(method: &'static str, given: [LooseArgument; 3], gives_reason: bool) -> InitResult {
    let failed = |message: &str| {
        Err(InitFailure { code: InitFailureCode::FailedGeneric, message: message.to_owned() })
    };
    if !current::is_main_thread(method) {
        return failed("Steam can only be initialised on the main thread.");
    }
    let Some(arguments) = InitArguments::parse(method, given) else {
        return failed("The arguments of the initialisation are wrong; see the error above.");
    };
    let result = start(method, arguments.app_id);
    match &result {
        // A second init may come from another autoload, so it switches embedded callbacks on but never off.
        Ok(_) if arguments.embed_callbacks => frame::set_embedded(true),
        Ok(_) => {}
        Err(failure) if !gives_reason => report::warning(method, failure.message.trim_end_matches('.')),
        Err(_) => {}
    }
    keep(&result);
    result
}

/// Stores the result of an init.
fn keep(result: &InitResult) {
    current::set_last_failure(result.as_ref().err().map(|failure| failure.message.clone()));
    *LAST_RESULT.lock() = Some(result.clone());
}

/// Initialises before the first scene, if the project settings say so.
// rule: init.on-startup
pub fn init_on_startup() {
    const METHOD: &str = "Steam.steamInit";
    let Settings { initialize_on_startup, embed_callbacks, .. } = Settings::read();
    // An invalid setting counts as switched on, so that an error reports it, here or through the failed init.
    if initialize_on_startup == Ok(false) {
        return;
    }
    let result = initialize_on_startup.and(embed_callbacks).and_then(|embed| {
        let verbal = start(METHOD, 0)?;
        if embed {
            frame::set_embedded(true);
        }
        Ok(verbal)
    });
    if let Err(failure) = &result {
        report::warning(METHOD, failure.message.trim_end_matches('.'));
    }
    keep(&result);
}

fn start(method: &'static str, app_id: u32) -> InitResult {
    let running =
        current::peek(|platform| platform.map(|platform| (platform.kind(), platform.user().app_id())));
    if let Some((kind, running)) = running {
        // A client that is gone does not answer.
        if ![0, running].contains(&app_id) && running != 0 {
            let reason = format!(
                "app_id is {app_id}, but Steam is initialised for {running}; call steamShutdown() first"
            );
            report::warning(method, reason);
        }
        return Ok(format!("{} is initialised already, for the app ID {running}.", choice::name(kind)));
    }
    let mut settings = Settings::read();
    // A user and a game server in one process share a platform.
    if let Some(kind) = current::server::peek(|platform| platform.map(|platform| platform.kind())) {
        settings.backend = Ok(match kind {
            PlatformKind::Steam => Backend::Steam,
            PlatformKind::Local => Backend::Local,
        });
    }
    for complaint in Settings::passed_over() {
        report::warning(method, complaint);
    }
    let started = choice::start(&settings, app_id)?;
    godot_print!("Steam: {}", started.reason);
    pump::clear();
    one_account::begin(&*started.platform);
    properties::forget_ids();
    // From here on, other threads may call.
    if current::replace(Some(Arc::clone(&started.platform))).is_err() {
        one_account::end();
        started.platform.shutdown();
        return Err(InitFailure {
            code: InitFailureCode::FailedGeneric,
            message: "Steam cannot be initialised from within another of its calls.".to_owned(),
        });
    }
    started.platform.networking().allow_p2p_packet_relay(RELAY_ALLOWED.load(Ordering::Relaxed));
    report::forget();
    starting_course::plan(started.course);
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
            one_account::end();
            report::forget();
            if let Some(platform) = platform {
                platform.shutdown();
            }
        }
        Err(current::InUse) => {
            report::error(
                "Steam.steamShutdown",
                "Steam cannot be shut down from within another of its calls",
            );
        }
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

fn as_dictionary(result: &InitResult) -> VarDictionary {
    let (status, verbal) = match result {
        Ok(verbal) => (0, verbal),
        Err(failure) => (failure.code as i64, &failure.message),
    };
    vdict! { "status" => status, "verbal" => &GString::from(verbal) }
}
