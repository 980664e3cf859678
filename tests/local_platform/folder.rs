//! What stands in the folder through which processes find each other, when something is wrong with it.

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::platform::local::{LocalPlatform, UserChoice};

use crate::conformance::{ENTERED, SUCCESS, chat_update};
use crate::process::PlayerProcess;
use crate::{config, start};

#[test]
fn locks_of_killed_processes_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut killed: Vec<PlayerProcess> = (0..3).map(|_| PlayerProcess::start(folder.path())).collect();
    let ids: Vec<_> = killed.iter_mut().map(|process| process.hear_id("id")).collect();
    drop(killed);
    assert!(folder.path().join("480/hub").exists(), "nobody was there to take the address back");
    let mut one = start(folder.path());
    let lobby = one.create_lobby(LobbyType::Public, 4);
    let mut two = start(folder.path());
    assert!(ids.contains(&one.id()) && ids.contains(&two.id()), "their users are free again");
    assert_eq!(two.join(lobby), SUCCESS);
    one.expect(&chat_update(lobby, two.id(), ENTERED));
}

#[test]
fn files_that_make_no_sense_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let game = folder.path().join("480");
    std::fs::create_dir(&game).unwrap();
    for name in ["hub", "hub.lock", "user-1.lock", "hub-1-00000000.new"] {
        std::fs::write(game.join(name), [0xFF; 5000]).unwrap();
    }
    let mut one = start(folder.path());
    let mut two = start(folder.path());
    let lobby = one.create_lobby(LobbyType::Public, 4);
    assert_eq!(two.join(lobby), SUCCESS);
}

#[test]
fn an_address_that_cannot_be_written_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    // Stands for whatever keeps the file from being written, a full disk for one.
    std::fs::create_dir_all(folder.path().join("480/hub/in the way")).unwrap();
    let refused = LocalPlatform::start(config(folder.path())).unwrap_err();
    let named = folder.path().join("480").display().to_string();
    assert!(refused.message.contains(&named), "{refused}");
    let left = std::fs::read_dir(folder.path().join("480")).unwrap();
    let new = left.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "new"));
    assert_eq!(new.count(), 0, "no half-written files pile up");
}

#[test]
fn a_folder_that_is_deleted_under_players_takes_nothing_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = start(folder.path());
    let mut two = start(folder.path());
    std::fs::remove_dir_all(folder.path()).unwrap();
    let lobby = one.create_lobby(LobbyType::Public, 4);
    assert_eq!(two.join(lobby), SUCCESS);
    one.connect(&mut two);
}

#[test]
fn another_games_players_do_not_take_a_users_number() {
    let folder = tempfile::tempdir().unwrap();
    let numbered = |app_id| {
        let user = UserChoice::Number(1);
        let config = steam_networking::platform::local::LocalConfig { app_id, user, ..config(folder.path()) };
        crate::start_with(config)
    };
    let (one, two) = (numbered(480), numbered(481));
    assert_eq!(one.id(), two.id(), "each is the first of their game");
}
