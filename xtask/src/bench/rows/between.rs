//! Traffic between processes.

use crate::bench::table::Aim::{self, AtLeast, AtMost};
use crate::bench::table::{Row, Table};

pub(super) const STREAMS: Table = Table {
    title: "Messages one way between two processes",
    unit: "a second",
    baseline: "ENet",
    rows: &[
        Row::times(
            "`sendP2PPacket`, reliable, 64 B",
            "streams.p2p_reliable_per_second",
            "streams.enet_reliable_per_second",
            AtLeast(3.0),
        ),
        Row::times(
            "`sendP2PPacket`, reliable, 1 KiB",
            "streams.p2p_reliable_1k_per_second",
            "streams.enet_reliable_1k_per_second",
            AtLeast(4.0),
        ),
        Row::times(
            "`sendP2PPacket`, reliable, 64 KiB",
            "streams.p2p_reliable_64k_per_second",
            "streams.enet_reliable_64k_per_second",
            AtLeast(20.0),
        ),
        Row::times(
            "`sendP2PPacket`, unreliable, 64 B",
            "streams.p2p_unreliable_per_second",
            "streams.enet_unreliable_per_second",
            AtLeast(2.0),
        ),
        Row::times(
            "`SteamMultiplayerPeer`, reliable, 64 B",
            "streams.peer_reliable_per_second",
            "streams.enet_reliable_per_second",
            Aim::None,
        ),
        Row::times(
            "`SteamMultiplayerPeer`, reliable, 1 KiB",
            "streams.peer_reliable_1k_per_second",
            "streams.enet_reliable_1k_per_second",
            Aim::None,
        ),
        Row::times(
            "`SteamMultiplayerPeer`, reliable, 64 KiB",
            "streams.peer_reliable_64k_per_second",
            "streams.enet_reliable_64k_per_second",
            Aim::None,
        ),
        Row::times(
            "`SteamMultiplayerPeer`, unreliable, 64 B",
            "streams.peer_unreliable_per_second",
            "streams.enet_unreliable_per_second",
            Aim::None,
        ),
        Row::alone(
            "`sendP2PPacket`, unreliable, lost, %",
            "streams.p2p_unreliable_lost_percent",
            AtMost(0.0),
        ),
        Row::alone(
            "`SteamMultiplayerPeer`, unreliable, lost, %",
            "streams.peer_unreliable_lost_percent",
            AtMost(0.0),
        ),
        Row::alone("ENet, unreliable, lost, %", "streams.enet_unreliable_lost_percent", Aim::None),
    ],
};

pub(super) const ROUND_TRIPS: Table = Table {
    title: "64 B there and back, both sides poll without a pause",
    unit: "µs",
    baseline: "ENet",
    rows: &[
        Row::times(
            "`sendP2PPacket`, reliable, median",
            "streams.p2p_reliable_round_trip_us",
            "streams.enet_reliable_round_trip_us",
            AtMost(0.5),
        ),
        Row::times(
            "`sendP2PPacket`, reliable, 99th percentile",
            "streams.p2p_reliable_round_trip_p99_us",
            "streams.enet_reliable_round_trip_p99_us",
            AtMost(1.0),
        ),
        Row::times(
            "`sendP2PPacket`, unreliable, median",
            "streams.p2p_unreliable_round_trip_us",
            "streams.enet_unreliable_round_trip_us",
            AtMost(0.5),
        ),
        Row::times(
            "`sendP2PPacket`, unreliable, 99th percentile",
            "streams.p2p_unreliable_round_trip_p99_us",
            "streams.enet_unreliable_round_trip_p99_us",
            AtMost(1.0),
        ),
        Row::times(
            "`SteamMultiplayerPeer`, reliable, median",
            "streams.peer_reliable_round_trip_us",
            "streams.enet_reliable_round_trip_us",
            Aim::None,
        ),
        Row::times(
            "`SteamMultiplayerPeer`, unreliable, median",
            "streams.peer_unreliable_round_trip_us",
            "streams.enet_unreliable_round_trip_us",
            Aim::None,
        ),
    ],
};

pub(super) const FRAMES: Table = Table {
    title: "64 B there and back, reliable, both sides at 60 frames a second",
    unit: "µs",
    baseline: "a frame of the sender",
    rows: &[
        Row::more_than(
            "`sendP2PPacket`, median",
            "frames.p2p_round_trip_us",
            "frames.frame_us",
            AtMost(1000.0),
        ),
        Row::more_than(
            "`sendP2PPacket`, 99th percentile",
            "frames.p2p_round_trip_p99_us",
            "frames.frame_us",
            Aim::None,
        ),
        Row::more_than(
            "`SteamMultiplayerPeer`, median",
            "frames.peer_round_trip_us",
            "frames.frame_us",
            AtMost(1000.0),
        ),
        Row::more_than("ENet, median", "frames.enet_round_trip_us", "frames.frame_us", Aim::None),
        Row::more_than(
            "ENet, 99th percentile",
            "frames.enet_round_trip_p99_us",
            "frames.frame_us",
            Aim::None,
        ),
    ],
};

pub(super) const RPCS: Table = Table {
    title: "RPCs between two processes",
    unit: "a second",
    baseline: "ENet",
    rows: &[Row::times(
        "`SteamMultiplayerPeer`, reliable",
        "rpcs.peer_rpcs_per_second",
        "rpcs.enet_rpcs_per_second",
        AtLeast(1.5),
    )],
};

pub(super) const RPC_ROUND_TRIPS: Table = Table {
    title: "An RPC and its answer, both sides poll without a pause",
    unit: "µs",
    baseline: "ENet",
    rows: &[
        Row::times(
            "`SteamMultiplayerPeer`, median",
            "rpcs.peer_rpc_round_trip_us",
            "rpcs.enet_rpc_round_trip_us",
            AtMost(0.7),
        ),
        Row::times(
            "`SteamMultiplayerPeer`, 99th percentile",
            "rpcs.peer_rpc_round_trip_p99_us",
            "rpcs.enet_rpc_round_trip_p99_us",
            Aim::None,
        ),
    ],
};

pub(super) const MESH: Table = Table {
    title: "Many processes, all to all, at 60 frames a second: time of all processors",
    unit: "ms, user and system, of all processes",
    baseline: "ENet's mesh",
    rows: &[Row::times(
        "{mesh.processes} processes, each with {mesh.packets} packets of 64 B a frame, to the others in turn",
        "mesh.p2p_cpu_ms",
        "mesh.enet_cpu_ms",
        AtMost(0.5),
    )],
};

pub(super) const MESH_ABOVE: Table = Table {
    title: "What the packets of that mesh add to engines that do nothing",
    unit: "ms, user and system, of all processes",
    baseline: "the engines alone",
    rows: &[
        Row::more_than("`sendP2PPacket`", "mesh.p2p_cpu_ms", "mesh.none_cpu_ms", Aim::None),
        Row::more_than("ENet's mesh", "mesh.enet_cpu_ms", "mesh.none_cpu_ms", Aim::None),
    ],
};

pub(super) const MESH_COUNTS: Table = Table {
    title: "Packets of that mesh",
    unit: "",
    baseline: "ENet's mesh",
    rows: &[
        Row::times("packets delivered", "mesh.p2p_delivered", "mesh.enet_delivered", Aim::None),
        Row::times(
            "µs of processor for each, the engines included",
            "mesh.p2p_us_per_packet",
            "mesh.enet_us_per_packet",
            Aim::None,
        ),
        Row::more_than("lost, %", "mesh.p2p_lost_percent", "mesh.enet_lost_percent", Aim::None),
    ],
};
