//! A remote platform: each call is sent there, and the result is returned.

use std::collections::VecDeque;
use std::net::SocketAddr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use steam_networking::contract::matchmaking::{LobbyFilter, LobbyGameServer, LobbyType};
use steam_networking::contract::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use steam_networking::contract::networking_messages::{MessageInfo, MessagesSession};
use steam_networking::contract::networking_sockets::{
    ConfigOption, Connection, ConnectionInfo, FakeIp, InvalidHandle, Lane, ListenSocket, PollGroup,
    RealTimeStatus, Sent, SocketMessage,
};
use steam_networking::contract::{
    Event, Matchmaking, Networking, NetworkingMessages, NetworkingSockets, SteamId,
};

use super::Tested;

/// The way to a remote platform. Its other end gives each call to [`answer`].
pub trait Line {
    /// Sends a call and waits for its result.
    fn ask(&self, call: &[u8]) -> Vec<u8>;
}

/// A platform at the other end of a line.
pub struct Remote {
    line: Box<dyn Line>,
}

impl Remote {
    pub fn new(line: impl Line + 'static) -> Remote {
        Remote { line: Box::new(line) }
    }

    fn ask<R: DeserializeOwned>(&self, method: &str, arguments: impl Serialize) -> R {
        decode(&self.line.ask(&encode(&(method, arguments))))
    }
}

fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap()
}

fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> T {
    postcard::from_bytes(bytes).unwrap()
}

/// Makes the methods of [`Remote`], and the function that answers their calls, out of their signatures.
macro_rules! calls {
    ($($interface:ident by $accessor:path {
        $(fn $method:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)+
        $(=> $($by_hand:item)+)?
    })+) => {
        $(impl $interface for Remote {
            $(fn $method(&self $(, $argument: $type)*) $(-> $result)? {
                self.ask(stringify!($method), ($($argument,)*))
            })+
            $($($by_hand)+)?
        })+

        /// Makes a call of [`Remote`] on `platform`, and returns the result in the form that `Remote` expects. `pumped` has
        /// the events.
        pub fn answer(platform: &dyn Tested, pumped: impl FnOnce() -> VecDeque<Event>, call: &[u8]) -> Vec<u8> {
            let (method, arguments): (&str, _) = postcard::take_from_bytes(call).unwrap();
            match method {
                $($(stringify!($method) => {
                    let ($($argument,)*): ($($type,)*) = decode(arguments);
                    encode(&$accessor(platform).$method($($argument),*))
                })+)+
                "pump" => encode(&pumped()),
                "read_p2p_packet" => {
                    let (channel, max_bytes) = decode(arguments);
                    let mut data = Vec::new();
                    let from = platform.networking().read_p2p_packet(channel, max_bytes, &mut data);
                    encode(&from.map(|from| (from, data)))
                }
                "receive_message_on_channel" => {
                    let mut data = Vec::new();
                    let info = platform.networking_messages().receive_message_on_channel(decode(arguments), &mut data);
                    encode(&info.map(|info| (info, data)))
                }
                other => answer_about_sockets(platform.networking_sockets(), other, arguments),
            }
        }
    };
}

/// The same for calls about connections that take lists or bring messages.
fn answer_about_sockets(sockets: &dyn NetworkingSockets, method: &str, arguments: &[u8]) -> Vec<u8> {
    let port_and_options = || decode::<(i32, Vec<ConfigOption>)>(arguments);
    let address_and_options = || decode::<(SocketAddr, Vec<ConfigOption>)>(arguments);
    let user_port_and_options = || decode::<(SteamId, i32, Vec<ConfigOption>)>(arguments);
    match method {
        "create_listen_socket_p2p" => {
            let (port, options) = port_and_options();
            encode(&sockets.create_listen_socket_p2p(port, &options))
        }
        "create_listen_socket_ip" => {
            let (address, options) = address_and_options();
            encode(&sockets.create_listen_socket_ip(address, &options))
        }
        "connect_p2p" => {
            let (remote, port, options) = user_port_and_options();
            encode(&sockets.connect_p2p(remote, port, &options))
        }
        "connect_by_ip_address" => {
            let (address, options) = address_and_options();
            encode(&sockets.connect_by_ip_address(address, &options))
        }
        "connect_to_hosted_server" => {
            let (remote, port, options) = user_port_and_options();
            encode(&sockets.connect_to_hosted_server(remote, port, &options))
        }
        "create_hosted_listen_socket" => {
            let (port, options) = port_and_options();
            encode(&sockets.create_hosted_listen_socket(port, &options))
        }
        "create_listen_socket_p2p_fake_ip" => {
            let (index, options) = port_and_options();
            encode(&sockets.create_listen_socket_p2p_fake_ip(index, &options))
        }
        "configure_connection_lanes" => {
            let (connection, lanes): (Connection, Vec<Lane>) = decode(arguments);
            encode(&sockets.configure_connection_lanes(connection, &lanes))
        }
        "receive_on_connection" => {
            let mut data = Vec::new();
            let received = sockets.receive_on_connection(decode(arguments), &mut data);
            encode(&received.map(|found| found.map(|message| (message, data))))
        }
        "receive_on_poll_group" => {
            let mut data = Vec::new();
            let received = sockets.receive_on_poll_group(decode(arguments), &mut data);
            encode(&received.map(|found| found.map(|message| (message, data))))
        }
        unknown => panic!("no rule calls {unknown}"),
    }
}

/// Writes the result of a reading method to the caller's buffer.
fn deliver<T>(found: Option<(T, Vec<u8>)>, buffer: &mut dyn PacketBuffer) -> Option<T> {
    let (about, data) = found?;
    buffer.reserve(data.len()).copy_from_slice(&data);
    Some(about)
}

fn itself(platform: &dyn Tested) -> &dyn Tested {
    platform
}

calls! {
    Tested by itself {
        fn steam_id() -> SteamId;
        fn app_id() -> u32;
        fn friend_persona_name(user: SteamId) -> String;
        fn shutdown();
        =>
        fn pump(&self, events: &mut VecDeque<Event>) {
            events.extend(self.ask::<Vec<Event>>("pump", ()));
        }
        fn matchmaking(&self) -> &dyn Matchmaking {
            self
        }
        fn networking(&self) -> &dyn Networking {
            self
        }
        fn networking_messages(&self) -> &dyn NetworkingMessages {
            self
        }
        fn networking_sockets(&self) -> &dyn NetworkingSockets {
            self
        }
    }
    Matchmaking by Tested::matchmaking {
        fn create_lobby(lobby_type: LobbyType, max_members: u32);
        fn join_lobby(lobby: SteamId);
        fn leave_lobby(lobby: SteamId);
        fn add_request_lobby_list_filter(filter: LobbyFilter);
        fn request_lobby_list();
        fn request_lobby_data(lobby: SteamId) -> bool;
        fn num_lobby_members(lobby: SteamId) -> u32;
        fn lobby_member_by_index(lobby: SteamId, index: u32) -> Option<SteamId>;
        fn lobby_member_limit(lobby: SteamId) -> u32;
        fn set_lobby_member_limit(lobby: SteamId, max_members: u32) -> bool;
        fn lobby_owner(lobby: SteamId) -> Option<SteamId>;
        fn set_lobby_owner(lobby: SteamId, new_owner: SteamId) -> bool;
        fn set_lobby_type(lobby: SteamId, lobby_type: LobbyType) -> bool;
        fn set_lobby_joinable(lobby: SteamId, joinable: bool) -> bool;
        fn lobby_data(lobby: SteamId, key: &str) -> String;
        fn all_lobby_data(lobby: SteamId) -> Vec<(String, String)>;
        fn set_lobby_data(lobby: SteamId, key: &str, value: &str) -> bool;
        fn delete_lobby_data(lobby: SteamId, key: &str) -> bool;
        fn lobby_member_data(lobby: SteamId, member: SteamId, key: &str) -> String;
        fn set_lobby_member_data(lobby: SteamId, key: &str, value: &str);
        fn send_lobby_chat_msg(lobby: SteamId, message: &[u8]) -> bool;
        fn invite_user_to_lobby(lobby: SteamId, invitee: SteamId) -> bool;
        fn lobby_game_server(lobby: SteamId) -> Option<LobbyGameServer>;
        fn set_lobby_game_server(lobby: SteamId, server: LobbyGameServer);
    }
    Networking by Tested::networking {
        fn send_p2p_packet(remote: SteamId, data: &[u8], send_type: SendType, channel: i32)
            -> Result<(), SendRefused>;
        fn available_p2p_packet_size(channel: i32) -> u32;
        fn accept_p2p_session_with_user(remote: SteamId) -> bool;
        fn close_p2p_session_with_user(remote: SteamId) -> bool;
        fn close_p2p_channel_with_user(remote: SteamId, channel: i32) -> bool;
        fn p2p_session_state(remote: SteamId) -> Option<SessionState>;
        fn allow_p2p_packet_relay(allow: bool);
        =>
        fn read_p2p_packet(&self, channel: i32, max_bytes: u32, buffer: &mut dyn PacketBuffer) -> Option<SteamId> {
            deliver(self.ask("read_p2p_packet", (channel, max_bytes)), buffer)
        }
    }
    NetworkingMessages by Tested::networking_messages {
        fn send_message_to_user(remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32;
        fn accept_session_with_user(remote: SteamId) -> bool;
        fn close_session_with_user(remote: SteamId) -> bool;
        fn close_channel_with_user(remote: SteamId, channel: i32) -> bool;
        fn messages_session(remote: SteamId) -> Option<MessagesSession>;
        =>
        fn receive_message_on_channel(&self, channel: i32, buffer: &mut dyn PacketBuffer) -> Option<MessageInfo> {
            deliver(self.ask("receive_message_on_channel", channel), buffer)
        }
    }
    NetworkingSockets by Tested::networking_sockets {
        fn close_listen_socket(socket: ListenSocket) -> bool;
        fn retire_listen_socket(socket: ListenSocket) -> ();
        fn listen_socket_address(socket: ListenSocket) -> Option<SocketAddr>;
        fn accept_connection(connection: Connection) -> i32;
        fn close_connection(connection: Connection, reason: i32, debug: &str, linger: bool) -> bool;
        fn create_socket_pair(network: bool, identities: [SteamId; 2]) -> Option<[Connection; 2]>;
        fn send_message(connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent;
        fn flush_messages(connection: Connection) -> i32;
        fn create_poll_group() -> PollGroup;
        fn destroy_poll_group(group: PollGroup) -> bool;
        fn set_connection_poll_group(connection: Connection, group: PollGroup) -> bool;
        fn connection_info(connection: Connection) -> Option<ConnectionInfo>;
        fn real_time_status(connection: Connection, lanes: usize) -> Result<RealTimeStatus, i32>;
        fn detailed_connection_status(connection: Connection) -> Option<String>;
        fn connection_user_data(connection: Connection) -> i64;
        fn set_connection_user_data(connection: Connection, data: i64) -> bool;
        fn connection_name(connection: Connection) -> Option<String>;
        fn set_connection_name(connection: Connection, name: &str);
        fn identity() -> Option<SteamId>;
        fn init_authentication() -> i32;
        fn authentication_status() -> i32;
        fn certificate_request() -> Result<Vec<u8>, String>;
        fn set_certificate(certificate: &[u8]) -> Result<(), String>;
        fn reset_identity(user: SteamId);
        fn run_networking_callbacks();
        fn hosted_server_port() -> u16;
        fn hosted_server_pop() -> u32;
        fn begin_async_request_fake_ip(ports: i32) -> bool;
        fn fake_ip(first_port: i32) -> FakeIp;
        fn remote_fake_ip(connection: Connection) -> Result<SocketAddr, i32>;
        fn create_fake_udp_port(index: i32) -> bool;
        =>
        fn create_listen_socket_p2p(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
            self.ask("create_listen_socket_p2p", (port, options))
        }
        fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket {
            self.ask("create_listen_socket_ip", (address, options))
        }
        fn connect_p2p(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
            self.ask("connect_p2p", (remote, port, options))
        }
        fn connect_by_ip_address(&self, address: SocketAddr, options: &[ConfigOption]) -> Connection {
            self.ask("connect_by_ip_address", (address, options))
        }
        fn connect_to_hosted_server(&self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
            self.ask("connect_to_hosted_server", (remote, port, options))
        }
        fn create_hosted_listen_socket(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
            self.ask("create_hosted_listen_socket", (port, options))
        }
        fn create_listen_socket_p2p_fake_ip(&self, index: i32, options: &[ConfigOption]) -> ListenSocket {
            self.ask("create_listen_socket_p2p_fake_ip", (index, options))
        }
        fn configure_connection_lanes(&self, connection: Connection, lanes: &[Lane]) -> i32 {
            self.ask("configure_connection_lanes", (connection, lanes))
        }
        fn receive_on_connection(
            &self,
            connection: Connection,
            buffer: &mut dyn PacketBuffer,
        ) -> Result<Option<SocketMessage>, InvalidHandle> {
            let received: Result<_, InvalidHandle> = self.ask("receive_on_connection", connection);
            received.map(|found| deliver(found, buffer))
        }
        fn receive_on_poll_group(
            &self,
            group: PollGroup,
            buffer: &mut dyn PacketBuffer,
        ) -> Result<Option<SocketMessage>, InvalidHandle> {
            let received: Result<_, InvalidHandle> = self.ask("receive_on_poll_group", group);
            received.map(|found| deliver(found, buffer))
        }
    }
}
