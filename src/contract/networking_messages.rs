//! `ISteamNetworkingMessages`: messages from user to user, the interface that Valve recommends.

use serde::{Deserialize, Serialize};

use super::SteamId;
use super::networking::PacketBuffer;

/// The maximum size of a message, in bytes (`k_cbMaxSteamNetworkingSocketsMessageSizeSend`).
pub const MAX_MESSAGE_BYTES: usize = 512 * 1024;
/// The maximum size of an unreliable message that Steam sends in one packet, in bytes. Larger ones are split, and all
/// pieces have to arrive.
pub const UNFRAGMENTED_BYTES: usize = 1200;

/// The limit of bytes waiting to be sent to one user (`k_ESteamNetworkingConfig_SendBufferSize`, unless a game changes
/// that).
pub const SEND_BUFFER_BYTES: usize = 512 * 1024;

/// The results of sending: those of `EResult` that Steam names for it.
pub mod results {
    /// The message was queued.
    pub const OK: i32 = 1;
    /// A failure without a number of its own.
    pub const FAIL: i32 = 2;
    /// The session has failed and was neither closed nor restarted.
    pub const NO_CONNECTION: i32 = 3;
    /// There cannot be such a user, or the message is too large.
    pub const INVALID_PARAM: i32 = 8;
    /// The send queue is full.
    pub const LIMIT_EXCEEDED: i32 = 25;
    /// [`NO_DELAY`](super::send_flags::NO_DELAY): dropped, since the session is not open.
    pub const IGNORED: i32 = 41;
}

/// `ESteamNetworkingConnectionState`.
pub mod states {
    /// Requested and not open yet.
    pub const CONNECTING: i32 = 1;
    /// Finding a route to the other side.
    pub const FINDING_ROUTE: i32 = 2;
    /// Open.
    pub const CONNECTED: i32 = 3;
    /// Ended by the other side.
    pub const CLOSED_BY_PEER: i32 = 4;
    /// Failed on this side.
    pub const PROBLEM_DETECTED_LOCALLY: i32 = 5;
}

/// The flags of a sent message: bits of `k_nSteamNetworkingSend_…`.
pub mod send_flags {
    /// Do not wait for more messages.
    pub const NO_NAGLE: i32 = 1;
    /// Drop the message if it cannot be sent soon.
    pub const NO_DELAY: i32 = 4;
    /// Arrives once and in order, within its channel.
    pub const RELIABLE: i32 = 8;
    /// Send from the calling thread.
    pub const USE_CURRENT_THREAD: i32 = 16;
    /// Restart a broken session instead of failing.
    pub const AUTO_RESTART_BROKEN_SESSION: i32 = 32;
    /// All branches.
    pub const ALL: i32 = NO_NAGLE | NO_DELAY | RELIABLE | USE_CURRENT_THREAD | AUTO_RESTART_BROKEN_SESSION;
}

/// The details of a received message besides its bytes (`SteamNetworkingMessage_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageInfo {
    /// The sender.
    pub sender: SteamId,
    /// The channel.
    pub channel: i32,
    /// Bits of [`send_flags`]; [`send_flags::RELIABLE`] tells whether it was sent reliably.
    pub flags: i32,
    /// Its number in the session, from 1.
    pub number: i64,
    /// When it was received, in microseconds of Steam's own clock.
    pub time_received_us: i64,
    /// Steam's handle of its connection.
    pub connection: u32,
}

/// The state of the session with a user (`SteamNetConnectionInfo_t`, `SteamNetConnectionRealTimeStatus_t`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessagesSession {
    /// `ESteamNetworkingConnectionState`, see [`states`].
    pub state: i32,
    /// `ESteamNetConnectionEnd`, 0 while it has not ended.
    pub end_reason: i32,
    /// Steam's reason for the end, for logs.
    pub end_debug: String,
    /// Steam's name for the connection, for logs.
    pub description: String,
    /// The other side's address and port; empty if unknown.
    pub remote_address: String,
    /// The data centre near the other side, 0 for none.
    pub remote_pop: u32,
    /// The data centre of the relay in use, 0 for none.
    pub relay_pop: u32,
    /// Bits of `k_nSteamNetworkConnectionInfoFlags_…`.
    pub info_flags: i32,
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
    /// Unreliable bytes waiting to be sent.
    pub pending_unreliable: i32,
    /// Reliable bytes waiting to be sent.
    pub pending_reliable: i32,
    /// Reliable bytes sent and not yet acknowledged.
    pub unacknowledged_reliable: i32,
    /// The time that a message queued now would wait, in microseconds.
    pub queue_time_us: i64,
}

/// Messages from user to user, with sessions that start on demand (`ISteamNetworkingMessages`).
pub trait NetworkingMessages {
    /// Queues a message for `remote`; `flags` are bits of [`send_flags`]. Returns `EResult`, usually one of [`results`].
    ///
    /// Behind Steamworks: `SendMessageToUser`.
    fn send_message_to_user(&self, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32;

    /// Reads the oldest message on `channel` into `buffer`. `None`, and an untouched buffer, if there is none.
    ///
    /// Behind Steamworks: `ReceiveMessagesOnChannel`.
    fn receive_message_on_channel(&self, channel: i32, buffer: &mut dyn PacketBuffer) -> Option<MessageInfo>;

    /// Accepts the session that `remote` requested. `false` if they have not requested one.
    ///
    /// Behind Steamworks: `AcceptSessionWithUser`.
    fn accept_session_with_user(&self, remote: SteamId) -> bool;

    /// Closes the session with `remote` and drops unsent and unread data. `false` if there was none.
    ///
    /// Behind Steamworks: `CloseSessionWithUser`.
    fn close_session_with_user(&self, remote: SteamId) -> bool;

    /// Closes one channel to `remote`, and the session with the last open one. `false` if there was none.
    ///
    /// Behind Steamworks: `CloseChannelWithUser`.
    fn close_channel_with_user(&self, remote: SteamId, channel: i32) -> bool;

    /// The state of the session with `remote`, `None` if there is none.
    ///
    /// Behind Steamworks: `GetSessionConnectionInfo`.
    fn messages_session(&self, remote: SteamId) -> Option<MessagesSession>;
}
