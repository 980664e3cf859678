//! Feeds arbitrary bytes to a session and checks its invariants after each step.
//!
//! An input is a script: some bytes choose an action and its actor, others arrive over a connection as they are. A host and two
//! honest clients play with a stranger who sends anything.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::in_memory::{InMemory, World};
use super::unread::MOST_UNREAD_PACKETS;
use super::wire::{self, Control, Hello, MOST_PEERS, Member, Topology};
use super::{Begin, Guests, HOST, MOST_WAITING, Mode, Session, Status, Told};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, NetworkingSockets};

/// The users: a host, two clients and the stranger.
const USERS: u8 = 4;

fn user(number: u8) -> SteamId {
    SteamId(76_561_197_960_265_728 + 1 + u64::from(number))
}

struct Script<'a>(&'a [u8]);

impl Script<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn below(&mut self, limit: u8) -> u8 {
        self.byte() % limit
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = usize::from(self.byte()).min(self.0.len());
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken.to_vec()
    }

    /// The stranger's messages, most of them well formed.
    fn message(&mut self) -> Vec<u8> {
        let id = i32::from(self.below(8)) - 1;
        let member = Member { id, user: user(self.below(USERS)).0 };
        match self.below(8) {
            0 => wire::hello(Hello { id, process: u64::from(self.byte()) }),
            1 => wire::control(&Control::Joined(member)),
            2 => wire::control(&Control::Left { id }),
            3 => {
                let peers = vec![member; usize::from(self.byte()) * 40];
                wire::control(&Control::Welcome { id, topology: Topology::Mesh, peers })
            }
            4 => {
                let mode =
                    [Mode::Reliable, Mode::Unreliable, Mode::UnreliableOrdered][usize::from(self.below(3))];
                let header = wire::Header { mode, channel: self.byte(), sequence: u32::from(self.byte()) };
                let mut message = Vec::new();
                header.write(&self.bytes(), &mut message);
                message
            }
            _ => self.bytes(),
        }
    }
}

/// An honest player.
struct Player {
    sockets: InMemory,
    session: Session,
    /// The peers that were reported to it and that have not left.
    peers: Vec<i32>,
}

impl Player {
    fn turn(&mut self, now: Instant) {
        let events = self.sockets.world.borrow_mut().take_events(self.sockets.user);
        self.session.turn(&self.sockets, |_, _| true, events.into_iter(), now);
        while let Some(told) = self.session.next_told(&self.sockets) {
            match told {
                Told::Connected(id) => {
                    assert!(!self.peers.contains(&id), "a peer connects once");
                    self.peers.push(id);
                }
                Told::Disconnected(id) => {
                    assert!(self.peers.contains(&id), "who goes was there");
                    self.peers.retain(|peer| *peer != id);
                }
                Told::Ended => assert_eq!(self.session.status(), Status::Disconnected, "the end is the end"),
            }
        }
        let session = &self.session;
        assert!(session.links.len() <= MOST_PEERS + MOST_WAITING + 8, "connections are bounded");
        assert!(session.roster.len() <= MOST_PEERS, "who is behind the host is bounded");
        assert!(
            session.packet_count() <= usize::from(USERS) * (MOST_UNREAD_PACKETS + 1),
            "packets are bounded"
        );
    }
}

fn begin(number: u8, id: i32, now: Instant) -> Begin {
    Begin {
        me: Member { id, user: user(number).0 },
        process: u64::from(number),
        port: 0,
        guests: Guests::All,
        topology: Topology::Relay,
        limit: Duration::from_secs(15),
        now,
    }
}

/// Runs one script.
pub fn run(bytes: &[u8]) {
    let mut script = Script(bytes);
    let world = Rc::<RefCell<World>>::default();
    let of = |number| InMemory { world: Rc::clone(&world), user: user(number) };
    let mut now = Instant::now();
    let mut players = Vec::new();
    for number in 0..2 {
        let begin = begin(number, HOST + i32::from(number), now);
        let sockets = of(number);
        let session = match number {
            0 => Session::host(&sockets, begin, Vec::new()),
            _ => Some(Session::client(&sockets, begin, Vec::new(), user(0), true)),
        };
        players.extend(session.map(|session| Player { sockets, session, peers: Vec::new() }));
    }
    let stranger = of(3);
    // The stranger also hosts, so that others may join them.
    stranger.create_listen_socket_p2p(0, &[]);
    let lured = of(2);
    let session = Session::client(&lured, begin(2, 5, now), Vec::new(), user(3), true);
    players.push(Player { sockets: lured, session, peers: Vec::new() });
    while !script.0.is_empty() {
        act(&mut script, &mut players, &stranger, now);
        if script.below(3) == 0 {
            now += Duration::from_millis(u64::from(script.byte()) * 20);
        }
        let number = usize::from(script.below(3));
        if let Some(player) = players.get_mut(number) {
            player.turn(now);
        }
    }
    for player in &mut players {
        player.session.close(&player.sockets);
        assert_eq!(player.session.status(), Status::Disconnected);
        assert_eq!(player.session.next_told(&player.sockets), None, "a close tells nothing");
        assert!(world.borrow().ends_of(player.sockets.user).is_empty(), "a close ends every connection");
    }
}

fn act(script: &mut Script<'_>, players: &mut [Player], stranger: &InMemory, now: Instant) {
    let number = usize::from(script.below(3));
    let Some(player) = players.get_mut(number) else { return };
    match script.below(8) {
        0 => {
            stranger.connect_p2p(player.sockets.user, 0, &[]);
        }
        1 => {
            let handle = pick(script, stranger);
            stranger.accept_connection(Connection(handle));
        }
        2 => {
            let handle = pick(script, stranger);
            stranger.close_connection(Connection(handle), i32::from(script.byte()) + 1000, "", false);
        }
        3 | 4 => {
            let (handle, message) = (pick(script, stranger), script.message());
            stranger.send_message(Connection(handle), &message, 8, 0);
        }
        5 => {
            let target = i32::from(script.below(6)) - 2;
            let _ = player.session.send(&player.sockets, &script.bytes(), target, Mode::Reliable, 0);
        }
        6 => {
            player.session.next_packet();
        }
        _ => {
            let (id, force) = (i32::from(script.below(6)), script.below(2) == 0);
            if player.session.disconnect(&player.sockets, id, force, now) && force {
                player.peers.retain(|peer| *peer != id);
            }
        }
    }
}

fn pick(script: &mut Script<'_>, of: &InMemory) -> u32 {
    let handles = of.world.borrow().ends_of(of.user);
    let at = usize::from(script.byte());
    handles.get(at % handles.len().max(1)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Small numbers are more likely to be meaningful.
    fn script() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![4 => 0u8..16, 1 => any::<u8>()];
        proptest::collection::vec(byte, 0..800)
    }

    proptest! {
        #[test]
        fn a_session_stays_sound_whatever_a_stranger_sends(bytes in script()) {
            super::run(&bytes);
        }
    }

    #[test]
    fn everything_in_the_corpus_holds() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/peer_sessions");
        let inputs: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
        assert!(!inputs.is_empty());
        for input in inputs {
            super::run(&std::fs::read(input.unwrap().path()).unwrap());
        }
    }
}
