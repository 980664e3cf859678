//! The identities of local users.

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::{Platform, SteamId, User};
use steam_networking::platform::local::{LocalConfig, LocalPlatform, UserChoice};

use crate::LocalPlayer;
use crate::{config, start, start_with};

// rule: local.identity
#[test]
fn players_get_distinct_identities_and_know_each_others_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut players: Vec<LocalPlayer> = (0..4).map(|_| start(folder.path())).collect();
    let ids: Vec<SteamId> = players.iter().map(LocalPlayer::id).collect();
    let names: Vec<String> = players.iter().map(|player| player.steam.user().persona_name()).collect();
    for player in &mut players {
        assert!(player.steam.user().logged_on());
        for (id, name) in ids.iter().zip(&names) {
            player.know(*id);
            assert_eq!(player.steam.user().friend_persona_name(*id), *name);
        }
    }
    let distinct = |mut all: Vec<String>| {
        all.sort();
        all.dedup();
        all.len()
    };
    assert_eq!(distinct(names), 4);
    assert_eq!(distinct(ids.iter().map(SteamId::to_string).collect()), 4);
}

// rule: local.identity
#[test]
fn a_number_is_the_same_user_from_run_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let run = |user| {
        let steam = LocalPlatform::start(LocalConfig { user, ..config(folder.path()) }).unwrap();
        let who = (steam.steam_id(), steam.user().persona_name());
        steam.shutdown();
        who
    };
    let first = run(UserChoice::LowestFree);
    assert_eq!(run(UserChoice::LowestFree), first);
    let third = run(UserChoice::Number(3));
    assert_eq!(run(UserChoice::Number(3)), third);
    assert_ne!(first, third);
    assert_eq!(run(UserChoice::Named("Grace".into())).1, "Grace");
}

#[test]
fn dropping_a_platform_frees_its_user() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = || LocalConfig { user: UserChoice::Number(5), ..config(folder.path()) };
    let id = start_with(wanted()).id();
    assert_eq!(start_with(wanted()).id(), id);
}

// rule: local.identity
#[test]
fn a_user_who_is_taken_cannot_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = || LocalConfig { user: UserChoice::Number(5), ..config(folder.path()) };
    let _first = start_with(wanted());
    let refused = LocalPlatform::start(wanted()).unwrap_err();
    assert!(refused.message.contains("local user 5"), "{refused}");
}

#[test]
fn games_do_not_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = start(folder.path());
    let mut two = start_with(LocalConfig { app_id: 481, ..config(folder.path()) });
    one.create_lobby(LobbyType::Public, 2);
    assert!(two.search().is_empty());
}
