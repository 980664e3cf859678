//! `ISteamUserStats`: leaderboards.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum number of details of an entry (`k_cLeaderboardDetailsMax`).
pub const MAX_DETAILS: usize = 64;
/// The maximum number of users in one request for entries (`DownloadLeaderboardEntriesForUsers`).
pub const MAX_ASKED_USERS: usize = 100;
/// The maximum number of entries of one download: far more than a game shows, and few enough for one frame.
pub const MAX_ENTRIES: usize = 10_000;
/// The handle of an entry without an attachment (`k_UGCHandleInvalid`).
pub const NO_UGC: u64 = u64::MAX;

/// A leaderboard (`SteamLeaderboard_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Leaderboard(pub u64);

impl Leaderboard {
    /// No leaderboard.
    pub const NONE: Leaderboard = Leaderboard(0);
}

/// The order of scores (`ELeaderboardSortMethod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum SortMethod {
    /// The lowest score is the best.
    Ascending = 1,
    /// The highest score is the best.
    Descending = 2,
}

impl SortMethod {
    /// The value with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<SortMethod> {
        match value {
            1 => Some(SortMethod::Ascending),
            2 => Some(SortMethod::Descending),
            _ => None,
        }
    }
}

/// The format of scores on Steam's own pages (`ELeaderboardDisplayType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum DisplayType {
    /// As a number.
    Numeric = 1,
    /// As seconds.
    TimeSeconds = 2,
    /// As milliseconds.
    TimeMilliseconds = 3,
}

impl DisplayType {
    /// The value with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<DisplayType> {
        match value {
            1 => Some(DisplayType::Numeric),
            2 => Some(DisplayType::TimeSeconds),
            3 => Some(DisplayType::TimeMilliseconds),
            _ => None,
        }
    }
}

/// The requested entries (`ELeaderboardDataRequest`). The enum's last value has a separate call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum DataRequest {
    /// Entries of these ranks, from 1.
    Global = 0,
    /// Entries at this distance from the user's own: negative ones come before it.
    AroundUser = 1,
    /// Entries of the user and their friends, whatever the range.
    Friends = 2,
}

impl DataRequest {
    /// The value with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<DataRequest> {
        match value {
            0 => Some(DataRequest::Global),
            1 => Some(DataRequest::AroundUser),
            2 => Some(DataRequest::Friends),
            _ => None,
        }
    }
}

/// An entry of a leaderboard (`LeaderboardEntry_t`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The user.
    pub user: SteamId,
    /// The rank, 1 for the best.
    pub global_rank: i32,
    /// The score.
    pub score: i32,
    /// The details that the game uploaded with it.
    pub details: Vec<i32>,
    /// The attachment, or [`NO_UGC`].
    pub ugc: u64,
}

/// Leaderboards (`ISteamUserStats`).
pub trait Leaderboards {
    /// Asks for a leaderboard by name, and creates it if there is none. Answered by [`LeaderboardEvent::Found`].
    ///
    /// Behind Steamworks: `FindOrCreateLeaderboard`.
    fn find_or_create_leaderboard(&self, name: &str, sort_method: SortMethod, display_type: DisplayType);

    /// Asks for a leaderboard by name. Answered by [`LeaderboardEvent::Found`].
    ///
    /// Behind Steamworks: `FindLeaderboard`.
    fn find_leaderboard(&self, name: &str);

    /// The name of a leaderboard that was found, empty for others.
    ///
    /// Behind Steamworks: `GetLeaderboardName`.
    fn leaderboard_name(&self, leaderboard: Leaderboard) -> String;

    /// The number of entries at the time of the last request; 0 for a leaderboard that was not found.
    ///
    /// Behind Steamworks: `GetLeaderboardEntryCount`.
    fn leaderboard_entry_count(&self, leaderboard: Leaderboard) -> i32;

    /// A [`SortMethod`], 0 for a leaderboard that was not found.
    ///
    /// Behind Steamworks: `GetLeaderboardSortMethod`.
    fn leaderboard_sort_method(&self, leaderboard: Leaderboard) -> i32;

    /// A [`DisplayType`], 0 for a leaderboard that was not found.
    ///
    /// Behind Steamworks: `GetLeaderboardDisplayType`.
    fn leaderboard_display_type(&self, leaderboard: Leaderboard) -> i32;

    /// Asks for entries. Answered by [`LeaderboardEvent::Downloaded`].
    ///
    /// Behind Steamworks: `DownloadLeaderboardEntries`.
    fn download_leaderboard_entries(
        &self,
        leaderboard: Leaderboard,
        request: DataRequest,
        start: i32,
        end: i32,
    );

    /// Asks for the entries of some users, [`MAX_ASKED_USERS`] at most. Answered by [`LeaderboardEvent::Downloaded`].
    ///
    /// Behind Steamworks: `DownloadLeaderboardEntriesForUsers`.
    fn download_leaderboard_entries_for_users(&self, leaderboard: Leaderboard, users: &[SteamId]);

    /// Uploads a score of the user with at most [`MAX_DETAILS`] details. With `keep_best`, a better previous score is
    /// kept. Answered by [`LeaderboardEvent::Uploaded`].
    ///
    /// Behind Steamworks: `UploadLeaderboardScore`.
    fn upload_leaderboard_score(
        &self,
        leaderboard: Leaderboard,
        keep_best: bool,
        score: i32,
        details: &[i32],
    );

    /// Attaches a shared file to the user's entry. Answered by [`LeaderboardEvent::UgcSet`].
    ///
    /// Behind Steamworks: `AttachLeaderboardUGC`.
    fn attach_leaderboard_ugc(&self, leaderboard: Leaderboard, ugc: u64);
}

/// Events of leaderboards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeaderboardEvent {
    /// The answer to asking for a leaderboard (`LeaderboardFindResult_t`).
    Found {
        /// The leaderboard, [`Leaderboard::NONE`] if there is none.
        leaderboard: Leaderboard,
        /// Whether there is one.
        found: bool,
    },
    /// Entries have been downloaded (`LeaderboardScoresDownloaded_t`).
    Downloaded {
        /// The leaderboard.
        leaderboard: Leaderboard,
        /// The entries, the best first; or the reason why there are none.
        entries: Result<Vec<Entry>, String>,
    },
    /// The answer to uploading a score (`LeaderboardScoreUploaded_t`).
    Uploaded(Upload),
    /// The answer to attaching a file to the user's entry (`LeaderboardUGCSet_t`).
    UgcSet {
        /// 1 for success (`EResult`).
        result: i32,
        /// The leaderboard.
        leaderboard: Leaderboard,
    },
}

/// The result of an upload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Whether it succeeded.
    pub success: bool,
    /// The leaderboard.
    pub leaderboard: Leaderboard,
    /// The score that was uploaded.
    pub score: i32,
    /// Whether it is now in the leaderboard.
    pub changed: bool,
    /// The user's rank now.
    pub new_rank: i32,
    /// Their rank before, 0 if they had none.
    pub previous_rank: i32,
}
