//! A process that knows the secrets and misuses a ring.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileExt;
use std::time::Duration;

use rustix::fs::{MemfdFlags, SealFlags};
use steam_networking::contract::{Event, Platform, SteamId, User};
use steam_networking::platform::local::LocalPlatform;
use steam_networking::platform::local::social::rich_presence::RichPresence;
use steam_networking::platform::local::wire::frame::{self, FrameReader, MAX_HUB_FRAME_BYTES};
use steam_networking::platform::local::wire::handshake::{
    self, Key, LINK_WELCOME_BYTES, Purpose, RingOffer, WELCOME_BYTES,
};
use steam_networking::platform::local::wire::hub::{FromHub, ToHub, UserInfo};
use steam_networking::platform::local::wire::link::LinkFrame;

use crate::config;
use crate::hostile::hub;

const WORDS: usize = 64 + 64 * 1024;
const WRITTEN: u64 = 16;
const ROOM: u64 = 64;
const ALL_SEALS: SealFlags = SealFlags::SHRINK.union(SealFlags::GROW).union(SealFlags::SEAL);
const INTRUDER: SteamId = SteamId::individual(7);

/// A user to attack, and the hub's details about them.
struct Victim {
    platform: LocalPlatform,
    user: UserInfo,
    /// Keeps the attacker a member.
    _membership: TcpStream,
    _folder: tempfile::TempDir,
}

fn victim() -> Victim {
    let folder = tempfile::tempdir().unwrap();
    let platform = LocalPlatform::start(config(folder.path())).unwrap();
    let (port, key) = hub(folder.path());
    let key = Key(key.try_into().unwrap());
    let mut membership = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let mut bytes = handshake::hello(Purpose::Hub, &key, SteamId::NIL);
    let user = UserInfo { id: INTRUDER, name: "Intruder".into(), port: 1, key: Key([0; 32]) };
    let rich_presence = RichPresence::default();
    let register = ToHub::Register {
        user,
        replicas: 0,
        lost_host: SteamId::NIL,
        known: Vec::new(),
        rich_presence,
        listing: None,
    };
    frame::append(&mut bytes, &register).unwrap();
    membership.write_all(&bytes).unwrap();
    membership.read_exact(&mut [0; WELCOME_BYTES]).unwrap();
    let mut frames = FrameReader::new(MAX_HUB_FRAME_BYTES);
    let mut user = None;
    while user.is_none() {
        let mut some = [0; 4096];
        let count = membership.read(&mut some).unwrap();
        assert_ne!(count, 0, "the hub takes the intruder in");
        frames
            .feed(&some[..count], |frame| {
                if let FromHub::UserCame(came) = frame::decode(frame)? {
                    user = Some(came);
                }
                Ok(())
            })
            .unwrap();
    }
    Victim { platform, user: user.unwrap(), _membership: membership, _folder: folder }
}

fn memory(words: usize, seals: SealFlags) -> File {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let fd = rustix::fs::memfd_create(c"hostile", flags).unwrap();
    rustix::fs::ftruncate(&fd, words as u64 * 8).unwrap();
    rustix::fs::fcntl_add_seals(&fd, seals).unwrap();
    File::from(fd)
}

fn put(memory: &File, word: u64, value: u64) {
    memory.write_all_at(&value.to_ne_bytes(), word * 8).unwrap();
}

impl Victim {
    /// Opens a link with this offer; whether the ring was taken.
    fn open_link(&self, offer: RingOffer) -> (TcpStream, bool) {
        let mut link = TcpStream::connect((Ipv4Addr::LOCALHOST, self.user.port)).unwrap();
        link.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut bytes = handshake::hello(Purpose::Link, &self.user.key, INTRUDER);
        bytes.extend(handshake::offer(Some(offer)));
        link.write_all(&bytes).unwrap();
        let mut welcome = [0; LINK_WELCOME_BYTES];
        link.read_exact(&mut welcome).unwrap();
        let taken = handshake::check_link_welcome(&welcome, &self.user.key).unwrap();
        (link, taken)
    }

    fn offer(memory: &File) -> RingOffer {
        RingOffer { process: std::process::id(), file: memory.as_raw_fd() as u32, nonce: [0; 2] }
    }

    /// Whether the frames that are written to `memory` as the first record, or sent over `link`, arrive.
    fn expect_request(&self, mut send: impl FnMut(&[u8])) {
        let request = LinkFrame::Request { stream: 1, serial: 1, first_seq: 0, next_seq: 1, position: 1 };
        let mut bytes = Vec::new();
        frame::append(&mut bytes, &request).unwrap();
        send(&bytes);
        let mut events = Default::default();
        let limit = std::time::Instant::now() + Duration::from_secs(30);
        while !std::collections::VecDeque::contains(&events, &Event::P2PSessionRequest { remote: INTRUDER }) {
            self.platform.pump(&mut events);
            assert!(std::time::Instant::now() < limit, "the request does not arrive");
        }
    }
}

// rule: local.hostile-ring
#[test]
fn a_ring_that_keeps_the_rules_is_taken_and_read() {
    let victim = victim();
    let memory = memory(WORDS, ALL_SEALS);
    let (_link, taken) = victim.open_link(Victim::offer(&memory));
    assert!(taken);
    victim.expect_request(|bytes| {
        put(&memory, ROOM, bytes.len() as u64);
        memory.write_all_at(bytes, (ROOM + 1) * 8).unwrap();
        put(&memory, WRITTEN, 1 + bytes.len().div_ceil(8) as u64);
    });
    assert_eq!(victim.platform.violations(), 0);
}

// rule: local.hostile-ring
#[test]
fn a_corrupt_ring_ends_only_its_own_link() {
    let victim = victim();
    type Deed = fn(&File);
    let deeds: [Deed; 5] = [
        |memory| put(memory, WRITTEN, u64::MAX),
        |memory| put(memory, WRITTEN, 64 * 1024 + 1),
        // A record that is longer than the written bytes.
        |memory| {
            put(memory, ROOM, 1000);
            put(memory, WRITTEN, 3);
        },
        // A record of nothing.
        |memory| put(memory, WRITTEN, 1),
        // A frame of nonsense.
        |memory| {
            put(memory, ROOM, 8);
            put(memory, ROOM + 1, u64::MAX);
            put(memory, WRITTEN, 2);
        },
    ];
    for (number, deed) in deeds.into_iter().enumerate() {
        let memory = memory(WORDS, ALL_SEALS);
        let (mut link, taken) = victim.open_link(Victim::offer(&memory));
        assert!(taken);
        deed(&memory);
        if number % 2 == 0 {
            // The game finds it, or the thread that is woken.
            victim.platform.pump(&mut Default::default());
        } else {
            link.write_all(&[handshake::WAKE]).unwrap();
        }
        let mut rest = Vec::new();
        let _ = link.read_to_end(&mut rest);
        assert!(rest.is_empty(), "the link is closed");
        assert_eq!(victim.platform.violations(), number as u64 + 1);
    }
    assert!(victim.platform.logged_on());
    let (mut link, _) = victim.open_link(Victim::offer(&memory(WORDS, ALL_SEALS)));
    link.write_all(&[handshake::WAKE, 2]).unwrap();
    assert_eq!(
        link.read(&mut [0]).unwrap_or(0),
        0,
        "and so it is after any other byte than the one that wakes"
    );
}

// rule: local.hostile-ring
#[test]
fn an_invalid_ring_is_rejected_and_the_socket_carries_everything() {
    let victim = victim();
    let own = |memory: &File, nonce| RingOffer { nonce, ..Victim::offer(memory) };
    let plain = tempfile::tempfile().unwrap();
    plain.set_len(WORDS as u64 * 8).unwrap();
    let refused = [
        (memory(WORDS, SealFlags::GROW), [0; 2]),
        (memory(WORDS, SealFlags::SHRINK), [0; 2]),
        (memory(WORDS - 1, ALL_SEALS), [0; 2]),
        (memory(WORDS, ALL_SEALS | SealFlags::WRITE), [0; 2]),
        (memory(WORDS, ALL_SEALS), [0, 1]),
        (plain, [0; 2]),
    ];
    for (number, (memory, nonce)) in refused.iter().enumerate() {
        let (_link, taken) = victim.open_link(own(memory, *nonce));
        assert!(!taken, "number {number}");
    }
    let nowhere = RingOffer { process: std::process::id(), file: 9999, nonce: [0; 2] };
    let (mut link, taken) = victim.open_link(nowhere);
    assert!(!taken);
    victim.expect_request(|bytes| link.write_all(bytes).unwrap());
    assert_eq!(victim.platform.violations(), 0);
}
