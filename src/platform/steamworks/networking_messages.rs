//! `ISteamNetworkingMessages`: one C call each, and one copy of each message's bytes.

use std::mem::{MaybeUninit, size_of};
use std::ptr;

use ::steamworks::sys;

use super::auth::identity;
use super::callbacks::messages;
use super::{SteamworksPlatform, open_enums};
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_messages::{MAX_MESSAGE_BYTES, MessageInfo, MessagesSession, results};
use crate::contract::{NetworkingMessages, SteamId};

const IDENTITY_BYTES: usize = size_of::<sys::SteamNetworkingIdentity>();

impl NetworkingMessages for SteamworksPlatform {
    fn send_message_to_user(&self, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32 {
        if data.len() > MAX_MESSAGE_BYTES || !remote.is_individual() {
            return results::INVALID_PARAM;
        }
        let Some(interface) = self.interfaces.messages.get() else { return results::FAIL };
        let identity = identity(remote);
        // SAFETY: a live interface and an identity that outlives the call. Steam copies the bytes of `data` during the
        // call; their number fits, having been checked above.
        unsafe {
            open_enums::SteamAPI_ISteamNetworkingMessages_SendMessageToUser(
                interface,
                &identity,
                data.as_ptr().cast(),
                data.len() as u32,
                flags,
                channel,
            )
        }
    }

    fn receive_message_on_channel(&self, channel: i32, buffer: &mut dyn PacketBuffer) -> Option<MessageInfo> {
        let interface = self.interfaces.messages.get()?;
        let mut message: *mut sys::SteamNetworkingMessage_t = ptr::null_mut();
        // SAFETY: a live interface, and room for the one pointer that is asked for.
        let count = unsafe {
            sys::SteamAPI_ISteamNetworkingMessages_ReceiveMessagesOnChannel(
                interface,
                channel,
                &mut message,
                1,
            )
        };
        let message = ReceivedMessage::new(if count == 1 { message } else { ptr::null_mut() })?;
        let bytes = message.bytes();
        buffer.reserve(bytes.len()).copy_from_slice(bytes);
        Some(message.info(channel))
    }

    fn accept_session_with_user(&self, remote: SteamId) -> bool {
        let Some(interface) = self.interfaces.messages.get() else { return false };
        let identity = identity(remote);
        // SAFETY: a live interface, and an identity that outlives the call.
        unsafe { sys::SteamAPI_ISteamNetworkingMessages_AcceptSessionWithUser(interface, &identity) }
    }

    fn close_session_with_user(&self, remote: SteamId) -> bool {
        let Some(interface) = self.interfaces.messages.get() else { return false };
        let identity = identity(remote);
        // SAFETY: a live interface, and an identity that outlives the call.
        unsafe { sys::SteamAPI_ISteamNetworkingMessages_CloseSessionWithUser(interface, &identity) }
    }

    fn close_channel_with_user(&self, remote: SteamId, channel: i32) -> bool {
        let Some(interface) = self.interfaces.messages.get() else { return false };
        let identity = identity(remote);
        // SAFETY: a live interface, an identity that outlives the call, and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingMessages_CloseChannelWithUser(interface, &identity, channel) }
    }

    fn messages_session(&self, remote: SteamId) -> Option<MessagesSession> {
        let interface = self.interfaces.messages.get()?;
        let identity = identity(remote);
        let mut info = Room::<sys::SteamNetConnectionInfo_t>::new();
        let mut status = Room::<sys::SteamNetConnectionRealTimeStatus_t>::new();
        // SAFETY: a live interface, an identity that outlives the call, and room for both structures, which Steam fills in.
        let state = unsafe {
            open_enums::SteamAPI_ISteamNetworkingMessages_GetSessionConnectionInfo(
                interface,
                &identity,
                info.pointer(),
                status.pointer(),
            )
        };
        if state == 0 {
            return None;
        }
        messages::session(state, info.bytes(), status.bytes())
    }
}

/// Room for a structure that Steam fills in, read as plain bytes: its enumerations may have values that this SDK lacks.
struct Room<T>(MaybeUninit<T>);

impl<T> Room<T> {
    fn new() -> Room<T> {
        Room(MaybeUninit::zeroed())
    }

    fn pointer(&mut self) -> *mut T {
        self.0.as_mut_ptr()
    }

    fn bytes(&self) -> &[u8] {
        // SAFETY: all bytes were made zero, and Steam, which lays the structures out without gaps, writes whole ones.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), size_of::<T>()) }
    }
}

/// A message that Steam has handed out. It is given back when this is dropped.
struct ReceivedMessage(ptr::NonNull<sys::SteamNetworkingMessage_t>);

impl ReceivedMessage {
    /// `None` if there is none.
    fn new(message: *mut sys::SteamNetworkingMessage_t) -> Option<ReceivedMessage> {
        ptr::NonNull::new(message).map(ReceivedMessage)
    }

    fn bytes(&self) -> &[u8] {
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

    fn info(&self, channel: i32) -> MessageInfo {
        let message = self.0.as_ptr();
        // SAFETY: Steam's message, as in `bytes`. The identity is taken as the bytes that it has, wherever they lie.
        unsafe {
            let sender =
                (&raw const (*message).m_identityPeer).cast::<[u8; IDENTITY_BYTES]>().read_unaligned();
            MessageInfo {
                sender: messages::user(&sender).unwrap_or(SteamId::NIL),
                channel,
                flags: (&raw const (*message).m_nFlags).read(),
                number: (&raw const (*message).m_nMessageNumber).read(),
                time_received_us: (&raw const (*message).m_usecTimeReceived).read(),
                connection: (&raw const (*message).m_conn).read(),
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
