//! `ISteamNetworkingSockets`: connections to other users and to addresses, listen sockets, poll groups, lanes.
//!
//! Handles are numbers of the platform; the one with value 0 names nothing. A connection that has ended keeps its handle, its
//! unread messages and its reason until it is closed here.

mod event;
mod types;

use std::net::SocketAddr;

pub use self::event::SocketsEvent;
pub use self::types::{
    ConfigOption, ConfigValue, Connection, ConnectionInfo, InvalidHandle, Lane, LaneStatus, ListenSocket,
    PollGroup, RealTimeStatus, Sent, SocketMessage, close_reasons, results,
};
use super::SteamId;
use super::networking::PacketBuffer;
pub use super::networking_messages::{MAX_MESSAGE_BYTES, send_flags, states};

/// The most lanes a connection may have on Steam.
pub const MAX_LANES: usize = 255;
/// The most bytes the text of a closed connection has (`k_cchSteamNetworkingMaxConnectionCloseReason` without the 0).
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

    /// Stops to listen, and closes the connections that came through the socket, without linger. `false` if there is no
    /// such socket.
    ///
    /// Behind Steamworks: `CloseListenSocket`.
    fn close_listen_socket(&self, socket: ListenSocket) -> bool;

    /// Where a socket of [`create_listen_socket_ip`](Self::create_listen_socket_ip) listens.
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

    /// Sends at once what waits for more to go along with. Returns `EResult`.
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

    /// How a connection does, and the first `lanes` of its lanes. `Err` has the `EResult`.
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
}
