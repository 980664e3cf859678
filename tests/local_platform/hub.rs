//! Finding the hub, becoming it, and taking over from one that ends.

use std::time::Duration;

use steam_networking::contract::Networking;
use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::networking::SendType;
use steam_networking::platform::local::LocalPlatform;

use crate::conformance::{LEFT, chat_update};
use crate::process::PlayerProcess;
use crate::{config, start};

#[test]
fn a_platform_can_be_shut_down_and_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = start(folder.path());
    let lobby = other.create_lobby(LobbyType::Public, 8);
    for _ in 0..3 {
        let mut player = start(folder.path());
        assert_eq!(player.join(lobby), 1);
        let id = player.id();
        player.steam.shutdown();
        other.expect(&chat_update(lobby, id, LEFT));
    }
    assert_eq!(other.steam.matchmaking().num_lobby_members(lobby), 1);
}

#[test]
fn a_folder_that_cannot_be_used_is_named_in_the_failure() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = LocalPlatform::start(config(&file)).unwrap_err();
    assert!(refused.message.contains(&file.display().to_string()), "{refused}");
}

#[test]
fn an_address_left_behind_by_a_dead_hub_does_not_mislead() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("480")).unwrap();
    let left_behind = format!("127.0.0.1:9\n{}\n", "ab".repeat(32));
    std::fs::write(folder.path().join("480/hub"), left_behind).unwrap();
    let (mut one, mut two) = (start(folder.path()), start(folder.path()));
    let lobby = one.create_lobby(LobbyType::Public, 2);
    assert_eq!(two.join(lobby), 1);
}

// rule: local.hub-takeover
#[test]
fn a_lobby_outlives_the_hub_that_is_shut_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = start(folder.path());
    let (mut second, mut third) = (start(folder.path()), start(folder.path()));
    let lobby = first.create_lobby(LobbyType::Public, 4);
    assert!(first.steam.matchmaking().set_lobby_data(lobby, "map", "lava"));
    assert_eq!(second.join(lobby), 1);
    assert_eq!(third.join(lobby), 1);
    let id = first.id();
    first.steam.shutdown();
    for player in [&mut second, &mut third] {
        player.expect(&chat_update(lobby, id, LEFT));
    }
    assert!(second.steam.matchmaking().set_lobby_data(lobby, "map", "ice"), "the second is the owner now");
    third.wait("the change by the new hub", |third| {
        (third.steam.matchmaking().lobby_data(lobby, "map") == "ice").then_some(())
    });
    let mut fourth = start(folder.path());
    assert_eq!(fourth.search(), [lobby]);
    assert_eq!(fourth.join(lobby), 1);
    assert_eq!(fourth.steam.matchmaking().num_lobby_members(lobby), 3);
    assert!(second.steam.user().logged_on());
}

#[test]
fn the_background_thread_sleeps_while_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    let alone = LocalPlatform::start(config(folder.path())).unwrap();
    let mut process = PlayerProcess::start(folder.path());
    let id = process.wait_for_id("id");
    // Everything that was started with the other process is open when that is killed.
    for send_type in [SendType::Reliable, SendType::Unreliable, SendType::ReliableWithBuffering] {
        for _ in 0..1000 {
            alone.send_p2p_packet(id, &[7; 1000], send_type, 0).unwrap();
        }
    }
    process.child.kill().unwrap();
    process.child.wait().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    let before = alone.turns();
    std::thread::sleep(Duration::from_secs(1));
    let turns = alone.turns() - before;
    assert!(turns < 100, "{turns} turns in about a second; a loop that does not sleep makes many thousands");
}
