//! Several processes, and what becomes of the others when one is killed.

use std::time::Duration;

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};
use steam_networking::platform::local::{LocalConfig, Timings};

use crate::conformance::{DISCONNECTED, LEFT, chat_update, pattern};
use crate::process::PlayerProcess;
use crate::{config, start, start_with};

#[test]
fn processes_find_each_other_and_exchange_packets() {
    let folder = tempfile::tempdir().unwrap();
    let mut processes: Vec<PlayerProcess> = (0..3).map(|_| PlayerProcess::start(folder.path())).collect();
    let ids: Vec<SteamId> = processes.iter_mut().map(|process| process.wait_for_id("id")).collect();
    processes[0].command("create");
    let lobby = processes[0].wait_for_id("lobby");
    for process in &mut processes[1..] {
        process.command(&format!("join {lobby}"));
        assert_eq!(process.wait_for("joined"), "1");
    }
    let mut player = start(folder.path());
    assert_eq!(player.search(), [lobby]);
    assert_eq!(player.join(lobby), 1);
    assert_eq!(player.steam.matchmaking().num_lobby_members(lobby), 4);
    for (salt, id) in ids.iter().enumerate() {
        for len in [0, 1, 1200, 65_536, 1_048_576] {
            let data = pattern(len, salt as u8);
            player.send(*id, &data, SendType::Reliable, 0);
            assert_eq!(player.receive(0), (*id, data));
        }
    }
    processes[2].command("quit");
    player.expect(&chat_update(lobby, ids[2], LEFT));
}

// rule: session.gone-user
#[test]
fn a_killed_process_is_noticed_and_what_was_sent_to_it_fails() {
    let folder = tempfile::tempdir().unwrap();
    let timings = Timings { session_timeout: Duration::from_millis(300), ..Timings::default() };
    let mut player = start_with(LocalConfig { timings, ..config(folder.path()) });
    let mut process = PlayerProcess::start(folder.path());
    let id = process.wait_for_id("id");
    let lobby = player.create_lobby(LobbyType::Public, 2);
    process.command(&format!("join {lobby}"));
    assert_eq!(process.wait_for("joined"), "1");
    player.send(id, b"there?", SendType::Reliable, 0);
    assert_eq!(player.receive(0), (id, b"there?".to_vec()));
    process.child.kill().unwrap();
    player.send(id, &pattern(1_048_576, 1), SendType::Reliable, 0);
    player.expect(&chat_update(lobby, id, DISCONNECTED));
    assert_eq!(player.steam.matchmaking().num_lobby_members(lobby), 1);
    player.send(id, b"and now?", SendType::Reliable, 0);
    player.expect(&Event::P2PSessionConnectFail { remote: id, error: 4 });
}

// rule: local.hub-takeover
#[test]
fn lobbies_and_sessions_outlive_a_killed_hub() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = PlayerProcess::start(folder.path());
    let id = process.wait_for_id("id");
    process.command("create");
    let lobby = process.wait_for_id("lobby");
    let (mut one, mut two) = (start(folder.path()), start(folder.path()));
    assert_eq!(one.join(lobby), 1);
    assert_eq!(two.join(lobby), 1);
    one.send(two.id(), b"before", SendType::Reliable, 0);
    two.accept(one.id());
    assert_eq!(two.receive(0), (one.id(), b"before".to_vec()));
    process.child.kill().unwrap();
    one.send(two.id(), b"meanwhile", SendType::Reliable, 0);
    assert_eq!(two.receive(0), (one.id(), b"meanwhile".to_vec()));
    for player in [&mut one, &mut two] {
        player.expect(&chat_update(lobby, id, DISCONNECTED));
        assert_eq!(player.steam.matchmaking().num_lobby_members(lobby), 2);
    }
    assert_eq!(one.steam.matchmaking().lobby_owner(lobby), Some(one.id()));
    assert!(one.steam.matchmaking().set_lobby_data(lobby, "map", "ice"));
    let mut late = start(folder.path());
    assert_eq!(late.search(), [lobby]);
    assert_eq!(late.steam.matchmaking().lobby_data(lobby, "map"), "ice");
}

// rule: session.unpumped
#[test]
fn a_stalled_game_keeps_its_links_and_its_lobbies() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = start(folder.path());
    let mut process = PlayerProcess::start(folder.path());
    let id = process.wait_for_id("id");
    let lobby = player.create_lobby(LobbyType::Public, 2);
    process.command(&format!("join {lobby}"));
    assert_eq!(process.wait_for("joined"), "1");
    player.send(id, b"there?", SendType::Reliable, 0);
    assert_eq!(player.receive(0), (id, b"there?".to_vec()));
    process.command("stall");
    for _ in 0..100 {
        player.send(id, &pattern(1200, 3), SendType::Reliable, 0);
    }
    player.wait("all packets being acknowledged by the other process' thread", |player| {
        let state = player.steam.networking().p2p_session_state(id)?;
        (state.packets_queued_for_send == 0 && state.connection_active).then_some(())
    });
    assert_eq!(player.steam.matchmaking().num_lobby_members(lobby), 2);
}
