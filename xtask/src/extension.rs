//! Builds the extension, and stages it as an addon into Godot projects.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::{CrateType, Message};
use walkdir::WalkDir;

use crate::paths::{self, ADDON, MANIFEST};
use crate::reference;
use crate::target::Target;

pub(crate) use crate::profile::Profile;

/// The output files of a build.
pub(crate) struct Libraries {
    /// The kind of machine that they are for.
    pub(crate) target: Target,
    pub(crate) extension: PathBuf,
    pub(crate) steam: PathBuf,
}

/// Compiles the extension for this machine. Cargo shows its own progress.
pub(crate) fn build(profile: Profile) -> Result<Libraries> {
    eprintln!("Building the extension …");
    let mut command = cargo();
    command.args(profile.arguments()).args(profile.features());
    build_with(command, profile.flags(), Target::host()?)
}

/// Compiles the extension with a command that is cargo's `build` or `rustc`, or stands for it, and flags that come last.
pub(crate) fn build_with(mut command: Command, flags: &[&str], target: Target) -> Result<Libraries> {
    command.args(["--package", "steam_networking", "--lib", "--message-format=json-render-diagnostics"]);
    let messages = messages(command.args(flags)).context("the extension does not build")?;
    let extension = library(&messages, "steam_networking");
    // The crate's build script leaves Valve's library for the target in its output folder.
    let steam = messages.iter().find_map(|message| match message {
        Message::BuildScriptExecuted(script) if script.package_id.repr.contains("steamworks-sys") => {
            Some(script.out_dir.as_std_path().join(target.steam_library()))
        }
        _ => None,
    });
    let (Some(extension), Some(steam)) = (extension, steam) else {
        bail!("cargo reported no extension library, or no build of steamworks-sys");
    };
    Ok(Libraries { target, extension, steam })
}

impl Libraries {
    /// The same extension over the stand-in for Valve's library, which is compiled for it.
    ///
    /// `None` if there is no such stand-in: it exports its functions as Linux does.
    pub(crate) fn over_double(&self, profile: Profile) -> Result<Option<Self>> {
        if !cfg!(target_os = "linux") || self.target != Target::host()? {
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
        Ok(Some(Self { target: self.target, extension: self.extension.clone(), steam }))
    }
}

/// Compiles a program that uses the extension's own code, and returns its file.
pub(crate) fn build_program(name: &str, release: bool) -> Result<PathBuf> {
    eprintln!("Building {name} …");
    let mut command = cargo();
    command.args(["build", "--package", "steam_networking", "--example", name]);
    if release {
        command.args(["--release", "--no-default-features"]);
    }
    command.arg("--message-format=json-render-diagnostics");
    let messages = messages(&mut command).with_context(|| format!("{name} does not build"))?;
    let program = messages.into_iter().find_map(|message| match message {
        Message::CompilerArtifact(artifact) if artifact.target.name == name => artifact.executable,
        _ => None,
    });
    Ok(program.with_context(|| format!("cargo reported no program {name}"))?.into())
}

/// Runs cargo, and returns its JSON output.
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

/// Cargo itself, run at the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Puts the addon into a Godot project: manifest, libraries and static files, and the line that makes Godot load it.
///
/// The libraries go to the place of `slot`: the editor, and everything that it starts, only load the debug one.
pub(crate) fn stage(project: &Path, libraries: &Libraries, slot: Profile) -> Result<()> {
    let target = libraries.target;
    stage_files(&project.join(ADDON))?;
    let bin = staged_libraries(project, target);
    replace(&libraries.extension, &bin.join(target.library(slot)))?;
    replace(&libraries.steam, &bin.join(target.steam_library()))?;

    // Without this line, only an import in the editor finds an extension.
    let list = project.join(".godot/extension_list.cfg");
    let line = format!("res://{ADDON}/{MANIFEST}");
    let text = fs::read_to_string(&list).unwrap_or_default();
    if !text.lines().any(|known| known == line) {
        fs::create_dir_all(project.join(".godot"))?;
        fs::write(&list, format!("{text}{line}\n"))?;
    }
    Ok(())
}

/// Puts the addon without its libraries into a folder.
pub(crate) fn stage_files(addon: &Path) -> Result<()> {
    copy_folder(&paths::root().join(ADDON), addon)?;
    for name in ["CHANGELOG.md", "LICENSE.md", "LICENSE-APACHE", "LICENSE-MIT", MANIFEST] {
        replace(&paths::root().join(name), &addon.join(name))?;
    }
    for (name, text) in reference::stubs()? {
        fs::write(addon.join(name), text)?;
    }
    fs::write(addon.join("version.txt"), concat!(env!("CARGO_PKG_VERSION"), "\n"))?;
    Ok(())
}

/// Copies a folder with its contents, except the `skipped` names.
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

/// Copies a file over another in one step, so that a running engine keeps its open file.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file without a folder")?;
    let copy = || -> Result<()> {
        fs::create_dir_all(folder)?;
        remove_moved_away(to);
        let new = tempfile::Builder::new().prefix(".staging").tempfile_in(folder)?;
        fs::copy(from, new.path())?;
        if let Err(refused) = new.persist(to) {
            // On Windows, a loaded library cannot be overwritten, but it can be renamed.
            move_away(to)?;
            refused.file.persist(to)?;
        }
        Ok(())
    };
    copy().with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

/// The suffix of a file that was in the way and could not be removed.
const MOVED_AWAY: &str = ".replaced-";

/// Renames a file in its folder.
fn move_away(path: &Path) -> Result<()> {
    let name = path.file_name().context("a file without a name")?.to_string_lossy();
    let mut places = (1..).map(|number| path.with_file_name(format!("{name}{MOVED_AWAY}{number}")));
    let free = places.find(|place| !place.exists()).context("no name is free")?;
    Ok(fs::rename(path, free)?)
}

/// Removes files from [`move_away`] that are no longer open.
fn remove_moved_away(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
    let beginning = format!("{}{MOVED_AWAY}", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&beginning) {
            // A file that is still open is removed the next time.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The place of the libraries in a project, for [`stage`].
pub(crate) fn staged_libraries(project: &Path, target: Target) -> PathBuf {
    project.join(ADDON).join("bin").join(target.folder())
}

/// Takes Valve's library out of a project that [`stage`] put it into.
pub(crate) fn remove_steam_library(project: &Path, target: Target) -> Result<()> {
    let library = staged_libraries(project, target).join(target.steam_library());
    fs::remove_file(&library).with_context(|| format!("cannot remove {}", library.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(slot: Profile) -> String {
        Target::host().unwrap().library(slot)
    }

    fn staged(slot: Profile) -> (tempfile::TempDir, Libraries) {
        let folder = tempfile::tempdir().unwrap();
        let [extension, steam] = ["ext", "api"].map(|name| folder.path().join(name));
        let libraries = Libraries { target: Target::host().unwrap(), extension, steam };
        fs::write(&libraries.extension, "extension").unwrap();
        fs::write(&libraries.steam, "steam").unwrap();
        stage(&folder.path().join("project"), &libraries, slot).unwrap();
        (folder, libraries)
    }

    #[test]
    fn the_manifest_names_every_library_that_is_staged() {
        let manifest = fs::read_to_string(paths::root().join(MANIFEST)).unwrap();
        for slot in [Profile::Debug, Profile::Editor, Profile::Release] {
            let (folder, libraries) = staged(slot);
            let addon = folder.path().join("project").join(ADDON);
            assert_eq!(fs::read_to_string(addon.join(MANIFEST)).unwrap(), manifest);
            let platform = libraries.target.folder();
            for (name, content) in
                [(library(slot), "extension"), (libraries.target.steam_library().to_owned(), "steam")]
            {
                let path = format!("bin/{platform}/{name}");
                assert!(manifest.contains(&format!("\"{path}\"")), "the manifest does not name {path}");
                assert_eq!(fs::read_to_string(addon.join(path)).unwrap(), content);
            }
        }
    }

    #[test]
    fn an_addon_for_users_has_the_library_of_the_editor_and_that_of_release_exports() {
        let (folder, libraries) = staged(Profile::Editor);
        let project = folder.path().join("project");
        fs::write(&libraries.extension, "for exports").unwrap();
        stage(&project, &libraries, Profile::Release).unwrap();
        let bin = staged_libraries(&project, libraries.target);
        let content = |slot| fs::read_to_string(bin.join(library(slot))).unwrap();
        assert_eq!(content(Profile::Editor), "extension");
        assert_eq!(content(Profile::Release), "for exports");
        // The library that the editor loads during development is in the same place.
        assert_eq!(library(Profile::Debug), library(Profile::Editor));
    }

    #[test]
    fn staging_twice_replaces_the_libraries_and_lists_the_extension_once() {
        let (folder, libraries) = staged(Profile::Debug);
        let project = folder.path().join("project");
        fs::write(&libraries.extension, "newer").unwrap();
        stage(&project, &libraries, Profile::Debug).unwrap();
        let bin = staged_libraries(&project, libraries.target);
        assert_eq!(fs::read_to_string(bin.join(library(Profile::Debug))).unwrap(), "newer");
        let list = fs::read_to_string(project.join(".godot/extension_list.cfg")).unwrap();
        assert_eq!(list, "res://addons/steam_networking/steam_networking.gdextension\n");
    }

    #[test]
    fn the_manifest_names_the_libraries_of_every_target_and_no_others() {
        let manifest = fs::read_to_string(paths::root().join(MANIFEST)).unwrap();
        let named = manifest.split('"').filter(|text| text.starts_with("bin/")).count();
        let mut expected = 0;
        for target in Target::ALL {
            let names = [
                target.library(Profile::Debug),
                target.library(Profile::Release),
                target.steam_library().into(),
            ];
            for name in names {
                assert!(manifest.contains(&format!("\"bin/{}/{name}\"", target.folder())), "{name}");
                expected += 1;
            }
        }
        assert_eq!(named, expected);
    }

    #[test]
    fn a_library_that_is_in_the_way_is_moved_aside_and_goes_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("a.dll"), folder.path().join("new"));
        fs::write(&old, "loaded").unwrap();
        fs::write(&new, "newer").unwrap();
        move_away(&old).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "it is still there under another name");
        replace(&new, &old).unwrap();
        assert_eq!(fs::read_to_string(&old).unwrap(), "newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_a_program_runs_from_is_replaced_and_goes_when_the_program_has_ended() {
        use std::io::{BufRead, BufReader};

        let folder = tempfile::tempdir().unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        // Windows keeps the file of a running program open in the same way as a library that it has loaded.
        let (old, new) = (folder.path().join("running.exe"), folder.path().join("new"));
        fs::copy(std::env::current_exe().unwrap(), &old).unwrap();
        fs::write(&new, "newer").unwrap();
        let mut command = Command::new(&old);
        command.args(["--exact", "extension::tests::waits_for_the_end_of_its_input", "--ignored"]);
        let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        // Its output stays open, since it would end on a closed one.
        let mut output = BufReader::new(program.stdout.take().unwrap());
        output.read_line(&mut String::new()).unwrap();
        assert!(fs::write(&old, "over it").is_err(), "the system lets nobody write over it");

        replace(&new, &old).unwrap();
        assert_eq!(fs::read_to_string(&old).unwrap(), "newer");
        assert_eq!(files(), 3, "the old one lies there under another name");
        drop(program.stdin.take());
        program.wait().unwrap();
        replace(&new, &old).unwrap();
        assert_eq!(files(), 2);
    }

    #[cfg(windows)]
    #[test]
    #[ignore = "a program that the test above starts"]
    fn waits_for_the_end_of_its_input() {
        std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).unwrap();
    }
}
