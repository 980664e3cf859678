//! The constants of `ISteamNetworkingSockets`, with Steam's values.
//!
//! This file has only the rows; [`super`] registers them.

use crate::script::enums::EnumRow;

/// The enums: none; those of connections belong to `ISteamNetworkingUtils`.
pub const ENUMS: &[EnumRow] = &[];

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: &[(&str, i64)] = &[
    ("MAX_STEAM_PACKET_SIZE", 524288), ("DATAGRAM_POP_ID_DEV", 6579574), ("NET_POLL_GROUP_INVALID", 0),
    ("NETWORKING_SOCKETS_FAKE_UDP_PORT_RECOMMENDED_MTU", 1200),
    ("NETWORKING_SOCKETS_FAKE_UDP_PORT_MAX_MESSAGE_SIZE", 4096),
];
