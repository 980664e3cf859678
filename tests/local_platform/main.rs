//! The local platform as a game meets it: real sockets, real threads, real processes.

#[path = "../conformance/mod.rs"]
mod conformance;

mod beside_packets;
mod crashes;
mod dead_links;
mod folder;
mod hostile;
#[cfg(target_os = "linux")]
mod hostile_rings;
mod hub;
mod identities;
#[cfg(target_os = "linux")]
mod idle;
mod in_processes;
mod limits;
mod over_messages;
mod process;
mod processes;
mod rings;
mod social;
mod threads;
mod traffic;

use std::path::Path;

use conformance::world::Setup;
use conformance::{Player, World};
use steam_networking::contract::Platform;
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice, UserFiles};

/// A player whose platform can be asked for more than the rules ask.
type LocalPlayer = Player<dyn Platform>;

fn config(folder: &Path) -> LocalConfig {
    LocalConfig {
        folder: folder.to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings: Timings::default(),
        limits: Limits::default(),
        user_files: UserFiles::in_folder(folder.join("users")),
        seed: 1,
    }
}

fn start(folder: &Path) -> LocalPlayer {
    start_with(config(folder))
}

fn start_with(config: LocalConfig) -> LocalPlayer {
    Player::new(Box::new(LocalPlatform::start(config).unwrap()))
}

fn local_config(folder: &Path, setup: &Setup) -> LocalConfig {
    let timings = Timings {
        session_timeout: setup.session_timeout,
        connection_timeout: setup.connection_timeout,
        request_repeat: setup.request_repeat,
        collect: setup.collect,
        idle: setup.idle,
    };
    let limits = Limits { send_queue_bytes: setup.send_queue_bytes, ..Limits::default() };
    LocalConfig { timings, limits, ..config(folder) }
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    World::new(move |setup| Box::new(LocalPlatform::start(local_config(folder.path(), setup)).unwrap()))
}

every_rule!(crate::world);
