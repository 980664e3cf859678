//! Random stories of the hub and its members, with lost hubs, in virtual time.

mod social;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::client::Client;
use super::hub::{ConnectionId, Hub, Output};
use super::identity;
use super::lobby::Change;
use super::wire::handshake::Key;
use super::wire::hub::{FromHub, ToHub, UserInfo};
use crate::contract::matchmaking::LobbyType;
use crate::contract::{Event, SteamId};

const GRACE: Duration = Duration::from_secs(1);
const STORIES: u64 = 400;
const STEPS: usize = 400;

struct Node {
    client: Client,
    connection: Option<ConnectionId>,
    to_hub: VecDeque<ToHub>,
    from_hub: VecDeque<FromHub>,
    /// The members of each lobby, as the game knows them from events alone.
    seen: BTreeMap<SteamId, BTreeSet<SteamId>>,
    closed: bool,
    /// Handles of tickets with their bytes.
    tickets: BTreeMap<u32, Vec<u8>>,
    /// The users whose tickets are valid, as the game knows from events alone, with their tickets.
    proven: BTreeMap<SteamId, Vec<u8>>,
    checking: BTreeMap<SteamId, Vec<u8>>,
}

struct World {
    random: StdRng,
    now: Instant,
    nodes: BTreeMap<u32, Node>,
    next_node: u32,
    hub: Option<(u32, Hub)>,
    connections: u64,
    lobbies: Vec<SteamId>,
}

impl World {
    fn new(seed: u64) -> World {
        let mut world = World {
            random: StdRng::seed_from_u64(seed),
            now: Instant::now(),
            nodes: BTreeMap::new(),
            next_node: 1,
            hub: None,
            connections: 0,
            lobbies: Vec::new(),
        };
        (0..3).for_each(|_| world.add_node());
        world
    }

    fn add_node(&mut self) {
        let number = self.next_node;
        self.next_node += 1;
        let key = Key([number as u8; 32]);
        let me = UserInfo { id: identity::id_of(number), name: identity::name_of(number), port: 1, key };
        let node = Node {
            client: Client::new(me, 480),
            connection: None,
            to_hub: VecDeque::new(),
            from_hub: VecDeque::new(),
            seen: BTreeMap::new(),
            closed: false,
            tickets: BTreeMap::new(),
            proven: BTreeMap::new(),
            checking: BTreeMap::new(),
        };
        self.nodes.insert(number, node);
    }

    fn pick(&mut self) -> Option<u32> {
        let count = self.nodes.len();
        let at = self.random.random_range(0..count.max(1));
        self.nodes.keys().nth(at).copied()
    }

    fn pick_lobby(&mut self) -> Option<SteamId> {
        let count = self.lobbies.len();
        let at = self.random.random_range(0..count.max(1));
        self.lobbies.get(at).copied()
    }

    fn step(&mut self) {
        match self.random.random_range(0..100) {
            0 if self.nodes.len() > 1 => self.kill(),
            1 if self.nodes.len() < 6 => self.add_node(),
            2..5 => self.pass(Duration::from_millis(100)),
            5..25 => self.act(),
            _ => self.move_something(),
        }
    }

    /// Lets a random member's game act.
    fn act(&mut self) {
        let (Some(number), kind) = (self.pick(), self.random.random_range(0..16)) else { return };
        let (lobby, other) = (self.pick_lobby(), self.pick());
        let value = self.random.random_range(0..5u32).to_string();
        let Some(node) = self.nodes.get_mut(&number) else { return };
        match (kind, lobby) {
            (12.., _) => self.act_socially(number, other),
            (0, _) | (_, None) => node.client.create_lobby(LobbyType::Public, 3),
            (1..5, Some(lobby)) => node.client.join_lobby(lobby),
            (5, Some(lobby)) => {
                node.client.leave_lobby(lobby);
                node.seen.remove(&lobby);
            }
            (6, Some(lobby)) => {
                let owner = other.map_or(SteamId::NIL, identity::id_of);
                node.client.change(lobby, Change::Owner(owner));
            }
            (7, Some(lobby)) => {
                node.client.set_member_data(lobby, "ready", &value);
            }
            (_, Some(lobby)) => {
                node.client.change(lobby, Change::Data { key: "map".into(), value });
            }
        }
    }

    /// Lets one node connect, or one message arrive.
    fn move_something(&mut self) {
        let Some(number) = self.pick() else { return };
        if self.nodes[&number].connection.is_none() {
            return self.connect(number);
        }
        match self.random.random_range(0..3) {
            0 => self.queue(number),
            1 => self.deliver_to_hub(number),
            _ => self.deliver_to_node(number),
        };
    }

    fn connect(&mut self, number: u32) {
        if self.hub.is_none() {
            let seed = self.random.random();
            self.hub = Some((number, Hub::new(identity::id_of(number), GRACE, seed)));
        }
        self.connections += 1;
        let Some(node) = self.nodes.get_mut(&number) else { return };
        node.connection = Some(ConnectionId(self.connections));
        node.to_hub = node.client.registration().into();
    }

    fn queue(&mut self, number: u32) -> bool {
        let Some(node) = self.nodes.get_mut(&number) else { return false };
        let message = node.client.poll_message().cloned();
        let any = message.is_some();
        node.to_hub.extend(message);
        any
    }

    fn deliver_to_hub(&mut self, number: u32) -> bool {
        let (Some(node), Some((_, hub))) = (self.nodes.get_mut(&number), &mut self.hub) else { return false };
        let (Some(message), Some(connection)) = (node.to_hub.pop_front(), node.connection) else {
            return false;
        };
        hub.handle(self.now, connection, message).expect("members follow the protocol");
        self.collect();
        true
    }

    fn collect(&mut self) {
        let Some((_, hub)) = &mut self.hub else { return };
        while let Some(output) = hub.poll_output() {
            match output {
                Output::Send { to, message } => {
                    for node in self.nodes.values_mut() {
                        if node.connection.is_some_and(|connection| to.contains(&connection)) {
                            node.from_hub.push_back(message.clone());
                        }
                    }
                }
                Output::Close(_) => unreachable!("no member says goodbye or registers twice"),
            }
        }
    }

    fn deliver_to_node(&mut self, number: u32) -> bool {
        let Some(node) = self.nodes.get_mut(&number) else { return false };
        let Some(message) = node.from_hub.pop_front() else { return false };
        node.client.handle(message);
        let mut events = VecDeque::new();
        node.client.take_events(&mut events);
        for event in events {
            match event {
                Event::LobbyEntered { lobby, response: 1, .. } => {
                    let members = node.client.lobby(lobby).expect("the lobby is entered").members.iter();
                    node.seen.insert(lobby, members.map(|member| member.user).collect());
                    if !self.lobbies.contains(&lobby) {
                        self.lobbies.push(lobby);
                    }
                }
                Event::LobbyChatUpdate { lobby, changed, state, .. } => {
                    let members =
                        node.seen.get_mut(&lobby).expect("events are only about a member's own lobbies");
                    let news = if state == 1 { members.insert(changed) } else { members.remove(&changed) };
                    assert!(news, "each change is reported once");
                }
                Event::LobbyKicked { lobby, .. } => {
                    node.seen.remove(&lobby);
                }
                Event::ValidateAuthTicketResponse { user, response, .. } => {
                    node.receive_verdict(user, response)
                }
                _ => {}
            }
        }
        true
    }

    /// Kills a process, perhaps the one that hosts the hub.
    fn kill(&mut self) {
        let Some(number) = self.pick() else { return };
        let Some(dead) = self.nodes.remove(&number) else { return };
        if self.hub.as_ref().is_some_and(|(host, _)| *host == number) {
            self.hub = None;
            for node in self.nodes.values_mut().filter(|node| node.connection.is_some()) {
                node.connection = None;
                node.to_hub.clear();
                // Messages that the hub has sent before it died may still arrive.
                node.closed = true;
            }
            let numbers: Vec<u32> = self.nodes.keys().copied().collect();
            for number in numbers {
                while self.random.random_bool(0.7) && self.deliver_to_node(number) {}
                if let Some(node) = self.nodes.get_mut(&number)
                    && std::mem::take(&mut node.closed)
                {
                    node.from_hub.clear();
                    node.client.hub_lost();
                }
            }
        } else if let (Some((_, hub)), Some(connection)) = (&mut self.hub, dead.connection) {
            hub.disconnect(connection);
            self.collect();
        }
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        if let Some((_, hub)) = &mut self.hub {
            hub.handle_timeout(self.now);
        }
        self.collect();
    }

    /// Delivers all messages, and lets all timeouts pass.
    fn calm_down(&mut self) {
        for _ in 0..3 {
            let numbers: Vec<u32> = self.nodes.keys().copied().collect();
            for number in &numbers {
                if self.nodes[number].connection.is_none() {
                    self.connect(*number);
                }
            }
            loop {
                let moved = numbers.iter().fold(false, |moved, number| {
                    moved | self.queue(*number) | self.deliver_to_hub(*number) | self.deliver_to_node(*number)
                });
                if !moved {
                    break;
                }
            }
            self.pass(GRACE);
        }
    }

    fn check(&self) {
        let (_, hub) = self.hub.as_ref().expect("there is a hub");
        let here: BTreeSet<SteamId> = self.nodes.keys().map(|number| identity::id_of(*number)).collect();
        let mut memberships = 0;
        for lobby in hub.lobbies() {
            assert!(lobby.is_sound(), "{lobby:?}");
            assert!(lobby.members.len() <= 3, "{lobby:?}");
            for member in &lobby.members {
                let number = identity::number_of(member.user).expect("a local user");
                let node = self.nodes.get(&number).expect("no dead process is in a lobby");
                assert_eq!(node.client.lobby(lobby.id), Some(lobby));
                let members: BTreeSet<SteamId> = lobby.members.iter().map(|member| member.user).collect();
                assert_eq!(node.seen.get(&lobby.id), Some(&members), "the members according to events");
                memberships += 1;
            }
        }
        let seen: usize = self.nodes.values().map(|node| node.seen.len()).sum();
        assert_eq!(seen, memberships, "no member is in a lobby that the hub does not know");
        for node in self.nodes.values() {
            assert!(here.iter().all(|user| node.client.user(*user).is_some()));
            assert!((1..self.next_node).all(|number| {
                let id = identity::id_of(number);
                here.contains(&id) || node.client.user(id).is_none()
            }));
        }
    }
}

#[test]
fn all_members_agree_in_the_end() {
    for seed in 0..STORIES {
        let story = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            (0..STEPS).for_each(|_| world.step());
            world.calm_down();
            world.check();
            world.check_social();
        });
        assert!(story.is_ok(), "the story of seed {seed} fails");
    }
}
