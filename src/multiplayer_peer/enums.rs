//! The class enums of the peers.

use super::{SteamMultiplayerPeer, SteamPacketPeer};
use crate::script::enums::{self, EnumRow, enum_values};

#[rustfmt::skip]
const PEER: &[EnumRow] = &[
    ("DebugLevel", &[("DEBUG_LEVEL_NONE", 0), ("DEBUG_LEVEL_PEER", 1), ("DEBUG_LEVEL_STEAM", 2)]),
    ("LobbyType", &[
        ("LOBBY_TYPE_PRIVATE", 0), ("LOBBY_TYPE_FRIENDS_ONLY", 1), ("LOBBY_TYPE_PUBLIC", 2),
        ("LOBBY_TYPE_INVISIBLE", 3), ("LOBBY_TYPE_PRIVATE_UNIQUE", 4),
    ]),
    ("LOBBY_STATE", &[
        ("LOBBY_STATE_NOT_CONNECTED", 0), ("LOBBY_STATE_HOST_PENDING", 1), ("LOBBY_STATE_HOSTING", 2),
        ("LOBBY_STATE_CLIENT_PENDING", 3), ("LOBBY_STATE_CLIENT", 4),
    ]),
];

#[rustfmt::skip]
const PACKET_PEER: &[EnumRow] = &[
    ("PeerState", &[
        ("STATE_NONE", 0), ("STATE_CONNECTING", 1), ("STATE_FINDING_ROUTE", 2), ("STATE_CONNECTED", 3),
        ("STATE_CLOSED_BY_PEER", 4), ("STATE_PROBLEM_DETECTED_LOCALLY", 5), ("STATE_FIN_WAIT", -1),
        ("STATE_LINGER", -2), ("STATE_DEAD", -3),
    ]),
];

/// Adds the enums to the classes. To be called once, when these exist.
pub fn register() {
    enums::register::<SteamMultiplayerPeer>(PEER, &[]);
    enums::register::<SteamPacketPeer>(PACKET_PEER, &[]);
}

enum_values! {
    /// Where a peer with a lobby of its own stands.
    LobbyState = "SteamMultiplayerPeer.LOBBY_STATE";
    /// How the connection to a peer stands (`ESteamNetworkingConnectionState`).
    PeerState = "SteamPacketPeer.PeerState";
}
