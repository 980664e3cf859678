//! The functions of `ISteamNetworkingSockets` about Valve's data centres and about identities.

use std::ffi::{c_int, c_void};
use std::net::SocketAddr;

use ::steamworks::sys;

use super::auth::identity;
use super::callbacks::{messages, sockets};
use super::config_options as raw;
use super::received::Room;
use super::{SteamworksPlatform, strings};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, FakeIp, ListenSocket, availability, results,
};

/// `SteamNetworkingErrMsg`.
const ERROR_BYTES: usize = 1024;
/// The maximum size of a certificate request, in bytes.
const MAX_CERTIFICATE_BYTES: usize = 64 * 1024;
/// The error after Steam has been shut down.
const NO_INTERFACE: &str = "Steam is not available";

impl SteamworksPlatform {
    pub(super) fn own_identity(&self) -> Option<SteamId> {
        let interface = self.interfaces.sockets.get()?;
        let mut room = Room::<sys::SteamNetworkingIdentity>::new();
        // SAFETY: a live interface, and room for the identity.
        let known = unsafe { sys::SteamAPI_ISteamNetworkingSockets_GetIdentity(interface, room.pointer()) };
        if known { messages::user(room.bytes()) } else { None }
    }

    pub(super) fn authenticate(&self, begin: bool) -> i32 {
        let Some(interface) = self.interfaces.sockets.get() else { return availability::CANNOT_TRY };
        // SAFETY: a live interface; null means that no details are needed.
        unsafe {
            if begin {
                raw::SteamAPI_ISteamNetworkingSockets_InitAuthentication(interface)
            } else {
                raw::SteamAPI_ISteamNetworkingSockets_GetAuthenticationStatus(interface, std::ptr::null_mut())
            }
        }
    }

    pub(super) fn request_certificate(&self) -> Result<Vec<u8>, String> {
        let interface = self.interfaces.sockets.get().ok_or(NO_INTERFACE)?;
        let mut bytes = vec![0_u8; MAX_CERTIFICATE_BYTES];
        let mut size = MAX_CERTIFICATE_BYTES as c_int;
        let mut error = [0_u8; ERROR_BYTES];
        // SAFETY: a live interface, a buffer of the given size, and room for the message.
        let made = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_GetCertificateRequest(
                interface,
                &mut size,
                bytes.as_mut_ptr().cast::<c_void>(),
                error.as_mut_ptr().cast(),
            )
        };
        if !made {
            return Err(strings::up_to_nul(&error));
        }
        bytes.truncate(usize::try_from(size).unwrap_or(0));
        Ok(bytes)
    }

    pub(super) fn take_certificate(&self, certificate: &[u8]) -> Result<(), String> {
        let interface = self.interfaces.sockets.get().ok_or(NO_INTERFACE)?;
        let size = c_int::try_from(certificate.len()).map_err(|_| "the certificate is too large")?;
        let mut error = [0_u8; ERROR_BYTES];
        // SAFETY: a live interface, the given number of bytes, and room for the message.
        let taken = unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_SetCertificate(
                interface,
                certificate.as_ptr().cast::<c_void>(),
                size,
                error.as_mut_ptr().cast(),
            )
        };
        if taken { Ok(()) } else { Err(strings::up_to_nul(&error)) }
    }

    pub(super) fn take_identity(&self, user: SteamId) {
        let Some(interface) = self.interfaces.sockets.get() else { return };
        let identity = identity(user);
        // SAFETY: a live interface, and an identity that outlives the call.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_ResetIdentity(interface, &identity) }
    }

    pub(super) fn run_interface_callbacks(&self) {
        let Some(interface) = self.interfaces.sockets.get() else { return };
        // SAFETY: a live interface. It calls the functions that were set as callbacks; there are none.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_RunCallbacks(interface) }
    }

    pub(super) fn connect_to_hosted(
        &self,
        remote: SteamId,
        port: i32,
        options: &[ConfigOption],
    ) -> Connection {
        let identity = identity(remote);
        self.with_options(options, Connection::INVALID, |interface, options| {
            // SAFETY: a live interface, a number, and an identity and options that outlive the call.
            Connection(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_ConnectToHostedDedicatedServer(
                    interface,
                    &identity,
                    port,
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    pub(super) fn listen_hosted(&self, port: i32, options: &[ConfigOption]) -> ListenSocket {
        self.close_retired_sockets();
        self.with_options(options, ListenSocket::INVALID, |interface, options| {
            // SAFETY: a live interface, a number, and options that outlive the call.
            ListenSocket(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_CreateHostedDedicatedServerListenSocket(
                    interface,
                    port,
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    pub(super) fn listen_on_fake_ip(&self, index: i32, options: &[ConfigOption]) -> ListenSocket {
        self.close_retired_sockets();
        self.with_options(options, ListenSocket::INVALID, |interface, options| {
            // SAFETY: a live interface, a number, and options that outlive the call.
            ListenSocket(unsafe {
                raw::SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2PFakeIP(
                    interface,
                    index,
                    options.count(),
                    options.pointer(),
                )
            })
        })
    }

    pub(super) fn hosted_port_and_pop(&self) -> (u16, u32) {
        let Some(interface) = self.interfaces.sockets.get() else { return (0, 0) };
        // SAFETY: a live interface.
        unsafe {
            (
                sys::SteamAPI_ISteamNetworkingSockets_GetHostedDedicatedServerPort(interface),
                sys::SteamAPI_ISteamNetworkingSockets_GetHostedDedicatedServerPOPID(interface),
            )
        }
    }

    pub(super) fn request_fake_ip(&self, ports: i32) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingSockets_BeginAsyncRequestFakeIP(interface, ports) }
    }

    pub(super) fn own_fake_ip(&self, first_port: i32) -> FakeIp {
        let failed = || FakeIp { result: results::FAIL, ..FakeIp::default() };
        let Some(interface) = self.interfaces.sockets.get() else { return failed() };
        let mut room = [0_u64; sockets::FAKE_IP_BYTES / 8];
        // SAFETY: a live interface, a number, and aligned room for the structure.
        unsafe {
            sys::SteamAPI_ISteamNetworkingSockets_GetFakeIP(interface, first_port, room.as_mut_ptr().cast());
        }
        let bytes: Vec<u8> = room.iter().flat_map(|word| word.to_ne_bytes()).collect();
        sockets::fake_ip(&bytes).unwrap_or_else(failed)
    }

    pub(super) fn fake_ip_of(&self, connection: Connection) -> Result<SocketAddr, i32> {
        let interface = self.interfaces.sockets.get().ok_or(results::FAIL)?;
        let mut room = Room::<sys::SteamNetworkingIPAddr>::new();
        // SAFETY: a live interface, a number, and room for the address.
        let result = unsafe {
            raw::SteamAPI_ISteamNetworkingSockets_GetRemoteFakeIPForConnection(
                interface,
                connection.0,
                room.pointer(),
            )
        };
        let address = sockets::ip_address(room.bytes()).filter(|_| result == results::OK);
        address.ok_or(if result == results::OK { results::FAIL } else { result })
    }

    pub(super) fn make_fake_udp_port(&self, index: i32) -> bool {
        let Some(interface) = self.interfaces.sockets.get() else { return false };
        // SAFETY: a live interface and a number. Steam owns the object.
        let port = unsafe { sys::SteamAPI_ISteamNetworkingSockets_CreateFakeUDPPort(interface, index) };
        !port.is_null()
    }
}
