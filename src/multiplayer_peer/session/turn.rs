//! The work of a session in every frame: changes of connections, time limits, arrived packets.

use std::time::Instant;

use super::ends::{self, Failure};
use super::{
    DIAL_AGAIN, GREETING_LIMIT, Guests, HOST, LOBBY_GRACE, MOST_WAITING, MOST_WAITING_OF_USER,
    NOT_HOSTING_LIMIT, ORDINARY, Session, Stage, Status, Told, UNREAD_LIMIT,
};
use crate::contract::networking_sockets::{
    Connection, ConnectionInfo, NetworkingSockets, SocketsEvent, states,
};
use crate::contract::{Event, SteamId};

/// `EChatMemberStateChange`: entered. All other changes are ways to leave.
const ENTERED: u32 = 1;

impl Session {
    /// Handles events and due work, and receives packets. `is_member` tells whether a user is in a lobby.
    pub fn turn(
        &mut self,
        sockets: &dyn NetworkingSockets,
        is_member: impl Fn(SteamId, SteamId) -> bool,
        events: impl Iterator<Item = Event>,
        now: Instant,
    ) {
        for event in events {
            match event {
                Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, .. }) => {
                    self.handle_status(sockets, connection, &info, now);
                }
                Event::LobbyChatUpdate { lobby, changed, state, .. } if state & ENTERED == 0 => {
                    self.handle_left_lobby(sockets, lobby, changed, now);
                }
                _ => {}
            }
        }
        if self.status == Status::Disconnected {
            return;
        }
        self.flush(sockets);
        self.let_in(sockets, is_member, now);
        self.give_up(sockets, now);
        self.dial_again(sockets, now);
        self.receive(sockets);
        self.tell_gone(now);
    }

    fn handle_status(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        info: &ConnectionInfo,
        now: Instant,
    ) {
        match info.state {
            states::CONNECTING if self.is_ours(connection, info) => {
                let waits = |link: &&super::Link| matches!(link.stage, Stage::Knocking | Stage::Accepted);
                let waiting = self.links.values().filter(waits);
                let of_user = waiting.clone().filter(|link| link.user == info.remote).count();
                if waiting.count() >= MOST_WAITING || of_user >= MOST_WAITING_OF_USER {
                    sockets.close_connection(connection, ends::FULL, "too many connections wait", false);
                } else {
                    self.watch(sockets, connection, info.remote, Stage::Knocking, now);
                }
            }
            states::CONNECTED => {
                let stage = self.links.get(&connection).map(|link| link.stage.clone());
                if stage.is_some() {
                    sockets.configure_connection_lanes(connection, &Session::lanes());
                }
                if stage == Some(Stage::Dialling) && self.recognise(sockets, connection, info.remote) {
                    self.introduce(sockets, connection);
                }
            }
            states::CLOSED_BY_PEER | states::PROBLEM_DETECTED_LOCALLY => {
                self.handle_closed(sockets, connection, info, now);
            }
            _ => {}
        }
    }

    /// Whether another user started this connection through our own socket.
    fn is_ours(&self, connection: Connection, info: &ConnectionInfo) -> bool {
        [self.socket, self.address_socket].contains(&info.listen_socket)
            && info.listen_socket.0 != 0
            && !self.links.contains_key(&connection)
    }

    /// Records the user behind an address. `false` if this peer must not connect to them.
    fn recognise(&mut self, sockets: &dyn NetworkingSockets, connection: Connection, user: SteamId) -> bool {
        let Some(dial) =
            self.dials.iter_mut().find(|dial| dial.connection == connection && dial.address.is_some())
        else {
            return true;
        };
        dial.user = user;
        self.host = user;
        if let Some(link) = self.links.get_mut(&connection) {
            link.user = user;
        }
        let is_other = user != self.user();
        if !is_other {
            self.fail(sockets, Failure::Oneself);
        }
        is_other
    }

    fn handle_closed(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        info: &ConnectionInfo,
        now: Instant,
    ) {
        if !self.links.contains_key(&connection) {
            return;
        }
        // Packets from before the end are read before the game learns of the end.
        self.receive_rest(sockets, connection);
        sockets.close_connection(connection, ORDINARY, "", false);
        let Some(link) = self.links.get(&connection) else { return };
        let (id, up, user) = (link.id, link.stage == Stage::Up, link.user);
        if up {
            self.forget(sockets, connection, id, true, now);
            self.end_without_host(id, info.end_reason, &info.end_debug);
            return;
        }
        self.links.remove(&connection);
        if info.end_reason != ends::CROSSED {
            self.dial_failed(sockets, connection, user, info, now);
        }
    }

    /// A client whose host is gone no longer has a session.
    pub(super) fn end_without_host(&mut self, id: i32, reason: i32, text: &str) {
        if id == HOST && self.id() != HOST {
            self.failure = Some(Failure::of(reason, text, true));
        }
    }

    fn dial_failed(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        user: SteamId,
        info: &ConnectionInfo,
        now: Instant,
    ) {
        let Some(dial) = self.dials.iter_mut().find(|dial| dial.connection == connection) else { return };
        let failure = match Failure::of(info.end_reason, &info.end_debug, false) {
            Failure::NoSuchUser if dial.address.is_some() => Failure::NobodyThere,
            failure => failure,
        };
        let waited = now.saturating_duration_since(dial.began);
        if failure.may_pass() && (self.patient || waited < NOT_HOSTING_LIMIT) {
            dial.connection = Connection::INVALID;
            dial.again = now + DIAL_AGAIN;
        } else {
            self.dials.retain(|dial| dial.user != user);
            if user == self.host {
                self.fail(sockets, failure);
            }
        }
    }

    /// The attempt to connect has failed.
    fn fail(&mut self, sockets: &dyn NetworkingSockets, failure: Failure) {
        self.end(sockets, Some(failure));
        self.told.push_back(Told::Ended);
    }

    /// Accepts users whom the admission rule admits.
    fn let_in(
        &mut self,
        sockets: &dyn NetworkingSockets,
        is_member: impl Fn(SteamId, SteamId) -> bool,
        now: Instant,
    ) {
        let knocking = self.links.iter().filter(|(_, link)| link.stage == Stage::Knocking);
        let knocking: Vec<_> = knocking.map(|(at, link)| (*at, link.user, link.since)).collect();
        for (connection, user, since) in knocking {
            if self.refuses {
                self.turn_away(sockets, connection, ends::REFUSED, "new connections are refused");
                continue;
            }
            if let Guests::MembersOf(lobby) = self.begin.guests
                && !is_member(lobby, user)
            {
                if now.saturating_duration_since(since) >= LOBBY_GRACE {
                    self.turn_away(sockets, connection, ends::NOT_IN_LOBBY, "not a member of the lobby");
                }
                continue;
            }
            sockets.accept_connection(connection);
            if let Some(link) = self.links.get_mut(&connection) {
                link.stage = Stage::Accepted;
            }
        }
    }

    /// Closes connections without an introduction, and gives up a client's attempt at its time limit.
    fn give_up(&mut self, sockets: &dyn NetworkingSockets, now: Instant) {
        let late = |(connection, link): (&Connection, &super::Link)| {
            let waits = matches!(link.stage, Stage::Knocking | Stage::Accepted);
            (waits && now.saturating_duration_since(link.since) >= GREETING_LIMIT).then_some(*connection)
        };
        for connection in self.links.iter().filter_map(late).collect::<Vec<_>>() {
            self.turn_away(sockets, connection, ends::TOO_LATE, "no introduction in time");
        }
        let waited = now.saturating_duration_since(self.begin.now);
        let welcomed = self.told.contains(&Told::Connected(HOST));
        if self.status == Status::Connecting && !welcomed && waited >= self.begin.limit {
            self.fail(sockets, Failure::TimedOut);
        }
    }

    fn dial_again(&mut self, sockets: &dyn NetworkingSockets, now: Instant) {
        let due = |dial: &&super::Dial| dial.connection == Connection::INVALID && now >= dial.again;
        for dial in self.dials.iter().filter(due).copied().collect::<Vec<_>>() {
            let connection = self.connect(sockets, &dial);
            self.watch(sockets, connection, dial.user, Stage::Dialling, now);
            if let Some(known) = self.dials.iter_mut().find(|known| known.user == dial.user) {
                known.connection = connection;
                known.again = now + DIAL_AGAIN;
            }
        }
    }

    /// Reports peers that have left, once their packets are read.
    fn tell_gone(&mut self, now: Instant) {
        let unread = !self.inbox.is_empty();
        let due =
            |gone: &mut super::Gone| !unread || now.saturating_duration_since(gone.since) >= UNREAD_LIMIT;
        for gone in self.gone.extract_if(.., due).collect::<Vec<_>>() {
            self.told.push_back(Told::Disconnected(gone.id));
            if gone.id == HOST {
                self.told.push_back(Told::Ended);
            }
        }
    }

    /// A member who leaves the session's lobby is no longer a peer.
    fn handle_left_lobby(
        &mut self,
        sockets: &dyn NetworkingSockets,
        lobby: SteamId,
        user: SteamId,
        now: Instant,
    ) {
        if self.begin.guests != Guests::MembersOf(lobby) {
            return;
        }
        if let Some(id) = self.peer_of(user).filter(|id| *id != self.id())
            && self.disconnect(sockets, id, false, now)
        {
            self.end_without_host(id, ends::LEFT, "");
        }
    }
}
