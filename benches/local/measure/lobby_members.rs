//! Members for the lobby of a game in an engine, as many as fill it.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use steam_networking::contract::{Event, Matchmaking, Networking, Platform, SteamId};
use steam_networking::platform::local::LocalPlatform;

use crate::child::pump_accepting;
use crate::start;

/// The measuring process has ended long before this, and says so in the lobby's data.
const LIMIT: Duration = Duration::from_secs(100);
const PAUSE: Duration = Duration::from_millis(5);

/// `count` users who join the first lobby that they find, take the packets that they are sent, and leave when the lobby's data say
/// that it is over, or the lobby is gone.
pub fn join(folder: &Path, count: usize) {
    let users: Vec<LocalPlatform> = (0..count).map(|_| start(folder)).collect();
    let begun = Instant::now();
    let (first, rest) = users.split_first().expect("somebody joins");
    let lobby = find(first, begun);
    enter(first, lobby, begun);
    for user in rest {
        enter(user, lobby, begun);
    }
    let mut data = Vec::new();
    while first.lobby_data(lobby, "over").is_empty() && first.num_lobby_members(lobby) > 0 {
        assert!(begun.elapsed() < LIMIT, "nobody says that it is over");
        for user in &users {
            pump_accepting(user);
            while user.available_p2p_packet_size(0) > 0 {
                user.read_p2p_packet(0, u32::MAX, &mut data);
            }
        }
        std::thread::sleep(PAUSE);
    }
    for user in &users {
        user.leave_lobby(lobby);
    }
    // Leaving reaches the hub before the process ends.
    for user in users {
        user.shutdown();
    }
}

fn find(user: &LocalPlatform, begun: Instant) -> SteamId {
    loop {
        user.request_lobby_list();
        let lobbies = wait(user, begun, |event| match event {
            Event::LobbyMatchList { lobbies, .. } => Some(lobbies),
            _ => None,
        });
        if let Some(lobby) = lobbies.first() {
            return *lobby;
        }
        std::thread::sleep(PAUSE);
    }
}

fn enter(user: &LocalPlatform, lobby: SteamId, begun: Instant) {
    user.join_lobby(lobby);
    let response = wait(user, begun, |event| match event {
        Event::LobbyEntered { response, .. } => Some(response),
        _ => None,
    });
    assert_eq!(response, 1, "the lobby is entered");
    user.set_lobby_member_data(lobby, "team", "blue");
}

/// Pumps until an event has the answer.
fn wait<T>(user: &LocalPlatform, begun: Instant, mut answer: impl FnMut(Event) -> Option<T>) -> T {
    let mut events = VecDeque::new();
    loop {
        user.pump(&mut events);
        if let Some(answer) = events.drain(..).find_map(&mut answer) {
            return answer;
        }
        assert!(begun.elapsed() < LIMIT, "there is no answer");
        std::thread::sleep(PAUSE);
    }
}
