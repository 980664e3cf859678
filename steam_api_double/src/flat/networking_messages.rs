//! `ISteamNetworkingMessages`.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::methods;
use crate::arguments::{In, Input, Out};
use crate::connections::{self, IDENTITY_BYTES, INFO_BYTES, NAMED_BYTES};
use crate::contract::networking_messages::{MessageInfo, MessagesSession, results};
use crate::contract::{NetworkingMessages, SteamId};
use crate::switches::{self, violation};

/// `SteamNetworkingIdentity`, as far as a caller fills it in.
type Identity = [u8; NAMED_BYTES];
/// `SteamNetConnectionInfo_t`.
type Info = [u8; INFO_BYTES];

/// `SteamNetworkingMessage_t`.
#[repr(C)]
struct Message {
    data: *mut c_void,
    size: i32,
    connection: u32,
    identity: [u8; IDENTITY_BYTES],
    connection_user_data: i64,
    time_received: i64,
    number: i64,
    free_data: Option<extern "C" fn(*mut Message)>,
    release: Option<extern "C" fn(*mut Message)>,
    channel: i32,
    flags: i32,
    user_data: i64,
    lane: u16,
    _pad: u16,
}

const _: () = assert!(size_of::<Message>() == 216 && std::mem::offset_of!(Message, channel) == 192);

/// `SteamNetConnectionRealTimeStatus_t`.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
struct Status {
    state: i32,
    ping: i32,
    quality: [f32; 2],
    rates: [f32; 4],
    send_rate: i32,
    pending: [i32; 2],
    unacknowledged: i32,
    queue_time: i64,
    max_jitter: i32,
    reserved: [u32; 15],
}

const _: () = assert!(size_of::<Status>() == 120);

/// Messages that the game has and has not released.
static OUT: AtomicUsize = AtomicUsize::new(0);

/// How many messages the game has and has not released.
pub(crate) fn messages_out() -> usize {
    OUT.load(Ordering::Acquire)
}

/// Whom an identity names.
fn user(identity: &In<Identity>) -> SteamId {
    let Some(identity) = identity.read() else { violation("an identity is null") };
    match connections::identified(&identity) {
        Some(user) => user,
        None => violation("an identity is not that of a user"),
    }
}

fn hand_out(bytes: Vec<u8>, identity: [u8; IDENTITY_BYTES], message: &MessageInfo) -> *mut Message {
    let size = bytes.len() as i32;
    // Null if there is nothing, as Steam may have it.
    let data =
        if bytes.is_empty() { ptr::null_mut() } else { Box::into_raw(bytes.into_boxed_slice()).cast() };
    OUT.fetch_add(1, Ordering::AcqRel);
    Box::into_raw(Box::new(Message {
        data,
        size,
        connection: message.connection,
        identity,
        connection_user_data: -1,
        time_received: message.time_received_us,
        number: message.number,
        free_data: None,
        release: None,
        channel: message.channel,
        flags: message.flags,
        user_data: 0,
        lane: 0,
        _pad: 0,
    }))
}

/// Takes a message back.
#[unsafe(no_mangle)]
extern "C" fn SteamAPI_SteamNetworkingMessage_t_Release(message: *mut Message) {
    if message.is_null() || messages_out() == 0 {
        violation("a message is released that is not there");
    }
    OUT.fetch_sub(1, Ordering::AcqRel);
    // SAFETY: made by `hand_out`, by the SDK's rules released once, and the bytes were a boxed slice of that size.
    unsafe {
        let message = Box::from_raw(message);
        if !message.data.is_null() {
            drop(Box::from_raw(ptr::slice_from_raw_parts_mut(
                message.data.cast::<u8>(),
                message.size as usize,
            )));
        }
    }
}

fn status(session: &MessagesSession, state: i32) -> Status {
    Status {
        state,
        ping: session.ping_ms,
        quality: [session.local_quality, session.remote_quality],
        rates: [
            session.out_packets_per_second,
            session.out_bytes_per_second,
            session.in_packets_per_second,
            session.in_bytes_per_second,
        ],
        send_rate: session.send_rate,
        pending: [session.pending_unreliable, session.pending_reliable],
        unacknowledged: session.unacknowledged_reliable,
        queue_time: session.queue_time_us,
        max_jitter: -1,
        reserved: [0; 15],
    }
}

methods! { NetworkingMessages:
    fn SteamAPI_ISteamNetworkingMessages_SendMessageToUser(
        steam, remote: In<Identity>, data: Input, size: u32, flags: i32, channel: i32
    ) -> i32, or results::NO_CONNECTION; {
        steam.platform.send_message_to_user(user(&remote), &data.read(size), flags, channel)
    }

    fn SteamAPI_ISteamNetworkingMessages_ReceiveMessagesOnChannel(
        steam, channel: i32, room: Out<*mut Message>, most: i32
    ) -> i32, or 0; {
        if most != 1 {
            violation("room for one message is asked for at a time");
        }
        let mut bytes = Vec::new();
        let Some(info) = steam.platform.receive_message_on_channel(channel, &mut bytes) else { return 0 };
        room.set(hand_out(bytes, connections::identity(info.sender), &info));
        1
    }

    fn SteamAPI_ISteamNetworkingMessages_AcceptSessionWithUser(
        steam, remote: In<Identity>
    ) -> bool, or false; {
        steam.platform.accept_session_with_user(user(&remote))
    }

    fn SteamAPI_ISteamNetworkingMessages_CloseSessionWithUser(
        steam, remote: In<Identity>
    ) -> bool, or false; {
        steam.platform.close_session_with_user(user(&remote))
    }

    fn SteamAPI_ISteamNetworkingMessages_CloseChannelWithUser(
        steam, remote: In<Identity>, channel: i32
    ) -> bool, or false; {
        steam.platform.close_channel_with_user(user(&remote), channel)
    }

    fn SteamAPI_ISteamNetworkingMessages_GetSessionConnectionInfo(
        steam, remote: In<Identity>, info: Out<Info>, room: Out<Status>
    ) -> i32, or 0; {
        let remote = user(&remote);
        let Some(session) = steam.platform.messages_session(remote) else { return 0 };
        let state = if switches::is("ENUMS", "unknown") { 9999 } else { session.state };
        info.set_if_wanted(connections::info(remote, &session, state));
        room.set_if_wanted(status(&session, state));
        state
    }
}
