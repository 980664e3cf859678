//! The configuration of a local platform.

use std::path::PathBuf;
use std::time::Duration;

use crate::contract::game_server::ServerStart;

/// The configuration of a local platform.
#[derive(Clone, Debug)]
pub struct LocalConfig {
    /// The folder through which processes find each other. It is created if it is missing, readable by its owner only.
    pub folder: PathBuf,
    /// The game. Processes of different games do not see each other.
    pub app_id: u32,
    /// The user that this process plays.
    pub user: UserChoice,
    /// Durations.
    pub timings: Timings,
    /// Queue limits.
    pub limits: Limits,
    /// The persistent files of users.
    pub user_files: UserFiles,
    /// The seed of every random choice that need not be unpredictable.
    pub seed: u64,
}

/// A process's choice of a local user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UserChoice {
    /// The lowest free number.
    #[default]
    LowestFree,
    /// This number, from 1. The start fails if another process has it.
    Number(u32),
    /// The lowest free number under this name.
    Named(String),
    /// The game server with the lowest free number, instead of a user.
    GameServer(ServerStart),
}

/// The persistent files of local users: achievements, stats, leaderboards and cloud files.
#[derive(Clone, Debug)]
pub struct UserFiles {
    /// The folder of the files.
    pub folder: PathBuf,
    /// Whether the files of this process's user are deleted at the start.
    pub reset: bool,
    /// The text of the file that defines the game's achievements and stats, `None` if there is none.
    pub definitions: Option<String>,
    /// The maximum number of bytes of a user in the cloud.
    pub cloud_bytes: u64,
}

impl UserFiles {
    /// The default of `cloud_bytes`.
    pub const CLOUD_BYTES: u64 = 1 << 30;

    /// Files in `folder`, without definitions.
    pub fn in_folder(folder: PathBuf) -> UserFiles {
        UserFiles { folder, reset: false, definitions: None, cloud_bytes: Self::CLOUD_BYTES }
    }
}

/// Durations of Steam's behaviour, which tests shorten.
#[derive(Clone, Copy, Debug)]
pub struct Timings {
    /// The time without an answer after which the packets queued for a user fail. Steam: 20 s.
    pub session_timeout: Duration,
    /// The time without a sign of life after which a connection of `ISteamNetworkingSockets` fails, and the time within
    /// which it must open. Steam: 10 s.
    pub connection_timeout: Duration,
    /// The time between two announcements of a user who keeps sending without being accepted.
    pub request_repeat: Duration,
    /// The time for which `RELIABLE_WITH_BUFFERING` collects packets. Steam: 200 ms.
    pub collect: Duration,
    /// The time without traffic after which a session is dropped silently; `None` keeps it.
    pub idle: Option<Duration>,
}

impl Default for Timings {
    fn default() -> Self {
        Timings {
            session_timeout: Duration::from_secs(20),
            connection_timeout: Duration::from_secs(10),
            request_repeat: Duration::from_secs(5),
            collect: Duration::from_millis(200),
            idle: None,
        }
    }
}

/// Queue limits per remote user.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes that may wait to be sent to one user before further sends are refused.
    pub send_queue_bytes: usize,
    /// The bytes from one user that may wait to be read, over all channels, for reliable and for unreliable packets
    /// each. Beyond this, reliable packets stay with their sender, and unreliable ones are dropped and counted.
    pub receive_queue_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { send_queue_bytes: 16 * 1024 * 1024, receive_queue_bytes: 16 * 1024 * 1024 }
    }
}
