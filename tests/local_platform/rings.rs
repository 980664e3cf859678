//! Packets that the calls of the game carry themselves, and the background thread that takes over while nobody calls.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use steam_networking::contract::networking::SendType;
use steam_networking::contract::networking_sockets::{SocketsEvent, send_flags, states};
use steam_networking::contract::{Event, Networking, NetworkingSockets, Platform, SteamId, User};
use steam_networking::platform::local::LocalPlatform;

use crate::config;

const PATIENCE: Duration = Duration::from_secs(60);

struct Pair {
    players: [LocalPlatform; 2],
    ids: [SteamId; 2],
    _folder: tempfile::TempDir,
}

/// Two who have packets from each other.
fn pair() -> Pair {
    let folder = tempfile::tempdir().unwrap();
    let players = [(); 2].map(|()| LocalPlatform::start(config(folder.path())).unwrap());
    let ids = [players[0].steam_id(), players[1].steam_id()];
    let pair = Pair { players, ids, _folder: folder };
    for (from, to) in [(0, 1), (1, 0)] {
        pair.send(from, b"hello", SendType::Reliable);
        assert_eq!(pair.wait(to), b"hello");
    }
    pair
}

impl Pair {
    fn send(&self, from: usize, data: &[u8], kind: SendType) {
        self.players[from].send_p2p_packet(self.ids[1 - from], data, kind, 0).unwrap();
    }

    fn try_receive(&self, at: usize) -> Option<Vec<u8>> {
        let player = &self.players[at];
        player.accept_p2p_session_with_user(self.ids[1 - at]);
        let mut data = Vec::new();
        let waits = player.available_p2p_packet_size(0) > 0;
        waits.then(|| player.read_p2p_packet(0, u32::MAX, &mut data).map(|_| data))?
    }

    fn wait(&self, at: usize) -> Vec<u8> {
        let limit = Instant::now() + PATIENCE;
        loop {
            self.players[at].pump(&mut Default::default());
            if let Some(data) = self.try_receive(at) {
                return data;
            }
            assert!(Instant::now() < limit, "no packet comes");
        }
    }
}

// rule: local.no-thread
#[test]
#[cfg(target_os = "linux")]
fn while_both_sides_poll_no_thread_carries_packets() {
    const ROUNDS: u64 = 20_000;
    let pair = pair();
    let before = pair.players.each_ref().map(LocalPlatform::turns);
    for round in 0..ROUNDS {
        let data = round.to_le_bytes();
        for (from, to, kind) in [(0, 1, SendType::Reliable), (1, 0, SendType::Unreliable)] {
            pair.send(from, &data, kind);
            assert_eq!(pair.wait(to), data);
        }
    }
    for (player, before) in pair.players.iter().zip(before) {
        let turns = player.turns() - before;
        assert!(turns < ROUNDS / 4, "{turns} turns of the thread for {ROUNDS} packets there and back");
    }
}

// rule: local.no-thread
#[test]
fn a_game_that_comes_and_goes_misses_doubles_and_reorders_nothing() {
    const PACKETS: u32 = 3000;
    const KINDS: [SendType; 3] = [SendType::Reliable, SendType::Unreliable, SendType::ReliableWithBuffering];
    let pair = pair();
    let play = |at: usize, pause: fn(u32) -> u64| {
        let limit = Instant::now() + PATIENCE;
        let mut sent = [0_u32; KINDS.len()];
        let mut came = [0_u32; KINDS.len()];
        let mut turn = at as u32;
        while came.iter().chain(&sent).any(|count| *count < PACKETS) {
            assert!(Instant::now() < limit, "{sent:?} sent, {came:?} have come");
            turn += 1;
            // Some turns pump, some only look for packets, and some do neither.
            if turn.is_multiple_of(3) {
                pair.players[at].pump(&mut Default::default());
            }
            for (number, kind) in KINDS.into_iter().enumerate() {
                for _ in 0..turn % 60 {
                    if sent[number] < PACKETS {
                        let size = 5 + (sent[number] * 37 % 900) as usize;
                        let mut data = vec![number as u8; size];
                        data[1..5].copy_from_slice(&sent[number].to_le_bytes());
                        pair.send(at, &data, kind);
                        sent[number] += 1;
                    }
                }
            }
            while !turn.is_multiple_of(4)
                && let Some(data) = pair.try_receive(at)
            {
                let number = usize::from(data[0]);
                assert_eq!(data[1..5], came[number].to_le_bytes(), "kind {number}, after {came:?}");
                assert_eq!(data.len(), 5 + (came[number] * 37 % 900) as usize);
                assert!(data[5..].iter().all(|byte| *byte == data[0]), "a torn packet");
                came[number] += 1;
            }
            std::thread::sleep(Duration::from_millis(pause(turn)));
        }
    };
    std::thread::scope(|scope| {
        // One stands still for longer than the thread waits before it takes over, now and then.
        scope.spawn(|| play(0, |turn| if turn.is_multiple_of(17) { 120 } else { 0 }));
        scope.spawn(|| play(1, |turn| if turn.is_multiple_of(11) { 60 } else { u64::from(turn % 5) }));
    });
}

// rule: local.no-thread
#[test]
fn a_reader_that_never_calls_is_woken_for_each_packet() {
    let pair = pair();
    let begun = Instant::now();
    for _ in 0..100 {
        pair.send(0, b"are you there", SendType::Reliable);
        while pair.players[0].p2p_session_state(pair.ids[1]).unwrap().bytes_queued_for_send > 0 {
            // Nobody repeats anything before a second has passed.
            assert!(begun.elapsed() < Duration::from_secs(30), "their thread is not told");
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

// rule: local.no-thread
#[test]
fn coalesced_messages_leave_while_both_sides_only_poll() {
    const ROUNDS: u32 = 300;
    let pair = pair();
    let [one, two] = &pair.players;
    let limit = Instant::now() + PATIENCE;
    let pump = |player: &LocalPlatform, events: &mut VecDeque<Event>| {
        assert!(Instant::now() < limit, "the time is over");
        player.pump(events);
    };
    let status = |events: &VecDeque<Event>, state| {
        events.iter().find_map(|event| match event {
            Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, .. }) => {
                (info.state == state).then_some(*connection)
            }
            _ => None,
        })
    };
    let (mut of_one, mut of_two) = (VecDeque::new(), VecDeque::new());
    two.create_listen_socket_p2p(0, &[]);
    let there = one.connect_p2p(pair.ids[1], 0, &[]);
    let back = loop {
        pump(two, &mut of_two);
        if let Some(connection) = status(&of_two, states::CONNECTING) {
            break connection;
        }
    };
    assert_eq!(two.accept_connection(back), 1);
    while status(&of_one, states::CONNECTED).is_none() {
        pump(one, &mut of_one);
    }
    let send = |player: &LocalPlatform, connection, round: u32| {
        let sent = player.send_message(connection, &round.to_le_bytes(), send_flags::RELIABLE, 0);
        assert_eq!(sent.result, 1);
    };
    let wait = |player: &LocalPlatform, connection, round: u32| {
        let mut data = Vec::new();
        while player.receive_on_connection(connection, &mut data).unwrap().is_none() {
            pump(player, &mut VecDeque::new());
        }
        assert_eq!(data, round.to_le_bytes());
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..ROUNDS {
                wait(two, back, round);
                send(two, back, round);
            }
        });
        for round in 0..ROUNDS {
            send(one, there, round);
            wait(one, there, round);
        }
    });
}

// rule: local.no-thread
#[test]
fn packets_beyond_a_full_ring_wait_for_a_sleeping_reader() {
    let pair = pair();
    let large: Vec<u8> = (0..1_000_000_u32).map(|byte| byte as u8).collect();
    for _ in 0..5 {
        pair.send(0, &large, SendType::Reliable);
        pair.send(0, b"between", SendType::Unreliable);
    }
    // Nobody calls: both threads bring it over.
    let limit = Instant::now() + PATIENCE;
    while pair.players[0].p2p_session_state(pair.ids[1]).unwrap().bytes_queued_for_send > 0 {
        assert!(Instant::now() < limit, "it does not leave");
        std::thread::sleep(Duration::from_millis(10));
    }
    for _ in 0..5 {
        assert_eq!(pair.wait(1), large);
        assert_eq!(pair.wait(1), b"between");
    }
}

// rule: local.no-thread
#[test]
#[cfg(target_os = "linux")]
fn the_thread_does_not_wake_at_all_once_nothing_happens() {
    const STILL: Duration = Duration::from_secs(2);
    let pair = pair();
    let data = [7; 8];
    pair.send(0, &data, SendType::Reliable);
    assert_eq!(pair.wait(1), data);
    let turns = || pair.players.each_ref().map(LocalPlatform::turns);
    let limit = Instant::now() + PATIENCE;
    loop {
        let before = turns();
        std::thread::sleep(STILL);
        if turns() == before {
            break;
        }
        assert!(Instant::now() < limit, "the threads still wake, after {:?} turns", turns());
    }
}
