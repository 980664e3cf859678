//! Packets carried by messages: the rules of packets hold, except for those in `docs/transports.md`.

use steam_networking::contract::networking::{SendRefused, SendType};
use steam_networking::platform::local::{LocalConfig, LocalPlatform, Timings};
use steam_networking::platform::p2p_over_messages::P2pOverMessages;

use crate::conformance::{World, pattern};
use crate::{config, local_config};

const MOST: usize = 512 * 1024;

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    World::new(move |setup| {
        let platform = LocalPlatform::start(local_config(folder.path(), setup)).unwrap();
        Box::new(P2pOverMessages::new(platform))
    })
}

crate::every_rule_over_messages!(crate::over_messages::world);

// rule: send.reliable-size
#[test]
fn reliable_packets_have_at_most_512_kib() {
    let (one, mut two) = world().two_in_session();
    let refused = one.steam.networking().send_p2p_packet(two.id(), &vec![0; MOST + 1], SendType::Reliable, 0);
    assert_eq!(refused, Err(SendRefused::TooLarge { size: MOST + 1, limit: MOST }));
    for len in [0, 1, 1200, 65_536, MOST] {
        let data = pattern(len, 5);
        one.send(two.id(), &data, SendType::Reliable, 3);
        assert_eq!(two.receive(3), (one.id(), data));
    }
}

// rule: send.queue-limit
#[test]
fn a_full_queue_is_reported_with_its_limit() {
    let (one, two) = world().two_players();
    one.send(two.id(), &vec![0; MOST], SendType::Reliable, 0);
    let refused = one.steam.networking().send_p2p_packet(two.id(), b"more", SendType::Reliable, 0);
    assert_eq!(refused, Err(SendRefused::QueueFull { queued: MOST, limit: MOST }));
    let state = one.steam.networking().p2p_session_state(two.id()).unwrap();
    assert_eq!((state.bytes_queued_for_send, state.packets_queued_for_send), (MOST as i32, 1));
}

// rule: messages.carry-packets
#[test]
fn lobbies_are_those_of_the_platform_underneath() {
    let folder = tempfile::tempdir().unwrap();
    let start = |config: LocalConfig| LocalPlatform::start(config).unwrap();
    let timings = Timings::default();
    let platform = P2pOverMessages::new(start(LocalConfig { timings, ..config(folder.path()) }));
    let mut host = crate::conformance::Player::new(Box::new(platform));
    let lobby = host.create_lobby(steam_networking::contract::matchmaking::LobbyType::Public, 2);
    let mut guest = crate::start(folder.path());
    assert_eq!(guest.join(lobby), crate::conformance::SUCCESS);
    assert_eq!(host.id().account_id() + 1, guest.id().account_id());
}
