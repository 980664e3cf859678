//! Members of the local platform alone: links that can be cut, and a look behind the scenes.

use super::SteamId;

/// The network between the local users, for developing and testing a game.
pub trait LocalNetwork {
    /// Everybody who is here, oneself included, in the order of their numbers.
    fn users(&self) -> Vec<LocalUser>;

    /// The traffic with `remote` since this process began; `None` if there was none.
    ///
    /// Asking measures the round trip anew, at most once a second; the answer comes with a later call.
    fn session_stats(&self, remote: SteamId) -> Option<SessionStats>;

    /// From now on nothing passes to or from `remote`: unreliable packets are lost, reliable ones wait. Nobody is told;
    /// sessions in which something is sent fail when their time is up, on the side that sends.
    fn cut_link(&self, remote: SteamId);

    /// The link to `remote` works again. What waits, goes on.
    fn restore_link(&self, remote: SteamId);

    /// Does what a click on an invitation in Steam's overlay does:
    /// [`JoinRequested`](super::Event::JoinRequested) comes. `false` if nobody has invited to `lobby`.
    fn accept_invite(&self, lobby: SteamId) -> bool;

    /// Whether a configuration value of connections (`ESteamNetworkingConfigValue`) changes anything here.
    fn heeds_config(&self, key: i32) -> bool;

    /// For all others this process disappears as if it were killed. Here nothing arrives any more, until the platform is
    /// shut down and started again.
    fn vanish(&self);
}

/// A user who is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalUser {
    /// Their ID.
    pub id: SteamId,
    /// Their name.
    pub name: String,
    /// Their number, from 1.
    pub number: u32,
    /// Whether it is oneself.
    pub is_self: bool,
    /// Whether their process hosts the hub through which the others find each other.
    pub is_hub_host: bool,
    /// The process, where it is known: that of oneself.
    pub process_id: Option<u32>,
}

/// What went to and fro between two users, through either of Steam's interfaces. Reliable packets that were sent again
/// count again for the sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionStats {
    /// Packets that left.
    pub packets_out: u64,
    /// Bytes in them.
    pub bytes_out: u64,
    /// Unreliable packets that left and were lost by the conditions, or with the link.
    pub packets_lost_out: u64,
    /// Packets that arrived.
    pub packets_in: u64,
    /// Bytes in them.
    pub bytes_in: u64,
    /// Packets that the other side sent and that have not arrived, as far as later ones show it, or for which there was
    /// no room.
    pub packets_lost_in: u64,
    /// Packets that wait to be sent or acknowledged.
    pub packets_queued: u64,
    /// Bytes in them.
    pub bytes_queued: u64,
    /// The last measured time to the other side and back, in milliseconds.
    pub round_trip_ms: Option<u32>,
    /// Whether packets take the way over a relay, since the direct one is blocked.
    pub using_relay: bool,
    /// Whether the link is cut here.
    pub link_cut: bool,
}

impl SessionStats {
    /// Both together, where two users talk through both of Steam's interfaces.
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
