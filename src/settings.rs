//! What decides how Steam is initialised: command line, environment, project settings, in this order.

mod conditions;
mod project;
mod sources;
mod timings;
mod user;

use std::path::PathBuf;

use godot::classes::Os;
use godot::obj::Singleton;

pub use project::{condition_value, register};
use sources::{argument, variable};

use crate::contract::local_network::Condition;
use crate::contract::{InitFailure, InitFailureCode};
use crate::platform::local::LocalConfig;

/// The app that Valve gives to developers for trying things out ("Spacewar").
const SPACEWAR: u32 = 480;

const ENV_APP_ID: &str = "SteamAppId";
const ENV_P2P_TRANSPORT: &str = "STEAM_NETWORKING_P2P_TRANSPORT";
const ENV_BACKEND: &str = "STEAM_NETWORKING_PLATFORM";
const ENV_USER: &str = "STEAM_NETWORKING_USER";
const ARG_BACKEND: &str = "--steam-platform";
const ARG_USER: &str = "--steam-user";
/// Everything that is understood after Godot's `--`.
pub const ARGUMENTS: [&str; 3] = [ARG_BACKEND, ARG_USER, conditions::ARGUMENT];

const ENV_FOLDER: &str = "STEAM_NETWORKING_DIR";

/// Which platform is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Steam where it answers, otherwise the local platform during development.
    Auto,
    /// Steam or nothing.
    Steam,
    /// The local platform.
    Local,
}

/// Which of Steam's interfaces carries the packets of the class Networking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum P2pTransport {
    /// `ISteamNetworking`, which the class is named after.
    Networking,
    /// `ISteamNetworkingMessages`, which Valve names as the one to use.
    NetworkingMessages,
}

/// What decides how Steam is initialised.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The game's ID; 0 leaves it to Steam (`steam_appid.txt`).
    pub app_id: Result<u32, InitFailure>,
    /// Which platform is asked for.
    pub backend: Result<Backend, InitFailure>,
    /// Which of Steam's interfaces carries the packets of the class Networking.
    pub p2p_transport: Result<P2pTransport, InitFailure>,
    /// Whether to initialise before the first scene.
    pub initialize_on_startup: bool,
    /// Whether that initialisation pumps in every frame.
    pub embed_callbacks: bool,
    /// Whether this is the editor or a debug build.
    pub development: bool,
    user: String,
    folder: Option<PathBuf>,
    timings: String,
    conditions: conditions::Written,
}

impl Settings {
    /// Reads them as they are now.
    pub fn read() -> Settings {
        let development = Os::singleton().is_debug_build();
        let app_id = match variable(ENV_APP_ID) {
            Some(text) => text.parse().map_err(|_| {
                invalid(format!(
                    "The environment variable {ENV_APP_ID} is \"{text}\": it must be an app ID, a number."
                ))
            }),
            None => Ok(project::app_id().unwrap_or(if development { SPACEWAR } else { 0 })),
        };
        let backend = argument(ARG_BACKEND).or_else(|| variable(ENV_BACKEND));
        let p2p_transport = variable(ENV_P2P_TRANSPORT).unwrap_or_else(project::p2p_transport);
        let user = argument(ARG_USER).or_else(|| variable(ENV_USER));
        Settings {
            app_id,
            backend: parse_backend(&backend.unwrap_or_else(project::backend)),
            p2p_transport: parse_p2p_transport(&p2p_transport),
            initialize_on_startup: project::initialize_on_startup(),
            embed_callbacks: project::embed_callbacks(),
            development,
            user: user.unwrap_or_else(project::local_user),
            folder: variable(ENV_FOLDER).map(PathBuf::from),
            timings: variable(timings::ENVIRONMENT).unwrap_or_default(),
            conditions: conditions::Written::read(),
        }
    }

    /// Arguments after Godot's `--` that look like this extension's and are not, as where the `=` was forgotten: they would be
    /// passed over without a word.
    pub fn unknown_arguments() -> Vec<String> {
        let known =
            |argument: &String| argument.split_once('=').is_some_and(|(name, _)| ARGUMENTS.contains(&name));
        sources::arguments().filter(|argument| argument.starts_with("--steam-") && !known(argument)).collect()
    }

    /// What the local platform is to be started with.
    pub fn local_config(&self, app_id: u32) -> Result<LocalConfig, InitFailure> {
        let folder = self.folder.clone().or_else(default_folder).ok_or_else(|| {
            invalid(format!("there is no folder for the user's temporary files; name one in {ENV_FOLDER}"))
        })?;
        Ok(LocalConfig {
            folder,
            app_id,
            user: user::parse(&self.user),
            timings: timings::parse(&self.timings)?,
            limits: project::limits()?,
            seed: rand::random(),
        })
    }

    /// What the local network is to be like at the start, those that take precedence last.
    pub fn local_conditions(&self) -> Result<Vec<Condition>, InitFailure> {
        self.conditions.parse()
    }
}

/// The user's own folder for what lives as long as a login, or else for caches.
fn default_folder() -> Option<PathBuf> {
    dirs::runtime_dir().or_else(dirs::cache_dir).map(|folder| folder.join("steam_networking"))
}

fn invalid(message: String) -> InitFailure {
    InitFailure { code: InitFailureCode::FailedGeneric, message }
}

fn parse_p2p_transport(text: &str) -> Result<P2pTransport, InitFailure> {
    match text {
        "networking" | "" => Ok(P2pTransport::Networking),
        "networking_messages" => Ok(P2pTransport::NetworkingMessages),
        other => Err(invalid(format!(
            "The P2P transport \"{other}\" (project setting steam/platform/p2p_transport, or {ENV_P2P_TRANSPORT}) is \
             unknown: it must be networking or networking_messages."
        ))),
    }
}

fn parse_backend(text: &str) -> Result<Backend, InitFailure> {
    match text {
        "steam" => Ok(Backend::Steam),
        "local" => Ok(Backend::Local),
        "auto" | "" => Ok(Backend::Auto),
        other => Err(invalid(format!(
            "The platform \"{other}\" (project setting steam/platform/backend, {ENV_BACKEND} or {ARG_BACKEND}=) is \
             unknown: it must be auto, steam or local."
        ))),
    }
}
