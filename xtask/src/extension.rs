//! Builds the extension, and stages it as an addon into Godot projects.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::{CrateType, Message};
use walkdir::WalkDir;

use crate::paths::{self, ADDON, MANIFEST};

/// How the extension is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For the editor and debug exports.
    Debug,
    /// For release exports.
    Release,
}

impl Profile {
    pub(crate) fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Debug }
    }
}

/// The files that a build leaves.
pub(crate) struct Libraries {
    extension: PathBuf,
    steam: PathBuf,
}

/// Compiles the extension. Cargo shows its own progress.
pub(crate) fn build(profile: Profile) -> Result<Libraries> {
    eprintln!("Building the extension …");
    let mut command = cargo();
    command.args(["build", "--package", "steam_networking", "--message-format=json-render-diagnostics"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    let messages = messages(&mut command).context("the extension does not build")?;
    let extension = library(&messages, "steam_networking");
    // The crate's build script leaves Valve's library for the target in its output folder.
    let steam = messages.iter().find_map(|message| match message {
        Message::BuildScriptExecuted(script) if script.package_id.repr.contains("steamworks-sys") => {
            Some(script.out_dir.as_std_path().join(steam_library()))
        }
        _ => None,
    });
    let (Some(extension), Some(steam)) = (extension, steam) else {
        bail!("cargo reported no extension library, or no build of steamworks-sys");
    };
    Ok(Libraries { extension, steam })
}

impl Libraries {
    /// The same extension over the stand-in for Valve's library, which is compiled for it.
    ///
    /// `None` where there is no such stand-in: it exports its functions as Linux does.
    pub(crate) fn over_double(&self, profile: Profile) -> Result<Option<Self>> {
        if !cfg!(target_os = "linux") {
            return Ok(None);
        }
        eprintln!("Building the stand-in for Valve's library …");
        let mut command = cargo();
        command.args(["build", "--package", "steam_api_double", "--message-format=json-render-diagnostics"]);
        if profile == Profile::Release {
            command.arg("--release");
        }
        let messages = messages(&mut command).context("the stand-in for Valve's library does not build")?;
        let steam =
            library(&messages, "steam_api_double").context("cargo reported no library of the stand-in")?;
        Ok(Some(Self { extension: self.extension.clone(), steam }))
    }
}

/// Compiles a program that stands on the extension's own code, and returns its file.
pub(crate) fn build_program(name: &str) -> Result<PathBuf> {
    eprintln!("Building {name} …");
    let mut command = cargo();
    command.args(["build", "--package", "steam_networking", "--example", name]);
    command.arg("--message-format=json-render-diagnostics");
    let messages = messages(&mut command).with_context(|| format!("{name} does not build"))?;
    let program = messages.into_iter().find_map(|message| match message {
        Message::CompilerArtifact(artifact) if artifact.target.name == name => artifact.executable,
        _ => None,
    });
    Ok(program.with_context(|| format!("cargo reported no program {name}"))?.into())
}

/// Runs cargo, and returns what it reports as JSON.
fn messages(command: &mut Command) -> Result<Vec<Message>> {
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("cargo failed ({})", output.status);
    }
    let messages = Message::parse_stream(output.stdout.as_slice()).collect::<Result<_, _>>();
    messages.context("cannot read what cargo reports")
}

/// The shared library that cargo made of a crate.
fn library(messages: &[Message], name: &str) -> Option<PathBuf> {
    messages.iter().rev().find_map(|message| match message {
        Message::CompilerArtifact(artifact)
            if artifact.target.name == name && artifact.target.crate_types.contains(&CrateType::CDyLib) =>
        {
            let is_library = |path: &&cargo_metadata::camino::Utf8PathBuf| {
                path.extension().is_some_and(|extension| matches!(extension, "so" | "dll" | "dylib"))
            };
            artifact.filenames.iter().find(is_library).map(|path| path.clone().into())
        }
        _ => None,
    })
}

/// Cargo itself, to be run at the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Puts the addon into a Godot project: manifest, libraries and static files, and the line that makes Godot load it.
///
/// The libraries go to where an engine with the feature `slot` looks for them. An editor only loads the debug ones.
pub(crate) fn stage(project: &Path, libraries: &Libraries, slot: Profile) -> Result<()> {
    let addon = project.join(ADDON);
    let bin = staged_libraries(project)?;
    copy_folder(&paths::root().join(ADDON), &addon)?;
    for entry in fs::read_dir(paths::root())? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|name| name.to_string_lossy().starts_with("LICENSE")) {
            replace(&path, &addon.join(name))?;
        }
    }
    replace(&libraries.extension, &bin.join(extension_library(slot)))?;
    replace(&libraries.steam, &bin.join(steam_library()))?;
    replace(&paths::root().join(MANIFEST), &addon.join(MANIFEST))?;

    // Without this line an extension is only found by an import in the editor.
    let list = project.join(".godot/extension_list.cfg");
    let line = format!("res://{ADDON}/{MANIFEST}");
    let text = fs::read_to_string(&list).unwrap_or_default();
    if !text.lines().any(|known| known == line) {
        fs::create_dir_all(project.join(".godot"))?;
        fs::write(&list, format!("{text}{line}\n"))?;
    }
    Ok(())
}

/// Copies a folder with all that is in it, except the `skipped` names.
pub(crate) fn copy_folder_without(from: &Path, to: &Path, skipped: &[&str]) -> Result<()> {
    let entries = WalkDir::new(from)
        .into_iter()
        .filter_entry(|entry| !skipped.iter().any(|name| entry.file_name() == *name));
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            replace(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    copy_folder_without(from, to, &[])
}

/// Copies a file over another in one step: an engine that runs keeps the one it has open.
fn replace(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file without a folder")?;
    fs::create_dir_all(folder)?;
    let copy = || -> Result<()> {
        let new = tempfile::Builder::new().prefix(".staging").tempfile_in(folder)?;
        fs::copy(from, new.path())?;
        new.persist(to)?;
        Ok(())
    };
    copy().with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

/// Where [`stage`] puts the libraries into a project.
pub(crate) fn staged_libraries(project: &Path) -> Result<PathBuf> {
    Ok(project.join(ADDON).join("bin").join(platform_folder()?))
}

/// Takes Valve's library out of a project that [`stage`] put it into.
pub(crate) fn remove_steam_library(project: &Path) -> Result<()> {
    let library = staged_libraries(project)?.join(steam_library());
    fs::remove_file(&library).with_context(|| format!("cannot remove {}", library.display()))
}

/// The manifest's folder of libraries for the machine this runs on.
fn platform_folder() -> Result<&'static str> {
    Ok(match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x86_64",
        ("linux", "aarch64") => "linux-arm64",
        ("windows", "x86_64") => "windows-x86_64",
        ("macos", _) => "macos",
        (os, arch) => bail!("the manifest has no entry for {os} on {arch}"),
    })
}

fn extension_library(slot: Profile) -> String {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};

    let slot = if slot == Profile::Debug { ".debug" } else { "" };
    format!("{DLL_PREFIX}steam_networking{slot}{DLL_SUFFIX}")
}

/// The name that Valve's library has beside the extension.
pub(crate) fn steam_library() -> String {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};

    let bits = if cfg!(windows) { "64" } else { "" };
    format!("{DLL_PREFIX}steam_api{bits}{DLL_SUFFIX}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staged(slot: Profile) -> (tempfile::TempDir, Libraries) {
        let folder = tempfile::tempdir().unwrap();
        let libraries = Libraries { extension: folder.path().join("ext"), steam: folder.path().join("api") };
        fs::write(&libraries.extension, "extension").unwrap();
        fs::write(&libraries.steam, "steam").unwrap();
        stage(&folder.path().join("project"), &libraries, slot).unwrap();
        (folder, libraries)
    }

    #[test]
    fn the_manifest_names_every_library_that_is_staged() {
        let manifest = fs::read_to_string(paths::root().join(MANIFEST)).unwrap();
        for slot in [Profile::Debug, Profile::Release] {
            let (folder, _libraries) = staged(slot);
            let addon = folder.path().join("project").join(ADDON);
            assert_eq!(fs::read_to_string(addon.join(MANIFEST)).unwrap(), manifest);
            let platform = platform_folder().unwrap();
            for (name, content) in [(extension_library(slot), "extension"), (steam_library(), "steam")] {
                let path = format!("bin/{platform}/{name}");
                assert!(manifest.contains(&format!("\"{path}\"")), "the manifest does not name {path}");
                assert_eq!(fs::read_to_string(addon.join(path)).unwrap(), content);
            }
        }
    }

    #[test]
    fn staging_twice_replaces_the_libraries_and_lists_the_extension_once() {
        let (folder, libraries) = staged(Profile::Debug);
        let project = folder.path().join("project");
        fs::write(&libraries.extension, "newer").unwrap();
        stage(&project, &libraries, Profile::Debug).unwrap();
        let bin = project.join(ADDON).join("bin").join(platform_folder().unwrap());
        assert_eq!(fs::read_to_string(bin.join(extension_library(Profile::Debug))).unwrap(), "newer");
        let list = fs::read_to_string(project.join(".godot/extension_list.cfg")).unwrap();
        assert_eq!(list, "res://addons/steam_networking/steam_networking.gdextension\n");
    }
}
