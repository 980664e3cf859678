//! Answers of `ISteamUserStats` about leaderboards. All are results of calls.

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::leaderboards::{Leaderboard, LeaderboardEvent, Upload};

/// `LeaderboardFindResult_t`.
pub(in super::super) const FOUND: i32 = number!(LeaderboardFindResult_t_k_iCallback);
/// `LeaderboardScoresDownloaded_t`.
pub(in super::super) const DOWNLOADED: i32 = number!(LeaderboardScoresDownloaded_t_k_iCallback);
/// `LeaderboardScoreUploaded_t`.
pub(in super::super) const UPLOADED: i32 = number!(LeaderboardScoreUploaded_t_k_iCallback);
/// `LeaderboardUGCSet_t`.
pub(in super::super) const UGC_SET: i32 = number!(LeaderboardUGCSet_t_k_iCallback);

/// `LeaderboardFindResult_t`.
pub(in super::super) fn found(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::LeaderboardFindResult_t>(bytes)?;
    let leaderboard = Leaderboard(member!(it, LeaderboardFindResult_t, u64 m_hSteamLeaderboard));
    let found = member!(it, LeaderboardFindResult_t, bool m_bLeaderboardFound);
    Some(Event::Leaderboards(LeaderboardEvent::Found { leaderboard, found }))
}

/// `LeaderboardScoresDownloaded_t`: the leaderboard, the handle for fetching its entries, and their number.
pub(in super::super) fn downloaded(bytes: &[u8]) -> Option<(Leaderboard, u64, i32)> {
    let it = Structure::of::<sys::LeaderboardScoresDownloaded_t>(bytes)?;
    Some((
        Leaderboard(member!(it, LeaderboardScoresDownloaded_t, u64 m_hSteamLeaderboard)),
        member!(it, LeaderboardScoresDownloaded_t, u64 m_hSteamLeaderboardEntries),
        member!(it, LeaderboardScoresDownloaded_t, i32 m_cEntryCount),
    ))
}

/// `LeaderboardScoreUploaded_t`.
pub(in super::super) fn uploaded(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::LeaderboardScoreUploaded_t>(bytes)?;
    Some(Event::Leaderboards(LeaderboardEvent::Uploaded(Upload {
        success: member!(it, LeaderboardScoreUploaded_t, bool m_bSuccess),
        leaderboard: Leaderboard(member!(it, LeaderboardScoreUploaded_t, u64 m_hSteamLeaderboard)),
        score: member!(it, LeaderboardScoreUploaded_t, i32 m_nScore),
        changed: member!(it, LeaderboardScoreUploaded_t, bool m_bScoreChanged),
        new_rank: member!(it, LeaderboardScoreUploaded_t, i32 m_nGlobalRankNew),
        previous_rank: member!(it, LeaderboardScoreUploaded_t, i32 m_nGlobalRankPrevious),
    })))
}

/// `LeaderboardUGCSet_t`.
pub(in super::super) fn ugc_set(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::LeaderboardUGCSet_t>(bytes)?;
    Some(Event::Leaderboards(LeaderboardEvent::UgcSet {
        result: member!(it, LeaderboardUGCSet_t, i32 m_eResult),
        leaderboard: Leaderboard(member!(it, LeaderboardUGCSet_t, u64 m_hSteamLeaderboard)),
    }))
}
