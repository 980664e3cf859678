//! Structures of Steam's newer networking interfaces, byte by byte.

use std::net::{Ipv6Addr, SocketAddr};

use crate::contract::SteamId;
use crate::contract::networking_messages::MessagesSession;
use crate::contract::networking_sockets::{ConnectionInfo, FakeIp};

/// Bytes of `SteamNetworkingIdentity`.
pub(crate) const IDENTITY_BYTES: usize = 136;
/// The number of bytes at its beginning that identify the user.
pub(crate) const NAMED_BYTES: usize = 16;
/// Bytes of `SteamNetConnectionInfo_t`.
pub(crate) const INFO_BYTES: usize = 696;

/// Bytes of `SteamNetworkingIPAddr`.
pub(crate) const ADDRESS_BYTES: usize = 18;

/// Bytes of `SteamNetworkingFakeIPResult_t`.
pub(crate) const FAKE_IP_BYTES: usize = 160;

/// `k_ESteamNetworkingIdentityType_SteamID`.
const TYPE_STEAM_ID: i32 = 16;
/// The filler for the SDK's reserved space.
const GAP: u8 = 0xEE;
/// The sizes of the texts in `SteamNetConnectionInfo_t`.
const TEXT_BYTES: usize = 128;

/// The identity of a user.
pub(crate) fn identity(user: SteamId) -> [u8; IDENTITY_BYTES] {
    let mut bytes = [GAP; IDENTITY_BYTES];
    put(&mut bytes, 0, &TYPE_STEAM_ID.to_ne_bytes());
    put(&mut bytes, 4, &8_i32.to_ne_bytes());
    put(&mut bytes, 8, &user.0.to_ne_bytes());
    bytes
}

/// The user that an identity names.
pub(crate) fn identified(identity: &[u8; NAMED_BYTES]) -> Option<SteamId> {
    let (kind, rest) = identity.split_first_chunk::<4>()?;
    let (size, rest) = rest.split_first_chunk::<4>()?;
    let id = rest.first_chunk::<8>()?;
    let is_user = i32::from_ne_bytes(*kind) == TYPE_STEAM_ID && i32::from_ne_bytes(*size) == 8;
    is_user.then(|| SteamId(u64::from_ne_bytes(*id)))
}

/// `SteamNetConnectionInfo_t` of the session with `remote`.
pub(crate) fn info(remote: SteamId, session: &MessagesSession, state: i32) -> [u8; INFO_BYTES] {
    let info = ConnectionInfo {
        remote,
        user_data: -1,
        remote_address: session.remote_address.parse().ok(),
        remote_pop: session.remote_pop,
        relay_pop: session.relay_pop,
        end_reason: session.end_reason,
        end_debug: session.end_debug.clone(),
        description: session.description.clone(),
        flags: session.info_flags,
        ..ConnectionInfo::default()
    };
    connection_info(&info, state)
}

/// `SteamNetConnectionInfo_t` of a connection.
pub(crate) fn connection_info(info: &ConnectionInfo, state: i32) -> [u8; INFO_BYTES] {
    let mut bytes = [GAP; INFO_BYTES];
    put(&mut bytes, 0, &identity(info.remote));
    put(&mut bytes, 136, &info.user_data.to_ne_bytes());
    put(&mut bytes, 144, &info.listen_socket.0.to_ne_bytes());
    put(&mut bytes, 148, &address(info.remote_address));
    put(&mut bytes, 168, &info.remote_pop.to_ne_bytes());
    put(&mut bytes, 172, &info.relay_pop.to_ne_bytes());
    put(&mut bytes, 176, &state.to_ne_bytes());
    put(&mut bytes, 180, &info.end_reason.to_ne_bytes());
    put_text(&mut bytes, 184, &info.end_debug);
    put_text(&mut bytes, 312, &info.description);
    put(&mut bytes, 440, &info.flags.to_ne_bytes());
    bytes
}

/// `SteamNetworkingIPAddr`, all zeros for none.
pub(crate) fn address(address: Option<SocketAddr>) -> [u8; ADDRESS_BYTES] {
    let ip = address.map_or(Ipv6Addr::UNSPECIFIED, |address| match address {
        SocketAddr::V4(address) => address.ip().to_ipv6_mapped(),
        SocketAddr::V6(address) => *address.ip(),
    });
    let mut bytes = [0; ADDRESS_BYTES];
    put(&mut bytes, 0, &ip.octets());
    put(&mut bytes, 16, &address.map_or(0, |address| address.port()).to_ne_bytes());
    bytes
}

/// `SteamNetworkingFakeIPResult_t`.
pub(crate) fn fake_ip(fake: &FakeIp) -> [u8; FAKE_IP_BYTES] {
    let mut bytes = [0; FAKE_IP_BYTES];
    put(&mut bytes, 0, &fake.result.to_ne_bytes());
    put(&mut bytes, 4, &identity(fake.user));
    put(&mut bytes, 140, &fake.ip.to_ne_bytes());
    for (index, port) in fake.ports.iter().take(8).enumerate() {
        put(&mut bytes, 144 + 2 * index, &port.to_ne_bytes());
    }
    bytes
}

/// The address in a `SteamNetworkingIPAddr`.
pub(crate) fn addressed(bytes: &[u8; ADDRESS_BYTES]) -> SocketAddr {
    let ip: [u8; 16] = std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0));
    let port: [u8; 2] = std::array::from_fn(|at| bytes.get(16 + at).copied().unwrap_or(0));
    SocketAddr::new(Ipv6Addr::from(ip).to_canonical(), u16::from_ne_bytes(port))
}

fn put(bytes: &mut [u8], at: usize, member: &[u8]) {
    if let Some(place) = bytes.get_mut(at..at + member.len()) {
        place.copy_from_slice(member);
    }
}

fn put_text(bytes: &mut [u8], at: usize, text: &str) {
    let cut = text.as_bytes().iter().copied().take(TEXT_BYTES - 1).chain([0]);
    put(bytes, at, &cut.collect::<Vec<u8>>());
}
