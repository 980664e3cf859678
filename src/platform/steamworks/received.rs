//! Messages and structures that Steam has handed out.

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
        // SAFETY: all bytes were made zero, and Steam, which lays the structures out without gaps, writes whole ones.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), size_of::<T>()) }
    }
}

/// A message that Steam has handed out. It is given back when this is dropped.
pub(super) struct ReceivedMessage(ptr::NonNull<sys::SteamNetworkingMessage_t>);

impl ReceivedMessage {
    /// `None` if there is none.
    pub(super) fn new(message: *mut sys::SteamNetworkingMessage_t) -> Option<ReceivedMessage> {
        ptr::NonNull::new(message).map(ReceivedMessage)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        // SAFETY: Steam's message, which lives until it is released; its members are numbers and pointers, of which none
        // can have a wrong value, but for the enumeration in the identity, which is not read here.
        let (data, size) = unsafe {
            let message = self.0.as_ptr();
            ((&raw const (*message).m_pData).read(), (&raw const (*message).m_cbSize).read())
        };
        let size = usize::try_from(size).unwrap_or(0);
        if data.is_null() || size == 0 {
            return &[];
        }
        // SAFETY: not null, and Steam says that so many bytes stand there; they stay until the message is released, which
        // happens when `self` is dropped, and nobody writes to them.
        unsafe { std::slice::from_raw_parts(data.cast(), size) }
    }

    pub(super) fn told(&self) -> SocketMessage {
        let message = self.0.as_ptr();
        // SAFETY: Steam's message, as in `bytes`. The identity is taken as the bytes that it has, wherever they lie.
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
        // SAFETY: Steam's message, given back this once.
        unsafe { sys::SteamAPI_SteamNetworkingMessage_t_Release(self.0.as_ptr()) };
    }
}
