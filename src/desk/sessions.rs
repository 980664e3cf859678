//! The current sessions of all interfaces.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use godot::builtin::{VarArray, VarDictionary, Variant, vdict};
use godot::classes::MultiplayerPeer;
use godot::meta::ToGodot;
use godot::obj::{Gd, InstanceId};

use super::packets::Packets;
use super::tree;
use crate::contract::local_network::SessionStats;
use crate::contract::networking_messages::states;
use crate::contract::networking_sockets::{Connection, RealTimeStatus};
use crate::contract::{Platform, SteamId};
use crate::multiplayer_peer::{PeerLink, SteamMultiplayerPeer};
use crate::script::current;
use crate::script::tap::Carrier;
use crate::script::whose::Whose;

/// The window of the reported loss.
const LOSS_SPAN: Duration = Duration::from_secs(5);
/// The maximum number of reported connections.
const MOST_CONNECTIONS: usize = 1024;

/// The state of sessions between two reports.
#[derive(Default)]
pub struct Sessions {
    connections: BTreeSet<Connection>,
    users: HashMap<Connection, SteamId>,
    peers: BTreeSet<i64>,
    losses: HashMap<SteamId, VecDeque<Loss>>,
}

/// The numbers of lost and delivered packets at a time.
struct Loss {
    at: Instant,
    lost: u64,
    all: u64,
}

/// A session in the form of a message.
struct Session<'a> {
    carrier: Carrier,
    user: SteamId,
    id: i64,
    state: &'a str,
    round_trip_ms: i64,
    loss: f64,
    packets_queued: i64,
    bytes_queued: i64,
}

impl Sessions {
    /// Records a connection.
    pub fn add_connection(&mut self, connection: Connection) {
        if self.connections.len() < MOST_CONNECTIONS {
            self.connections.insert(connection);
        }
    }

    /// The user at the other end of a connection, [`SteamId::NIL`] if unknown.
    pub fn user_of_connection(&mut self, handle: i64) -> SteamId {
        let connection = Connection(u32::try_from(handle).unwrap_or(0));
        if let Some(&user) = self.users.get(&connection) {
            return user;
        }
        let info = current::peek(|platform| platform?.networking_sockets().connection_info(connection));
        let user = info.map_or(SteamId::NIL, |info| info.remote);
        if self.users.len() >= MOST_CONNECTIONS {
            self.users.clear();
        }
        self.users.insert(connection, user);
        user
    }

    /// All known connections.
    pub fn connections(&self) -> Vec<Connection> {
        self.connections.iter().copied().collect()
    }

    /// Packets pass through this object, 0 for none.
    pub fn add_peer(&mut self, object: i64) {
        if object != 0 && self.peers.len() < MOST_CONNECTIONS {
            self.peers.insert(object);
        }
    }

    /// All sessions.
    pub fn all(
        &mut self,
        platform: &dyn Platform,
        members: &BTreeSet<SteamId>,
        packets: &Packets,
        links: &[PeerLink],
        now: Instant,
    ) -> VarArray {
        let mut users = members.clone();
        for (carrier, user, id) in packets.sessions() {
            match carrier {
                Carrier::Sockets => self.add_connection(Connection(u32::try_from(id).unwrap_or(0))),
                Carrier::Packets | Carrier::Messages => {
                    users.insert(user);
                }
                Carrier::Peer => {}
            }
        }
        if let Some(network) = platform.local_network() {
            users.extend(network.users().into_iter().map(|user| user.id));
        }
        users.remove(&platform.user().steam_id());
        let mut told = VarArray::new();
        for &user in &users {
            let stats = platform.local_network().and_then(|network| network.session_stats(user));
            let loss = stats.map_or(0.0, |stats| self.loss(user, stats, now));
            for session in [of_packets(platform, user, stats, loss), of_messages(platform, user, stats, loss)]
            {
                told.extend(
                    session.map(|session| dictionary(Some(platform), packets, &session).to_variant()),
                );
            }
        }
        told.extend(of_peers(Some(platform), packets, links));
        self.connections.retain(|connection| *connection != Connection::INVALID);
        let carried = links.iter().filter(|link| link.whose == Whose::User).map(|link| link.connection);
        let carried: BTreeSet<_> = carried.collect();
        let sockets = platform.networking_sockets();
        let mut gone = Vec::new();
        for &handle in self.connections.difference(&carried) {
            match sockets.connection_info(handle) {
                Some(info) => {
                    let status = sockets.real_time_status(handle, 0).unwrap_or_default();
                    let id = i64::from(handle.0);
                    let session = connection(Carrier::Sockets, info.remote, id, &status);
                    told.push(&dictionary(Some(platform), packets, &session).to_variant());
                }
                None => gone.push(handle),
            }
        }
        for handle in gone {
            self.connections.remove(&handle);
            self.users.remove(&handle);
        }
        told
    }

    /// The connections of all peers. Call it without holding a platform, since scripts may implement the tree's
    /// multiplayer.
    pub fn links(&mut self) -> Vec<PeerLink> {
        let found = tree().and_then(|tree| tree.get_multiplayer()).and_then(|api| api.get_multiplayer_peer());
        let found = found.map(|peer: Gd<MultiplayerPeer>| peer.instance_id().to_i64());
        self.peers.extend(found);
        let mut links = Vec::new();
        self.peers.retain(|&object| {
            let peer = InstanceId::try_from_i64(object)
                .and_then(|id| Gd::<SteamMultiplayerPeer>::try_from_instance_id(id).ok());
            if let Some(peer) = &peer {
                links.extend(peer.bind().links());
            }
            peer.is_some()
        });
        links
    }

    /// The share of recently lost packets to and from a user.
    fn loss(&mut self, user: SteamId, stats: SessionStats, now: Instant) -> f64 {
        let lost = stats.packets_lost_in.saturating_add(stats.packets_lost_out);
        let all = stats.packets_in.saturating_add(stats.packets_out).saturating_add(stats.packets_lost_in);
        let history = self.losses.entry(user).or_default();
        history.push_back(Loss { at: now, lost, all });
        while history.len() > 2 && history.get(1).is_some_and(|next| now - next.at >= LOSS_SPAN) {
            history.pop_front();
        }
        let Some(first) = history.front() else { return 0.0 };
        let (lost, all) = (lost.saturating_sub(first.lost), all.saturating_sub(first.all));
        if all == 0 { 0.0 } else { (lost as f64 / all as f64).min(1.0) }
    }
}

fn of_packets<'a>(
    platform: &dyn Platform,
    user: SteamId,
    stats: Option<SessionStats>,
    loss: f64,
) -> Option<Session<'a>> {
    let state = platform.networking().p2p_session_state(user)?;
    let name = match state {
        _ if state.connection_active => "connected",
        _ if state.connecting => "connecting",
        _ if state.session_error != 0 => "failed",
        _ => "none",
    };
    Some(Session {
        carrier: Carrier::Packets,
        user,
        id: 0,
        state: name,
        round_trip_ms: round_trip(stats),
        loss,
        packets_queued: i64::from(state.packets_queued_for_send),
        bytes_queued: i64::from(state.bytes_queued_for_send),
    })
}

fn of_messages<'a>(
    platform: &dyn Platform,
    user: SteamId,
    stats: Option<SessionStats>,
    loss: f64,
) -> Option<Session<'a>> {
    let session = platform.networking_messages().messages_session(user)?;
    let ping = i64::from(session.ping_ms);
    let queued = [session.pending_reliable, session.pending_unreliable, session.unacknowledged_reliable];
    Some(Session {
        carrier: Carrier::Messages,
        user,
        id: 0,
        state: state_name(session.state),
        round_trip_ms: if ping < 0 { round_trip(stats) } else { ping },
        loss: if stats.is_some() { loss } else { loss_of(session.local_quality) },
        packets_queued: 0,
        bytes_queued: queued.into_iter().map(i64::from).sum(),
    })
}

/// The sessions with other peers, including those of a game server without a user.
pub fn of_peers<'a>(
    platform: Option<&'a dyn Platform>,
    packets: &'a Packets,
    links: &'a [PeerLink],
) -> impl Iterator<Item = Variant> + 'a {
    links.iter().map(move |link| {
        let session = connection(Carrier::Peer, link.user, i64::from(link.id), &link.status);
        dictionary(platform, packets, &session).to_variant()
    })
}

fn connection<'a>(carrier: Carrier, user: SteamId, id: i64, status: &RealTimeStatus) -> Session<'a> {
    let queued = status.queued;
    let queued = [queued.pending_reliable, queued.pending_unreliable, queued.unacknowledged_reliable];
    Session {
        carrier,
        user,
        id,
        state: state_name(status.state),
        round_trip_ms: i64::from(status.ping_ms),
        loss: loss_of(status.local_quality),
        packets_queued: 0,
        bytes_queued: queued.into_iter().map(i64::from).sum(),
    }
}

fn round_trip(stats: Option<SessionStats>) -> i64 {
    stats.and_then(|stats| stats.round_trip_ms).map_or(-1, i64::from)
}

fn loss_of(quality: f32) -> f64 {
    if quality < 0.0 { 0.0 } else { f64::from(1.0 - quality).clamp(0.0, 1.0) }
}

fn state_name(state: i32) -> &'static str {
    match state {
        states::CONNECTING => "connecting",
        states::FINDING_ROUTE => "finding route",
        states::CONNECTED => "connected",
        states::CLOSED_BY_PEER => "closed by peer",
        states::PROBLEM_DETECTED_LOCALLY => "problem",
        _ => "none",
    }
}

fn dictionary(platform: Option<&dyn Platform>, packets: &Packets, session: &Session<'_>) -> VarDictionary {
    let interface = match session.carrier {
        Carrier::Packets => "packets",
        Carrier::Messages => "messages",
        Carrier::Sockets => "sockets",
        Carrier::Peer => "peer",
    };
    let name = match platform {
        Some(platform) if session.user != SteamId::NIL => platform.user().friend_persona_name(session.user),
        _ => String::new(),
    };
    let counts = packets.counts(session.carrier, session.user, session.id);
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    vdict! {
        "interface" => interface,
        "user" => session.user.0.cast_signed(),
        "name" => name.as_str(),
        "id" => session.id,
        "state" => session.state,
        "round_trip_ms" => session.round_trip_ms,
        "loss" => session.loss,
        "packets_in" => number(counts.packets_in),
        "packets_out" => number(counts.packets_out),
        "bytes_in" => number(counts.bytes_in),
        "bytes_out" => number(counts.bytes_out),
        "packets_queued" => session.packets_queued,
        "bytes_queued" => session.bytes_queued,
    }
}
