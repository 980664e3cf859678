//! The functions of `ISteamNetworkingSockets` about identities and about Valve's data centres, for scripts.

use std::net::Ipv4Addr;

use godot::builtin::{GString, PackedByteArray, VarArray, VarDictionary, Variant, vdict};
use godot::meta::ToGodot;

use super::current;
use super::enums::NetworkingAvailability;
use crate::contract::networking_sockets::Connection;
use crate::script::arguments;
use crate::script::socket_arguments::{handle, identity, options};

/// `k_ESteamNetworkingIdentityType_SteamID`.
const IDENTITY_TYPE_STEAM_ID: i32 = 16;
/// `ESteamNetworkingFakeIPType`: a global address, an address of this process alone, and none.
const FAKE_IP_GLOBAL: i32 = 2;
const FAKE_IP_LOCAL: i32 = 3;
const NOT_FAKE: i32 = 1;

methods! {
impl Class {
    /// Your identity in connections: `"steamid:"` and your Steam ID; empty until it is known. Steamworks: `GetIdentity`.
    #[func(rename = getIdentity)]
    pub fn get_identity() -> GString {
        const METHOD: &str = method!("getIdentity");
        let user = current::with(METHOD, |platform| platform.networking_sockets().identity());
        GString::from(&user.map(|user| format!("steamid:{user}")).unwrap_or_default())
    }

    /// Fetches the credentials for authenticated connections before the first connection. Returns the current state,
    /// one of NetworkingAvailability; `network_authentication_status` reports changes. Steamworks:
    /// `InitAuthentication`.
    ///
    /// Local: Always `NETWORKING_AVAILABILITY_CURRENT`: no credentials are needed.
    #[func(rename = initAuthentication)]
    pub fn init_authentication() -> NetworkingAvailability {
        const METHOD: &str = method!("initAuthentication");
        let available = current::with(METHOD, |platform| platform.networking_sockets().init_authentication());
        NetworkingAvailability(i64::from(available))
    }

    /// The state of the credentials for authenticated connections, one of NetworkingAvailability. Steamworks:
    /// `GetAuthenticationStatus`.
    #[func(rename = getAuthenticationStatus)]
    pub fn get_authentication_status() -> NetworkingAvailability {
        const METHOD: &str = method!("getAuthenticationStatus");
        let available =
            current::with(METHOD, |platform| platform.networking_sockets().authentication_status());
        NetworkingAvailability(i64::from(available))
    }

    /// A certificate request for this process, for your own certificate authority.
    ///
    /// Keys: `certificate` (PackedByteArray), `cert_size` (int), `error_message` (String, empty on success).
    /// Steamworks: `GetCertificateRequest`.
    ///
    /// Local: There are none, and `error_message` says so.
    #[func(rename = getCertificateRequest)]
    pub fn get_certificate_request() -> VarDictionary {
        const METHOD: &str = method!("getCertificateRequest");
        let request =
            current::with(METHOD, |platform| Some(platform.networking_sockets().certificate_request()));
        let Some(request) = request else { return VarDictionary::new() };
        let (bytes, error) = match request {
            Ok(bytes) => (PackedByteArray::from(bytes), String::new()),
            Err(reason) => (PackedByteArray::new(), reason),
        };
        vdict! { "certificate" => &bytes, "cert_size" => bytes.len() as i64, "error_message" => error.as_str() }
    }

    /// Sets the certificate of this process. Keys: `response` (bool), `error` (String, empty on success). Steamworks:
    /// `SetCertificate`.
    ///
    /// Local: There are none, and `error` says so.
    #[func(rename = setCertificate)]
    pub fn set_certificate(certificate: PackedByteArray) -> VarDictionary {
        const METHOD: &str = method!("setCertificate");
        let taken = current::with(METHOD, |platform| {
            Some(platform.networking_sockets().set_certificate(certificate.as_slice()))
        });
        let Some(taken) = taken else { return VarDictionary::new() };
        vdict! { "response" => taken.is_ok(), "error" => taken.err().unwrap_or_default().as_str() }
    }

    /// Resets the identity of this process. According to Valve's header, Steam does not support this, so nothing happens on
    /// any platform. Steamworks: `ResetIdentity`.
    #[func(rename = resetIdentity)]
    pub fn reset_identity(remote_steam_id: Variant) {
        const METHOD: &str = method!("resetIdentity");
        current::with(METHOD, |platform| {
            let user = identity(METHOD, "remote_steam_id", &remote_steam_id)?;
            platform.networking_sockets().reset_identity(user);
            Some(())
        });
    }

    /// Calls the callback functions of connections. There are none, since `run_callbacks` emits all signals. Steamworks:
    /// `RunCallbacks`.
    #[func(rename = runNetworkingCallbacks)]
    pub fn run_networking_callbacks() {
        const METHOD: &str = method!("runNetworkingCallbacks");
        current::with(METHOD, |platform| platform.networking_sockets().run_networking_callbacks());
    }

    /// Like `connectP2P`, but to a server in one of Valve's data centres, for which you need a ticket. Steamworks:
    /// `ConnectToHostedDedicatedServer`.
    ///
    /// Local: There are no such servers: always 0.
    #[func(rename = connectToHostedDedicatedServer)]
    pub fn connect_to_hosted_dedicated_server(
        remote_steam_id: Variant,
        virtual_port: i64,
        options: Variant,
    ) -> i64 {
        const METHOD: &str = method!("connectToHostedDedicatedServer");
        current::with(METHOD, |platform| {
            let remote = identity(METHOD, "remote_steam_id", &remote_steam_id)?;
            let port = port(METHOD, virtual_port)?;
            let options = self::options(METHOD, platform, &options)?;
            Some(i64::from(platform.networking_sockets().connect_to_hosted_server(remote, port, &options).0))
        })
        .unwrap_or(0)
    }

    /// Like `createListenSocketP2P`, but for a server in one of Valve's data centres. Steamworks:
    /// `CreateHostedDedicatedServerListenSocket`.
    ///
    /// Local: There are no such servers: always 0.
    #[func(rename = createHostedDedicatedServerListenSocket)]
    pub fn create_hosted_dedicated_server_listen_socket(virtual_port: i64, options: Variant) -> i64 {
        const METHOD: &str = method!("createHostedDedicatedServerListenSocket");
        current::with(METHOD, |platform| {
            let port = port(METHOD, virtual_port)?;
            let options = self::options(METHOD, platform, &options)?;
            Some(i64::from(platform.networking_sockets().create_hosted_listen_socket(port, &options).0))
        })
        .unwrap_or(0)
    }

    /// The ID of Valve's data centre in which this process is running; 0 elsewhere. Steamworks:
    /// `GetHostedDedicatedServerPOPID`.
    #[func(rename = getHostedDedicatedServerPOPId)]
    pub fn get_hosted_dedicated_server_pop_id() -> i64 {
        const METHOD: &str = method!("getHostedDedicatedServerPOPId");
        current::with(METHOD, |platform| i64::from(platform.networking_sockets().hosted_server_pop()))
    }

    /// The UDP port of a server in one of Valve's data centres; 0 elsewhere. Steamworks:
    /// `GetHostedDedicatedServerPort`.
    #[func(rename = getHostedDedicatedServerPort)]
    pub fn get_hosted_dedicated_server_port() -> i64 {
        const METHOD: &str = method!("getHostedDedicatedServerPort");
        current::with(METHOD, |platform| i64::from(platform.networking_sockets().hosted_server_port()))
    }

    /// Asks for a fake IP address that stands for you, with 1 to 8 ports (`num_ports`). Returns `false` if you have asked already.
    /// Answered by `fake_ip_result`. Steamworks: `BeginAsyncRequestFakeIP`.
    ///
    /// Local: There are no such addresses: answered with `RESULT_SERVICE_UNAVAILABLE`.
    #[func(rename = beginAsyncRequestFakeIP)]
    pub fn begin_async_request_fake_ip(num_ports: i64) -> bool {
        const METHOD: &str = method!("beginAsyncRequestFakeIP");
        current::with(METHOD, |platform| {
            arguments::number(METHOD, "num_ports", num_ports, 1..=8)
                .is_some_and(|ports| platform.networking_sockets().begin_async_request_fake_ip(ports))
        })
    }

    /// The fake IP address and ports that stand for you. Keys: `result` (int, of Result), `identity_type` (int, of
    /// NetworkingIdentityType), `ip` (String), `ports` (Array of ints). Steamworks: `GetFakeIP`.
    ///
    /// Local: There is none: `result` is `RESULT_SERVICE_UNAVAILABLE`.
    #[func(rename = getFakeIP)]
    pub fn get_fake_ip(#[opt(default = 0)] first_port: i64) -> VarDictionary {
        const METHOD: &str = method!("getFakeIP");
        let fake = current::with(METHOD, |platform| {
            let first: i32 = arguments::number(METHOD, "first_port", first_port, 0..=i64::from(i32::MAX))?;
            Some(platform.networking_sockets().fake_ip(first))
        });
        let Some(fake) = fake else { return VarDictionary::new() };
        let ports: VarArray = fake.ports.iter().map(|port| i64::from(*port).to_variant()).collect();
        let kind = if fake.user.is_endpoint() { IDENTITY_TYPE_STEAM_ID } else { 0 };
        vdict! {
            "result" => fake.result,
            "identity_type" => kind,
            "ip" => Ipv4Addr::from(fake.ip).to_string().as_str(),
            "ports" => &ports,
        }
    }

    /// Listens on one of your fake ports, by its index. `options` as for `createListenSocketP2P`. Steamworks:
    /// `CreateListenSocketP2PFakeIP`.
    ///
    /// Local: There are none: always 0.
    #[func(rename = createListenSocketP2PFakeIP)]
    pub fn create_listen_socket_p2p_fake_ip(fake_port: i64, options: Variant) -> i64 {
        const METHOD: &str = method!("createListenSocketP2PFakeIP");
        current::with(METHOD, |platform| {
            let index: i32 = arguments::number(METHOD, "fake_port", fake_port, 0..=i64::from(i32::MAX))?;
            let options = self::options(METHOD, platform, &options)?;
            let socket = platform.networking_sockets().create_listen_socket_p2p_fake_ip(index, &options);
            Some(i64::from(socket.0))
        })
        .unwrap_or(0)
    }

    /// The fake IP address that stands for the other end of a connection. Keys: `result` (int, of Result: `RESULT_IP_NOT_FOUND` if the
    /// connection does not use such an address), `ip_address`, `fake_ip_address` (String, the same), `port` (int), `ip_type` (int, of
    /// NetworkingFakeIPType). Steamworks: `GetRemoteFakeIPForConnection`.
    #[func(rename = getRemoteFakeIPForConnection)]
    pub fn get_remote_fake_ip_for_connection(connection: i64) -> VarDictionary {
        const METHOD: &str = method!("getRemoteFakeIPForConnection");
        let found = current::with(METHOD, |platform| {
            let connection = Connection(handle(METHOD, "connection", connection)?);
            Some(platform.networking_sockets().remote_fake_ip(connection))
        });
        let Some(found) = found else { return VarDictionary::new() };
        let address = found.ok();
        let ip = address.map(|address| address.ip().to_string()).unwrap_or_default();
        let is_local = |address: std::net::SocketAddr| match address {
            // Addresses that this process assigns itself are from 169.254.0.0/16.
            std::net::SocketAddr::V4(address) => address.ip().is_link_local(),
            std::net::SocketAddr::V6(_) => false,
        };
        let kind = match address {
            Some(address) if is_local(address) => FAKE_IP_LOCAL,
            Some(_) => FAKE_IP_GLOBAL,
            None => NOT_FAKE,
        };
        vdict! {
            "result" => found.err().unwrap_or(1),
            "ip_address" => ip.as_str(),
            "fake_ip_address" => ip.as_str(),
            "port" => address.map_or(0, |address| i64::from(address.port())),
            "ip_type" => kind,
        }
    }

    /// Creates a Steam object that sends and receives datagrams on one of your fake ports, by its index; -1 for a client. Scripts
    /// cannot use the object. Steamworks: `CreateFakeUDPPort`.
    ///
    /// Local: Nothing happens.
    #[func(rename = createFakeUDPPort)]
    pub fn create_fake_udp_port(fake_server_port: i64) {
        const METHOD: &str = method!("createFakeUDPPort");
        current::with(METHOD, |platform| {
            let index: i32 =
                arguments::number(METHOD, "fake_server_port", fake_server_port, -1..=i64::from(i32::MAX))?;
            platform.networking_sockets().create_fake_udp_port(index);
            Some(())
        });
    }
}
}

fn port(method: &'static str, value: i64) -> Option<i32> {
    arguments::number(method, "virtual_port", value, 0..=i64::from(i32::MAX))
}
