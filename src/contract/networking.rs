//! `ISteamNetworking`: packets from user to user.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of an unreliable packet, in bytes (send types 0 and 1).
pub const MAX_UNRELIABLE_BYTES: usize = 1200;

/// The maximum size of a reliable packet, in bytes (send types 2 and 3): 1 MiB.
pub const MAX_RELIABLE_BYTES: usize = 1024 * 1024;

/// The send type of a packet (`EP2PSend`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum SendType {
    /// May be lost, duplicated or reordered. At most [`MAX_UNRELIABLE_BYTES`].
    Unreliable = 0,
    /// As [`SendType::Unreliable`], and dropped while the session is not open yet.
    UnreliableNoDelay = 1,
    /// Arrives once and in order. At most [`MAX_RELIABLE_BYTES`].
    Reliable = 2,
    /// As [`SendType::Reliable`], but collected for up to 200 ms or about 1200 bytes before it leaves.
    ReliableWithBuffering = 3,
}

impl SendType {
    /// The send type with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<SendType> {
        match value {
            0 => Some(SendType::Unreliable),
            1 => Some(SendType::UnreliableNoDelay),
            2 => Some(SendType::Reliable),
            3 => Some(SendType::ReliableWithBuffering),
            _ => None,
        }
    }

    /// Whether packets of this type arrive once and in order.
    pub const fn is_reliable(self) -> bool {
        matches!(self, SendType::Reliable | SendType::ReliableWithBuffering)
    }

    /// The maximum size of a packet of this type, in bytes.
    // rule: send.unreliable-size, send.reliable-size
    pub const fn max_bytes(self) -> usize {
        if self.is_reliable() { MAX_RELIABLE_BYTES } else { MAX_UNRELIABLE_BYTES }
    }
}

/// The reason why a packet was not queued. Nothing of it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SendRefused {
    /// The packet is larger than its send type allows.
    #[error("a packet of {size} bytes is too large for this send type: at most {limit} bytes are allowed")]
    TooLarge {
        /// Bytes in the packet.
        size: usize,
        /// Bytes allowed for the send type.
        limit: usize,
    },
    /// The id is not a user's.
    #[error("the id does not name a user")]
    InvalidUser,
    /// Too much is already queued for this user.
    // It leaves out the number of waiting bytes, so that repeated lines are the same and are logged once.
    #[error("the send queue to this user is full: at most {limit} bytes may wait")]
    QueueFull {
        /// The bytes already waiting.
        queued: usize,
        /// The limit of bytes waiting for one user.
        limit: usize,
    },
    /// There are too many sessions for one with this user.
    #[error("there are already sessions with {limit} users, and no room for another one")]
    TooManyUsers {
        /// The maximum number of sessions.
        limit: usize,
    },
    /// The platform refused and gave no reason.
    #[error("Steam did not accept the packet")]
    Refused,
}

/// The state of the session with a user (`P2PSessionState_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionState {
    /// Whether the session is open.
    pub connection_active: bool,
    /// Whether the session is connecting.
    pub connecting: bool,
    /// The last failure (`EP2PSessionError`), 0 for none.
    pub session_error: u8,
    /// Whether packets go through a relay instead of directly.
    pub using_relay: bool,
    /// Bytes waiting to be sent.
    pub bytes_queued_for_send: i32,
    /// Packets waiting to be sent.
    pub packets_queued_for_send: i32,
    /// The other side's IPv4 address in host byte order (127.0.0.1 is 2130706433), 0 while unknown.
    pub remote_ip: u32,
    /// The other side's port, 0 while unknown.
    pub remote_port: u16,
}

/// The destination of a packet of [`Networking::read_p2p_packet`], so that it is copied only once.
pub trait PacketBuffer {
    /// Resizes to exactly `len` bytes and lends them for writing.
    fn reserve(&mut self, len: usize) -> &mut [u8];

    /// Truncates to `len` bytes if fewer arrived than were announced.
    fn truncate(&mut self, len: usize);
}

impl PacketBuffer for Vec<u8> {
    fn reserve(&mut self, len: usize) -> &mut [u8] {
        self.clear();
        self.resize(len, 0);
        self
    }

    fn truncate(&mut self, len: usize) {
        Vec::truncate(self, len);
    }
}

/// Packets from user to user, with sessions that start on demand (`ISteamNetworking`).
///
/// The first packet to a user starts a session, which stays [connecting](SessionState::connecting) until the other side
/// accepts it; sending to a user accepts their session in turn.
pub trait Networking {
    /// Queues a packet for `remote` on `channel`. `Ok` means queued, not delivered; a failure is reported as
    /// [`Event::P2PSessionConnectFail`](super::Event::P2PSessionConnectFail).
    ///
    /// Behind Steamworks: `SendP2PPacket`.
    fn send_p2p_packet(
        &self,
        remote: SteamId,
        data: &[u8],
        send_type: SendType,
        channel: i32,
    ) -> Result<(), SendRefused>;

    /// As [`send_p2p_packet`](Self::send_p2p_packet) to each of `remotes`, in this order. Appends what became of each to `outcomes`.
    fn send_p2p_packet_to_users(
        &self,
        remotes: &[SteamId],
        data: &[u8],
        send_type: SendType,
        channel: i32,
        outcomes: &mut Vec<Result<(), SendRefused>>,
    ) {
        outcomes.extend(remotes.iter().map(|&remote| self.send_p2p_packet(remote, data, send_type, channel)));
    }

    /// The size of the next non-empty packet on `channel`, 0 if there is none. Empty packets are skipped, not lost:
    /// the next read returns them.
    ///
    /// Behind Steamworks: `IsP2PPacketAvailable`.
    fn available_p2p_packet_size(&self, channel: i32) -> u32;

    /// Reads the oldest packet of all users on `channel` into `buffer`, and returns its sender. A packet longer than
    /// `max_bytes` is truncated. `None`, and an untouched buffer, if there is no packet.
    ///
    /// Behind Steamworks: `ReadP2PPacket`.
    fn read_p2p_packet(&self, channel: i32, max_bytes: u32, buffer: &mut dyn PacketBuffer)
    -> Option<SteamId>;

    /// Accepts the session that `remote` requests, now or later. `false` only if `remote` cannot be a user.
    ///
    /// Behind Steamworks: `AcceptP2PSessionWithUser`.
    fn accept_p2p_session_with_user(&self, remote: SteamId) -> bool;

    /// Closes the session with `remote` and drops unsent and unread data; the other side is not notified. `false` if
    /// there was none.
    ///
    /// Behind Steamworks: `CloseP2PSessionWithUser`.
    fn close_p2p_session_with_user(&self, remote: SteamId) -> bool;

    /// Closes one channel to `remote`, and the session with the last open one. `false` if there was none.
    ///
    /// Behind Steamworks: `CloseP2PChannelWithUser`.
    fn close_p2p_channel_with_user(&self, remote: SteamId, channel: i32) -> bool;

    /// The state of the session with `remote`, `None` if there is none.
    ///
    /// Behind Steamworks: `GetP2PSessionState`.
    fn p2p_session_state(&self, remote: SteamId) -> Option<SessionState>;

    /// Sets whether new sessions may go over a relay if there is no direct route. Allowed by default.
    ///
    /// Behind Steamworks: `AllowP2PPacketRelay`.
    fn allow_p2p_packet_relay(&self, allow: bool);
}
