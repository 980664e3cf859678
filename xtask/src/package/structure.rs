//! The metadata of a library: its machine, its exports and its imports.
//!
//! A library with too many dependencies loads only on this machine. So the file itself is checked, on any system.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use goblin::Object;
use goblin::elf::{Elf, header};
use goblin::mach::{Mach, MachO, SingleArch, cputype, load_command::CommandVariant};
use goblin::pe::PE;

use super::Kind;
use super::rust::{GLIBC, MACOS};
use crate::extension::Profile;
use crate::target::Target;
use crate::wine::Wine;

/// The function that Godot calls first, as the manifest names it.
const ENTRY: &str = "gdext_rust_init";

/// The libraries of every Windows from 10 on. A compiler's own library would have to be beside the game.
const WINDOWS: [&str; 13] = [
    "advapi32.dll",
    "api-ms-win-core-synch-l1-2-0.dll",
    "bcrypt.dll",
    "bcryptprimitives.dll",
    "combase.dll",
    "kernel32.dll",
    "msvcrt.dll",
    "ntdll.dll",
    "ole32.dll",
    "shell32.dll",
    "user32.dll",
    "userenv.dll",
    "ws2_32.dll",
];

/// The reasons why libraries in a target's folder would not load on their systems, as texts.
pub(super) fn check_folder(folder: &Path, target: Target, kind: Kind) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for profile in [Profile::Editor, Profile::Release] {
        findings.extend(check(&folder.join(target.library(profile)), target, kind)?);
    }
    let steam = folder.join(target.steam_library());
    if !steam.is_file() {
        findings.push(format!("{} is missing", steam.display()));
    }
    if target == Target::WindowsX86_64 && !cfg!(windows) {
        findings.extend(load_in_wine(folder)?);
    }
    Ok(findings)
}

/// Loads the libraries if there is a Wine.
fn load_in_wine(folder: &Path) -> Result<Vec<String>> {
    let Some(wine) = Wine::find_if_there()? else {
        eprintln!("Note: the libraries were not loaded, since there is no Wine (apt-get install wine64).");
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for profile in [Profile::Editor, Profile::Release] {
        let library = folder.join(Target::WindowsX86_64.library(profile));
        if wine.loads(&library)? {
            eprintln!("{} loads in Wine.", library.display());
        } else {
            findings.push(format!("{} does not load in Wine", library.display()));
        }
    }
    Ok(findings)
}

/// The reasons why a library of the extension would not load on its systems, as texts.
fn check(library: &Path, target: Target, kind: Kind) -> Result<Vec<String>> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let object =
        Object::parse(&bytes).with_context(|| format!("cannot make sense of {}", library.display()))?;
    let findings = match (target, object) {
        (Target::LinuxX86_64, Object::Elf(elf)) => linux(&elf, header::EM_X86_64, target, kind),
        (Target::LinuxArm64, Object::Elf(elf)) => linux(&elf, header::EM_AARCH64, target, kind),
        (Target::WindowsX86_64, Object::PE(pe)) => windows(&pe, target),
        (Target::Macos, Object::Mach(Mach::Binary(mach))) if kind == Kind::Host => macos(&mach, target),
        (Target::Macos, Object::Mach(Mach::Fat(fat))) => {
            let mut findings = Vec::new();
            let mut processors = Vec::new();
            for part in &fat {
                if let SingleArch::MachO(mach) = part? {
                    processors.push(mach.header.cputype());
                    findings.extend(macos(&mach, target));
                }
            }
            for (processor, name) in
                [(cputype::CPU_TYPE_X86_64, "x86_64"), (cputype::CPU_TYPE_ARM64, "arm64")]
            {
                if !processors.contains(&processor) {
                    findings.push(format!("has no part for {name}"));
                }
            }
            findings
        }
        _ => vec![format!("is no library for {}", target.folder())],
    };
    Ok(findings.into_iter().map(|finding| format!("{} {finding}", library.display())).collect())
}

fn linux(elf: &Elf, machine: u16, target: Target, kind: Kind) -> Vec<String> {
    let mut findings = Vec::new();
    if elf.header.e_machine != machine {
        findings.push("is for another processor".to_owned());
    }
    let gives = |name: &str| {
        elf.dynsyms
            .iter()
            .any(|symbol| !symbol.is_import() && elf.dynstrtab.get_at(symbol.st_name) == Some(name))
    };
    if !gives(ENTRY) {
        findings.push(format!("does not export {ENTRY}"));
    }
    if !elf.libraries.contains(&target.steam_library()) {
        findings.push(format!("does not need {}", target.steam_library()));
    }
    if !elf.runpaths.iter().chain(&elf.rpaths).any(|path| path.split(':').any(|part| part == "$ORIGIN")) {
        findings.push("does not look for Valve's library beside itself".to_owned());
    }
    match highest_glibc(elf) {
        Some(needed) if needed > GLIBC => {
            let finding =
                format!("needs glibc {}.{}, and {}.{} is to be enough", needed.0, needed.1, GLIBC.0, GLIBC.1);
            // A package for this machine is linked against its own C library.
            if kind == Kind::Full {
                findings.push(finding);
            } else {
                eprintln!("Note: it {finding}; the full package is linked against that one.");
            }
        }
        Some(_) => {}
        None => findings.push("names no version of glibc".to_owned()),
    }
    findings
}

/// The highest version of the C library that a library requires.
fn highest_glibc(elf: &Elf) -> Option<(u32, u32)> {
    let needs = elf.verneed.as_ref()?;
    let names = needs.iter().flat_map(|file| {
        file.iter().filter_map(|need| elf.dynstrtab.get_at(need.vna_name)).collect::<Vec<_>>()
    });
    names.filter_map(glibc).max()
}

/// The version in a name such as `GLIBC_2.28` or `GLIBC_2.2.5`.
fn glibc(name: &str) -> Option<(u32, u32)> {
    let mut numbers = name.strip_prefix("GLIBC_")?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn windows(pe: &PE, target: Target) -> Vec<String> {
    let mut findings = Vec::new();
    if !pe.is_64 || !pe.is_lib {
        findings.push("is no library of 64 bits".to_owned());
    }
    if !pe.exports.iter().any(|export| export.name == Some(ENTRY)) {
        findings.push(format!("does not export {ENTRY}"));
    }
    if !pe.libraries.contains(&target.steam_library()) {
        findings.push(format!("does not need {}", target.steam_library()));
    }
    for library in pe.libraries.iter().filter(|name| **name != target.steam_library()) {
        if !WINDOWS.contains(&library.to_ascii_lowercase().as_str()) {
            findings.push(format!("needs {library}, which not every Windows has"));
        }
    }
    findings
}

fn macos(mach: &MachO, target: Target) -> Vec<String> {
    let mut findings = Vec::new();
    if !mach.exports().is_ok_and(|exports| exports.iter().any(|export| export.name == format!("_{ENTRY}"))) {
        findings.push(format!("does not export {ENTRY}"));
    }
    if !mach.libs.iter().any(|library| library.ends_with(target.steam_library())) {
        findings.push(format!("does not need {}", target.steam_library()));
    }
    if !mach.rpaths.contains(&"@loader_path") {
        findings.push("does not look for Valve's library beside itself".to_owned());
    }
    if !mach.name.is_some_and(|name| name.starts_with("@rpath/")) {
        findings.push(format!("has the install name {:?}, which names a place", mach.name));
    }
    let mut oldest = None;
    let mut is_signed = false;
    for command in &mach.load_commands {
        match &command.command {
            CommandVariant::BuildVersion(version) => oldest = Some(version.minos),
            CommandVariant::VersionMinMacosx(version) => oldest = Some(version.version),
            CommandVariant::CodeSignature(_) => is_signed = true,
            _ => {}
        }
    }
    let oldest = oldest.map(|packed| (packed >> 16, packed >> 8 & 0xff));
    if oldest.is_none_or(|oldest| oldest > MACOS) {
        findings.push(format!("needs macOS {oldest:?}, and {MACOS:?} is to be enough"));
    }
    // A processor of Apple's refuses code without any signature; one of Intel's does not.
    if mach.header.cputype() == cputype::CPU_TYPE_ARM64 && !is_signed {
        findings.push("has no signature, without which macOS on arm64 does not load it".to_owned());
    }
    findings
}
