//! What the editor's panel asks of a peer.

use super::SteamMultiplayerPeer;
use crate::contract::SteamId;
use crate::contract::networking_sockets::Connection;

/// A connection of a peer.
#[derive(Clone, Copy, Debug)]
pub struct PeerLink {
    /// The other peer.
    pub id: i32,
    /// Who that is.
    pub user: SteamId,
    /// What carries the packets.
    pub connection: Connection,
}

impl SteamMultiplayerPeer {
    /// All connections to other peers.
    pub fn links(&self) -> Vec<PeerLink> {
        let mut state = self.state.lock();
        let Some(session) = state.live() else { return Vec::new() };
        let members = session.members();
        let links = members
            .into_iter()
            .filter_map(|(id, user)| Some(PeerLink { id, user, connection: session.connection_to(id)? }));
        links.collect()
    }
}
