//! The choice of the platform: Steam, the local one, or neither.

use std::sync::Arc;

use crate::contract::game_server::ServerStart;
use crate::contract::network_conditions::{Condition, NetworkConditions, described};
use crate::contract::{InitFailure, InitFailureCode, Platform, PlatformKind};
use crate::platform::local::{LocalConfig, LocalPlatform, UserChoice};
use crate::platform::p2p_over_messages::P2pOverMessages;
use crate::platform::steamworks::{self, SteamworksPlatform};
use crate::settings::{AppId, Backend, P2pTransport, Settings};

/// A running platform.
pub struct Started {
    /// The platform.
    pub platform: Arc<dyn Platform>,
    /// The name of the platform and the reason for it, for the log.
    pub reason: String,
    /// A warning about a probable mistake.
    pub warnings: Vec<String>,
    /// The path of the course of conditions to play; empty for none.
    pub course: String,
}

/// The name of a platform in messages.
pub fn name(kind: PlatformKind) -> &'static str {
    match kind {
        PlatformKind::Steam => "Steam",
        PlatformKind::Local => "The local platform",
    }
}

/// Whether an init with these settings chooses the local platform.
pub fn local_would_answer(settings: &Settings) -> bool {
    match &settings.backend {
        Ok(Backend::Local) => true,
        Ok(Backend::Steam) | Err(_) => false,
        Ok(Backend::Auto) => settings.development && !steamworks::is_steam_running(),
    }
}

/// Starts the platform that `settings` ask for. `app_id` 0 stands for the one in the settings.
///
/// `auto` takes Steam if it answers. Otherwise a development build takes the local platform, and a release build fails
/// with the reason, because a released game must never fall back unnoticed.
// rule: init.auto
pub fn start(settings: &Settings, app_id: u32) -> Result<Started, InitFailure> {
    let app_id = settings.app_ids.choose(app_id, steamworks::environment_app_id().as_deref())?;
    // Logged before anything starts.
    let transport = settings.p2p_transport.clone()?;
    match settings.backend.clone()? {
        Backend::Steam => start_steam(settings, transport, app_id),
        Backend::Local => start_local(settings, transport, app_id, "chosen by the settings"),
        Backend::Auto => match SteamworksPlatform::start(app_id.id) {
            Ok(platform) => with_steam(settings, platform, transport, app_id),
            Err(_) if settings.development => {
                start_local(settings, transport, app_id, "since Steam does not answer")
            }
            Err(failure) => Err(with_advice(failure)),
        },
    }
}

/// Starts a game server with these `settings`; if the process has a user (`beside`), on the user's platform and in their
/// game.
pub fn start_game_server(
    settings: &Settings,
    beside: Option<(PlatformKind, u32)>,
    start: &ServerStart,
) -> Result<Started, InitFailure> {
    let app_id = beside.map_or(0, |(_, app_id)| app_id);
    let app_id = settings.app_ids.choose(app_id, steamworks::environment_app_id().as_deref())?;
    let transport = settings.p2p_transport.clone()?;
    let backend = match beside {
        Some((PlatformKind::Steam, _)) => Backend::Steam,
        Some((PlatformKind::Local, _)) => Backend::Local,
        None => settings.backend.clone()?,
    };
    match backend {
        Backend::Steam => {
            let platform =
                SteamworksPlatform::start_game_server(app_id.id, start).map_err(with_server_advice)?;
            with_steam(settings, platform, transport, app_id)
        }
        Backend::Local => start_local_server(settings, transport, app_id, start, "chosen by the settings"),
        Backend::Auto => match SteamworksPlatform::start_game_server(app_id.id, start) {
            Ok(platform) => with_steam(settings, platform, transport, app_id),
            Err(_) if settings.development => {
                start_local_server(settings, transport, app_id, start, "since Steam does not answer")
            }
            Err(failure) => Err(with_server_advice(failure)),
        },
    }
}

fn start_local_server(
    settings: &Settings,
    transport: P2pTransport,
    app_id: AppId,
    start: &ServerStart,
    why: &str,
) -> Result<Started, InitFailure> {
    let (conditions, course) = (settings.conditions()?, settings.course()?);
    let config =
        LocalConfig { user: UserChoice::GameServer(start.clone()), ..settings.local_config(app_id.id)? };
    let platform = LocalPlatform::start(config)?;
    make_bad(&platform, &conditions);
    let AppId { id, source, differences } = app_id;
    let reason =
        format!("initialised as a game server on the local platform, {why}, app ID {id} from {source}");
    Ok(Started { course, ..with_transport(platform, transport, reason, differences) })
}

/// Adds advice to Steam's own text, which only names a missing file.
fn with_server_advice(mut failure: InitFailure) -> InitFailure {
    let reason = failure.message.trim_end_matches('.');
    failure.message = format!(
        "Steam does not start a game server ({reason}). Put Valve's steamclient beside the executable (docs/dedicated_servers.md), \
         or run it on the local platform (project setting steam/platform/backend)."
    );
    failure
}

fn start_steam(settings: &Settings, transport: P2pTransport, app_id: AppId) -> Result<Started, InitFailure> {
    let platform = SteamworksPlatform::start(app_id.id).map_err(with_advice)?;
    with_steam(settings, platform, transport, app_id)
}

/// Reports that Steam answers, and sets network conditions if the settings ask for them. In a release build they must not:
/// development settings must never reach players.
// rule: local.steam
fn with_steam(
    settings: &Settings,
    platform: SteamworksPlatform,
    transport: P2pTransport,
    app_id: AppId,
) -> Result<Started, InitFailure> {
    let (conditions, course) =
        if settings.development { (settings.conditions()?, settings.course()?) } else { Default::default() };
    let runs_as = platform.user().app_id();
    let mut reason = format!("initialised with the Steam client, app ID {runs_as} from {}", app_id.source);
    let unused = settings.unused_on_steam();
    if !unused.is_empty() {
        let why = if settings.development { "only for the local platform" } else { "only for development" };
        reason += &format!("; not used, since {why}: {}", unused.join(", "));
    }
    make_bad(&platform, &conditions);
    let mut started = Started { course, ..with_transport(platform, transport, reason, app_id.differences) };
    if let Some(network) = started.platform.network_conditions()
        && let Some(conditions) = described(&network.conditions(None))
    {
        let exceptions = network.exceptions().into_iter().map(|exception| format!("; {exception}"));
        started.warnings.push(exceptions.fold(
            format!("the settings simulate a bad network on Steam: {conditions}"),
            |line, exception| line + &exception,
        ));
    }
    if app_id.id != 0 && runs_as != app_id.id {
        started.warnings.push(format!("Steam runs the game as app ID {runs_as}, not as {}", app_id.id));
    }
    Ok(started)
}

/// Sets the network conditions of the settings. Conditions that cannot be set are missing afterwards.
fn make_bad(platform: &impl NetworkConditions, conditions: &[Condition]) {
    if !conditions.is_empty() {
        // For all users, a platform only refuses conditions that its client does not support.
        let _ = platform.set_conditions(None, conditions);
    }
}

/// Lets the interface that the settings name carry packets.
fn with_transport(
    platform: impl Platform + 'static,
    transport: P2pTransport,
    reason: String,
    warnings: Vec<String>,
) -> Started {
    match transport {
        P2pTransport::Networking => {
            let reason = format!("{reason}.");
            Started { platform: Arc::new(platform), reason, warnings, course: String::new() }
        }
        P2pTransport::NetworkingMessages => Started {
            platform: Arc::new(P2pOverMessages::new(platform)),
            reason: format!("{reason}; packets are carried by ISteamNetworkingMessages."),
            warnings,
            course: String::new(),
        },
    }
}

/// Adds advice to Steam's own text, which only names a missing file.
fn with_advice(mut failure: InitFailure) -> InitFailure {
    if failure.code == InitFailureCode::NoSteamClient || !steamworks::is_steam_running() {
        let reason = failure.message.trim_end_matches('.');
        failure.message = format!(
            "Steam does not answer ({reason}). Install or start the Steam client and log in, or play without it on the local \
             platform (project setting steam/platform/backend)."
        );
    }
    failure
}

fn start_local(
    settings: &Settings,
    transport: P2pTransport,
    app_id: AppId,
    why: &str,
) -> Result<Started, InitFailure> {
    let (conditions, course) = (settings.conditions()?, settings.course()?);
    let platform = LocalPlatform::start(settings.local_config(app_id.id)?)?;
    make_bad(&platform, &conditions);
    let (name, user) = (platform.user().persona_name(), platform.user().steam_id());
    let AppId { id, source, differences } = app_id;
    let reason =
        format!("initialised with the local platform as {name} ({user}), {why}, app ID {id} from {source}");
    Ok(Started { course, ..with_transport(platform, transport, reason, differences) })
}
