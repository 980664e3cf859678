//! This side of one connection.

use std::time::Instant;

use super::config::Options;
use super::lanes::Lanes;
use crate::contract::SteamId;
use crate::contract::networking_sockets::config::CONNECTION_USER_DATA;
use crate::contract::networking_sockets::states;
use crate::platform::local::wire::socket::Port;

/// The state of a connection that is gone as far as the game knows.
pub const STATE_NONE: i32 = 0;

/// This side of one connection.
#[derive(Debug)]
pub struct Endpoint {
    /// Who is at the other end; [`SteamId::NIL`] while one of several is still to be found.
    pub remote: SteamId,
    /// Whom the game is told of.
    pub shown: SteamId,
    /// The other side's number of the connection, 0 while it is not known.
    pub peer: u32,
    /// Where it goes to, or came in.
    pub port: Port,
    /// The socket it came through, 0 where it was begun here.
    pub listen_socket: u32,
    /// Whom an address may belong to and who has not said no.
    pub candidates: Vec<SteamId>,
    /// Whether both ends are in this process, made as a pair.
    pub is_pair: bool,
    /// One of [`states`].
    pub state: i32,
    /// Why it has ended.
    pub end_reason: i32,
    /// The same in words.
    pub end_debug: String,
    /// What the game has attached.
    pub user_data: i64,
    /// What the game calls it.
    pub name: String,
    /// The poll group it is in, 0 for none.
    pub group: u32,
    /// What waits to be sent.
    pub lanes: Lanes,
    /// Messages that wait to be read.
    pub unread: usize,
    /// What was set for it.
    pub options: Options,
    /// With what it will be closed once everything is sent; the game has closed it already.
    pub lingers: Option<(i32, String)>,
    /// When it began to connect.
    pub began: Option<Instant>,
    /// When the other side was last told that it is still there.
    pub told: Option<Instant>,
    /// What went to and fro.
    pub counters: Counters,
}

/// What went to and fro on a connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counters {
    /// Messages sent, and bytes in them.
    pub sent: [u64; 2],
    /// Messages received, and bytes in them.
    pub received: [u64; 2],
}

impl Endpoint {
    /// A connection to `remote` that is just being made.
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
            told: None,
            counters: Counters::default(),
        }
    }

    /// Whether neither side has ended it.
    pub fn is_alive(&self) -> bool {
        matches!(self.state, states::CONNECTING | states::FINDING_ROUTE | states::CONNECTED)
    }

    /// Whether messages reach the other side.
    pub fn is_open(&self) -> bool {
        self.state == states::CONNECTED
    }

    /// Whether the other side has begun it and waits to be accepted.
    pub fn waits_for_accept(&self) -> bool {
        self.state == states::CONNECTING && self.listen_socket != 0
    }
}
