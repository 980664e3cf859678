//! Messages: sessions of their own, with the rules of `ISteamNetworkingMessages`.

use std::time::Duration;

use steam_networking::contract::networking_messages::{
    MAX_MESSAGE_BYTES, MessageInfo, results, send_flags, states,
};
use steam_networking::contract::{Event, SteamId};

use super::{Player, World, pattern};

const UNRELIABLE: i32 = 0;
const NO_DELAY: i32 = send_flags::NO_NAGLE | send_flags::NO_DELAY;
const RELIABLE: i32 = send_flags::RELIABLE | send_flags::NO_NAGLE;
/// `k_ESteamNetConnectionEnd_Misc_Timeout`.
const END_TIMEOUT: i32 = 5003;

fn send(from: &Player, to: &Player, data: &[u8], flags: i32, channel: i32) -> i32 {
    from.steam.networking_messages().send_message_to_user(to.id(), data, flags, channel)
}

/// Waits for a message.
fn receive(player: &mut Player, channel: i32) -> (Vec<u8>, MessageInfo) {
    player.wait("a message", |player| try_receive(player, channel))
}

fn try_receive(player: &Player, channel: i32) -> Option<(Vec<u8>, MessageInfo)> {
    let mut data = Vec::new();
    let info = player.steam.networking_messages().receive_message_on_channel(channel, &mut data)?;
    Some((data, info))
}

fn state(player: &Player, remote: SteamId) -> Option<i32> {
    player.steam.networking_messages().messages_session(remote).map(|session| session.state)
}

fn asked_by(player: &mut Player, remote: SteamId) {
    player.expect(&Event::NetworkMessagesSessionRequest { remote });
}

/// Two who talk.
fn two_in_session(world: &World) -> (Player, Player) {
    let (one, mut two) = world.two_players();
    assert_eq!(send(&one, &two, b"knock", RELIABLE, 0), results::OK);
    asked_by(&mut two, one.id());
    assert!(two.steam.networking_messages().accept_session_with_user(one.id()));
    assert_eq!(receive(&mut two, 0).0, b"knock");
    (one, two)
}

// rule: messages.request
pub fn a_message_asks_first_and_is_kept_until_the_accept(world: &World) {
    let (mut one, mut two) = world.two_players();
    assert_eq!(state(&one, two.id()), None);
    assert_eq!(send(&one, &two, b"hello", UNRELIABLE, 9), results::OK);
    assert_eq!(state(&one, two.id()), Some(states::CONNECTING));
    asked_by(&mut two, one.id());
    assert_eq!(try_receive(&two, 9), None);
    assert!(two.steam.networking_messages().accept_session_with_user(one.id()));
    let (data, info) = receive(&mut two, 9);
    assert_eq!((data.as_slice(), info.sender, info.channel, info.flags), (&b"hello"[..], one.id(), 9, 0));
    let two = two.id();
    one.wait("the accept", |one| (state(one, two) == Some(states::CONNECTED)).then_some(()));
}

// rule: messages.request-delayed
pub fn packets_soon_after_a_request_are_announced_later(world: &World) {
    let later = world.with(|setup| setup.request_repeat = Duration::from_millis(500));
    let (one, mut two) = (world.player(), later.player());
    for message in [b"first ", b"second"] {
        assert_eq!(send(&one, &two, message, RELIABLE, 0), results::OK);
        asked_by(&mut two, one.id());
    }
}

// rule: messages.accept-asked-only
pub fn only_a_requester_is_accepted(world: &World) {
    let (one, two) = world.two_players();
    assert!(!one.steam.networking_messages().accept_session_with_user(two.id()));
    assert!(!one.steam.networking_messages().close_session_with_user(two.id()));
    assert!(!one.steam.networking_messages().close_channel_with_user(two.id(), 0));
}

// rule: messages.implicit-accept
pub fn sending_a_message_accepts_the_requester(world: &World) {
    let (mut one, mut two) = world.two_players();
    send(&one, &two, b"hello", RELIABLE, 0);
    asked_by(&mut two, one.id());
    send(&two, &one, b"hello yourself", RELIABLE, 0);
    assert_eq!(receive(&mut two, 0).0, b"hello");
    assert_eq!(receive(&mut one, 0).0, b"hello yourself");
}

// rule: messages.every-size-exact
pub fn messages_of_every_size_arrive_as_they_were_sent(world: &World) {
    let (mut one, mut two) = two_in_session(world);
    for flags in [UNRELIABLE, NO_DELAY, RELIABLE, send_flags::RELIABLE] {
        for len in [0, 1, 1200, 1201, 65_536, MAX_MESSAGE_BYTES] {
            let data = pattern(len, flags as u8);
            let to = two.id();
            one.wait("room for a message", |one| {
                (one.steam.networking_messages().send_message_to_user(to, &data, flags, 3) == results::OK)
                    .then_some(())
            });
            let (arrived, info) = receive(&mut two, 3);
            assert!(arrived == data, "{len} bytes with flags {flags}");
            assert_eq!(info.flags, flags & send_flags::RELIABLE);
        }
        let too_large = vec![0; MAX_MESSAGE_BYTES + 1];
        assert_eq!(send(&one, &two, &too_large, flags, 3), results::INVALID_PARAM);
    }
}

// rule: messages.info
pub fn messages_are_numbered_and_timed(world: &World) {
    let (one, mut two) = two_in_session(world);
    for _ in 0..5 {
        send(&one, &two, b"again", RELIABLE, 0);
    }
    let infos: Vec<MessageInfo> = (0..5).map(|_| receive(&mut two, 0).1).collect();
    assert!(infos.is_sorted_by(|one, two| one.number < two.number), "{infos:?}");
    assert!(infos.is_sorted_by_key(|info| info.time_received_us), "{infos:?}");
}

// rule: messages.no-delay
pub fn no_delay_messages_are_thrown_away_while_connecting(world: &World) {
    let (one, mut two) = world.two_players();
    assert_eq!(send(&one, &two, b"gone", NO_DELAY, 0), results::IGNORED);
    send(&one, &two, b"kept", RELIABLE, 0);
    asked_by(&mut two, one.id());
    assert!(two.steam.networking_messages().accept_session_with_user(one.id()));
    assert_eq!(receive(&mut two, 0).0, b"kept");
}

// rule: messages.to-nobody
pub fn a_message_to_nobody_is_refused(world: &World) {
    let one = world.player();
    for nobody in [SteamId::NIL, SteamId::lobby(7), SteamId(1)] {
        let refused = one.steam.networking_messages().send_message_to_user(nobody, b"?", RELIABLE, 0);
        assert_eq!(refused, results::INVALID_PARAM, "{nobody}");
    }
}

// rule: messages.to-oneself
pub fn a_message_to_oneself_arrives_at_the_next_pump(world: &World) {
    let mut one = world.player();
    assert_eq!(
        one.steam.networking_messages().send_message_to_user(one.id(), b"me", RELIABLE, 2),
        results::OK
    );
    let (data, info) = receive(&mut one, 2);
    assert_eq!((data.as_slice(), info.sender), (&b"me"[..], one.id()));
}

// rule: messages.own-sessions
pub fn messages_and_packets_have_sessions_of_their_own(world: &World) {
    let (one, two) = two_in_session(world);
    assert_eq!(one.steam.networking().p2p_session_state(two.id()), None);
    let (one, two) = world.two_in_session();
    assert_eq!(state(&one, two.id()), None);
}

// rule: messages.stays-broken
pub fn a_failed_session_stays_broken_until_it_is_begun_anew(world: &World) {
    let (mut one, two) = world.impatient().two_players();
    send(&one, &two, b"anybody?", RELIABLE, 0);
    let (reason, remote) = one.event("the failure", |event| match event {
        Event::NetworkMessagesSessionFailed { reason, remote, .. } => Some((*reason, *remote)),
        _ => None,
    });
    assert_eq!((reason, remote), (END_TIMEOUT, two.id()));
    let session = one.steam.networking_messages().messages_session(two.id()).unwrap();
    assert_eq!((session.state, session.end_reason), (states::PROBLEM_DETECTED_LOCALLY, END_TIMEOUT));
    assert!(!session.end_debug.is_empty());
    assert_eq!(send(&one, &two, b"?", RELIABLE, 0), results::NO_CONNECTION);
    let again = RELIABLE | send_flags::AUTO_RESTART_BROKEN_SESSION;
    assert_eq!(send(&one, &two, b"?", again, 0), results::OK);
    assert_eq!(state(&one, two.id()), Some(states::CONNECTING));
}

// rule: messages.close
pub fn a_closed_session_drops_its_messages_and_asks_anew(world: &World) {
    let (one, mut two) = two_in_session(world);
    send(&one, &two, b"unread", RELIABLE, 5);
    send(&one, &two, b"mark", RELIABLE, 6);
    assert_eq!(receive(&mut two, 6).0, b"mark");
    assert!(two.steam.networking_messages().close_session_with_user(one.id()));
    assert_eq!(state(&two, one.id()), None);
    assert_eq!(try_receive(&two, 5), None);
    send(&one, &two, b"still there?", RELIABLE, 5);
    asked_by(&mut two, one.id());
    assert!(two.steam.networking_messages().accept_session_with_user(one.id()));
    assert_eq!(receive(&mut two, 5).0, b"still there?");
}

// rule: messages.last-channel
pub fn the_last_channel_closes_the_session(world: &World) {
    let (one, mut two) = two_in_session(world);
    send(&one, &two, b"on another channel", RELIABLE, 1);
    assert_eq!(receive(&mut two, 1).0, b"on another channel");
    assert!(!two.steam.networking_messages().close_channel_with_user(one.id(), 2), "never used");
    assert!(two.steam.networking_messages().close_channel_with_user(one.id(), 0));
    assert_eq!(state(&two, one.id()), Some(states::CONNECTED));
    assert!(two.steam.networking_messages().close_channel_with_user(one.id(), 1));
    assert_eq!(state(&two, one.id()), None);
}
