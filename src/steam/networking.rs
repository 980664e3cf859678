//! `ISteamNetworking` for scripts: sessions with users, and packets in bulk. Single packets are in `packets.rs`.

use godot::builtin::{Array, PackedByteArray, PackedInt64Array, VarDictionary};

use super::packets::{Packet, sending};
use super::{current, lifecycle, one_account};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::script::fast::Filled;
use crate::script::{arguments, report, tap};

methods! {
impl Class {
    /// Accepts the session that a user requests (`p2p_session_request`), now or later. May be called repeatedly.
    ///
    /// Returns `false` only if `steam_id_remote` is not a user's ID. Steamworks: `AcceptP2PSessionWithUser`.
    #[func(rename = acceptP2PSessionWithUser)]
    pub fn accept_p2p_session_with_user(steam_id_remote: i64) -> bool {
        const METHOD: &str = method!("acceptP2PSessionWithUser");
        current::with(METHOD, |platform| {
            arguments::endpoint(METHOD, "steam_id_remote", steam_id_remote)
                .is_some_and(|user| platform.networking().accept_p2p_session_with_user(user))
        })
    }

    /// Sets whether new sessions may go over a relay if there is no direct route, which is allowed by default. May be
    /// called before initialisation. Always returns `true`. Steamworks: `AllowP2PPacketRelay`.
    ///
    /// Local: Relaying is simulated while network conditions block the direct route.
    #[func(rename = allowP2PPacketRelay)]
    pub fn allow_p2p_packet_relay(allow: bool) -> bool {
        lifecycle::allow_relay(allow);
        true
    }

    /// Closes one channel to a user; closing the last open channel closes the session.
    ///
    /// Returns `false` if there is no such session or channel. Steamworks: `CloseP2PChannelWithUser`.
    #[func(rename = closeP2PChannelWithUser)]
    pub fn close_p2p_channel_with_user(steam_id_remote: i64, channel: i64) -> bool {
        const METHOD: &str = method!("closeP2PChannelWithUser");
        current::with(METHOD, |platform| {
            let Some(user) = arguments::endpoint(METHOD, "steam_id_remote", steam_id_remote) else {
                return false;
            };
            let Some(channel) = arguments::channel(METHOD, channel) else { return false };
            platform.networking().close_p2p_channel_with_user(user, channel)
        })
    }

    /// Closes the session with a user and drops everything unsent and unread. The other side is not notified; their next
    /// packet emits `p2p_session_request` again.
    ///
    /// Returns `false` if there was no session. Steamworks: `CloseP2PSessionWithUser`.
    #[func(rename = closeP2PSessionWithUser)]
    pub fn close_p2p_session_with_user(steam_id_remote: i64) -> bool {
        const METHOD: &str = method!("closeP2PSessionWithUser");
        current::with(METHOD, |platform| {
            arguments::endpoint(METHOD, "steam_id_remote", steam_id_remote)
                .is_some_and(|user| platform.networking().close_p2p_session_with_user(user))
        })
    }

    /// Reads all packets that are waiting on `channel`, the oldest first, at most `max_packets` of them. It replaces many calls of
    /// `readP2PPacket` and returns the same keys. GodotSteam does not have this method. Steamworks: `ReadP2PPacket`.
    #[func(rename = readP2PPackets)]
    pub fn read_p2p_packets(
        #[opt(default = 0)] channel: i64,
        #[opt(default = 256)] max_packets: i64,
    ) -> Array<VarDictionary> {
        const METHOD: &str = method!("readP2PPackets");
        let mut packets = Array::new();
        current::with(METHOD, |platform| {
            let channel = arguments::channel(METHOD, channel)?;
            let max_packets: u32 =
                arguments::number(METHOD, "max_packets", max_packets, 1..=i64::from(i32::MAX))?;
            for _ in 0..max_packets {
                packets.push(&Filled(Some(Packet::read(platform, channel, u32::MAX)?)).into_dictionary());
            }
            Some(())
        });
        packets
    }

    /// Queues one packet for many users. It replaces many calls of `sendP2PPacket`. Returns the number of users for whom the
    /// packet was queued. GodotSteam does not have this method. Steamworks: `SendP2PPacket`.
    ///
    /// Local: As `sendP2PPacket`.
    #[func(rename = sendP2PPacketToUsers)]
    pub fn send_p2p_packet_to_users(
        steam_ids: PackedInt64Array,
        data: PackedByteArray,
        send_type: i64,
        #[opt(default = 0)] channel: i64,
    ) -> i64 {
        const METHOD: &str = method!("sendP2PPacketToUsers");
        let bytes = data.as_slice();
        let queued = current::with(METHOD, |platform| {
            let channel = arguments::channel(METHOD, channel)?;
            let send_type =
                arguments::enumerator(METHOD, "send_type", send_type, SendType::from_i64, "P2PSend")?;
            let ids = steam_ids.as_slice().iter();
            let users: Vec<SteamId> =
                ids.filter_map(|&id| arguments::endpoint(METHOD, "steam_ids", id)).collect();
            let mut outcomes = Vec::with_capacity(users.len());
            platform.networking().send_p2p_packet_to_users(&users, bytes, send_type, channel, &mut outcomes);
            let mut queued = 0;
            for (user, outcome) in users.into_iter().zip(outcomes) {
                one_account::sends(METHOD, user);
                match outcome {
                    Ok(()) => {
                        tap::packet(|| sending(user, send_type, channel, bytes));
                        queued += 1;
                    }
                    Err(refused) => report::warning(METHOD, format!("to {user}: {refused}")),
                }
            }
            Some(queued)
        });
        queued.unwrap_or(0)
    }
}
}
