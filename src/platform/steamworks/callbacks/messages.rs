//! Callbacks of `ISteamNetworkingMessages`, and the structures about a session.

use std::mem::offset_of;
use std::net::{Ipv6Addr, SocketAddr};

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::networking_messages::MessagesSession;
use crate::contract::{Event, SteamId};

const SESSION_REQUEST: i32 = number!(SteamNetworkingMessagesSessionRequest_t_k_iCallback);
const SESSION_FAILED: i32 = number!(SteamNetworkingMessagesSessionFailed_t_k_iCallback);

/// `k_ESteamNetworkingIdentityType_SteamID`.
const IDENTITY_STEAM_ID: i32 =
    sys::ESteamNetworkingIdentityType::k_ESteamNetworkingIdentityType_SteamID as i32;
/// The size of `m_szEndDebug` in bytes (`k_cchSteamNetworkingMaxConnectionCloseReason`).
const END_DEBUG_BYTES: usize = 128;
/// The size of `m_szConnectionDescription` in bytes (`k_cchSteamNetworkingMaxConnectionDescription`).
pub(super) const DESCRIPTION_BYTES: usize = 128;

/// The event of one of these callbacks. `None` for all others, if it is too short, and if it is not about a Steam user.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        SESSION_REQUEST => {
            let at = offset_of!(sys::SteamNetworkingMessagesSessionRequest_t, m_identityRemote);
            Some(Event::NetworkMessagesSessionRequest { remote: user(bytes.get(at..)?)? })
        }
        SESSION_FAILED => {
            let at = offset_of!(sys::SteamNetworkingMessagesSessionFailed_t, m_info);
            let info = bytes.get(at..)?;
            let it = Structure::of::<sys::SteamNetConnectionInfo_t>(info)?;
            let remote = user(info.get(offset_of!(sys::SteamNetConnectionInfo_t, m_identityRemote)..)?)?;
            Some(Event::NetworkMessagesSessionFailed {
                reason: member!(it, SteamNetConnectionInfo_t, i32 m_eEndReason),
                remote,
                state: member!(it, SteamNetConnectionInfo_t, i32 m_eState),
                debug: end_debug(&it),
            })
        }
        _ => None,
    }
}

/// The user that a `SteamNetworkingIdentity` names, `None` if it names something else.
pub(in super::super) fn user(identity: &[u8]) -> Option<SteamId> {
    let it = Structure::of::<sys::SteamNetworkingIdentity>(identity)?;
    let is_user = member!(it, SteamNetworkingIdentity, i32 m_eType) == IDENTITY_STEAM_ID;
    is_user.then(|| member!(it, SteamNetworkingIdentity, id __bindgen_anon_1))
}

/// The contents of a session's `SteamNetConnectionInfo_t` and `SteamNetConnectionRealTimeStatus_t`.
pub(in super::super) fn session(state: i32, info: &[u8], status: &[u8]) -> Option<MessagesSession> {
    let info = Structure::of::<sys::SteamNetConnectionInfo_t>(info)?;
    let status = Structure::of::<sys::SteamNetConnectionRealTimeStatus_t>(status)?;
    let description = offset_of!(sys::SteamNetConnectionInfo_t, m_szConnectionDescription);
    Some(MessagesSession {
        state,
        end_reason: member!(info, SteamNetConnectionInfo_t, i32 m_eEndReason),
        end_debug: end_debug(&info),
        description: info.text::<DESCRIPTION_BYTES>(description),
        remote_address: address(&info, offset_of!(sys::SteamNetConnectionInfo_t, m_addrRemote))
            .map(|address| address.to_string())
            .unwrap_or_default(),
        remote_pop: member!(info, SteamNetConnectionInfo_t, u32 m_idPOPRemote),
        relay_pop: member!(info, SteamNetConnectionInfo_t, u32 m_idPOPRelay),
        info_flags: member!(info, SteamNetConnectionInfo_t, i32 m_nFlags),
        ping_ms: member!(status, SteamNetConnectionRealTimeStatus_t, i32 m_nPing),
        local_quality: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flConnectionQualityLocal),
        remote_quality: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flConnectionQualityRemote),
        out_packets_per_second: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flOutPacketsPerSec),
        out_bytes_per_second: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flOutBytesPerSec),
        in_packets_per_second: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flInPacketsPerSec),
        in_bytes_per_second: member!(status, SteamNetConnectionRealTimeStatus_t, f32 m_flInBytesPerSec),
        send_rate: member!(status, SteamNetConnectionRealTimeStatus_t, i32 m_nSendRateBytesPerSecond),
        pending_unreliable: member!(status, SteamNetConnectionRealTimeStatus_t, i32 m_cbPendingUnreliable),
        pending_reliable: member!(status, SteamNetConnectionRealTimeStatus_t, i32 m_cbPendingReliable),
        unacknowledged_reliable: member!(
            status,
            SteamNetConnectionRealTimeStatus_t,
            i32 m_cbSentUnackedReliable
        ),
        queue_time_us: member!(status, SteamNetConnectionRealTimeStatus_t, i64 m_usecQueueTime),
    })
}

pub(super) fn end_debug(info: &Structure<'_>) -> String {
    info.text::<END_DEBUG_BYTES>(offset_of!(sys::SteamNetConnectionInfo_t, m_szEndDebug))
}

/// `SteamNetworkingIPAddr`: an IPv6 address, IPv4 mapped into it, and a port. All zeros if Steam does not know it.
pub(super) fn address(structure: &Structure<'_>, at: usize) -> Option<SocketAddr> {
    let address = Ipv6Addr::from(structure.bytes::<16>(at));
    let port = structure.u16(at + offset_of!(sys::SteamNetworkingIPAddr, m_port));
    if address.is_unspecified() && port == 0 {
        return None;
    }
    Some(SocketAddr::new(address.to_canonical(), port))
}
