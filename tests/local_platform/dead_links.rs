//! Links that take nothing, under games that send nothing that would be acknowledged.

use std::time::Duration;

use steam_networking::contract::network_conditions::{Condition, Fault};
use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};
use steam_networking::platform::local::{LocalConfig, Timings};

use crate::{LocalPlayer, config, start_with};

/// Two in a session that fails after a second without an answer.
fn two_in_session() -> (LocalPlayer, LocalPlayer, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let timings = Timings { session_timeout: Duration::from_secs(1), ..Timings::default() };
    let start = || start_with(LocalConfig { timings, ..config(folder.path()) });
    let (mut one, mut two) = (start(), start());
    one.connect(&mut two);
    (one, two, folder)
}

/// Sends one unreliable packet after the other until the session with `remote` fails.
fn send_until_failure(player: &mut LocalPlayer, remote: SteamId) {
    player.wait("the failure", |player| {
        player.send(remote, b"input", SendType::Unreliable, 0);
        (player.take(&Event::P2PSessionConnectFail { remote, error: 4 }) > 0).then_some(())
    });
}

// rule: local.cut
#[test]
fn both_sides_of_a_cut_link_fail_with_unreliable_packets_only() {
    let (mut one, mut two, _folder) = two_in_session();
    one.steam.local_network().unwrap().cut_link(two.id());
    send_until_failure(&mut two, one.id());
    send_until_failure(&mut one, two.id());
}

// rule: local.dead-network
#[test]
fn both_sides_fail_at_full_loss() {
    let (mut one, mut two, _folder) = two_in_session();
    one.steam
        .network_conditions()
        .unwrap()
        .set_conditions(None, &[Condition::Sent(Fault::Loss(100.0))])
        .unwrap();
    send_until_failure(&mut two, one.id());
    send_until_failure(&mut one, two.id());
}

// rule: local.cut
#[test]
fn unreliable_packets_over_a_cut_link_do_not_arrive_later() {
    let (one, mut two, _folder) = two_in_session();
    let to = two.id();
    let network = one.steam.local_network().unwrap();
    network.cut_link(to);
    for _ in 0..100 {
        one.send(to, b"lost", SendType::Unreliable, 0);
    }
    network.restore_link(to);
    one.send(to, b"later", SendType::Reliable, 0);
    assert_eq!(two.receive(0), (one.id(), b"later".to_vec()));
    assert_eq!(network.session_stats(to).unwrap().packets_lost_out, 100);
}
