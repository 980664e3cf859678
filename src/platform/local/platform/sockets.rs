//! `ISteamNetworkingSockets`.

use std::net::SocketAddr;
use std::time::Instant;

use parking_lot::MutexGuard;

use super::{LocalPlatform, clock};
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, ConnectionInfo, FakeIp, InvalidHandle, Lane, ListenSocket, PollGroup,
    RealTimeStatus, Sent, SocketMessage, results,
};
use crate::contract::{NetworkingSockets, SteamId};
use crate::platform::local::session::Carrier;
use crate::platform::local::sockets::Sockets;
use crate::platform::local::wire::socket::Port;

/// The error of calls about certificates.
const NO_CERTIFICATES: &str = "the local platform has no certificates";

impl LocalPlatform {
    /// Calls `act` with the connections, wakes the driver if that leaves work to it, and notifies the pump.
    pub(super) fn with_sockets<R>(&self, act: impl FnOnce(&mut Sockets) -> R) -> R {
        let mut sockets = self.shared.sockets.lock();
        let result = act(&mut sockets);
        let need = sockets.transmit_begun();
        let notify = sockets.has_news();
        MutexGuard::unlock_fair(sockets);
        if notify {
            self.shared.notify_pump();
        }
        self.shared.attend(need);
        result
    }
}

fn stamped((message, arrived): (SocketMessage, Option<Instant>)) -> SocketMessage {
    SocketMessage { time_received_us: clock::microseconds(arrived.unwrap_or_else(clock::now)), ..message }
}

impl NetworkingSockets for LocalPlatform {
    fn create_listen_socket_p2p(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
        self.with_sockets(|sockets| sockets.listen(Port::Virtual(port), options))
    }

    fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket {
        self.with_sockets(|sockets| sockets.listen(Port::Address(address), options))
    }

    fn close_listen_socket(&self, socket: ListenSocket) -> bool {
        self.with_sockets(|sockets| sockets.close_listen_socket(socket))
    }

    fn retire_listen_socket(&self, socket: ListenSocket) {
        self.with_sockets(|sockets| sockets.retire_listen_socket(socket));
    }

    fn listen_socket_address(&self, socket: ListenSocket) -> Option<SocketAddr> {
        self.with_sockets(|sockets| sockets.listen_socket_address(socket))
    }

    fn connect_p2p(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
        let connection = self.with_sockets(|sockets| sockets.connect(remote, port, options));
        // The driver reads the clock, which starts the time limit.
        self.shared.wake();
        connection
    }

    fn connect_by_ip_address(&self, address: SocketAddr, options: &[ConfigOption]) -> Connection {
        let connection = self.with_sockets(|sockets| sockets.connect_by_address(address, options));
        self.shared.wake();
        connection
    }

    fn accept_connection(&self, connection: Connection) -> i32 {
        self.with_sockets(|sockets| sockets.accept(connection))
    }

    fn close_connection(&self, connection: Connection, reason: i32, debug: &str, linger: bool) -> bool {
        self.with_sockets(|sockets| sockets.close(connection, reason, debug, linger))
    }

    fn create_socket_pair(&self, network: bool, identities: [SteamId; 2]) -> Option<[Connection; 2]> {
        self.with_sockets(|sockets| sockets.pair(network, identities))
    }

    fn send_message(&self, connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent {
        self.with_sockets(|sockets| sockets.send(connection, data, flags, lane))
    }

    fn flush_messages(&self, connection: Connection) -> i32 {
        self.with_sockets(|sockets| sockets.flush(connection))
    }

    fn receive_on_connection(
        &self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        let taken = self.with_sockets(|sockets| sockets.receive_on_connection(connection, buffer))?;
        Ok(taken.map(stamped))
    }

    fn receive_on_poll_group(
        &self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        let taken = self.with_sockets(|sockets| sockets.receive_on_poll_group(group, buffer))?;
        Ok(taken.map(stamped))
    }

    fn create_poll_group(&self) -> PollGroup {
        self.with_sockets(Sockets::create_poll_group)
    }

    fn destroy_poll_group(&self, group: PollGroup) -> bool {
        self.with_sockets(|sockets| sockets.destroy_poll_group(group))
    }

    fn set_connection_poll_group(&self, connection: Connection, group: PollGroup) -> bool {
        self.with_sockets(|sockets| sockets.set_poll_group(connection, group))
    }

    fn connection_info(&self, connection: Connection) -> Option<ConnectionInfo> {
        self.with_sockets(|sockets| sockets.info_of(connection))
    }

    fn real_time_status(&self, connection: Connection, lanes: usize) -> Result<RealTimeStatus, i32> {
        let now = clock::now();
        self.with_sockets(|sockets| sockets.real_time_status(connection, lanes, now))
    }

    fn detailed_connection_status(&self, connection: Connection) -> Option<String> {
        let now = clock::now();
        self.with_sockets(|sockets| sockets.detailed_status(connection, now))
    }

    fn configure_connection_lanes(&self, connection: Connection, lanes: &[Lane]) -> i32 {
        self.with_sockets(|sockets| sockets.configure_lanes(connection, lanes))
    }

    fn connection_user_data(&self, connection: Connection) -> i64 {
        self.with_sockets(|sockets| sockets.user_data(connection))
    }

    fn set_connection_user_data(&self, connection: Connection, data: i64) -> bool {
        self.with_sockets(|sockets| sockets.set_user_data(connection, data))
    }

    fn connection_name(&self, connection: Connection) -> Option<String> {
        self.with_sockets(|sockets| sockets.name(connection))
    }

    fn set_connection_name(&self, connection: Connection, name: &str) {
        self.with_sockets(|sockets| sockets.set_name(connection, name));
    }

    fn identity(&self) -> Option<SteamId> {
        Some(self.me)
    }

    fn init_authentication(&self) -> i32 {
        self.with_sockets(Sockets::init_authentication)
    }

    fn authentication_status(&self) -> i32 {
        self.with_sockets(|sockets| sockets.authentication_status())
    }

    fn certificate_request(&self) -> Result<Vec<u8>, String> {
        Err(NO_CERTIFICATES.to_owned())
    }

    fn set_certificate(&self, _: &[u8]) -> Result<(), String> {
        Err(NO_CERTIFICATES.to_owned())
    }

    fn reset_identity(&self, _: SteamId) {}

    fn run_networking_callbacks(&self) {}

    fn connect_to_hosted_server(&self, _: SteamId, _: i32, _: &[ConfigOption]) -> Connection {
        Connection::INVALID
    }

    fn create_hosted_listen_socket(&self, _: i32, _: &[ConfigOption]) -> ListenSocket {
        ListenSocket::INVALID
    }

    fn hosted_server_port(&self) -> u16 {
        0
    }

    fn hosted_server_pop(&self) -> u32 {
        0
    }

    fn begin_async_request_fake_ip(&self, _: i32) -> bool {
        self.with_sockets(Sockets::request_fake_ip)
    }

    fn fake_ip(&self, _: i32) -> FakeIp {
        Sockets::fake_ip()
    }

    fn create_listen_socket_p2p_fake_ip(&self, _: i32, _: &[ConfigOption]) -> ListenSocket {
        ListenSocket::INVALID
    }

    fn remote_fake_ip(&self, connection: Connection) -> Result<SocketAddr, i32> {
        let known = self.with_sockets(|sockets| sockets.info_of(connection)).is_some();
        Err(if known { results::IP_NOT_FOUND } else { results::INVALID_PARAM })
    }

    fn create_fake_udp_port(&self, _: i32) -> bool {
        false
    }
}
