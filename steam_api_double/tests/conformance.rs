//! The rules that hold on every platform, over Steam: every player is a separate process, and all are on Steam.
#![cfg(target_os = "linux")]

#[path = "../../tests/conformance/mod.rs"]
mod conformance;

mod common;

use std::time::Duration;

use conformance::world::Setup;
use conformance::{World, process};
use steam_networking::platform::p2p_over_messages::P2pOverMessages;

/// A world whose players the ignored test of this name starts.
fn world_of(player: &'static str) -> World {
    let folder = tempfile::tempdir().unwrap();
    let libraries = common::double_in(folder.path());
    World::new(move |setup| {
        let environment = [
            ("LD_LIBRARY_PATH", libraries.clone()),
            ("SteamAppId", "480".into()),
            ("SteamGameId", "480".into()),
            ("STEAM_NETWORKING_DIR", folder.path().join("rendezvous").into()),
            ("STEAM_NETWORKING_TIMINGS", timings(setup).into()),
            ("STEAM_API_DOUBLE_SEND_QUEUE_BYTES", setup.send_queue_bytes.to_string().into()),
        ];
        Box::new(process::player(player, environment, setup))
    })
}

fn timings(setup: &Setup) -> String {
    let milliseconds = |name: &str, duration: Duration| format!("{name}={}", duration.as_millis());
    let mut timings = vec![
        milliseconds("session_timeout", setup.session_timeout),
        milliseconds("connection_timeout", setup.connection_timeout),
        milliseconds("request_repeat", setup.request_repeat),
        milliseconds("collect", setup.collect),
    ];
    timings.extend(setup.idle.map(|idle| milliseconds("idle", idle)));
    timings.join(",")
}

/// Packets are carried by `ISteamNetworking`.
mod over_networking {
    use super::*;

    fn world() -> World {
        world_of("over_networking::player")
    }

    crate::every_rule!(super::world);

    #[test]
    #[ignore = "a player's process, started by the rules"]
    fn player() {
        process::play(|_| Box::new(common::steam()));
    }
}

/// Packets are carried by `ISteamNetworkingMessages`.
mod over_networking_messages {
    use super::*;

    fn world() -> World {
        world_of("over_networking_messages::player")
    }

    crate::every_rule_over_messages!(super::world);

    #[test]
    #[ignore = "a player's process, started by the rules"]
    fn player() {
        process::play(|_| Box::new(P2pOverMessages::new(common::steam())));
    }
}
