//! `ISteamNetworking`.

use std::collections::hash_map::Entry;

use super::methods;
use crate::arguments::{Input, Out, Output};
use crate::contract::networking::SendType;
use crate::contract::{Networking, SteamId};
use crate::steam::Steam;
use crate::switches;

/// `P2PSessionState_t`.
#[derive(Clone, Copy)]
#[repr(C)]
struct SessionState {
    connection_active: u8,
    connecting: u8,
    error: u8,
    using_relay: u8,
    bytes_queued: i32,
    packets_queued: i32,
    ip: u32,
    port: u16,
}

/// Takes the next packet of a channel from the platform to know its size, because the platform does not report empty
/// ones.
fn first_packet<R>(steam: &Steam, channel: i32, look: impl FnOnce(Option<&(SteamId, Vec<u8>)>) -> R) -> R {
    let mut state = steam.state.lock();
    if let Entry::Vacant(empty) = state.first_packets.entry(channel) {
        let mut bytes = Vec::new();
        if let Some(sender) = steam.platform.read_p2p_packet(channel, u32::MAX, &mut bytes) {
            empty.insert((sender, bytes));
        }
    }
    look(state.first_packets.get(&channel))
}

methods! { Networking:
    fn SteamAPI_ISteamNetworking_SendP2PPacket(
        steam, remote: u64, data: Input, size: u32, send_type: i32, channel: i32
    ) -> bool, or false; {
        SendType::from_i64(i64::from(send_type)).is_some_and(|send_type| {
            steam.platform.send_p2p_packet(SteamId(remote), &data.read(size), send_type, channel).is_ok()
        })
    }

    fn SteamAPI_ISteamNetworking_IsP2PPacketAvailable(
        steam, size: Out<u32>, channel: i32
    ) -> bool, or false; {
        first_packet(steam, channel, |packet| {
            size.set(packet.map_or(0, |(_, bytes)| bytes.len() as u32));
            packet.is_some()
        })
    }

    fn SteamAPI_ISteamNetworking_ReadP2PPacket(
        steam, room: Output, room_size: u32, size: Out<u32>, sender: Out<u64>, channel: i32
    ) -> bool, or false; {
        first_packet(steam, channel, |_| {});
        let Some((from, bytes)) = steam.state.lock().first_packets.remove(&channel) else { return false };
        room.fill(room_size, &bytes);
        // The whole size, even of a truncated packet.
        size.set(bytes.len() as u32);
        sender.set(from.0);
        true
    }

    fn SteamAPI_ISteamNetworking_AcceptP2PSessionWithUser(steam, remote: u64) -> bool, or false; {
        steam.platform.accept_p2p_session_with_user(SteamId(remote))
    }

    fn SteamAPI_ISteamNetworking_CloseP2PSessionWithUser(steam, remote: u64) -> bool, or false; {
        let closed = steam.platform.close_p2p_session_with_user(SteamId(remote));
        steam.state.lock().first_packets.retain(|_, (sender, _)| sender.0 != remote);
        closed
    }

    fn SteamAPI_ISteamNetworking_CloseP2PChannelWithUser(
        steam, remote: u64, channel: i32
    ) -> bool, or false; {
        let closed = steam.platform.close_p2p_channel_with_user(SteamId(remote), channel);
        steam.state.lock().first_packets.retain(|on, (sender, _)| *on != channel || sender.0 != remote);
        closed
    }

    fn SteamAPI_ISteamNetworking_GetP2PSessionState(
        steam, remote: u64, room: Out<SessionState>
    ) -> bool, or false; {
        let Some(state) = steam.platform.p2p_session_state(SteamId(remote)) else { return false };
        let error = if switches::is("ENUMS", "unknown") { 0xC8 } else { state.session_error };
        room.set(SessionState {
            connection_active: state.connection_active.into(),
            connecting: state.connecting.into(),
            error,
            using_relay: state.using_relay.into(),
            bytes_queued: state.bytes_queued_for_send,
            packets_queued: state.packets_queued_for_send,
            ip: state.remote_ip,
            port: state.remote_port,
        });
        true
    }

    fn SteamAPI_ISteamNetworking_AllowP2PPacketRelay(steam, allow: bool) -> bool, or false; {
        steam.platform.allow_p2p_packet_relay(allow);
        true
    }
}
