//! The tools for each target, and how to get missing ones.
//!
//! If there is a Rust toolchain with the target's standard library, it is used. Otherwise Debian's own compiler also compiles
//! the standard library, whose source it includes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Kind;
use crate::extension::{Profile, cargo};
use crate::profile::CDYLIB;
use crate::target::Target;
use crate::{paths, process};

/// Oldest C library of Linux that the full package's libraries load on: that of Debian 10 and the Steam runtime's successors.
pub(super) const GLIBC: (u32, u32) = (2, 28);

/// The oldest macOS that the libraries load on.
pub(super) const MACOS: (u32, u32) = (11, 0);

/// Debian's compiler, under names that are not searched, so that it never replaces another one.
const DEBIAN: [&str; 3] = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/bin/rustdoc"];
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The compilers of a target, and the tool that strips symbols.
pub(super) struct Tools {
    pub(super) target: Target,
    pub(super) kind: Kind,
    pub(super) objcopy: PathBuf,
    compilers: Vec<Compiler>,
    missing: Vec<String>,
}

/// The compiler for one of a target's triples.
struct Compiler {
    triple: &'static str,
    debian: bool,
}

impl Tools {
    /// Looks for all tools of a target. What is missing is in the result until [`report_missing`].
    pub(super) fn find(target: Target, kind: Kind) -> Result<Self> {
        let mut tools =
            Self { target, kind, objcopy: PathBuf::new(), compilers: Vec::new(), missing: Vec::new() };
        let objcopies: &[&str] = match target {
            Target::LinuxArm64 if kind == Kind::Full => &["aarch64-linux-gnu-objcopy", "llvm-objcopy"],
            Target::WindowsX86_64 if kind == Kind::Full => &["x86_64-w64-mingw32-objcopy", "llvm-objcopy"],
            Target::Macos => &[],
            _ => &["objcopy", "llvm-objcopy"],
        };
        match objcopies.iter().find_map(|name| which::which(name).ok()) {
            Some(found) => tools.objcopy = found,
            None if objcopies.is_empty() => {}
            None => tools.missing.push(format!("{}: apt-get install binutils llvm", objcopies.join(" or "))),
        }
        if kind != Kind::Host {
            tools.find_compilers()?;
        }
        Ok(tools)
    }

    fn find_compilers(&mut self) -> Result<()> {
        for &triple in self.target.triples() {
            match Compiler::find(triple)? {
                Some(compiler) => self.compilers.push(compiler),
                None => self.missing.push(how_to_get(triple)),
            }
        }
        let (program, install) = if self.target == Target::WindowsX86_64 {
            ("x86_64-w64-mingw32-gcc", "apt-get install gcc-mingw-w64-x86-64")
        } else if self.kind == Kind::Tests {
            ("aarch64-linux-gnu-gcc", "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross")
        } else {
            ("cargo-zigbuild", "pip install ziglang cargo-zigbuild, in a virtual environment that is active")
        };
        if which::which(program).is_err() {
            self.missing.push(format!("{program}: {install}"));
        }
        Ok(())
    }

    /// The commands that compile the target as a profile, for one triple each.
    pub(super) fn commands(&self, profile: Profile) -> Result<Vec<Command>> {
        let mut commands = Vec::new();
        if self.kind == Kind::Host {
            let mut command = cargo();
            command.args(profile.arguments()).args(profile.features());
            commands.push(command);
        }
        for compiler in &self.compilers {
            let mut command = compiler.command(self.target)?;
            // In one profile, the standard library and most crates are compiled once for both libraries.
            command.arg("--release");
            command.args(profile.features());
            commands.push(command);
        }
        // The symbols are stripped later and kept; line tables are enough to locate a crash.
        let debug = if self.target == Target::Macos { "none" } else { "line-tables-only" };
        for command in &mut commands {
            for profile in ["RELEASE", "EDITOR"] {
                command.env(format!("CARGO_PROFILE_{profile}_STRIP"), "none");
                command.env(format!("CARGO_PROFILE_{profile}_DEBUG"), debug);
            }
        }
        Ok(commands)
    }
}

impl Tools {
    /// One of cargo's commands for the target's tests, by its ordinary linker.
    pub(super) fn for_tests(&self, what: &str) -> Result<Command> {
        let compiler = self.compilers.first().context("there is no compiler for the target")?;
        let mut command = compiler.cargo(what);
        command.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "aarch64-linux-gnu-gcc");
        Ok(command)
    }
}

/// Lints what is compiled for a target. Where nothing here compiles for it, that is said.
pub(crate) fn lint(target: Target) -> Result<()> {
    for &triple in target.triples() {
        let Some(compiler) = Compiler::find(triple)? else {
            println!("left out: the lints for {}, for want of {}", target.folder(), how_to_get(triple));
            continue;
        };
        // Debian's compiler comes without the linter.
        let mut command = compiler.cargo(if compiler.debian { "check" } else { "clippy" });
        command.args(["--workspace", "--all-targets"]);
        if compiler.debian {
            command.env(for_triple("RUSTFLAGS", triple), "-D warnings");
        } else {
            command.args(["--", "-D", "warnings"]);
        }
        process::run(&mut command).with_context(|| format!("the code does not pass for {triple}"))?;
    }
    Ok(())
}

/// The variable that tells cargo something for one triple alone.
fn for_triple(setting: &str, triple: &str) -> String {
    format!("CARGO_TARGET_{}_{setting}", triple.to_uppercase().replace('-', "_"))
}

fn how_to_get(triple: &str) -> String {
    format!(
        "Rust for {triple}: rustup target add {triple}, or on Debian apt-get install rustc-web cargo-web rust-web-src"
    )
}

impl Compiler {
    /// The compiler for a triple on this machine, if there is one.
    fn find(triple: &'static str) -> Result<Option<Self>> {
        let rustup = sysroot()?.join("lib/rustlib").join(triple).join("lib").is_dir();
        let debian =
            DEBIAN.iter().all(|program| Path::new(program).exists()) && Path::new(DEBIAN_SOURCE).exists();
        Ok((rustup || debian).then_some(Self { triple, debian: !rustup }))
    }

    /// One of cargo's commands, for this triple.
    fn cargo(&self, what: &str) -> Command {
        let program = if self.debian { DEBIAN[0].into() } else { cargo().get_program().to_owned() };
        let mut command = Command::new(program);
        command.current_dir(paths::root()).arg(what);
        self.prepare(&mut command);
        command.args(["--target", self.triple]);
        command
    }

    /// Makes cargo use this compiler.
    fn prepare(&self, command: &mut Command) {
        // The environment of this program is for the toolchain that compiled it.
        command.env_remove("RUSTUP_TOOLCHAIN");
        if self.debian {
            command.env("CARGO", DEBIAN[0]).env("RUSTC", DEBIAN[1]).env("RUSTDOC", DEBIAN[2]);
            // Only a compiler that accepts unstable options can also compile the standard library.
            command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_unwind,panic_abort");
            // Without the feature `backtrace`: it reads symbols, and the packaged libraries have none.
            command.arg("-Zbuild-std-features=panic-unwind");
        }
    }

    fn command(&self, target: Target) -> Result<Command> {
        let program = if target != Target::WindowsX86_64 {
            which::which("cargo-zigbuild").context("cargo-zigbuild is gone")?
        } else if self.debian {
            DEBIAN[0].into()
        } else {
            cargo().get_program().into()
        };
        let mut command = Command::new(program);
        command.current_dir(paths::root()).args(["rustc", CDYLIB]);
        self.prepare(&mut command);
        let mut triple = self.triple.to_owned();
        match target {
            Target::LinuxX86_64 | Target::LinuxArm64 => triple += &format!(".{}.{}", GLIBC.0, GLIBC.1),
            Target::WindowsX86_64 => {}
            Target::Macos => {
                command.env("MACOSX_DEPLOYMENT_TARGET", format!("{}.{}", MACOS.0, MACOS.1));
                // This linker does not accept a list of exports, and would export everything in Rust.
                let flags = "-Zdefault-visibility=hidden";
                command.env(for_triple("RUSTFLAGS", self.triple), flags).env("RUSTC_BOOTSTRAP", "1");
            }
        }
        command.args(["--target", &triple]);
        Ok(command)
    }
}

/// The tools of all targets, or an error with everything that is missing and how to get it.
pub(super) fn report_missing(tools: Result<Vec<Tools>>) -> Result<Vec<Tools>> {
    let tools = tools?;
    let mut missing: Vec<&str> = tools.iter().flat_map(|tools| &tools.missing).map(String::as_str).collect();
    missing.sort_unstable();
    missing.dedup();
    if !missing.is_empty() {
        bail!(
            "these tools are missing:\n  {}\n`cargo xtask package --host` makes the package for this machine without them",
            missing.join("\n  ")
        );
    }
    Ok(tools)
}

fn sysroot() -> Result<PathBuf> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().context("cannot run rustc")?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// A description of the profile's flags, for the output.
pub(super) fn named(profile: Profile) -> &'static str {
    if profile == Profile::Release { "release" } else { "debug" }
}
