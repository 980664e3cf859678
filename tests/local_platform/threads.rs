//! Calls from many threads, as scripts make them: in order for each, and with no call in flight in a platform that ends.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Platform, SteamId};
use steam_networking::platform::local::LocalPlatform;
use steam_networking::script::slot::Slot;

use super::config;

const THREADS: i32 = 4;
const PACKETS: u32 = 2000;
const PATIENCE: Duration = Duration::from_secs(60);

/// Pumps until `over` says so.
fn pump_until(platform: &dyn Platform, over: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    let mut events = VecDeque::new();
    while !over() {
        assert!(Instant::now() < deadline, "the threads do not end");
        platform.pump(&mut events);
        events.clear();
        thread::sleep(Duration::from_millis(1));
    }
}

/// Sends and reads this many packets on a separate channel. Panics if they are not in order.
fn send_and_read(platform: &dyn Platform, other: SteamId, channel: i32) {
    let networking = platform.networking();
    let deadline = Instant::now() + PATIENCE;
    let (mut sent, mut read) = (0_u32, 0_u32);
    while sent < PACKETS || read < PACKETS {
        assert!(Instant::now() < deadline, "{sent} sent and {read} read on channel {channel}");
        if sent < PACKETS {
            networking.send_p2p_packet(other, &sent.to_le_bytes(), SendType::Reliable, channel).unwrap();
            sent += 1;
        } else {
            thread::sleep(Duration::from_millis(1));
        }
        let mut packet = Vec::new();
        while networking.available_p2p_packet_size(channel) > 0 {
            assert_eq!(networking.read_p2p_packet(channel, u32::MAX, &mut packet), Some(other));
            assert_eq!(packet, read.to_le_bytes(), "on channel {channel}");
            read += 1;
        }
    }
}

// rule: call.from-thread
#[test]
fn four_threads_of_two_players_send_and_read_in_order_while_the_main_thread_pumps() {
    let folder = tempfile::tempdir().unwrap();
    let players = [(); 2].map(|()| LocalPlatform::start(config(folder.path())).unwrap());
    let ids = [&players[0], &players[1]].map(|player| player.user().steam_id());
    for (player, other) in [(&players[0], ids[1]), (&players[1], ids[0])] {
        player.networking().accept_p2p_session_with_user(other);
    }
    let running = AtomicUsize::new(2 * THREADS as usize);
    thread::scope(|scope| {
        for (player, other) in [(&players[0], ids[1]), (&players[1], ids[0])] {
            for channel in 1..=THREADS {
                let running = &running;
                scope.spawn(move || {
                    send_and_read(player, other, channel);
                    running.fetch_sub(1, Ordering::Release);
                });
            }
            let running = &running;
            scope.spawn(move || pump_until(player, || running.load(Ordering::Acquire) == 0));
        }
    });
    players.iter().for_each(Platform::shutdown);
}

fn start_anew(folder: &Path) -> Arc<dyn Platform> {
    Arc::new(LocalPlatform::start(config(folder)).unwrap())
}

// rule: call.from-thread
#[test]
fn a_platform_that_is_taken_out_of_its_slot_and_shut_down_is_called_by_nobody_any_more() {
    static SLOT: Slot<dyn Platform> = Slot::new();
    let folder = tempfile::tempdir().unwrap();
    let over = AtomicBool::new(false);
    let calls = AtomicUsize::new(0);
    thread::scope(|scope| {
        for channel in 1..=THREADS {
            let (over, calls) = (&over, &calls);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let Some(lent) = SLOT.lend() else {
                        thread::sleep(Duration::from_millis(1));
                        continue;
                    };
                    let platform = lent.get().unwrap();
                    let me = platform.user().steam_id();
                    // To oneself, it arrives at the next pump.
                    platform.networking().send_p2p_packet(me, b"x", SendType::Reliable, channel).unwrap();
                    let mut packet = Vec::new();
                    platform.networking().read_p2p_packet(channel, u32::MAX, &mut packet);
                    platform.matchmaking().request_lobby_list();
                    assert_eq!(platform.user().friend_persona_name(me), platform.user().persona_name());
                    calls.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for _ in 0..10 {
            let platform = start_anew(folder.path());
            SLOT.replace(Some(Arc::clone(&platform)));
            let before = calls.load(Ordering::Relaxed);
            pump_until(&*platform, || calls.load(Ordering::Relaxed) > before + 100);
            SLOT.replace(None);
            assert_eq!(Arc::strong_count(&platform), 1, "nobody keeps it");
            platform.shutdown();
        }
        over.store(true, Ordering::Relaxed);
    });
}
