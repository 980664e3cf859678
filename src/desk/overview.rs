//! Sessions, lobbies and RPCs, five times a second.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use godot::builtin::{VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::monitors;
use super::packets::Packets;
use super::recent::Recent;
use super::sessions::{self, Sessions};
use super::{Every, alone, send};
use crate::contract::networking_sockets::SocketsEvent;
use crate::contract::{Event, Platform, SteamId};
use crate::script::current;
use crate::script::events::{self, Inbox};
use crate::script::whose::Whose;

/// The state of the overview.
pub struct Overview {
    is_watched: bool,
    every: Every,
    for_monitors: Every,
    inbox: Arc<Inbox>,
    lobbies: BTreeSet<SteamId>,
    sessions: Sessions,
}

impl Overview {
    /// An empty state. From here on, it records lobbies and connections.
    pub fn new() -> Overview {
        Overview {
            is_watched: false,
            every: Every::milliseconds(200),
            for_monitors: Every::milliseconds(1000),
            inbox: events::observe(Whose::User, concerns_us),
            lobbies: BTreeSet::new(),
            sessions: Sessions::default(),
        }
    }

    /// Starts or stops sending.
    pub fn watch(&mut self, is_watched: bool) {
        self.is_watched = is_watched;
    }

    /// Whether it is being sent.
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Packets pass through this object, 0 for none.
    pub fn add_peer(&mut self, object: i64) {
        self.sessions.add_peer(object);
    }

    /// Records the user at the other end of a connection.
    pub fn user_of_connection(&mut self, handle: i64) -> SteamId {
        self.sessions.user_of_connection(handle)
    }

    /// Handles the events.
    pub fn observe(&mut self) {
        let events = std::mem::take(&mut *self.inbox.lock());
        for event in events {
            match event {
                Event::LobbyCreated { lobby, .. } | Event::LobbyEntered { lobby, .. } => {
                    self.lobbies.insert(lobby);
                }
                Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, .. }) => {
                    self.sessions.add_connection(connection);
                }
                _ => {}
            }
        }
    }

    /// All members of the user's lobbies.
    fn members(&mut self, platform: &dyn Platform) -> BTreeSet<SteamId> {
        self.lobbies.retain(|&lobby| platform.matchmaking().lobby_owner(lobby).is_some());
        self.lobbies.iter().flat_map(|&lobby| members(platform, lobby)).collect()
    }

    fn tell_monitors(&mut self, packets: &Packets) {
        current::peek(|platform| {
            let Some(platform) = platform else { return };
            let mut users = self.members(platform);
            users.extend(packets.sessions().map(|(_, user, _)| user).filter(|user| *user != SteamId::NIL));
            users.remove(&platform.user().steam_id());
            monitors::set_known(users.into_iter().collect(), self.sessions.connections());
        });
    }

    /// Sends the overview.
    pub fn frame(&mut self, now: Instant, packets: &Packets, recent: &mut Recent) {
        if self.for_monitors.is_due(now) {
            self.tell_monitors(packets);
        }
        if !self.is_watched || !self.every.is_due(now) {
            return;
        }
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let links = self.sessions.links();
        let (lobbies, sessions) = current::peek(|platform| match platform {
            Some(platform) => {
                let members = self.members(platform);
                let lobbies = self.lobbies.iter().map(|&id| lobby(platform, id).to_variant());
                (lobbies.collect(), self.sessions.all(platform, &members, packets, &links, now))
            }
            None => (VarArray::new(), sessions::of_peers(None, packets, &links).collect()),
        });
        let content = vdict! {
            "time_msec" => i64::try_from(time).unwrap_or(i64::MAX),
            "sessions" => &sessions,
            "lobbies" => &lobbies,
            "rpcs" => &recent.told(now),
            "dropped" => i64::try_from(packets.dropped()).unwrap_or(i64::MAX),
        };
        send("overview", &alone(content));
    }
}

fn concerns_us(event: &Event) -> bool {
    matches!(
        event,
        Event::LobbyCreated { result: 1, .. }
            | Event::LobbyEntered { response: 1, .. }
            | Event::NetworkingSockets(SocketsEvent::StatusChanged { .. })
    )
}

fn members(platform: &dyn Platform, lobby: SteamId) -> Vec<SteamId> {
    let matchmaking = platform.matchmaking();
    let count = matchmaking.num_lobby_members(lobby);
    (0..count).filter_map(|index| matchmaking.lobby_member_by_index(lobby, index)).collect()
}

fn lobby(platform: &dyn Platform, id: SteamId) -> VarDictionary {
    let matchmaking = platform.matchmaking();
    let members: VarArray = members(platform, id)
        .into_iter()
        .map(|member| {
            let name = platform.user().friend_persona_name(member);
            vdict! { "id" => member.0.cast_signed(), "name" => name.as_str() }.to_variant()
        })
        .collect();
    let data = matchmaking.all_lobby_data(id);
    let data: VarDictionary =
        data.iter().map(|(key, value)| (key.to_variant(), value.to_variant())).collect();
    vdict! {
        "id" => id.0.cast_signed(),
        "owner" => matchmaking.lobby_owner(id).unwrap_or_default().0.cast_signed(),
        "members" => &members,
        "data" => &data,
    }
}
