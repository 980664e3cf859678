//! The state of a peer that the editor's panel shows.

use super::SteamMultiplayerPeer;
use super::state::with_sockets;
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, RealTimeStatus};
use crate::script::whose::Whose;

/// A connection of a peer.
#[derive(Clone, Debug)]
pub struct PeerLink {
    /// The other peer.
    pub id: i32,
    /// The user of this peer.
    pub user: SteamId,
    /// The owner of its platform.
    pub whose: Whose,
    /// The connection that carries the packets.
    pub connection: Connection,
    /// Its real-time status.
    pub status: RealTimeStatus,
}

impl SteamMultiplayerPeer {
    /// All connections to other peers.
    pub fn links(&self) -> Vec<PeerLink> {
        let (whose, members) = {
            let mut state = self.state.lock();
            let whose = state.whose;
            let Some(session) = state.live() else { return Vec::new() };
            let members = session.members().into_iter();
            let members = members.filter_map(|(id, user)| Some((id, user, session.connection_to(id)?)));
            (whose, members.collect::<Vec<_>>())
        };
        let link = |(id, user, connection)| {
            let status = with_sockets(whose, |sockets| sockets.real_time_status(connection, 0).ok());
            PeerLink { id, user, whose, connection, status: status.flatten().unwrap_or_default() }
        };
        members.into_iter().map(link).collect()
    }
}
