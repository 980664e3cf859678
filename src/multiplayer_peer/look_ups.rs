//! Look-ups between peer IDs and Steam IDs, under the names of all generations.

use godot::builtin::{VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;
use godot::register::godot_api;

use super::SteamMultiplayerPeer;
use super::enum_values::LobbyState;
use crate::contract::SteamId;
use crate::script::current;

#[godot_api(secondary)]
impl SteamMultiplayerPeer {
    /// The Steam ID of a peer, including peers behind the host and peers that are just leaving; your own for your own ID. 0 if it is
    /// not known. Steamworks: none.
    #[func]
    pub fn get_steam_id_for_peer_id(&self, peer_id: i64) -> i64 {
        let mut state = self.state.lock();
        let user = i32::try_from(peer_id).ok().and_then(|id| state.live()?.user_of(id));
        user.map_or(0, |user| user.0.cast_signed())
    }

    /// The peer of a user, 0 if it is not known. Steamworks: none.
    #[func]
    pub fn get_peer_id_for_steam_id(&self, steam_id: i64) -> i64 {
        let mut state = self.state.lock();
        let user = SteamId(steam_id.cast_unsigned());
        state.live().and_then(|session| session.peer_of(user)).map_or(0, i64::from)
    }

    /// The older name of `get_steam_id_for_peer_id()`. Steamworks: none.
    #[func]
    pub fn get_steam64_from_peer_id(&self, peer_id: i64) -> i64 {
        self.get_steam_id_for_peer_id(peer_id)
    }

    /// The older name of `get_peer_id_for_steam_id()`. Steamworks: none.
    #[func]
    pub fn get_peer_id_from_steam64(&self, steam_id: i64) -> i64 {
        self.get_peer_id_for_steam_id(steam_id)
    }

    /// The Steam IDs of all peers, including you, by peer ID. Steamworks: none.
    #[func]
    pub fn get_peer_map(&self) -> VarDictionary {
        let mut state = self.state.lock();
        let members = state.live().map(|session| session.members()).unwrap_or_default();
        members
            .into_iter()
            .map(|(id, user)| (i64::from(id).to_variant(), user.0.cast_signed().to_variant()))
            .collect()
    }

    /// The real-time status of the connection to a peer; empty if there is none.
    ///
    /// Keys: `connection_status` (int, as `connection_state` of `Steam.getConnectionInfo`), `ping` (int, ms, -1 if not known),
    /// `packets_per_second_sent`, `packets_per_second_received`, `bytes_per_second_sent`, `bytes_per_second_received` (float),
    /// `packet_loss` (float, 0 to 1, -1 if not known), `pending_packets` (int, bytes). Steamworks: `GetConnectionRealTimeStatus`.
    #[func]
    pub fn get_peer_info(&self, peer_id: i64) -> VarDictionary {
        let (whose, connection) = {
            let mut state = self.state.lock();
            (state.whose, i32::try_from(peer_id).ok().and_then(|id| state.live()?.connection_to(id)))
        };
        let Some(connection) = connection else { return VarDictionary::new() };
        let status =
            super::state::with_sockets(whose, |sockets| sockets.real_time_status(connection, 0).ok())
                .flatten();
        let Some(status) = status else { return VarDictionary::new() };
        let loss = if status.remote_quality < 0.0 { -1.0 } else { 1.0 - status.remote_quality };
        let pending = i64::from(status.queued.pending_reliable) + i64::from(status.queued.pending_unreliable);
        vdict! {
            "connection_status" => i64::from(status.state),
            "ping" => i64::from(status.ping_ms),
            "packets_per_second_sent" => f64::from(status.out_packets_per_second),
            "packets_per_second_received" => f64::from(status.in_packets_per_second),
            "bytes_per_second_sent" => f64::from(status.out_bytes_per_second),
            "bytes_per_second_received" => f64::from(status.in_bytes_per_second),
            "packet_loss" => f64::from(loss),
            "pending_packets" => pending,
        }
    }

    /// The state of the peer, for logs.
    ///
    /// Keys: `lobby_id`, `lobby_owner`, `lobby_state` (int), `no_delay`, `no_nagle` (bool), `steam_id`, `target_peer`, `unique_id` (int),
    /// `net_connections` (Array of Dictionaries with `peer_id` and `steam_id`). Steamworks: none.
    #[func]
    pub fn collect_debug_data(&self) -> VarDictionary {
        let (whose, lobby) = {
            let state = self.state.lock();
            (state.whose, state.lobby.id())
        };
        let owner =
            current::peek(|platform| platform.and_then(|platform| platform.matchmaking().lobby_owner(lobby)));
        let me = current::peek_of(whose, |platform| {
            platform.map_or(SteamId::NIL, |platform| platform.user().steam_id())
        });
        let mut state = self.state.lock();
        let members = state.live().map(|session| session.members()).unwrap_or_default();
        let connections: VarArray = members
            .into_iter()
            .map(|(id, user)| {
                vdict! { "peer_id" => i64::from(id), "steam_id" => user.0.cast_signed() }.to_variant()
            })
            .collect();
        let unique_id = state.live().map_or(0, |session| i64::from(session.id()));
        vdict! {
            "lobby_id" => lobby.0.cast_signed(),
            "lobby_owner" => owner.unwrap_or(SteamId::NIL).0.cast_signed(),
            "lobby_state" => state.lobby.state(),
            "no_delay" => state.no_delay,
            "no_nagle" => state.no_nagle,
            "steam_id" => me.0.cast_signed(),
            "target_peer" => i64::from(state.target),
            "unique_id" => unique_id,
            "net_connections" => &connections,
        }
    }

    /// The reason why the last attempt to connect failed or the connection ended, as text; empty if neither happened.
    /// Steamworks: none.
    #[func]
    pub fn get_disconnect_reason(&self) -> godot::builtin::GString {
        godot::builtin::GString::from(&self.state.lock().reason)
    }

    /// The state of the peer's own lobby: one of LOBBY_STATE. Steamworks: none.
    #[func]
    pub fn get_state(&self) -> LobbyState {
        LobbyState(self.state.lock().lobby.state())
    }
}
