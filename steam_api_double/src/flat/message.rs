//! Messages for C.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::connections::{self, IDENTITY_BYTES};
use crate::contract::networking_sockets::SocketMessage;
use crate::switches::violation;

/// `SteamNetworkingMessage_t`.
#[repr(C)]
pub(super) struct Message {
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

/// Messages that the game has not released yet.
static OUT: AtomicUsize = AtomicUsize::new(0);

/// The number of messages that the game has not released yet.
pub(crate) fn messages_out() -> usize {
    OUT.load(Ordering::Acquire)
}

/// A message for the game to read and release.
pub(super) fn hand_out(bytes: Vec<u8>, told: &SocketMessage, channel: i32) -> *mut Message {
    allocate(
        Message {
            data: ptr::null_mut(),
            size: 0,
            connection: told.connection.0,
            identity: connections::identity(told.sender),
            connection_user_data: told.user_data,
            time_received: told.time_received_us,
            number: told.number,
            free_data: None,
            release: None,
            channel,
            flags: told.flags,
            user_data: 0,
            lane: told.lane,
            _pad: 0,
        },
        bytes,
    )
}

/// A message for the game to fill in and send.
pub(super) fn blank(size: usize) -> *mut Message {
    allocate(
        Message {
            data: ptr::null_mut(),
            size: 0,
            connection: 0,
            identity: [0; IDENTITY_BYTES],
            connection_user_data: 0,
            time_received: 0,
            number: 0,
            free_data: None,
            release: None,
            channel: 0,
            flags: 0,
            user_data: 0,
            lane: 0,
            _pad: 0,
        },
        vec![0xEE; size],
    )
}

fn allocate(message: Message, bytes: Vec<u8>) -> *mut Message {
    let size = bytes.len() as i32;
    // Null if there is nothing, which Steam allows.
    let data =
        if bytes.is_empty() { ptr::null_mut() } else { Box::into_raw(bytes.into_boxed_slice()).cast() };
    OUT.fetch_add(1, Ordering::AcqRel);
    Box::into_raw(Box::new(Message { data, size, ..message }))
}

/// The contents that the game has filled in: connection, flags, lane and bytes. The message is ours again.
pub(super) fn take_back(message: *mut Message) -> (u32, i32, u16, Vec<u8>) {
    if message.is_null() || messages_out() == 0 {
        violation("a message is sent that is not there");
    }
    // SAFETY: created by `blank`, and by the SDK's rules neither sent nor released before.
    let (connection, flags, lane, bytes) = unsafe {
        let message = &*message;
        let bytes = if message.data.is_null() {
            Vec::new()
        } else {
            std::slice::from_raw_parts(message.data.cast::<u8>(), message.size as usize).to_vec()
        };
        (message.connection, message.flags, message.lane, bytes)
    };
    SteamAPI_SteamNetworkingMessage_t_Release(message);
    (connection, flags, lane, bytes)
}

/// Takes a message back.
#[unsafe(no_mangle)]
extern "C" fn SteamAPI_SteamNetworkingMessage_t_Release(message: *mut Message) {
    if message.is_null() || messages_out() == 0 {
        violation("a message is released that is not there");
    }
    OUT.fetch_sub(1, Ordering::AcqRel);
    // SAFETY: created by `hand_out`, by the SDK's rules released once, and the bytes were a boxed slice of that size.
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
