//! The local platform without the engine.

use crate::bench::table::Aim::{self, AtLeast, AtMost};
use crate::bench::table::{Row, Table};

pub(super) const PEERS: Table = Table {
    title: "20 packets of 64 B a frame to and from each of many peers, without the engine",
    unit: "ns a packet",
    baseline: "with 1 peer",
    rows: &[
        Row::times("8 peers", "native.peers_8_ns", "native.peers_1_ns", Aim::None),
        Row::times("32 peers", "native.peers_32_ns", "native.peers_1_ns", Aim::None),
        Row::times("128 peers", "native.peers_128_ns", "native.peers_1_ns", AtMost(1.2)),
    ],
};

pub(super) const LARGE: Table = Table {
    title: "1 MiB, reliable, without the engine",
    unit: "MiB a second",
    baseline: "loopback TCP, one copy on each side",
    rows: &[Row::times(
        "`ISteamNetworking`",
        "native.large_mib_per_second",
        "native.large_tcp_mib_per_second",
        AtLeast(1.0),
    )],
};

pub(super) const SESSIONS: Table = Table {
    title: "Memory of an idle session",
    unit: "KiB",
    baseline: "",
    rows: &[
        Row::alone("what both processes share counted half (PSS)", "native.session_pss_kib", AtMost(8.0)),
        Row::alone("all that is resident (RSS)", "native.session_rss_kib", AtMost(8.0)),
    ],
};
