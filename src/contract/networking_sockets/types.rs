//! Types of connections: options, states, messages.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::contract::SteamId;

/// A connection (`HSteamNetConnection`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Connection(pub u32);

impl Connection {
    /// No connection.
    pub const INVALID: Connection = Connection(0);
}

/// A listen socket (`HSteamListenSocket`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListenSocket(pub u32);

impl ListenSocket {
    /// No socket.
    pub const INVALID: ListenSocket = ListenSocket(0);
}

/// A poll group (`HSteamNetPollGroup`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PollGroup(pub u32);

impl PollGroup {
    /// No group.
    pub const INVALID: PollGroup = PollGroup(0);
}

/// There is no such connection, poll group or socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("there is no such handle")]
pub struct InvalidHandle;

/// The `EResult`s that connections answer with.
pub mod results {
    /// Done, or queued.
    pub const OK: i32 = 1;
    /// For no reason that has a number of its own.
    pub const FAIL: i32 = 2;
    /// The connection has ended.
    pub const NO_CONNECTION: i32 = 3;
    /// The handle is wrong, or an argument is.
    pub const INVALID_PARAM: i32 = 8;
    /// Not in this state of the connection.
    pub const INVALID_STATE: i32 = 11;
    /// The request is not done yet.
    pub const BUSY: i32 = 10;
    /// There is no such service here.
    pub const SERVICE_UNAVAILABLE: i32 = 20;
    /// The connection was not made by an address that stands for a user.
    pub const IP_NOT_FOUND: i32 = 60;
    /// Too much is queued already.
    pub const LIMIT_EXCEEDED: i32 = 25;
    /// Without effect, since the connection is not open yet.
    pub const IGNORED: i32 = 41;
}

/// How far something is (`ESteamNetworkingAvailability`).
pub mod availability {
    /// It cannot be had at all.
    pub const CANNOT_TRY: i32 = -102;
    /// Nobody has asked for it.
    pub const NEVER_TRIED: i32 = 1;
    /// It is there.
    pub const CURRENT: i32 = 100;
}

/// Why a connection ends (`ESteamNetConnectionEnd`).
pub mod close_reasons {
    /// The least a game may give.
    pub const APP_MIN: i32 = 1000;
    /// The reason of a game that gives none.
    pub const APP_GENERIC: i32 = 1000;
    /// The most a game may give for an ordinary end.
    pub const APP_MAX: i32 = 1999;
    /// The most a game may give; from 2000 on it is something out of the ordinary.
    pub const APP_EXCEPTION_MAX: i32 = 2999;
    /// The other side speaks another version of the protocol.
    pub const REMOTE_BAD_PROTOCOL_VERSION: i32 = 4006;
    /// Nothing that has a number of its own; nobody listens on the virtual port, for instance.
    pub const MISC_GENERIC: i32 = 5001;
    /// The other side did not answer in time.
    pub const MISC_TIMEOUT: i32 = 5003;
    /// There is no way to the other side.
    pub const MISC_P2P_RENDEZVOUS: i32 = 5008;
    /// The other side does not know the connection.
    pub const MISC_PEER_SENT_NO_CONNECTION: i32 = 5010;
}

/// A configuration value, for a connection, a socket, or all (`ESteamNetworkingConfigValue`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfigOption {
    /// Which one, as Steam numbers it.
    pub key: i32,
    /// Its value.
    pub value: ConfigValue,
}

/// The value of a [`ConfigOption`] (`ESteamNetworkingConfigDataType`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ConfigValue {
    /// A 32-bit number.
    Int32(i32),
    /// A 64-bit number.
    Int64(i64),
    /// A fraction.
    Float(f32),
    /// Text.
    Text(String),
}

/// An address that stands for a user (`SteamNetworkingFakeIPResult_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FakeIp {
    /// `EResult`; `Busy` while it is asked for.
    pub result: i32,
    /// For whom it stands.
    pub user: SteamId,
    /// The address, 0 for none.
    pub ip: u32,
    /// The ports.
    pub ports: Vec<u16>,
}

/// A lane, as its sender wants it served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Lanes with a lower number go first.
    pub priority: i32,
    /// Its share among the lanes of the same priority, from 1.
    pub weight: u16,
}

/// The result of sending a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// `EResult`, [`results::OK`] where it was queued.
    pub result: i32,
    /// Its number on its lane, from 1; 0 if it was not queued.
    pub number: i64,
}

/// The details of a received message besides its bytes (`SteamNetworkingMessage_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocketMessage {
    /// Over which connection it came.
    pub connection: Connection,
    /// The sender, [`SteamId::NIL`] if it is no Steam user.
    pub sender: SteamId,
    /// The number that the game attached to the connection, -1 for none.
    pub user_data: i64,
    /// On which lane.
    pub lane: u16,
    /// Bits of [`send_flags`](super::send_flags); its `RELIABLE` tells whether it was sent so.
    pub flags: i32,
    /// Its number on its lane, from 1.
    pub number: i64,
    /// When it was received, in microseconds of Steam's own clock.
    pub time_received_us: i64,
}

/// How a connection stands (`SteamNetConnectionInfo_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionInfo {
    /// The user at the other end, [`SteamId::NIL`] if it is no Steam user.
    pub remote: SteamId,
    /// The number that the game attached to the connection, -1 for none.
    pub user_data: i64,
    /// Through which socket it came, the invalid one where it was begun here.
    pub listen_socket: ListenSocket,
    /// The other side's address, if known.
    pub remote_address: Option<SocketAddr>,
    /// The data centre near the other side, 0 for none.
    pub remote_pop: u32,
    /// The data centre of the relay in use, 0 for none.
    pub relay_pop: u32,
    /// One of [`states`](super::states).
    pub state: i32,
    /// Why it has ended, see [`close_reasons`]; 0 while it has not.
    pub end_reason: i32,
    /// The same in words, for logs.
    pub end_debug: String,
    /// The connection's name in logs.
    pub description: String,
    /// Bits of `k_nSteamNetworkConnectionInfoFlags_…`.
    pub flags: i32,
}

/// How a connection does (`SteamNetConnectionRealTimeStatus_t`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RealTimeStatus {
    /// One of [`states`](super::states).
    pub state: i32,
    /// Round trip in milliseconds, -1 if not known.
    pub ping_ms: i32,
    /// Share of packets that arrive here, 0 to 1, -1 if not known.
    pub local_quality: f32,
    /// Share of packets that arrive at the other side, 0 to 1, -1 if not known.
    pub remote_quality: f32,
    /// Packets sent a second.
    pub out_packets_per_second: f32,
    /// Bytes sent a second.
    pub out_bytes_per_second: f32,
    /// Packets received a second.
    pub in_packets_per_second: f32,
    /// Bytes received a second.
    pub in_bytes_per_second: f32,
    /// Bytes a second that the way can take, by Steam's estimate.
    pub send_rate: i32,
    /// The queued data, over all lanes.
    pub queued: LaneStatus,
    /// Each lane that was asked for.
    pub lanes: Vec<LaneStatus>,
}

/// The queued data of a lane (`SteamNetConnectionRealTimeLaneStatus_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneStatus {
    /// Unreliable bytes that wait to be sent.
    pub pending_unreliable: i32,
    /// Reliable bytes that wait to be sent.
    pub pending_reliable: i32,
    /// Reliable bytes that were sent and not yet acknowledged.
    pub unacknowledged_reliable: i32,
    /// How long a message queued now would wait, in microseconds.
    pub queue_time_us: i64,
}
