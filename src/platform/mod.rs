//! The contract between the script-facing classes and whatever answers them.
//!
//! [`Platform`] is everything a peer-to-peer game asks of Steam, one trait per Steamworks interface, in plain Rust types.
//! Two implementations stand behind it: [`steamworks`] talks to the Steam client, [`local`] needs nothing but the
//! machine it runs on and has a network that can be made bad ([`local_network`]). Answers that Steam gives later come back
//! as [`Event`]s, out of [`Platform::pump`] only.
//!
//! No Godot type may appear in this folder.

pub mod apps;
pub mod auth;
mod contract;
pub mod event;
pub mod friends;
pub mod local;
pub mod local_network;
pub mod matchmaking;
pub mod networking;
pub mod networking_messages;
pub mod p2p_over_messages;
pub mod steam_id;
// The fuzz targets need no Steam.
#[cfg(not(fuzzing))]
pub mod steamworks;
pub mod user;
pub mod utils;

pub use apps::Apps;
pub use auth::Auth;
pub use contract::{InitFailure, InitFailureCode, Platform, PlatformKind};
pub use event::Event;
pub use friends::Friends;
pub use matchmaking::{Favorites, Matchmaking};
pub use networking::Networking;
pub use networking_messages::NetworkingMessages;
pub use steam_id::SteamId;
pub use user::User;
pub use utils::Utils;
