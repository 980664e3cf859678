//! Connections to the open ports from foreign processes.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Networking, SteamId, User};
use steam_networking::platform::local::LocalPlatform;
use steam_networking::platform::local::social::rich_presence::RichPresence;
use steam_networking::platform::local::wire::frame;
use steam_networking::platform::local::wire::handshake::{Key, PROTOCOL_VERSION};
use steam_networking::platform::local::wire::hub::{ToHub, UserInfo};

use crate::LocalPlayer;
use crate::{config, start};

/// The hub's port and key, as they stand in the folder.
pub fn hub(folder: &Path) -> (u16, Vec<u8>) {
    let text = std::fs::read_to_string(folder.join("480/hub")).unwrap();
    let (address, key) = text.trim().split_once('\n').unwrap();
    let port = address.rsplit_once(':').unwrap().1.parse().unwrap();
    let key = (0..key.len()).step_by(2).map(|at| u8::from_str_radix(&key[at..at + 2], 16).unwrap());
    (port, key.collect())
}

/// The bytes that arrive before the other side closes the connection.
fn answer_to(port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    // Fails only if the other side has already closed.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    answer
}

fn hello(version: u16, proof: &[u8]) -> Vec<u8> {
    let mut bytes = b"SNLP".to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.push(1);
    bytes.extend(proof);
    bytes.extend([0; 8]);
    bytes
}

// rule: local.strangers
#[test]
fn strangers_are_turned_away_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let platform = LocalPlatform::start(config(folder.path())).unwrap();
    let (port, key) = hub(folder.path());
    assert_eq!(answer_to(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), b"");
    assert_eq!(answer_to(port, &hello(PROTOCOL_VERSION, &[0; 16])), b"", "the wrong key");
    let answer = answer_to(port, &hello(PROTOCOL_VERSION + 1, &key[..16]));
    let spoken = [&b"SNLP"[..], &PROTOCOL_VERSION.to_le_bytes()].concat();
    assert_eq!(answer[..6], spoken, "another version hears which one is spoken here");
    assert_eq!(answer[6..], [0; 16], "and no proof of the key");
    let oversized = [&hello(PROTOCOL_VERSION, &key[..16])[..], &u32::MAX.to_le_bytes()].concat();
    assert_eq!(answer_to(port, &oversized)[6..], key[16..], "a client that knows the key is answered");
    let senseless = [&hello(PROTOCOL_VERSION, &key[..16])[..], &[1, 0, 0, 0, 0xFF]].concat();
    answer_to(port, &senseless);
    assert_eq!(platform.violations(), 5);

    let mut player = LocalPlayer::new(Box::new(platform));
    let mut other = start(folder.path());
    let lobby = player.create_lobby(LobbyType::Public, 2);
    assert_eq!(other.join(lobby), 1);
}

// rule: local.strangers
#[test]
fn a_link_takes_nothing_from_strangers() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = start(folder.path());
    let two = LocalPlatform::start(config(folder.path())).unwrap();
    let id = two.steam_id();
    one.know(id);
    one.send(id, b"hello", SendType::Reliable, 0);
    two.accept_p2p_session_with_user(one.id());
    let port = one.wait("the session", |one| {
        Some(one.steam.networking().p2p_session_state(id)?.remote_port).filter(|port| *port != 0)
    });
    let (_, hub_key) = hub(folder.path());
    let mut as_member = hello(PROTOCOL_VERSION, &hub_key[..16]);
    as_member[6] = 2;
    assert_eq!(answer_to(port, &as_member), b"", "the hub's key does not open links");
    assert_eq!(two.violations(), 1);
}

// rule: local.strangers
#[test]
fn a_silent_connection_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let _player = start(folder.path());
    let (port, _) = hub(folder.path());
    let mut silent = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    silent.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    match silent.read(&mut [0; 8]) {
        Ok(count) => assert_eq!(count, 0),
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
    }
}

// rule: local.strangers
#[test]
fn a_connection_that_reads_nothing_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = start(folder.path());
    let lobby = player.create_lobby(LobbyType::Public, 2);
    for number in 0..20 {
        player.set_data(lobby, &format!("key {number}"), &"v".repeat(8000));
    }
    let (port, key) = hub(folder.path());
    let mut greedy = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    greedy.write_all(&hello(PROTOCOL_VERSION, &key[..16])).unwrap();
    let user = UserInfo { id: SteamId::individual(7), name: "Greedy".into(), port: 1, key: Key([0; 32]) };
    let mut bytes = Vec::new();
    let register = ToHub::Register {
        user,
        replicas: 0,
        lost_host: SteamId::NIL,
        known: Vec::new(),
        rich_presence: RichPresence::default(),
        listing: None,
    };
    frame::append(&mut bytes, &register).unwrap();
    greedy.write_all(&bytes).unwrap();
    // Each of these few bytes asks for 160 KB. All of them together would be 160 GB.
    let mut requests = Vec::new();
    for _ in 0..1_000_000 {
        frame::append(&mut requests, &ToHub::RequestData { lobby }).unwrap();
    }
    greedy.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
    let refused = greedy.write_all(&requests).unwrap_err();
    assert!([ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&refused.kind()), "{refused}");
    assert_eq!(player.search(), [lobby], "others are served all the same");
    greedy.set_nonblocking(true).unwrap();
    let mut answers = vec![0; 1 << 20];
    let mut taken = 0;
    player.wait("further answers, once some were taken", |_| {
        taken += greedy.read(&mut answers).unwrap_or(0);
        (taken > 64 << 20).then_some(())
    });
}
