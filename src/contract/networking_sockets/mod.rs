//! `ISteamNetworkingSockets`: connections to other users and to addresses, listen sockets, poll groups, lanes.
//!
//! Handles are numbers of the platform; 0 is the invalid handle. A connection that has ended keeps its handle, its unread
//! messages and its reason until it is closed on this side.

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

/// The maximum number of lanes of a connection on Steam.
pub const MAX_LANES: usize = 255;
/// The maximum size of the text of a closed connection, in bytes (`k_cchSteamNetworkingMaxConnectionCloseReason`
/// without the 0).
pub const MAX_CLOSE_TEXT_BYTES: usize = 127;
/// Virtual ports are below this number by Valve's advice; others work too.
pub const RECOMMENDED_VIRTUAL_PORTS: i32 = 1000;

/// Connections (`ISteamNetworkingSockets`).
///
/// [`SocketsEvent::StatusChanged`] reports changes of a connection's state, in the order in which they happened.
pub trait NetworkingSockets {
    /// Listens for connections from other users to virtual port `port`. The invalid socket if this process already
    /// listens on that port, or if an option is unknown.
    ///
    /// Behind Steamworks: `CreateListenSocketP2P`.
    fn create_listen_socket_p2p(&self, port: i32, options: &[ConfigOption]) -> ListenSocket;

    /// Listens for connections to a port of this machine. The port must not be 0.
    ///
    /// Behind Steamworks: `CreateListenSocketIP`.
    fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket;

    /// Stops listening, and closes the connections that came through the socket, including lingering ones. `false` if there
    /// is no such socket.
    ///
    /// Behind Steamworks: `CloseListenSocket`.
    fn close_listen_socket(&self, socket: ListenSocket) -> bool;

    /// Stops listening, but lets connections that were closed with linger send their data, at least until this process listens
    /// again. All connections that came through the socket have to be closed already.
    ///
    /// Behind Steamworks: `CloseListenSocket`, not before the next `CreateListenSocket…` or the shutdown. Until then, new
    /// connections are refused.
    fn retire_listen_socket(&self, socket: ListenSocket);

    /// The address of a socket of [`create_listen_socket_ip`](Self::create_listen_socket_ip).
    ///
    /// Behind Steamworks: `GetListenSocketAddress`.
    fn listen_socket_address(&self, socket: ListenSocket) -> Option<SocketAddr>;

    /// Starts to connect to virtual port `port` of `remote`. Events report the progress. The invalid connection if the
    /// attempt cannot even start.
    ///
    /// Behind Steamworks: `ConnectP2P`.
    fn connect_p2p(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection;

    /// Starts to connect to an address.
    ///
    /// Behind Steamworks: `ConnectByIPAddress`.
    fn connect_by_ip_address(&self, address: SocketAddr, options: &[ConfigOption]) -> Connection;

    /// Accepts a connection that another user started and that is still connecting. Returns `EResult`: `OK`,
    /// `INVALID_PARAM` for a wrong handle, `INVALID_STATE`.
    ///
    /// Behind Steamworks: `AcceptConnection`.
    fn accept_connection(&self, connection: Connection) -> i32;

    /// Ends a connection and frees its handle; unread messages are dropped. The other side gets `reason` (one of
    /// [`close_reasons`], 0 for none) and the first [`MAX_CLOSE_TEXT_BYTES`] of `debug`. With `linger`, queued reliable
    /// messages are sent first. On a connection that has already ended, all three are ignored. `false` for a wrong handle.
    ///
    /// Behind Steamworks: `CloseConnection`.
    fn close_connection(&self, connection: Connection, reason: i32, debug: &str, linger: bool) -> bool;

    /// Creates two connections in this process that are connected to each other at once and without an event. `network`
    /// sends their packets through this machine's network. An identity that is [`SteamId::NIL`] is "localhost".
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

    /// Reads the next message of `connection` into `buffer`. `None`, and an untouched buffer, if there is none.
    ///
    /// Behind Steamworks: `ReceiveMessagesOnConnection`.
    fn receive_on_connection(
        &self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle>;

    /// Reads the next message of any connection in `group` into `buffer`.
    ///
    /// Behind Steamworks: `ReceiveMessagesOnPollGroup`.
    fn receive_on_poll_group(
        &self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle>;

    /// Creates a poll group.
    ///
    /// Behind Steamworks: `CreatePollGroup`.
    fn create_poll_group(&self) -> PollGroup;

    /// Destroys a poll group; its connections stay, in no group. `false` for a wrong handle.
    ///
    /// Behind Steamworks: `DestroyPollGroup`.
    fn destroy_poll_group(&self, group: PollGroup) -> bool;

    /// Moves a connection into a poll group, or out of its group with the invalid group. `false` for a wrong handle.
    ///
    /// Behind Steamworks: `SetConnectionPollGroup`.
    fn set_connection_poll_group(&self, connection: Connection, group: PollGroup) -> bool;

    /// Information about a connection. `None` for a wrong handle.
    ///
    /// Behind Steamworks: `GetConnectionInfo`.
    fn connection_info(&self, connection: Connection) -> Option<ConnectionInfo>;

    /// The real-time status of a connection and of its first `lanes` lanes. `Err` has the `EResult`.
    ///
    /// Behind Steamworks: `GetConnectionRealTimeStatus`.
    fn real_time_status(&self, connection: Connection, lanes: usize) -> Result<RealTimeStatus, i32>;

    /// The same as a text of several lines, for logs. `None` for a wrong handle.
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

    /// Fetches the credentials for authenticated connections, and returns their state (`ESteamNetworkingAvailability`,
    /// see [`availability`]). [`SocketsEvent::AuthenticationStatus`] reports changes.
    ///
    /// Behind Steamworks: `InitAuthentication`.
    fn init_authentication(&self) -> i32;

    /// The state of the credentials.
    ///
    /// Behind Steamworks: `GetAuthenticationStatus`.
    fn authentication_status(&self) -> i32;

    /// A certificate request for this process, for the game's own certificate authority. `Err` has the reason as text.
    ///
    /// Behind Steamworks: `GetCertificateRequest`.
    fn certificate_request(&self) -> Result<Vec<u8>, String>;

    /// Takes a certificate. `Err` has the reason as text.
    ///
    /// Behind Steamworks: `SetCertificate`.
    fn set_certificate(&self, certificate: &[u8]) -> Result<(), String>;

    /// Resets the identity. According to Valve's header, Steam does not support this.
    ///
    /// Behind Steamworks: `ResetIdentity`.
    fn reset_identity(&self, user: SteamId);

    /// Calls the functions that were set as callbacks. There are none here, since everything is an event.
    ///
    /// Behind Steamworks: `RunCallbacks`.
    fn run_networking_callbacks(&self);

    /// Like [`connect_p2p`](Self::connect_p2p), but to a server in one of Valve's data centres, which requires a
    /// ticket.
    ///
    /// Behind Steamworks: `ConnectToHostedDedicatedServer`.
    fn connect_to_hosted_server(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection;

    /// Like [`create_listen_socket_p2p`](Self::create_listen_socket_p2p), but in one of Valve's data centres.
    ///
    /// Behind Steamworks: `CreateHostedDedicatedServerListenSocket`.
    fn create_hosted_listen_socket(&self, port: i32, options: &[ConfigOption]) -> ListenSocket;

    /// The UDP port of a server in one of Valve's data centres, 0 elsewhere.
    ///
    /// Behind Steamworks: `GetHostedDedicatedServerPort`.
    fn hosted_server_port(&self) -> u16;

    /// Valve's data centre in which this process is running, 0 elsewhere.
    ///
    /// Behind Steamworks: `GetHostedDedicatedServerPOPID`.
    fn hosted_server_pop(&self) -> u32;

    /// Asks for a fake IP address for this process, with this many ports. The answer is [`SocketsEvent::FakeIp`].
    ///
    /// Behind Steamworks: `BeginAsyncRequestFakeIP`.
    fn begin_async_request_fake_ip(&self, ports: i32) -> bool;

    /// The fake IP address and ports of this process.
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

    /// Creates an object that sends and receives datagrams on such a port. Returns whether it succeeded.
    ///
    /// Behind Steamworks: `CreateFakeUDPPort`.
    fn create_fake_udp_port(&self, index: i32) -> bool;
}
