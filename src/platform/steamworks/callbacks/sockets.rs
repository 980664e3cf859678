//! Callbacks of `ISteamNetworkingSockets`, and the structures about a connection.

use std::mem::offset_of;

use ::steamworks::sys;

use super::messages::{DESCRIPTION_BYTES, address, end_debug, user};
use super::structure::{Structure, member, number};
use crate::contract::networking_sockets::{
    Connection, ConnectionInfo, FakeIp, LaneStatus, ListenSocket, RealTimeStatus, SocketsEvent,
};
use crate::contract::networking_utils::RelayEvent;
use crate::contract::{Event, SteamId};

/// The size of `m_debugMsg` in bytes.
const STATUS_TEXT_BYTES: usize = 256;
/// `SteamNetworkingFakeIPResult_t::k_iCallback`, 22 after `k_iSteamNetworkingSocketsCallbacks`, which is 1220.
const FAKE_IP_RESULT: i32 = 1223;
/// The offsets of its members, and its size.
const FAKE_IP_AT: usize = 4 + size_of::<sys::SteamNetworkingIdentity>();
const FAKE_IP_PORTS_AT: usize = FAKE_IP_AT + 4;
const FAKE_IP_PORTS: usize = 8;
/// The size of `SteamNetworkingFakeIPResult_t` in bytes.
pub(in super::super) const FAKE_IP_BYTES: usize = FAKE_IP_PORTS_AT + 2 * FAKE_IP_PORTS;

const RELAY_STATUS: i32 = number!(SteamRelayNetworkStatus_t_k_iCallback);
const AUTHENTICATION_STATUS: i32 = number!(SteamNetAuthenticationStatus_t_k_iCallback);
const STATUS_CHANGED: i32 = number!(SteamNetConnectionStatusChangedCallback_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        STATUS_CHANGED => {
            let it = Structure::of::<sys::SteamNetConnectionStatusChangedCallback_t>(bytes)?;
            let at = offset_of!(sys::SteamNetConnectionStatusChangedCallback_t, m_info);
            Some(Event::NetworkingSockets(SocketsEvent::StatusChanged {
                connection: Connection(member!(it, SteamNetConnectionStatusChangedCallback_t, u32 m_hConn)),
                info: connection_info(bytes.get(at..)?)?,
                old_state: member!(it, SteamNetConnectionStatusChangedCallback_t, i32 m_eOldState),
            }))
        }
        AUTHENTICATION_STATUS => {
            let it = Structure::of::<sys::SteamNetAuthenticationStatus_t>(bytes)?;
            let at = offset_of!(sys::SteamNetAuthenticationStatus_t, m_debugMsg);
            Some(Event::NetworkingSockets(SocketsEvent::AuthenticationStatus {
                available: member!(it, SteamNetAuthenticationStatus_t, i32 m_eAvail),
                debug: it.text::<STATUS_TEXT_BYTES>(at),
            }))
        }
        RELAY_STATUS => {
            let it = Structure::of::<sys::SteamRelayNetworkStatus_t>(bytes)?;
            let at = offset_of!(sys::SteamRelayNetworkStatus_t, m_debugMsg);
            Some(Event::RelayNetwork(RelayEvent::Status {
                available: member!(it, SteamRelayNetworkStatus_t, i32 m_eAvail),
                measuring: member!(it, SteamRelayNetworkStatus_t, i32 m_bPingMeasurementInProgress) != 0,
                config: member!(it, SteamRelayNetworkStatus_t, i32 m_eAvailNetworkConfig),
                any_relay: member!(it, SteamRelayNetworkStatus_t, i32 m_eAvailAnyRelay),
                debug: it.text::<STATUS_TEXT_BYTES>(at),
            }))
        }
        FAKE_IP_RESULT => Some(Event::NetworkingSockets(SocketsEvent::FakeIp(fake_ip(bytes)?))),
        _ => None,
    }
}

/// The contents of a `SteamNetworkingFakeIPResult_t`. The bindings only know its name; its members are, in the order of the
/// header `steamnetworkingfakeip.h`: `EResult m_eResult`, `SteamNetworkingIdentity m_identity`, `uint32 m_unIP`, `uint16
/// m_unPorts[8]`, none of which needs padding before it.
pub(in super::super) fn fake_ip(bytes: &[u8]) -> Option<FakeIp> {
    let it = Structure::of::<[u8; FAKE_IP_BYTES]>(bytes)?;
    let ports = (0..FAKE_IP_PORTS).map(|index| it.u16(FAKE_IP_PORTS_AT + 2 * index));
    Some(FakeIp {
        result: it.i32(0),
        user: user(bytes.get(4..)?).unwrap_or(SteamId::NIL),
        ip: it.u32(FAKE_IP_AT),
        ports: ports.take_while(|port| *port != 0).collect(),
    })
}

/// Reads a `SteamNetConnectionInfo_t`.
pub(in super::super) fn connection_info(bytes: &[u8]) -> Option<ConnectionInfo> {
    let it = Structure::of::<sys::SteamNetConnectionInfo_t>(bytes)?;
    let identity = bytes.get(offset_of!(sys::SteamNetConnectionInfo_t, m_identityRemote)..)?;
    let description = offset_of!(sys::SteamNetConnectionInfo_t, m_szConnectionDescription);
    Some(ConnectionInfo {
        remote: user(identity).unwrap_or(SteamId::NIL),
        user_data: member!(it, SteamNetConnectionInfo_t, i64 m_nUserData),
        listen_socket: ListenSocket(member!(it, SteamNetConnectionInfo_t, u32 m_hListenSocket)),
        remote_address: address(&it, offset_of!(sys::SteamNetConnectionInfo_t, m_addrRemote)),
        remote_pop: member!(it, SteamNetConnectionInfo_t, u32 m_idPOPRemote),
        relay_pop: member!(it, SteamNetConnectionInfo_t, u32 m_idPOPRelay),
        state: member!(it, SteamNetConnectionInfo_t, i32 m_eState),
        end_reason: member!(it, SteamNetConnectionInfo_t, i32 m_eEndReason),
        end_debug: end_debug(&it),
        description: it.text::<DESCRIPTION_BYTES>(description),
        flags: member!(it, SteamNetConnectionInfo_t, i32 m_nFlags),
    })
}

/// The contents of a `SteamNetConnectionRealTimeStatus_t`, with the lanes that are stored back to back in `lanes`.
pub(in super::super) fn real_time_status(status: &[u8], lanes: &[u8]) -> Option<RealTimeStatus> {
    let it = Structure::of::<sys::SteamNetConnectionRealTimeStatus_t>(status)?;
    let lanes = lanes.chunks_exact(size_of::<sys::SteamNetConnectionRealTimeLaneStatus_t>());
    Some(RealTimeStatus {
        state: member!(it, SteamNetConnectionRealTimeStatus_t, i32 m_eState),
        ping_ms: member!(it, SteamNetConnectionRealTimeStatus_t, i32 m_nPing),
        local_quality: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flConnectionQualityLocal),
        remote_quality: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flConnectionQualityRemote),
        out_packets_per_second: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flOutPacketsPerSec),
        out_bytes_per_second: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flOutBytesPerSec),
        in_packets_per_second: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flInPacketsPerSec),
        in_bytes_per_second: member!(it, SteamNetConnectionRealTimeStatus_t, f32 m_flInBytesPerSec),
        send_rate: member!(it, SteamNetConnectionRealTimeStatus_t, i32 m_nSendRateBytesPerSecond),
        queued: LaneStatus {
            pending_unreliable: member!(it, SteamNetConnectionRealTimeStatus_t, i32 m_cbPendingUnreliable),
            pending_reliable: member!(it, SteamNetConnectionRealTimeStatus_t, i32 m_cbPendingReliable),
            unacknowledged_reliable: member!(
                it,
                SteamNetConnectionRealTimeStatus_t,
                i32 m_cbSentUnackedReliable
            ),
            queue_time_us: member!(it, SteamNetConnectionRealTimeStatus_t, i64 m_usecQueueTime),
        },
        lanes: lanes.filter_map(lane_status).collect(),
    })
}

fn lane_status(bytes: &[u8]) -> Option<LaneStatus> {
    let it = Structure::of::<sys::SteamNetConnectionRealTimeLaneStatus_t>(bytes)?;
    Some(LaneStatus {
        pending_unreliable: member!(it, SteamNetConnectionRealTimeLaneStatus_t, i32 m_cbPendingUnreliable),
        pending_reliable: member!(it, SteamNetConnectionRealTimeLaneStatus_t, i32 m_cbPendingReliable),
        unacknowledged_reliable: member!(
            it,
            SteamNetConnectionRealTimeLaneStatus_t,
            i32 m_cbSentUnackedReliable
        ),
        queue_time_us: member!(it, SteamNetConnectionRealTimeLaneStatus_t, i64 m_usecQueueTime),
    })
}

/// Reads a `SteamNetworkingIPAddr`; `None` if it is all zeros.
pub(in super::super) fn ip_address(bytes: &[u8]) -> Option<std::net::SocketAddr> {
    address(&Structure::of::<sys::SteamNetworkingIPAddr>(bytes)?, 0)
}
