//! `ISteamNetworkingMessages`.

use super::message::{self, Message};
use super::methods;
use crate::arguments::{In, Input, Out};
use crate::connections::{self, INFO_BYTES, NAMED_BYTES};
use crate::contract::networking_messages::{MessagesSession, results};
use crate::contract::networking_sockets::{Connection, SocketMessage};
use crate::contract::{NetworkingMessages, SteamId};
use crate::switches::{self, violation};

/// `SteamNetworkingIdentity`, as far as a caller fills it in.
pub(super) type Identity = [u8; NAMED_BYTES];
/// `SteamNetConnectionInfo_t`.
type Info = [u8; INFO_BYTES];

/// `SteamNetConnectionRealTimeStatus_t`.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
pub(super) struct Status {
    pub(super) state: i32,
    pub(super) ping: i32,
    pub(super) quality: [f32; 2],
    pub(super) rates: [f32; 4],
    pub(super) send_rate: i32,
    pub(super) pending: [i32; 2],
    pub(super) unacknowledged: i32,
    pub(super) queue_time: i64,
    pub(super) max_jitter: i32,
    pub(super) reserved: [u32; 15],
}

const _: () = assert!(size_of::<Status>() == 120);

/// The user that an identity names.
pub(super) fn user(identity: &In<Identity>) -> SteamId {
    let Some(identity) = identity.read() else { violation("an identity is null") };
    match connections::identified(&identity) {
        Some(user) => user,
        None => violation("an identity is not that of a user"),
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
        let told = SocketMessage {
            connection: Connection(info.connection),
            sender: info.sender,
            user_data: -1,
            lane: 0,
            flags: info.flags,
            number: info.number,
            time_received_us: info.time_received_us,
        };
        room.set(message::hand_out(bytes, &told, channel));
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
