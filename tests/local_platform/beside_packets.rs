//! Messages beside packets: sessions and links of their own, and the same bad network.

use std::time::Duration;

use steam_networking::contract::Event;
use steam_networking::contract::network_conditions::{Condition, Fault};
use steam_networking::contract::networking::SendType;
use steam_networking::contract::networking_messages::{results, send_flags};
use steam_networking::platform::local::{LocalConfig, Timings};

use crate::LocalPlayer;
use crate::{config, start, start_with};

const RELIABLE: i32 = send_flags::RELIABLE | send_flags::NO_NAGLE;
const UNRELIABLE: i32 = send_flags::NO_NAGLE;
const ROUNDS: u8 = 100;
const COUNT: u8 = 200;

fn receive(player: &mut LocalPlayer) -> Vec<u8> {
    player.wait("a message", |player| {
        let mut data = Vec::new();
        player.steam.networking_messages().receive_message_on_channel(0, &mut data).map(|_| data)
    })
}

fn connect(one: &LocalPlayer, two: &mut LocalPlayer) {
    assert_eq!(
        one.steam.networking_messages().send_message_to_user(two.id(), b"knock", RELIABLE, 0),
        results::OK
    );
    two.expect(&Event::NetworkMessagesSessionRequest { remote: one.id() });
    assert!(two.steam.networking_messages().accept_session_with_user(one.id()));
    assert_eq!(receive(two), b"knock");
}

// rule: messages.own-sessions
#[test]
fn packets_and_messages_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (start(folder.path()), start(folder.path()));
    one.connect(&mut two);
    connect(&one, &mut two);
    // Unreliable ones: if one link ended the other, some would be lost.
    for round in 0..ROUNDS {
        for number in 0..COUNT {
            let data = [round, number];
            one.send(two.id(), &data, SendType::Unreliable, 0);
            let sent = one.steam.networking_messages().send_message_to_user(two.id(), &data, UNRELIABLE, 0);
            assert_eq!(sent, results::OK);
        }
        for number in 0..COUNT {
            assert_eq!(two.receive(0).1, [round, number]);
            assert_eq!(receive(&mut two), [round, number]);
        }
    }
    assert!(!two.has_session_events());
}

// rule: local.cut
#[test]
fn conditions_and_cut_links_hold_for_messages() {
    let folder = tempfile::tempdir().unwrap();
    let timings = Timings { session_timeout: Duration::from_millis(500), ..Timings::default() };
    let mut one = start_with(LocalConfig { timings, ..config(folder.path()) });
    let mut two = start(folder.path());
    connect(&one, &mut two);
    one.steam
        .network_conditions()
        .unwrap()
        .set_conditions(None, &[Condition::Sent(Fault::Loss(100.0))])
        .unwrap();
    assert_eq!(
        one.steam.networking_messages().send_message_to_user(two.id(), b"lost", UNRELIABLE, 0),
        results::OK
    );
    let to = two.id();
    one.wait("the loss", |one| {
        let stats = one.steam.local_network()?.session_stats(to)?;
        (stats.packets_lost_out == 1).then_some(())
    });
    one.steam.network_conditions().unwrap().clear_conditions(None).unwrap();
    assert_eq!(
        one.steam.networking_messages().send_message_to_user(two.id(), b"arrives", RELIABLE, 0),
        results::OK
    );
    assert_eq!(receive(&mut two), b"arrives");
    one.steam.local_network().unwrap().cut_link(two.id());
    assert_eq!(
        one.steam.networking_messages().send_message_to_user(two.id(), b"never", RELIABLE, 0),
        results::OK
    );
    one.event("the failure", |event| {
        matches!(event, Event::NetworkMessagesSessionFailed { .. }).then_some(())
    });
}
