//! The export templates of an engine, and the start of games that were exported with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Godot, Origin, fetch, launcher};

/// Names a folder with `linux_debug.x86_64` and `linux_release.x86_64`, as the engine's makers pack them.
const OVERRIDE: &str = "GODOT4_TEMPLATES";

/// An engine's export templates for this machine.
pub(crate) struct Templates {
    pub(crate) debug: PathBuf,
    pub(crate) release: PathBuf,
    /// For templates that run with the libraries of a fetched engine: its folder.
    engine: Option<PathBuf>,
}

impl Templates {
    /// Finds the templates of an engine, and fetches those of a fetched one. `None` if there are none.
    pub(crate) fn find(godot: &Godot) -> Result<Option<Self>> {
        if !cfg!(target_os = "linux") {
            return Ok(None);
        }
        if let Some(folder) = std::env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
            let found = Self::in_folder(Path::new(&folder));
            return Ok(Some(
                found.with_context(|| format!("{OVERRIDE} names a folder without the templates"))?,
            ));
        }
        if matches!(godot.origin, Origin::Fetched) {
            let folder = fetch::templates()?.join("usr/bin");
            let [debug, release] = fetch::TEMPLATES.map(|name| folder.join(name));
            return Ok(Some(Self { debug, release, engine: Some(fetch::folder()?) }));
        }
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let data =
            data.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share")));
        Ok(data.and_then(|data| {
            Self::in_folder(&data.join("godot/export_templates").join(version(&godot.version)))
        }))
    }

    fn in_folder(folder: &Path) -> Option<Self> {
        let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
        let [debug, release] =
            ["debug", "release"].map(|kind| folder.join(format!("linux_{kind}.{architecture}")));
        (debug.is_file() && release.is_file()).then_some(Self { debug, release, engine: None })
    }

    /// Prepares an exported game, and returns the command that starts it.
    ///
    /// A game of a fetched engine runs with the libraries and the dynamic loader fetched with it. The loader then passes for the
    /// game, which looks for its files where its program lies. So the loader takes the place of the program.
    pub(crate) fn start(&self, game: &Path) -> Result<impl Fn() -> Command + use<>> {
        let game = game.to_owned();
        let mut before = Vec::new();
        if let Some(engine) = &self.engine {
            let program = game.with_extension("program");
            fs::rename(&game, &program).with_context(|| format!("there is no game {}", game.display()))?;
            let (loader, libraries) = launcher::loader(engine)?;
            fs::copy(loader, &game)?;
            before = vec!["--library-path".into(), libraries, program.into_os_string()];
        } else if !game.is_file() {
            bail!("there is no game {}", game.display());
        }
        Ok(move || {
            let mut command = Command::new(&game);
            command.args(&before);
            command
        })
    }
}

/// The name that the engine's makers give the templates' folder: of `4.6.3.stable.official.…`, `4.6.3.stable`.
fn version(version: &str) -> String {
    let parts: Vec<&str> = version.split('.').collect();
    let numbers = parts.iter().take_while(|part| part.parse::<u32>().is_ok()).count();
    parts[..parts.len().min(numbers + 1)].join(".")
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn templates_lie_in_a_folder_named_for_the_version() {
        assert_eq!(version("4.6.3.stable.official.77dcf97d8"), "4.6.3.stable");
        assert_eq!(version("4.7.stable.custom_build"), "4.7.stable");
        assert_eq!(version("4.7.rc1"), "4.7.rc1");
    }
}
