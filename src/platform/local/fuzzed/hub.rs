//! The hub, with arbitrary members.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::{Script, lobby_of, user, user_info};
use crate::contract::SteamId;
use crate::contract::matchmaking::LobbyFilter;
use crate::platform::local::hub::{ConnectionId, Hub, Output};
use crate::platform::local::lobby::Change;
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::wire::frame;
use crate::platform::local::wire::hub::ToHub;

const CONNECTIONS: u8 = 6;

/// Runs members that register, come from a lost hub, send requests about lobbies, send any bytes, and vanish.
pub fn run(input: &[u8]) {
    let mut script = Script(input);
    let mut now = Instant::now();
    let mut hub = Hub::new(user(0), Duration::from_secs(1), 7);
    while !script.is_over() {
        let number = script.below(CONNECTIONS);
        let connection = ConnectionId(number.into());
        match script.below(16) {
            0 => hub.disconnect(connection),
            1 => {
                now += Duration::from_millis(u64::from(script.byte()) * 10);
                hub.handle_timeout(now);
            }
            _ => {
                let Some(message) = message(&mut script, &hub, number) else { continue };
                if hub.handle(now, connection, message).is_err() {
                    hub.disconnect(connection);
                }
            }
        }
        check(&mut hub);
    }
    now += Duration::from_secs(2);
    hub.handle_timeout(now);
    check(&mut hub);
    assert_eq!(hub.poll_timeout(), None, "a takeover ends");
}

fn message(script: &mut Script<'_>, hub: &Hub, number: u8) -> Option<ToHub> {
    let known: Vec<SteamId> = hub.lobbies().map(|lobby| lobby.id).collect();
    let lobby = known.get(usize::from(script.byte())).copied().unwrap_or(SteamId::lobby(7));
    let request = u32::from(script.byte());
    Some(match script.below(14) {
        0 => frame::decode(script.bytes()).ok()?,
        1 => register(script, number, 0, SteamId::NIL),
        2 => {
            let replicas = u32::from(script.below(3));
            register(script, number, replicas, user(9))
        }
        3 => {
            let users = [number, script.below(CONNECTIONS), script.below(9)];
            let mut replica = lobby_of(lobby, &users);
            replica.revision = u64::from(script.byte());
            ToHub::Replica(replica)
        }
        4 => ToHub::Goodbye,
        5 => {
            let lobby_type = script.lobby_type();
            ToHub::CreateLobby { request, lobby_type, max_members: u32::from(script.byte()) }
        }
        6 | 7 => ToHub::JoinLobby { request, lobby },
        8 => ToHub::LeaveLobby { lobby },
        9 => ToHub::Change { lobby, change: change(script, number) },
        10 => ToHub::Message { lobby, text: script.bytes().to_vec() },
        11 => ToHub::Search { request, filters: vec![LobbyFilter::ResultCount(request)] },
        12 => ToHub::RequestData { lobby },
        _ => ToHub::Invite { lobby, invitee: user(script.below(CONNECTIONS)) },
    })
}

fn register(script: &mut Script<'_>, number: u8, replicas: u32, lost_host: SteamId) -> ToHub {
    let known = script.bytes().iter().map(|number| user(*number)).collect();
    let user = user_info(number);
    ToHub::Register {
        user,
        replicas,
        lost_host,
        known,
        rich_presence: RichPresence::default(),
        listing: None,
    }
}

fn change(script: &mut Script<'_>, number: u8) -> Change {
    match script.below(6) {
        0 => Change::Owner(user(script.below(CONNECTIONS))),
        1 => Change::MemberLimit(u32::from(script.byte())),
        2 => Change::Joinable(script.byte() != 0),
        3 => Change::Type(script.lobby_type()),
        4 => Change::Data { key: script.text(), value: script.text() },
        _ => Change::MemberData { user: user(number), key: script.text(), value: script.text() },
    }
}

/// Checks the invariants: lobbies are sound and their members online; messages are sound and go to existing
/// connections.
fn check(hub: &mut Hub) {
    while let Some(output) = hub.poll_output() {
        if let Output::Send { to, message } = output {
            assert!(!to.is_empty());
            assert!(message.is_sound(), "{message:?}");
            let distinct: BTreeSet<ConnectionId> = to.iter().copied().collect();
            assert_eq!(distinct.len(), to.len(), "no member gets the message twice");
        }
    }
    for lobby in hub.lobbies() {
        assert!(lobby.is_sound(), "{lobby:?}");
        if hub.poll_timeout().is_none() {
            assert!(lobby.members.iter().all(|member| hub.knows(member.user)), "{lobby:?}");
        }
    }
}
