//! A tap on every packet that scripts send and read, for the editor's panel.
//!
//! For each packet, [`packet`] checks one flag. A library without the feature `desk` does not even have the flag.

use crate::contract::SteamId;

/// Steam's interface that carried a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Carrier {
    /// `ISteamNetworking`.
    Packets = 0,
    /// `ISteamNetworkingMessages`.
    Messages = 1,
    /// `ISteamNetworkingSockets`.
    Sockets = 2,
    /// A `SteamMultiplayerPeer`.
    Peer = 3,
}

/// A packet that passes through a method.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'a> {
    /// Whether it is incoming.
    pub incoming: bool,
    /// The interface.
    pub carrier: Carrier,
    /// The user at the other side, [`SteamId::NIL`] if the method does not know them.
    pub user: SteamId,
    /// The connection's handle, or the peer's ID; 0 if the interface has neither.
    pub id: i64,
    /// The object that it passes through, 0 for the singletons.
    pub object: i64,
    /// The channel; for connections, the lane.
    pub channel: i32,
    /// Send type, flags or transfer mode, -1 if the method does not know.
    pub send_type: i32,
    /// The whole packet.
    pub bytes: &'a [u8],
}

/// Records a packet while the panel watches.
#[inline(always)]
pub fn packet<'a>(passing: impl FnOnce() -> Passing<'a>) {
    #[cfg(feature = "desk")]
    if open::any(open::ALL) {
        open::note(passing());
    }
    #[cfg(not(feature = "desk"))]
    let _ = passing;
}

/// The same for a packet of a `SteamMultiplayerPeer`. Packets that give nodes their numbers are recorded even before the panel
/// watches, since they are sent only once.
#[inline(always)]
pub fn packet_of_peer<'a>(passing: impl FnOnce() -> Passing<'a>) {
    #[cfg(feature = "desk")]
    if open::any(open::ALL | open::NAMES) {
        open::note(passing());
    }
    #[cfg(not(feature = "desk"))]
    let _ = passing;
}

#[cfg(feature = "desk")]
pub use open::{ALL, Counts, Log, NAMES, Noted, set, take};

#[cfg(feature = "desk")]
mod open {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU8, Ordering};
    use std::time::{SystemTime, UNIX_EPOCH};

    use parking_lot::Mutex;

    use super::{Carrier, Passing};
    use crate::contract::SteamId;

    /// Every packet is recorded.
    pub const ALL: u8 = 1;
    /// Peers' packets that give nodes their numbers are recorded.
    pub const NAMES: u8 = 2;

    /// The maximum number of recorded packets; further ones are counted as dropped.
    const MOST_WAITING: usize = 16_384;
    /// The maximum number of connections and users with separate counts.
    const MOST_COUNTED: usize = 4096;
    /// The number of bytes kept of a packet.
    const KEPT_BYTES: usize = 32;
    /// The number of bytes kept of a packet whose names or nodes are further behind.
    const MOST_KEPT_BYTES: usize = 4096;
    /// The maximum total size of these longer packets, in bytes.
    const MOST_LONG_BYTES: usize = 4 * 1024 * 1024;

    static OPEN: AtomicU8 = AtomicU8::new(0);
    static LOG: LazyLock<Mutex<Log>> = LazyLock::new(Mutex::default);

    /// The recorded packets since the last time.
    #[derive(Debug, Default)]
    pub struct Log {
        /// The packets, the oldest first.
        pub noted: Vec<Noted>,
        /// The number of dropped packets.
        pub dropped: u64,
        /// The traffic of each carrier, user and connection.
        pub counts: HashMap<(Carrier, SteamId, i64), Counts>,
        long_bytes: usize,
    }

    /// The traffic.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Counts {
        /// Packets read.
        pub packets_in: u64,
        /// Bytes in them.
        pub bytes_in: u64,
        /// Packets sent.
        pub packets_out: u64,
        /// Bytes in them.
        pub bytes_out: u64,
    }

    impl Counts {
        /// Counts a packet.
        pub fn add(&mut self, incoming: bool, bytes: u64) {
            let (packets, sum) = if incoming {
                (&mut self.packets_in, &mut self.bytes_in)
            } else {
                (&mut self.packets_out, &mut self.bytes_out)
            };
            *packets = packets.saturating_add(1);
            *sum = sum.saturating_add(bytes);
        }

        /// Adds the counts of another traffic.
        pub fn add_all(&mut self, other: Counts) {
            self.packets_in = self.packets_in.saturating_add(other.packets_in);
            self.bytes_in = self.bytes_in.saturating_add(other.bytes_in);
            self.packets_out = self.packets_out.saturating_add(other.packets_out);
            self.bytes_out = self.bytes_out.saturating_add(other.bytes_out);
        }
    }

    /// A packet that has passed.
    #[derive(Clone, Debug)]
    pub struct Noted {
        /// The time, in microseconds since 1970, so that packets of several processes can be sorted.
        pub time_usec: i64,
        /// As [`Passing::incoming`].
        pub incoming: bool,
        /// As [`Passing::carrier`].
        pub carrier: Carrier,
        /// As [`Passing::user`].
        pub user: SteamId,
        /// As [`Passing::id`].
        pub id: i64,
        /// As [`Passing::object`].
        pub object: i64,
        /// As [`Passing::channel`].
        pub channel: i32,
        /// As [`Passing::send_type`].
        pub send_type: i32,
        /// The size of the whole packet in bytes.
        pub size: usize,
        first: [u8; KEPT_BYTES],
        long: Option<Box<[u8]>>,
    }

    impl Noted {
        /// The first bytes, at most 32.
        pub fn first_bytes(&self) -> &[u8] {
            self.first.get(..self.size).unwrap_or(&self.first)
        }

        /// The kept bytes, from the first on.
        pub fn bytes(&self) -> &[u8] {
            self.long.as_deref().unwrap_or_else(|| self.first_bytes())
        }
    }

    /// Whether packets of one of these kinds are recorded.
    #[inline(always)]
    pub fn any(kinds: u8) -> bool {
        OPEN.load(Ordering::Relaxed) & kinds != 0
    }

    /// Sets the recorded kinds, a sum of [`ALL`] and [`NAMES`].
    pub fn set(kinds: u8) {
        OPEN.store(kinds, Ordering::Relaxed);
    }

    /// Takes the records.
    pub fn take() -> Log {
        let mut log = LOG.lock();
        let next = Log { noted: Vec::with_capacity(log.noted.len()), ..Log::default() };
        std::mem::replace(&mut *log, next)
    }

    /// Records a packet.
    #[inline(never)]
    pub fn note(passing: Passing<'_>) {
        let is_of_peer = passing.carrier == Carrier::Peer;
        if !(any(ALL) || is_of_peer && gives_names(passing.bytes)) {
            return;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut first = [0; KEPT_BYTES];
        let kept = passing.bytes.len().min(KEPT_BYTES);
        if let (Some(to), Some(from)) = (first.get_mut(..kept), passing.bytes.get(..kept)) {
            to.copy_from_slice(from);
        }
        let mut log = LOG.lock();
        // A handle or a peer's ID is enough, and the user is not always known with them.
        let is_of_user = matches!(passing.carrier, Carrier::Packets | Carrier::Messages);
        let user = if is_of_user { passing.user } else { SteamId::NIL };
        let key = (passing.carrier, user, passing.id);
        let counted = log.counts.len();
        if counted < MOST_COUNTED || log.counts.contains_key(&key) {
            let bytes = u64::try_from(passing.bytes.len()).unwrap_or(u64::MAX);
            log.counts.entry(key).or_default().add(passing.incoming, bytes);
        }
        if log.noted.len() >= MOST_WAITING {
            log.dropped = log.dropped.saturating_add(1);
            return;
        }
        let mut long = None;
        if is_of_peer && kept < passing.bytes.len() && names_stand_behind(passing.bytes) {
            let length = passing.bytes.len().min(MOST_KEPT_BYTES);
            if log.long_bytes + length <= MOST_LONG_BYTES {
                log.long_bytes += length;
                long = passing.bytes.get(..length).map(Box::from);
            }
        }
        log.noted.push(Noted {
            time_usec: i64::try_from(now.as_micros()).unwrap_or(i64::MAX),
            incoming: passing.incoming,
            carrier: passing.carrier,
            user: passing.user,
            id: passing.id,
            object: passing.object,
            channel: passing.channel,
            send_type: passing.send_type,
            size: passing.bytes.len(),
            first,
            long,
        });
    }

    /// A packet of Godot's multiplayer, without the relay header.
    fn inner(bytes: &[u8]) -> &[u8] {
        match bytes {
            [head, 3, _, _, _, _, inner @ ..] if head & 7 == 7 => inner,
            _ => bytes,
        }
    }

    /// Whether a packet gives a number to a node: paths, and nodes that are spawned.
    fn gives_names(bytes: &[u8]) -> bool {
        inner(bytes).first().is_some_and(|command| matches!(command & 7, 1 | 4))
    }

    /// Whether naming a packet needs more than its first bytes.
    fn names_stand_behind(bytes: &[u8]) -> bool {
        match inner(bytes) {
            // A call with the path of its node at its end, which the node's number shows.
            [head, _, _, _, target, ..] if head & 7 == 0 => head & 0x30 == 0x20 && target & 0x80 != 0,
            [head, ..] => matches!(head & 7, 1 | 4 | 6),
            [] => false,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::super::{packet, packet_of_peer};
        use super::*;

        fn passing(carrier: Carrier, bytes: &[u8]) -> Passing<'_> {
            Passing {
                incoming: false,
                carrier,
                user: SteamId(7),
                id: 3,
                object: 9,
                channel: 1,
                send_type: 2,
                bytes,
            }
        }

        // One test, since there is one log.
        #[test]
        fn packets_are_noted_while_somebody_watches_and_never_without_end() {
            packet(|| panic!("nobody watches"));
            packet_of_peer(|| panic!("nobody watches"));

            set(NAMES);
            packet(|| panic!("only peers give names"));
            let path = [&[1; 38][..], b"Main/Player"].concat();
            let relayed = [&[7, 3, 2, 0, 0, 0][..], &path].concat();
            for bytes in [&[0x80, 1, 2][..], &path, &relayed, &[], &[7, 3]] {
                packet_of_peer(|| passing(Carrier::Peer, bytes));
            }
            let log = take();
            let kept: Vec<&[u8]> = log.noted.iter().map(Noted::bytes).collect();
            assert_eq!(kept, [&path[..], &relayed], "all of what gives a number to a node, and nothing else");
            assert_eq!(log.noted[0].first_bytes(), &path[..32]);

            set(ALL);
            let bytes = [5; 100];
            for _ in 0..MOST_WAITING + 10 {
                packet(|| passing(Carrier::Packets, &bytes));
            }
            packet_of_peer(|| passing(Carrier::Peer, &[6; 10_000]));
            let log = take();
            assert_eq!((log.noted.len(), log.dropped), (MOST_WAITING, 11));
            let counts = log.counts[&(Carrier::Packets, SteamId(7), 3)];
            let all = MOST_WAITING as u64 + 10;
            assert_eq!((counts.packets_out, counts.bytes_out, counts.packets_in), (all, 100 * all, 0));
            assert!(log.counts.contains_key(&(Carrier::Peer, SteamId::NIL, 3)));
            assert_eq!(log.noted[0].bytes(), &bytes[..32]);
            packet_of_peer(|| passing(Carrier::Peer, &[6; 10_000]));
            assert_eq!(take().noted[0].bytes().len(), MOST_KEPT_BYTES);
            assert!(take().noted.is_empty());

            set(0);
            packet(|| panic!("nobody watches any more"));
        }
    }
}
