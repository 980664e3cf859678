//! The functions by which the engine calls a peer, bypassing the crate `godot` (see [`super::instances`]).
//!
//! `engine.rs` implements them. This file only reads and writes the pointers that Godot passes.

use std::panic::AssertUnwindSafe;

use godot::classes::multiplayer_peer::{ConnectionStatus, TransferMode};
use godot::global::Error;
use godot::obj::{EngineEnum, cap};
use godot::private::{
    __GODOT_SHARD_REGISTRY, CallContext, ClassShard, ITraitImpl, ShardItem, handle_fallible_ptrcall,
};
use godot::sys;

use super::{SteamMultiplayerPeer, instances};

/// The type of an argument, in Godot's encoding.
trait Argument {
    /// # Safety
    /// `place` holds an argument of this type.
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> Self;
}

impl Argument for i32 {
    #[inline]
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> i32 {
        // SAFETY: by the contract of this function. Godot encodes its `int` as 64 bits, of which it uses 32.
        unsafe { *place.cast::<i64>() as i32 }
    }
}

impl Argument for TransferMode {
    #[inline]
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> TransferMode {
        // SAFETY: by the contract of this function; enumerators are encoded as numbers.
        TransferMode::try_from_ord(unsafe { i32::read(place) }).unwrap_or(TransferMode::RELIABLE)
    }
}

impl Argument for bool {
    #[inline]
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> bool {
        // SAFETY: by the contract of this function; a bool is one byte.
        unsafe { *place.cast::<u8>() != 0 }
    }
}

impl<T> Argument for *const T {
    #[inline]
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> *const T {
        // SAFETY: by the contract of this function.
        unsafe { *place.cast::<*const T>() }
    }
}

impl<T> Argument for *mut T {
    #[inline]
    unsafe fn read(place: sys::GDExtensionConstTypePtr) -> *mut T {
        // SAFETY: by the contract of this function.
        unsafe { *place.cast::<*mut T>() }
    }
}

/// The type of a result, in Godot's encoding.
trait Returned {
    /// # Safety
    /// `place` has room for a value of this type.
    unsafe fn write(self, place: sys::GDExtensionTypePtr);
}

impl Returned for () {
    #[inline]
    unsafe fn write(self, _: sys::GDExtensionTypePtr) {}
}

impl Returned for i32 {
    #[inline]
    unsafe fn write(self, place: sys::GDExtensionTypePtr) {
        // SAFETY: by the contract of this function; Godot encodes its `int` as 64 bits.
        unsafe { place.cast::<i64>().write(i64::from(self)) }
    }
}

impl Returned for bool {
    #[inline]
    unsafe fn write(self, place: sys::GDExtensionTypePtr) {
        // SAFETY: by the contract of this function; a bool is one byte.
        unsafe { place.cast::<u8>().write(u8::from(self)) }
    }
}

macro_rules! returned_enums {
    ($($type:ty),*) => {$(
        impl Returned for $type {
            #[inline]
            unsafe fn write(self, place: sys::GDExtensionTypePtr) {
                // SAFETY: by the contract of this function; enumerators are encoded as numbers.
                unsafe { self.ord().write(place) }
            }
        }
    )*};
}

returned_enums!(Error, TransferMode, ConnectionStatus);

/// Defines `find`, which has a function for each of the engine's names that calls the method of a peer.
macro_rules! virtuals {
    ($($engine_name:literal => $method:ident($($argument:ident: $kind:ty),*) -> $returned:ty;)*) => {
        fn find(name: &str) -> sys::GDExtensionClassCallVirtual {
            match name {
                $($engine_name => {
                    unsafe extern "C" fn call(
                        instance: sys::GDExtensionClassInstancePtr,
                        arguments: *const sys::GDExtensionConstTypePtr,
                        place: sys::GDExtensionTypePtr,
                    ) {
                        const CONTEXT: CallContext = CallContext::func("SteamMultiplayerPeer", stringify!($method));
                        handle_fallible_ptrcall(&CONTEXT, AssertUnwindSafe(|| {
                            // SAFETY: the engine calls a living object of this class, and the engine's caller keeps it alive
                            // during the call.
                            let peer = unsafe { instances::peer(instance) };
                            #[allow(unused_mut, unused_variables, reason = "a method may have no arguments")]
                            let mut next = arguments;
                            $(
                                // SAFETY: the engine passes as many arguments as it declares, of these types.
                                let $argument = unsafe { <$kind as Argument>::read(*next) };
                                #[allow(unused_assignments, reason = "the last one has none behind it")]
                                // SAFETY: the pointer is at most one past the last argument.
                                { next = unsafe { next.add(1) }; }
                            )*
                            #[allow(unused_unsafe, reason = "only some methods get pointers")]
                            // SAFETY: the engine's own pointers, whose contract is that of the method.
                            let returned: $returned = unsafe { peer.$method($($argument),*) };
                            // SAFETY: the engine passes a place for the type that it declares as result.
                            unsafe { Returned::write(returned, place) };
                            Ok(())
                        }));
                    }
                    Some(call)
                })*
                _ => None,
            }
        }
    };
}

virtuals! {
    "_get_packet" => get_packet(buffer: *mut *const u8, size: *mut i32) -> Error;
    "_put_packet" => put_packet(buffer: *const u8, size: i32) -> Error;
    "_get_available_packet_count" => get_available_packet_count() -> i32;
    "_get_max_packet_size" => get_max_packet_size() -> i32;
    "_get_packet_channel" => get_packet_channel() -> i32;
    "_get_packet_mode" => get_packet_mode() -> TransferMode;
    "_get_packet_peer" => get_packet_peer() -> i32;
    "_set_transfer_channel" => set_transfer_channel(channel: i32) -> ();
    "_get_transfer_channel" => get_transfer_channel() -> i32;
    "_set_transfer_mode" => set_transfer_mode(mode: TransferMode) -> ();
    "_get_transfer_mode" => get_transfer_mode() -> TransferMode;
    "_set_target_peer" => set_target_peer(peer: i32) -> ();
    "_is_server" => is_server() -> bool;
    "_poll" => poll() -> ();
    "_close" => close() -> ();
    "_disconnect_peer" => disconnect(id: i32, force: bool) -> ();
    "_get_unique_id" => get_unique_id() -> i32;
    "_set_refuse_new_connections" => set_refuse_new_connections(refuses: bool) -> ();
    "_is_refusing_new_connections" => is_refusing_new_connections() -> bool;
    "_is_server_relay_supported" => is_server_relay_supported() -> bool;
    "_get_connection_status" => get_connection_status() -> ConnectionStatus;
}

// The code that `#[godot_api]` generates for an `impl IMultiplayerPeerExtension`.
impl cap::ImplementsGodotVirtual for SteamMultiplayerPeer {
    fn __virtual_call(name: &str) -> sys::GDExtensionClassCallVirtual {
        find(name)
    }
}

sys::shard_add!(__GODOT_SHARD_REGISTRY; ClassShard::new::<SteamMultiplayerPeer>(ShardItem::ITraitImpl(
    ITraitImpl::new::<SteamMultiplayerPeer>()
)));
