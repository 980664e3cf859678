//! The kinds of machine that the addon has libraries for, and their names in the manifest.

use anyhow::{Result, bail};

use crate::profile::Profile;

/// One of the manifest's kinds of machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    LinuxX86_64,
    LinuxArm64,
    WindowsX86_64,
    /// One library for both kinds of processor.
    Macos,
}

impl Target {
    pub(crate) const ALL: [Self; 4] = [Self::LinuxX86_64, Self::LinuxArm64, Self::WindowsX86_64, Self::Macos];

    /// The machine that this runs on.
    pub(crate) fn host() -> Result<Self> {
        Ok(match (std::env::consts::OS, std::env::consts::ARCH) {
            ("linux", "x86_64") => Self::LinuxX86_64,
            ("linux", "aarch64") => Self::LinuxArm64,
            ("windows", "x86_64") => Self::WindowsX86_64,
            ("macos", _) => Self::Macos,
            (os, arch) => bail!("the manifest has no entry for {os} on {arch}"),
        })
    }

    /// The folder of its libraries in the addon's `bin`.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::LinuxX86_64 => "linux-x86_64",
            Self::LinuxArm64 => "linux-arm64",
            Self::WindowsX86_64 => "windows-x86_64",
            Self::Macos => "macos",
        }
    }

    /// The name of the extension's library.
    pub(crate) fn library(self, slot: Profile) -> String {
        let slot = if slot == Profile::Release { "" } else { ".debug" };
        let (prefix, suffix) = self.affixes();
        format!("{prefix}steam_networking{slot}{suffix}")
    }

    /// The name of Valve's library.
    pub(crate) fn steam_library(self) -> &'static str {
        match self {
            Self::LinuxX86_64 | Self::LinuxArm64 => "libsteam_api.so",
            Self::WindowsX86_64 => "steam_api64.dll",
            Self::Macos => "libsteam_api.dylib",
        }
    }

    /// The target's name in rustc; the macOS library is made of two.
    pub(crate) fn triples(self) -> &'static [&'static str] {
        match self {
            Self::LinuxX86_64 => &["x86_64-unknown-linux-gnu"],
            Self::LinuxArm64 => &["aarch64-unknown-linux-gnu"],
            Self::WindowsX86_64 => &["x86_64-pc-windows-gnu"],
            Self::Macos => &["x86_64-apple-darwin", "aarch64-apple-darwin"],
        }
    }

    fn affixes(self) -> (&'static str, &'static str) {
        match self {
            Self::LinuxX86_64 | Self::LinuxArm64 => ("lib", ".so"),
            Self::WindowsX86_64 => ("", ".dll"),
            Self::Macos => ("lib", ".dylib"),
        }
    }
}
