//! Values that GDScript sees as enums of a peer.

use crate::script::enums::enum_values;

enum_values! {
    /// The state of a peer's own lobby.
    LobbyState = "SteamMultiplayerPeer.LOBBY_STATE";
    /// The state of the connection to a peer (`ESteamNetworkingConnectionState`).
    PeerState = "SteamPacketPeer.PeerState";
}
