//! From the pointer by which the engine calls an object to the object.
//!
//! The crate `godot` keeps each object in a cell that counts its users for each thread, behind a mutex. Binding an object takes
//! longer than most calls of a peer, and the engine makes a dozen calls for one RPC. So a peer is bound only once, and its address is
//! remembered until it is dropped.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use godot::private::{Storage, as_storage};
use godot::sys::GDExtensionClassInstancePtr;
use parking_lot::Mutex;

use super::SteamMultiplayerPeer;

/// The maximum number of remembered peers of a process. All others are bound for every call.
const MOST: usize = 16;

/// The engine's pointer to a peer, and the peer.
///
/// An entry is written before the first call of its peer continues, and when the peer is dropped. So a call of a living peer finds
/// it unchanged on every thread: the entry was written either by the call itself or by an earlier one, since the engine gets a peer
/// only after its creation.
struct Known {
    instance: AtomicPtr<c_void>,
    peer: AtomicPtr<SteamMultiplayerPeer>,
}

static KNOWN: [Known; MOST] =
    [const { Known { instance: AtomicPtr::new(ptr::null_mut()), peer: AtomicPtr::new(ptr::null_mut()) } };
        MOST];

/// Guards changes of [`KNOWN`].
static CHANGING: Mutex<()> = Mutex::new(());

/// The peer that the engine calls.
///
/// # Safety
/// `instance` is the engine's pointer to a [`SteamMultiplayerPeer`] that lives as long as `'a`.
#[inline]
pub unsafe fn peer<'a>(instance: GDExtensionClassInstancePtr) -> &'a SteamMultiplayerPeer {
    for known in &KNOWN {
        if known.instance.load(Ordering::Acquire) == instance.cast() {
            // SAFETY: both were written together for an object that is alive, since its drop would have removed them. Nobody has
            // exclusive access: no method of the class takes `&mut self`.
            return unsafe { &*known.peer.load(Ordering::Relaxed) };
        }
    }
    // SAFETY: by the contract of this function.
    unsafe { bind(instance) }
}

/// # Safety
/// As for [`peer`].
#[cold]
unsafe fn bind<'a>(instance: GDExtensionClassInstancePtr) -> &'a SteamMultiplayerPeer {
    // SAFETY: by the contract of this function, it points to the crate's storage of an object of this class.
    let bound = unsafe { as_storage::<SteamMultiplayerPeer>(instance) }.get();
    let peer = &raw const *bound;
    remember(instance.cast(), peer);
    // SAFETY: the object stays at its address until it is dropped, and nobody has exclusive access until then.
    unsafe { &*peer }
}

fn remember(instance: *mut c_void, peer: *const SteamMultiplayerPeer) {
    let _changing = CHANGING.lock();
    if KNOWN.iter().any(|known| known.instance.load(Ordering::Relaxed) == instance) {
        return;
    }
    if let Some(free) = KNOWN.iter().find(|known| known.instance.load(Ordering::Relaxed).is_null()) {
        free.peer.store(peer.cast_mut(), Ordering::Relaxed);
        free.instance.store(instance, Ordering::Release);
    }
}

impl Drop for SteamMultiplayerPeer {
    /// This happens before the peer's memory is freed and may be reused for another peer.
    fn drop(&mut self) {
        let _changing = CHANGING.lock();
        for known in &KNOWN {
            if ptr::eq(known.peer.load(Ordering::Relaxed), self) {
                known.instance.store(ptr::null_mut(), Ordering::Relaxed);
                known.peer.store(ptr::null_mut(), Ordering::Relaxed);
            }
        }
    }
}
