//! Compiles the libraries of a target, and separates their symbols.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::rust::{self, Tools};
use crate::extension::{self, Libraries, Profile};
use crate::process;
use crate::target::Target;

/// Puts the target's libraries into `bin`, and their symbols into `symbols`.
pub(super) fn put(tools: &Tools, bin: &Path, symbols: &Path) -> Result<()> {
    fs::create_dir_all(bin)?;
    fs::create_dir_all(symbols)?;
    for profile in [Profile::Editor, Profile::Release] {
        let mut built = Vec::new();
        for command in tools.commands(profile)? {
            eprintln!("Building the {} library …", rust::named(profile));
            built.push(extension::build_with(command, profile.flags(), tools.target)?);
        }
        let name = tools.target.library(profile);
        let library = bin.join(&name);
        merge(&built, &library)?;
        check_desk(profile, &library)?;
        part(tools, &library, &symbols.join(&name))?;
        let steam = built.first().context("nothing was compiled")?;
        extension::replace(&steam.steam, &bin.join(tools.target.steam_library()))?;
    }
    Ok(())
}

/// Fails if a release library contains the code for the editor's panel, or if the other one does not.
fn check_desk(profile: Profile, library: &Path) -> Result<()> {
    // The name that the desk registers with the engine (src/desk/mod.rs).
    const MARK: &[u8] = b"steam_networking_desk";
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let has_it = bytes.windows(MARK.len()).any(|window| window == MARK);
    match (profile, has_it) {
        (Profile::Release, true) => bail!("{} has the desk, which is for the editor", library.display()),
        (Profile::Debug | Profile::Editor, false) => bail!("{} lacks the desk", library.display()),
        _ => Ok(()),
    }
}

/// Makes one library from the compiled ones: on macOS, for both kinds of processor.
fn merge(built: &[Libraries], to: &Path) -> Result<()> {
    if let [one] = built {
        return extension::replace(&one.extension, to);
    }
    let mut fat = fat_macho::FatWriter::new();
    for libraries in built {
        let part = fs::read(&libraries.extension)?;
        fat.add(part).map_err(|error| anyhow::anyhow!("{}: {error}", libraries.extension.display()))?;
    }
    fat.write_to_file(to).map_err(|error| anyhow::anyhow!("cannot write {}: {error}", to.display()))
}

/// Strips the symbols from a library and keeps them in a file that debuggers find by the library's name.
///
/// On macOS they stay, because stripping would break the linker's signature. There, they are only names.
fn part(tools: &Tools, library: &Path, symbols: &Path) -> Result<()> {
    if tools.target == Target::Macos {
        return Ok(());
    }
    let symbols = PathBuf::from(format!("{}.debug", symbols.display()));
    run(Command::new(&tools.objcopy).arg("--only-keep-debug").arg(library).arg(&symbols))?;
    run(Command::new(&tools.objcopy).arg("--strip-all").arg(library))
}

fn run(command: &mut Command) -> Result<()> {
    process::run(command).context("the symbols cannot be parted from the library")
}
