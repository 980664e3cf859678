//! The settings of an init, from the command line, the environment and the project, in this order.

mod app_id;
mod conditions;
mod course;
mod instance;
mod project;
mod sources;
mod timings;
mod user;
mod user_files;

use std::path::PathBuf;

use godot::classes::Os;
use godot::obj::Singleton;

pub use app_id::{AppId, AppIds};
pub use conditions::conditions_in;
pub use course::{course_in, load_course, resource_dictionary};
pub use instance::Instance;
pub use project::{condition_value, name as project_name, register, variant};

use crate::contract::network_conditions::Condition;
use crate::contract::{InitFailure, InitFailureCode};
use crate::platform::local::{LocalConfig, Timings, UserChoice};

const ENV_P2P_TRANSPORT: &str = "STEAM_NETWORKING_P2P_TRANSPORT";
const ENV_BACKEND: &str = "STEAM_NETWORKING_PLATFORM";
const ENV_USER: &str = "STEAM_NETWORKING_USER";
const ENV_FOLDER: &str = "STEAM_NETWORKING_DIR";
/// All environment variables that are read, except Steam's own.
const VARIABLES: [&str; 9] = [
    ENV_P2P_TRANSPORT,
    ENV_BACKEND,
    ENV_USER,
    ENV_FOLDER,
    user_files::ENV_FOLDER,
    user_files::ENV_RESET,
    conditions::ENVIRONMENT,
    course::ENVIRONMENT,
    timings::ENVIRONMENT,
];
const ARG_BACKEND: &str = "--steam-platform";
const ARG_USER: &str = "--steam-user";
/// All arguments that are read after Godot's `--`.
const ARGUMENTS: [&str; 5] =
    [ARG_BACKEND, ARG_USER, conditions::ARGUMENT, course::ARGUMENT, instance::ARGUMENT];

/// The requested platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Steam if it answers, otherwise the local platform during development.
    Auto,
    /// Steam or nothing.
    Steam,
    /// The local platform.
    Local,
}

/// Steam's interface that carries packets (`sendP2PPacket` and so on).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum P2pTransport {
    /// `ISteamNetworking`, to which these methods belong.
    Networking,
    /// `ISteamNetworkingMessages`, which Valve recommends.
    NetworkingMessages,
}

/// The settings of an init. Each is read and checked separately: a wrong value makes the init that needs it fail.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The game's ID.
    pub app_ids: AppIds,
    /// The requested platform.
    pub backend: Result<Backend, InitFailure>,
    /// Steam's interface that carries packets (`sendP2PPacket` and so on).
    pub p2p_transport: Result<P2pTransport, InitFailure>,
    /// Whether to initialise before the first scene.
    pub initialize_on_startup: Result<bool, InitFailure>,
    /// Whether every frame pumps after that.
    pub embed_callbacks: Result<bool, InitFailure>,
    /// Whether the local instances start in one lobby.
    pub auto_lobby: Result<bool, InitFailure>,
    /// Whether this is the editor or a debug build.
    pub development: bool,
    user: Result<UserChoice, InitFailure>,
    folder: Result<Option<PathBuf>, InitFailure>,
    user_files: Result<user_files::Written, InitFailure>,
    timings: Result<Timings, InitFailure>,
    conditions: Result<Vec<Condition>, InitFailure>,
    course: Result<String, InitFailure>,
}

impl Settings {
    /// Reads the current settings.
    pub fn read() -> Settings {
        let development = Os::singleton().is_debug_build();
        Settings {
            app_ids: AppIds::read(development),
            backend: written(Some(ARG_BACKEND), ENV_BACKEND, project::backend)
                .and_then(|(text, _)| parse_backend(&text)),
            p2p_transport: written(None, ENV_P2P_TRANSPORT, project::p2p_transport)
                .and_then(|(text, _)| parse_p2p_transport(&text)),
            initialize_on_startup: project::initialize_on_startup(),
            embed_callbacks: project::embed_callbacks(),
            auto_lobby: project::auto_lobby(),
            development,
            user: written(Some(ARG_USER), ENV_USER, project::local_user)
                .and_then(|(text, source)| user::parse(&text, source)),
            folder: sources::folder(ENV_FOLDER),
            user_files: user_files::Written::read(),
            timings: sources::variable(timings::ENVIRONMENT)
                .and_then(|text| timings::parse(&text.unwrap_or_default())),
            conditions: conditions::Written::read().and_then(|written| written.parse()),
            course: written(Some(course::ARGUMENT), course::ENVIRONMENT, project::course)
                .map(|(path, _)| path),
        }
    }

    /// Warnings about names that look like a setting but are not one.
    pub fn passed_over() -> Vec<String> {
        sources::passed_over().into_iter().chain(Instance::complaint()).collect()
    }

    /// The names of settings on the command line or in the environment that have no effect on Steam: those of the local platform
    /// and, in a release build, network conditions.
    pub fn unused_on_steam(&self) -> Vec<&'static str> {
        let names = if self.development { 1 } else { 3 };
        let arguments = [ARG_USER, conditions::ARGUMENT, course::ARGUMENT].into_iter().take(names);
        let variables = [ENV_USER, conditions::ENVIRONMENT, course::ENVIRONMENT].into_iter().take(names);
        let is_set = |name: &&str| sources::variable(name).is_ok_and(|value| value.is_some());
        arguments.filter(|name| sources::argument(name).is_some()).chain(variables.filter(is_set)).collect()
    }

    /// The configuration of the local platform.
    pub fn local_config(&self, app_id: u32) -> Result<LocalConfig, InitFailure> {
        self.auto_lobby.clone()?;
        let told = self.folder.clone()?;
        let told_to_meet = told.is_some();
        let folder = told.or_else(default_folder).ok_or_else(|| {
            invalid(format!("there is no folder for the user's temporary files; name one in {ENV_FOLDER}"))
        })?;
        Ok(LocalConfig {
            user_files: self.user_files.clone()?.resolve(told_to_meet, &folder),
            folder,
            app_id,
            user: self.user.clone()?,
            timings: self.timings.clone()?,
            limits: project::limits()?,
            seed: rand::random(),
        })
    }

    /// The network conditions at the start; the last ones take precedence.
    pub fn conditions(&self) -> Result<Vec<Condition>, InitFailure> {
        self.conditions.clone()
    }

    /// The path of the course of conditions to play from the start; empty for none.
    pub fn course(&self) -> Result<String, InitFailure> {
        self.course.clone()
    }
}

/// The first value among the command line, the environment and the project, and its source.
fn written(
    argument: Option<&'static str>,
    variable: &'static str,
    project: fn() -> (String, &'static str),
) -> Result<(String, &'static str), InitFailure> {
    if let Some(name) = argument
        && let Some(text) = sources::argument(name)
    {
        return Ok((text, name));
    }
    Ok(sources::variable(variable)?.map_or_else(project, |text| (text, variable)))
}

/// The system user's runtime folder, or otherwise their cache folder.
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
