//! What stands behind the extension while a test runs.

use std::process::Command;

/// Where a test finds its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Platform {
    /// The local platform.
    Local,
    /// The extension's way to Steam, over the stand-in for Valve's library.
    Steam,
}

impl Platform {
    /// Every platform, in the order of the runs.
    pub(crate) const ALL: [Self; 2] = [Self::Local, Self::Steam];

    /// Its name in a test's header, in the settings of the extension and in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Steam => "steam",
        }
    }

    /// The folders of tests in the project that it is for.
    pub(crate) fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Local => &["tests"],
            // What `double` holds makes the stand-in misbehave.
            Self::Steam => &["double", "tests"],
        }
    }

    /// Makes an engine run on this platform.
    pub(crate) fn choose(self, command: &mut Command) {
        command.env("STEAM_NETWORKING_PLATFORM", self.name());
        if self == Self::Steam {
            // The tests take "running" for "initialised", as it is on the local platform.
            command.env("STEAM_API_DOUBLE_RUNNING", "initialised");
        }
    }
}
