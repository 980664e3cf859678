//! What decides how Steam is initialised: command line, environment, project settings, in this order.

mod project;

use std::path::PathBuf;
use std::time::Duration;

use godot::classes::Os;
use godot::obj::Singleton;

pub use project::register;

use crate::platform::local::{Limits, LocalConfig, Timings, UserChoice};
use crate::platform::{InitFailure, InitFailureCode};

/// The app that Valve gives to developers for trying things out ("Spacewar").
const SPACEWAR: u32 = 480;

const ENV_APP_ID: &str = "SteamAppId";
const ENV_BACKEND: &str = "STEAM_NETWORKING_PLATFORM";
const ENV_USER: &str = "STEAM_NETWORKING_USER";
const ENV_FOLDER: &str = "STEAM_NETWORKING_DIR";
const ENV_TIMINGS: &str = "STEAM_NETWORKING_TIMINGS";

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

/// What decides how Steam is initialised.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The game's ID; 0 leaves it to Steam (`steam_appid.txt`).
    pub app_id: u32,
    /// Which platform is asked for.
    pub backend: Backend,
    /// Whether to initialise before the first scene.
    pub initialize_on_startup: bool,
    /// Whether that initialisation pumps in every frame.
    pub embed_callbacks: bool,
    /// Whether this is the editor or a debug build.
    pub development: bool,
    user: String,
    folder: Option<PathBuf>,
    timings: String,
}

impl Settings {
    /// Reads them as they are now.
    pub fn read() -> Settings {
        let development = Os::singleton().is_debug_build();
        let app_id = variable(ENV_APP_ID)
            .and_then(|text| text.parse().ok())
            .or_else(project::app_id)
            .unwrap_or(if development { SPACEWAR } else { 0 });
        let backend = argument("--steam-platform").or_else(|| variable(ENV_BACKEND));
        let user = argument("--steam-user").or_else(|| variable(ENV_USER));
        Settings {
            app_id,
            backend: parse_backend(&backend.unwrap_or_else(project::backend)),
            initialize_on_startup: project::initialize_on_startup(),
            embed_callbacks: project::embed_callbacks(),
            development,
            user: user.unwrap_or_else(project::local_user),
            folder: variable(ENV_FOLDER).map(PathBuf::from),
            timings: variable(ENV_TIMINGS).unwrap_or_default(),
        }
    }

    /// What the local platform is to be started with.
    pub fn local_config(&self, app_id: u32) -> Result<LocalConfig, InitFailure> {
        let folder = self.folder.clone().or_else(default_folder).ok_or_else(|| {
            invalid(format!("there is no folder for the user's temporary files; name one in {ENV_FOLDER}"))
        })?;
        Ok(LocalConfig {
            folder,
            app_id,
            user: parse_user(&self.user),
            timings: parse_timings(&self.timings)?,
            limits: Limits::default(),
            seed: rand::random(),
        })
    }
}

/// The user's own folder for what lives as long as a login, or else for caches.
fn default_folder() -> Option<PathBuf> {
    dirs::runtime_dir().or_else(dirs::cache_dir).map(|folder| folder.join("steam_networking"))
}

fn invalid(message: String) -> InitFailure {
    InitFailure { code: InitFailureCode::FailedGeneric, message }
}

/// The value of `name=value` among the arguments after Godot's `--`.
fn argument(name: &str) -> Option<String> {
    let arguments = Os::singleton().get_cmdline_user_args();
    arguments.as_slice().iter().find_map(|argument| {
        let argument = String::from(argument);
        let (key, value) = argument.split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn parse_backend(text: &str) -> Backend {
    match text {
        "steam" => Backend::Steam,
        "local" => Backend::Local,
        "auto" | "" => Backend::Auto,
        other => {
            godot::global::godot_warn!(
                "Steam: the platform \"{other}\" is unknown; it must be auto, steam or local. Taking auto."
            );
            Backend::Auto
        }
    }
}

/// A number from 1, a name, or nothing.
fn parse_user(text: &str) -> UserChoice {
    match (text, text.parse()) {
        ("", _) => UserChoice::LowestFree,
        (_, Ok(0)) => UserChoice::LowestFree,
        (_, Ok(number)) => UserChoice::Number(number),
        (name, Err(_)) => UserChoice::Named(name.to_owned()),
    }
}

/// `name=milliseconds`, separated by commas; what is not named keeps Steam's value.
fn parse_timings(text: &str) -> Result<Timings, InitFailure> {
    let mut timings = Timings::default();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let problem = || {
            invalid(format!(
                "{ENV_TIMINGS} has \"{part}\": it must be session_timeout, request_repeat, collect or idle, \
                 then = and milliseconds"
            ))
        };
        let (name, value) = part.split_once('=').ok_or_else(problem)?;
        let duration = Duration::from_millis(value.parse().map_err(|_| problem())?);
        match name {
            "session_timeout" => timings.session_timeout = duration,
            "request_repeat" => timings.request_repeat = duration,
            "collect" => timings.collect = duration,
            "idle" => timings.idle = Some(duration),
            _ => return Err(problem()),
        }
    }
    Ok(timings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_a_number_a_name_or_the_lowest_free() {
        assert_eq!(parse_user(""), UserChoice::LowestFree);
        assert_eq!(parse_user("0"), UserChoice::LowestFree);
        assert_eq!(parse_user("3"), UserChoice::Number(3));
        assert_eq!(parse_user("Ada"), UserChoice::Named("Ada".to_owned()));
    }

    #[test]
    fn timings_keep_what_is_not_named() {
        let timings = parse_timings("session_timeout=500,collect=50").unwrap();
        assert_eq!(timings.session_timeout, Duration::from_millis(500));
        assert_eq!(timings.collect, Duration::from_millis(50));
        assert_eq!(timings.request_repeat, Timings::default().request_repeat);
    }

    #[test]
    fn wrong_timings_are_named() {
        for wrong in ["session_timeout", "session_timeout=soon", "patience=5"] {
            assert!(parse_timings(wrong).unwrap_err().message.contains(wrong), "{wrong}");
        }
    }
}
