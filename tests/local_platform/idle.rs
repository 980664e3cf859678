//! Wake-ups of threads while the game is idle.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use steam_networking::contract::networking_sockets::{SocketsEvent, states};
use steam_networking::contract::remote_storage::StorageEvent;
use steam_networking::contract::{Event, NetworkingSockets, Platform, RemoteStorage, User};
use steam_networking::platform::local::LocalPlatform;

use crate::config;

const PATIENCE: Duration = Duration::from_secs(60);
/// The length of a frame.
const FRAME: Duration = Duration::from_millis(16);

/// Pumps once per frame until `done`.
fn frames(players: &[&LocalPlatform], mut done: impl FnMut(usize, &Event) -> bool) {
    let limit = Instant::now() + PATIENCE;
    loop {
        for (number, player) in players.iter().enumerate() {
            let mut events = VecDeque::new();
            player.pump(&mut events);
            if events.iter().any(|event| done(number, event)) {
                return;
            }
        }
        assert!(Instant::now() < limit, "nothing comes of it");
        std::thread::sleep(FRAME);
    }
}

/// Pumps for `time`, and returns how often threads have woken meanwhile.
fn turns_in(time: Duration, players: &[&LocalPlatform]) -> u64 {
    let turns = || players.iter().map(|player| player.turns()).sum::<u64>();
    let (before, limit) = (turns(), Instant::now() + time);
    while Instant::now() < limit {
        players.iter().for_each(|player| player.pump(&mut VecDeque::new()));
        std::thread::sleep(FRAME);
    }
    turns() - before
}

/// The subfolder of `folder` with this name, at any depth.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let folders =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    folders.into_iter().find_map(|path| if path.ends_with(name) { Some(path) } else { find(&path, name) })
}

// rule: local.idle
#[test]
fn files_in_the_cloud_wake_no_thread_until_somebody_changes_them() {
    let folder = tempfile::tempdir().unwrap();
    let player = LocalPlatform::start(config(folder.path())).unwrap();
    assert!(player.file_write("one.sav", b"one"));
    let limit = Instant::now() + PATIENCE;
    while turns_in(Duration::from_secs(2), &[&player]) > 0 {
        assert!(Instant::now() < limit, "a thread still wakes");
    }
    let files = find(folder.path(), "files").unwrap();
    let is_file_change =
        |event: &Event| matches!(event, Event::RemoteStorage(StorageEvent::LocalFileChanged));
    for name in ["two.sav", "three.sav"] {
        // Another process would do the same.
        fs::write(files.join(name), name).unwrap();
        frames(&[&player], |_, event| is_file_change(event));
    }
    // A long name gets a folder, which is watched as well.
    let long = files.join(format!("{}+", "a".repeat(180)));
    fs::create_dir(&long).unwrap();
    fs::write(long.join("four.sav"), "four").unwrap();
    frames(&[&player], |_, event| is_file_change(event));
    assert_eq!(player.file_count(), 4);
}

// rule: local.idle
#[test]
fn an_idle_pair_wakes_a_few_times_in_ten_seconds() {
    const TIME: Duration = Duration::from_secs(11);
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = [(); 2].map(|()| LocalPlatform::start(config(folder.path())).unwrap());
    two.create_listen_socket_p2p(0, &[]);
    let there = one.connect_p2p(two.steam_id(), 0, &[]);
    frames(&[&one, &two], |number, event| match event {
        Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, .. }) => {
            if number == 1 && info.state == states::CONNECTING {
                two.accept_connection(*connection);
            }
            number == 0 && info.state == states::CONNECTED
        }
        _ => false,
    });
    turns_in(Duration::from_secs(1), &[&one, &two]);
    let turns = turns_in(TIME, &[&one, &two]);
    println!("{turns} turns of both in {TIME:?}");
    assert!((1..=25).contains(&turns), "{turns} turns of both in {TIME:?}");
    assert_eq!(one.connection_info(there).unwrap().state, states::CONNECTED);
}
