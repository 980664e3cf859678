//! Packets that were taken out of Steam's queue and have not been read yet.

use std::collections::{HashMap, VecDeque};

use crate::contract::SteamId;

/// Packets that were taken out of Steam's queue to learn their size, by channel, oldest first.
#[derive(Debug, Default)]
pub struct Held {
    channels: HashMap<i32, VecDeque<(SteamId, Vec<u8>)>>,
}

impl Held {
    /// The size of the first non-empty packet on `channel`.
    pub fn first_size(&self, channel: i32) -> Option<u32> {
        // Only the last packet is non-empty: no more are taken out after it.
        let (_, packet) = self.channels.get(&channel)?.back()?;
        u32::try_from(packet.len()).ok().filter(|size| *size > 0)
    }

    /// Adds a packet behind the others of its channel.
    pub fn push(&mut self, channel: i32, sender: SteamId, packet: Vec<u8>) {
        self.channels.entry(channel).or_default().push_back((sender, packet));
    }

    /// Takes the oldest packet on `channel`.
    pub fn pop(&mut self, channel: i32) -> Option<(SteamId, Vec<u8>)> {
        let packets = self.channels.get_mut(&channel)?;
        let packet = packets.pop_front();
        if packets.is_empty() {
            self.channels.remove(&channel);
        }
        packet
    }

    /// Drops the packets of a user, on one channel or on all.
    pub fn discard(&mut self, sender: SteamId, only: Option<i32>) {
        self.channels.retain(|channel, packets| {
            if only.is_none_or(|only| only == *channel) {
                packets.retain(|(from, _)| *from != sender);
            }
            !packets.is_empty()
        });
    }
}
