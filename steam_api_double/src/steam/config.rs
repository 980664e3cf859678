//! The user and the meeting place, from the local platform's own variables.

use std::path::PathBuf;
use std::time::Duration;

use crate::contract::{InitFailure, InitFailureCode};
use crate::platform::local::{Limits, LocalConfig, Timings, UserChoice, UserFiles};

/// Reads it as it is now.
pub(super) fn read() -> Result<LocalConfig, InitFailure> {
    let app_id = variable("SteamAppId").or_else(|| std::fs::read_to_string("steam_appid.txt").ok());
    let app_id = app_id.and_then(|text| text.trim().parse().ok()).filter(|app_id| *app_id != 0);
    let folder = variable("STEAM_NETWORKING_DIR").map(PathBuf::from);
    let folder = folder.ok_or_else(|| generic("STEAM_NETWORKING_DIR names no folder"))?;
    let users = variable("STEAM_NETWORKING_USER_DIR").map_or_else(|| folder.join("users"), PathBuf::from);
    // As the extension reads it from the project, whose folder is the current folder of a game that the editor runs.
    let definitions = std::fs::read_to_string("steam_achievements.cfg").ok();
    Ok(LocalConfig {
        folder,
        user_files: UserFiles { definitions, ..UserFiles::in_folder(users) },
        app_id: app_id
            .ok_or_else(|| generic("no app id: neither SteamAppId nor steam_appid.txt names one"))?,
        user: user(&argument().or_else(|| variable("STEAM_NETWORKING_USER")).unwrap_or_default()),
        timings: timings(&variable("STEAM_NETWORKING_TIMINGS").unwrap_or_default())?,
        limits: limits()?,
        seed: rand::random(),
    })
}

fn generic(message: impl Into<String>) -> InitFailure {
    InitFailure { code: InitFailureCode::FailedGeneric, message: message.into() }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The value of `--steam-user=`, by which tests distinguish their players.
fn argument() -> Option<String> {
    std::env::args_os()
        .find_map(|argument| Some(argument.to_str()?.strip_prefix("--steam-user=")?.to_owned()))
        .filter(|user| !user.is_empty())
}

fn user(text: &str) -> UserChoice {
    match (text, text.parse()) {
        ("", _) => UserChoice::LowestFree,
        (_, Ok(number)) => UserChoice::Number(number),
        (name, Err(_)) => UserChoice::Named(name.to_owned()),
    }
}

fn limits() -> Result<Limits, InitFailure> {
    let mut limits = Limits::default();
    if let Some(bytes) = variable("STEAM_API_DOUBLE_SEND_QUEUE_BYTES") {
        limits.send_queue_bytes =
            bytes.parse().map_err(|_| generic("STEAM_API_DOUBLE_SEND_QUEUE_BYTES has no number"))?;
    }
    Ok(limits)
}

/// `name=milliseconds`, separated by commas.
fn timings(text: &str) -> Result<Timings, InitFailure> {
    let mut timings = Timings::default();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let wrong = || generic(format!("STEAM_NETWORKING_TIMINGS has {part:?}"));
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let duration = Duration::from_millis(value.parse().map_err(|_| wrong())?);
        match name {
            "session_timeout" => timings.session_timeout = duration,
            "connection_timeout" => timings.connection_timeout = duration,
            "request_repeat" => timings.request_repeat = duration,
            "collect" => timings.collect = duration,
            "idle" => timings.idle = Some(duration),
            _ => return Err(wrong()),
        }
    }
    Ok(timings)
}
