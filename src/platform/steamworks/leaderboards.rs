//! `ISteamUserStats`: leaderboards.

use std::ffi::c_int;

use ::steamworks::sys::{self, SteamAPICall_t};

use super::callbacks::leaderboards as callbacks;
use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, open_enums, strings};
use crate::contract::leaderboards::{
    DataRequest, DisplayType, Entry, Leaderboard, LeaderboardEvent, MAX_DETAILS, MAX_ENTRIES, SortMethod,
    Upload,
};
use crate::contract::{Event, Leaderboards, SteamId};

/// `ELeaderboardUploadScoreMethod`.
const KEEP_BEST: c_int = 1;
const FORCE_UPDATE: c_int = 2;

/// The number of elements, as a C integer.
fn count<T>(all: &[T]) -> c_int {
    c_int::try_from(all.len()).unwrap_or(c_int::MAX)
}

impl SteamworksPlatform {
    /// Finds a leaderboard.
    fn find(&self, make: impl FnOnce(*mut sys::ISteamUserStats) -> SteamAPICall_t) {
        let failure = LeaderboardEvent::Found { leaderboard: Leaderboard::NONE, found: false };
        let answer = Answer {
            signal: "leaderboard_find_result",
            callback: callbacks::FOUND,
            size: size_of::<sys::LeaderboardFindResult_t>(),
            read: |_, bytes| callbacks::found(bytes),
            failure: Event::Leaderboards(failure),
        };
        self.ask(&self.interfaces.user_stats, answer, make);
    }

    /// Downloads entries of a leaderboard.
    fn download(
        &self,
        leaderboard: Leaderboard,
        make: impl FnOnce(*mut sys::ISteamUserStats) -> SteamAPICall_t,
    ) {
        let entries = Err("Steam could not be reached".to_owned());
        let answer = Answer {
            signal: "leaderboard_scores_downloaded",
            callback: callbacks::DOWNLOADED,
            size: size_of::<sys::LeaderboardScoresDownloaded_t>(),
            read: |platform, bytes| platform.downloaded(bytes),
            failure: Event::Leaderboards(LeaderboardEvent::Downloaded { leaderboard, entries }),
        };
        self.ask(&self.interfaces.user_stats, answer, make);
    }

    /// Fetches the downloaded entries.
    fn downloaded(&self, bytes: &[u8]) -> Option<Event> {
        let (leaderboard, handle, count) = callbacks::downloaded(bytes)?;
        let most = c_int::try_from(MAX_ENTRIES).unwrap_or(c_int::MAX);
        let entries = (0..count.min(most)).map_while(|index| self.downloaded_entry(handle, index)).collect();
        Some(Event::Leaderboards(LeaderboardEvent::Downloaded { leaderboard, entries: Ok(entries) }))
    }

    fn downloaded_entry(&self, handle: u64, index: c_int) -> Option<Entry> {
        let stats = self.interfaces.user_stats.get()?;
        // SAFETY: a structure of numbers, for which all zeros are valid.
        let mut entry: sys::LeaderboardEntry_t = unsafe { std::mem::zeroed() };
        let mut details = [0; MAX_DETAILS];
        // SAFETY: a live interface, numbers, and room of ours for an entry and for this many details.
        let is_there = unsafe {
            sys::SteamAPI_ISteamUserStats_GetDownloadedLeaderboardEntry(
                stats,
                handle,
                index,
                &mut entry,
                details.as_mut_ptr(),
                count(&details),
            )
        };
        // Copied out, since the structure is packed.
        let (user, known) = (entry.m_steamIDUser, entry.m_cDetails);
        is_there.then(|| Entry {
            // SAFETY: a union of the number and its parts, so every member of it is set.
            user: SteamId(unsafe { user.m_steamid.m_unAll64Bits }),
            global_rank: entry.m_nGlobalRank,
            score: entry.m_nScore,
            details: details.iter().copied().take(usize::try_from(known).unwrap_or(0)).collect(),
            ugc: entry.m_hUGC,
        })
    }
}

impl Leaderboards for SteamworksPlatform {
    fn find_or_create_leaderboard(&self, name: &str, sort_method: SortMethod, display_type: DisplayType) {
        self.find(|stats| {
            let Some(name) = strings::for_steam(name) else { return 0 };
            // SAFETY: a live interface, a NUL-terminated text, and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamUserStats_FindOrCreateLeaderboard(
                    stats,
                    name.as_ptr(),
                    c_int::from(sort_method as u8),
                    c_int::from(display_type as u8),
                )
            }
        });
    }

    fn find_leaderboard(&self, name: &str) {
        self.find(|stats| {
            let Some(name) = strings::for_steam(name) else { return 0 };
            // SAFETY: a live interface and a NUL-terminated text.
            unsafe { sys::SteamAPI_ISteamUserStats_FindLeaderboard(stats, name.as_ptr()) }
        });
    }

    fn leaderboard_name(&self, leaderboard: Leaderboard) -> String {
        let Some(stats) = self.interfaces.user_stats.get() else { return String::new() };
        // SAFETY: a live interface and a number; the result is copied before the next call.
        unsafe { strings::copied(sys::SteamAPI_ISteamUserStats_GetLeaderboardName(stats, leaderboard.0)) }
    }

    fn leaderboard_entry_count(&self, leaderboard: Leaderboard) -> i32 {
        let Some(stats) = self.interfaces.user_stats.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamUserStats_GetLeaderboardEntryCount(stats, leaderboard.0) }
    }

    fn leaderboard_sort_method(&self, leaderboard: Leaderboard) -> i32 {
        let Some(stats) = self.interfaces.user_stats.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamUserStats_GetLeaderboardSortMethod(stats, leaderboard.0) }
    }

    fn leaderboard_display_type(&self, leaderboard: Leaderboard) -> i32 {
        let Some(stats) = self.interfaces.user_stats.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamUserStats_GetLeaderboardDisplayType(stats, leaderboard.0) }
    }

    fn download_leaderboard_entries(
        &self,
        leaderboard: Leaderboard,
        request: DataRequest,
        start: i32,
        end: i32,
    ) {
        self.download(leaderboard, |stats| {
            let request = c_int::from(request as u8);
            // SAFETY: a live interface and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamUserStats_DownloadLeaderboardEntries(
                    stats,
                    leaderboard.0,
                    request,
                    start,
                    end,
                )
            }
        });
    }

    fn download_leaderboard_entries_for_users(&self, leaderboard: Leaderboard, users: &[SteamId]) {
        let users: Vec<u64> = users.iter().map(|user| user.0).collect();
        self.download(leaderboard, |stats| {
            // SAFETY: a live interface, a number, and this many numbers of ours, which Steam only reads.
            unsafe {
                open_enums::SteamAPI_ISteamUserStats_DownloadLeaderboardEntriesForUsers(
                    stats,
                    leaderboard.0,
                    users.as_ptr(),
                    count(&users),
                )
            }
        });
    }

    fn upload_leaderboard_score(
        &self,
        leaderboard: Leaderboard,
        keep_best: bool,
        score: i32,
        details: &[i32],
    ) {
        let failure = Upload { leaderboard, score, ..Upload::default() };
        let answer = Answer {
            signal: "leaderboard_score_uploaded",
            callback: callbacks::UPLOADED,
            size: size_of::<sys::LeaderboardScoreUploaded_t>(),
            read: |_, bytes| callbacks::uploaded(bytes),
            failure: Event::Leaderboards(LeaderboardEvent::Uploaded(failure)),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            let method = if keep_best { KEEP_BEST } else { FORCE_UPDATE };
            // SAFETY: a live interface, numbers, and this many numbers of ours.
            unsafe {
                open_enums::SteamAPI_ISteamUserStats_UploadLeaderboardScore(
                    stats,
                    leaderboard.0,
                    method,
                    score,
                    details.as_ptr(),
                    count(details),
                )
            }
        });
    }

    fn attach_leaderboard_ugc(&self, leaderboard: Leaderboard, ugc: u64) {
        let failure = LeaderboardEvent::UgcSet { result: RESULT_IO_FAILURE, leaderboard };
        let answer = Answer {
            signal: "leaderboard_ugc_set",
            callback: callbacks::UGC_SET,
            size: size_of::<sys::LeaderboardUGCSet_t>(),
            read: |_, bytes| callbacks::ugc_set(bytes),
            failure: Event::Leaderboards(failure),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            // SAFETY: a live interface and numbers.
            unsafe { sys::SteamAPI_ISteamUserStats_AttachLeaderboardUGC(stats, leaderboard.0, ugc) }
        });
    }
}
