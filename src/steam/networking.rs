//! `ISteamNetworking` for scripts: packets from user to user.

use godot::builtin::{Array, PackedByteArray, PackedInt64Array, VarDictionary};
use godot::meta::ToGodot;
use godot::register::godot_api;

use super::{Steam, arguments, current, keys, lifecycle, one_account, report};
use crate::platform::Platform;
use crate::platform::networking::{PacketBuffer, SendType};

/// Lets the platform write a packet into the array that the script gets.
#[derive(Default)]
pub(super) struct ScriptBuffer(PackedByteArray);

impl ScriptBuffer {
    /// What was written.
    pub(super) fn into_array(self) -> PackedByteArray {
        self.0
    }
}

impl PacketBuffer for ScriptBuffer {
    fn reserve(&mut self, len: usize) -> &mut [u8] {
        self.0.resize(len);
        self.0.as_mut_slice()
    }

    fn truncate(&mut self, len: usize) {
        if len < self.0.len() {
            self.0.resize(len);
        }
    }
}

#[godot_api(secondary)]
impl Steam {
    /// Accepts the session that a user asked for with `p2p_session_request`, or will ask for. May be called repeatedly.
    ///
    /// Returns `false` only where `steam_id_remote` is no user's ID. Steamworks: `AcceptP2PSessionWithUser`.
    #[func(rename = acceptP2PSessionWithUser)]
    pub fn accept_p2p_session_with_user(steam_id_remote: i64) -> bool {
        const METHOD: &str = "acceptP2PSessionWithUser";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id_remote", steam_id_remote)
                .is_some_and(|user| platform.accept_p2p_session_with_user(user))
        })
    }

    /// Sets whether sessions made from now on may be relayed where there is no direct way. Allowed at first. May be
    /// called before initialisation. Always returns `true`. Steamworks: `AllowP2PPacketRelay`.
    ///
    /// Local: Relaying is imitated where network conditions block the direct way.
    #[func(rename = allowP2PPacketRelay)]
    pub fn allow_p2p_packet_relay(allow: bool) -> bool {
        lifecycle::allow_relay("allowP2PPacketRelay", allow);
        true
    }

    /// Closes one channel to a user; the last open channel closes the session.
    ///
    /// Returns `false` where there is no session or channel with that user. Steamworks: `CloseP2PChannelWithUser`.
    #[func(rename = closeP2PChannelWithUser)]
    pub fn close_p2p_channel_with_user(steam_id_remote: i64, channel: i64) -> bool {
        const METHOD: &str = "closeP2PChannelWithUser";
        current::with(METHOD, |platform| {
            let Some(user) = arguments::user(METHOD, "steam_id_remote", steam_id_remote) else {
                return false;
            };
            let Some(channel) = arguments::channel(METHOD, channel) else { return false };
            platform.close_p2p_channel_with_user(user, channel)
        })
    }

    /// Closes the session with a user and drops everything unsent and unread. The other side is not told; his next packet
    /// raises `p2p_session_request` again.
    ///
    /// Returns `false` where there was no session. Steamworks: `CloseP2PSessionWithUser`.
    #[func(rename = closeP2PSessionWithUser)]
    pub fn close_p2p_session_with_user(steam_id_remote: i64) -> bool {
        const METHOD: &str = "closeP2PSessionWithUser";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id_remote", steam_id_remote)
                .is_some_and(|user| platform.close_p2p_session_with_user(user))
        })
    }

    /// The state of the session with a user; empty where there is none.
    ///
    /// Keys: `connection_active` (bool), `connecting` (bool), `session_error` (int, P2PSessionError), `using_relay` (bool),
    /// `bytes_queued_for_send` (int), `packets_queued_for_send` (int), `remote_ip` (int, IPv4 in host byte order: 127.0.0.1
    /// is 2130706433), `remote_port` (int). Steamworks: `GetP2PSessionState`.
    ///
    /// Local: The address is the loopback one, the port the real one.
    #[func(rename = getP2PSessionState)]
    pub fn get_p2p_session_state(steam_id_remote: i64) -> VarDictionary {
        const METHOD: &str = "getP2PSessionState";
        let state = current::with(METHOD, |platform| {
            platform.p2p_session_state(arguments::user(METHOD, "steam_id_remote", steam_id_remote)?)
        });
        let Some(state) = state else { return VarDictionary::new() };
        keys::dictionary(|keys, dictionary| {
            dictionary.set(&keys.connection_active, &state.connection_active.to_variant());
            dictionary.set(&keys.connecting, &state.connecting.to_variant());
            dictionary.set(&keys.session_error, &i64::from(state.session_error).to_variant());
            dictionary.set(&keys.using_relay, &state.using_relay.to_variant());
            dictionary.set(&keys.bytes_queued_for_send, &state.bytes_queued_for_send.to_variant());
            dictionary.set(&keys.packets_queued_for_send, &state.packets_queued_for_send.to_variant());
            dictionary.set(&keys.remote_ip, &i64::from(state.remote_ip).to_variant());
            dictionary.set(&keys.remote_port, &i64::from(state.remote_port).to_variant());
        })
    }

    /// Bytes in the next packet that waits on `channel`, 0 where none does. Empty packets are skipped over; the next read
    /// delivers them. Steamworks: `IsP2PPacketAvailable`.
    #[func(rename = getAvailableP2PPacketSize)]
    pub fn get_available_p2p_packet_size(#[opt(default = 0)] channel: i64) -> i64 {
        const METHOD: &str = "getAvailableP2PPacketSize";
        current::with(METHOD, |platform| match arguments::channel(METHOD, channel) {
            Some(channel) => i64::from(platform.available_p2p_packet_size(channel)),
            None => 0,
        })
    }

    /// Takes the oldest packet that waits on `channel`. At most `packet` bytes are taken, what is longer is lost: pass what
    /// `getAvailableP2PPacketSize` returned.
    ///
    /// Keys: `data` (PackedByteArray), `remote_steam_id` (int), `steam_id_remote` (int, the same under its older name). Empty
    /// where nothing waits. Steamworks: `ReadP2PPacket`.
    #[func(rename = readP2PPacket)]
    pub fn read_p2p_packet(packet: i64, #[opt(default = 0)] channel: i64) -> VarDictionary {
        const METHOD: &str = "readP2PPacket";
        let read = current::with(METHOD, |platform| {
            let max_bytes = arguments::number(METHOD, "packet", packet, 0..=i64::from(u32::MAX))?;
            read(platform, arguments::channel(METHOD, channel)?, max_bytes)
        });
        read.unwrap_or_default()
    }

    /// Takes all packets that wait on `channel`, oldest first, at most `max_packets` of them: as many calls of `readP2PPacket` in one,
    /// and with the same keys. An addition of this extension, which GodotSteam does not have. Steamworks: `ReadP2PPacket`.
    #[func(rename = readP2PPackets)]
    pub fn read_p2p_packets(
        #[opt(default = 0)] channel: i64,
        #[opt(default = 256)] max_packets: i64,
    ) -> Array<VarDictionary> {
        const METHOD: &str = "readP2PPackets";
        let mut packets = Array::new();
        current::with(METHOD, |platform| {
            let channel = arguments::channel(METHOD, channel)?;
            let max_packets: u32 =
                arguments::number(METHOD, "max_packets", max_packets, 1..=i64::from(i32::MAX))?;
            for _ in 0..max_packets {
                packets.push(&read(platform, channel, u32::MAX)?);
            }
            Some(())
        });
        packets
    }

    /// Queues a packet for a user. The first one starts a session, which opens when the other side accepts it.
    ///
    /// `send_type` is one of P2PSend: at most 1200 bytes for the unreliable ones, 1 MiB for the reliable ones. Returns whether
    /// the packet was queued; what could not be delivered within 20 s is told by `p2p_session_connect_fail`.
    /// Steamworks: `SendP2PPacket`.
    ///
    /// What you send to your own ID comes back to you. On Steam, who does so outside of any lobby is warned once: two copies of
    /// the game under one account are one user and cannot meet.
    ///
    /// Local: Goes from process to process within the machine, under the network conditions of `SteamLocal`.
    #[func(rename = sendP2PPacket)]
    pub fn send_p2p_packet(
        steam_id_remote: i64,
        data: PackedByteArray,
        send_type: i64,
        #[opt(default = 0)] channel: i64,
    ) -> bool {
        const METHOD: &str = "sendP2PPacket";
        current::with(METHOD, |platform| {
            let Some(user) = arguments::user(METHOD, "steam_id_remote", steam_id_remote) else {
                return false;
            };
            let Some(channel) = arguments::channel(METHOD, channel) else { return false };
            let Some(send_type) =
                arguments::enumerator(METHOD, "send_type", send_type, SendType::from_i64, "P2PSend")
            else {
                return false;
            };
            one_account::sends(METHOD, user);
            match platform.send_p2p_packet(user, data.as_slice(), send_type, channel) {
                Ok(()) => true,
                Err(refused) => {
                    report::warning(METHOD, refused);
                    false
                }
            }
        })
    }

    /// Queues one packet for many users: as many calls of `sendP2PPacket` in one. Returns for how many it was queued. An addition
    /// of this extension, which GodotSteam does not have. Steamworks: `SendP2PPacket`.
    ///
    /// Local: As `sendP2PPacket`.
    #[func(rename = sendP2PPacketToUsers)]
    pub fn send_p2p_packet_to_users(
        steam_ids: PackedInt64Array,
        data: PackedByteArray,
        send_type: i64,
        #[opt(default = 0)] channel: i64,
    ) -> i64 {
        const METHOD: &str = "sendP2PPacketToUsers";
        let queued = current::with(METHOD, |platform| {
            let channel = arguments::channel(METHOD, channel)?;
            let send_type =
                arguments::enumerator(METHOD, "send_type", send_type, SendType::from_i64, "P2PSend")?;
            let users =
                steam_ids.as_slice().iter().filter_map(|&id| arguments::user(METHOD, "steam_ids", id));
            let sent = users.filter(|&user| {
                one_account::sends(METHOD, user);
                match platform.send_p2p_packet(user, data.as_slice(), send_type, channel) {
                    Ok(()) => true,
                    Err(refused) => {
                        report::warning(METHOD, format!("to {user}: {refused}"));
                        false
                    }
                }
            });
            Some(sent.count() as i64)
        });
        queued.unwrap_or(0)
    }
}

/// Takes the oldest packet on a channel, as the Dictionary that scripts get.
fn read(platform: &dyn Platform, channel: i32, max_bytes: u32) -> Option<VarDictionary> {
    let mut buffer = ScriptBuffer::default();
    let sender = platform.read_p2p_packet(channel, max_bytes, &mut buffer)?;
    Some(keys::dictionary(|keys, dictionary| {
        let sender = (sender.0 as i64).to_variant();
        dictionary.set(&keys.data, &buffer.0.to_variant());
        dictionary.set(&keys.remote_steam_id, &sender);
        dictionary.set(&keys.steam_id_remote, &sender);
    }))
}
