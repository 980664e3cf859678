//! `ISteamNetworkingSockets`: connections to other users and to addresses, listen sockets, poll groups, lanes.
//!
//! Handles are numbers of the platform; the one with value 0 names nothing. A connection that has ended keeps its handle, its
//! unread messages and its reason until it is closed here.

pub mod config;
mod event;
mod types;

use std::net::SocketAddr;

pub use self::event::SocketsEvent;
pub use self::types::{
    ConfigOption, ConfigValue, Connection, ConnectionInfo, FakeIp, InvalidHandle, Lane, LaneStatus,
    ListenSocket, PollGroup, RealTimeStatus, Sent, SocketMessage, availability, close_reasons, results,
};
use super::SteamId;
use super::networking::PacketBuffer;
pub use super::networking_messages::{MAX_MESSAGE_BYTES, send_flags, states};

/// The most lanes a connection may have on Steam.
pub const MAX_LANES: usize = 255;
/// The maximum size of the text of a closed connection has, in bytes (`k_cchSteamNetworkingMaxConnectionCloseReason`
/// without the 0).
pub const MAX_CLOSE_TEXT_BYTES: usize = 127;
/// Virtual ports are below this number by Valve's advice; others work too.
pub const RECOMMENDED_VIRTUAL_PORTS: i32 = 1000;

/// Connections (`ISteamNetworkingSockets`).
///
/// Changes of a connection's state come as [`SocketsEvent::StatusChanged`], in the order in which they happened.
pub trait NetworkingSockets {
    /// Listens for connections from other users to virtual port `port`. The invalid socket where this process listens on
    /// that port already, or an option is not known.
    ///
    /// Behind Steamworks: `CreateListenSocketP2P`.
    fn create_listen_socket_p2p(&self, port: i32, options: &[ConfigOption]) -> ListenSocket;

    /// Listens for connections to a port of this machine. The port must not be 0.
    ///
    /// Behind Steamworks: `CreateListenSocketIP`.
    fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket;

    /// Stops to listen, and closes the connections that came through the socket, those that linger as well. `false` if there
    /// is no such socket.
    ///
    /// Behind Steamworks: `CloseListenSocket`.
    fn close_listen_socket(&self, socket: ListenSocket) -> bool;

    /// Stops to listen, but lets the connections that were closed with linger send what they have, at least until this process
    /// listens again. All connections that came through the socket have to be closed already.
    ///
    /// Behind Steamworks: `CloseListenSocket`, not before the next `CreateListenSocket…` or the shutdown. Until then whoever
    /// connects is turned away.
    fn retire_listen_socket(&self, socket: ListenSocket);

    /// The address of a socket of [`create_listen_socket_ip`](Self::create_listen_socket_ip).
    ///
    /// Behind Steamworks: `GetListenSocketAddress`.
    fn listen_socket_address(&self, socket: ListenSocket) -> Option<SocketAddr>;

    /// Begins to connect to virtual port `port` of `remote`. How it goes on, events tell. The invalid connection where the
    /// attempt cannot even begin.
    ///
    /// Behind Steamworks: `ConnectP2P`.
    fn connect_p2p(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection;

    /// Begins to connect to an address.
    ///
    /// Behind Steamworks: `ConnectByIPAddress`.
    fn connect_by_ip_address(&self, address: SocketAddr, options: &[ConfigOption]) -> Connection;

    /// Accepts a connection that somebody else began and that is still connecting. Returns `EResult`: `OK`,
    /// `INVALID_PARAM` for a wrong handle, `INVALID_STATE`.
    ///
    /// Behind Steamworks: `AcceptConnection`.
    fn accept_connection(&self, connection: Connection) -> i32;

    /// Ends a connection and frees its handle; what is unread is dropped. The other side is told `reason` (one of
    /// [`close_reasons`], 0 for none) and `debug`, of which at most [`MAX_CLOSE_TEXT_BYTES`] count. With `linger`, reliable
    /// messages that are queued still go out before. On a connection that has ended already, all this is ignored. `false` for
    /// a wrong handle.
    ///
    /// Behind Steamworks: `CloseConnection`.
    fn close_connection(&self, connection: Connection, reason: i32, debug: &str, linger: bool) -> bool;

    /// Two connections of this process that talk to each other, both connected at once and without an event. `network` asks
    /// for packets that go through the network of this machine. An identity that is [`SteamId::NIL`] is "localhost".
    ///
    /// Behind Steamworks: `CreateSocketPair`.
    fn create_socket_pair(&self, network: bool, identities: [SteamId; 2]) -> Option<[Connection; 2]>;

    /// Queues a message on `lane`; `flags` are bits of [`send_flags`].
    ///
    /// Behind Steamworks: `SendMessageToConnection`; `SendMessages` for lanes other than 0.
    fn send_message(&self, connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent;

    /// Sends at once the messages that are waiting for more (Nagle). Returns `EResult`.
    ///
    /// Behind Steamworks: `FlushMessagesOnConnection`.
    fn flush_messages(&self, connection: Connection) -> i32;

    /// Takes the next message of `connection` into `buffer`. `None`, and an untouched buffer, where nothing waits.
    ///
    /// Behind Steamworks: `ReceiveMessagesOnConnection`.
    fn receive_on_connection(
        &self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle>;

    /// Takes the next message of any connection in `group` into `buffer`.
    ///
    /// Behind Steamworks: `ReceiveMessagesOnPollGroup`.
    fn receive_on_poll_group(
        &self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle>;

    /// Makes a poll group.
    ///
    /// Behind Steamworks: `CreatePollGroup`.
    fn create_poll_group(&self) -> PollGroup;

    /// Does away with a poll group; its connections stay, in no group. `false` for a wrong handle.
    ///
    /// Behind Steamworks: `DestroyPollGroup`.
    fn destroy_poll_group(&self, group: PollGroup) -> bool;

    /// Puts a connection into a poll group, out of the one it was in; into none with the invalid group. `false` for a wrong
    /// handle.
    ///
    /// Behind Steamworks: `SetConnectionPollGroup`.
    fn set_connection_poll_group(&self, connection: Connection, group: PollGroup) -> bool;

    /// How a connection stands. `None` for a wrong handle.
    ///
    /// Behind Steamworks: `GetConnectionInfo`.
    fn connection_info(&self, connection: Connection) -> Option<ConnectionInfo>;

    /// The real-time status of a connection and of its first `lanes` lanes. `Err` has the `EResult`.
    ///
    /// Behind Steamworks: `GetConnectionRealTimeStatus`.
    fn real_time_status(&self, connection: Connection, lanes: usize) -> Result<RealTimeStatus, i32>;

    /// The same in words, several lines, for logs. `None` for a wrong handle.
    ///
    /// Behind Steamworks: `GetDetailedConnectionStatus`.
    fn detailed_connection_status(&self, connection: Connection) -> Option<String>;

    /// Sets the lanes that this side sends on. Returns `EResult`.
    ///
    /// Behind Steamworks: `ConfigureConnectionLanes`.
    fn configure_connection_lanes(&self, connection: Connection, lanes: &[Lane]) -> i32;

    /// The number that the game has attached to a connection, -1 if none or for a wrong handle.
    ///
    /// Behind Steamworks: `GetConnectionUserData`.
    fn connection_user_data(&self, connection: Connection) -> i64;

    /// Attaches a number to a connection. `false` for a wrong handle.
    ///
    /// Behind Steamworks: `SetConnectionUserData`.
    fn set_connection_user_data(&self, connection: Connection, data: i64) -> bool;

    /// The name that the game has given a connection. `None` for a wrong handle.
    ///
    /// Behind Steamworks: `GetConnectionName`.
    fn connection_name(&self, connection: Connection) -> Option<String>;

    /// Names a connection, for logs.
    ///
    /// Behind Steamworks: `SetConnectionName`.
    fn set_connection_name(&self, connection: Connection, name: &str);

    /// This process's identity; `None` until it is known.
    ///
    /// Behind Steamworks: `GetIdentity`.
    fn identity(&self) -> Option<SteamId>;

    /// Asks for what a connection needs to prove who is at its end, and tells how far that is
    /// (`ESteamNetworkingAvailability`, see [`availability`]). Changes come as [`SocketsEvent::AuthenticationStatus`].
    ///
    /// Behind Steamworks: `InitAuthentication`.
    fn init_authentication(&self) -> i32;

    /// How far that is.
    ///
    /// Behind Steamworks: `GetAuthenticationStatus`.
    fn authentication_status(&self) -> i32;

    /// The request that a certificate authority of the game's own needs to certify this process. `Err` has the reason in words.
    ///
    /// Behind Steamworks: `GetCertificateRequest`.
    fn certificate_request(&self) -> Result<Vec<u8>, String>;

    /// Takes a certificate. `Err` has the reason in words.
    ///
    /// Behind Steamworks: `SetCertificate`.
    fn set_certificate(&self, certificate: &[u8]) -> Result<(), String>;

    /// Takes another identity. By Valve's header, Steam does not do so.
    ///
    /// Behind Steamworks: `ResetIdentity`.
    fn reset_identity(&self, user: SteamId);

    /// Calls the functions that were set as callbacks. There are none here: everything comes as an event.
    ///
    /// Behind Steamworks: `RunCallbacks`.
    fn run_networking_callbacks(&self);

    /// As [`connect_p2p`](Self::connect_p2p), to a server in a data centre of Valve's, for which a ticket is needed.
    ///
    /// Behind Steamworks: `ConnectToHostedDedicatedServer`.
    fn connect_to_hosted_server(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection;

    /// As [`create_listen_socket_p2p`](Self::create_listen_socket_p2p), in a data centre of Valve's.
    ///
    /// Behind Steamworks: `CreateHostedDedicatedServerListenSocket`.
    fn create_hosted_listen_socket(&self, port: i32, options: &[ConfigOption]) -> ListenSocket;

    /// The UDP port of a server in a data centre of Valve's, 0 elsewhere.
    ///
    /// Behind Steamworks: `GetHostedDedicatedServerPort`.
    fn hosted_server_port(&self) -> u16;

    /// The data centre of Valve's that this process runs in, 0 elsewhere.
    ///
    /// Behind Steamworks: `GetHostedDedicatedServerPOPID`.
    fn hosted_server_pop(&self) -> u32;

    /// Asks for an address that stands for this process, with so many ports. The answer is [`SocketsEvent::FakeIp`].
    ///
    /// Behind Steamworks: `BeginAsyncRequestFakeIP`.
    fn begin_async_request_fake_ip(&self, ports: i32) -> bool;

    /// The address and the ports that were given to this process.
    ///
    /// Behind Steamworks: `GetFakeIP`.
    fn fake_ip(&self, first_port: i32) -> FakeIp;

    /// Listens on one of these ports, by its index.
    ///
    /// Behind Steamworks: `CreateListenSocketP2PFakeIP`.
    fn create_listen_socket_p2p_fake_ip(&self, index: i32, options: &[ConfigOption]) -> ListenSocket;

    /// The fake IP address that stands for the other end of a connection. `Err` has the `EResult`.
    ///
    /// Behind Steamworks: `GetRemoteFakeIPForConnection`.
    fn remote_fake_ip(&self, connection: Connection) -> Result<SocketAddr, i32>;

    /// Makes an object that sends and receives datagrams on such a port. Whether there is one.
    ///
    /// Behind Steamworks: `CreateFakeUDPPort`.
    fn create_fake_udp_port(&self, index: i32) -> bool;
}
