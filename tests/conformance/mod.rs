//! The rules of Steam that games rely on, written once against [`Platform`](steam_networking::contract::Platform),
//! for every platform.
//!
//! [`every_rule!`](crate::every_rule) makes a test of each rule, in a [`World`] of the implementation's own;
//! [`suite`] has the rules as lists. What only one implementation has is tested elsewhere.
//!
//! The players of a world are platforms in this process or [in processes of their own](process).
//!
//! `docs/rules.md` lists the rules with their tests; the mark `// rule: …` above a function names its rules.
//!
//! Lost, doubled and reordered unreliable packets need a bad network, which no platform promises: the local platform's
//! conditioner has its own tests.

// Each test executable uses its own part of this.
#![allow(dead_code)]

pub mod closing;
mod control;
pub mod friend;
pub mod lobbies;
pub mod lobby_limits;
pub mod lobby_search;
pub mod messages;
pub mod networking_only;
pub mod process;
pub mod reading;
mod remote;
pub mod sending;
pub mod sessions;
pub mod socket_messages;
pub mod sockets;
mod suite;
mod tested;
pub mod world;

use steam_networking::contract::{Event, SteamId};

pub use tested::Tested;
pub use world::{Player, World};

/// `EChatMemberStateChange`.
pub const ENTERED: u32 = 1;
pub const LEFT: u32 = 2;
pub const DISCONNECTED: u32 = 4;

/// `EChatRoomEnterResponse`.
pub const SUCCESS: u32 = 1;
pub const DOES_NOT_EXIST: u32 = 2;
pub const NOT_ALLOWED: u32 = 3;
pub const FULL: u32 = 4;

/// `EP2PSessionError`.
pub const TIMEOUT: u8 = 4;

pub fn chat_update(lobby: SteamId, user: SteamId, state: u32) -> Event {
    Event::LobbyChatUpdate { lobby, changed: user, making_change: user, state }
}

/// A packet in which every byte depends on its position.
pub fn pattern(len: usize, salt: u8) -> Vec<u8> {
    (0..len).map(|at| (at as u8) ^ (at >> 8) as u8 ^ salt).collect()
}
