//! The functions of `ISteamNetworkingSockets` about Valve's data centres and about identities.

use std::ffi::c_void;

use super::methods;
use super::networking_messages::{Identity, user};
use super::networking_sockets::{Address, options};
use crate::arguments::{In, Input, Out, Output};
use crate::connections::{self, FAKE_IP_BYTES, IDENTITY_BYTES};
use crate::contract::networking_sockets::{Connection, availability, results};
use crate::contract::{NetworkingSockets, SteamId};

/// `SteamNetworkingErrMsg`.
const ERROR_BYTES: usize = 1024;

methods! { NetworkingSockets:
    fn SteamAPI_ISteamNetworkingSockets_GetIdentity(
        steam, room: Out<[u8; IDENTITY_BYTES]>
    ) -> bool, or false; {
        let known = steam.platform.identity();
        room.set_if_wanted(connections::identity(known.unwrap_or(SteamId::NIL)));
        known.is_some()
    }

    fn SteamAPI_ISteamNetworkingSockets_InitAuthentication(steam) -> i32, or availability::CANNOT_TRY; {
        steam.platform.init_authentication()
    }

    fn SteamAPI_ISteamNetworkingSockets_GetAuthenticationStatus(
        steam, _details: *mut c_void
    ) -> i32, or availability::CANNOT_TRY; {
        steam.platform.authentication_status()
    }

    fn SteamAPI_ISteamNetworkingSockets_GetCertificateRequest(
        steam, size: Out<i32>, room: Output, error: Output
    ) -> bool, or false; {
        match steam.platform.certificate_request() {
            Ok(bytes) => {
                size.set(room.fill(bytes.len(), &bytes) as i32);
                true
            }
            Err(reason) => {
                error.text(ERROR_BYTES, &reason);
                false
            }
        }
    }

    fn SteamAPI_ISteamNetworkingSockets_SetCertificate(
        steam, certificate: Input, size: i32, error: Output
    ) -> bool, or false; {
        match steam.platform.set_certificate(&certificate.read(size as u32)) {
            Ok(()) => true,
            Err(reason) => {
                error.text(ERROR_BYTES, &reason);
                false
            }
        }
    }

    fn SteamAPI_ISteamNetworkingSockets_ResetIdentity(steam, identity: In<Identity>), or (); {
        steam.platform.reset_identity(user(&identity));
    }

    fn SteamAPI_ISteamNetworkingSockets_RunCallbacks(steam), or (); {
        steam.platform.run_networking_callbacks();
    }

    fn SteamAPI_ISteamNetworkingSockets_ConnectToHostedDedicatedServer(
        steam, remote: In<Identity>, port: i32, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.connect_to_hosted_server(user(&remote), port, &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_CreateHostedDedicatedServerListenSocket(
        steam, port: i32, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.create_hosted_listen_socket(port, &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2PFakeIP(
        steam, index: i32, count: i32, list: Input
    ) -> u32, or 0; {
        steam.platform.create_listen_socket_p2p_fake_ip(index, &options(count, &list)).0
    }

    fn SteamAPI_ISteamNetworkingSockets_GetHostedDedicatedServerPort(steam) -> u16, or 0; {
        steam.platform.hosted_server_port()
    }

    fn SteamAPI_ISteamNetworkingSockets_GetHostedDedicatedServerPOPID(steam) -> u32, or 0; {
        steam.platform.hosted_server_pop()
    }

    fn SteamAPI_ISteamNetworkingSockets_BeginAsyncRequestFakeIP(steam, ports: i32) -> bool, or false; {
        steam.platform.begin_async_request_fake_ip(ports)
    }

    fn SteamAPI_ISteamNetworkingSockets_GetFakeIP(
        steam, first_port: i32, room: Out<[u8; FAKE_IP_BYTES]>
    ), or (); {
        room.set(connections::fake_ip(&steam.platform.fake_ip(first_port)));
    }

    fn SteamAPI_ISteamNetworkingSockets_GetRemoteFakeIPForConnection(
        steam, connection: u32, room: Out<Address>
    ) -> i32, or results::NO_CONNECTION; {
        match steam.platform.remote_fake_ip(Connection(connection)) {
            Ok(address) => {
                room.set_if_wanted(connections::address(Some(address)));
                results::OK
            }
            Err(result) => result,
        }
    }

    fn SteamAPI_ISteamNetworkingSockets_CreateFakeUDPPort(_steam, _index: i32) -> *mut c_void, or std::ptr::null_mut(); {
        std::ptr::null_mut()
    }
}
