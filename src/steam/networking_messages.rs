//! `ISteamNetworkingMessages` for scripts.

use godot::builtin::{Array, PackedByteArray, VarDictionary, Variant, vdict};

use super::packets::ScriptBuffer;
use super::{current, one_account};
use crate::contract::SteamId;
use crate::contract::networking_messages::{MAX_MESSAGE_BYTES, MessageInfo, results, send_flags};
use crate::script::fast::{self, Fill, Filled, Slots};
use crate::script::keys::Keys;
use crate::script::tap::{self, Carrier, Passing};
use crate::script::{arguments, report, socket_arguments};

/// The result for a wrong argument (`k_EResultInvalidParam`).
const RESULT_INVALID_PARAM: i64 = 8;

hot_methods! {
impl Class {
    /// Queues a message for a user. `flags` is a sum of `NETWORKING_SEND_…`; a message has at most 512 KiB. The first one starts a
    /// session, which opens when the other side accepts it or sends something itself.
    ///
    /// Returns one of Result: `RESULT_OK` if the message was queued. A message to your own ID comes back to you, as with `sendP2PPacket`.
    /// Steamworks: `SendMessageToUser`.
    ///
    /// Local: Goes from process to process within the machine, under the network conditions of `SteamLocal`.
    #[func(rename = sendMessageToUser)]
    pub fn send_message_to_user(
        remote_steam_id: i64,
        data: &PackedByteArray,
        flags: i64,
        channel: i64,
    ) -> i64 {
        const METHOD: &str = method!("sendMessageToUser");
        current::with(METHOD, |platform| {
            let result = || {
                let user = arguments::endpoint(METHOD, "remote_steam_id", remote_steam_id)?;
                let channel = arguments::channel(METHOD, channel)?;
                let flags = flags_of(METHOD, flags)?;
                if data.len() > MAX_MESSAGE_BYTES {
                    let given = format!("{} bytes long", data.len());
                    let allowed = format!("at most {MAX_MESSAGE_BYTES} bytes are allowed");
                    report::bad_argument(METHOD, "data", given, &allowed);
                    return None;
                }
                let bytes = fast::contents(data);
                let result =
                    platform.networking_messages().send_message_to_user(user, bytes, flags, channel);
                if result == results::OK {
                    tap::packet(|| passing(false, user, channel, flags, bytes));
                }
                // Not earlier: a log line may reach a script, and that script may change the array.
                one_account::sends(METHOD, user);
                Some(i64::from(result))
            };
            result().unwrap_or(RESULT_INVALID_PARAM)
        })
    }

    /// Reads the messages that are waiting on `channel`, the oldest first, at most `max_messages` of them.
    ///
    /// Keys of each: `payload` (PackedByteArray), `size` (int, bytes), `connection` (int), `identity` (int, the sender's Steam ID),
    /// `receiver_user_data`, `sender_user_data`, `user_data` (int, always -1), `time_received` (int, microseconds), `message_number` (int), `channel` (int), `flags` (int).
    /// Steamworks: `ReceiveMessagesOnChannel`.
    #[func(rename = receiveMessagesOnChannel)]
    pub fn receive_messages_on_channel(channel: i64, max_messages: i64) -> Array<VarDictionary> {
        const METHOD: &str = method!("receiveMessagesOnChannel");
        let mut messages = Array::new();
        current::with(METHOD, |platform| {
            let channel = arguments::channel(METHOD, channel)?;
            let max: u32 = arguments::number(METHOD, "max_messages", max_messages, 1..=i64::from(i32::MAX))?;
            for _ in 0..max {
                let mut payload = ScriptBuffer::default();
                let info =
                    platform.networking_messages().receive_message_on_channel(channel, &mut payload)?;
                let payload = payload.into_array();
                tap::packet(|| {
                    passing(true, info.sender, channel, info.flags, fast::contents(&payload))
                });
                messages.push(&Filled(Some(Message { info, payload })).into_dictionary());
            }
            Some(())
        });
        messages
    }
}
}

methods! {
impl Class {
    /// Accepts the session that a user requests (`network_messages_session_request`). Returns `false` if they have not
    /// requested one. Steamworks: `AcceptSessionWithUser`.
    #[func(rename = acceptSessionWithUser)]
    pub fn accept_session_with_user(remote_steam_id: i64) -> bool {
        const METHOD: &str = method!("acceptSessionWithUser");
        current::with(METHOD, |platform| {
            arguments::endpoint(METHOD, "remote_steam_id", remote_steam_id)
                .is_some_and(|user| platform.networking_messages().accept_session_with_user(user))
        })
    }

    /// Closes the session with a user and drops everything unsent and unread. Returns `false` if there was none.
    /// Steamworks: `CloseSessionWithUser`.
    #[func(rename = closeSessionWithUser)]
    pub fn close_session_with_user(remote_steam_id: i64) -> bool {
        const METHOD: &str = method!("closeSessionWithUser");
        current::with(METHOD, |platform| {
            arguments::endpoint(METHOD, "remote_steam_id", remote_steam_id)
                .is_some_and(|user| platform.networking_messages().close_session_with_user(user))
        })
    }

    /// Closes one channel to a user; closing the last open channel closes the session. Returns `false` if there is no
    /// such session or channel. Steamworks: `CloseChannelWithUser`.
    #[func(rename = closeChannelWithUser)]
    pub fn close_channel_with_user(remote_steam_id: i64, channel: i64) -> bool {
        const METHOD: &str = method!("closeChannelWithUser");
        current::with(METHOD, |platform| {
            let Some(user) = arguments::endpoint(METHOD, "remote_steam_id", remote_steam_id) else {
                return false;
            };
            arguments::channel(METHOD, channel)
                .is_some_and(|channel| platform.networking_messages().close_channel_with_user(user, channel))
        })
    }

    /// The state of the session with a user; empty if there is none. The user is a Steam ID, or the String that GodotSteam up to
    /// 4.7 required: `"steamid:76561…"`.
    ///
    /// Keys: `connection_state` (int) always. With `get_connection`: `identity` (int), `user_data`, `listen_socket` (int),
    /// `remote_address` (String), `remote_pop`, `pop_relay`, `end_reason` (int), `end_debug`, `debug_description` (String),
    /// `info_flags` (int). With `get_status`: `state`, `ping` (int, ms, -1 while not known), `local_quality`, `remote_quality` (float, 0
    /// to 1, -1 while not known), `packets_out_per_second`, `bytes_out_per_second`, `packets_in_per_second`, `bytes_in_per_second`
    /// (float), `send_rate` (int, bytes a second), `pending_unreliable`, `pending_reliable`, `send_unacknowledged_reliable` (int,
    /// bytes), `sent_unacknowledged_reliable` (the same under its other name), `queue_time` (int, microseconds). Steamworks: `GetSessionConnectionInfo`.
    ///
    /// Local: The address is the loopback address; there are no relay stations, and `queue_time` is 0.
    #[func(rename = getSessionConnectionInfo)]
    pub fn get_session_connection_info(
        remote_steam_id: Variant,
        get_connection: bool,
        get_status: bool,
    ) -> VarDictionary {
        const METHOD: &str = method!("getSessionConnectionInfo");
        let session = current::with(METHOD, |platform| {
            let user = socket_arguments::identity(METHOD, "remote_steam_id", &remote_steam_id)?;
            Some((user, platform.networking_messages().messages_session(user)?))
        });
        let Some((user, session)) = session else { return VarDictionary::new() };
        let mut result = vdict! { "connection_state" => session.state };
        if get_connection {
            let connection: VarDictionary = vdict! {
                "identity" => user.0.cast_signed(),
                "user_data" => -1,
                "listen_socket" => 0,
                "remote_address" => session.remote_address.as_str(),
                "remote_pop" => i64::from(session.remote_pop),
                "pop_relay" => i64::from(session.relay_pop),
                "end_reason" => session.end_reason,
                "end_debug" => session.end_debug.as_str(),
                "debug_description" => session.description.as_str(),
                "info_flags" => session.info_flags,
            };
            result.extend_dictionary(&connection, true);
        }
        if get_status {
            let status: VarDictionary = vdict! {
                "state" => session.state,
                "ping" => session.ping_ms,
                "local_quality" => f64::from(session.local_quality),
                "remote_quality" => f64::from(session.remote_quality),
                "packets_out_per_second" => f64::from(session.out_packets_per_second),
                "bytes_out_per_second" => f64::from(session.out_bytes_per_second),
                "packets_in_per_second" => f64::from(session.in_packets_per_second),
                "bytes_in_per_second" => f64::from(session.in_bytes_per_second),
                "send_rate" => session.send_rate,
                "pending_unreliable" => session.pending_unreliable,
                "pending_reliable" => session.pending_reliable,
                "send_unacknowledged_reliable" => session.unacknowledged_reliable,
                "sent_unacknowledged_reliable" => session.unacknowledged_reliable,
                "queue_time" => session.queue_time_us,
            };
            result.extend_dictionary(&status, true);
        }
        result
    }
}
}

/// A sent message, for the editor's panel.
fn passing(incoming: bool, user: SteamId, channel: i32, flags: i32, bytes: &[u8]) -> Passing<'_> {
    let carrier = Carrier::Messages;
    Passing { incoming, carrier, user, id: 0, object: 0, channel, send_type: flags, bytes }
}

/// A received message.
struct Message {
    info: MessageInfo,
    payload: PackedByteArray,
}

impl Fill for Message {
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>) {
        slots.bytes(&keys.payload, &self.payload);
        slots.int(&keys.size, self.payload.len() as i64);
        slots.int(&keys.connection, self.info.connection.into());
        slots.int(&keys.identity, self.info.sender.0 as i64);
        slots.int(&keys.receiver_user_data, -1);
        slots.int(&keys.sender_user_data, -1);
        slots.int(&keys.user_data, -1);
        slots.int(&keys.time_received, self.info.time_received_us);
        slots.int(&keys.message_number, self.info.number);
        slots.int(&keys.channel, self.info.channel.into());
        slots.int(&keys.flags, self.info.flags.into());
    }
}

fn flags_of(method: &'static str, flags: i64) -> Option<i32> {
    let known = i32::try_from(flags).ok().filter(|flags| flags & !send_flags::ALL == 0);
    if known.is_none() {
        report::bad_argument(method, "flags", flags, "it must be a sum of Steam.NETWORKING_SEND_…");
    }
    known
}
