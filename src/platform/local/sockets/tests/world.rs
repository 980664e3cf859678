//! A few processes, the links between them, and a virtual clock.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use super::super::Sockets;
use crate::contract::networking_sockets::{Connection, ListenSocket, SocketsEvent, states};
use crate::contract::{Event, SteamId};
use crate::platform::local::session::{Carrier, Violation};
use crate::platform::local::wire::frame::{self, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::socket::Port;
use crate::platform::local::{Limits, Timings};

const LATENCY: Duration = Duration::from_micros(100);

/// The processes by number, and the frames in flight between them.
pub struct World {
    pub members: Vec<Member>,
    flying: VecDeque<(Instant, usize, usize, Vec<u8>)>,
    pub now: Instant,
}

pub struct Member {
    pub sockets: Sockets,
    /// Whether the process runs; otherwise it is frozen.
    pub runs: bool,
    /// Whether links to it can be opened.
    pub alive: bool,
    /// The members that it has a link to.
    linked: Vec<usize>,
    pub violations: Vec<Violation>,
}

pub fn id(member: usize) -> SteamId {
    SteamId::individual(member as u32 + 1)
}

impl World {
    pub fn new(members: usize) -> World {
        World::with(members, Limits::default())
    }

    pub fn with(members: usize, limits: Limits) -> World {
        let member = |at: usize| Member {
            sockets: Sockets::new(id(at), Timings::default(), limits, at as u64 + 7),
            runs: true,
            alive: true,
            linked: Vec::new(),
            violations: Vec::new(),
        };
        let mut world = World {
            members: (0..members).map(member).collect(),
            flying: VecDeque::new(),
            now: Instant::now(),
        };
        for at in 0..members {
            let others = (0..members).filter(|other| *other != at).map(id).collect();
            world.members[at].sockets.handle_users(others);
        }
        world
    }

    /// Advances time by `ms` milliseconds.
    pub fn run(&mut self, ms: u64) {
        let end = self.now + Duration::from_millis(ms);
        loop {
            self.turn();
            let running = self.members.iter().filter(|member| member.runs && member.alive);
            let deadlines = running.filter_map(|member| member.sockets.poll_timeout());
            let deadlines: Vec<Instant> = deadlines.collect();
            assert!(
                deadlines.iter().all(|at| *at > self.now),
                "a deadline that has passed keeps the driver busy"
            );
            let arrivals = self.flying.iter().filter(|(_, _, to, _)| self.members[*to].runs);
            let next = deadlines.into_iter().chain(arrivals.map(|(at, ..)| *at)).min();
            let Some(next) = next.filter(|next| *next < end) else { break };
            self.now = self.now.max(next);
        }
        self.now = end;
        self.turn();
    }

    fn turn(&mut self) {
        for _ in 0..self.flying.len() {
            let Some(flight) = self.flying.pop_front() else { break };
            let (at, from, to, bytes) = flight;
            if at > self.now || !self.members[to].runs {
                self.flying.push_back((at, from, to, bytes));
            } else if self.members[to].alive {
                self.arrive(from, to, &bytes);
            }
        }
        for from in 0..self.members.len() {
            if self.members[from].runs && self.members[from].alive {
                self.transmit(from);
            }
        }
    }

    fn arrive(&mut self, from: usize, to: usize, bytes: &[u8]) {
        let now = self.now;
        let member = &mut self.members[to];
        let mut reader = FrameReader::new(MAX_LINK_FRAME_BYTES);
        let each = |bytes: &[u8]| {
            let frame = frame::decode(bytes)?;
            if let Err(violation) = member.sockets.handle_frame(now, id(from), frame) {
                member.violations.push(violation);
            }
            Ok(())
        };
        reader.feed(bytes, each).unwrap();
    }

    fn transmit(&mut self, from: usize) {
        let now = self.now;
        self.members[from].sockets.handle_timeout(now);
        let mut remotes = Vec::new();
        self.members[from].sockets.poll_remotes(&mut remotes);
        for remote in remotes {
            let Some(to) = (0..self.members.len()).find(|to| id(*to) == remote) else { continue };
            if !self.members[to].alive {
                continue;
            }
            let member = &mut self.members[from];
            if !member.linked.contains(&to) {
                member.linked.push(to);
                member.sockets.handle_link_up(now, remote, SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1));
            }
            loop {
                let mut bytes = Vec::new();
                let more = member.sockets.poll_transmit(now, remote, &mut bytes, 32 * 1024);
                if !bytes.is_empty() {
                    self.flying.push_back((now + LATENCY, from, to, bytes));
                }
                if !more {
                    break;
                }
            }
        }
    }

    /// Kills a process.
    pub fn kill(&mut self, member: usize) {
        self.members[member].alive = false;
        let now = self.now;
        for other in 0..self.members.len() {
            if let Some(place) = self.members[other].linked.iter().position(|to| *to == member) {
                self.members[other].linked.remove(place);
                self.members[other].sockets.handle_link_down(now, id(member));
            }
        }
    }

    /// The events of the connections of `member` since the last call: connection, old and new state.
    pub fn events(&mut self, member: usize) -> Vec<(Connection, i32, i32)> {
        let mut events = VecDeque::new();
        self.members[member].sockets.pump(&mut events);
        let changed = |event| match event {
            Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, old_state }) => {
                (connection, old_state, info.state)
            }
            other => panic!("{other:?}"),
        };
        events.into_iter().map(changed).collect()
    }

    /// The connection to `member` that another one has begun.
    pub fn asked(&mut self, member: usize) -> Connection {
        let events = self.events(member);
        let asked = events.iter().find(|(_, old, new)| (*old, *new) == (0, states::CONNECTING));
        asked.unwrap_or_else(|| panic!("there is no new connection: {events:?}")).0
    }

    /// Connects member 1 to member 0. Returns the listen socket and the two ends.
    pub fn connected(&mut self) -> (ListenSocket, Connection, Connection) {
        self.connected_within(10)
    }

    /// The same, with `ms` milliseconds for each step.
    pub fn connected_within(&mut self, ms: u64) -> (ListenSocket, Connection, Connection) {
        let socket = self.members[0].sockets.listen(Port::Virtual(3), &[]);
        let mine = self.members[1].sockets.connect(id(0), 3, &[]);
        self.run(ms);
        let theirs = self.asked(0);
        assert_eq!(self.members[0].sockets.accept(theirs), 1);
        self.run(ms);
        self.events(0);
        self.events(1);
        (socket, theirs, mine)
    }

    pub fn sockets(&mut self, member: usize) -> &mut Sockets {
        &mut self.members[member].sockets
    }

    pub fn state(&self, member: usize, connection: Connection) -> i32 {
        self.members[member].sockets.info_of(connection).map_or(0, |info| info.state)
    }

    /// All messages that wait on a connection.
    pub fn read(&mut self, member: usize, connection: Connection) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        let mut buffer = Vec::new();
        while let Ok(Some(_)) = self.sockets(member).receive_on_connection(connection, &mut buffer) {
            all.push(buffer.clone());
        }
        all
    }
}
