//! Private copies of the repository's Godot projects, and engines that run in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::judge;
use crate::engine::{Godot, IMPORT_LIMIT};
use crate::extension::{self, Libraries, Profile};
use crate::process::{self, Outcome};

/// The file in a project whose settings override those of `project.godot`.
const OVERRIDES: &str = "override.cfg";

/// A private copy of a project that has never been opened.
pub(crate) struct FreshProject {
    folder: TempDir,
    name: &'static str,
}

impl FreshProject {
    /// Copies the project at `source` and stages the addon into the copy, for an editor to find.
    pub(crate) fn copy(source: &Path, libraries: &Libraries) -> Result<Self> {
        Self::copy_as("project", source, libraries)
    }

    /// The same, in a folder of this name.
    pub(crate) fn copy_as(name: &'static str, source: &Path, libraries: &Libraries) -> Result<Self> {
        let fresh = Self::bare(name, source)?;
        extension::stage(&fresh.path(), libraries, Profile::Debug)?;
        // The import has to find the extension by itself.
        fs::remove_dir_all(fresh.path().join(".godot"))?;
        Ok(fresh)
    }

    /// Copies the project at `source` as if there were no addon.
    pub(crate) fn copy_without_addon(source: &Path) -> Result<Self> {
        Self::bare("project", source)
    }

    fn bare(name: &'static str, source: &Path) -> Result<Self> {
        let fresh = Self { folder: tempfile::Builder::new().prefix("steam_networking-").tempdir()?, name };
        extension::copy_folder_without(source, &fresh.path(), &[".godot", "steam_networking"])?;
        Ok(fresh)
    }

    /// The path of the copy.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    /// A folder beside the copy that is deleted with its handle.
    pub(crate) fn private_folder(&self) -> Result<TempDir> {
        Ok(tempfile::tempdir_in(self.folder.path())?)
    }

    /// Overrides the project's settings with these, in place of those of the last call.
    pub(crate) fn override_settings(&self, settings: &[(String, String)]) -> Result<()> {
        Ok(fs::write(self.path().join(OVERRIDES), overrides(settings))?)
    }

    /// An engine for this project that sees no other players and leaves nothing in the user's folders.
    pub(crate) fn engine(&self, godot: &Godot, private: &Path) -> Command {
        let mut command = godot.command();
        command.arg("--headless").arg("--path").arg(godot.path(&self.path()));
        command.env("STEAM_NETWORKING_PLATFORM", "local");
        isolate(&mut command, &godot.path(private));
        command
    }

    /// Runs an engine that logs no errors in a healthy project, and returns the errors that it has logged.
    pub(crate) fn run_quietly(&self, godot: &Godot, arguments: &[&str]) -> Result<Result<(), String>> {
        let mut command = self.engine(godot, self.folder.path());
        command.args(arguments);
        let outcomes = process::run_together(&mut [command], Some(IMPORT_LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("no process was started")?;
        let troubles: Vec<_> = outcome.output.iter().filter(|line| judge::is_trouble(line)).collect();
        if outcome.succeeded() && troubles.is_empty() {
            return Ok(Ok(()));
        }
        let reasons: String = troubles.iter().map(|line| format!("    it printed: {line}\n")).collect();
        Ok(Err(reasons + &full_output(1, outcome)))
    }
}

/// Makes a program see no other player, and leave nothing in the user's folders.
pub(super) fn isolate(command: &mut Command, private: &Path) {
    command.env("STEAM_NETWORKING_DIR", private.join("rendezvous"));
    for (variable, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        // On Windows. Wine sets both to folders of its own, which lie below `target/`.
        ("APPDATA", "data"),
        ("LOCALAPPDATA", "cache"),
    ] {
        command.env(variable, private.join(folder));
    }
}

/// The text of [`OVERRIDES`]. What comes before the first slash of a setting's name is its section.
fn overrides(settings: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in settings {
        let (section, key) = name.split_once('/').unwrap_or(("", name));
        text += &format!("[{section}]\n{key}={value}\n");
    }
    text
}

/// The output of a player, to print below the reason for its failure.
pub(super) fn full_output(player: usize, outcome: &Outcome) -> String {
    let end = outcome.status.map_or("ended at the time limit".to_owned(), |status| status.to_string());
    let mut text = format!("    ---- all output of player {player} ({end})\n");
    for line in outcome.output.iter().filter(|line| !is_progress(line)) {
        text += &format!("    | {line}\n");
    }
    text
}

/// Whether a line is part of the progress bar of an import.
fn is_progress(line: &str) -> bool {
    line.contains("% ] ") || line.contains("[ DONE ]") || line.trim() == "\x1b[0m"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_stand_in_their_sections() {
        let settings =
            [("steam/local/user".to_owned(), "\"Ada\"".to_owned()), ("a/b".to_owned(), "1".to_owned())];
        assert_eq!(overrides(&settings), "[steam]\nlocal/user=\"Ada\"\n[a]\nb=1\n");
        assert_eq!(overrides(&[]), "");
    }
}
