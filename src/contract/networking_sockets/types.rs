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

/// The `EResult`s of connections.
pub mod results {
    /// Done, or queued.
    pub const OK: i32 = 1;
    /// A failure without a number of its own.
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
    /// The connection does not use a fake IP address.
    pub const IP_NOT_FOUND: i32 = 60;
    /// The send queue is full.
    pub const LIMIT_EXCEEDED: i32 = 25;
    /// No effect, since the connection is not open yet.
    pub const IGNORED: i32 = 41;
}

/// The availability of something (`ESteamNetworkingAvailability`).
pub mod availability {
    /// It is not available at all.
    pub const CANNOT_TRY: i32 = -102;
    /// It has not been requested.
    pub const NEVER_TRIED: i32 = 1;
    /// It is available.
    pub const CURRENT: i32 = 100;
}

/// The reason for the end of a connection (`ESteamNetConnectionEnd`).
pub mod close_reasons {
    /// The lowest reason that a game may give.
    pub const APP_MIN: i32 = 1000;
    /// The reason if a game gives none.
    pub const APP_GENERIC: i32 = 1000;
    /// The highest reason that a game may give for an ordinary end.
    pub const APP_MAX: i32 = 1999;
    /// The highest reason that a game may give; reasons from 2000 on are exceptional.
    pub const APP_EXCEPTION_MAX: i32 = 2999;
    /// The other side speaks another version of the protocol.
    pub const REMOTE_BAD_PROTOCOL_VERSION: i32 = 4006;
    /// A reason without a number of its own, for example that nobody listens on the virtual port.
    pub const MISC_GENERIC: i32 = 5001;
    /// The other side did not answer in time.
    pub const MISC_TIMEOUT: i32 = 5003;
    /// There is no route to the other side.
    pub const MISC_P2P_RENDEZVOUS: i32 = 5008;
    /// The other side does not know the connection.
    pub const MISC_PEER_SENT_NO_CONNECTION: i32 = 5010;
}

/// A configuration value, for a connection, a socket, or all (`ESteamNetworkingConfigValue`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfigOption {
    /// Steam's number of the option.
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

/// A fake IP address that stands for a user (`SteamNetworkingFakeIPResult_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FakeIp {
    /// `EResult`; `Busy` while it is being requested.
    pub result: i32,
    /// The user.
    pub user: SteamId,
    /// The address, 0 for none.
    pub ip: u32,
    /// The ports.
    pub ports: Vec<u16>,
}

/// The sender's settings of a lane.
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
    /// `EResult`, [`results::OK`] if it was queued.
    pub result: i32,
    /// Its number on its lane, from 1; 0 if it was not queued.
    pub number: i64,
}

/// The details of a received message besides its bytes (`SteamNetworkingMessage_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocketMessage {
    /// Its connection.
    pub connection: Connection,
    /// The sender, [`SteamId::NIL`] if it is no Steam user.
    pub sender: SteamId,
    /// The number that the game attached to the connection, -1 for none.
    pub user_data: i64,
    /// The lane.
    pub lane: u16,
    /// Bits of [`send_flags`](super::send_flags); its `RELIABLE` tells whether it was sent reliably.
    pub flags: i32,
    /// Its number on its lane, from 1.
    pub number: i64,
    /// When it was received, in microseconds of Steam's own clock.
    pub time_received_us: i64,
}

/// Information about a connection (`SteamNetConnectionInfo_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionInfo {
    /// The user at the other end, [`SteamId::NIL`] if it is no Steam user.
    pub remote: SteamId,
    /// The number that the game attached to the connection, -1 for none.
    pub user_data: i64,
    /// The socket that it came through, the invalid one if it was started on this side.
    pub listen_socket: ListenSocket,
    /// The other side's address, if known.
    pub remote_address: Option<SocketAddr>,
    /// The data centre near the other side, 0 for none.
    pub remote_pop: u32,
    /// The data centre of the relay in use, 0 for none.
    pub relay_pop: u32,
    /// One of [`states`](super::states).
    pub state: i32,
    /// The reason for its end, see [`close_reasons`]; 0 while it has not ended.
    pub end_reason: i32,
    /// The same as text, for logs.
    pub end_debug: String,
    /// The connection's name in logs.
    pub description: String,
    /// Bits of `k_nSteamNetworkConnectionInfoFlags_…`.
    pub flags: i32,
}

/// The real-time status of a connection (`SteamNetConnectionRealTimeStatus_t`).
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
    /// The bandwidth in bytes a second, by Steam's estimate.
    pub send_rate: i32,
    /// The queued data, over all lanes.
    pub queued: LaneStatus,
    /// Each requested lane.
    pub lanes: Vec<LaneStatus>,
}

/// The queued data of a lane (`SteamNetConnectionRealTimeLaneStatus_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneStatus {
    /// Unreliable bytes waiting to be sent.
    pub pending_unreliable: i32,
    /// Reliable bytes waiting to be sent.
    pub pending_reliable: i32,
    /// Reliable bytes sent and not yet acknowledged.
    pub unacknowledged_reliable: i32,
    /// The time that a message queued now would wait, in microseconds.
    pub queue_time_us: i64,
}
