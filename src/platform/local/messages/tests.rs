//! Two processes that send each other messages, over a queue in place of a link.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use super::*;
use crate::contract::networking_messages::{MAX_MESSAGE_BYTES, UNFRAGMENTED_BYTES};
use crate::platform::local::wire::frame::{self, FrameReader, MAX_LINK_FRAME_BYTES};

const UNRELIABLE: i32 = 0;
const RELIABLE: i32 = send_flags::RELIABLE | send_flags::NO_NAGLE;
const NO_DELAY: i32 = send_flags::NO_DELAY | send_flags::NO_NAGLE;
const NAGLE_RELIABLE: i32 = send_flags::RELIABLE;

/// Two users with a link each way.
struct Pair {
    users: [Sessions; 2],
    now: Instant,
    linked: bool,
}

fn id(user: usize) -> SteamId {
    SteamId::individual(user as u32 + 1)
}

impl Pair {
    fn new() -> Pair {
        let user = |at: usize| sessions(id(at), Timings::default(), Limits::default(), at as u64);
        let mut pair = Pair { users: [user(0), user(1)], now: Instant::now(), linked: true };
        for at in 0..2 {
            let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1000 + at as u16);
            pair.users[at].handle_link_up(pair.now, id(1 - at), address);
        }
        pair
    }

    /// Two connected users.
    fn connected() -> Pair {
        let mut pair = Pair::new();
        assert_eq!(pair.send(0, b"knock", RELIABLE, 0), results::OK);
        pair.exchange();
        assert!(accept(&mut pair.users[1], id(0)));
        pair.exchange();
        assert_eq!(pair.receive(1, 0).unwrap().0, b"knock");
        pair.events(1);
        pair
    }

    fn send(&mut self, from: usize, data: &[u8], flags: i32, channel: i32) -> i32 {
        send(&mut self.users[from], id(1 - from), data, flags, channel)
    }

    fn receive(&mut self, user: usize, channel: i32) -> Option<(Vec<u8>, bool)> {
        let mut data = Vec::new();
        let received = self.users[user].receive(channel, u32::MAX, &mut data)?;
        Some((data, received.reliable))
    }

    fn events(&mut self, user: usize) -> VecDeque<Event> {
        let mut events = VecDeque::new();
        self.users[user].pump(&mut events);
        events.iter_mut().for_each(translate);
        events
    }

    fn state(&mut self, user: usize) -> i32 {
        session(&mut self.users[user], id(1 - user)).map_or(0, |session| session.state)
    }

    /// Carries frames until there are no more.
    fn exchange(&mut self) {
        while self.linked {
            let mut carried = false;
            for from in 0..2 {
                self.users[from].handle_timeout(self.now);
                self.users[from].poll_remotes(&mut Vec::new());
                let mut bytes = Vec::new();
                while self.users[from].poll_transmit(self.now, id(1 - from), &mut bytes, usize::MAX) {}
                carried |= !bytes.is_empty();
                let (now, to) = (self.now, &mut self.users[1 - from]);
                let each = |bytes: &[u8]| {
                    to.handle_frame(now, id(from), frame::decode(bytes)?).unwrap();
                    Ok(())
                };
                FrameReader::new(MAX_LINK_FRAME_BYTES).feed(&bytes, each).unwrap();
            }
            if !carried {
                return;
            }
        }
    }

    fn pass(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += Duration::from_millis(1).max(time / 100);
            self.users.iter_mut().for_each(|user| user.handle_timeout(self.now));
            self.exchange();
        }
    }
}

#[test]
fn a_first_message_asks_and_an_accept_brings_it() {
    let mut pair = Pair::new();
    assert_eq!(pair.send(0, b"hello", UNRELIABLE, 3), results::OK);
    pair.exchange();
    assert_eq!(pair.events(1), [Event::NetworkMessagesSessionRequest { remote: id(0) }]);
    assert_eq!((pair.state(0), pair.state(1)), (states::CONNECTING, states::CONNECTING));
    assert_eq!(pair.receive(1, 3), None);
    assert!(accept(&mut pair.users[1], id(0)));
    pair.exchange();
    assert_eq!(pair.receive(1, 3), Some((b"hello".to_vec(), false)));
    assert_eq!((pair.state(0), pair.state(1)), (states::CONNECTED, states::CONNECTED));
}

#[test]
fn only_a_request_can_be_accepted() {
    let mut pair = Pair::new();
    assert!(!accept(&mut pair.users[1], id(0)));
    assert!(!accept(&mut pair.users[1], SteamId::NIL));
    assert_eq!(pair.send(0, b"hello", RELIABLE, 0), results::OK);
    pair.exchange();
    assert_eq!(pair.events(1), [Event::NetworkMessagesSessionRequest { remote: id(0) }]);
    assert!(accept(&mut pair.users[1], id(0)));
    assert!(accept(&mut pair.users[1], id(0)), "an open session may be accepted again");
}

#[test]
fn sending_accepts_the_requester() {
    let mut pair = Pair::new();
    pair.send(0, b"hello", RELIABLE, 0);
    pair.exchange();
    pair.send(1, b"hello yourself", RELIABLE, 0);
    pair.exchange();
    assert_eq!(pair.receive(1, 0), Some((b"hello".to_vec(), true)));
    assert_eq!(pair.receive(0, 0), Some((b"hello yourself".to_vec(), true)));
    assert_eq!(pair.events(1), []);
}

#[test]
fn messages_of_both_kinds_have_at_most_512_kib() {
    for flags in [UNRELIABLE, RELIABLE, NAGLE_RELIABLE, NO_DELAY] {
        let mut pair = Pair::connected();
        for size in [0, 1, UNFRAGMENTED_BYTES, UNFRAGMENTED_BYTES + 1, MAX_MESSAGE_BYTES] {
            let data = vec![size as u8; size];
            assert_eq!(pair.send(0, &data, flags, 0), results::OK);
            pair.pass(NAGLE * 2);
            let (arrived, reliable) = pair.receive(1, 0).unwrap();
            assert!(arrived == data, "{size} bytes");
            assert_eq!(reliable, flags & send_flags::RELIABLE != 0);
        }
        let too_large = vec![0; MAX_MESSAGE_BYTES + 1];
        assert_eq!(pair.send(0, &too_large, flags, 0), results::INVALID_PARAM);
    }
}

#[test]
fn no_more_is_queued_than_steam_buffers() {
    let mut pair = Pair::new();
    assert_eq!(pair.send(0, &vec![0; MAX_MESSAGE_BYTES], RELIABLE, 0), results::OK);
    assert_eq!(pair.send(0, b"more", RELIABLE, 0), results::LIMIT_EXCEEDED);
    assert_eq!(pair.send(0, b"more", UNRELIABLE, 0), results::LIMIT_EXCEEDED);
}

#[test]
fn there_is_no_session_with_an_id_that_is_no_user() {
    let mut pair = Pair::new();
    assert_eq!(send(&mut pair.users[0], SteamId::NIL, b"hello", RELIABLE, 0), results::INVALID_PARAM);
    assert_eq!(session(&mut pair.users[0], SteamId::NIL), None);
}

#[test]
fn no_delay_is_thrown_away_until_the_session_is_open() {
    let mut pair = Pair::new();
    assert_eq!(pair.send(0, b"lost", NO_DELAY, 0), results::IGNORED);
    pair.exchange();
    assert_eq!(
        pair.events(1),
        [Event::NetworkMessagesSessionRequest { remote: id(0) }],
        "a request is sent anyway"
    );
    assert!(accept(&mut pair.users[1], id(0)));
    pair.exchange();
    assert_eq!(pair.receive(1, 0), None);
    assert_eq!(pair.send(0, b"kept", NO_DELAY, 0), results::OK);
    pair.exchange();
    assert_eq!(pair.receive(1, 0), Some((b"kept".to_vec(), false)));
    let reliable = send_flags::RELIABLE | send_flags::NO_DELAY | send_flags::NO_NAGLE;
    let mut pair = Pair::new();
    assert_eq!(pair.send(0, b"kept", reliable, 0), results::OK, "reliable messages are never dropped");
}

#[test]
fn reliable_messages_are_coalesced_unless_no_nagle_is_set() {
    let mut pair = Pair::connected();
    pair.send(0, b"one", NAGLE_RELIABLE, 0);
    pair.exchange();
    assert_eq!(pair.receive(1, 0), None);
    pair.pass(NAGLE);
    assert_eq!(pair.receive(1, 0), Some((b"one".to_vec(), true)));
    pair.send(0, b"two", NAGLE_RELIABLE, 0);
    pair.send(0, b"three", RELIABLE, 1);
    pair.exchange();
    assert_eq!(pair.receive(1, 0), Some((b"two".to_vec(), true)));
    assert_eq!(pair.receive(1, 1), Some((b"three".to_vec(), true)));
}

#[test]
fn a_session_without_an_answer_fails_and_stays_broken_until_it_is_begun_anew() {
    let mut pair = Pair::new();
    pair.send(0, b"hello", RELIABLE, 0);
    pair.pass(Timings::default().session_timeout + Duration::from_secs(1));
    let events = pair.events(0);
    let [Event::NetworkMessagesSessionFailed { reason, remote, state, debug }] = events.as_slices().0 else {
        panic!("{events:?}");
    };
    assert_eq!((*reason, *remote, *state), (END_TIMEOUT, id(1), states::PROBLEM_DETECTED_LOCALLY));
    assert!(!debug.is_empty());
    let broken = session(&mut pair.users[0], id(1)).unwrap();
    assert_eq!((broken.state, broken.end_reason), (states::PROBLEM_DETECTED_LOCALLY, END_TIMEOUT));
    assert_eq!(pair.send(0, b"hello", RELIABLE, 0), results::NO_CONNECTION);
    assert!(!accept(&mut pair.users[0], id(1)), "there is no request to accept");
    let again = RELIABLE | send_flags::AUTO_RESTART_BROKEN_SESSION;
    assert_eq!(pair.send(0, b"hello", again, 0), results::OK);
    assert_eq!(pair.state(0), states::CONNECTING);
    pair.pass(Timings::default().session_timeout + Duration::from_secs(1));
    assert!(pair.users[0].close(id(1)));
    assert_eq!(pair.state(0), 0);
    assert_eq!(pair.send(0, b"hello", RELIABLE, 0), results::OK, "closing acknowledges the failure");
}

#[test]
fn the_status_counts_queued_messages_by_kind() {
    let mut pair = Pair::connected();
    pair.linked = false;
    pair.send(0, &[0; 100], RELIABLE, 0);
    pair.send(0, &[0; 10], UNRELIABLE, 0);
    let status = session(&mut pair.users[0], id(1)).unwrap();
    assert_eq!(
        (status.pending_reliable, status.pending_unreliable, status.unacknowledged_reliable),
        (100, 10, 0)
    );
    let mut on_the_way = Vec::new();
    pair.users[0].poll_transmit(pair.now, id(1), &mut on_the_way, usize::MAX);
    let status = session(&mut pair.users[0], id(1)).unwrap();
    assert_eq!(
        (status.pending_reliable, status.pending_unreliable, status.unacknowledged_reliable),
        (0, 0, 100)
    );
}

#[test]
fn an_open_session_has_an_address_a_ping_and_a_quality() {
    let mut pair = Pair::connected();
    pair.state(0);
    pair.pass(Duration::from_secs(2));
    pair.send(0, b"hello", RELIABLE, 0);
    pair.exchange();
    let status = session(&mut pair.users[0], id(1)).unwrap();
    assert_eq!(status.remote_address, "127.0.0.1:1000");
    assert_eq!(status.ping_ms, 0);
    assert_eq!(status.remote_quality, 1.0);
    assert_eq!(status.info_flags, FLAG_FAST);
    assert_eq!(session(&mut pair.users[1], id(0)).unwrap().local_quality, 1.0);
}

#[test]
fn rates_are_those_since_the_last_question() {
    let now = Instant::now();
    let mut rates = Rates::begin(now, SessionCounters::default());
    let mut status = MessagesSession::default();
    let counters = SessionCounters {
        packets_sent: 4,
        bytes_sent: 400,
        packets_received: 2,
        bytes_received: 10,
        ..SessionCounters::default()
    };
    rates.measure(now + Duration::from_secs(2), counters, &mut status);
    assert_eq!((status.out_packets_per_second, status.out_bytes_per_second), (2.0, 200.0));
    assert_eq!((status.in_packets_per_second, status.in_bytes_per_second), (1.0, 5.0));
    rates.measure(now + Duration::from_secs(3), counters, &mut status);
    assert_eq!((status.out_packets_per_second, status.in_bytes_per_second), (0.0, 0.0));
}
