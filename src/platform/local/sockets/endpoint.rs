//! This side of one connection.

use std::time::Instant;

use super::config::Options;
use super::lanes::Lanes;
use crate::contract::SteamId;
use crate::contract::networking_sockets::config::CONNECTION_USER_DATA;
use crate::contract::networking_sockets::states;
use crate::platform::local::wire::socket::Port;

/// The state of a connection that no longer exists for the game.
pub const STATE_NONE: i32 = 0;

/// This side of one connection.
#[derive(Debug)]
pub struct Endpoint {
    /// The user at the other end; [`SteamId::NIL`] until one of several candidates has accepted.
    pub remote: SteamId,
    /// The user that the game is told of.
    pub shown: SteamId,
    /// The other side's number of the connection, 0 if unknown.
    pub peer: u32,
    /// The port that the connection was made for.
    pub port: Port,
    /// The listen socket that the connection came through, 0 if it was begun here.
    pub listen_socket: u32,
    /// The users who may listen on the address and have not refused.
    pub candidates: Vec<SteamId>,
    /// Whether both ends are in this process, created as a pair.
    pub is_pair: bool,
    /// One of [`states`].
    pub state: i32,
    /// The reason for the end.
    pub end_reason: i32,
    /// The reason in words.
    pub end_debug: String,
    /// The number that the game has attached.
    pub user_data: i64,
    /// The name that the game has given the connection.
    pub name: String,
    /// The poll group of the connection, 0 for none.
    pub group: u32,
    /// Messages that wait to be sent.
    pub lanes: Lanes,
    /// The number of messages that wait to be read.
    pub unread: usize,
    /// The options.
    pub options: Options,
    /// The reason and text for the close, once all messages are sent. The game has closed the connection already.
    pub lingers: Option<(i32, String)>,
    /// The time at which it began to connect.
    pub began: Option<Instant>,
    /// The time of the last keepalive to the other side.
    pub last_keepalive: Option<Instant>,
    /// The traffic.
    pub counters: Counters,
}

/// The traffic of a connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counters {
    /// The number of messages sent, and their bytes.
    pub sent: [u64; 2],
    /// The number of messages received, and their bytes.
    pub received: [u64; 2],
}

impl Endpoint {
    /// A new connection to `remote`.
    pub fn new(remote: SteamId, port: Port, options: Options) -> Endpoint {
        Endpoint {
            remote,
            shown: remote,
            peer: 0,
            port,
            listen_socket: 0,
            candidates: Vec::new(),
            is_pair: false,
            state: STATE_NONE,
            end_reason: 0,
            end_debug: String::new(),
            user_data: options.number(CONNECTION_USER_DATA).unwrap_or(-1),
            name: String::new(),
            group: 0,
            lanes: Lanes::default(),
            unread: 0,
            options,
            lingers: None,
            began: None,
            last_keepalive: None,
            counters: Counters::default(),
        }
    }

    /// Whether neither side has ended the connection.
    pub fn is_alive(&self) -> bool {
        matches!(self.state, states::CONNECTING | states::FINDING_ROUTE | states::CONNECTED)
    }

    /// Whether messages can be sent to the other side.
    pub fn is_open(&self) -> bool {
        self.state == states::CONNECTED
    }

    /// Whether the other side has begun the connection and waits to be accepted.
    pub fn waits_for_accept(&self) -> bool {
        self.state == states::CONNECTING && self.listen_socket != 0
    }
}
