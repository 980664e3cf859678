//! From a connection to a peer: admission, introductions, and the list of other peers.

use super::wire::{self, Control, Hello, Member, Topology};
use super::{HOST, MOST_OF_USER, Session, Stage, Told, ends};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, NetworkingSockets};

impl Session {
    /// A connection that this peer started is open: this peer introduces itself.
    pub(super) fn introduce(&mut self, sockets: &dyn NetworkingSockets, connection: Connection) {
        let hello = Hello { id: self.id(), process: self.begin.process };
        if let Some(link) = self.links.get_mut(&connection) {
            link.stage = Stage::Introduced;
            self.say(sockets, connection, &wire::hello(hello));
        }
    }

    /// A user introduces themselves.
    pub(super) fn handle_hello(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        hello: Hello,
    ) {
        let Some(link) = self.links.get(&connection).filter(|link| link.stage == Stage::Accepted) else {
            return self.handle_broken(sockets, connection);
        };
        let user = link.user;
        let is_client = hello.id > HOST || self.id() != HOST && hello.id == HOST;
        if !is_client {
            return self.handle_broken(sockets, connection);
        }
        self.replace_older(sockets, user, hello);
        // The game must hear that a peer has gone before a new peer gets the same ID.
        if hello.id == self.id() || self.peers.contains_key(&hello.id) || self.is_leaving(hello.id) {
            return self.turn_away(sockets, connection, ends::ID_TAKEN, "the peer ID is in use");
        }
        let of_user = self.links.values().filter(|link| link.stage == Stage::Up && link.user == user).count();
        if of_user >= MOST_OF_USER || self.peers.len() >= wire::MOST_PEERS {
            return self.turn_away(sockets, connection, ends::FULL, "there are too many peers");
        }
        // Both users have started a connection to each other: that of the lower Steam ID stays.
        if self.dials.iter().any(|dial| dial.user == user) {
            if self.user().0 < user.0 {
                return self.turn_away(sockets, connection, ends::CROSSED, "connected the other way");
            }
            self.drop_dial(sockets, user);
        }
        let peers = self.members().into_iter().filter(|(id, _)| *id != self.id());
        let peers = peers.map(|(id, user)| Member { id, user: user.0 }).collect();
        let welcome = Control::Welcome { id: self.id(), topology: self.topology, peers };
        self.say(sockets, connection, &wire::control(&welcome));
        if self.id() == HOST {
            self.tell_others(sockets, hello.id, &Control::Joined(Member { id: hello.id, user: user.0 }));
        }
        self.come_up(connection, hello.id, hello.process);
    }

    /// Handles a control message.
    pub(super) fn handle_control(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        control: Control,
    ) {
        let Some(link) = self.links.get(&connection) else { return };
        let from_host = link.id == HOST && link.stage == Stage::Up;
        match control {
            Control::Welcome { id, topology, peers } if link.stage == Stage::Introduced => {
                let is_host = link.user == self.host;
                let is_taken = id == self.id() || self.peers.contains_key(&id) || self.is_leaving(id);
                if is_taken || id < HOST || is_host && id != HOST {
                    return self.handle_broken(sockets, connection);
                }
                if is_host {
                    self.topology = topology;
                    let others = peers.iter().take(wire::MOST_PEERS);
                    self.roster.extend(others.map(|member| (member.id, SteamId(member.user))));
                    self.roster.remove(&self.begin.me.id);
                }
                self.come_up(connection, id, 0);
            }
            Control::Joined(member) if from_host => {
                if member.id > HOST && member.id != self.id() && self.roster.len() < wire::MOST_PEERS {
                    self.roster.insert(member.id, SteamId(member.user));
                }
            }
            Control::Left { id } if from_host => {
                if let Some(user) = self.roster.remove(&id) {
                    self.recent.insert(id, user);
                }
            }
            _ => self.handle_broken(sockets, connection),
        }
    }

    /// From now on the other side is a peer.
    fn come_up(&mut self, connection: Connection, id: i32, process: u64) {
        let Some(link) = self.links.get_mut(&connection) else { return };
        link.id = id;
        link.process = process;
        link.stage = Stage::Up;
        let early = std::mem::take(&mut link.early);
        self.peers.insert(id, connection);
        self.recent.remove(id);
        self.told.push_back(Told::Connected(id));
        for mut packet in early {
            packet.from = id;
            self.keep(packet);
        }
    }

    /// The same user has joined from another process, so the earlier process is lost.
    fn replace_older(&mut self, sockets: &dyn NetworkingSockets, user: SteamId, hello: Hello) {
        let older = |(connection, link): (&Connection, &super::Link)| {
            // A client that joined by an address has not proved its identity, so it cannot replace a user's earlier
            // process.
            let is_known = link.user == user && user != SteamId::NIL;
            let replaced = link.stage == Stage::Up && is_known && link.process != 0;
            (replaced && link.process != hello.process).then_some((*connection, link.id, link.since))
        };
        for (connection, id, since) in self.links.iter().filter_map(older).collect::<Vec<_>>() {
            sockets.close_connection(connection, ends::REPLACED, "connected from another process", false);
            self.forget(sockets, connection, id, true, since);
        }
    }

    fn drop_dial(&mut self, sockets: &dyn NetworkingSockets, user: SteamId) {
        for dial in self.dials.extract_if(.., |dial| dial.user == user).collect::<Vec<_>>() {
            self.links.remove(&dial.connection);
            sockets.close_connection(dial.connection, ends::CROSSED, "connected the other way", false);
        }
    }

    /// The other side speaks another version.
    pub(super) fn handle_other_version(&mut self, sockets: &dyn NetworkingSockets, connection: Connection) {
        self.turn_away(sockets, connection, ends::OTHER_VERSION, "another version of the protocol");
    }

    /// The other side sends something that no peer sends.
    pub(super) fn handle_broken(&mut self, sockets: &dyn NetworkingSockets, connection: Connection) {
        let Some(link) = self.links.get(&connection) else { return };
        let (id, up, since) = (link.id, link.stage == Stage::Up, link.since);
        self.turn_away(sockets, connection, ends::BROKEN, "protocol violation");
        if up {
            self.forget(sockets, connection, id, true, since);
            self.end_without_host(id, ends::BROKEN, "");
        }
    }

    /// Ends a connection that does not belong to a peer.
    pub(super) fn turn_away(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        reason: i32,
        text: &str,
    ) {
        sockets.close_connection(connection, reason, text, true);
        if self.links.get(&connection).is_some_and(|link| link.stage != Stage::Up) {
            self.links.remove(&connection);
        }
    }

    /// Whether peers behind the host are reached through it.
    pub fn relays(&self) -> bool {
        self.topology == Topology::Relay
    }
}
