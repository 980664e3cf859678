//! The local platform: Steam's behaviour without Steam, between the processes of one user on one machine.
//!
//! All decisions are made by state machines without I/O: `session` (packets between two users), `messages` (the same
//! for `ISteamNetworkingMessages`), `sockets` (connections), `hub` and `lobby` (users who are online, lobbies that
//! exist), `client` (a member's view of the hub), `social` (tickets, avatars, voice and the like), `stats`
//! (achievements and stats), `leaderboards`, `cloud` (cloud files), `screenshots`, `timeline`, and `conditioner` (bad
//! networks). Time, randomness and bytes are arguments. `driver` owns the sockets, the files and the background
//! threads, and moves bytes between them. `wire` is the format of every byte that leaves the process.
//!
//! Only `driver` may touch a socket or read the clock; `platform` may read the clock for calls of the game.

pub mod client;
pub mod cloud;
pub mod conditioner;
mod config;
pub mod driver;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
pub mod hub;
pub mod identity;
pub mod leaderboards;
pub mod limits;
pub mod lobby;
pub mod messages;
mod platform;
pub mod screenshots;
pub mod session;
#[cfg(test)]
mod simulation;
pub mod social;
pub mod sockets;
pub mod stats;
pub mod timeline;
pub mod wire;

pub use config::{Limits, LocalConfig, Timings, UserChoice, UserFiles};
pub use platform::LocalPlatform;
