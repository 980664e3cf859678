//! `ISteamNetworkingSockets`: one C call each, and one copy of each message's bytes.

use std::ffi::{c_char, c_int};
use std::net::SocketAddr;
use std::ptr;

use ::steamworks::sys;

use super::auth::identity;
use super::callbacks::sockets;
use super::config_options::{self as raw, RawOptions};
use super::received::{ReceivedMessage, Room};
use super::{SteamworksPlatform, strings};
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, ConnectionInfo, FakeIp, InvalidHandle, Lane, ListenSocket, MAX_LANES,
    MAX_MESSAGE_BYTES, PollGroup, RealTimeStatus, Sent, SocketMessage, results,
};
use crate::contract::{NetworkingSockets, SteamId};

/// The size of `SteamNetworkingIPAddr` in bytes.
const ADDRESS_BYTES: usize = size_of::<sys::SteamNetworkingIPAddr>();
/// The size of the buffer for a connection's name, in bytes.
const NAME_BYTES: usize = 256;
/// The size of the buffer for a detailed status, in bytes, a few times the usual size.
const MAX_STATUS_BYTES: usize = 64 * 1024;

type Interface = *mut sys::ISteamNetworkingSockets;

/// `SteamNetworkingIPAddr`: an IPv6 address, IPv4 mapped into it, and a port.
pub(super) fn address_bytes(address: SocketAddr) -> [u8; ADDRESS_BYTES] {
    let ip = match address {
        SocketAddr::V4(address) => address.ip().to_ipv6_mapped(),
        SocketAddr::V6(address) => *address.ip(),
    };
    let mut bytes = [0; ADDRESS_BYTES];
    for (place, byte) in bytes.iter_mut().zip(ip.octets().into_iter().chain(address.port().to_ne_bytes())) {
        *place = byte;
    }
    bytes
}

impl SteamworksPlatform {
    /// Makes a call with options. Returns `otherwise` if there is no interface, or if a text is invalid.
    pub(super) fn with_options<R>(
        &self,
        options: &[ConfigOption],
        otherwise: R,
        call: impl FnOnce(Interface, &RawOptions<'_>) -> R,
    ) -> R {
        match (self.interfaces.sockets.get(), RawOptions::new(options)) {
            (Some(interface), Some(options)) => call(interface, &options),
            _ => otherwise,
        }
    }

    /// Sends on a lane other than the first, for which Steam requires a message that it has allocated.
    fn send_on_lane(&self, connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent {
        let refused = |result| Sent { result, number: 0 };
        let interfaces = (self.interfaces.sockets.get(), self.interfaces.networking_utils.get());
        let (Some(interface), Some(utils)) = interfaces else { return refused(results::FAIL) };
        let Ok(size) = c_int::try_from(data.len()) else { return refused(results::INVALID_PARAM) };
        // SAFETY: a live interface and a number.
        let message = unsafe { sys::SteamAPI_ISteamNetworkingUtils_AllocateMessage(utils, size) };
        if message.is_null() {
            return refused(results::FAIL);
        }
        let mut outcome = 0_i64;
        // SAFETY: Steam's own message, not sent yet, allocated for this number of bytes, which may be 0. Steam takes
        // ownership with the call and writes one number.
        unsafe {
            if !data.is_empty() {
                ptr::copy_nonoverlapping(data.as_ptr(), (*message).m_pData.cast::<u8>(), data.len());
            }
            (*message).m_conn = connection.0;
            (*message).m_nFlags = flags;
            (*message).m_idxLane = lane;
            sys::SteamAPI_ISteamNetworkingSockets_SendMessages(interface, 1, &message, &mut outcome);
        }
        match i32::try_from(outcome) {
            Ok(result) if result < 0 => refused(result.saturating_neg()),
            _ => Sent { result: results::OK, number: outcome },
        }
    }
}

/// The message that a call has fetched, if any. Steam returns -1 for a wrong handle.
fn received(
    count: c_int,
    message: *mut sys::SteamNetworkingMessage_t,
    buffer: &mut dyn PacketBuffer,
) -> Result<Option<SocketMessage>, InvalidHandle> {
    if count < 0 {
        return Err(InvalidHandle);
    }
    let message = if count == 1 { message } else { ptr::null_mut() };
    let Some(message) = ReceivedMessage::new(message) else { return Ok(None) };
    let bytes = message.bytes();
    buffer.reserve(bytes.len()).copy_from_slice(bytes);
    Ok(Some(message.info()))
}

impl NetworkingSockets for SteamworksPlatform {
    fn create_listen_socket_p2p(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
        self.close_retired_sockets();
        self.with_options(options, ListenSocket::INVALID, |interface, options| {
            // SAFETY: a live interface, a number, and options that outlive the call.
            ListenSocket(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2P(
                    interface,
                    port,
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket {
        self.close_retired_sockets();
        let address = address_bytes(address);
        self.with_options(options, ListenSocket::INVALID, |interface, options| {
            // SAFETY: a live interface, and an address and options that outlive the call.
            ListenSocket(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_CreateListenSocketIP(
                    interface,
                    address.as_ptr().cast(),
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    fn close_listen_socket(&self, socket: ListenSocket) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_CloseListenSocket(interface, socket.0) }
    }

    fn retire_listen_socket(&self, socket: ListenSocket) {
        self.retired_sockets.add(socket);
    }

    fn listen_socket_address(&self, socket: ListenSocket) -> Option<SocketAddr> {
        let interface = self.interfaces.sockets.get()?;
        let mut room = Room::<sys::SteamNetworkingIPAddr>::new();
        // SAFETY: a live interface, a number, and room for the address.
        let known = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_GetListenSocketAddress(interface, socket.0, room.pointer())
        };
        if known { sockets::ip_address(room.bytes()) } else { None }
    }

    fn connect_p2p(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
        if !remote.is_endpoint() {
            return Connection::INVALID;
        }
        let identity = identity(remote);
        self.with_options(options, Connection::INVALID, |interface, options| {
            // SAFETY: a live interface, a number, and an identity and options that outlive the call.
            Connection(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_ConnectP2P(
                    interface,
                    &identity,
                    port,
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    fn connect_by_ip_address(&self, address: SocketAddr, options: &[ConfigOption]) -> Connection {
        let address = address_bytes(address);
        self.with_options(options, Connection::INVALID, |interface, options| {
            // SAFETY: a live interface, and an address and options that outlive the call.
            Connection(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_ConnectByIPAddress(
                    interface,
                    address.as_ptr().cast(),
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    fn accept_connection(&self, connection: Connection) -> i32 {
        let Some(interface) = self.interfaces.sockets.get() else { return results::FAIL };
        // SAFETY: a live interface and a number.
        unsafe { raw::SteamAPI_ISteamNetworkingSockets_AcceptConnection(interface, connection.0) }
    }

    fn close_connection(&self, connection: Connection, reason: i32, debug: &str, linger: bool) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // For Steam, a text ends at its first NUL.
        let debug = strings::for_steam(debug.split('\0').next().unwrap_or_default()).unwrap_or_default();
        // SAFETY: a live interface, numbers, and a text that outlives the call.
        unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_CloseConnection(
                interface,
                connection.0,
                reason,
                debug.as_ptr(),
                linger,
            )
        }
    }

    fn create_socket_pair(&self, network: bool, identities: [SteamId; 2]) -> Option<[Connection; 2]> {
        let interface = self.interfaces.sockets.get()?;
        let [one, other] = identities.map(|user| (user != SteamId::NIL).then(|| identity(user)));
        let pointer = |identity: &Option<sys::SteamNetworkingIdentity>| {
            identity.as_ref().map_or(ptr::null(), ptr::from_ref)
        };
        let mut connections = [0_u32; 2];
        let [first, second] = &mut connections;
        // SAFETY: a live interface, room for two numbers, and identities that outlive the call or null.
        let made = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_CreateSocketPair(
                interface,
                first,
                second,
                network,
                pointer(&one),
                pointer(&other),
            )
        };
        made.then(|| connections.map(Connection))
    }

    fn send_message(&self, connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent {
        let refused = |result| Sent { result, number: 0 };
        if data.len() > MAX_MESSAGE_BYTES {
            return refused(results::INVALID_PARAM);
        }
        if lane != 0 {
            return self.send_on_lane(connection, data, flags, lane);
        }
        let Some(interface) = self.interfaces.sockets.get() else { return refused(results::FAIL) };
        let mut number = 0_i64;
        // SAFETY: a live interface, numbers, and room for one. Steam copies the bytes of `data` during the call; their number
        // has been checked above.
        let result = unsafe {
            raw::SteamAPI_ISteamNetworkingSockets_SendMessageToConnection(
                interface,
                connection.0,
                data.as_ptr().cast(),
                data.len() as u32,
                flags,
                &mut number,
            )
        };
        Sent { result, number: if result == results::OK { number } else { 0 } }
    }

    fn flush_messages(&self, connection: Connection) -> i32 {
        let Some(interface) = self.interfaces.sockets.get() else { return results::FAIL };
        // SAFETY: a live interface and a number.
        unsafe { raw::SteamAPI_ISteamNetworkingSockets_FlushMessagesOnConnection(interface, connection.0) }
    }

    fn receive_on_connection(
        &self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        let interface = self.interfaces.sockets.get().ok_or(InvalidHandle)?;
        let mut message = ptr::null_mut();
        // SAFETY: a live interface, a number, and room for one pointer.
        let count = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnConnection(
                interface,
                connection.0,
                &mut message,
                1,
            )
        };
        received(count, message, buffer)
    }

    fn receive_on_poll_group(
        &self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        let interface = self.interfaces.sockets.get().ok_or(InvalidHandle)?;
        let mut message = ptr::null_mut();
        // SAFETY: a live interface, a number, and room for one pointer.
        let count = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnPollGroup(
                interface,
                group.0,
                &mut message,
                1,
            )
        };
        received(count, message, buffer)
    }

    fn create_poll_group(&self) -> PollGroup {
        let Some(interface) = self.interfaces.sockets.get() else { return PollGroup::INVALID };
        // SAFETY: a live interface.
        PollGroup(unsafe { sys::SteamAPI_ISteamNetworkingSockets_CreatePollGroup(interface) })
    }

    fn destroy_poll_group(&self, group: PollGroup) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_DestroyPollGroup(interface, group.0) }
    }

    fn set_connection_poll_group(&self, connection: Connection, group: PollGroup) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_SetConnectionPollGroup(interface, connection.0, group.0)
        }
    }

    fn connection_info(&self, connection: Connection) -> Option<ConnectionInfo> {
        let interface = self.interfaces.sockets.get()?;
        let mut info = Room::<sys::SteamNetConnectionInfo_t>::new();
        // SAFETY: a live interface, a number, and room for the structure.
        let known = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_GetConnectionInfo(interface, connection.0, info.pointer())
        };
        if known { sockets::connection_info(info.bytes()) } else { None }
    }

    fn real_time_status(&self, connection: Connection, lanes: usize) -> Result<RealTimeStatus, i32> {
        let interface = self.interfaces.sockets.get().ok_or(results::FAIL)?;
        if lanes > MAX_LANES {
            return Err(results::INVALID_PARAM);
        }
        let mut status = Room::<sys::SteamNetConnectionRealTimeStatus_t>::new();
        let mut room = vec![0_u64; lanes * size_of::<sys::SteamNetConnectionRealTimeLaneStatus_t>() / 8];
        // SAFETY: a live interface, numbers, room for the structure, and aligned room for this many lanes.
        let result = unsafe {
            raw::SteamAPI_ISteamNetworkingSockets_GetConnectionRealTimeStatus(
                interface,
                connection.0,
                status.pointer(),
                lanes as c_int,
                room.as_mut_ptr().cast(),
            )
        };
        if result != results::OK {
            return Err(result);
        }
        let lanes: Vec<u8> = room.iter().flat_map(|word| word.to_ne_bytes()).collect();
        sockets::real_time_status(status.bytes(), &lanes).ok_or(results::FAIL)
    }

    fn detailed_connection_status(&self, connection: Connection) -> Option<String> {
        let interface = self.interfaces.sockets.get()?;
        let mut room = vec![0_u8; 4096];
        loop {
            // SAFETY: a live interface, a number, and a buffer of the given size.
            let wanted = unsafe {
                sys::SteamAPI_ISteamNetworkingSockets_GetDetailedConnectionStatus(
                    interface,
                    connection.0,
                    room.as_mut_ptr().cast::<c_char>(),
                    room.len() as c_int,
                )
            };
            let wanted = usize::try_from(wanted).ok()?;
            if wanted <= room.len() || room.len() >= MAX_STATUS_BYTES {
                return Some(strings::up_to_nul(&room));
            }
            room.resize(wanted.min(MAX_STATUS_BYTES), 0);
        }
    }

    fn configure_connection_lanes(&self, connection: Connection, lanes: &[Lane]) -> i32 {
        let Some(interface) = self.interfaces.sockets.get() else { return results::FAIL };
        let priorities: Vec<c_int> = lanes.iter().map(|lane| lane.priority).collect();
        let weights: Vec<u16> = lanes.iter().map(|lane| lane.weight).collect();
        let Ok(count) = c_int::try_from(lanes.len()) else { return results::INVALID_PARAM };
        // SAFETY: a live interface, a number, and two lists of the given length.
        unsafe {
            raw::SteamAPI_ISteamNetworkingSockets_ConfigureConnectionLanes(
                interface,
                connection.0,
                count,
                priorities.as_ptr(),
                weights.as_ptr(),
            )
        }
    }

    fn connection_user_data(&self, connection: Connection) -> i64 {
        let Some(interface) = self.interfaces.sockets.get() else { return -1 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_GetConnectionUserData(interface, connection.0) }
    }

    fn set_connection_user_data(&self, connection: Connection, data: i64) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_SetConnectionUserData(interface, connection.0, data) }
    }

    fn connection_name(&self, connection: Connection) -> Option<String> {
        let interface = self.interfaces.sockets.get()?;
        let mut room = [0_u8; NAME_BYTES];
        // SAFETY: a live interface, a number, and a buffer of the given size.
        let known = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_GetConnectionName(
                interface,
                connection.0,
                room.as_mut_ptr().cast::<c_char>(),
                NAME_BYTES as c_int,
            )
        };
        known.then(|| strings::up_to_nul(&room))
    }

    fn set_connection_name(&self, connection: Connection, name: &str) {
        let Some(interface) = self.interfaces.sockets.get() else { return };
        let Some(name) = strings::for_steam(name.split('\0').next().unwrap_or_default()) else { return };
        // SAFETY: a live interface, a number, and a text that outlives the call.
        unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_SetConnectionName(interface, connection.0, name.as_ptr());
        }
    }

    fn identity(&self) -> Option<SteamId> {
        self.own_identity()
    }

    fn init_authentication(&self) -> i32 {
        self.authenticate(true)
    }

    fn authentication_status(&self) -> i32 {
        self.authenticate(false)
    }

    fn certificate_request(&self) -> Result<Vec<u8>, String> {
        self.request_certificate()
    }

    fn set_certificate(&self, certificate: &[u8]) -> Result<(), String> {
        self.take_certificate(certificate)
    }

    fn reset_identity(&self, user: SteamId) {
        self.take_identity(user);
    }

    fn run_networking_callbacks(&self) {
        self.run_interface_callbacks();
    }

    fn connect_to_hosted_server(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
        self.connect_to_hosted(remote, port, options)
    }

    fn create_hosted_listen_socket(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
        self.listen_hosted(port, options)
    }

    fn hosted_server_port(&self) -> u16 {
        self.hosted_port_and_pop().0
    }

    fn hosted_server_pop(&self) -> u32 {
        self.hosted_port_and_pop().1
    }

    fn begin_async_request_fake_ip(&self, ports: i32) -> bool {
        self.request_fake_ip(ports)
    }

    fn fake_ip(&self, first_port: i32) -> FakeIp {
        self.own_fake_ip(first_port)
    }

    fn create_listen_socket_p2p_fake_ip(&self, index: i32, options: &[ConfigOption]) -> ListenSocket {
        self.listen_on_fake_ip(index, options)
    }

    fn remote_fake_ip(&self, connection: Connection) -> Result<SocketAddr, i32> {
        self.fake_ip_of(connection)
    }

    fn create_fake_udp_port(&self, index: i32) -> bool {
        self.make_fake_udp_port(index)
    }
}
