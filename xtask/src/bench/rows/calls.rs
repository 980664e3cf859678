//! The costs of calls.

use crate::bench::table::Aim::{self, AtMost};
use crate::bench::table::{Row, Table};

/// GodotSteam 4.11 in a run alternated with an earlier version of ours on two cores, Godot 4.6.3.
pub(super) const NULL: Table = Table {
    title: "Calls on Steam's way, over a library that does nothing",
    unit: "ns a call",
    baseline: "C++, measured elsewhere",
    rows: &[
        Row::alone("`Engine.get_frames_drawn()`", "null.get_frames_drawn", Aim::None),
        Row::alone("a Dictionary of three entries", "null.dictionary_literal", Aim::None),
        Row::alone("a new `PackedByteArray` of 64 bytes", "null.byte_array_64", Aim::None),
        Row::elsewhere("`getAvailableP2PPacketSize`", "null.size_all", 24.0),
        Row::elsewhere("the same, default left out", "null.size_default", 47.0),
        Row::elsewhere("the same, untyped", "null.size_untyped", 109.0),
        Row::elsewhere("the same, `.call()`, held against untyped", "null.size_call", 109.0),
        Row::elsewhere("`run_callbacks`, idle", "null.run_callbacks", 16.5),
        Row::elsewhere("`sendP2PPacket`, 64 B", "null.send_64", 51.0),
        Row::elsewhere("`sendP2PPacket`, 1 KiB", "null.send_1024", 52.0),
        Row::elsewhere("`sendP2PPacket`, 64 B, default left out", "null.send_64_default", 108.0),
        Row::alone("`sendP2PPacket`, 64 B, `.call()`", "null.send_64_call", Aim::None),
        Row::elsewhere("`readP2PPacket`, 64 B", "null.read_64", 449.0),
        Row::elsewhere("`readP2PPacket`, 1 KiB", "null.read_1024", 486.0),
        Row::elsewhere("`readP2PPacket`, nothing there", "null.read_none", 168.0),
        Row::elsewhere("`getP2PSessionState`", "null.session_state", 1060.0),
        Row::elsewhere("`sendMessageToUser`, 64 B", "null.message_64", 52.0),
        Row::elsewhere("`sendMessageToUser`, 1 KiB", "null.message_1024", 52.0),
        Row::elsewhere("`receiveMessagesOnChannel`, none", "null.messages_none", 147.0),
        Row::elsewhere("`receiveMessagesOnChannel`, one of 64 B", "null.messages_one", 1371.0),
        Row::elsewhere("`receiveMessagesOnChannel`, 16 of 64 B", "null.messages_16", 28_467.0),
        Row::elsewhere("`getLobbyData`", "null.lobby_data", 190.0),
        Row::elsewhere("`getFriendPersonaName`", "null.friend_name", 86.0),
        Row::elsewhere("`getLobbyMemberByIndex`", "null.member", 27.0),
        Row::elsewhere("`getNumLobbyMembers`", "null.members", 24.0),
        Row::elsewhere("`getSteamID`", "null.steam_id", 22.0),
    ],
};

/// A row of [`ALLOCATIONS`].
const fn counted(label: &'static str, figure: &'static str) -> Row {
    Row::alone(label, figure, Aim::None)
}

pub(super) const ALLOCATIONS: Table = Table {
    title: "Allocations of calls on Steam's way, the engine's own included",
    unit: "a call",
    baseline: "",
    rows: &[
        counted("a Dictionary of three entries", "allocations.dictionary_literal"),
        counted("a new `PackedByteArray` of 64 bytes", "allocations.byte_array_64"),
        counted("`getAvailableP2PPacketSize`", "allocations.size_all"),
        counted("the same, `.call()`", "allocations.size_call"),
        counted("`run_callbacks`, idle", "allocations.run_callbacks"),
        counted("`sendP2PPacket`, 64 B", "allocations.send_64"),
        counted("`sendP2PPacket`, 1 KiB", "allocations.send_1024"),
        counted("`sendP2PPacket`, 64 B, default left out", "allocations.send_64_default"),
        counted("`sendP2PPacket`, 64 B, `.call()`", "allocations.send_64_call"),
        counted("`readP2PPacket`, 64 B", "allocations.read_64"),
        counted("`readP2PPacket`, 1 KiB", "allocations.read_1024"),
        counted("`readP2PPacket`, nothing there", "allocations.read_none"),
        counted("`getP2PSessionState`", "allocations.session_state"),
        counted("`sendMessageToUser`, 64 B", "allocations.message_64"),
        counted("`sendMessageToUser`, 1 KiB", "allocations.message_1024"),
        counted("`receiveMessagesOnChannel`, none", "allocations.messages_none"),
        counted("`receiveMessagesOnChannel`, one of 64 B", "allocations.messages_one"),
        counted("`receiveMessagesOnChannel`, 16 of 64 B", "allocations.messages_16"),
        counted("`getLobbyData`", "allocations.lobby_data"),
        counted("`getFriendPersonaName`", "allocations.friend_name"),
        counted("`getLobbyMemberByIndex`", "allocations.member"),
        counted("`getNumLobbyMembers`", "allocations.members"),
        counted("`getSteamID`", "allocations.steam_id"),
    ],
};

/// A row of [`CALLS`].
const fn call(label: &'static str, figure: &'static str) -> Row {
    Row::times(label, figure, "calls.get_frames_drawn", Aim::None)
}

pub(super) const CALLS: Table = Table {
    title: "Calls over the local platform",
    unit: "ns a call",
    baseline: "`Engine.get_frames_drawn()`",
    rows: &[
        call("a Dictionary of three entries", "calls.dictionary_literal"),
        call("a new `PackedByteArray` of 64 bytes", "calls.byte_array_64"),
        call("`getAvailableP2PPacketSize`", "calls.size_all"),
        call("the same, default left out", "calls.size_default"),
        call("`run_callbacks`, idle", "calls.run_callbacks"),
        call("`sendP2PPacket`, 64 B", "calls.send_64_all"),
        call("the same, default left out", "calls.send_64_default"),
        call("`sendP2PPacket`, 1 KiB", "calls.send_1024_all"),
        call("the same, default left out", "calls.send_1024_default"),
        call("`readP2PPacket`, 64 B", "calls.read_64_all"),
        call("the same, default left out", "calls.read_64_default"),
        call("`readP2PPacket`, 1 KiB", "calls.read_1024_all"),
        call("the same, default left out", "calls.read_1024_default"),
        call("`getP2PSessionState`", "calls.session_state"),
    ],
};

pub(super) const BATCHES: Table = Table {
    title: "One call for many packets of 64 B",
    unit: "ns for all",
    baseline: "as many calls for one",
    rows: &[
        Row::times(
            "`readP2PPackets` of 256",
            "batches.read_256_batch",
            "batches.read_256_single",
            AtMost(0.5),
        ),
        Row::times(
            "`sendP2PPacketToUsers` to 32",
            "batches.send_32_batch",
            "batches.send_32_single",
            AtMost(0.3),
        ),
    ],
};

/// A row of [`LOBBY`].
const fn of_a_frame(label: &'static str, figure: &'static str, aim: Aim) -> Row {
    Row::times(label, figure, "lobby.dictionary_literal", aim)
}

pub(super) const LOBBY: Table = Table {
    title: "The calls of a frame with a lobby of 32 members, local platform",
    unit: "ns a call",
    baseline: "a Dictionary of three entries",
    rows: &[
        of_a_frame("`getNumLobbyMembers`", "lobby.members", AtMost(1.0)),
        of_a_frame("`getLobbyMemberByIndex`", "lobby.member", AtMost(1.0)),
        of_a_frame("`getFriendPersonaName`", "lobby.name", AtMost(1.0)),
        of_a_frame("`getLobbyData`", "lobby.data", AtMost(1.0)),
        of_a_frame("`getLobbyMemberData`", "lobby.member_data", AtMost(1.0)),
        of_a_frame("`getLobbyOwner`", "lobby.owner", AtMost(1.0)),
        of_a_frame("`getMediumFriendAvatar`", "lobby.avatar", AtMost(1.0)),
        of_a_frame("`getAvailableVoice`", "lobby.available_voice", AtMost(1.0)),
        of_a_frame("`getVoice`, nothing there", "lobby.voice", AtMost(1.0)),
        of_a_frame("`getImageSize`, once for a picture", "lobby.image_size", Aim::None),
        of_a_frame("`getImageRGBA` of 64 pixels, once for a picture", "lobby.image", Aim::None),
        of_a_frame("`decompressVoice`, 20 ms of tone", "lobby.decompress_voice", Aim::None),
    ],
};

pub(super) const SENDS: Table = Table {
    title: "A packet of 64 B to each of the 31 other members of that lobby",
    unit: "ns for all",
    baseline: "31 times `sendP2PPacket`",
    rows: &[Row::times("`sendP2PPacketToUsers`", "lobby.send_batch", "lobby.send_single", AtMost(0.3))],
};
