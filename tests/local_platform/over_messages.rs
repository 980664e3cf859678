//! Packets carried by messages: the rules of packets hold, but for those that `docs/transports.md` names.

use steam_networking::platform::local::{LocalConfig, LocalPlatform, Timings};
use steam_networking::platform::networking::{SendRefused, SendType};
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

// Left out: `sending::reliable_packets_have_at_most_one_mebibyte` and `…packets_of_every_size_arrive_as_they_were_sent`
// (messages have at most 512 KiB, see below), `sending::buffered_packets_wait_for_company_and_keep_their_order` (messages
// wait for 5 ms), `sessions::while_connecting_what_is_queued_is_counted` (only bytes are), and what is not about packets.
crate::suite! { crate::over_messages::world:
    closing {
        closing_drops_what_is_unread_and_tells_whether_there_was_a_session,
        closing_drops_what_is_unsent,
        the_other_side_is_not_told_of_a_close_and_asks_anew,
        what_is_sent_into_a_closed_session_times_out,
        nothing_of_a_closed_session_comes_into_the_next,
        closing_a_channel_drops_what_is_unread_on_it,
        closing_the_last_channel_closes_the_session,
    }
    reading {
        channels_are_any_number_and_share_one_session,
        packets_on_a_channel_that_nobody_reads_wait,
        packets_are_read_in_the_order_of_arrival_over_all_users,
        what_does_not_fit_is_cut,
        where_nothing_waits_nothing_is_read,
        empty_packets_do_not_hide_those_behind_them,
    }
    sending {
        unreliable_packets_have_at_most_1200_bytes,
        sending_tells_whether_the_packet_was_queued,
        unreliable_no_delay_is_thrown_away_while_connecting,
        unreliable_is_kept_while_connecting,
        buffered_packets_leave_alone_in_the_end,
        reliable_packets_arrive_in_order_over_all_channels,
        many_reliable_packets_arrive_in_order_both_ways_at_once,
        a_packet_to_oneself_arrives_at_the_next_pump,
    }
    sessions {
        the_first_send_starts_a_session_that_waits_for_the_other_side,
        sending_to_a_user_accepts_him,
        packets_of_an_unaccepted_user_are_kept_and_not_shown,
        a_request_is_told_once_and_again_only_while_packets_keep_coming,
        who_is_not_accepted_in_time_is_told_and_loses_what_he_queued,
        failures_are_told_as_timeouts,
        after_a_failure_the_next_send_tries_again,
        accepting_works_ahead_of_a_request_and_repeatedly,
        nothing_is_known_of_a_session_that_does_not_exist,
        the_remote_address_is_in_host_byte_order,
        forbidding_relays_leaves_direct_sessions_alone,
        what_is_sent_to_a_user_who_is_gone_fails,
        idle_sessions_are_dropped_silently_where_that_is_set,
        packets_arrive_at_a_game_that_does_not_pump,
    }
}

#[test]
fn reliable_packets_have_at_most_512_kib() {
    let (one, mut two) = world().two_in_session();
    let refused = one.steam.send_p2p_packet(two.id(), &vec![0; MOST + 1], SendType::Reliable, 0);
    assert_eq!(refused, Err(SendRefused::TooLarge { size: MOST + 1, limit: MOST }));
    for len in [0, 1, 1200, 65_536, MOST] {
        let data = pattern(len, 5);
        one.send(two.id(), &data, SendType::Reliable, 3);
        assert_eq!(two.receive(3), (one.id(), data));
    }
}

#[test]
fn a_full_queue_is_told_with_its_limit() {
    let (one, two) = world().two_players();
    one.send(two.id(), &vec![0; MOST], SendType::Reliable, 0);
    let refused = one.steam.send_p2p_packet(two.id(), b"more", SendType::Reliable, 0);
    assert_eq!(refused, Err(SendRefused::QueueFull { queued: MOST, limit: MOST }));
    let state = one.steam.p2p_session_state(two.id()).unwrap();
    assert_eq!((state.bytes_queued_for_send, state.packets_queued_for_send), (MOST as i32, 1));
}

#[test]
fn lobbies_are_those_of_the_platform_underneath() {
    let folder = tempfile::tempdir().unwrap();
    let start = |config: LocalConfig| LocalPlatform::start(config).unwrap();
    let timings = Timings::default();
    let platform = P2pOverMessages::new(start(LocalConfig { timings, ..config(folder.path()) }));
    let mut host = crate::conformance::Player::new(Box::new(platform));
    let lobby = host.create_lobby(steam_networking::platform::matchmaking::LobbyType::Public, 2);
    let mut guest = crate::start(folder.path());
    assert_eq!(guest.join(lobby), crate::conformance::SUCCESS);
    assert_eq!(host.id().account_id() + 1, guest.id().account_id());
}
