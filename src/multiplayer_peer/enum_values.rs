//! Values that GDScript sees as an enum of a peer.

use crate::script::enums::enum_values;

enum_values! {
    /// The state of a peer's own lobby.
    LobbyState = "SteamMultiplayerPeer.LOBBY_STATE";
    /// How the connection to a peer stands (`ESteamNetworkingConnectionState`).
    PeerState = "SteamPacketPeer.PeerState";
}
