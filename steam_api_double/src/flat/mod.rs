//! The C functions, one file for each interface.

// They have their names in C.
#![allow(non_snake_case)]

mod account;
mod apps;
mod clans;
mod content;
mod deck;
mod device;
mod favorites;
mod friends;
mod game_server;
mod game_server_stats;
mod hosted_networking;
mod input;
mod leaderboards;
mod life_cycle;
mod lobbies;
mod lobby_search;
pub(crate) mod message;
mod networking;
mod networking_messages;
mod networking_sockets;
mod networking_utils;
mod overlay;
mod remote_storage;
mod screenshots;
mod server_browser;
mod social;
mod timeline;
mod user;
mod user_stats;
mod utils;

/// Defines methods of an interface. The value after `or` is the answer if the client is gone.
macro_rules! methods {
    ($interface:ident: $(fn $name:ident($steam:pat_param $(, $argument:ident: $type:ty)*) $(-> $answer:ty)?, or $otherwise:expr; $body:block)*) => {
        $(
            // SAFETY: no other function of the process has this name, since this library replaces Valve's.
            #[unsafe(no_mangle)]
            extern "C" fn $name(interface: *const std::ffi::c_void $(, $argument: $type)*) $(-> $answer)? {
                let interface_kind = $crate::steam::Interface::$interface;
                $crate::steam::ask(interface_kind, interface, stringify!($name), $otherwise, |$steam| $body)
            }
        )*
    };
}

use methods;
