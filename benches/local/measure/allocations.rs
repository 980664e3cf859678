//! The number of allocations for a packet in the calls of the game, on each way of a packet.
//!
//! Both sides are in this process, and each call runs on this thread: its allocations are counted, those of the background
//! threads are not.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use steam_networking::contract::networking::SendType;
use steam_networking::contract::networking_messages::send_flags as message_flags;
use steam_networking::contract::networking_sockets::{Connection, SocketsEvent, send_flags, states};
use steam_networking::contract::{
    Event, Networking, NetworkingMessages, NetworkingSockets, Platform, SteamId, User,
};
use steam_networking::multiplayer_peer::session::{Begin, Guests, Member, Mode, Session, Topology};
use steam_networking::platform::local::LocalPlatform;

use crate::{PATIENCE, figure, start, until};

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, with a counter.
struct Counting;

fn count() {
    // The counter no longer exists while the thread ends.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: every call is passed unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the rules of `alloc`, which are the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the rules of `alloc_zeroed`, which are the same.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the rules of `realloc`, which are the same.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the rules of `dealloc`, which are the same.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The result of `act`, and the number of this thread's allocations meanwhile.
fn counted<T>(act: impl FnOnce() -> T) -> (T, u64) {
    let before = COUNT.get();
    let result = act();
    (result, COUNT.get() - before)
}

/// Two users who can reach each other in every way.
struct Pair {
    one: LocalPlatform,
    two: LocalPlatform,
    ids: [SteamId; 2],
    _folder: tempfile::TempDir,
}

impl Pair {
    fn new() -> Pair {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (start(folder.path()), start(folder.path()));
        let ids = [one.steam_id(), two.steam_id()];
        Pair { one, two, ids, _folder: folder }
    }

    fn pump(&self) -> (VecDeque<Event>, VecDeque<Event>) {
        let (mut of_one, mut of_two) = Default::default();
        self.one.pump(&mut of_one);
        self.two.pump(&mut of_two);
        (of_one, of_two)
    }
}

/// The way of a packet from one side to the other.
trait Way {
    fn send(&mut self, data: &[u8]);
    /// Reads the next packet into `data`.
    fn take(&mut self, data: &mut Vec<u8>) -> bool;
}

struct Packets<'a>(&'a Pair, SendType);

impl Way for Packets<'_> {
    fn send(&mut self, data: &[u8]) {
        let Packets(pair, kind) = self;
        pair.one.send_p2p_packet(pair.ids[1], data, *kind, 0).expect("there is room");
    }

    fn take(&mut self, data: &mut Vec<u8>) -> bool {
        let two = &self.0.two;
        two.available_p2p_packet_size(0) > 0 && two.read_p2p_packet(0, u32::MAX, data).is_some()
    }
}

struct Messages<'a>(&'a Pair, i32);

impl Way for Messages<'_> {
    fn send(&mut self, data: &[u8]) {
        let Messages(pair, flags) = self;
        assert_eq!(pair.one.send_message_to_user(pair.ids[1], data, *flags, 0), 1, "it is taken");
    }

    fn take(&mut self, data: &mut Vec<u8>) -> bool {
        self.0.two.receive_message_on_channel(0, data).is_some()
    }
}

struct Sockets<'a> {
    pair: &'a Pair,
    connections: [Connection; 2],
    flags: i32,
}

impl<'a> Sockets<'a> {
    fn connect(pair: &'a Pair) -> [Connection; 2] {
        let status = |events: VecDeque<Event>, state| {
            events.into_iter().find_map(|event| match event {
                Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, .. }) => {
                    (info.state == state).then_some(connection)
                }
                _ => None,
            })
        };
        pair.two.create_listen_socket_p2p(0, &[]);
        let there = pair.one.connect_p2p(pair.ids[1], 0, &[]);
        let back = until("connecting", || status(pair.pump().1, states::CONNECTING));
        assert_eq!(pair.two.accept_connection(back), 1, "it is accepted");
        until("being connected", || status(pair.pump().0, states::CONNECTED));
        [there, back]
    }
}

impl Way for Sockets<'_> {
    fn send(&mut self, data: &[u8]) {
        let sent = self.pair.one.send_message(self.connections[0], data, self.flags, 0);
        assert_eq!(sent.result, 1, "it is taken");
    }

    fn take(&mut self, data: &mut Vec<u8>) -> bool {
        let taken = self.pair.two.receive_on_connection(self.connections[1], data);
        taken.expect("the connection is there").is_some()
    }
}

/// The work of `SteamMultiplayerPeer` for a packet, without the engine's.
struct Peers<'a> {
    pair: &'a Pair,
    host: Session,
    client: Session,
    mode: Mode,
}

impl<'a> Peers<'a> {
    fn connect(pair: &'a Pair) -> Peers<'a> {
        let begin = |id: i32, user: SteamId| Begin {
            me: Member { id, user: user.0 },
            process: user.0,
            port: 7,
            guests: Guests::All,
            topology: Topology::default(),
            limit: Duration::from_secs(20),
            now: Instant::now(),
        };
        let host = Session::host(&pair.two, begin(1, pair.ids[1]), Vec::new()).expect("the port is free");
        let client = Session::client(&pair.one, begin(2, pair.ids[0]), Vec::new(), pair.ids[1], true);
        let mut peers = Peers { pair, host, client, mode: Mode::Reliable };
        until("joining", || {
            peers.turn();
            (peers.host.members().len() == 2 && peers.client.members().len() == 2).then_some(())
        });
        peers
    }

    fn turn(&mut self) {
        let (of_one, of_two) = self.pair.pump();
        let now = Instant::now();
        self.client.turn(&self.pair.one, |_, _| true, of_one.into_iter(), now);
        self.host.turn(&self.pair.two, |_, _| true, of_two.into_iter(), now);
        while self.client.next_told(&self.pair.one).is_some() {}
        while self.host.next_told(&self.pair.two).is_some() {}
    }
}

impl Way for Peers<'_> {
    fn send(&mut self, data: &[u8]) {
        self.client.send(&self.pair.one, data, 1, self.mode, 0).expect("there is room");
    }

    fn take(&mut self, data: &mut Vec<u8>) -> bool {
        self.host.turn(&self.pair.two, |_, _| true, std::iter::empty(), Instant::now());
        let Some(packet) = self.host.next_packet() else { return false };
        data.clear();
        data.extend_from_slice(packet.bytes());
        true
    }
}

/// Prints the allocations a packet, sent and taken, for each way.
pub fn measure(packets: usize) {
    let pair = Pair::new();
    for bytes in [64, 1024] {
        let message = [7];
        for (name, kind) in [("reliable", SendType::Reliable), ("unreliable", SendType::Unreliable)] {
            pair.two.accept_p2p_session_with_user(pair.ids[0]);
            pair.one.accept_p2p_session_with_user(pair.ids[1]);
            way(&format!("packets_{name}_{bytes}"), &pair, &mut Packets(&pair, kind), bytes, packets);
        }
        for (name, flags) in [
            ("reliable", message_flags::RELIABLE | message_flags::NO_NAGLE),
            ("unreliable", message_flags::NO_NAGLE),
        ] {
            // Sending to a user accepts their session.
            pair.two.send_message_to_user(pair.ids[0], &message, message_flags::RELIABLE, 1);
            way(&format!("messages_{name}_{bytes}"), &pair, &mut Messages(&pair, flags), bytes, packets);
        }
    }
    let connections = Sockets::connect(&pair);
    let mut peers = Peers::connect(&pair);
    for bytes in [64, 1024] {
        for (name, flags, mode) in [
            ("reliable", send_flags::RELIABLE | send_flags::NO_NAGLE, Mode::Reliable),
            ("unreliable", send_flags::NO_NAGLE, Mode::Unreliable),
        ] {
            let mut sockets = Sockets { pair: &pair, connections, flags };
            way(&format!("sockets_{name}_{bytes}"), &pair, &mut sockets, bytes, packets);
            peers.mode = mode;
            way(&format!("peer_{name}_{bytes}"), &pair, &mut peers, bytes, packets);
        }
    }
}

/// The number of packets at a time, as in a frame.
const BATCH: usize = 20;

fn way(name: &str, pair: &Pair, way: &mut dyn Way, bytes: usize, packets: usize) {
    let message = vec![7; bytes];
    let mut data = Vec::with_capacity(bytes);
    let (mut sending, mut taking, mut pumping) = (0, 0, 0);
    // The first half finds queues that have to grow.
    for round in 0..2 * packets.div_ceil(BATCH) {
        let counts = round >= packets.div_ceil(BATCH);
        for _ in 0..BATCH {
            let ((), count) = counted(|| way.send(&message));
            sending += if counts { count } else { 0 };
        }
        let limit = Instant::now() + PATIENCE;
        let mut left = BATCH;
        while left > 0 {
            assert!(Instant::now() < limit, "{name}: {left} packets do not arrive");
            let (taken, count) = counted(|| way.take(&mut data));
            taking += if counts { count } else { 0 };
            if taken {
                assert_eq!(data.len(), bytes);
                left -= 1;
            } else {
                let (_, count) = counted(|| pair.pump());
                pumping += if counts { count } else { 0 };
            }
        }
    }
    let each = |count: u64| count as f64 / (packets.div_ceil(BATCH) * BATCH) as f64;
    figure(&format!("allocations_{name}_send"), each(sending));
    figure(&format!("allocations_{name}_take"), each(taking + pumping));
}
