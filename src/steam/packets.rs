//! The calls of `ISteamNetworking` that a game makes in every frame for every peer: packets and the session's state.

use godot::builtin::PackedByteArray;

use super::{current, one_account};
use crate::contract::networking::{PacketBuffer, SendType, SessionState};
use crate::contract::{Platform, SteamId};
use crate::script::fast::{self, Fill, Filled, Slots};
use crate::script::keys::Keys;
use crate::script::tap::{self, Carrier, Passing};
use crate::script::{arguments, report};

hot_methods! {
impl Class {
    /// The size in bytes of the next packet on `channel`; 0 if there is none. Empty packets are skipped; the next read
    /// returns them. Steamworks: `IsP2PPacketAvailable`.
    #[func(rename = getAvailableP2PPacketSize)]
    pub fn get_available_p2p_packet_size(#[opt(default = 0)] channel: i64) -> i64 {
        const METHOD: &str = method!("getAvailableP2PPacketSize");
        current::with(METHOD, |platform| match arguments::channel(METHOD, channel) {
            Some(channel) => i64::from(platform.networking().available_p2p_packet_size(channel)),
            None => 0,
        })
    }

    /// Reads the oldest packet on `channel`. It reads at most `packet` bytes and drops the rest, so pass the result of
    /// `getAvailableP2PPacketSize`.
    ///
    /// Keys: `data` (PackedByteArray), `remote_steam_id` (int), `steam_id_remote` (int, the same under its older name). Empty
    /// if there is no packet. Steamworks: `ReadP2PPacket`.
    #[func(rename = readP2PPacket)]
    pub fn read_p2p_packet(packet: i64, #[opt(default = 0)] channel: i64) -> Filled<Packet> {
        const METHOD: &str = method!("readP2PPacket");
        Filled(current::with(METHOD, |platform| {
            let max_bytes = arguments::number(METHOD, "packet", packet, 0..=i64::from(u32::MAX))?;
            Packet::read(platform, arguments::channel(METHOD, channel)?, max_bytes)
        }))
    }

    /// Queues a packet for a user. The first one starts a session, which opens when the other side accepts it.
    ///
    /// `send_type` is one of P2PSend. An unreliable packet has at most 1200 bytes, a reliable one 1 MiB. Returns whether the
    /// packet was queued; `p2p_session_connect_fail` is emitted if it could not be delivered within 20 s. Steamworks:
    /// `SendP2PPacket`.
    ///
    /// Packets to your own ID come back to you. On Steam, a warning says once if that happens outside of a lobby, because two
    /// copies of the game under one account are one user and cannot meet.
    ///
    /// Local: Goes from process to process within the machine, under the network conditions of `SteamLocal`.
    // rule: call.wrong-argument
    #[func(rename = sendP2PPacket)]
    pub fn send_p2p_packet(
        steam_id_remote: i64,
        data: &PackedByteArray,
        send_type: i64,
        #[opt(default = 0)] channel: i64,
    ) -> bool {
        const METHOD: &str = method!("sendP2PPacket");
        current::with(METHOD, |platform| {
            let Some(user) = arguments::endpoint(METHOD, "steam_id_remote", steam_id_remote) else {
                return false;
            };
            let Some(channel) = arguments::channel(METHOD, channel) else { return false };
            let Some(send_type) =
                arguments::enumerator(METHOD, "send_type", send_type, SendType::from_i64, "P2PSend")
            else {
                return false;
            };
            let bytes = fast::contents(data);
            let queued = platform.networking().send_p2p_packet(user, bytes, send_type, channel);
            if queued.is_ok() {
                tap::packet(|| sending(user, send_type, channel, bytes));
            }
            // Not earlier: a log line may reach a script, and that script may change the array.
            one_account::sends(METHOD, user);
            if let Err(refused) = queued {
                report::warning(METHOD, refused);
            }
            queued.is_ok()
        })
    }

    /// The state of the session with a user; empty if there is none.
    ///
    /// Keys: `connection_active` (bool), `connecting` (bool), `session_error` (int, P2PSessionError), `using_relay` (bool),
    /// `bytes_queued_for_send` (int), `packets_queued_for_send` (int), `remote_ip` (int, IPv4 in host byte order: 127.0.0.1
    /// is 2130706433), `remote_port` (int). Steamworks: `GetP2PSessionState`.
    ///
    /// Local: The address is the loopback address; the port is real.
    #[func(rename = getP2PSessionState)]
    pub fn get_p2p_session_state(steam_id_remote: i64) -> Filled<SessionState> {
        const METHOD: &str = method!("getP2PSessionState");
        Filled(current::with(METHOD, |platform| {
            platform.networking().p2p_session_state(arguments::endpoint(METHOD, "steam_id_remote", steam_id_remote)?)
        }))
    }
}
}

/// Lets the platform write a packet into the array that the script gets.
#[derive(Default)]
pub(super) struct ScriptBuffer(PackedByteArray);

impl ScriptBuffer {
    /// The written length.
    pub(super) fn into_array(self) -> PackedByteArray {
        self.0
    }
}

impl PacketBuffer for ScriptBuffer {
    fn reserve(&mut self, len: usize) -> &mut [u8] {
        fast::room(&mut self.0, len)
    }

    fn truncate(&mut self, len: usize) {
        if len < self.0.len() {
            self.0.resize(len);
        }
    }
}

/// A queued packet, for the editor's panel.
pub(super) fn sending(user: SteamId, send_type: SendType, channel: i32, bytes: &[u8]) -> Passing<'_> {
    Passing {
        incoming: false,
        carrier: Carrier::Packets,
        user,
        id: 0,
        object: 0,
        channel,
        send_type: send_type as i32,
        bytes,
    }
}

/// A packet that was read.
pub struct Packet {
    sender: SteamId,
    data: PackedByteArray,
}

impl Packet {
    /// Reads the oldest packet on a channel.
    pub(super) fn read(platform: &dyn Platform, channel: i32, max_bytes: u32) -> Option<Packet> {
        let mut buffer = ScriptBuffer::default();
        let sender = platform.networking().read_p2p_packet(channel, max_bytes, &mut buffer)?;
        let data = buffer.into_array();
        tap::packet(|| Passing {
            incoming: true,
            carrier: Carrier::Packets,
            user: sender,
            id: 0,
            object: 0,
            channel,
            send_type: -1,
            bytes: fast::contents(&data),
        });
        Some(Packet { sender, data })
    }
}

impl Fill for Packet {
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>) {
        let sender = self.sender.0 as i64;
        slots.bytes(&keys.data, &self.data);
        slots.int(&keys.remote_steam_id, sender);
        slots.int(&keys.steam_id_remote, sender);
    }
}
