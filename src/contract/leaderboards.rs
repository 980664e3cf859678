//! `ISteamUserStats`: leaderboards.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The most details that an entry has (`k_cLeaderboardDetailsMax`).
pub const MAX_DETAILS: usize = 64;
/// The most users whose entries one call may ask for (`DownloadLeaderboardEntriesForUsers`).
pub const MAX_ASKED_USERS: usize = 100;
/// The most entries that are told of one download: far more than a game shows, and few enough for one frame.
pub const MAX_ENTRIES: usize = 10_000;
/// The handle of an entry without an attachment (`k_UGCHandleInvalid`).
pub const NO_UGC: u64 = u64::MAX;

/// A leaderboard (`SteamLeaderboard_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Leaderboard(pub u64);

impl Leaderboard {
    /// None at all.
    pub const NONE: Leaderboard = Leaderboard(0);
}

/// Which score is the best (`ELeaderboardSortMethod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum SortMethod {
    /// The lowest.
    Ascending = 1,
    /// The highest.
    Descending = 2,
}

impl SortMethod {
    /// The one that Steam numbers `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<SortMethod> {
        match value {
            1 => Some(SortMethod::Ascending),
            2 => Some(SortMethod::Descending),
            _ => None,
        }
    }
}

/// How Steam's own pages show scores (`ELeaderboardDisplayType`).
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
    /// The one that Steam numbers `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<DisplayType> {
        match value {
            1 => Some(DisplayType::Numeric),
            2 => Some(DisplayType::TimeSeconds),
            3 => Some(DisplayType::TimeMilliseconds),
            _ => None,
        }
    }
}

/// Which entries are wanted (`ELeaderboardDataRequest`). Its last value belongs to a call of its own.
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
    /// The one that Steam numbers `value`, if there is one.
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
    /// Whose.
    pub user: SteamId,
    /// From 1 for the best.
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
    /// Asks for a leaderboard by name, and makes it if there is none. Answered by [`LeaderboardEvent::Found`].
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

    /// How many entries there were when something was last asked of it; 0 for one that was not found.
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

    /// Uploads a score of the user with at most [`MAX_DETAILS`] details. `keep_best` leaves a better one as it is.
    /// Answered by [`LeaderboardEvent::Uploaded`].
    ///
    /// Behind Steamworks: `UploadLeaderboardScore`.
    fn upload_leaderboard_score(
        &self,
        leaderboard: Leaderboard,
        keep_best: bool,
        score: i32,
        details: &[i32],
    );

    /// Attaches a file that was shared to the user's entry. Answered by [`LeaderboardEvent::UgcSet`].
    ///
    /// Behind Steamworks: `AttachLeaderboardUGC`.
    fn attach_leaderboard_ugc(&self, leaderboard: Leaderboard, ugc: u64);
}

/// Events of leaderboards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeaderboardEvent {
    /// A leaderboard was looked for (`LeaderboardFindResult_t`).
    Found {
        /// Which one, [`Leaderboard::NONE`] if there is none.
        leaderboard: Leaderboard,
        /// Whether there is one.
        found: bool,
    },
    /// Entries are there (`LeaderboardScoresDownloaded_t`).
    Downloaded {
        /// The leaderboard.
        leaderboard: Leaderboard,
        /// The entries, the best first; or why there are none.
        entries: Result<Vec<Entry>, String>,
    },
    /// A score was uploaded, or not (`LeaderboardScoreUploaded_t`).
    Uploaded(Upload),
    /// Something was attached to the user's entry, or not (`LeaderboardUGCSet_t`).
    UgcSet {
        /// 1 for success (`EResult`).
        result: i32,
        /// In which leaderboard.
        leaderboard: Leaderboard,
    },
}

/// The result of an upload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Whether it worked.
    pub success: bool,
    /// Which leaderboard.
    pub leaderboard: Leaderboard,
    /// The score that was uploaded.
    pub score: i32,
    /// Whether it stands in the leaderboard now.
    pub changed: bool,
    /// The user's rank now.
    pub new_rank: i32,
    /// Their rank before, 0 if they had none.
    pub previous_rank: i32,
}
