//! Two copies of a game under one Steam account. A game server has its own account, so there is nothing to watch; the module
//! exists because files that both classes share call it.

use crate::contract::SteamId;

/// Something is sent to `user`.
#[inline]
pub fn sends(_method: &str, _user: SteamId) {}
