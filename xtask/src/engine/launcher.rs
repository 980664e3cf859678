//! The start scripts beside a fetched engine.
//!
//! Its packages are built for a newer C library than the machine may have. So each program is started through the
//! dynamic loader that was fetched with it, and finds its libraries and its data in the same folder.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The script that starts the engine in the fetched `folder`.
pub(super) fn godot(folder: &Path) -> PathBuf {
    folder.join("bin/godot")
}

/// The script that starts a virtual display from the fetched `folder`.
pub(super) fn virtual_display(folder: &Path) -> PathBuf {
    folder.join("bin/Xvfb")
}

/// Whether `folder` contains an engine that was completely fetched by this version of the scripts.
pub(super) fn is_complete(folder: &Path) -> bool {
    fs::read_to_string(folder.join("format")).is_ok_and(|format| format.trim() == FORMAT)
}

/// This changes whenever the fetched packages or the scripts change, so that an older copy is fetched again.
const FORMAT: &str = "1";

/// Writes the scripts for the packages unpacked in `folder/root`.
pub(super) fn write(folder: &Path) -> Result<()> {
    let (triplet, loader) = names()?;
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    for (name, arguments) in [("godot", ""), ("Xvfb", "-xkbdir \"$root/usr/share/X11/xkb\""), ("xkbcomp", "")]
    {
        write_script(&bin.join(name), &script(name, arguments, triplet, loader))?;
    }
    let server = folder.join("root/usr/bin/Xvfb");
    let bytes = fs::read(&server).context("the fetched packages have no Xvfb")?;
    fs::write(&server, search_keymap_compiler_on_path(bytes)?)?;
    fs::write(folder.join("format"), FORMAT)?;
    Ok(())
}

/// The dynamic loader fetched into `folder`, and the library folders to pass to it.
pub(super) fn loader(folder: &Path) -> Result<(PathBuf, OsString)> {
    let (triplet, loader) = names()?;
    let libraries = folder.join("root/usr/lib").join(triplet);
    let mut folders = libraries.clone().into_os_string();
    folders.push(":");
    folders.push(libraries.join("pulseaudio"));
    Ok((libraries.join(loader), folders))
}

/// The names of the library folder and the dynamic loader on this kind of machine.
fn names() -> Result<(&'static str, &'static str)> {
    Ok(match std::env::consts::ARCH {
        "x86_64" => ("x86_64-linux-gnu", "ld-linux-x86-64.so.2"),
        "aarch64" => ("aarch64-linux-gnu", "ld-linux-aarch64.so.1"),
        other => bail!("there is no start script for {other} machines"),
    })
}

fn script(name: &str, arguments: &str, triplet: &str, loader: &str) -> String {
    format!(
        r#"#!/bin/sh
# Starts {name} with the libraries that were fetched with it. Written by `cargo xtask godot`.
here=$(dirname "$(readlink -f "$0")")
root=$(dirname "$here")/root
lib=$root/usr/lib/{triplet}
export PATH="$PATH:$here"
export LIBGL_DRIVERS_PATH="$lib/dri" GBM_BACKENDS_PATH="$lib/gbm" LIBGL_ALWAYS_SOFTWARE=1
export __EGL_VENDOR_LIBRARY_DIRS="$root/usr/share/glvnd/egl_vendor.d"
export XKB_CONFIG_ROOT="$root/usr/share/X11/xkb" XLOCALEDIR="$root/usr/share/X11/locale"
export FONTCONFIG_SYSROOT="$root"
exec "$lib/{loader}" --library-path "$lib:$lib/pulseaudio" "$root/usr/bin/{name}" {arguments} "$@"
"#
    )
}

#[cfg(unix)]
fn write_script(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;

    fs::write(path, text)?;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn write_script(_: &Path, _: &str) -> Result<()> {
    bail!("a fetched engine runs on Linux only")
}

/// The X server calls `xkbcomp` in a folder fixed when it was built, and does not start where that is missing. With an
/// empty folder name, as a server built without one has, it searches PATH, which the script ends with our own folder.
fn search_keymap_compiler_on_path(mut server: Vec<u8>) -> Result<Vec<u8>> {
    const FOLDER: &[u8] = b"\0/usr/bin\0";
    let mut places = (0..server.len()).filter(|&at| server[at..].starts_with(FOLDER));
    match (places.next(), places.next()) {
        (Some(at), None) => server[at + 1] = 0,
        _ => bail!("the fetched Xvfb does not name the folder of xkbcomp where it is expected"),
    }
    Ok(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_x_server_is_told_to_search_path() {
        let patched = search_keymap_compiler_on_path(b"a\0/usr/bin\0b/usr/bin\0".to_vec()).unwrap();
        assert_eq!(patched, b"a\0\0usr/bin\0b/usr/bin\0");
    }

    #[test]
    fn an_x_server_of_another_make_is_refused_and_not_damaged() {
        assert!(search_keymap_compiler_on_path(b"no folder".to_vec()).is_err());
        assert!(search_keymap_compiler_on_path(b"\0/usr/bin\0x\0/usr/bin\0".to_vec()).is_err());
    }
}
