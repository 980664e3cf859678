//! The hub: the users who are online, and the lobbies that exist. One of the processes hosts it.
//!
//! [`Hub`] is a state machine without I/O. The driver passes the members' messages and the time to it, and delivers its
//! output. It trusts the identity of members, because the driver has checked that they know the key.

mod lobbies;
mod presence;
mod takeover;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;

use self::lobbies::HostedLobby;
use self::takeover::Settling;
use super::limits::{MAX_OUTBOX, MAX_USERS};
use super::lobby::{STATE_DISCONNECTED, STATE_LEFT};
use super::social::rich_presence::RichPresence;
use super::social::server_listing::ServerListing;
use super::wire::frame::FrameError;
use super::wire::hub::{FromHub, ToHub, UserInfo};
use super::wire::social::Presence;
use crate::contract::SteamId;

/// The maximum number of messages of one member that may wait until a takeover is settled. A member keeps fewer than
/// this for a hub: requests, one leave message for each lobby that it had asked to join, and verdicts on tickets.
const MAX_DEFERRED: usize = 4 * MAX_OUTBOX;

/// The number of a connection to the hub; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectionId(pub u64);

/// An action for the driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send `message` to all of `to`.
    Send {
        /// The receivers.
        to: Vec<ConnectionId>,
        /// The message.
        message: FromHub,
    },
    /// Send the remaining messages and close the connection. The hub has forgotten it.
    Close(ConnectionId),
}

/// The hub.
///
/// After a call of [`handle`](Self::handle) for a message, of [`disconnect`](Self::disconnect) for a lost connection or
/// of [`handle_timeout`](Self::handle_timeout) at the time of [`poll_timeout`](Self::poll_timeout), the driver calls
/// [`poll_output`](Self::poll_output) until it returns `None`.
#[derive(Debug)]
pub struct Hub {
    host: SteamId,
    grace: Duration,
    random: StdRng,
    members: BTreeMap<ConnectionId, HubMember>,
    lobbies: BTreeMap<SteamId, HostedLobby>,
    lobbies_made: u64,
    settling: Option<Settling>,
    deferred: VecDeque<(ConnectionId, ToHub)>,
    outputs: VecDeque<Output>,
    handled: BTreeMap<ConnectionId, u32>,
    /// Whether a member's presence may differ from the one that was last sent.
    presences_stale: bool,
}

#[derive(Debug)]
struct HubMember {
    user: UserInfo,
    /// Replicas that the member has announced and not sent yet.
    replicas: u32,
    /// The host of the member's previous hub, whose process died with it.
    lost_host: SteamId,
    /// The user's profile.
    rich: RichPresence,
    /// The public details of a game server.
    listing: Option<Box<ServerListing>>,
    /// The presence that this hub has last sent for the user; `None` if a lost hub may have sent a different one.
    announced: Option<Presence>,
    /// Messages of the member that wait for the takeover to be settled.
    deferred: usize,
}

impl Hub {
    /// Creates a hub in the process of user `host`. After the loss of a hub, members have `grace` to register; the
    /// others count as gone. `seed` must differ from hub to hub, so that lobby ids do not repeat.
    pub fn new(host: SteamId, grace: Duration, seed: u64) -> Hub {
        Hub {
            host,
            grace,
            random: StdRng::seed_from_u64(seed),
            members: BTreeMap::new(),
            lobbies: BTreeMap::new(),
            lobbies_made: 0,
            settling: None,
            deferred: VecDeque::new(),
            outputs: VecDeque::new(),
            handled: BTreeMap::new(),
            presences_stale: false,
        }
    }

    /// Handles a message of a member. After an error, the driver must close the connection and call
    /// [`disconnect`](Self::disconnect).
    pub fn handle(&mut self, now: Instant, from: ConnectionId, message: ToHub) -> Result<(), FrameError> {
        if !message.is_sound() {
            return Err(FrameError::Unexpected);
        }
        let registered = self.members.contains_key(&from);
        match message {
            ToHub::Register { user, replicas, lost_host, known, rich_presence: rich, listing }
                if !registered =>
            {
                let announced = (lost_host == SteamId::NIL).then(Presence::default);
                self.register(
                    from,
                    HubMember { user, replicas, lost_host, rich, listing, announced, deferred: 0 },
                )?;
                if replicas > 0 {
                    self.wait_for(now, []);
                }
                self.expect(now, lost_host, &known);
                if lost_host != SteamId::NIL && self.settling.is_none() {
                    self.send(from, FromHub::Settled);
                }
            }
            ToHub::Replica(lobby) if registered => self.take_replica(now, from, lobby)?,
            ToHub::Goodbye if registered => {
                self.remove(from, STATE_LEFT);
                self.outputs.push_back(Output::Close(from));
            }
            ToHub::Register { .. } | ToHub::Replica(_) => return Err(FrameError::Unexpected),
            _ if !registered => return Err(FrameError::Unexpected),
            _ if self.settling.is_some() => {
                if let Some(member) = self.members.get_mut(&from) {
                    member.deferred += 1;
                    if member.deferred > MAX_DEFERRED {
                        return Err(FrameError::Unexpected);
                    }
                }
                self.deferred.push_back((from, message));
            }
            _ => self.serve(from, message),
        }
        self.settle_if_complete();
        self.update_presences();
        Ok(())
    }

    /// Handles the loss of a connection.
    pub fn disconnect(&mut self, from: ConnectionId) {
        self.remove(from, STATE_DISCONNECTED);
        self.settle_if_complete();
        self.update_presences();
    }

    /// Ends a takeover whose time is up.
    pub fn handle_timeout(&mut self, now: Instant) {
        if self.settling.as_ref().is_some_and(|settling| settling.until <= now) {
            self.settle();
            self.update_presences();
        }
    }

    /// The deadline of the next [`handle_timeout`](Self::handle_timeout).
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.settling.as_ref().map(|settling| settling.until)
    }

    /// The next action for the driver.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front().or_else(|| {
            let (to, messages) = self.handled.pop_first()?;
            Some(Output::Send { to: vec![to], message: FromHub::Handled { messages } })
        })
    }

    /// All lobbies.
    #[cfg(any(test, fuzzing))]
    pub fn lobbies(&self) -> impl Iterator<Item = &super::lobby::Lobby> {
        self.lobbies.values().map(|hosted| &hosted.lobby)
    }

    /// Whether `user` is online.
    #[cfg(any(test, fuzzing))]
    pub fn knows(&self, user: SteamId) -> bool {
        self.connection_of(user).is_some()
    }

    fn register(&mut self, from: ConnectionId, member: HubMember) -> Result<(), FrameError> {
        let user = member.user.clone();
        // Only one living process can hold a user's number, so an older connection of the user is stale.
        if let Some(stale) = self.connection_of(user.id) {
            self.remove(stale, STATE_DISCONNECTED);
            self.outputs.push_back(Output::Close(stale));
        }
        if self.members.len() >= MAX_USERS {
            return Err(FrameError::Unexpected);
        }
        self.send(from, FromHub::Registered { host: self.host });
        let others: Vec<UserInfo> = self.members.values().map(|member| member.user.clone()).collect();
        for other in others {
            self.send(from, FromHub::UserCame(other));
        }
        self.send_presences(from, member.lost_host == SteamId::NIL);
        self.presences_stale = true;
        if let Some(settling) = &mut self.settling {
            settling.awaited.remove(&user.id);
        }
        self.send_to_all(FromHub::UserCame(user));
        self.members.insert(from, member);
        Ok(())
    }

    fn remove(&mut self, connection: ConnectionId, state: u32) {
        let Some(member) = self.members.remove(&connection) else { return };
        self.deferred.retain(|(from, _)| *from != connection);
        self.handled.remove(&connection);
        self.leave_all(member.user.id, state);
        self.send_to_all(FromHub::UserLeft { user: member.user.id });
    }

    fn serve(&mut self, from: ConnectionId, message: ToHub) {
        let Some(user) = self.members.get(&from).map(|member| member.user.id) else { return };
        self.presences_stale |= presence::may_change_presence(&message);
        match message {
            ToHub::CreateLobby { request, lobby_type, max_members } => {
                let outcome = self.create_lobby(user, lobby_type, max_members);
                self.send(from, FromHub::LobbyCreated { request, outcome });
            }
            ToHub::JoinLobby { request, lobby } => {
                let outcome = self.join_lobby(user, lobby);
                self.send(from, FromHub::LobbyEntered { request, lobby, outcome });
            }
            ToHub::LeaveLobby { lobby } => self.leave_lobby(user, lobby, STATE_LEFT),
            ToHub::Change { lobby, change } => self.change_lobby(user, lobby, change),
            ToHub::Message { lobby, text } => self.write_to_lobby(user, lobby, text),
            ToHub::Search { request, filters } => self.search(from, request, &filters),
            ToHub::RequestData { lobby } => self.send_lobby_data(from, lobby),
            ToHub::Invite { lobby, invitee } => self.invite(user, lobby, invitee),
            ToHub::RichPresence(rich) => {
                if let Some(member) = self.members.get_mut(&from) {
                    member.rich = rich;
                }
            }
            ToHub::Listing(listing) => {
                // Only game servers have listings.
                if let Some(member) = self.members.get_mut(&from)
                    && user.is_game_server()
                {
                    member.listing = listing;
                }
            }
            ToHub::SendNote { to, note } => self.deliver(from, user, to, note),
            ToHub::Rename { name } => self.rename(from, name),
            ToHub::Register { .. } | ToHub::Replica(_) | ToHub::Goodbye => {}
        }
        *self.handled.entry(from).or_default() += 1;
    }

    fn connection_of(&self, user: SteamId) -> Option<ConnectionId> {
        self.members.iter().find(|(_, member)| member.user.id == user).map(|(connection, _)| *connection)
    }

    fn send(&mut self, to: ConnectionId, message: FromHub) {
        self.outputs.push_back(Output::Send { to: vec![to], message });
    }

    fn send_to_all(&mut self, message: FromHub) {
        let to: Vec<ConnectionId> = self.members.keys().copied().collect();
        if !to.is_empty() {
            self.outputs.push_back(Output::Send { to, message });
        }
    }

    /// Sends a message to those of `users` who are online.
    fn send_to_users(&mut self, users: &[SteamId], message: FromHub) {
        let here = self.members.iter().filter(|(_, member)| users.contains(&member.user.id));
        let to: Vec<ConnectionId> = here.map(|(connection, _)| *connection).collect();
        if !to.is_empty() {
            self.outputs.push_back(Output::Send { to, message });
        }
    }
}
