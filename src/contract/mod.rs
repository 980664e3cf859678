//! The base of the project: the functions of Steam that games need, in one trait per Steamworks interface, with plain
//! Rust types.
//!
//! [`Platform`] hands out the interfaces; [`Event`] has everything that happens later. The implementations are in
//! [`platform`](crate::platform); the classes for scripts build on both.
//!
//! This folder imports nothing else of the project, and no Godot type may appear in it.

pub mod account;
pub mod apps;
pub mod auth;
pub mod clans;
pub mod content;
pub mod device;
pub mod event;
pub mod friends;
pub mod game_server;
pub mod game_server_stats;
pub mod input;
pub mod leaderboards;
pub mod local_network;
pub mod matchmaking;
pub mod network_conditions;
pub mod networking;
pub mod networking_messages;
pub mod networking_sockets;
pub mod networking_utils;
mod platform;
pub mod remote_storage;
pub mod screenshots;
pub mod server_browser;
pub mod social;
pub mod steam_id;
pub mod timeline;
pub mod user;
pub mod user_stats;
pub mod utils;

pub use account::Account;
pub use apps::Apps;
pub use auth::Auth;
pub use clans::Clans;
pub use content::Content;
pub use device::Device;
pub use event::Event;
pub use friends::Friends;
pub use game_server::GameServer;
pub use game_server_stats::GameServerStats;
pub use input::Input;
pub use leaderboards::Leaderboards;
pub use local_network::LocalNetwork;
pub use matchmaking::{Favorites, Matchmaking};
pub use network_conditions::NetworkConditions;
pub use networking::Networking;
pub use networking_messages::NetworkingMessages;
pub use networking_sockets::NetworkingSockets;
pub use networking_utils::NetworkingUtils;
pub use platform::{InitFailure, InitFailureCode, Platform, PlatformKind};
pub use remote_storage::RemoteStorage;
pub use screenshots::Screenshots;
pub use server_browser::MatchmakingServers;
pub use social::Social;
pub use steam_id::SteamId;
pub use timeline::Timeline;
pub use user::User;
pub use user_stats::UserStats;
pub use utils::Utils;
