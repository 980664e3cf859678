//! The Rust tests of a target that this machine cannot run itself: under Wine, or under QEMU.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Kind;
use super::rust::{self, Tools};
use crate::target::Target;
use crate::wine::Wine;
use crate::{extension, process};

/// Debian's folder of libraries for programs of the other processor.
const ARM64: &str = "/usr/aarch64-linux-gnu";

/// Runs the crate's tests that have `filter` in their names, as programs of the target.
pub(crate) fn test(target: Target, filter: &str) -> Result<()> {
    let tools = rust::report_missing(Tools::find(target, Kind::Tests).map(|tools| vec![tools]))?;
    let tools = tools.first().context("there are no tools")?;
    let mut build = tools.for_tests("build")?;
    let mut test = tools.for_tests("test")?;
    test.args(["--package", "steam_networking", "--lib", "--", filter]);
    match target {
        Target::WindowsX86_64 => {
            let wine = Wine::find()?.context("wine64 is missing: apt-get install wine64")?;
            wine.prepare(&mut test);
            test.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", wine.program());
            // Cargo sets the library path for a Linux program, but not for a Windows one.
            build.arg("--quiet");
            let libraries = extension::build_with(build, &[], target)?;
            let folder = libraries.steam.parent().context("a library without a folder")?;
            test.env("WINEPATH", format!("Z:{}", folder.display()));
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

fn run(test: &mut Command) -> Result<()> {
    process::run(test).context("the tests of the target failed")
}
