//! From the pointer by which the engine calls an object to the object.
//!
//! The crate `godot` keeps each object in a cell that counts, behind a mutex and for each thread, who uses it. That takes longer than
//! most of what a peer is asked, and for one RPC the engine asks a dozen things. So a peer is bound in this way once, and its place
//! is remembered until it is dropped.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use godot::private::{Storage, as_storage};
use godot::sys::GDExtensionClassInstancePtr;
use parking_lot::Mutex;

use super::SteamMultiplayerPeer;

/// So many peers of a process are remembered. All others are bound for every call.
const MOST: usize = 16;

/// The engine's pointer to a peer, and the peer.
///
/// It is written before the first call for that peer goes on and when the peer is dropped. So a call of a peer that lives finds it
/// unchanged, on whatever thread: what it reads here was written before or by the call itself, since everything that the engine has
/// of a peer comes from after its making.
struct Known {
    instance: AtomicPtr<c_void>,
    peer: AtomicPtr<SteamMultiplayerPeer>,
}

static KNOWN: [Known; MOST] =
    [const { Known { instance: AtomicPtr::new(ptr::null_mut()), peer: AtomicPtr::new(ptr::null_mut()) } };
        MOST];

/// Held by whoever changes [`KNOWN`].
static CHANGING: Mutex<()> = Mutex::new(());

/// The peer that the engine calls.
///
/// # Safety
/// `instance` is the engine's pointer to a [`SteamMultiplayerPeer`] that lives as long as `'a`.
#[inline]
pub unsafe fn peer<'a>(instance: GDExtensionClassInstancePtr) -> &'a SteamMultiplayerPeer {
    for known in &KNOWN {
        if known.instance.load(Ordering::Acquire) == instance.cast() {
            // SAFETY: both were written together for an object that lives, as its drop would have removed it otherwise. Nobody has
            // it exclusively: no method of the class takes `&mut self`.
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
    // SAFETY: by the contract of this function, it points to what the crate keeps of an object of this class.
    let bound = unsafe { as_storage::<SteamMultiplayerPeer>(instance) }.get();
    let peer = &raw const *bound;
    remember(instance.cast(), peer);
    // SAFETY: the object stays where it is until it is dropped, and nobody has it exclusively until then.
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
    /// Before the memory of the peer is free, and may become that of another.
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
