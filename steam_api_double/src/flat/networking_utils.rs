//! `ISteamNetworkingUtils`.

use super::message::{self, Message};
use super::methods;
use crate::switches::violation;

methods! { NetworkingUtils:
    fn SteamAPI_ISteamNetworkingUtils_AllocateMessage(_steam, size: i32) -> *mut Message, or std::ptr::null_mut(); {
        let Ok(size) = usize::try_from(size) else { violation("a message of a negative size is asked for") };
        message::blank(size)
    }
}
