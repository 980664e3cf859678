//! Options of connections, in C's form, and the functions that take them or return an enumeration.
//!
//! As in [`open_enums`](super::open_enums), numbers replace the enumerations of the bindings.

use std::ffi::{CString, c_char, c_int, c_void};
use std::marker::PhantomData;

use ::steamworks::sys;

use super::strings;
use crate::contract::networking_sockets::{ConfigOption, ConfigValue};

/// `ESteamNetworkingConfigDataType`.
const INT32: i32 = 1;
const INT64: i32 = 2;
const FLOAT: i32 = 3;
const STRING: i32 = 4;

/// `SteamNetworkingConfigValue_t`.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct RawOption {
    key: i32,
    kind: i32,
    value: RawValue,
}

#[derive(Clone, Copy)]
#[repr(C)]
union RawValue {
    int32: i32,
    int64: i64,
    float: f32,
    text: *const c_char,
}

const _: () = assert!(size_of::<RawOption>() == size_of::<sys::SteamNetworkingConfigValue_t>());
const _: () = assert!(
    std::mem::offset_of!(RawOption, value) == std::mem::offset_of!(sys::SteamNetworkingConfigValue_t, m_val)
);

/// Options for one call.
pub(super) struct RawOptions<'a> {
    options: Vec<RawOption>,
    /// The strings that the options point to.
    _texts: Vec<CString>,
    _borrowed: PhantomData<&'a [ConfigOption]>,
}

impl<'a> RawOptions<'a> {
    /// `None` if a text has a NUL inside.
    pub(super) fn new(options: &'a [ConfigOption]) -> Option<RawOptions<'a>> {
        let mut texts = Vec::new();
        let mut raw = Vec::with_capacity(options.len());
        for option in options {
            let (kind, value) = match &option.value {
                ConfigValue::Int32(number) => (INT32, RawValue { int32: *number }),
                ConfigValue::Int64(number) => (INT64, RawValue { int64: *number }),
                ConfigValue::Float(number) => (FLOAT, RawValue { float: *number }),
                ConfigValue::Text(text) => {
                    let text = strings::for_steam(text)?;
                    let pointer = text.as_ptr();
                    // The data behind the pointer stays in place when the owner moves.
                    texts.push(text);
                    (STRING, RawValue { text: pointer })
                }
            };
            raw.push(RawOption { key: option.key, kind, value });
        }
        Some(RawOptions { options: raw, _texts: texts, _borrowed: PhantomData })
    }

    /// The number of options.
    pub(super) fn count(&self) -> c_int {
        c_int::try_from(self.options.len()).unwrap_or(0)
    }

    /// The pointer to them, valid as long as this lives.
    pub(super) fn pointer(&self) -> *const RawOption {
        self.options.as_ptr()
    }
}

unsafe extern "C" {
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketIP(
        sockets: *mut sys::ISteamNetworkingSockets,
        address: *const c_void,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_ConnectByIPAddress(
        sockets: *mut sys::ISteamNetworkingSockets,
        address: *const c_void,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2P(
        sockets: *mut sys::ISteamNetworkingSockets,
        port: c_int,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_ConnectP2P(
        sockets: *mut sys::ISteamNetworkingSockets,
        remote: *const sys::SteamNetworkingIdentity,
        port: c_int,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_ConnectToHostedDedicatedServer(
        sockets: *mut sys::ISteamNetworkingSockets,
        remote: *const sys::SteamNetworkingIdentity,
        port: c_int,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_CreateHostedDedicatedServerListenSocket(
        sockets: *mut sys::ISteamNetworkingSockets,
        port: c_int,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// An empty handle is 0.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2PFakeIP(
        sockets: *mut sys::ISteamNetworkingSockets,
        index: c_int,
        count: c_int,
        options: *const RawOption,
    ) -> u32;
    /// `ESteamNetworkingAvailability`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_InitAuthentication(
        sockets: *mut sys::ISteamNetworkingSockets,
    ) -> c_int;
    /// `ESteamNetworkingAvailability`. Null if the details are not wanted.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_GetAuthenticationStatus(
        sockets: *mut sys::ISteamNetworkingSockets,
        details: *mut sys::SteamNetAuthenticationStatus_t,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_GetRemoteFakeIPForConnection(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
        address: *mut sys::SteamNetworkingIPAddr,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_AcceptConnection(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_SendMessageToConnection(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
        data: *const c_void,
        data_bytes: u32,
        flags: c_int,
        number: *mut i64,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_FlushMessagesOnConnection(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_GetConnectionRealTimeStatus(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
        status: *mut sys::SteamNetConnectionRealTimeStatus_t,
        count: c_int,
        lanes: *mut c_void,
    ) -> c_int;
    /// `EResult`.
    pub(super) fn SteamAPI_ISteamNetworkingSockets_ConfigureConnectionLanes(
        sockets: *mut sys::ISteamNetworkingSockets,
        connection: u32,
        count: c_int,
        priorities: *const c_int,
        weights: *const u16,
    ) -> c_int;
}
