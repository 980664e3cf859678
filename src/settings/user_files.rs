//! The stored data of local users, and its place.

use std::path::{Path, PathBuf};

use super::{invalid, project, sources};
use crate::contract::InitFailure;
use crate::platform::local::UserFiles;

/// The variable that names the folder.
pub const ENV_FOLDER: &str = "STEAM_NETWORKING_USER_DIR";
/// The variable that resets the user.
pub const ENV_RESET: &str = "STEAM_NETWORKING_RESET_USER";

/// The settings as written, before the folder where processes meet is known.
#[derive(Clone, Debug)]
pub struct Written {
    folder: Option<PathBuf>,
    reset: bool,
    definitions: Option<String>,
    cloud_bytes: u64,
}

impl Written {
    /// Reads the current settings.
    pub fn read() -> Result<Written, InitFailure> {
        let reset = match sources::variable(ENV_RESET)?.as_deref() {
            None => project::reset_user()?,
            Some("0" | "false") => false,
            Some("1" | "true") => true,
            Some(other) => {
                return Err(invalid(format!(
                    "the environment variable {ENV_RESET} is \"{other}\": it must be 0 or 1"
                )));
            }
        };
        Ok(Written {
            folder: sources::folder(ENV_FOLDER)?,
            reset,
            definitions: project::achievements()?,
            cloud_bytes: project::cloud_quota()?,
        })
    }

    /// Resolves the folder: beside the folder where processes meet, if that is set; otherwise the system user's data
    /// folder.
    pub fn resolve(&self, told_to_meet: bool, meeting: &Path) -> UserFiles {
        let own = || if told_to_meet { None } else { dirs::data_dir() };
        let chosen = self.folder.clone().or_else(|| own().map(|folder| folder.join("steam_networking")));
        UserFiles {
            folder: chosen.unwrap_or_else(|| meeting.join("users")),
            reset: self.reset,
            definitions: self.definitions.clone(),
            cloud_bytes: self.cloud_bytes,
        }
    }
}
