//! The Godot that the other commands run: the user's own, or a copy fetched for this project.
//!
//! Nothing here knows what runs in it.

mod display;
mod fetch;
mod launcher;
mod templates;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

pub(crate) use display::VirtualDisplay;
pub(crate) use templates::Templates;

use crate::process;

/// The variable that names the Godot to use, before any other is searched for.
const OVERRIDE: &str = "GODOT4_BIN";

/// Imports a project, as everybody does. An engine of its own would crash here: src/steam/first_import.rs.
pub(crate) const IMPORT: [&str; 1] = ["--import"];

/// An import that takes longer counts as hanging.
pub(crate) const IMPORT_LIMIT: Duration = Duration::from_secs(180);

/// A Godot 4 that answered.
pub(crate) struct Godot {
    /// The program that starts the engine with the engine's own arguments.
    pub(crate) executable: PathBuf,
    /// What the engine prints for `--version`.
    pub(crate) version: String,
    /// The source of the engine.
    pub(crate) origin: Origin,
}

/// The sources of a Godot.
pub(crate) enum Origin {
    /// The environment variable.
    Environment,
    /// The PATH.
    Path,
    /// This project's own copy, with everything it needs for a window in the same folder.
    Fetched,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::Environment => "named by GODOT4_BIN",
            Self::Path => "found on PATH",
            Self::Fetched => "this project's own copy",
        })
    }
}

/// Finds a Godot 4 and fetches one if there is none.
pub(crate) fn find() -> Result<Godot> {
    if let Some(named) = std::env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
        let executable = which::which(&named).with_context(|| {
            format!("{OVERRIDE} names {}, which cannot be run", Path::new(&named).display())
        })?;
        let version = version_of(&executable)?;
        if !is_supported(&version) {
            bail!("{OVERRIDE} names Godot {version}, but this project needs Godot 4.3 or later");
        }
        return Ok(Godot { executable, version, origin: Origin::Environment });
    }
    for name in ["godot4", "godot"] {
        let Ok(executable) = which::which(name) else { continue };
        match version_of(&executable) {
            Ok(version) if is_supported(&version) => {
                return Ok(Godot { executable, version, origin: Origin::Path });
            }
            Ok(version) => eprintln!("Passing over {}: it is Godot {version}.", executable.display()),
            Err(error) => eprintln!("Passing over {}: {error:#}.", executable.display()),
        }
    }
    let executable = launcher::godot(&fetch::folder()?);
    let version = version_of(&executable)
        .context("the fetched Godot does not run; remove its folder to have it fetched again")?;
    Ok(Godot { executable, version, origin: Origin::Fetched })
}

/// Imports the scripts and resources of the project that `command` opens, as its editor would.
pub(crate) fn import(mut command: Command) -> Result<()> {
    command.arg("--headless").args(IMPORT);
    let outcomes = process::run_together(&mut [command], Some(IMPORT_LIMIT), |_, _| true)?;
    match outcomes.first() {
        Some(outcome) if outcome.succeeded() => Ok(()),
        Some(outcome) => bail!("the project does not import:\n{}", outcome.output.join("\n")),
        None => bail!("the engine did not start"),
    }
}

fn version_of(executable: &Path) -> Result<String> {
    let output = Command::new(executable)
        .args(["--headless", "--version"])
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {}", executable.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().map(str::trim).rfind(|line| !line.is_empty()) {
        Some(version) => Ok(version.to_owned()),
        None => bail!("{} --version printed nothing ({})", executable.display(), output.status),
    }
}

/// Whether a version such as `4.6.3.stable.official.…` is at least 4.3, the oldest engine the extension loads in.
fn is_supported(version: &str) -> bool {
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().ok());
    matches!((numbers.next().flatten(), numbers.next().flatten()), (Some(4), Some(minor)) if minor >= 3)
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn engines_from_4_3_on_are_supported() {
        assert!(is_supported("4.3.stable.official.77dcf97d8"));
        assert!(is_supported("4.6.3.stable.debian"));
        assert!(is_supported("4.10.rc1"));
    }

    #[test]
    fn older_engines_and_other_programs_are_not() {
        for version in ["3.5.2.stable", "4.2.2.stable", "5.0.dev", "4", "godot", ""] {
            assert!(!is_supported(version), "{version}");
        }
    }
}
