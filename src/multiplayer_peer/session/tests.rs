//! Whole sessions over connections in memory, with the test's own clock.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::in_memory::{InMemory, World};
use super::{
    Begin, Failure, GREETING_LIMIT, Guests, HOST, LOBBY_GRACE, Member, Mode, NOT_HOSTING_LIMIT, Session,
    Status, Told, Topology,
};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, ListenSocket, NetworkingSockets};

const LOBBY: SteamId = SteamId(109_775_240_000_000_001);

fn user(number: u64) -> SteamId {
    SteamId(76_561_197_960_265_728 + number)
}

struct Player {
    sockets: InMemory,
    session: Session,
    told: Vec<Told>,
}

/// All players; player 1 hosts.
struct Party {
    world: Rc<RefCell<World>>,
    players: Vec<Player>,
    now: Instant,
    /// The members of the lobby.
    members: Vec<SteamId>,
    topology: Topology,
    guests: Guests,
}

impl Party {
    fn new() -> Party {
        Party {
            world: Rc::default(),
            players: Vec::new(),
            now: Instant::now(),
            members: Vec::new(),
            topology: Topology::Relay,
            guests: Guests::All,
        }
    }

    fn begin(&self, number: u64, id: i32) -> Begin {
        Begin {
            me: Member { id, user: user(number).0 },
            process: number,
            port: 0,
            guests: self.guests,
            topology: self.topology,
            limit: Duration::from_secs(15),
            now: self.now,
        }
    }

    fn sockets(&self, number: u64) -> InMemory {
        InMemory { world: Rc::clone(&self.world), user: user(number) }
    }

    fn host(&mut self) -> usize {
        let sockets = self.sockets(1);
        let session = Session::host(&sockets, self.begin(1, HOST), Vec::new()).expect("the port is free");
        self.add(sockets, session)
    }

    fn join(&mut self, number: u64, id: i32, patient: bool) -> usize {
        let sockets = self.sockets(number);
        let session = Session::client(&sockets, self.begin(number, id), Vec::new(), user(1), patient);
        self.add(sockets, session)
    }

    fn add(&mut self, sockets: InMemory, session: Session) -> usize {
        self.players.push(Player { sockets, session, told: Vec::new() });
        self.players.len() - 1
    }

    /// Gives each player some turns.
    fn play(&mut self) {
        for _ in 0..6 {
            for player in &mut self.players {
                let events = self.world.borrow_mut().take_events(player.sockets.user);
                let members = &self.members;
                let is_member = |lobby, user| lobby == LOBBY && members.contains(&user);
                player.session.turn(&player.sockets, is_member, events.into_iter(), self.now);
                while let Some(told) = player.session.next_told(&player.sockets) {
                    player.told.push(told);
                }
            }
        }
    }

    fn wait(&mut self, time: Duration) {
        self.now += time;
        self.play();
    }

    fn told(&mut self, at: usize) -> Vec<Told> {
        std::mem::take(&mut self.players[at].told)
    }

    fn send(&mut self, at: usize, byte: u8, target: i32, mode: Mode, channel: u8) {
        let Player { sockets, session, .. } = &mut self.players[at];
        session.send(sockets, &[byte], target, mode, channel).expect("it is sent");
    }

    fn received(&mut self, at: usize) -> Vec<(i32, u8, u8)> {
        let session = &mut self.players[at].session;
        let mut packets = Vec::new();
        while let Some(packet) = session.next_packet() {
            packets.push((packet.from, packet.channel, packet.bytes()[0]));
        }
        packets
    }

    fn status(&self, at: usize) -> (Status, Option<&Failure>) {
        (self.players[at].session.status(), self.players[at].session.failure())
    }
}

#[test]
fn a_host_and_two_clients_meet_know_each_other_and_part() {
    let mut party = Party::new();
    let (host, first, second) = (party.host(), party.join(2, 20, false), party.join(3, 30, false));
    party.play();
    assert_eq!(party.told(host), [Told::Connected(20), Told::Connected(30)]);
    assert_eq!((party.told(first), party.told(second)), (vec![Told::Connected(1)], vec![Told::Connected(1)]));
    for at in [host, first, second] {
        let members = party.players[at].session.members();
        assert_eq!(members, [(1, user(1)), (20, user(2)), (30, user(3))].into());
    }
    let Player { sockets, session, .. } = &mut party.players[first];
    session.close(sockets);
    party.play();
    assert_eq!(party.told(host), [Told::Disconnected(20)]);
    assert_eq!(party.players[second].session.user_of(20), Some(user(2)), "one who has just gone");
    assert_eq!(party.players[second].session.members().len(), 2);
    party.world.borrow_mut().kill(user(1));
    party.play();
    assert_eq!(party.told(second), [Told::Disconnected(1), Told::Ended]);
    assert!(matches!(party.status(second), (Status::Disconnected, Some(Failure::Lost(_)))));
}

#[test]
fn a_refused_peer_learns_the_reason() {
    let mut party = Party::new();
    party.guests = Guests::MembersOf(LOBBY);
    party.members = vec![user(1), user(2)];
    let (host, member, stranger) = (party.host(), party.join(2, 20, false), party.join(3, 30, false));
    party.play();
    party.wait(LOBBY_GRACE);
    assert_eq!(party.told(host), [Told::Connected(20)]);
    assert_eq!(party.status(member).0, Status::Connected);
    assert_eq!(party.status(stranger), (Status::Disconnected, Some(&Failure::NotInLobby)));
    party.members.push(user(4));
    party.players[host].session.set_refuses(true);
    let refused = party.join(4, 40, false);
    party.play();
    assert_eq!(party.status(refused), (Status::Disconnected, Some(&Failure::Refused)));
    party.players[host].session.set_refuses(false);
    party.members.push(user(5));
    let twin = party.join(5, 20, false);
    party.play();
    assert_eq!(party.status(twin), (Status::Disconnected, Some(&Failure::IdTaken)));
}

#[test]
fn a_host_that_comes_later_is_waited_for_and_one_that_never_comes_is_not() {
    let mut party = Party::new();
    let (patient, hasty) = (party.join(2, 20, true), party.join(3, 30, false));
    for _ in 0..30 {
        party.wait(Duration::from_millis(200));
    }
    assert!(Duration::from_secs(6) > NOT_HOSTING_LIMIT);
    assert_eq!(party.status(hasty), (Status::Disconnected, Some(&Failure::NotHosting)));
    assert_eq!(party.status(patient).0, Status::Connecting);
    party.host();
    party.wait(Duration::from_millis(300));
    assert_eq!(party.told(patient), [Told::Connected(1)]);
    let late = party.join(4, 40, true);
    party.world.borrow_mut().kill(user(1));
    party.players.retain(|player| player.sockets.user != user(1));
    let late = late - 1;
    for _ in 0..80 {
        party.wait(Duration::from_millis(200));
    }
    assert_eq!(party.status(late), (Status::Disconnected, Some(&Failure::TimedOut)));
}

#[test]
fn packets_go_where_they_are_sent_on_every_channel_and_before_the_end_is_told() {
    let mut party = Party::new();
    let (host, first, second) = (party.host(), party.join(2, 20, false), party.join(3, 30, false));
    party.play();
    for channel in 0..=255 {
        party.send(first, channel, 0, Mode::Reliable, channel);
    }
    party.play();
    let expected: Vec<_> = (0..=255).map(|channel| (20, channel, channel)).collect();
    assert_eq!(party.received(host), expected);
    party.send(host, 7, -20, Mode::Reliable, 0);
    party.send(host, 8, 20, Mode::Reliable, 0);
    party.play();
    assert_eq!((party.received(first), party.received(second)), (vec![(1, 0, 8)], vec![(1, 0, 7)]));
    party.told(host);
    party.send(first, 9, 1, Mode::Reliable, 3);
    let Player { sockets, session, .. } = &mut party.players[first];
    session.close(sockets);
    // The other side has received the packet, and reads it first.
    party.play();
    assert_eq!(party.told(host), [], "the last packet waits to be read");
    assert_eq!(party.received(host), [(20, 3, 9)]);
    party.play();
    assert_eq!(party.told(host), [Told::Disconnected(20)]);
}

#[test]
fn the_lowest_target_leaves_out_the_highest_peer() {
    let mut party = Party::new();
    let (host, first, second) = (party.host(), party.join(2, i32::MAX, false), party.join(3, 30, false));
    party.play();
    party.send(host, 1, i32::MIN, Mode::Reliable, 0);
    party.send(host, 2, -i32::MAX, Mode::Reliable, 0);
    party.play();
    assert_eq!((party.received(first), party.received(second)), (vec![], vec![(1, 0, 1), (1, 0, 2)]));
}

#[test]
fn unreliable_ordered_packets_never_come_late() {
    let mut party = Party::new();
    let (host, first) = (party.host(), party.join(2, 20, false));
    party.play();
    party.world.borrow_mut().lose_every = 3;
    for byte in 0..30 {
        party.send(first, byte, 0, Mode::UnreliableOrdered, 4);
    }
    party.play();
    let bytes: Vec<u8> = party.received(host).into_iter().map(|(_, _, byte)| byte).collect();
    assert_eq!(bytes.len(), 20);
    assert!(bytes.is_sorted());
    let connection = party.world.borrow().ends_of(user(1))[0];
    for (sequence, byte) in [(31_u32, 1), (30, 2), (33, 3), (32, 4)] {
        let mut message = vec![2, 4];
        message.extend(sequence.to_le_bytes());
        message.push(byte);
        party.world.borrow_mut().invent(connection, &message);
    }
    party.play();
    assert_eq!(party.received(host), [(20, 4, 1), (20, 4, 3)], "those overtaken are dropped");
}

#[test]
fn a_kick_is_told_with_the_next_turn_and_a_forced_one_is_not() {
    let mut party = Party::new();
    let (host, first, second) = (party.host(), party.join(2, 20, false), party.join(3, 30, false));
    party.play();
    party.told(host);
    let now = party.now;
    let Player { sockets, session, .. } = &mut party.players[host];
    assert!(session.disconnect(sockets, 20, false, now));
    assert!(session.disconnect(sockets, 30, true, now));
    assert!(!session.disconnect(sockets, 30, true, now), "it is gone");
    party.play();
    assert_eq!(party.told(host), [Told::Disconnected(20)]);
    assert_eq!(party.status(first), (Status::Disconnected, Some(&Failure::Kicked)));
    assert_eq!(party.status(second), (Status::Disconnected, Some(&Failure::Kicked)));
}

#[test]
fn in_a_mesh_everybody_is_connected_to_everybody_once() {
    let mut party = Party::new();
    party.topology = Topology::Mesh;
    let all = [party.host(), party.join(2, 20, false), party.join(3, 30, false)];
    party.play();
    for at in all {
        let Player { sockets, session, .. } = &mut party.players[at];
        session.meet_the_others(sockets, party.now);
    }
    party.play();
    // A peer that was missing is dialled again.
    party.wait(Duration::from_millis(300));
    for (at, id) in all.into_iter().zip([1, 20, 30]) {
        let mut peers: Vec<_> = party.told(at);
        peers.sort_by_key(|told| format!("{told:?}"));
        let others = [1, 20, 30].into_iter().filter(|other| *other != id);
        assert_eq!(peers, others.map(Told::Connected).collect::<Vec<_>>(), "of {id}");
    }
    party.send(1, 5, 30, Mode::Reliable, 0);
    party.play();
    assert_eq!(party.received(2), [(20, 0, 5)], "directly");
}

#[test]
fn silent_and_malformed_connections_are_dropped() {
    let mut party = Party::new();
    let host = party.host();
    let stranger = party.sockets(9);
    let silent: Vec<_> = (0..20).map(|_| stranger.connect_p2p(user(1), 0, &[])).collect();
    party.play();
    let open = party.world.borrow().ends_of(user(1)).len();
    assert_eq!(open, super::MOST_WAITING_OF_USER, "one user cannot take all the room");
    let nonsense = silent[0];
    stranger.send_message(nonsense, b"nonsense", 8, 0);
    party.play();
    assert_eq!(party.world.borrow().ends_of(user(1)).len(), open - 1);
    party.wait(GREETING_LIMIT);
    assert!(party.world.borrow().ends_of(user(1)).is_empty(), "who does not introduce themselves");
    assert_eq!(party.told(host), []);
    assert!(!stranger.close_connection(Connection(0), 0, "", false));
}

#[test]
fn the_same_user_from_another_process_replaces_the_one_before() {
    let mut party = Party::new();
    let (host, first) = (party.host(), party.join(2, 20, false));
    party.play();
    party.told(host);
    // The process has crashed, and its connection has not broken yet.
    let mut begin = party.begin(2, 21);
    begin.process = 99;
    let sockets = party.sockets(2);
    let session = Session::client(&sockets, begin, Vec::new(), user(1), false);
    party.players.remove(first);
    let again = party.add(sockets, session);
    party.play();
    assert_eq!(party.told(host), [Told::Connected(21), Told::Disconnected(20)]);
    assert_eq!(party.status(again).0, Status::Connected);
}

#[test]
fn an_id_is_free_again_once_its_end_was_told() {
    let mut party = Party::new();
    let (host, first) = (party.host(), party.join(2, 20, false));
    party.play();
    party.told(host);
    party.send(first, 1, 1, Mode::Reliable, 0);
    let Player { sockets, session, .. } = &mut party.players[first];
    session.close(sockets);
    party.play();
    // The packet is unread, so the end has not been reported yet.
    let early = party.join(3, 20, false);
    party.play();
    assert_eq!(party.status(early), (Status::Disconnected, Some(&Failure::IdTaken)));
    assert_eq!(party.received(host).len(), 1);
    party.play();
    let late = party.join(4, 20, false);
    party.play();
    assert_eq!(party.status(late).0, Status::Connected);
    assert_eq!(party.told(host), [Told::Disconnected(20), Told::Connected(20)]);
}

#[test]
fn a_session_may_be_closed_and_begun_again() {
    let mut party = Party::new();
    for _ in 0..20 {
        let (host, client) = (party.host(), party.join(2, 20, false));
        party.play();
        assert_eq!(
            (party.told(host), party.told(client)),
            (vec![Told::Connected(20)], vec![Told::Connected(1)])
        );
        for Player { sockets, session, .. } in &mut party.players {
            session.close(sockets);
        }
        party.players.clear();
        assert!(party.world.borrow().ends_of(user(1)).is_empty());
    }
}

#[test]
fn the_limits_stand_in_the_document() {
    const DOCUMENT: &str = include_str!("../../../docs/limits.md");
    for (what, limit) in [
        ("unread packets of one peer", super::unread::MOST_UNREAD_PACKETS),
        ("unread bytes of one peer", super::unread::MOST_UNREAD_BYTES),
        ("unread packets of all peers", super::packets::MOST_INBOX_PACKETS),
        ("unread bytes of all peers", super::packets::MOST_INBOX_BYTES),
        ("peers in a session", super::wire::MOST_PEERS),
        ("peers of one user in a session", super::MOST_OF_USER),
        ("connections that wait to be let in", super::MOST_WAITING),
        ("connections of one user that wait to be let in", super::MOST_WAITING_OF_USER),
        ("peers that have gone and can still be looked up", super::recent::MOST),
    ] {
        let row = format!("| {what} | {limit} |");
        assert!(DOCUMENT.contains(&row), "docs/limits.md should have the row {row}");
    }
}

// rule: peer.address
#[test]
fn whoever_joins_by_an_address_learns_who_hosts_and_is_in_the_same_session() {
    let address = ([10, 0, 0, 7], 27015).into();
    let mut party = Party::new();
    let host = party.host();
    let sockets = party.sockets(1);
    assert!(party.players[host].session.listen_on_address(&sockets, address));
    assert!(!party.players[host].session.listen_on_address(&sockets, address), "a second one");
    let by_id = party.join(2, 20, false);
    let sockets = party.sockets(3);
    let session = Session::client_of_address(&sockets, party.begin(3, 30), Vec::new(), address);
    let by_address = party.add(sockets, session);
    party.play();
    assert_eq!(party.players[by_address].session.user_of(HOST), Some(user(1)));
    assert_eq!(party.players[by_address].session.members(), party.players[host].session.members());
    assert_eq!(party.told(by_id), [Told::Connected(HOST)]);
    let Player { sockets, session, .. } = &mut party.players[host];
    session.close(sockets);
    party.play();
    assert_eq!(party.told(by_address), [Told::Connected(HOST), Told::Disconnected(HOST), Told::Ended]);
    let sockets = party.sockets(1);
    assert_ne!(
        sockets.create_listen_socket_ip(address, &[]),
        ListenSocket::INVALID,
        "the address is free again"
    );
}

// rule: peer.address
#[test]
fn an_address_without_a_listener_is_a_failure() {
    let address = ([10, 0, 0, 7], 27015).into();
    let mut party = Party::new();
    let sockets = party.sockets(2);
    let session = Session::client_of_address(&sockets, party.begin(2, 20), Vec::new(), address);
    let client = party.add(sockets, session);
    party.play();
    party.wait(NOT_HOSTING_LIMIT);
    party.wait(NOT_HOSTING_LIMIT);
    assert_eq!(party.players[client].session.failure(), Some(&Failure::NotHosting));
}
