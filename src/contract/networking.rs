//! `ISteamNetworking`: packets from user to user.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of an unreliable packet, in bytes (send types 0 and 1).
pub const MAX_UNRELIABLE_BYTES: usize = 1200;

/// The maximum size of a reliable packet, in bytes (send types 2 and 3): 1 MiB.
pub const MAX_RELIABLE_BYTES: usize = 1024 * 1024;

/// How a packet is sent (`EP2PSend`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum SendType {
    /// May be lost, doubled or reordered. At most [`MAX_UNRELIABLE_BYTES`].
    Unreliable = 0,
    /// As [`SendType::Unreliable`], and thrown away while the session is not open yet.
    UnreliableNoDelay = 1,
    /// Arrives once and in order. At most [`MAX_RELIABLE_BYTES`].
    Reliable = 2,
    /// As [`SendType::Reliable`], but collected for up to 200 ms or about 1200 bytes before it leaves.
    ReliableWithBuffering = 3,
}

impl SendType {
    /// The send type that Steam numbers `value`, if there is one.
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

/// Why a packet was not queued. Nothing of it was sent.
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
    /// The id does not name a person.
    #[error("the id does not name a user")]
    InvalidUser,
    /// Too much is already queued for this user.
    // Without how many wait, so that the line stays the same and is not said again and again.
    #[error("too much waits to be sent to this user already: at most {limit} bytes may")]
    QueueFull {
        /// Bytes that already wait.
        queued: usize,
        /// Bytes that may wait for one user.
        limit: usize,
    },
    /// There are sessions with so many users already that there is no room for one with this user.
    #[error("there are sessions with {limit} users already: there is no room for one with this user")]
    TooManyUsers {
        /// How many there may be.
        limit: usize,
    },
    /// The platform refused without a reason.
    #[error("Steam did not accept the packet")]
    Refused,
}

/// The state of the session with a user (`P2PSessionState_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionState {
    /// Whether packets flow.
    pub connection_active: bool,
    /// Whether the connection is being made.
    pub connecting: bool,
    /// The last failure as Steam numbers it (`EP2PSessionError`), 0 for none.
    pub session_error: u8,
    /// Whether packets go through a relay instead of directly.
    pub using_relay: bool,
    /// Bytes that wait to be sent.
    pub bytes_queued_for_send: i32,
    /// Packets that wait to be sent.
    pub packets_queued_for_send: i32,
    /// The other side's IPv4 address in host byte order (127.0.0.1 is 2130706433), 0 while unknown.
    pub remote_ip: u32,
    /// The other side's port, 0 while unknown.
    pub remote_port: u16,
}

/// The place for a packet of [`Networking::read_p2p_packet`], so that it is copied only once.
pub trait PacketBuffer {
    /// Makes room for exactly `len` bytes and lends it for writing.
    fn reserve(&mut self, len: usize) -> &mut [u8];

    /// Cuts the room to `len` bytes, where fewer came than were announced.
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

/// Packets from user to user, with sessions made on demand (`ISteamNetworking`).
///
/// The first packet to a user starts a session, which stays [connecting](SessionState::connecting) until the other side
/// accepts it; sending to a user accepts their session in turn.
pub trait Networking {
    /// Queues a packet for `remote` on `channel`. `Ok` means queued, not delivered: a failure comes as
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

    /// Bytes in the next packet on `channel` that has any, 0 if nothing waits. Empty packets are skipped over, not
    /// lost: the next read delivers them.
    ///
    /// Behind Steamworks: `IsP2PPacketAvailable`.
    fn available_p2p_packet_size(&self, channel: i32) -> u32;

    /// Takes the oldest packet on `channel`, over all users, into `buffer` and tells whose it is. What is longer than
    /// `max_bytes` is cut, the rest is lost. `None`, and an untouched buffer, where nothing waits.
    ///
    /// Behind Steamworks: `ReadP2PPacket`.
    fn read_p2p_packet(&self, channel: i32, max_bytes: u32, buffer: &mut dyn PacketBuffer)
    -> Option<SteamId>;

    /// Accepts the session that `remote` asked for, or will ask for. `false` only where `remote` cannot be a user.
    ///
    /// Behind Steamworks: `AcceptP2PSessionWithUser`.
    fn accept_p2p_session_with_user(&self, remote: SteamId) -> bool;

    /// Closes the session with `remote` and drops what is unsent and unread; the other side is not told. `false` if
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

    /// Whether sessions made from now on may go through a relay if there is no direct way. Allowed at first.
    ///
    /// Behind Steamworks: `AllowP2PPacketRelay`.
    fn allow_p2p_packet_relay(&self, allow: bool);
}
