//! `ISteamGameServer`: a game server and its public details.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};

use parking_lot::Mutex;

use super::files::warning;
use super::{LocalPlatform, clock};
use crate::contract::game_server::{GameServerEvent, OutgoingPacket, ServerSetting, ServerStart};
use crate::contract::{Event, GameServer, SteamId};
use crate::platform::local::limits::Limit;
use crate::platform::local::social::server_listing::ServerListing;

/// `k_EResultOK`.
const RESULT_OK: i32 = 1;
/// `k_EResultNoMatch`: no local user is in a group.
const RESULT_NO_MATCH: i32 = 42;

/// The state of a game server.
#[derive(Debug)]
pub(super) struct Hosting(Mutex<State>);

#[derive(Debug)]
struct State {
    logged_on: bool,
    /// Whether the server wants to be found.
    advertised: bool,
    listing: ServerListing,
    /// The number of players without an ID who were given one.
    unauthenticated: u32,
    /// Events that the game has not received.
    events: VecDeque<Event>,
}

impl Hosting {
    pub(super) fn new(start: &ServerStart) -> Hosting {
        Hosting(Mutex::new(State {
            logged_on: false,
            advertised: false,
            listing: ServerListing::new(start),
            unauthenticated: 0,
            events: VecDeque::new(),
        }))
    }

    pub(super) fn is_logged_on(&self) -> bool {
        self.0.lock().logged_on
    }

    /// Adds the server's events, and removes those about the connection if the server is not logged on.
    pub(super) fn pump(&self, happened: &mut VecDeque<Event>) {
        let mut state = self.0.lock();
        if !state.logged_on {
            happened.retain(|event| {
                !matches!(event, Event::SteamServerConnected | Event::SteamServerDisconnected { .. })
            });
        }
        happened.append(&mut state.events);
    }

    /// Adds a player whose ticket is being checked. Returns `false` if a limit keeps them out of the list.
    pub(super) fn player_came(&self, user: SteamId, name: &str) -> bool {
        self.0.lock().listing.player_came(user, name, clock::unix_time())
    }

    /// Removes a player.
    pub(super) fn player_left(&self, user: SteamId) {
        self.0.lock().listing.player_left(user);
    }
}

impl LocalPlatform {
    fn hosting<R: Default>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        self.hosting.as_ref().map(|hosting| act(&mut hosting.0.lock())).unwrap_or_default()
    }

    /// Publishes the listing if the server wants to be found.
    // rule: server.list
    pub(super) fn publish(&self) {
        let listing = self.hosting(|state| {
            let listed = state.logged_on && state.advertised;
            listed.then(|| Box::new(state.listing.clone()))
        });
        self.request(|client| client.set_listing(listing));
    }

    /// Queues an event for the next pump.
    fn queue_event(&self, event: Event) {
        self.hosting(|state| state.events.push_back(event));
        self.shared.notify_pump();
    }
}

impl GameServer for LocalPlatform {
    fn set(&self, setting: &ServerSetting) {
        let fits = self.hosting(|state| {
            if let ServerSetting::Advertise(active) = setting {
                state.advertised = *active;
            }
            Some(state.listing.set(setting))
        });
        if fits == Some(false) {
            self.request(|client| client.warn("SteamServer.setKeyValue", Limit::ServerRules));
        }
        self.publish();
    }

    // rule: server.log-on
    fn log_on(&self, _token: Option<&str>) {
        let was_logged_on = self.hosting(|state| std::mem::replace(&mut state.logged_on, true));
        if was_logged_on {
            return self.announce(warning("SteamServer.logOn", "the game server is already logged on"));
        }
        // Without a hub, the event follows as soon as there is one.
        if self.shared.is_logged_on() {
            self.queue_event(Event::SteamServerConnected);
        }
        self.queue_event(Event::GameServer(GameServerEvent::PolicyResponse { secure: false }));
        self.publish();
    }

    fn log_off(&self) {
        if self.hosting(|state| std::mem::replace(&mut state.logged_on, false)) {
            self.publish();
            self.queue_event(Event::SteamServerDisconnected { result: RESULT_OK });
        }
    }

    fn secure(&self) -> bool {
        false
    }

    fn was_restart_requested(&self) -> bool {
        false
    }

    fn public_ip(&self) -> Option<IpAddr> {
        self.hosting(|state| state.logged_on).then_some(IpAddr::V4(Ipv4Addr::LOCALHOST))
    }

    fn handle_incoming_packet(&self, _packet: &[u8], _ip: Ipv4Addr, _port: u16) -> bool {
        false
    }

    fn next_outgoing_packet(&self) -> Option<OutgoingPacket> {
        None
    }

    fn request_user_group_status(&self, user: SteamId, group: SteamId) -> bool {
        let asked = self.hosting(|state| state.logged_on);
        if asked {
            let (member, officer) = (false, false);
            self.queue_event(Event::GameServer(GameServerEvent::ClientGroupStatus {
                user,
                group,
                member,
                officer,
            }));
        }
        asked
    }

    fn associate_with_clan(&self, _clan: SteamId) {
        self.queue_event(Event::GameServer(GameServerEvent::AssociateWithClan { result: RESULT_NO_MATCH }));
    }

    fn compute_new_player_compatibility(&self, user: SteamId) {
        self.queue_event(Event::GameServer(GameServerEvent::PlayerCompatibility {
            result: RESULT_OK,
            dont_like_candidate: 0,
            candidate_doesnt_like: 0,
            clan_dont_like_candidate: 0,
            candidate: user,
        }));
    }

    fn update_user_data(&self, user: SteamId, name: &str, score: u32) -> bool {
        let known = self.hosting(|state| state.listing.update_player(user, name, score));
        self.publish();
        known
    }

    fn create_unauthenticated_user_connection(&self) -> SteamId {
        let user = self.hosting(|state| {
            state.unauthenticated = state.unauthenticated.saturating_add(1);
            let user = SteamId::anonymous_user(state.unauthenticated);
            if state.listing.player_came(user, "", clock::unix_time()) { user } else { SteamId::NIL }
        });
        self.publish();
        user
    }
}
