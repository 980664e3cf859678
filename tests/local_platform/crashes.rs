//! Many processes at once, and processes that are killed while the others play on.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use steam_networking::contract::SteamId;

use crate::conformance::SUCCESS;
use crate::process::PlayerProcess;
use crate::start;

// rule: local.identity
#[test]
fn sixteen_processes_that_start_at_once_get_sixteen_identities() {
    let folder = tempfile::tempdir().unwrap();
    let mut processes: Vec<PlayerProcess> = (0..16).map(|_| PlayerProcess::start(folder.path())).collect();
    let ids: BTreeSet<SteamId> = processes.iter_mut().map(|process| process.hear_id("id")).collect();
    assert_eq!(ids.len(), 16);
    processes[3].tell("create");
    let lobby = processes[3].hear_id("lobby");
    let mut late = start(folder.path());
    assert_eq!(late.search(), [lobby], "there is one hub for all");
    for id in ids {
        late.know(id);
    }
}

/// How often the process that hosts the hub is killed in the normal run; `LOCAL_PLATFORM_KILLS=100` for more.
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
            let id = new.hear_id("id");
            match lobby {
                None => {
                    new.tell("create");
                    lobby = Some(new.hear_id("lobby"));
                }
                Some(lobby) => {
                    new.tell(&format!("join {lobby}"));
                    assert_eq!(new.hear("joined"), SUCCESS.to_string());
                }
            }
            for (other_id, other) in &mut players {
                other.tell(&format!("talk {id} {round}"));
                new.tell(&format!("talk {other_id} {round}"));
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
            player.tell(&format!("hush {gone}"));
            player.tell("search");
        }
        for (_, player) in &mut players {
            assert_eq!(player.hear("found"), "1", "the lobby is still there");
        }
        takeovers.push(killed.elapsed());
        for (_, player) in &mut players {
            player.tell(&format!("members {}", lobby.unwrap()));
            assert_eq!(player.hear("members"), "3", "nobody had to join again");
        }
    }
    for (_, player) in &mut players {
        player.tell("drain");
    }
    let back: u64 =
        players.iter_mut().map(|(_, player)| player.hear("drained").parse::<u64>().unwrap()).sum();
    assert!(back > 0);
    takeovers.sort();
    let (median, longest) = (takeovers[takeovers.len() / 2], takeovers[takeovers.len() - 1]);
    println!(
        "{kills} kills of the hub's process among 4, {back} packets there and back between those who lived last"
    );
    println!("until the next hub had answered everybody: median {median:?}, longest {longest:?}");
}

/// Which of `players` hosts the hub.
fn host_of_hub(players: &mut [(SteamId, PlayerProcess)]) -> usize {
    let (_, player) = players.last_mut().unwrap();
    player.tell("host");
    let host = player.hear_id("host");
    players.iter().position(|(id, _)| *id == host).unwrap()
}
