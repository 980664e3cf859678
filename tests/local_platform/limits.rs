//! Behaviour at the limits: answers still come, and dropped data is reported.

use steam_networking::contract::Event;
use steam_networking::contract::matchmaking::LobbyType;

use crate::conformance::SUCCESS;
use crate::start;

// rule: limits.answers-kept
#[test]
fn every_one_of_ten_thousand_searches_at_once_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = start(folder.path());
    let mut two = start(folder.path());
    let lobby = two.create_lobby(LobbyType::Public, 4);
    for _ in 0..10_000 {
        one.steam.matchmaking().request_lobby_list();
    }
    one.steam.matchmaking().join_lobby(lobby);
    let mut answers = 0;
    one.wait("every answer", |one| {
        for event in one.take_all() {
            answers += usize::from(matches!(event, Event::LobbyMatchList { .. }));
        }
        (answers == 10_000).then_some(())
    });
    assert_eq!(one.join(lobby), SUCCESS);
}
