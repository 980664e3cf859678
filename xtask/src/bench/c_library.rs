//! Libraries in C that are compiled for a benchmark: one under the name of Valve's that does nothing, so that it sees what the
//! extension itself costs, and one that counts allocations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use goblin::elf::Elf;

use crate::{paths, process};

/// The C file with the functions whose answers the benchmark needs.
const STEAM_API: &str = "benches/null_steam_api/steam_api.c";
const COUNT_ALLOCATIONS: &str = "benches/count_allocations/count_allocations.c";

/// Compiles the library under Valve's `name` into `folder`, with a function for everything that `extension` imports of Valve's.
pub(super) fn null_steam_api(extension: &Path, folder: &Path, name: &str) -> Result<PathBuf> {
    let source = paths::root().join(STEAM_API);
    let written = fs::read_to_string(&source)?;
    let imported = imports(&fs::read(extension)?)?;
    let rest: String =
        imported.iter().filter(|name| !is_defined(&written, name)).map(|name| empty(name)).collect();
    let generated = folder.join("rest.c");
    fs::write(&generated, rest)?;
    compile(&[&source, &generated], folder.join(name))
}

/// Compiles the library that counts allocations into `folder`.
pub(super) fn count_allocations(folder: &Path) -> Result<PathBuf> {
    compile(&[&paths::root().join(COUNT_ALLOCATIONS)], folder.join("libcount_allocations.so"))
}

fn compile(sources: &[&PathBuf], library: PathBuf) -> Result<PathBuf> {
    let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    compiler.args(["-shared", "-fPIC", "-O2", "-w", "-o"]).arg(&library).args(sources);
    process::run(&mut compiler)
        .with_context(|| format!("{} does not compile; it needs a C compiler, `cc`", library.display()))?;
    Ok(library)
}

/// The functions of Valve's library that a library imports.
fn imports(library: &[u8]) -> Result<BTreeSet<String>> {
    let file = Elf::parse(library).context("the extension is no library of Linux")?;
    let undefined = file.dynsyms.iter().filter(|symbol| symbol.is_import());
    let names = undefined.filter_map(|symbol| file.dynstrtab.get_at(symbol.st_name).map(str::to_owned));
    Ok(names.filter(|name| name.starts_with("Steam")).collect())
}

/// Whether the C file has a function of this name.
fn is_defined(source: &str, name: &str) -> bool {
    let interface = name.strip_prefix("SteamAPI_").unwrap_or(name);
    source.contains(&format!("{name}(")) || source.contains(&format!("INTERFACE({interface})"))
}

/// A function that returns 0, or an object if it returns an interface.
fn empty(name: &str) -> String {
    let is_interface = name.starts_with("SteamAPI_Steam")
        && name.rsplit_once("_v").is_some_and(|(_, version)| version.parse::<u32>().is_ok());
    if is_interface {
        format!("static int object_{name};\nvoid *{name}(void) {{ return &object_{name}; }}\n")
    } else {
        format!("long {name}(void) {{ return 0; }}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interfaces_are_objects_and_the_rest_returns_zero() {
        assert_eq!(empty("SteamAPI_Shutdown"), "long SteamAPI_Shutdown(void) { return 0; }\n");
        assert!(empty("SteamAPI_SteamUser_v023").contains("return &object_SteamAPI_SteamUser_v023"));
        assert!(empty("SteamAPI_SteamNetworkingMessage_t_Release").contains("return 0"));
    }

    #[test]
    fn what_the_c_file_has_is_not_made_again() {
        let source = "INTERFACE(SteamUser_v023)\nint SteamAPI_GetHSteamPipe(void) { return 1; }";
        assert!(
            is_defined(source, "SteamAPI_SteamUser_v023") && is_defined(source, "SteamAPI_GetHSteamPipe")
        );
        assert!(!is_defined(source, "SteamAPI_GetHSteamUser"));
    }
}
