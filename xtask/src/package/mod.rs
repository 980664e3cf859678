//! The packages for users: the addon with libraries for every target, the demo with the addon in place, and the symbols of
//! the libraries.
//!
//! `rust` has the commands and tools for a target, `libraries` compiles it and strips the symbols, `structure` checks the
//! result, `archive` packs it, `sizes` and `versions` check whether it may be released.

mod archive;
mod emulated;
mod libraries;
mod rust;
mod sizes;
mod structure;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::extension;
use crate::paths::{self, ADDON};
use crate::target::Target;

pub(crate) use emulated::{build as build_for_tests, test as test_emulated};
pub(crate) use rust::lint;
pub(crate) use versions::check as check_versions;

/// The version of every package.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The purpose of compiling a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For this machine only, with its own compiler and C library.
    Host,
    /// For all targets, by cross compilers.
    Full,
    /// Not for a package: to run the target's tests on this machine.
    Tests,
}

/// Makes the packages in `dist/`, prints their contents, and checks whether they may be released.
pub(crate) fn make(kind: Kind, targets: &[Target], record: bool) -> Result<()> {
    versions::check()?;
    let tools = targets.iter().map(|&target| rust::Tools::find(target, kind)).collect::<Result<Vec<_>>>();
    let tools = rust::report_missing(tools)?;

    let work = paths::root().join("target/package");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    let (addon, symbols) = (work.join("addon"), work.join("symbols"));
    extension::stage_files(&addon.join(ADDON))?;
    fs::create_dir_all(&symbols)?;
    let mut findings = Vec::new();
    for tools in &tools {
        let target = tools.target;
        eprintln!("{}:", target.folder());
        libraries::put(
            tools,
            &addon.join(ADDON).join("bin").join(target.folder()),
            &symbols.join(target.folder()),
        )?;
        findings.extend(structure::check_folder(
            &addon.join(ADDON).join("bin").join(target.folder()),
            target,
            kind,
        )?);
    }

    let demo = work.join("demo").join(format!("steam_networking-{VERSION}-demo"));
    extension::copy_folder_without(&paths::demo_project(), &demo, &[".godot", ".gitignore", "addons"])?;
    extension::copy_folder_without(&addon, &demo, &[])?;
    list_extension(&demo)?;

    let dist = paths::root().join("dist");
    fs::create_dir_all(&dist)?;
    let mut packed = Vec::new();
    for (suffix, folder) in [("", &addon), ("-demo", &work.join("demo")), ("-symbols", &symbols)] {
        let path = dist.join(format!("steam_networking-{VERSION}{suffix}.zip"));
        packed.push((path.clone(), archive::pack(folder, &path)?));
    }
    print!("{}", sizes::table(&packed, &sizes::last_release()?));
    findings.extend(packed.iter().flat_map(|(_, entries)| sizes::too_large(entries)));
    if !findings.is_empty() {
        bail!("the packages in {} may not go out:\n  {}", dist.display(), findings.join("\n  "));
    }
    if record {
        sizes::record(&packed)?;
    }
    Ok(())
}

/// Makes the engine load the extension in a project that no editor has opened yet.
fn list_extension(project: &Path) -> Result<()> {
    let list: PathBuf = project.join(".godot/extension_list.cfg");
    fs::create_dir_all(project.join(".godot"))?;
    Ok(fs::write(list, format!("res://{ADDON}/{}\n", paths::MANIFEST))?)
}
