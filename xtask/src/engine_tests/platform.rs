//! The platforms behind the extension during a test.

use std::process::Command;

/// The platform of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Platform {
    /// The local platform.
    Local,
    /// The Steam platform, over the stand-in for Valve's library.
    Steam,
    /// The same, with packets carried by `ISteamNetworkingMessages`.
    Messages,
}

impl Platform {
    /// Every platform, in the order of the runs.
    pub(crate) const ALL: [Self; 3] = [Self::Local, Self::Steam, Self::Messages];

    /// Its name in a test's header, on the command line and in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Steam => "steam",
            Self::Messages => "messages",
        }
    }

    /// Whether the stand-in for Valve's library has to be beside the extension.
    pub(crate) fn is_over_double(self) -> bool {
        self != Self::Local
    }

    /// The folders of its tests in the project.
    pub(crate) fn folders(self) -> &'static [&'static str] {
        if self.is_over_double() {
            // The tests in `double` make the stand-in misbehave.
            &["double", "tests"]
        } else {
            &["tests"]
        }
    }

    /// The project settings that a test has on this platform, as [`Header::settings`](super::header::Header::settings).
    ///
    /// The transport of packets is chosen as a game chooses it.
    pub(super) fn settings(self) -> Vec<(String, String)> {
        match self {
            Self::Local | Self::Steam => Vec::new(),
            Self::Messages => {
                vec![("steam/platform/p2p_transport".to_owned(), "\"networking_messages\"".to_owned())]
            }
        }
    }

    /// Makes an engine run on this platform.
    pub(crate) fn choose(self, command: &mut Command) {
        command.env("STEAM_NETWORKING_PLATFORM", if self.is_over_double() { "steam" } else { "local" });
        // It would override the project's setting.
        command.env_remove("STEAM_NETWORKING_P2P_TRANSPORT");
        if self.is_over_double() {
            // The tests treat "running" as "initialised", as on the local platform.
            command.env("STEAM_API_DOUBLE_RUNNING", "initialised");
        }
    }
}
