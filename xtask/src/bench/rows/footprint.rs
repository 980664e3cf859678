//! The addon's use of a machine.

use crate::bench::table::Aim::{self, AtMost};
use crate::bench::table::{Row, Table};

pub(super) const START: Table = Table {
    title: "From the engine's beginning to the end of the first `_ready`",
    unit: "ms",
    baseline: "without the addon",
    rows: &[
        Row::more_than(
            "with the addon and `steamInitEx`",
            "start.init_ready_ms",
            "start.without_ready_ms",
            AtMost(5.0),
        ),
        Row::more_than("with the addon alone", "start.loaded_ready_ms", "start.without_ready_ms", Aim::None),
        Row::alone("`steamInitEx` alone", "start.init_init_ms", Aim::None),
    ],
};

pub(super) const MEMORY: Table = Table {
    title: "Memory of an engine after 60 frames",
    unit: "MiB",
    baseline: "without the addon",
    rows: &[
        Row::more_than(
            "with the addon and `steamInitEx`, proportional (PSS)",
            "start.init_pss_mib",
            "start.without_pss_mib",
            AtMost(6.0),
        ),
        Row::more_than(
            "with the addon and `steamInitEx`, resident (RSS)",
            "start.init_rss_mib",
            "start.without_rss_mib",
            AtMost(6.0),
        ),
        Row::more_than(
            "with the addon and `steamInitEx`, written by it (private and dirty)",
            "start.init_written_mib",
            "start.without_written_mib",
            Aim::None,
        ),
        Row::more_than(
            "with the addon alone, proportional (PSS)",
            "start.loaded_pss_mib",
            "start.without_pss_mib",
            Aim::None,
        ),
    ],
};

pub(super) const IDLE: Table = Table {
    title: "How often threads wake in a game that pumps and does nothing else",
    unit: "wake-ups",
    baseline: "",
    rows: &[
        Row::alone("alone, {idle.seconds} s: `steam-local`", "idle.alone_steam-local", AtMost(0.0)),
        Row::alone("alone: `steam-files`", "idle.alone_steam-files", AtMost(0.0)),
        Row::alone("with a session that nobody uses: `steam-local`", "idle.session_steam-local", AtMost(0.0)),
        Row::alone("with a session: `steam-files`", "idle.session_steam-files", AtMost(0.0)),
        Row::alone(
            "with an unused `SteamMultiplayerPeer`: `steam-local`",
            "idle.peer_steam-local",
            AtMost(0.0),
        ),
        Row::alone(
            "after a file of the cloud was written: `steam-local`",
            "idle.cloud_steam-local",
            AtMost(0.0),
        ),
        Row::alone("after a file was written: `steam-files`", "idle.cloud_steam-files", AtMost(0.0)),
        Row::alone("for comparison, alone: the main thread", "idle.alone_main", Aim::None),
        Row::alone("alone: the engine's other threads", "idle.alone_others", Aim::None),
    ],
};

pub(super) const SIZE: Table = Table {
    title: "The release library",
    unit: "MB",
    baseline: "",
    rows: &[Row::alone("for release exports (GodotSteam 4.11: 4.6)", "size.library_mb", AtMost(5.0))],
};
