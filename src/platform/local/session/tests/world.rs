//! A few processes, the links between them, and a virtual clock.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use super::super::{Sessions, Violation};
use crate::contract::networking::{SendRefused, SendType, SessionState};
use crate::contract::{Event, SteamId};
use crate::platform::local::wire::frame::{self, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::{Limits, Timings};

/// The limit that a member's driver passes to [`Sessions::poll_transmit`].
const TRANSMIT_BYTES: usize = 32 * 1024;

/// Processes and the links between them.
pub struct World {
    pub members: Vec<Member>,
    /// The links from each member to each other one.
    links: Vec<Vec<Link>>,
    pub now: Instant,
    pub random: SmallRng,
    pub latency: Duration,
    timings: Timings,
    limits: Limits,
    /// The percentage of frames that are lost without a broken link. No ordered connection loses frames this way, but
    /// the sessions cope with it.
    pub loss_percent: u32,
    /// The number of frames lost so far.
    pub lost_frames: usize,
}

pub struct Member {
    pub sessions: Sessions,
    alive: bool,
    /// Whether links to this member can be opened.
    reachable: bool,
}

#[derive(Default)]
struct Link {
    up: bool,
    /// Frames in flight, each with the time of its arrival.
    flying: VecDeque<(Instant, Vec<u8>)>,
}

pub fn id(member: usize) -> SteamId {
    SteamId::individual(member as u32 + 1)
}

pub fn quick() -> Timings {
    Timings {
        session_timeout: Duration::from_secs(20),
        connection_timeout: Duration::from_secs(10),
        request_repeat: Duration::from_secs(5),
        collect: Duration::from_millis(200),
        idle: None,
    }
}

impl World {
    pub fn new(members: usize) -> World {
        World::with(members, quick(), Limits::default(), 1)
    }

    pub fn with(members: usize, timings: Timings, limits: Limits, seed: u64) -> World {
        let mut random = SmallRng::seed_from_u64(seed);
        let member = |at| Member {
            sessions: Sessions::new(id(at), timings, limits, random.random()),
            alive: true,
            reachable: true,
        };
        World {
            members: (0..members).map(member).collect(),
            links: (0..members).map(|_| (0..members).map(|_| Link::default()).collect()).collect(),
            now: Instant::now(),
            random,
            latency: Duration::from_micros(100),
            timings,
            limits,
            loss_percent: 0,
            lost_frames: 0,
        }
    }

    /// Advances time by `duration`.
    pub fn run(&mut self, duration: Duration) {
        let end = self.now + duration;
        loop {
            self.turn();
            let next = self.next_time().filter(|next| *next < end);
            self.now = next.unwrap_or(end);
            if next.is_none() {
                break;
            }
        }
        self.turn();
    }

    pub fn run_ms(&mut self, ms: u64) {
        self.run(Duration::from_millis(ms));
    }

    fn next_time(&self) -> Option<Instant> {
        let arrivals = self.links.iter().flatten().filter_map(|link| Some(link.flying.front()?.0));
        let alive = self.members.iter().filter(|member| member.alive);
        let deadlines = alive.filter_map(|member| {
            let deadline = member.sessions.poll_timeout();
            assert!(
                deadline.is_none_or(|at| at > self.now),
                "a deadline that has passed keeps the driver busy"
            );
            deadline
        });
        deadlines.chain(arrivals).min()
    }

    /// Runs one turn of every driver at the current time.
    pub fn turn(&mut self) {
        for to in 0..self.members.len() {
            for from in 0..self.members.len() {
                while let Some((at, _)) = self.links[from][to].flying.front()
                    && *at <= self.now
                {
                    let (_, bytes) = self.links[from][to].flying.pop_front().unwrap();
                    self.arrive(from, to, &bytes);
                }
            }
        }
        for from in 0..self.members.len() {
            if self.members[from].alive {
                self.members[from].sessions.handle_timeout(self.now);
                self.transmit(from);
            }
        }
    }

    fn arrive(&mut self, from: usize, to: usize, bytes: &[u8]) {
        let member = &mut self.members[to];
        if member.alive {
            let result = FrameReader::new(MAX_LINK_FRAME_BYTES).feed(bytes, |body| {
                let frame = frame::decode(body).unwrap();
                let handled: Result<(), Violation> = member.sessions.handle_frame(self.now, id(from), frame);
                handled.unwrap_or_else(|violation| panic!("{from} to {to}: {violation} in {frame:?}"));
                Ok(())
            });
            result.unwrap();
        }
    }

    fn transmit(&mut self, from: usize) {
        let mut remotes = Vec::new();
        self.members[from].sessions.poll_remotes(&mut remotes);
        for remote in remotes {
            let to = remote.account_id() as usize - 1;
            if !self.members.get(to).is_some_and(|member| member.alive && member.reachable) {
                continue;
            }
            if !self.links[from][to].up {
                self.links[from][to].up = true;
                let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1000 + to as u16);
                self.members[from].sessions.handle_link_up(self.now, remote, address);
            }
            let mut bytes = Vec::new();
            while self.members[from].sessions.poll_transmit(self.now, remote, &mut bytes, TRANSMIT_BYTES) {
                self.fly(from, to, &mut bytes);
            }
            self.fly(from, to, &mut bytes);
        }
    }

    fn fly(&mut self, from: usize, to: usize, bytes: &mut Vec<u8>) {
        let arrival = self.now + self.latency;
        let mut reader = FrameReader::new(MAX_LINK_FRAME_BYTES);
        let link = &mut self.links[from][to];
        let (random, lost_frames, loss) = (&mut self.random, &mut self.lost_frames, self.loss_percent);
        let arrival = link.flying.back().map_or(arrival, |(last, _)| arrival.max(*last));
        let result = reader.feed(bytes, |body| {
            if random.random_ratio(loss, 100) {
                *lost_frames += 1;
                return Ok(());
            }
            let mut frame = (body.len() as u32).to_le_bytes().to_vec();
            frame.extend_from_slice(body);
            link.flying.push_back((arrival, frame));
            Ok(())
        });
        result.unwrap();
        bytes.clear();
    }

    /// Breaks the link from one member to another: some frames in flight still arrive, the others do not.
    pub fn break_link(&mut self, from: usize, to: usize) {
        if !self.links[from][to].up {
            return;
        }
        self.links[from][to].up = false;
        let flying = std::mem::take(&mut self.links[from][to].flying);
        let arriving = self.random.random_range(0..=flying.len());
        for (_, bytes) in flying.iter().take(arriving) {
            self.arrive(from, to, bytes);
        }
        self.lost_frames += flying.len() - arriving;
        self.members[from].sessions.handle_link_down(self.now, id(to));
    }

    /// Disconnects a member: all its links break, and none can be opened.
    pub fn cut_off(&mut self, member: usize) {
        self.members[member].reachable = false;
        for other in 0..self.members.len() {
            self.break_link(member, other);
            self.break_link(other, member);
        }
    }

    pub fn reconnect(&mut self, member: usize) {
        self.members[member].reachable = true;
    }

    /// Kills the process of a member.
    pub fn kill(&mut self, member: usize) {
        self.members[member].alive = false;
        for other in 0..self.members.len() {
            self.links[member][other] = Link::default();
            self.break_link(other, member);
        }
    }

    /// Starts a new process under the same id.
    pub fn restart(&mut self, member: usize) {
        self.kill(member);
        let seed = self.random.random();
        self.members[member] = Member {
            sessions: Sessions::new(id(member), self.timings, self.limits, seed),
            alive: true,
            reachable: true,
        };
    }

    pub fn send(
        &mut self,
        from: usize,
        to: usize,
        packet: &[u8],
        kind: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        self.members[from].sessions.send(id(to), packet, kind, channel)
    }

    /// Sends a reliable packet on channel 0.
    pub fn send_text(&mut self, from: usize, to: usize, text: &str) {
        self.send(from, to, text.as_bytes(), SendType::Reliable, 0).unwrap();
    }

    /// Connects two members: both accept and send.
    pub fn connect(&mut self, one: usize, other: usize) {
        self.members[one].sessions.accept(id(other));
        self.send_text(other, one, "hello");
        self.run_ms(10);
        self.send_text(one, other, "hello");
        self.run_ms(100);
        assert_eq!(self.receive_texts(one), [(other, "hello".to_owned())]);
        assert_eq!(self.receive_texts(other), [(one, "hello".to_owned())]);
        assert!(self.state(one, other).unwrap().connection_active);
        assert!(self.state(other, one).unwrap().connection_active);
    }

    /// All packets that `member` can read on a channel.
    pub fn read(&mut self, member: usize, channel: i32) -> Vec<(usize, Vec<u8>)> {
        let mut packets = Vec::new();
        let mut buffer = Vec::new();
        while let Some(remote) = self.members[member].sessions.read(channel, u32::MAX, &mut buffer) {
            packets.push((remote.account_id() as usize - 1, buffer.clone()));
        }
        packets
    }

    /// The texts that `member` reads on channel 0.
    pub fn receive_texts(&mut self, member: usize) -> Vec<(usize, String)> {
        let texts = self.read(member, 0).into_iter();
        texts.map(|(from, packet)| (from, String::from_utf8(packet).unwrap())).collect()
    }

    /// The events of `member`'s pump.
    pub fn pump(&mut self, member: usize) -> Vec<Event> {
        let mut events = VecDeque::new();
        self.members[member].sessions.pump(&mut events);
        events.into()
    }

    pub fn accept(&mut self, member: usize, remote: usize) {
        assert!(self.members[member].sessions.accept(id(remote)));
    }

    pub fn close(&mut self, member: usize, remote: usize) -> bool {
        self.members[member].sessions.close(id(remote))
    }

    pub fn state(&self, member: usize, remote: usize) -> Option<SessionState> {
        self.members[member].sessions.state(id(remote))
    }
}

pub fn asked(remote: usize) -> Event {
    Event::P2PSessionRequest { remote: id(remote) }
}

pub fn failed(remote: usize) -> Event {
    Event::P2PSessionConnectFail { remote: id(remote), error: 4 }
}
