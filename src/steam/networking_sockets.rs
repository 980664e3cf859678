//! `ISteamNetworkingSockets` for scripts: listening, connecting, and the state of connections. Messages are in
//! `socket_messages`.

use godot::builtin::{AnyArray, Array, GString, VarDictionary, Variant, vdict};

use super::enums::ResultValue;
use super::{connection_info, current};
use crate::contract::networking_sockets::{
    Connection, Lane, LaneStatus, ListenSocket, MAX_LANES, PollGroup, RealTimeStatus, results,
};
use crate::script::socket_arguments::{address, handle, identity, identity_or_none, options};
use crate::script::{arguments, report};

/// The result for a wrong argument.
const INVALID_PARAM: ResultValue = ResultValue(results::INVALID_PARAM as i64);
/// The maximum size of a connection's name, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// The maximum size of the text of a close that Steam takes notice of; more are cut there, in bytes.
const MAX_DEBUG_BYTES: usize = 4096;

methods! {
impl Class {
    /// Listens for connections from other users to virtual port `virtual_port`, usually 0. `options` is a Dictionary with
    /// NetworkingConfigValue as keys, or an Array of Arrays with option, type and value; empty for none.
    /// `network_connection_status_changed` reports new connections.
    ///
    /// Returns the handle of the socket, or 0 if you already listen on the port. Steamworks: `CreateListenSocketP2P`.
    #[func(rename = createListenSocketP2P)]
    pub fn create_listen_socket_p2p(virtual_port: i64, options: Variant) -> i64 {
        const METHOD: &str = method!("createListenSocketP2P");
        current::with(METHOD, |platform| {
            let port = port(METHOD, virtual_port)?;
            let socket = platform
                .networking_sockets()
                .create_listen_socket_p2p(port, &self::options(METHOD, platform, &options)?);
            Some(said(METHOD, socket.0, "you listen on this virtual port already"))
        })
        .unwrap_or(0)
    }

    /// Listens for connections to an address of this machine with a port, as in `"0.0.0.0:27015"` or `"[::]:27015"`; the port
    /// must not be 0. `options` as for `createListenSocketP2P`.
    ///
    /// Returns the handle of the socket, or 0 on failure. Steamworks: `CreateListenSocketIP`.
    ///
    /// Local: No port of the machine is opened. Local processes can connect to `127.0.0.1` or `[::1]` with this port.
    #[func(rename = createListenSocketIP)]
    pub fn create_listen_socket_ip(ip_reference: GString, options: Variant) -> i64 {
        const METHOD: &str = method!("createListenSocketIP");
        current::with(METHOD, |platform| {
            let address = address(METHOD, "ip_reference", &ip_reference)?;
            let options = self::options(METHOD, platform, &options)?;
            let socket = platform.networking_sockets().create_listen_socket_ip(address, &options);
            Some(said(METHOD, socket.0, "the port is 0, or you listen on it already"))
        })
        .unwrap_or(0)
    }

    /// Stops listening, and closes the connections that came through the socket, without linger. Returns `false` if there is no
    /// such socket. Steamworks: `CloseListenSocket`.
    #[func(rename = closeListenSocket)]
    pub fn close_listen_socket(socket: i64) -> bool {
        const METHOD: &str = method!("closeListenSocket");
        current::with(METHOD, |platform| {
            handle(METHOD, "socket", socket)
                .is_some_and(|socket| platform.networking_sockets().close_listen_socket(ListenSocket(socket)))
        })
    }

    /// The address that a socket of `createListenSocketIP` listens on, with or without its port. Empty for other sockets.
    /// Steamworks: `GetListenSocketAddress`.
    #[func(rename = getListenSocketAddress)]
    pub fn get_listen_socket_address(socket: i64, #[opt(default = true)] with_port: bool) -> GString {
        const METHOD: &str = method!("getListenSocketAddress");
        let found = current::with(METHOD, |platform| {
            platform
                .networking_sockets()
                .listen_socket_address(ListenSocket(handle(METHOD, "socket", socket)?))
        });
        let text =
            found.map(|address| if with_port { address.to_string() } else { address.ip().to_string() });
        GString::from(&text.unwrap_or_default())
    }

    /// Starts to connect to virtual port `virtual_port` of a user. `remote_steam_id` is a Steam ID; the String `"steamid:…"` of
    /// older versions works as well. `options` as for `createListenSocketP2P`. `network_connection_status_changed` reports the
    /// progress.
    ///
    /// Returns the handle of the connection, or 0 if the attempt cannot even start. Steamworks: `ConnectP2P`.
    ///
    /// Local: If the user does not listen on the port, the connection ends at once with `CONNECTION_END_MISC_GENERIC` and a text
    /// that says so.
    #[func(rename = connectP2P)]
    pub fn connect_p2p(remote_steam_id: Variant, virtual_port: i64, options: Variant) -> i64 {
        const METHOD: &str = method!("connectP2P");
        current::with(METHOD, |platform| {
            let remote = identity(METHOD, "remote_steam_id", &remote_steam_id)?;
            let (port, options) = (port(METHOD, virtual_port)?, self::options(METHOD, platform, &options)?);
            Some(i64::from(platform.networking_sockets().connect_p2p(remote, port, &options).0))
        })
        .unwrap_or(0)
    }

    /// Starts to connect to an address with a port, as in `"192.168.1.7:27015"`. `options` as for `createListenSocketP2P`.
    ///
    /// Returns the handle of the connection, or 0 if the attempt cannot even start. Steamworks: `ConnectByIPAddress`.
    ///
    /// Local: `127.0.0.1` and `[::1]` reach the local process that listens on the port; no other machine can be reached.
    #[func(rename = connectByIPAddress)]
    pub fn connect_by_ip_address(ip_address_with_port: GString, options: Variant) -> i64 {
        const METHOD: &str = method!("connectByIPAddress");
        current::with(METHOD, |platform| {
            let address = address(METHOD, "ip_address_with_port", &ip_address_with_port)?;
            let options = self::options(METHOD, platform, &options)?;
            Some(i64::from(platform.networking_sockets().connect_by_ip_address(address, &options).0))
        })
        .unwrap_or(0)
    }

    /// Accepts a connection that another user started. Returns one of Result: `RESULT_INVALID_PARAM` for an unknown handle,
    /// `RESULT_INVALID_STATE` if the connection is not waiting to be accepted. Steamworks: `AcceptConnection`.
    #[func(rename = acceptConnection)]
    pub fn accept_connection(connection_handle: i64) -> ResultValue {
        const METHOD: &str = method!("acceptConnection");
        current::with(METHOD, |platform| match connection(METHOD, connection_handle) {
            Some(connection) => result(platform.networking_sockets().accept_connection(connection)),
            None => INVALID_PARAM,
        })
    }

    /// Ends a connection and frees its handle; unread messages are dropped. The other side gets `reason`, from
    /// `CONNECTION_END_APP_MIN` to `CONNECTION_END_APP_EXCEPTION_MAX` or 0, and the first 127 bytes of `debug_message`. With
    /// `linger`, queued reliable messages are still sent. If the connection is waiting to be accepted, this refuses it.
    ///
    /// Returns `false` if there is no such connection. Steamworks: `CloseConnection`.
    #[func(rename = closeConnection)]
    pub fn close_connection(
        connection_handle: i64,
        reason: i64,
        debug_message: GString,
        linger: bool,
    ) -> bool {
        const METHOD: &str = method!("closeConnection");
        current::with(METHOD, |platform| {
            let connection = connection(METHOD, connection_handle)?;
            let allowed = reason == 0 || (1000..=2999).contains(&reason);
            if !allowed {
                let must = "it must be 0 or from 1000 to 2999; the other side gets 1000";
                report::bad_argument(METHOD, "reason", reason, must);
            }
            let reason = if allowed { i32::try_from(reason).unwrap_or(0) } else { 0 };
            let debug =
                arguments::text(METHOD, "debug_message", &debug_message, MAX_DEBUG_BYTES).unwrap_or_default();
            Some(platform.networking_sockets().close_connection(connection, reason, &debug, linger))
        })
        .unwrap_or(false)
    }

    /// Creates two connections in this process that are connected to each other at once. `loopback` sends their messages through
    /// this machine's network. The Steam IDs identify the two ends; 0 for none.
    ///
    /// Keys: `success` (bool), `connection1`, `connection2` (int). Steamworks: `CreateSocketPair`.
    #[func(rename = createSocketPair)]
    pub fn create_socket_pair(
        loopback: bool,
        remote_steam_id1: Variant,
        remote_steam_id2: Variant,
    ) -> VarDictionary {
        const METHOD: &str = method!("createSocketPair");
        current::with(METHOD, |platform| {
            let named = || {
                let one = identity_or_none(METHOD, "remote_steam_id1", &remote_steam_id1)?;
                Some([one, identity_or_none(METHOD, "remote_steam_id2", &remote_steam_id2)?])
            };
            let pair =
                named().and_then(|users| platform.networking_sockets().create_socket_pair(loopback, users));
            let [one, other] = pair.unwrap_or_default();
            vdict! {
                "success" => pair.is_some(),
                "connection1" => i64::from(one.0),
                "connection2" => i64::from(other.0),
            }
        })
    }

    /// Creates a poll group, which reads several connections at once. Returns its handle. Steamworks:
    /// `CreatePollGroup`.
    #[func(rename = createPollGroup)]
    pub fn create_poll_group() -> i64 {
        const METHOD: &str = method!("createPollGroup");
        current::with(METHOD, |platform| i64::from(platform.networking_sockets().create_poll_group().0))
    }

    /// Destroys a poll group; its connections stay open. Returns `false` if there is no such group. Steamworks:
    /// `DestroyPollGroup`.
    #[func(rename = destroyPollGroup)]
    pub fn destroy_poll_group(poll_group: i64) -> bool {
        const METHOD: &str = method!("destroyPollGroup");
        current::with(METHOD, |platform| {
            handle(METHOD, "poll_group", poll_group)
                .is_some_and(|group| platform.networking_sockets().destroy_poll_group(PollGroup(group)))
        })
    }

    /// Moves a connection into a poll group, or out of its group with 0. Returns `false` if there is no such connection or
    /// group. Steamworks: `SetConnectionPollGroup`.
    #[func(rename = setConnectionPollGroup)]
    pub fn set_connection_poll_group(connection_handle: i64, poll_group: i64) -> bool {
        const METHOD: &str = method!("setConnectionPollGroup");
        current::with(METHOD, |platform| {
            let connection = connection(METHOD, connection_handle)?;
            let group = PollGroup(handle(METHOD, "poll_group", poll_group)?);
            Some(platform.networking_sockets().set_connection_poll_group(connection, group))
        })
        .unwrap_or(false)
    }

    /// Information about a connection; empty if there is no such connection.
    ///
    /// Keys: `identity` (int, the Steam ID of the other side, 0 if it has none), `user_data`, `listen_socket` (int), `remote_address`
    /// (String), `remote_pop`, `pop_relay` (int), `connection_state` (int, of NetworkingConnectionState), `end_reason` (int, of
    /// NetworkingConnectionEnd or the game's own), `end_debug`, `debug_description` (String), `info_flags` (int, bits of
    /// `NETWORKING_CONNECTION_INFO_FLAG_…`). Steamworks: `GetConnectionInfo`.
    #[func(rename = getConnectionInfo)]
    pub fn get_connection_info(connection_handle: i64) -> VarDictionary {
        const METHOD: &str = method!("getConnectionInfo");
        let info = current::with(METHOD, |platform| {
            platform.networking_sockets().connection_info(connection(METHOD, connection_handle)?)
        });
        info.map(|info| connection_info::dictionary(&info)).unwrap_or_default()
    }

    /// The real-time status of a connection and of its first `lanes` lanes.
    ///
    /// Keys: `response` (int, of Result), `connection_status` (Dictionary; empty without `get_status`), `lanes_status` (Array of
    /// Dictionaries). Keys of the status, which the returned Dictionary also has itself, for older scripts: `state`, `ping` (int, ms,
    /// -1 while not known), `local_quality`, `remote_quality` (float, 0 to 1, -1 while not known), `packets_out_per_second`,
    /// `bytes_out_per_second`, `packets_in_per_second`, `bytes_in_per_second` (float), `send_rate` (int, bytes a second),
    /// `pending_unreliable`, `pending_reliable`, `sent_unacknowledged_reliable` (int, bytes), `queue_time` (int, microseconds). A lane
    /// has the last four. Steamworks: `GetConnectionRealTimeStatus`.
    ///
    /// Local: The rates are averages since the last call. Unacknowledged bytes are counted for all connections to
    /// the same user together, and not by lane.
    #[func(rename = getConnectionRealTimeStatus)]
    pub fn get_connection_real_time_status(
        connection_handle: i64,
        lanes: i64,
        #[opt(default = true)] get_status: bool,
    ) -> VarDictionary {
        const METHOD: &str = method!("getConnectionRealTimeStatus");
        let outcome = current::with(METHOD, |platform| {
            let connection = connection(METHOD, connection_handle)?;
            let lanes: usize = arguments::number(METHOD, "lanes", lanes, 0..=MAX_LANES as i64)?;
            Some(platform.networking_sockets().real_time_status(connection, lanes))
        });
        match outcome {
            Some(Ok(status)) => real_time_status(&status, get_status),
            Some(Err(result)) => failed_status(result),
            None => VarDictionary::new(),
        }
    }

    /// A detailed description of a connection, for logs.
    ///
    /// Keys: `success` (int: 0, or -1 if there is no such connection), `status`, `buffer` (String, the same).
    /// Steamworks: `GetDetailedConnectionStatus`.
    #[func(rename = getDetailedConnectionStatus)]
    pub fn get_detailed_connection_status(connection_handle: i64) -> VarDictionary {
        const METHOD: &str = method!("getDetailedConnectionStatus");
        current::with(METHOD, |platform| {
            let text = connection(METHOD, connection_handle)
                .and_then(|connection| platform.networking_sockets().detailed_connection_status(connection));
            let success = if text.is_some() { 0 } else { -1 };
            let text = GString::from(&text.unwrap_or_default());
            vdict! { "success" => success, "status" => &text, "buffer" => &text }
        })
    }

    /// Sets the lanes that this side sends on: their number, their priorities (ints; lower ones go first) and their weights (ints from
    /// 1 to 65535; shares among lanes of the same priority). With empty Arrays, all lanes are equal. Lanes cannot be removed.
    ///
    /// Returns one of Result. Steamworks: `ConfigureConnectionLanes`.
    #[func(rename = configureConnectionLanes)]
    pub fn configure_connection_lanes(
        connection: i64,
        lanes: i64,
        priorities: AnyArray,
        weights: AnyArray,
    ) -> ResultValue {
        const METHOD: &str = method!("configureConnectionLanes");
        current::with(METHOD, |platform| {
            let configured = || {
                let connection = Connection(handle(METHOD, "connection", connection)?);
                let lanes: usize = arguments::number(METHOD, "lanes", lanes, 1..=MAX_LANES as i64)?;
                let priorities = numbers(METHOD, "priorities", &priorities, lanes, i64::from(i32::MIN), 0)?;
                let weights = numbers(METHOD, "weights", &weights, lanes, 1, 1)?;
                let lane = |(priority, weight): (i64, i64)| Lane {
                    priority: i32::try_from(priority).unwrap_or(0),
                    weight: u16::try_from(weight).unwrap_or(u16::MAX),
                };
                let lanes: Vec<Lane> = priorities.into_iter().zip(weights).map(lane).collect();
                Some(result(platform.networking_sockets().configure_connection_lanes(connection, &lanes)))
            };
            configured().unwrap_or(INVALID_PARAM)
        })
    }

    /// The number that you have attached to a connection; -1 if none, or if there is no such connection.
    /// Steamworks: `GetConnectionUserData`.
    #[func(rename = getConnectionUserData)]
    pub fn get_connection_user_data(connection_handle: i64) -> i64 {
        const METHOD: &str = method!("getConnectionUserData");
        current::with(METHOD, |platform| match connection(METHOD, connection_handle) {
            Some(connection) => platform.networking_sockets().connection_user_data(connection),
            None => -1,
        })
    }

    /// Attaches a number to a connection; its messages and `getConnectionInfo` have it. Returns `false` if there is no such
    /// connection. Steamworks: `SetConnectionUserData`.
    #[func(rename = setConnectionUserData)]
    pub fn set_connection_user_data(connection_handle: i64, user_data: i64) -> bool {
        const METHOD: &str = method!("setConnectionUserData");
        current::with(METHOD, |platform| {
            connection(METHOD, connection_handle).is_some_and(|connection| {
                platform.networking_sockets().set_connection_user_data(connection, user_data)
            })
        })
    }

    /// The name that you have given a connection; empty if none. Steamworks: `GetConnectionName`.
    #[func(rename = getConnectionName)]
    pub fn get_connection_name(connection_handle: i64) -> GString {
        const METHOD: &str = method!("getConnectionName");
        let name = current::with(METHOD, |platform| {
            platform.networking_sockets().connection_name(connection(METHOD, connection_handle)?)
        });
        GString::from(&name.unwrap_or_default())
    }

    /// Names a connection, for logs: `debug_description` has the name. Steamworks: `SetConnectionName`.
    #[func(rename = setConnectionName)]
    pub fn set_connection_name(connection_handle: i64, name: GString) {
        const METHOD: &str = method!("setConnectionName");
        current::with(METHOD, |platform| {
            let connection = connection(METHOD, connection_handle)?;
            let name = arguments::text(METHOD, "name", &name, MAX_NAME_BYTES)?;
            platform.networking_sockets().set_connection_name(connection, &name);
            Some(())
        });
    }
}
}

fn connection(method: &'static str, value: i64) -> Option<Connection> {
    handle(method, "connection_handle", value).map(Connection)
}

fn result(result: i32) -> ResultValue {
    ResultValue(i64::from(result))
}

fn port(method: &'static str, value: i64) -> Option<i32> {
    arguments::number(method, "virtual_port", value, 0..=i64::from(i32::MAX))
}

/// A handle, or an error line if it is invalid.
fn said(method: &'static str, handle: u32, why_none: &str) -> i64 {
    if handle == 0 {
        report::error(method, why_none);
    }
    i64::from(handle)
}

/// The numbers in an Array, one for each lane; `alike` for each if it is empty.
fn numbers(
    method: &'static str,
    argument: &'static str,
    list: &AnyArray,
    lanes: usize,
    least: i64,
    alike: i64,
) -> Option<Vec<i64>> {
    if list.is_empty() {
        return Some(vec![alike; lanes]);
    }
    let most = if least == 1 { i64::from(u16::MAX) } else { i64::from(i32::MAX) };
    let fits = |entry: godot::builtin::Variant| {
        entry.try_to::<i64>().ok().filter(|number| (least..=most).contains(number))
    };
    let numbers: Vec<i64> = list.iter_shared().map_while(fits).collect();
    if numbers.len() == lanes && list.len() == lanes {
        return Some(numbers);
    }
    let allowed = format!("it must have {lanes} ints from {least} to {most}, or none");
    report::bad_argument(method, argument, format!("an Array of {}", list.len()), allowed);
    None
}

fn real_time_status(status: &RealTimeStatus, get_status: bool) -> VarDictionary {
    let mut answer = vdict! { "response" => results::OK };
    let lanes: Array<VarDictionary> = status.lanes.iter().map(lane_status).collect();
    let mut connection = VarDictionary::new();
    if get_status {
        connection = vdict! {
            "state" => status.state,
            "ping" => status.ping_ms,
            "local_quality" => f64::from(status.local_quality),
            "remote_quality" => f64::from(status.remote_quality),
            "packets_out_per_second" => f64::from(status.out_packets_per_second),
            "bytes_out_per_second" => f64::from(status.out_bytes_per_second),
            "packets_in_per_second" => f64::from(status.in_packets_per_second),
            "bytes_in_per_second" => f64::from(status.in_bytes_per_second),
            "send_rate" => status.send_rate,
        };
        connection.extend_dictionary(&lane_status(&status.queued), true);
        answer.extend_dictionary(&connection, true);
    }
    answer.set("connection_status", &connection);
    answer.set("lanes_status", &lanes);
    answer
}

fn failed_status(result: i32) -> VarDictionary {
    let lanes = Array::<VarDictionary>::new();
    vdict! {
        "response" => result,
        "connection_status" => &VarDictionary::new(),
        "lanes_status" => &lanes,
    }
}

fn lane_status(lane: &LaneStatus) -> VarDictionary {
    vdict! {
        "pending_unreliable" => lane.pending_unreliable,
        "pending_reliable" => lane.pending_reliable,
        "sent_unacknowledged_reliable" => lane.unacknowledged_reliable,
        "queue_time" => lane.queue_time_us,
    }
}
