//! A single peer of a session.

use std::time::Instant;

use godot::classes::{IPacketPeerExtension, PacketPeerExtension};
use godot::global::Error;

use godot::obj::{Base, Gd, InstanceId};
use godot::register::{GodotClass, godot_api};

use godot_core::meta::RawPtr;

use super::SteamMultiplayerPeer;
use super::enum_values::PeerState;
use super::session::{HOST, Mode};
use super::state::with_sockets;
use crate::contract::SteamId;
use crate::contract::networking_sockets::Connection;
use crate::script::whose::Whose;

/// One peer of a `SteamMultiplayerPeer`, from its `get_peer()`: its identity and the state of its connection.
///
/// `put_packet` sends only to that peer, reliably, on channel 0. Read its packets from the `SteamMultiplayerPeer`.
#[derive(GodotClass)]
#[class(tool, init, base = PacketPeerExtension)]
pub struct SteamPacketPeer {
    base: Base<PacketPeerExtension>,
    owner: Option<InstanceId>,
    id: i32,
    user: SteamId,
    connection: Connection,
    whose: Whose,
}

impl SteamPacketPeer {
    /// The peer `id` of the object `owner`, over a connection of a user or a game server.
    pub fn new_for(
        owner: InstanceId,
        id: i32,
        user: SteamId,
        connection: Connection,
        whose: Whose,
    ) -> Gd<SteamPacketPeer> {
        Gd::from_init_fn(|base| SteamPacketPeer { base, owner: Some(owner), id, user, connection, whose })
    }

    fn owner(&self) -> Option<Gd<SteamMultiplayerPeer>> {
        Gd::try_from_instance_id(self.owner?).ok()
    }
}

#[godot_api]
impl SteamPacketPeer {
    /// Ends the connection. With `force`, queued packets are dropped, and the owner does not emit
    /// `peer_disconnected`. Steamworks: `CloseConnection`.
    #[func]
    pub fn disconnect_peer(&self, #[opt(default = false)] force: bool) {
        if let Some(owner) = self.owner() {
            let owner = owner.bind();
            let mut state = owner.state.lock();
            with_sockets(state.whose, |sockets| {
                Some(state.live()?.disconnect(sockets, self.id, force, Instant::now()))
            });
        }
    }

    /// The peer's ID. Steamworks: none.
    #[func]
    pub fn get_peer_id(&self) -> i64 {
        i64::from(self.id)
    }

    /// The peer's Steam ID. Steamworks: none.
    #[func]
    pub fn get_steam_id(&self) -> i64 {
        self.user.0.cast_signed()
    }

    /// The handle of the connection, for `Steam.getConnectionInfo` and similar methods. Steamworks: none.
    #[func]
    pub fn get_connection_handle(&self) -> i64 {
        i64::from(self.connection.0)
    }

    /// The state of the connection: one of PeerState. Steamworks: `GetConnectionInfo`.
    #[func]
    pub fn get_state(&self) -> PeerState {
        let info = with_sockets(self.whose, |sockets| sockets.connection_info(self.connection)).flatten();
        PeerState(info.map_or(0, |info| i64::from(info.state)))
    }
}

#[godot_api]
impl IPacketPeerExtension for SteamPacketPeer {
    #[func(gd_self)]
    unsafe fn get_packet_rawptr(
        _this: Gd<Self>,
        _buffer: RawPtr<*mut RawPtr<*const u8>>,
        _size: RawPtr<*mut i32>,
    ) -> Error {
        Error::ERR_UNAVAILABLE
    }

    #[func(gd_self)]
    unsafe fn put_packet_rawptr(this: Gd<Self>, p_buffer: RawPtr<*const u8>, p_buffer_size: i32) -> Error {
        let length = usize::try_from(p_buffer_size).unwrap_or(0);
        let bytes = if length == 0 || p_buffer.ptr().is_null() {
            &[]
        } else {
            // SAFETY: the engine passes this many bytes, which stay unchanged during the call.
            unsafe { std::slice::from_raw_parts(p_buffer.ptr(), length) }
        };
        let peer = this.bind();
        let Some(owner) = peer.owner() else { return Error::ERR_UNCONFIGURED };
        let owner = owner.bind();
        let mut state = owner.state.lock();
        let sent = with_sockets(state.whose, |sockets| {
            Some(state.live()?.send(sockets, bytes, peer.id.max(HOST), Mode::Reliable, 0))
        });
        match sent.flatten() {
            Some(Ok(())) => Error::OK,
            Some(Err(error)) => super::class::error_of(error),
            None => Error::ERR_UNCONFIGURED,
        }
    }

    fn get_available_packet_count(&self) -> i32 {
        0
    }

    fn get_max_packet_size(&self) -> i32 {
        i32::try_from(super::session::MAX_PACKET_BYTES).unwrap_or(i32::MAX)
    }
}
