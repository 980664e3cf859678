//! The app ID: from the call, the project, the environment or, in development, Valve's test app.

use std::ffi::OsStr;
use std::fmt;

use super::{invalid, project};
use crate::contract::InitFailure;

/// The environment variable in which Steam, or its replacement, passes the app ID.
pub const ENVIRONMENT: &str = "SteamAppId";
/// Valve's test app for developers ("Spacewar").
const SPACEWAR: u32 = 480;
/// The Godot editor's app ID on Steam. An editor that Steam started passes it on to the games that it runs.
const GODOT_ON_STEAM: u32 = 404_790;

/// The project's app ID, and the fallback if there is none.
#[derive(Clone, Debug)]
pub struct AppIds {
    /// The project's app ID, 0 for none.
    project: Result<u32, InitFailure>,
    development: bool,
}

/// The app ID in use.
#[derive(Debug, PartialEq, Eq)]
pub struct AppId {
    /// The app ID; 0 leaves it to Steam (`steam_appid.txt`).
    pub id: u32,
    /// Its source.
    pub source: Source,
    /// A text about a place with a different one.
    pub differences: Vec<String>,
}

/// The source of an app ID; the first one that has a value wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The call of `steamInit`.
    Argument,
    /// The project setting.
    Project,
    /// The environment variable.
    Environment,
    /// No source, in development.
    Development,
    /// No source: Steam has to know it.
    Steam,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Argument => f.write_str("the argument app_id"),
            Source::Project => write!(f, "the project setting {}", project::APP_ID),
            Source::Environment => write!(f, "the environment variable {ENVIRONMENT}"),
            Source::Development => f.write_str("the default of editor and debug builds"),
            Source::Steam => f.write_str("Steam itself, as nothing else names one"),
        }
    }
}

impl AppIds {
    /// Reads the project's app ID.
    pub fn read(development: bool) -> AppIds {
        AppIds { project: project::app_id(), development }
    }

    /// The app ID for an init that was given `argument`, 0 for none, in this environment.
    ///
    /// # Errors
    /// If the value in use, or one that might be used, is not an app ID.
    // rule: init.app-id
    pub fn choose(&self, argument: u32, environment: Option<&OsStr>) -> Result<AppId, InitFailure> {
        let environment = environment.map(|text| text.to_string_lossy().trim().to_owned());
        let environment = environment.filter(|text| !text.is_empty());
        let parsed = environment.as_ref().map(|text| text.parse::<u32>());
        if argument == 0
            && let (Some(text), Some(Err(_))) = (&environment, &parsed)
        {
            return Err(invalid(format!(
                "The environment variable {ENVIRONMENT} is \"{text}\": it must be an app ID, a number."
            )));
        }
        let project = if argument == 0 { self.project.clone()? } else { self.project.clone().unwrap_or(0) };
        let from_environment = parsed.and_then(Result::ok).unwrap_or(0);
        let sources = [
            (Source::Argument, argument),
            (Source::Project, project),
            (Source::Environment, from_environment),
            (Source::Development, if self.development { SPACEWAR } else { 0 }),
        ];
        let (source, id) = sources.into_iter().find(|(_, id)| *id != 0).unwrap_or((Source::Steam, 0));
        let mut differences = Vec::new();
        let mut differs = |place: Source, text: &str| {
            differences.push(format!("{place} is {text}, but {id} from {source} is used"));
        };
        if source != Source::Project && project != 0 && project != id {
            differs(Source::Project, &project.to_string());
        }
        if let Some(text) = environment.filter(|_| from_environment != id && source != Source::Environment) {
            if from_environment == GODOT_ON_STEAM {
                differs(Source::Environment, &format!("{text}, the Godot editor as Steam starts it"));
            } else {
                differs(Source::Environment, &text);
            }
        }
        Ok(AppId { id, source, differences })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(argument: u32, project: u32, environment: Option<&str>, development: bool) -> AppId {
        let ids = AppIds { project: Ok(project), development };
        ids.choose(argument, environment.map(OsStr::new)).unwrap()
    }

    #[test]
    fn the_argument_goes_before_the_project_and_that_before_the_environment_and_the_default() {
        let from = |id: AppId| (id.id, id.source);
        assert_eq!(from(choose(1, 2, Some("3"), true)), (1, Source::Argument));
        assert_eq!(from(choose(0, 2, Some("3"), true)), (2, Source::Project));
        assert_eq!(from(choose(0, 0, Some(" 3 "), true)), (3, Source::Environment));
        assert_eq!(from(choose(0, 0, None, true)), (480, Source::Development));
        assert_eq!(from(choose(0, 0, Some(" "), false)), (0, Source::Steam));
        assert_eq!(from(choose(0, 0, Some("0"), true)), (480, Source::Development));
    }

    #[test]
    fn every_place_that_says_something_else_is_named() {
        assert_eq!(choose(480, 480, Some("480"), true).differences, [""; 0]);
        assert_eq!(choose(0, 0, Some("7"), true).differences, [""; 0]);
        let differences = choose(1, 2, Some("404790"), true).differences;
        assert_eq!(differences.len(), 2);
        assert!(differences[0].contains("steam/initialization/app_id is 2, but 1 from"), "{differences:?}");
        assert!(differences[1].contains("SteamAppId is 404790, the Godot editor"), "{differences:?}");
        // With an argument, other wrong values do not matter, but are reported.
        let differences = choose(1, 0, Some("stem"), true).differences;
        assert!(differences[0].contains("SteamAppId is stem"), "{differences:?}");
    }

    #[test]
    fn what_is_no_app_id_is_refused() {
        for wrong in ["stem", "-1", "4294967296", "480.0"] {
            let ids = AppIds { project: Ok(480), development: true };
            let failure = ids.choose(0, Some(OsStr::new(wrong))).unwrap_err();
            assert!(failure.message.contains(ENVIRONMENT) && failure.message.contains(wrong), "{failure}");
        }
        let ids = AppIds { project: Err(invalid("wrong".to_owned())), development: true };
        assert!(ids.choose(0, None).is_err());
        assert_eq!(ids.choose(480, None).unwrap().id, 480);
    }
}
