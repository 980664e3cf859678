//! `ISteamNetworking`, called for every packet: one C call each, nothing looked up, nothing allocated.

use ::steamworks::sys;

use super::SteamworksPlatform;
use crate::contract::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use crate::contract::{Networking, SteamId};

/// The maximum number of empty packets that one size query moves out of the way. More in a row mean that Steam is
/// broken.
pub(super) const MOST_EMPTY_IN_A_ROW: usize = 65_536;

impl Networking for SteamworksPlatform {
    // rule: send.unreliable-size, send.reliable-size
    #[inline]
    fn send_p2p_packet(
        &self,
        remote: SteamId,
        data: &[u8],
        send_type: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        let limit = send_type.max_bytes();
        if data.len() > limit {
            return Err(SendRefused::TooLarge { size: data.len(), limit });
        }
        if !remote.is_endpoint() {
            return Err(SendRefused::InvalidUser);
        }
        let Some(networking) = self.interfaces.networking.get() else { return Err(SendRefused::Refused) };
        // SAFETY: a live interface. Steam reads the bytes of `data` during the call and keeps no pointer to them; their
        // number has been checked above.
        let queued = unsafe {
            sys::SteamAPI_ISteamNetworking_SendP2PPacket(
                networking,
                remote.0,
                data.as_ptr().cast(),
                data.len() as u32,
                steam_send_type(send_type),
                channel,
            )
        };
        if queued { Ok(()) } else { Err(SendRefused::Refused) }
    }

    // rule: read.empty-packets
    #[inline]
    fn available_p2p_packet_size(&self, channel: i32) -> u32 {
        let Some(networking) = self.interfaces.networking.get() else { return 0 };
        // SAFETY: a live interface.
        match unsafe { next_size(networking, channel) } {
            None => 0,
            Some(0) => self.size_behind_empty_packets(channel),
            Some(size) => size,
        }
    }

    fn read_p2p_packet(
        &self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut dyn PacketBuffer,
    ) -> Option<SteamId> {
        let mut empty_packets = self.empty_packets.lock();
        // Inside the lock, so that shutdown waits for a read that has started.
        let networking = self.interfaces.networking.get()?;
        if let Some(sender) = empty_packets.take(channel) {
            buffer.reserve(0);
            return Some(sender);
        }
        // SAFETY: a live interface.
        let size = unsafe { next_size(networking, channel) }?;
        let room = buffer.reserve(size.min(max_bytes) as usize);
        let reserved = room.len();
        // SAFETY: a live interface.
        match unsafe { read_into(networking, channel, room) } {
            Some((written, sender)) => {
                if written < reserved {
                    buffer.truncate(written);
                }
                Some(sender)
            }
            None => {
                buffer.truncate(0);
                None
            }
        }
    }

    fn accept_p2p_session_with_user(&self, remote: SteamId) -> bool {
        let Some(networking) = self.interfaces.networking.get() else { return false };
        // SAFETY: a live interface and numbers.
        remote.is_endpoint()
            && unsafe { sys::SteamAPI_ISteamNetworking_AcceptP2PSessionWithUser(networking, remote.0) }
    }

    fn close_p2p_session_with_user(&self, remote: SteamId) -> bool {
        let Some(networking) = self.interfaces.networking.get() else { return false };
        self.empty_packets.lock().drop_from(remote, None);
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamNetworking_CloseP2PSessionWithUser(networking, remote.0) }
    }

    fn close_p2p_channel_with_user(&self, remote: SteamId, channel: i32) -> bool {
        let Some(networking) = self.interfaces.networking.get() else { return false };
        self.empty_packets.lock().drop_from(remote, Some(channel));
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamNetworking_CloseP2PChannelWithUser(networking, remote.0, channel) }
    }

    fn p2p_session_state(&self, remote: SteamId) -> Option<SessionState> {
        let networking = self.interfaces.networking.get()?;
        let mut state = sys::P2PSessionState_t {
            m_bConnectionActive: 0,
            m_bConnecting: 0,
            m_eP2PSessionError: 0,
            m_bUsingRelay: 0,
            m_nBytesQueuedForSend: 0,
            m_nPacketsQueuedForSend: 0,
            m_nRemoteIP: 0,
            m_nRemotePort: 0,
        };
        // SAFETY: a live interface, and a structure of integers that Steam fills in.
        let known =
            unsafe { sys::SteamAPI_ISteamNetworking_GetP2PSessionState(networking, remote.0, &mut state) };
        known.then_some(SessionState {
            connection_active: state.m_bConnectionActive != 0,
            connecting: state.m_bConnecting != 0,
            session_error: state.m_eP2PSessionError,
            using_relay: state.m_bUsingRelay != 0,
            bytes_queued_for_send: state.m_nBytesQueuedForSend,
            packets_queued_for_send: state.m_nPacketsQueuedForSend,
            remote_ip: state.m_nRemoteIP,
            remote_port: state.m_nRemotePort,
        })
    }

    fn allow_p2p_packet_relay(&self, allow: bool) {
        let Some(networking) = self.interfaces.networking.get() else { return };
        // SAFETY: a live interface and a boolean.
        unsafe { sys::SteamAPI_ISteamNetworking_AllowP2PPacketRelay(networking, allow) };
    }
}

impl SteamworksPlatform {
    /// The size of the first non-empty packet; those before it are kept for the next reads.
    #[cold]
    fn size_behind_empty_packets(&self, channel: i32) -> u32 {
        let mut empty_packets = self.empty_packets.lock();
        let Some(networking) = self.interfaces.networking.get() else { return 0 };
        for _ in 0..MOST_EMPTY_IN_A_ROW {
            // SAFETY: a live interface.
            match unsafe { next_size(networking, channel) } {
                None => return 0,
                Some(0) => {}
                Some(size) => return size,
            }
            // SAFETY: a live interface.
            match unsafe { read_into(networking, channel, &mut []) } {
                Some((_, sender)) => empty_packets.keep(channel, sender),
                None => return 0,
            }
        }
        0
    }
}

/// Steam's number for a send type.
#[inline]
fn steam_send_type(send_type: SendType) -> sys::EP2PSend {
    match send_type {
        SendType::Unreliable => sys::EP2PSend::k_EP2PSendUnreliable,
        SendType::UnreliableNoDelay => sys::EP2PSend::k_EP2PSendUnreliableNoDelay,
        SendType::Reliable => sys::EP2PSend::k_EP2PSendReliable,
        SendType::ReliableWithBuffering => sys::EP2PSend::k_EP2PSendReliableWithBuffering,
    }
}

/// The size of the next packet, which may be 0; `None` if there is none.
///
/// # Safety
/// `networking` comes from [`Interface::get`](super::interfaces::Interface::get).
#[inline]
unsafe fn next_size(networking: *mut sys::ISteamNetworking, channel: i32) -> Option<u32> {
    let mut size = 0;
    // SAFETY: a live interface, by the contract of this function; Steam writes one `u32`.
    let any = unsafe { sys::SteamAPI_ISteamNetworking_IsP2PPacketAvailable(networking, &mut size, channel) };
    any.then_some(size)
}

/// Reads the next packet into `room`, and truncates it if it does not fit. Returns the number of bytes written and
/// the sender.
///
/// # Safety
/// `networking` comes from [`Interface::get`](super::interfaces::Interface::get).
#[inline]
unsafe fn read_into(
    networking: *mut sys::ISteamNetworking,
    channel: i32,
    room: &mut [u8],
) -> Option<(usize, SteamId)> {
    let mut size = 0_u32;
    let mut sender = 0_u64;
    // SAFETY: a live interface, by the contract of this function. Steam writes at most as many bytes as `room` has, one
    // `u32`, and a `CSteamID`, which has 8 bytes and no alignment, so a `u64` has room for it.
    let read = unsafe {
        sys::SteamAPI_ISteamNetworking_ReadP2PPacket(
            networking,
            room.as_mut_ptr().cast(),
            u32::try_from(room.len()).unwrap_or(u32::MAX),
            &mut size,
            (&raw mut sender).cast(),
            channel,
        )
    };
    // Steam may report the whole size of a truncated packet.
    read.then(|| (room.len().min(size as usize), SteamId(sender)))
}
