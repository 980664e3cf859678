//! Measurements of the local platform without the engine, by a separate program (`benches/local/measure/`).

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::players::{named, run};
use super::table::Figures;

/// The ways of a packet, as the program names them, and as people do.
const WAYS: [(&str, &str); 4] = [
    ("packets", "`ISteamNetworking`"),
    ("messages", "`ISteamNetworkingMessages`"),
    ("sockets", "`ISteamNetworkingSockets`"),
    ("peer", "`SteamMultiplayerPeer`, without the engine"),
];
const KINDS: [&str; 4] = ["reliable_64", "unreliable_64", "reliable_1024", "unreliable_1024"];

/// Runs the program; `quick` only to see that it works.
pub(super) fn measure(program: &Path, quick: bool) -> Result<Figures> {
    let mut command = Command::new(program);
    if quick {
        command.arg("--quick");
    }
    run(&mut [command])
}

/// The number of allocations for a packet, as a table.
pub(super) fn allocations(figures: &Figures) -> Result<String> {
    let mut table =
        "### Allocations for a packet, without the engine\n\n| way | sending | taking |\n|---|---|---|\n"
            .to_owned();
    for (way, shown) in WAYS {
        for kind in KINDS {
            let figure = |step: &str| named(figures, &format!("native.allocations_{way}_{kind}_{step}"));
            let (sending, taking) = (figure("send")?, figure("take")?);
            table += &format!("| {shown}, {} B | {sending} | {taking} |\n", kind.replace('_', ", "));
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_count_is_named() {
        let mut figures = Figures::new();
        for (way, _) in WAYS {
            for kind in KINDS {
                for step in ["send", "take"] {
                    figures.insert(format!("native.allocations_{way}_{kind}_{step}"), 1.0);
                }
            }
        }
        assert!(allocations(&figures).unwrap().contains("| `ISteamNetworking`, reliable, 64 B | 1 | 1 |"));
        figures.remove("native.allocations_peer_reliable_64_take");
        let error = allocations(&figures).unwrap_err().to_string();
        assert!(error.contains("allocations_peer_reliable_64_take"), "{error}");
    }
}
