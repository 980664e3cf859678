//! Dictionary keys, created once instead of at every call, for the main thread, which makes most of these calls.
//!
//! They live as long as the class is registered: a Godot value that outlived the engine would abort the process at exit.

use std::cell::RefCell;

use godot::builtin::Variant;
use godot::meta::ToGodot;

/// Declares the keys once: as fields for the code, as text for GDScript.
macro_rules! keys {
    ($($name:ident),* $(,)?) => {
        /// All keys of Dictionaries that are built often.
        pub struct Keys {
            $(#[doc = concat!("`", stringify!($name), "`.")] pub $name: Variant,)*
        }

        impl Keys {
            fn new() -> Keys {
                Keys { $($name: stringify!($name).to_variant(),)* }
            }
        }
    };
}

keys! {
    data, steam_id_remote, remote_steam_id,
    connection_active, connecting, session_error, using_relay,
    bytes_queued_for_send, packets_queued_for_send, remote_ip, remote_port,
    payload, size, connection, identity, receiver_user_data, sender_user_data, user_data, time_received, message_number, channel, flags,
    result, written, buffer,
}

thread_local! {
    /// The main thread's keys. Other threads may outlive the engine, so they keep none.
    static KEYS: RefCell<Option<Keys>> = const { RefCell::new(None) };
}

/// Creates the keys that the main thread lends. Call it on the main thread, once the engine can create them.
pub fn make() {
    KEYS.set(Some(Keys::new()));
}

/// Lends the keys.
pub fn with<R>(use_keys: impl FnOnce(&Keys) -> R) -> R {
    KEYS.with_borrow(|keys| {
        let new;
        let keys = match keys {
            Some(keys) => keys,
            None => {
                new = Keys::new();
                &new
            }
        };
        use_keys(keys)
    })
}

/// Frees the keys. Call it before the engine ends.
pub fn free() {
    KEYS.take();
}
