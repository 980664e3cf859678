//! The Rust tests of a target that this machine cannot run itself: under Wine, or under QEMU.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Kind;
use super::rust::{self, Tools};
use crate::extension::{self, Libraries};
use crate::process;
use crate::target::Target;
use crate::wine::{self, Wine};

/// Debian's folder of libraries for programs of the other processor.
const ARM64: &str = "/usr/aarch64-linux-gnu";

/// Runs the crate's tests that have `filter` in their names, as programs of the target.
pub(crate) fn test(target: Target, filter: &str) -> Result<()> {
    if target == Target::host()? {
        bail!("{} is this machine: cargo xtask test", target.folder());
    }
    let mut test = tools(target)?.for_tests("test")?;
    test.args(["--package", "steam_networking", "--lib"]);
    // The tests of several processes start programs of their own. Under QEMU the system cannot start programs for another processor.
    if target == Target::WindowsX86_64 {
        test.args(["--test", "local_platform"]);
    }
    test.args(["--", filter]);
    match target {
        Target::WindowsX86_64 => {
            let wine = Wine::find()?;
            wine.prepare(&mut test);
            test.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", wine.program());
            // Cargo sets the library path for a Linux program, but not for a Windows one.
            let libraries = build(target)?;
            let folder = libraries.steam.parent().context("a library without a folder")?;
            test.env("WINEPATH", wine::path(folder));
        }
        Target::LinuxArm64 => {
            which::which("qemu-aarch64").context("qemu-aarch64 is missing: apt-get install qemu-user")?;
            test.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", "qemu-aarch64")
                .env("QEMU_LD_PREFIX", ARM64);
        }
        Target::LinuxX86_64 | Target::Macos => {
            bail!("there is nothing that runs programs for {}", target.folder())
        }
    }
    run(&mut test)
}

/// Builds the libraries of the target, as its tests need them.
pub(crate) fn build(target: Target) -> Result<Libraries> {
    eprintln!("Building the extension for {} …", target.folder());
    extension::build_with(tools(target)?.for_tests("build")?, &[], target)
}

fn tools(target: Target) -> Result<Tools> {
    let tools = rust::report_missing(Tools::find(target, Kind::Tests).map(|tools| vec![tools]))?;
    tools.into_iter().next().context("there are no tools")
}

fn run(test: &mut Command) -> Result<()> {
    process::run(test).context("the tests of the target failed")
}
