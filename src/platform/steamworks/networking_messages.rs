//! `ISteamNetworkingMessages`: one C call each, and one copy of each message's bytes.

use std::ptr;

use ::steamworks::sys;

use super::auth::identity;
use super::callbacks::messages;
use super::received::{ReceivedMessage, Room};
use super::{SteamworksPlatform, open_enums};
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_messages::{MAX_MESSAGE_BYTES, MessageInfo, MessagesSession, results};
use crate::contract::{NetworkingMessages, SteamId};

impl NetworkingMessages for SteamworksPlatform {
    fn send_message_to_user(&self, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32 {
        if data.len() > MAX_MESSAGE_BYTES || !remote.is_endpoint() {
            return results::INVALID_PARAM;
        }
        let Some(interface) = self.interfaces.messages.get() else { return results::FAIL };
        let identity = identity(remote);
        // SAFETY: a live interface and an identity that outlives the call. Steam copies the bytes of `data` during the
        // call; their number has been checked above.
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
        // SAFETY: a live interface, and room for one pointer.
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
        let info = message.info();
        Some(MessageInfo {
            sender: info.sender,
            channel,
            flags: info.flags,
            number: info.number,
            time_received_us: info.time_received_us,
            connection: info.connection.0,
        })
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
