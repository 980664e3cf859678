//! The table of what the hot calls cost over a library that does nothing.

use std::collections::HashMap;
use std::fmt::Write;

use anyhow::{Context, Result};

/// The cost of an engine call that does nothing, which the figures of this run are held against.
const REFERENCE: &str = "get_frames_drawn";

/// What is measured: label, figure, and what the C++ extension GodotSteam 4.11 took in a run alternated with ours on two cores, Godot
/// 4.6.3, for orientation.
const ROWS: &[(&str, &str, Option<f64>)] = &[
    ("Engine.get_frames_drawn()", REFERENCE, None),
    ("Dictionary literal of 3 entries", "dictionary_literal", None),
    ("new PackedByteArray of 64 bytes", "byte_array_64", None),
    ("getAvailableP2PPacketSize", "size_all", Some(24.0)),
    ("  default left out", "size_default", Some(47.0)),
    ("  untyped", "size_untyped", Some(109.0)),
    ("  Engine.get_singleton(\"Steam\").call(…)", "size_call", None),
    ("run_callbacks, idle", "run_callbacks", Some(16.5)),
    ("sendP2PPacket, 64 B", "send_64", Some(51.0)),
    ("sendP2PPacket, 1 KiB", "send_1024", Some(52.0)),
    ("  64 B, default left out", "send_64_default", Some(108.0)),
    ("  64 B, .call(…)", "send_64_call", None),
    ("readP2PPacket, 64 B", "read_64", Some(449.0)),
    ("readP2PPacket, 1 KiB", "read_1024", Some(486.0)),
    ("readP2PPacket, nothing there", "read_none", Some(168.0)),
    ("getP2PSessionState", "session_state", Some(1060.0)),
    ("sendMessageToUser, 64 B", "message_64", Some(52.0)),
    ("sendMessageToUser, 1 KiB", "message_1024", Some(52.0)),
    ("receiveMessagesOnChannel, none", "messages_none", Some(147.0)),
    ("receiveMessagesOnChannel, one of 64 B", "messages_one", Some(1371.0)),
    ("receiveMessagesOnChannel, 16 of 64 B", "messages_16", Some(28_467.0)),
    ("getLobbyData", "lobby_data", Some(190.0)),
    ("getFriendPersonaName", "friend_name", Some(86.0)),
    ("getLobbyMemberByIndex", "member", Some(27.0)),
    ("getNumLobbyMembers", "members", Some(24.0)),
    ("getSteamID", "steam_id", Some(22.0)),
];

/// The figures of a run, as a table.
pub(crate) fn table(figures: &HashMap<String, f64>) -> Result<String> {
    let figure = |name: &str| {
        figures.get(name).copied().with_context(|| format!("the benchmarks gave no figure for {name}"))
    };
    let reference = figure(REFERENCE)?;
    let mut table =
        format!("{:<42}{:>10}{:>10}{:>10}{:>10}\n", "ns a call", "ours", "ratio", "C++", "to C++");
    for (label, name, other) in ROWS {
        let ours = figure(name)?;
        let other_ones = other.map_or("-".to_owned(), |other| format!("{other:.1}"));
        let to_other = other.map_or("-".to_owned(), |other| format!("{:.2}", ours / other));
        let ratio = ours / reference;
        writeln!(table, "{label:<42}{ours:>10.1}{ratio:>10.2}{other_ones:>10}{to_other:>10}")?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_to_the_reference_and_to_the_other_extension() {
        let mut figures: HashMap<_, _> = ROWS.iter().map(|(_, name, _)| ((*name).to_owned(), 20.0)).collect();
        figures.insert("size_all".to_owned(), 12.0);
        let table = table(&figures).unwrap();
        let line = table.lines().find(|line| line.starts_with("getAvailableP2PPacketSize")).unwrap();
        assert_eq!(line.split_whitespace().skip(1).collect::<Vec<_>>(), ["12.0", "0.60", "24.0", "0.50"]);
    }

    #[test]
    fn a_missing_figure_is_named() {
        assert!(table(&HashMap::new()).unwrap_err().to_string().contains(REFERENCE));
    }
}
