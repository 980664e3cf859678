//! The rules that hold on every platform, over Steam: once with the first player of each rule on it, once with the second.
//! The others are on the local platform, which to them is the same place.
#![cfg(target_os = "linux")]

#[path = "../../tests/conformance/mod.rs"]
mod conformance;

mod common;

use std::cell::Cell;

use conformance::World;
use conformance::world::Setup;
use parking_lot::{Mutex, MutexGuard};
use steam_networking::platform::Platform;
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice};
use steam_networking::platform::p2p_over_messages::P2pOverMessages;
use steam_networking::platform::steamworks::SteamworksPlatform;
use tempfile::TempDir;

/// Steam is one per process, and tests run at the same time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What a world has for itself as long as it lasts.
struct Place {
    folder: TempDir,
    players: Cell<usize>,
    _alone: MutexGuard<'static, ()>,
}

/// A world whose player number `on_steam`, from 1, is on Steam.
fn world(on_steam: usize) -> World {
    world_of(on_steam, boxed, boxed)
}

/// The same, where messages carry the packets of all players.
fn world_over_messages(on_steam: usize) -> World {
    world_of(on_steam, |steam| boxed(P2pOverMessages::new(steam)), |local| boxed(P2pOverMessages::new(local)))
}

fn boxed(platform: impl Platform + 'static) -> Box<dyn Platform> {
    Box::new(platform)
}

fn world_of(
    on_steam: usize,
    finish_steam: fn(SteamworksPlatform) -> Box<dyn Platform>,
    finish_local: fn(LocalPlatform) -> Box<dyn Platform>,
) -> World {
    let alone = ONE_AT_A_TIME.lock();
    common::move_to_the_double();
    let folder = tempfile::tempdir().unwrap();
    let place = Place { folder, players: Cell::new(0), _alone: alone };
    World::new(move |setup| {
        place.players.set(place.players.get() + 1);
        if place.players.get() == on_steam {
            finish_steam(steam(setup, &place))
        } else {
            finish_local(local(setup, &place))
        }
    })
}

fn steam(setup: &Setup, place: &Place) -> SteamworksPlatform {
    let milliseconds = |name: &str, duration: std::time::Duration| format!("{name}={}", duration.as_millis());
    let mut timings = vec![
        milliseconds("session_timeout", setup.session_timeout),
        milliseconds("request_repeat", setup.request_repeat),
        milliseconds("collect", setup.collect),
    ];
    timings.extend(setup.idle.map(|idle| milliseconds("idle", idle)));
    common::set_variable("STEAM_NETWORKING_TIMINGS", timings.join(","));
    common::set_variable("STEAM_NETWORKING_DIR", place.folder.path());
    common::switch("SEND_QUEUE_BYTES", &setup.send_queue_bytes.to_string());
    common::steam()
}

fn local(setup: &Setup, place: &Place) -> LocalPlatform {
    let timings = Timings {
        session_timeout: setup.session_timeout,
        request_repeat: setup.request_repeat,
        collect: setup.collect,
        idle: setup.idle,
    };
    let limits = Limits { send_queue_bytes: setup.send_queue_bytes, ..Limits::default() };
    let config = LocalConfig {
        folder: place.folder.path().to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings,
        limits,
        seed: 1,
    };
    LocalPlatform::start(config).unwrap()
}

mod the_first_player_is_on_steam {
    fn world() -> crate::World {
        crate::world(1)
    }

    crate::every_rule!(super::world);
}

mod the_second_player_is_on_steam {
    fn world() -> crate::World {
        crate::world(2)
    }

    crate::every_rule!(super::world);
}

mod the_first_player_is_on_steam_and_messages_carry_packets {
    fn world() -> crate::World {
        crate::world_over_messages(1)
    }

    crate::packets_over_messages!(super::world);
}

mod the_second_player_is_on_steam_and_messages_carry_packets {
    fn world() -> crate::World {
        crate::world_over_messages(2)
    }

    crate::packets_over_messages!(super::world);
}
