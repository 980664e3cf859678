//! The Godot that the other commands run: the user's own, or a copy fetched for this project.
//!
//! Nothing here knows what runs in it.

mod display;
mod fetch;
mod launcher;
mod templates;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

pub(crate) use display::VirtualDisplay;
pub(crate) use templates::Templates;

use crate::process;
use crate::wine::{self, Wine};

/// The variable that names the Godot to use, before any other is searched for.
const OVERRIDE: &str = "GODOT4_BIN";

/// Names a Godot for Windows, for tests on Windows itself and under Wine.
const WINDOWS_OVERRIDE: &str = "GODOT4_WINDOWS_BIN";

/// Imports a project, as everybody does. An engine of its own would crash here: src/steam/first_import.rs.
pub(crate) const IMPORT: [&str; 1] = ["--import"];

/// An import that takes longer counts as hanging.
pub(crate) const IMPORT_LIMIT: Duration = Duration::from_secs(180);

/// A Godot 4 that answered.
pub(crate) struct Godot {
    /// The program that starts the engine with the engine's own arguments.
    pub(crate) executable: PathBuf,
    /// The engine's output for `--version`.
    pub(crate) version: String,
    /// The source of the engine.
    pub(crate) origin: Origin,
    /// The program that runs it, if it is for Windows and this machine is not.
    wine: Option<Wine>,
}

impl Godot {
    /// Starts the engine; what is added are its arguments.
    pub(crate) fn command(&self) -> Command {
        start(&self.executable, self.wine.as_ref())
    }

    /// A file or folder of this machine, as the engine calls it.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        if self.wine.is_some() { wine::path(path) } else { path.to_owned() }
    }
}

/// The sources of a Godot.
pub(crate) enum Origin {
    /// The environment variable of this name.
    Environment(&'static str),
    /// The PATH.
    Path,
    /// This project's own copy, with everything it needs for a window in the same folder.
    Fetched,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Environment(variable) => write!(formatter, "named by {variable}"),
            Self::Path => formatter.write_str("found on PATH"),
            Self::Fetched => formatter.write_str("this project's own copy"),
        }
    }
}

/// Finds a Godot 4 and fetches one if there is none.
pub(crate) fn find() -> Result<Godot> {
    let overrides: &[&str] = if cfg!(windows) { &[OVERRIDE, WINDOWS_OVERRIDE] } else { &[OVERRIDE] };
    for variable in overrides {
        if let Some(named) = named_by(variable) {
            let executable = which::which(&named).with_context(|| {
                format!("{variable} names {}, which cannot be run", Path::new(&named).display())
            })?;
            return named_godot(variable, executable, None);
        }
    }
    for name in ["godot4", "godot"] {
        let Ok(executable) = which::which(name) else { continue };
        match version_of(start(&executable, None)) {
            Ok(version) if is_supported(&version) => {
                return Ok(Godot { executable, version, origin: Origin::Path, wine: None });
            }
            Ok(version) => eprintln!("Passing over {}: it is Godot {version}.", executable.display()),
            Err(error) => eprintln!("Passing over {}: {error:#}.", executable.display()),
        }
    }
    let executable = launcher::godot(&fetch::folder()?);
    let version = version_of(start(&executable, None))
        .context("the fetched Godot does not run; remove its folder to have it fetched again")?;
    Ok(Godot { executable, version, origin: Origin::Fetched, wine: None })
}

/// The Godot for Windows that the environment names, to be run by Wine. `None` if it names none.
pub(crate) fn find_for_wine(wine: Wine) -> Result<Option<Godot>> {
    let Some(named) = named_by(WINDOWS_OVERRIDE) else { return Ok(None) };
    let executable = std::fs::canonicalize(&named)
        .with_context(|| format!("{WINDOWS_OVERRIDE} names {}", Path::new(&named).display()))?;
    named_godot(WINDOWS_OVERRIDE, executable, Some(wine)).map(Some)
}

fn named_by(variable: &str) -> Option<OsString> {
    std::env::var_os(variable).filter(|value| !value.is_empty())
}

fn named_godot(variable: &'static str, executable: PathBuf, wine: Option<Wine>) -> Result<Godot> {
    let version = version_of(start(&executable, wine.as_ref()))?;
    if !is_supported(&version) {
        bail!("{variable} names Godot {version}, but this project needs Godot 4.3 or later");
    }
    Ok(Godot { executable, version, origin: Origin::Environment(variable), wine })
}

/// Starts an engine, in Wine where it is for Windows.
fn start(executable: &Path, wine: Option<&Wine>) -> Command {
    let Some(wine) = wine else { return Command::new(executable) };
    let mut command = Command::new(wine.program());
    wine.prepare(&mut command);
    command.arg(executable);
    command
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

fn version_of(mut engine: Command) -> Result<String> {
    engine.args(["--headless", "--version"]).stdin(Stdio::null());
    let output = engine.output().with_context(|| format!("cannot run {}", engine.get_program().display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().map(str::trim).rfind(|line| !line.is_empty()) {
        Some(version) => Ok(version.to_owned()),
        None => bail!("{engine:?} printed nothing ({})", output.status),
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
