//! The cases of the benchmarks.

use clap::ValueEnum;

/// One thing that is measured, with a project or program of its own.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// The hot calls on Steam's way, over a library under the name of Valve's that does nothing
    Null,
    /// The number of allocations of those calls
    Allocations,
    /// The hot calls over the local platform, where sending and reading do the real work
    Calls,
    /// Calls for many packets, beside as many for one
    Batches,
    /// Messages between two processes, beside ENet
    Streams,
    /// A message there and back at 60 frames a second, beside ENet
    Frames,
    /// RPCs between two processes, beside ENet
    Rpcs,
    /// Many processes that all send to all at 60 frames a second, beside ENet
    Mesh,
    /// The calls of a frame with a lobby of 32 members
    Lobby,
    /// Start and memory of an engine with the addon, beside one without
    Start,
    /// The wake-ups of the extension's threads in an idle game
    Idle,
    /// The local platform without the engine: many peers, large packets, memory of sessions, allocations
    Native,
    /// The release library's size
    Size,
}

impl Case {
    /// Its name on the command line, and before its figures.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned())
    }

    /// Why it cannot be measured on this system.
    pub(crate) fn missing(self) -> Option<&'static str> {
        let why = match self {
            Case::Null | Case::Allocations => {
                "the library that does nothing exports its functions as Linux does"
            }
            Case::Mesh | Case::Start | Case::Idle => "it reads /proc",
            _ => return None,
        };
        (!cfg!(target_os = "linux")).then_some(why)
    }
}
