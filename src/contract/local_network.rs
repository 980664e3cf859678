//! Features of the local platform only: links that can be cut, and a look behind the scenes.

use super::SteamId;

/// The network between the local users, for developing and testing a game.
pub trait LocalNetwork {
    /// All users who are running, including the own one, in the order of their numbers.
    fn users(&self) -> Vec<LocalUser>;

    /// The traffic with `remote` since the start of this process; `None` if there was none.
    ///
    /// Each call starts a measurement of the round trip, at most once a second; a later call returns the result.
    fn session_stats(&self, remote: SteamId) -> Option<SessionStats>;

    /// Blocks all packets to and from `remote`: unreliable packets are lost, reliable ones wait. Neither side is
    /// notified. If a side sends something, its session fails after the timeout.
    fn cut_link(&self, remote: SteamId);

    /// Restores the link to `remote`. Waiting packets are sent.
    fn restore_link(&self, remote: SteamId);

    /// Accepts an invitation, like a click in Steam's overlay: [`JoinRequested`](super::Event::JoinRequested)
    /// follows. `false` if nobody has invited this user to `lobby`.
    fn accept_invite(&self, lobby: SteamId) -> bool;

    /// Whether a configuration value of connections (`ESteamNetworkingConfigValue`) has an effect on this platform.
    fn heeds_config(&self, key: i32) -> bool;

    /// Makes this process disappear for all others as if it had been killed. It receives nothing more until the platform
    /// is shut down and started again.
    fn vanish(&self);
}

/// A running user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalUser {
    /// Their ID.
    pub id: SteamId,
    /// Their name.
    pub name: String,
    /// Their number, from 1.
    pub number: u32,
    /// Whether this is the own user.
    pub is_self: bool,
    /// Whether their process hosts the hub through which the others find each other.
    pub is_hub_host: bool,
    /// The process ID, known only for the own user.
    pub process_id: Option<u32>,
}

/// The traffic between two users, through either of Steam's interfaces. Retransmitted reliable packets count again for
/// the sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionStats {
    /// Packets sent.
    pub packets_out: u64,
    /// Bytes in them.
    pub bytes_out: u64,
    /// Unreliable packets sent and lost through the conditions, or with the link.
    pub packets_lost_out: u64,
    /// Packets received.
    pub packets_in: u64,
    /// Bytes in them.
    pub bytes_in: u64,
    /// Packets from the other side that have not arrived, as far as later ones show, or that the full queue refused.
    pub packets_lost_in: u64,
    /// Packets waiting to be sent or acknowledged.
    pub packets_queued: u64,
    /// Bytes in them.
    pub bytes_queued: u64,
    /// The last measured round trip, in milliseconds.
    pub round_trip_ms: Option<u32>,
    /// Whether packets go over a relay because the direct route is blocked.
    pub using_relay: bool,
    /// Whether the link is cut here.
    pub link_cut: bool,
}

impl SessionStats {
    /// The sum of both, for two users who use both of Steam's interfaces.
    pub fn with(self, other: SessionStats) -> SessionStats {
        SessionStats {
            packets_out: self.packets_out.saturating_add(other.packets_out),
            bytes_out: self.bytes_out.saturating_add(other.bytes_out),
            packets_lost_out: self.packets_lost_out.saturating_add(other.packets_lost_out),
            packets_in: self.packets_in.saturating_add(other.packets_in),
            bytes_in: self.bytes_in.saturating_add(other.bytes_in),
            packets_lost_in: self.packets_lost_in.saturating_add(other.packets_lost_in),
            packets_queued: self.packets_queued.saturating_add(other.packets_queued),
            bytes_queued: self.bytes_queued.saturating_add(other.bytes_queued),
            round_trip_ms: self.round_trip_ms.or(other.round_trip_ms),
            using_relay: self.using_relay || other.using_relay,
            link_cut: self.link_cut || other.link_cut,
        }
    }
}
