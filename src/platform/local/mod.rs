//! The local platform: Steam's behaviour without Steam, between the processes of one user on one machine.
//!
//! Everything that decides is a state machine without I/O: `session` (packets between two users),
//! `messages` (the same for `ISteamNetworkingMessages`), `hub` and `lobby`
//! (who is here, which lobbies exist), `social` (tickets, pictures, voices and the like), `stats` (achievements and stats), `leaderboards`, `screenshots` (pictures), `client` (what a member
//! knows of all that), `conditioner` (bad networks). Time, randomness and bytes are arguments.
//! (who is here, which lobbies exist), `social` (tickets, pictures, voices and the like), `stats` (achievements and stats), `cloud` (files in the cloud), `client` (what a member knows
//! of all that), `conditioner` (bad networks). Time, randomness and bytes are arguments.
//! `driver` owns the sockets, the files and the background threads and moves bytes between them. `wire` is the form
//! of every byte that leaves the process.
//!
//! Nothing here may touch a socket or read the clock except `driver`, and `platform` for what the game asks of it.

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
