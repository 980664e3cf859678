//! The local platform's costs for a game, without the engine and the scripts: allocations for each packet, time with many
//! peers, large packets compared with a TCP connection, memory of idle sessions.
//!
//! `cargo xtask bench` builds it, runs it and makes tables of the lines `BENCH name value` that it prints.

mod allocations;
mod child;
mod large_packets;
mod lobby_members;
mod many_peers;
mod sessions_memory;

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Networking, Platform, SteamId};
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice, UserFiles};

/// The time limit; anything longer counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// A user of the local platform whose processes meet in `folder`.
fn start(folder: &Path) -> LocalPlatform {
    let config = LocalConfig {
        folder: folder.to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings: Timings::default(),
        limits: Limits::default(),
        user_files: UserFiles::in_folder(folder.join("users")),
        seed: 1,
    };
    LocalPlatform::start(config).expect("a user starts")
}

fn pump(platform: &LocalPlatform) {
    platform.pump(&mut VecDeque::new());
}

/// Pumps until `done` has an answer.
fn until<T>(what: &str, mut done: impl FnMut() -> Option<T>) -> T {
    let limit = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = done() {
            return answer;
        }
        assert!(Instant::now() < limit, "{what} took too long");
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// A session with each of `others`, over which a packet has come back. They echo.
fn open_sessions(me: &LocalPlatform, others: &[SteamId]) {
    for other in others {
        me.accept_p2p_session_with_user(*other);
        let sent = me.send_p2p_packet(*other, &[1], SendType::Reliable, child::CHANNEL);
        sent.expect("a first packet is taken");
    }
    let mut back = 0;
    let mut data = Vec::new();
    until("opening the sessions", || {
        pump(me);
        while me.read_p2p_packet(child::CHANNEL, u32::MAX, &mut data).is_some() {
            back += 1;
        }
        (back == others.len()).then_some(())
    });
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().expect("something was measured")
}

fn figure(name: &str, value: f64) {
    println!("BENCH {name} {value:.2}");
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["echo", folder, users] => child::echo(Path::new(folder), users.parse().expect("how many users")),
        ["members", folder, users] => {
            lobby_members::join(Path::new(folder), users.parse().expect("how many users"));
        }
        ["take", folder] => large_packets::take(Path::new(folder)),
        ["take-tcp", port] => large_packets::take_over_tcp(port.parse().expect("a port")),
        [] | ["--quick"] => {
            let quick = !words.is_empty();
            allocations::measure(if quick { 20 } else { 2000 });
            many_peers::measure(&[1, 8, 32, 128], if quick { 5 } else { 120 });
            large_packets::measure(if quick { 4 } else { 400 });
            sessions_memory::measure(if quick { 4 } else { 64 });
        }
        _ => panic!("the arguments are not known: {words:?}"),
    }
}
