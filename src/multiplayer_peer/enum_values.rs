//! Values that GDScript sees as an enum of a peer.

use crate::script::enums::enum_values;

enum_values! {
    /// Where a peer with a lobby of its own stands.
    LobbyState = "SteamMultiplayerPeer.LOBBY_STATE";
    /// How the connection to a peer stands (`ESteamNetworkingConnectionState`).
    PeerState = "SteamPacketPeer.PeerState";
}
