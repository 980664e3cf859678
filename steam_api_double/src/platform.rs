//! The contract and the local platform, out of the extension's own sources, without Godot and without Steamworks.

#[path = "../../src/platform/apps.rs"]
pub mod apps;
#[path = "../../src/platform/auth.rs"]
pub mod auth;
#[path = "../../src/platform/contract.rs"]
mod contract;
#[path = "../../src/platform/event.rs"]
pub mod event;
#[path = "../../src/platform/friends.rs"]
pub mod friends;
#[path = "../../src/platform/local/mod.rs"]
pub mod local;
#[path = "../../src/platform/local_network/mod.rs"]
pub mod local_network;
#[path = "../../src/platform/matchmaking.rs"]
pub mod matchmaking;
#[path = "../../src/platform/networking.rs"]
pub mod networking;
#[path = "../../src/platform/networking_messages.rs"]
pub mod networking_messages;
#[path = "../../src/platform/steam_id.rs"]
pub mod steam_id;
#[path = "../../src/platform/user.rs"]
pub mod user;
#[path = "../../src/platform/utils.rs"]
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
