//! `ISteamNetworkingSockets`.

use super::message::{self, Message};
use super::methods;
use super::networking_messages::{Identity, Status, user};
use crate::arguments::{In, Input, Out, Output, Text};
use crate::connections::{self, ADDRESS_BYTES, INFO_BYTES};
use crate::contract::networking_sockets::{
    ConfigOption, ConfigValue, Connection, InvalidHandle, Lane, ListenSocket, PollGroup, RealTimeStatus,
    Sent, SocketMessage, results,
};
use crate::contract::{NetworkingSockets, SteamId};
use crate::switches::{self, violation};

/// `SteamNetworkingIPAddr`.
pub(super) type Address = [u8; ADDRESS_BYTES];
/// `SteamNetConnectionInfo_t`.
type Info = [u8; INFO_BYTES];
/// Bytes of `SteamNetworkingConfigValue_t`.
const OPTION_BYTES: usize = 16;
/// Bytes of `SteamNetConnectionRealTimeLaneStatus_t`.
const LANE_STATUS_BYTES: usize = 64;

pub(super) fn options(count: i32, list: &Input) -> Vec<ConfigOption> {
    let Ok(count) = usize::try_from(count) else { violation("a number of options is negative") };
    let bytes = list.read((count * OPTION_BYTES) as u32);
    bytes.chunks_exact(OPTION_BYTES).map(option).collect()
}

fn option(bytes: &[u8]) -> ConfigOption {
    let number = |at: usize| -> [u8; 4] {
        bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default()
    };
    let wide: [u8; 8] = bytes.get(8..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
    let value = match i32::from_ne_bytes(number(4)) {
        1 => ConfigValue::Int32(i32::from_ne_bytes(number(8))),
        2 => ConfigValue::Int64(i64::from_ne_bytes(wide)),
        3 => ConfigValue::Float(f32::from_ne_bytes(number(8))),
        4 => ConfigValue::Text(Text::at(u64::from_ne_bytes(wide)).read()),
        _ => violation("an option has a value of no kind"),
    };
    ConfigOption { key: i32::from_ne_bytes(number(0)), value }
}

fn address(address: &In<Address>) -> std::net::SocketAddr {
    match address.read() {
        Some(bytes) => connections::addressed(&bytes),
        None => violation("an address is null"),
    }
}

/// Hands out the message that `receive` finds. -1 for a wrong handle.
fn hand_out(
    room: &Out<*mut Message>,
    most: i32,
    receive: impl FnOnce(&mut Vec<u8>) -> Result<Option<SocketMessage>, InvalidHandle>,
) -> i32 {
    if most != 1 {
        violation("room for one message is asked for at a time");
    }
    let mut bytes = Vec::new();
    match receive(&mut bytes) {
        Ok(Some(told)) => {
            room.set(message::hand_out(bytes, &told, 0));
            1
        }
        Ok(None) => 0,
        Err(InvalidHandle) => -1,
    }
}

fn status(status: &RealTimeStatus) -> Status {
    Status {
        state: if switches::is("ENUMS", "unknown") { 9999 } else { status.state },
        ping: status.ping_ms,
        quality: [status.local_quality, status.remote_quality],
        rates: [
            status.out_packets_per_second,
            status.out_bytes_per_second,
            status.in_packets_per_second,
            status.in_bytes_per_second,
        ],
        send_rate: status.send_rate,
        pending: [status.queued.pending_unreliable, status.queued.pending_reliable],
        unacknowledged: status.queued.unacknowledged_reliable,
        queue_time: status.queued.queue_time_us,
        max_jitter: -1,
        reserved: [0; 15],
    }
}

methods! { NetworkingSockets:
    fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketIP(
        steam, local: In<Address>, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.create_listen_socket_ip(address(&local), &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_ConnectByIPAddress(
        steam, remote: In<Address>, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.connect_by_ip_address(address(&remote), &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2P(
        steam, port: i32, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.create_listen_socket_p2p(port, &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_ConnectP2P(
        steam, remote: In<Identity>, port: i32, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.connect_p2p(user(&remote), port, &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_AcceptConnection(steam, connection: u32) -> i32, or results::NO_CONNECTION; {
        steam.platform.accept_connection(Connection(connection))
    }

    fn SteamAPI_ISteamNetworkingSockets_CloseConnection(
        steam, connection: u32, reason: i32, debug: Text, linger: bool
    ) -> bool, or false; {
        steam.platform.close_connection(Connection(connection), reason, &debug.read(), linger)
    }

    fn SteamAPI_ISteamNetworkingSockets_CloseListenSocket(steam, socket: u32) -> bool, or false; {
        steam.platform.close_listen_socket(ListenSocket(socket))
    }

    fn SteamAPI_ISteamNetworkingSockets_GetListenSocketAddress(
        steam, socket: u32, room: Out<Address>
    ) -> bool, or false; {
        let found = steam.platform.listen_socket_address(ListenSocket(socket));
        room.set_if_wanted(connections::address(found));
        found.is_some()
    }

    fn SteamAPI_ISteamNetworkingSockets_SetConnectionUserData(
        steam, connection: u32, data: i64
    ) -> bool, or false; {
        steam.platform.set_connection_user_data(Connection(connection), data)
    }

    fn SteamAPI_ISteamNetworkingSockets_GetConnectionUserData(steam, connection: u32) -> i64, or -1; {
        steam.platform.connection_user_data(Connection(connection))
    }

    fn SteamAPI_ISteamNetworkingSockets_SetConnectionName(steam, connection: u32, name: Text), or (); {
        steam.platform.set_connection_name(Connection(connection), &name.read());
    }

    fn SteamAPI_ISteamNetworkingSockets_GetConnectionName(
        steam, connection: u32, room: Output, size: i32
    ) -> bool, or false; {
        match steam.platform.connection_name(Connection(connection)) {
            Some(name) => room.text(size, &name),
            None => false,
        }
    }

    fn SteamAPI_ISteamNetworkingSockets_SendMessageToConnection(
        steam, connection: u32, data: Input, size: u32, flags: i32, number: Out<i64>
    ) -> i32, or results::NO_CONNECTION; {
        let sent = steam.platform.send_message(Connection(connection), &data.read(size), flags, 0);
        number.set_if_wanted(sent.number);
        sent.result
    }

    fn SteamAPI_ISteamNetworkingSockets_SendMessages(
        steam, count: i32, list: In<*mut Message>, outcome: Out<i64>
    ), or (); {
        if count != 1 {
            violation("one message is sent at a time");
        }
        let Some(message) = list.read() else { violation("a list of messages is null") };
        let (connection, flags, lane, bytes) = message::take_back(message);
        let Sent { result, number } = steam.platform.send_message(Connection(connection), &bytes, flags, lane);
        outcome.set_if_wanted(if result == results::OK { number } else { -i64::from(result) });
    }

    fn SteamAPI_ISteamNetworkingSockets_FlushMessagesOnConnection(
        steam, connection: u32
    ) -> i32, or results::NO_CONNECTION; {
        steam.platform.flush_messages(Connection(connection))
    }

    fn SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnConnection(
        steam, connection: u32, room: Out<*mut Message>, most: i32
    ) -> i32, or -1; {
        hand_out(&room, most, |bytes| steam.platform.receive_on_connection(Connection(connection), bytes))
    }

    fn SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnPollGroup(
        steam, group: u32, room: Out<*mut Message>, most: i32
    ) -> i32, or -1; {
        hand_out(&room, most, |bytes| steam.platform.receive_on_poll_group(PollGroup(group), bytes))
    }

    fn SteamAPI_ISteamNetworkingSockets_GetConnectionInfo(
        steam, connection: u32, room: Out<Info>
    ) -> bool, or false; {
        let Some(info) = steam.platform.connection_info(Connection(connection)) else { return false };
        let state = if switches::is("ENUMS", "unknown") { 9999 } else { info.state };
        room.set(connections::connection_info(&info, state));
        true
    }

    fn SteamAPI_ISteamNetworkingSockets_GetConnectionRealTimeStatus(
        steam, connection: u32, room: Out<Status>, count: i32, lanes: Output
    ) -> i32, or results::NO_CONNECTION; {
        let Ok(count) = usize::try_from(count) else { return results::INVALID_PARAM };
        match steam.platform.real_time_status(Connection(connection), count) {
            Ok(told) => {
                room.set_if_wanted(status(&told));
                let lane = |lane: &crate::contract::networking_sockets::LaneStatus| {
                    let numbers = [lane.pending_unreliable, lane.pending_reliable, lane.unacknowledged_reliable, 0];
                    let mut bytes: Vec<u8> = numbers.into_iter().flat_map(i32::to_ne_bytes).collect();
                    bytes.extend(lane.queue_time_us.to_ne_bytes());
                    bytes.resize(LANE_STATUS_BYTES, 0xEE);
                    bytes
                };
                let bytes: Vec<u8> = told.lanes.iter().flat_map(lane).collect();
                lanes.fill(bytes.len(), &bytes);
                results::OK
            }
            Err(result) => result,
        }
    }

    fn SteamAPI_ISteamNetworkingSockets_GetDetailedConnectionStatus(
        steam, connection: u32, room: Output, size: i32
    ) -> i32, or -1; {
        let Some(text) = steam.platform.detailed_connection_status(Connection(connection)) else { return -1 };
        room.text(size, &text);
        let wanted = text.len() as i32 + 1;
        if wanted > size { wanted } else { 0 }
    }

    fn SteamAPI_ISteamNetworkingSockets_CreateSocketPair(
        steam, one: Out<u32>, other: Out<u32>, network: bool, first: In<Identity>, second: In<Identity>
    ) -> bool, or false; {
        let named = |identity: &In<Identity>| match identity.read() {
            Some(_) => user(identity),
            None => SteamId::NIL,
        };
        let Some([a, b]) = steam.platform.create_socket_pair(network, [named(&first), named(&second)]) else {
            return false;
        };
        one.set(a.0);
        other.set(b.0);
        true
    }

    fn SteamAPI_ISteamNetworkingSockets_ConfigureConnectionLanes(
        steam, connection: u32, count: i32, priorities: Input, weights: Input
    ) -> i32, or results::NO_CONNECTION; {
        let Ok(count) = u32::try_from(count) else { return results::INVALID_PARAM };
        let (priorities, weights) = (priorities.read(count * 4), weights.read(count * 2));
        let priorities = priorities.chunks_exact(4).map(|bytes| bytes.first_chunk().copied().map_or(0, i32::from_ne_bytes));
        let weights = weights.chunks_exact(2).map(|bytes| bytes.first_chunk().copied().map_or(0, u16::from_ne_bytes));
        let lanes: Vec<Lane> = priorities.zip(weights).map(|(priority, weight)| Lane { priority, weight }).collect();
        steam.platform.configure_connection_lanes(Connection(connection), &lanes)
    }

    fn SteamAPI_ISteamNetworkingSockets_CreatePollGroup(steam) -> u32, or 0; {
        steam.platform.create_poll_group().0
    }

    fn SteamAPI_ISteamNetworkingSockets_DestroyPollGroup(steam, group: u32) -> bool, or false; {
        steam.platform.destroy_poll_group(PollGroup(group))
    }

    fn SteamAPI_ISteamNetworkingSockets_SetConnectionPollGroup(
        steam, connection: u32, group: u32
    ) -> bool, or false; {
        steam.platform.set_connection_poll_group(Connection(connection), PollGroup(group))
    }
}
