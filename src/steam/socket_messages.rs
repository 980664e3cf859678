//! Messages over connections of `ISteamNetworkingSockets`, for scripts.

use godot::builtin::{
    AnyArray, Array, PackedByteArray, PackedInt64Array, VarDictionary, Variant, VariantType, vdict,
};

use super::current;
use super::enums::ResultValue;
use super::packets::ScriptBuffer;
use crate::contract::networking_sockets::{
    Connection, InvalidHandle, MAX_MESSAGE_BYTES, PollGroup, Sent, SocketMessage, results, send_flags,
};
use crate::contract::{Platform, SteamId};
use crate::script::loose_argument::LooseArgument;
use crate::script::socket_arguments::handle;
use crate::script::tap::{self, Carrier, Passing};
use crate::script::{arguments, report};

methods! {
impl Class {
    /// Queues a message on a connection. `flags` is a sum of `NETWORKING_SEND_…`; a message has at most 512 KiB. Unreliable messages
    /// may be lost, duplicated or reordered; large ones are split into pieces, all of which have to arrive.
    ///
    /// Keys: `result` (int, of Result: `RESULT_OK` if the message was queued), `message_number` (int, from 1).
    /// Steamworks: `SendMessageToConnection`.
    ///
    /// Local: Goes from process to process within the machine, under the network conditions of `SteamLocal`.
    #[func(rename = sendMessageToConnection)]
    pub fn send_message_to_connection(
        connection_handle: i64,
        message: PackedByteArray,
        flags: i64,
    ) -> VarDictionary {
        const METHOD: &str = method!("sendMessageToConnection");
        current::with(METHOD, |platform| {
            let sent = || {
                let connection = Connection(handle(METHOD, "connection_handle", connection_handle)?);
                send(METHOD, platform, connection, &message, flags_of(METHOD, flags)?)
            };
            let sent = sent().unwrap_or(Sent { result: results::INVALID_PARAM, number: 0 });
            vdict! { "result" => sent.result, "message_number" => sent.number }
        })
    }

    /// Queues several messages on a connection. Accepts the forms of all versions: connection, Array of PackedByteArrays, flags;
    /// PackedByteArray, connection, flags; number, PackedByteArray, connection, flags. `delete_failed_messages` has no effect: a
    /// message that could not be queued is never kept.
    ///
    /// Returns for each message its number, or a Result below zero: -25 for `RESULT_LIMIT_EXCEEDED`. Steamworks: `SendMessages`.
    #[func(rename = sendMessages)]
    pub fn send_messages(
        connection_handle: Variant,
        messages: Variant,
        flags: Variant,
        #[opt(default = LooseArgument::Bool(false))] delete_failed_messages: LooseArgument,
    ) -> PackedInt64Array {
        const METHOD: &str = method!("sendMessages");
        let given = [connection_handle, messages, flags];
        let outcome = current::with(METHOD, |platform| {
            let (connection, messages, flags) = form(&given, delete_failed_messages).or_else(|| {
                let allowed = "call it with a connection, an Array of PackedByteArrays, and flags";
                report::error(METHOD, format!("the arguments have no known form: {allowed}"));
                None
            })?;
            let connection = Connection(handle(METHOD, "connection_handle", connection)?);
            let flags = flags_of(METHOD, flags)?;
            let one = |message: &PackedByteArray| match send(METHOD, platform, connection, message, flags) {
                Some(Sent { result: results::OK, number }) => number,
                Some(Sent { result, .. }) => -i64::from(result),
                None => -i64::from(results::INVALID_PARAM),
            };
            Some(messages.iter().map(one).collect::<Vec<i64>>())
        });
        PackedInt64Array::from(outcome.unwrap_or_default())
    }

    /// Sends at once the messages that are waiting for more (Nagle). Returns one of Result: `RESULT_IGNORED` if the connection
    /// is not open yet. Steamworks: `FlushMessagesOnConnection`.
    #[func(rename = flushMessagesOnConnection)]
    pub fn flush_messages_on_connection(connection_handle: i64) -> ResultValue {
        const METHOD: &str = method!("flushMessagesOnConnection");
        current::with(METHOD, |platform| {
            let result = match handle(METHOD, "connection_handle", connection_handle) {
                Some(connection) => platform.networking_sockets().flush_messages(Connection(connection)),
                None => results::INVALID_PARAM,
            };
            ResultValue(i64::from(result))
        })
    }

    /// Reads the messages that are waiting on a connection, the oldest first, at most `max_messages` of them.
    ///
    /// Keys of each: `payload` (PackedByteArray), `size` (int, bytes), `connection` (int), `identity` (int, the sender's Steam ID),
    /// `receiver_user_data`, `user_data` (int, the number that you have attached to the connection), `sender_user_data` (int, always
    /// 0), `time_received` (int, microseconds), `message_number` (int, counted by lane), `lane` (int), `channel` (int, always 0),
    /// `flags` (int). Steamworks: `ReceiveMessagesOnConnection`.
    #[func(rename = receiveMessagesOnConnection)]
    pub fn receive_messages_on_connection(connection_handle: i64, max_messages: i64) -> Array<VarDictionary> {
        const METHOD: &str = method!("receiveMessagesOnConnection");
        let messages = current::with(METHOD, |platform| {
            let connection = Connection(handle(METHOD, "connection_handle", connection_handle)?);
            let sockets = platform.networking_sockets();
            receive(METHOD, max_messages, |buffer| sockets.receive_on_connection(connection, buffer))
        });
        messages.unwrap_or_default()
    }

    /// Reads the messages that are waiting on all connections of a poll group, in the order of their arrival, at most
    /// `max_messages` of them. The keys are those of `receiveMessagesOnConnection`. Steamworks: `ReceiveMessagesOnPollGroup`.
    #[func(rename = receiveMessagesOnPollGroup)]
    pub fn receive_messages_on_poll_group(poll_group: i64, max_messages: i64) -> Array<VarDictionary> {
        const METHOD: &str = method!("receiveMessagesOnPollGroup");
        let messages = current::with(METHOD, |platform| {
            let group = PollGroup(handle(METHOD, "poll_group", poll_group)?);
            let sockets = platform.networking_sockets();
            receive(METHOD, max_messages, |buffer| sockets.receive_on_poll_group(group, buffer))
        });
        messages.unwrap_or_default()
    }
}
}

/// The connection, messages and flags of a call of `sendMessages`, in any form.
fn form(
    [first, second, third]: &[Variant; 3],
    fourth: LooseArgument,
) -> Option<(i64, Vec<PackedByteArray>, i64)> {
    let number = |value: &Variant| value.try_to::<i64>().ok();
    let bytes = |value: &Variant| {
        let is_of_bytes = value.get_type() == VariantType::PACKED_BYTE_ARRAY;
        is_of_bytes.then(|| value.to::<PackedByteArray>())
    };
    match (first.get_type(), second.get_type()) {
        (VariantType::PACKED_BYTE_ARRAY, _) => Some((number(second)?, vec![bytes(first)?], number(third)?)),
        (_, VariantType::PACKED_BYTE_ARRAY) => match fourth {
            LooseArgument::Int(flags) => Some((number(third)?, vec![bytes(second)?], flags)),
            LooseArgument::Absent | LooseArgument::Bool(_) | LooseArgument::Other(_) => None,
        },
        (_, VariantType::ARRAY) => {
            let list = second.to::<AnyArray>();
            let messages: Vec<PackedByteArray> = list.iter_shared().map_while(|one| bytes(&one)).collect();
            (messages.len() == list.len()).then_some((number(first)?, messages, number(third)?))
        }
        _ => None,
    }
}

/// Queues one message. Returns `None` after an error line about it.
fn send(
    method: &'static str,
    platform: &dyn Platform,
    connection: Connection,
    message: &PackedByteArray,
    flags: i32,
) -> Option<Sent> {
    if message.len() > MAX_MESSAGE_BYTES {
        let given = format!("{} bytes long", message.len());
        report::bad_argument(
            method,
            "message",
            given,
            format!("at most {MAX_MESSAGE_BYTES} bytes are allowed"),
        );
        return None;
    }
    let bytes = message.as_slice();
    let sent = platform.networking_sockets().send_message(connection, bytes, flags, 0);
    if sent.result == results::OK {
        tap::packet(|| passing(false, SteamId::NIL, connection, 0, flags, bytes));
    }
    Some(sent)
}

/// A sent message, for the editor's panel.
fn passing(
    incoming: bool,
    user: SteamId,
    connection: Connection,
    lane: i32,
    flags: i32,
    bytes: &[u8],
) -> Passing<'_> {
    let (carrier, id) = (Carrier::Sockets, i64::from(connection.0));
    Passing { incoming, carrier, user, id, object: 0, channel: lane, send_type: flags, bytes }
}

fn flags_of(method: &'static str, flags: i64) -> Option<i32> {
    const ALLOWED: i32 = send_flags::ALL & !send_flags::AUTO_RESTART_BROKEN_SESSION;
    let known = i32::try_from(flags).ok().filter(|flags| flags & !ALLOWED == 0);
    if known.is_none() {
        report::bad_argument(
            method,
            "flags",
            flags,
            "it must be a sum of Steam.NETWORKING_SEND_… for connections",
        );
    }
    known
}

/// Reads up to `max_messages`. `None` if the number is out of range.
fn receive(
    method: &'static str,
    max_messages: i64,
    mut next: impl FnMut(&mut ScriptBuffer) -> Result<Option<SocketMessage>, InvalidHandle>,
) -> Option<Array<VarDictionary>> {
    let max: u32 = arguments::number(method, "max_messages", max_messages, 1..=i64::from(i32::MAX))?;
    let mut messages = Array::new();
    for _ in 0..max {
        let mut payload = ScriptBuffer::default();
        match next(&mut payload) {
            Ok(Some(told)) => {
                let payload = payload.into_array();
                tap::packet(|| {
                    let lane = i32::from(told.lane);
                    passing(true, told.sender, told.connection, lane, told.flags, payload.as_slice())
                });
                messages.push(&message(told, &payload));
            }
            // An unknown handle has no messages, as on Steam.
            Ok(None) | Err(InvalidHandle) => break,
        }
    }
    Some(messages)
}

fn message(told: SocketMessage, payload: &PackedByteArray) -> VarDictionary {
    vdict! {
        "payload" => payload,
        "size" => payload.len() as i64,
        "connection" => i64::from(told.connection.0),
        "identity" => told.sender.0 as i64,
        "receiver_user_data" => told.user_data,
        "user_data" => told.user_data,
        "sender_user_data" => 0,
        "time_received" => told.time_received_us,
        "message_number" => told.number,
        "lane" => i64::from(told.lane),
        "channel" => 0,
        "flags" => i64::from(told.flags),
    }
}
