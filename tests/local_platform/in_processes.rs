//! The rules again, with every player in a separate process.

use std::path::Path;

use steam_networking::platform::local::LocalPlatform;

use crate::conformance::{World, process};
use crate::local_config;

/// The folder where the players' processes meet.
const FOLDER: &str = "LOCAL_PLATFORM_FOLDER";

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    World::new(move |setup| {
        let environment = [(FOLDER, folder.path().into())];
        Box::new(process::player("in_processes::player", environment, setup))
    })
}

crate::every_rule!(crate::in_processes::world);

#[test]
#[ignore = "a player's process, started by the rules"]
fn player() {
    process::play(|setup| {
        let folder = std::env::var_os(FOLDER).unwrap();
        Box::new(LocalPlatform::start(local_config(Path::new(&folder), setup)).unwrap())
    });
}
