//! Many processes at once, and processes that are killed while the others play on.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use steam_networking::contract::SteamId;
use steam_networking::contract::networking::SendType;

use crate::LocalPlayer;
use crate::conformance::SUCCESS;
use crate::process::PlayerProcess;
use crate::start;

// rule: local.identity
#[test]
fn sixteen_processes_that_start_at_once_get_sixteen_identities() {
    let folder = tempfile::tempdir().unwrap();
    let mut processes: Vec<PlayerProcess> = (0..16).map(|_| PlayerProcess::start(folder.path())).collect();
    let ids: BTreeSet<SteamId> = processes.iter_mut().map(|process| process.wait_for_id("id")).collect();
    assert_eq!(ids.len(), 16);
    processes[3].command("create");
    let lobby = processes[3].wait_for_id("lobby");
    let mut late = start(folder.path());
    assert_eq!(late.search(), [lobby], "there is one hub for all");
    for id in ids {
        late.know(id);
    }
}

/// The number of kills of the hub's process in a normal run; `LOCAL_PLATFORM_KILLS=100` for more.
const KILLS: u32 = 5;

// rule: local.hub-takeover
#[test]
fn killing_the_hubs_process_again_and_again_loses_nothing_among_the_living() {
    let kills = std::env::var("LOCAL_PLATFORM_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut players: Vec<(SteamId, PlayerProcess)> = Vec::new();
    let mut lobby = None;
    let mut takeovers = Vec::new();
    for round in 0..=kills {
        while players.len() < 4 {
            let mut new = PlayerProcess::start(folder.path());
            let id = new.wait_for_id("id");
            match lobby {
                None => {
                    new.command("create");
                    lobby = Some(new.wait_for_id("lobby"));
                }
                Some(lobby) => {
                    new.command(&format!("join {lobby}"));
                    assert_eq!(new.wait_for("joined"), SUCCESS.to_string());
                }
            }
            for (other_id, other) in &mut players {
                other.command(&format!("talk {id} {round}"));
                new.command(&format!("talk {other_id} {round}"));
            }
            players.push((id, new));
        }
        if round == kills {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
        let host = host_of_hub(&mut players);
        let (gone, mut victim) = players.swap_remove(host);
        victim.child.kill().unwrap();
        let killed = Instant::now();
        for (_, player) in &mut players {
            player.command(&format!("hush {gone}"));
            player.command("search");
        }
        for (_, player) in &mut players {
            assert_eq!(player.wait_for("found"), "1", "the lobby is still there");
        }
        takeovers.push(killed.elapsed());
        for (_, player) in &mut players {
            player.command(&format!("members {}", lobby.unwrap()));
            assert_eq!(player.wait_for("members"), "3", "nobody had to join again");
        }
    }
    for (_, player) in &mut players {
        player.command("drain");
    }
    let back: u64 =
        players.iter_mut().map(|(_, player)| player.wait_for("drained").parse::<u64>().unwrap()).sum();
    assert!(back > 0);
    takeovers.sort();
    let (median, longest) = (takeovers[takeovers.len() / 2], takeovers[takeovers.len() - 1]);
    println!(
        "{kills} kills of the hub's process among 4, {back} packets there and back between those who lived last"
    );
    println!("until the next hub had answered everybody: median {median:?}, longest {longest:?}");
}

/// The number of kills of a sender.
const KILLED_SENDERS: u32 = 20;

// rule: local.no-thread
#[test]
fn a_sender_that_is_killed_leaves_no_torn_packet_behind_and_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = start(folder.path());
    let (me, mut came, mut missed) = (player.id(), 0, Duration::ZERO);
    for round in 0..KILLED_SENDERS {
        let mut sender = PlayerProcess::start(folder.path());
        let id = sender.wait_for_id("id");
        player.know(id);
        player.steam.networking().accept_p2p_session_with_user(id);
        sender.command(&format!("talk {me} {round}"));
        let mut next = 0_u32;
        let mut take = |player: &mut LocalPlayer| {
            while let Some((from, data)) = player.try_receive(2) {
                assert_eq!(from, id);
                assert_eq!(data, [round.to_le_bytes(), next.to_le_bytes()].concat());
                player.send(id, &data, SendType::Reliable, 3);
                next += 1;
            }
            next
        };
        // Not always at the same place.
        player.wait("packets", |player| (take(player) > round * 7).then_some(()));
        sender.child.kill().unwrap();
        let killed = Instant::now();
        player.wait("that they are missed", |player| {
            take(player);
            let users = player.steam.local_network().unwrap().users();
            users.iter().all(|user| user.id != id).then_some(())
        });
        missed = missed.max(killed.elapsed());
        player.steam.networking().close_p2p_session_with_user(id);
        came += take(&mut player);
    }
    println!(
        "{KILLED_SENDERS} senders killed, {came} packets of them, the last missed after {missed:?} at most"
    );
}

// rule: local.no-thread
#[test]
#[cfg(unix)]
fn a_process_that_is_frozen_gets_everything_when_it_goes_on() {
    const PACKETS: u32 = 3000;
    let folder = tempfile::tempdir().unwrap();
    let mut player = start(folder.path());
    let mut process = PlayerProcess::start(folder.path());
    let id = process.wait_for_id("id");
    player.know(id);
    player.send(id, b"hello", SendType::Reliable, 0);
    assert_eq!(player.receive(0).1, b"hello");
    let signal = |name: &str| {
        // The shell's own: the program of that name is not on every machine.
        let kill = format!("kill {name} {}", process.child.id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    };
    signal("-STOP");
    // More than any ring has room for.
    let packet = |number: u32| number.to_le_bytes().repeat(250);
    for number in 0..PACKETS {
        player.send(id, &packet(number), SendType::Reliable, 0);
        if number % 100 == 0 {
            player.forget_events();
        }
    }
    std::thread::sleep(Duration::from_millis(300));
    signal("-CONT");
    for number in 0..PACKETS {
        assert_eq!(player.receive(0).1, packet(number));
    }
}

/// The one of `players` that hosts the hub.
fn host_of_hub(players: &mut [(SteamId, PlayerProcess)]) -> usize {
    let (_, player) = players.last_mut().unwrap();
    player.command("host");
    let host = player.wait_for_id("host");
    players.iter().position(|(id, _)| *id == host).unwrap()
}
