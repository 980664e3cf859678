//! Messages and structures from Steam.

use std::mem::{MaybeUninit, size_of};
use std::ptr;

use ::steamworks::sys;

use super::callbacks::messages;
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, SocketMessage};

const IDENTITY_BYTES: usize = size_of::<sys::SteamNetworkingIdentity>();

/// Room for a structure that Steam fills in, read as plain bytes: its enumerations may have values that this SDK lacks.
pub(super) struct Room<T>(MaybeUninit<T>);

impl<T> Room<T> {
    pub(super) fn new() -> Room<T> {
        Room(MaybeUninit::zeroed())
    }

    pub(super) fn pointer(&mut self) -> *mut T {
        self.0.as_mut_ptr()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        // SAFETY: all bytes were zeroed, and Steam's structures have no padding and are written as a whole.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), size_of::<T>()) }
    }
}

/// A message from Steam, which is returned when this is dropped.
pub(super) struct ReceivedMessage(ptr::NonNull<sys::SteamNetworkingMessage_t>);

impl ReceivedMessage {
    /// `None` if there is none.
    pub(super) fn new(message: *mut sys::SteamNetworkingMessage_t) -> Option<ReceivedMessage> {
        ptr::NonNull::new(message).map(ReceivedMessage)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        // SAFETY: Steam's message, which lives until it is released; its members are numbers and pointers, for which any
        // value is valid, except for the enumeration in the identity, which is not read here.
        let (data, size) = unsafe {
            let message = self.0.as_ptr();
            ((&raw const (*message).m_pData).read(), (&raw const (*message).m_cbSize).read())
        };
        let size = usize::try_from(size).unwrap_or(0);
        if data.is_null() || size == 0 {
            return &[];
        }
        // SAFETY: not null, and Steam guarantees this many bytes, which stay unchanged until the message is released,
        // when `self` is dropped.
        unsafe { std::slice::from_raw_parts(data.cast(), size) }
    }

    pub(super) fn info(&self) -> SocketMessage {
        let message = self.0.as_ptr();
        // SAFETY: Steam's message, as in `bytes`. The identity is read as plain, unaligned bytes.
        unsafe {
            let sender =
                (&raw const (*message).m_identityPeer).cast::<[u8; IDENTITY_BYTES]>().read_unaligned();
            SocketMessage {
                connection: Connection((&raw const (*message).m_conn).read()),
                sender: messages::user(&sender).unwrap_or(SteamId::NIL),
                user_data: (&raw const (*message).m_nConnUserData).read(),
                lane: (&raw const (*message).m_idxLane).read(),
                flags: (&raw const (*message).m_nFlags).read(),
                number: (&raw const (*message).m_nMessageNumber).read(),
                time_received_us: (&raw const (*message).m_usecTimeReceived).read(),
            }
        }
    }
}

impl Drop for ReceivedMessage {
    fn drop(&mut self) {
        // SAFETY: Steam's message, returned only once.
        unsafe { sys::SteamAPI_SteamNetworkingMessage_t_Release(self.0.as_ptr()) };
    }
}
