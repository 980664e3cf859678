//! Who comes when a takeover is over already.

use super::*;

#[test]
fn a_replica_that_comes_after_its_time_brings_no_ghosts_back() {
    let mut world = World::new();
    world.say(2, registration(2, 1, user(1), &[]));
    world.pass(2 * GRACE);
    let mut lobby = Lobby::new(SteamId::lobby(7), user(1), LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: user(2) });
    world.say(2, ToHub::Replica(lobby));
    world.pass(2 * GRACE);
    let lobby = world.hub.lobbies().next().unwrap();
    assert_eq!(lobby.members.iter().map(|member| member.user).collect::<Vec<_>>(), [user(2)]);
    assert_eq!(lobby.owner, user(2), "who hosted the lost hub went down with it");
}
