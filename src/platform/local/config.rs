//! What a local platform is started with.

use std::path::PathBuf;
use std::time::Duration;

use crate::contract::game_server::ServerStart;

/// What a local platform is started with.
#[derive(Clone, Debug)]
pub struct LocalConfig {
    /// The folder through which processes find each other. Created if it is missing, readable by its owner only.
    pub folder: PathBuf,
    /// The game. Processes of different games do not see each other.
    pub app_id: u32,
    /// Who this process wants to be.
    pub user: UserChoice,
    /// How long things take.
    pub timings: Timings,
    /// How much may wait.
    pub limits: Limits,
    /// What is kept of the users from run to run.
    pub user_files: UserFiles,
    /// Seeds every random choice that need not be unpredictable.
    pub seed: u64,
}

/// Who a process wants to be among the local users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UserChoice {
    /// The lowest number that nobody has.
    #[default]
    LowestFree,
    /// This number, from 1; starting fails if somebody has it.
    Number(u32),
    /// The lowest free number under this name.
    Named(String),
    /// Not a user, but the game server with the lowest number that nobody has.
    GameServer(ServerStart),
}

/// What is kept of the local users from run to run: achievements, stats, leaderboards and files.
#[derive(Clone, Debug)]
pub struct UserFiles {
    /// The folder that it is kept in.
    pub folder: PathBuf,
    /// Whether what is kept of this process's user is deleted at the start.
    pub reset: bool,
    /// The text of the file that defines the game's achievements and stats, `None` where there is none.
    pub definitions: Option<String>,
    /// How many bytes a user may have in the cloud.
    pub cloud_bytes: u64,
}

impl UserFiles {
    /// How many bytes a user may have in the cloud where nothing else is set.
    pub const CLOUD_BYTES: u64 = 1 << 30;

    /// In a folder, with nothing defined.
    pub fn in_folder(folder: PathBuf) -> UserFiles {
        UserFiles { folder, reset: false, definitions: None, cloud_bytes: Self::CLOUD_BYTES }
    }
}

/// Durations of Steam's that tests want shorter.
#[derive(Clone, Copy, Debug)]
pub struct Timings {
    /// After so long without an answer, what is queued for a user fails. Steam: 20 s.
    pub session_timeout: Duration,
    /// After so long without a sign of life a connection of `ISteamNetworkingSockets` fails, and so does one that is not open by
    /// then. Steam: 10 s.
    pub connection_timeout: Duration,
    /// A user who keeps sending without being accepted is announced again this often.
    pub request_repeat: Duration,
    /// How long `RELIABLE_WITH_BUFFERING` collects. Steam: 200 ms.
    pub collect: Duration,
    /// After so long without traffic a session is dropped silently; `None` keeps it.
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

/// How much may wait, per remote user.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes that may wait to be sent to one user before further sends are refused.
    pub send_queue_bytes: usize,
    /// Bytes from one user that may wait to be read, over all channels, reliable and unreliable packets each. Beyond,
    /// reliable packets stay with their sender and unreliable ones are dropped and counted.
    pub receive_queue_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { send_queue_bytes: 16 * 1024 * 1024, receive_queue_bytes: 16 * 1024 * 1024 }
    }
}
