//! Members that register after the end of a takeover, or with replicas that nobody else has.

use super::*;

#[test]
fn a_replica_that_comes_after_its_time_brings_no_ghosts_back() {
    let mut world = World::new();
    world.send(2, registration(2, 1, user(1), &[]));
    world.pass(2 * GRACE);
    let mut lobby = Lobby::new(SteamId::lobby(7), user(1), LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: user(2) });
    world.send(2, ToHub::Replica(lobby));
    world.pass(2 * GRACE);
    let lobby = world.hub.lobbies().next().unwrap();
    assert_eq!(lobby.members.iter().map(|member| member.user).collect::<Vec<_>>(), [user(2)]);
    assert_eq!(lobby.owner, user(2), "the host of the lost hub is gone with it");
}

#[test]
fn a_user_who_is_in_their_own_replica_only_is_not_in_the_lobby() {
    let mut world = World::new();
    let lobby = |users: &[u32], revision| {
        let mut lobby = Lobby::new(SteamId::lobby(7), user(users[0]), LobbyType::Public, 4);
        for number in users {
            lobby.apply(&Change::Entered { user: user(*number) });
        }
        lobby.revision = revision;
        lobby
    };
    for number in [2, 3, 4] {
        world.send(number, registration(number, 1, user(1), &[9]));
    }
    world.send(2, ToHub::Replica(lobby(&[2], 5)));
    world.received(3);
    world.send(3, ToHub::Replica(lobby(&[3, 2], 5)));
    assert_eq!(world.received(3), [FromHub::Removed { lobby: SteamId::lobby(7) }]);
    world.hub.disconnect(ConnectionId(3));
    world.collect();
    world.send(4, ToHub::Replica(lobby(&[4, 3], 6)));
    world.pass(2 * GRACE);
    let lobby = world.hub.lobbies().next().unwrap();
    assert_eq!(lobby.members.iter().map(|member| member.user).collect::<Vec<_>>(), [user(4)]);
}
