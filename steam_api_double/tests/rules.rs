//! The double's strictness: a process that breaks a rule of the SDK is ended. Because of this, every other test shows that
//! the extension frees what Steam returns.
#![cfg(target_os = "linux")]

mod common;

use std::ffi::c_void;
use std::ptr;

use common::{breaks_a_rule, on_the_double, steam, until};
use steam_networking::contract::{Platform, User};
use steam_networking::platform::steamworks::SteamworksPlatform;

/// `k_nSteamNetworkingSend_Reliable`.
const RELIABLE: i32 = 8;
/// The double's only pipe.
const PIPE: i32 = 1;

// As in `steam_api_flat.h`, with untyped pointers.
unsafe extern "C" {
    fn SteamAPI_SteamNetworkingMessages_SteamAPI_v002() -> *mut c_void;
    fn SteamAPI_SteamUser_v023() -> *mut c_void;
    fn SteamAPI_ISteamUser_BLoggedOn(user: *mut c_void) -> bool;
    fn SteamAPI_ISteamNetworkingMessages_ReceiveMessagesOnChannel(
        messages: *mut c_void,
        channel: i32,
        room: *mut *mut c_void,
        most: i32,
    ) -> i32;
    fn SteamAPI_SteamNetworkingMessage_t_Release(message: *mut c_void);
    fn SteamAPI_ManualDispatch_RunFrame(pipe: i32);
    fn SteamAPI_ManualDispatch_GetNextCallback(pipe: i32, message: *mut [u64; 3]) -> bool;
    fn SteamAPI_ManualDispatch_FreeLastCallback(pipe: i32);
}

/// A message from the double, and the guard of Steam.
fn message() -> (SteamworksPlatform, *mut c_void) {
    let steam = steam();
    assert_eq!(steam.networking_messages().send_message_to_user(steam.steam_id(), b"x", RELIABLE, 0), 1);
    let received = until(&steam, || {
        let mut message = ptr::null_mut();
        // SAFETY: Steam is initialised, and there is room for one pointer.
        let count = unsafe {
            let messages = SteamAPI_SteamNetworkingMessages_SteamAPI_v002();
            SteamAPI_ISteamNetworkingMessages_ReceiveMessagesOnChannel(messages, 0, &mut message, 1)
        };
        (count == 1).then_some(message)
    });
    (steam, received)
}

/// Steam with a callback that was fetched.
fn callback() -> SteamworksPlatform {
    let steam = steam();
    common::switch("POST", "1;704=00;704=00");
    let mut callback = [0; 3];
    // SAFETY: Steam is initialised, and the buffer has the size of `CallbackMsg_t`.
    unsafe {
        SteamAPI_ManualDispatch_RunFrame(PIPE);
        assert!(SteamAPI_ManualDispatch_GetNextCallback(PIPE, &mut callback));
    }
    steam
}

#[test]
fn a_message_that_is_released_once_is_right() {
    on_the_double(&[], || {
        let (steam, message) = message();
        // SAFETY: the double's message, returned once.
        unsafe { SteamAPI_SteamNetworkingMessage_t_Release(message) };
        steam.shutdown();
    });
}

#[test]
fn a_message_that_is_never_released_is_found_out() {
    breaks_a_rule("before every message was released", || message().0.shutdown());
}

#[test]
fn a_message_that_is_not_there_cannot_be_released() {
    breaks_a_rule("a message is released that is not there", || {
        let _steam = steam();
        // SAFETY: the double checks the pointer first, which is what this tests.
        unsafe { SteamAPI_SteamNetworkingMessage_t_Release(ptr::null_mut()) };
    });
}

#[test]
fn a_callback_that_is_not_freed_is_found_out_by_the_next() {
    breaks_a_rule("before the callback before was freed", || {
        let _steam = callback();
        // SAFETY: Steam is initialised, and the buffer has the size of `CallbackMsg_t`.
        unsafe { SteamAPI_ManualDispatch_GetNextCallback(PIPE, &mut [0; 3]) };
    });
}

#[test]
fn a_callback_that_is_not_freed_is_found_out_by_the_end() {
    breaks_a_rule("while a callback is held", || callback().shutdown());
}

#[test]
fn a_callback_is_freed_once() {
    breaks_a_rule("FreeLastCallback without a callback", || {
        let _steam = callback();
        // SAFETY: Steam is initialised; the double checks whether there is a callback, which is what this tests.
        unsafe {
            SteamAPI_ManualDispatch_FreeLastCallback(PIPE);
            SteamAPI_ManualDispatch_FreeLastCallback(PIPE);
        }
    });
}

#[test]
fn another_pipe_than_steams_is_found_out() {
    breaks_a_rule("RunFrame with pipe 7", || {
        let _steam = steam();
        // SAFETY: Steam is initialised; the double checks the pipe first, which is what this tests.
        unsafe { SteamAPI_ManualDispatch_RunFrame(7) };
    });
}

#[test]
fn an_interface_that_is_used_after_shutdown_is_found_out() {
    breaks_a_rule("BLoggedOn while Steam is not initialised", || {
        let steam = steam();
        // SAFETY: takes nothing.
        let user = unsafe { SteamAPI_SteamUser_v023() };
        steam.shutdown();
        // SAFETY: the double first checks whether Steam is initialised, which is what this tests.
        unsafe { SteamAPI_ISteamUser_BLoggedOn(user) };
    });
}
