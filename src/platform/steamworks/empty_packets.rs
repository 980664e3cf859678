//! Empty packets, kept aside so that they do not hide the packets behind them.
//!
//! `IsP2PPacketAvailable` distinguishes an empty packet from none by its return value, not by the size. Scripts only
//! get the size, and would stop reading at an empty packet. So a size query takes the empty packets at the head out of
//! Steam's queue and remembers their senders here; the next reads return them before the packets behind them.

use std::collections::{HashMap, VecDeque};

use crate::contract::SteamId;

/// The senders of empty packets that were taken out of Steam's queue, by channel, oldest first.
#[derive(Debug, Default)]
pub(super) struct EmptyPackets {
    channels: HashMap<i32, VecDeque<SteamId>>,
}

impl EmptyPackets {
    /// Stores an empty packet.
    pub(super) fn keep(&mut self, channel: i32, sender: SteamId) {
        self.channels.entry(channel).or_default().push_back(sender);
    }

    /// Takes the oldest packet on `channel`.
    #[inline]
    pub(super) fn take(&mut self, channel: i32) -> Option<SteamId> {
        if self.channels.is_empty() { None } else { self.take_kept(channel) }
    }

    #[cold]
    fn take_kept(&mut self, channel: i32) -> Option<SteamId> {
        let kept = self.channels.get_mut(&channel)?;
        let sender = kept.pop_front();
        if kept.is_empty() {
            self.channels.remove(&channel);
        }
        sender
    }

    /// Drops the packets from `sender` on `channel`, or on all channels, since closing a session drops unread
    /// packets.
    pub(super) fn drop_from(&mut self, sender: SteamId, channel: Option<i32>) {
        self.channels.retain(|kept_on, kept| {
            if channel.is_none_or(|channel| channel == *kept_on) {
                kept.retain(|kept_from| *kept_from != sender);
            }
            !kept.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: SteamId = SteamId::individual(1);
    const BEN: SteamId = SteamId::individual(2);

    #[test]
    fn empty_packets_come_back_in_order_on_their_own_channel() {
        let mut packets = EmptyPackets::default();
        packets.keep(0, ANNA);
        packets.keep(3, BEN);
        packets.keep(0, BEN);
        assert_eq!(packets.take(1), None);
        assert_eq!(packets.take(0), Some(ANNA));
        assert_eq!(packets.take(0), Some(BEN));
        assert_eq!(packets.take(0), None);
        assert_eq!(packets.take(3), Some(BEN));
        assert!(packets.channels.is_empty());
    }

    #[test]
    fn closing_drops_what_one_user_sent_on_one_or_all_channels() {
        let mut packets = EmptyPackets::default();
        for channel in 0..2 {
            packets.keep(channel, ANNA);
            packets.keep(channel, BEN);
        }
        packets.drop_from(ANNA, Some(0));
        assert_eq!(packets.take(0), Some(BEN));
        packets.drop_from(BEN, None);
        assert_eq!(packets.take(1), Some(ANNA));
        assert!(packets.channels.is_empty());
    }
}
