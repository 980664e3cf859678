//! `ISteamUserStats`: leaderboards.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::leaderboards::{
    DataRequest, DisplayType, Leaderboard, LeaderboardEvent, MAX_ASKED_USERS, MAX_DETAILS, SortMethod, Upload,
};
use crate::contract::user_stats::MAX_NAME_BYTES;
use crate::contract::{Event, Leaderboards, SteamId};
use crate::steam::Steam;
use crate::switches::{choice, violation};

/// `LeaderboardEntry_t`.
#[derive(Clone, Copy)]
#[cfg_attr(windows, repr(C))]
#[cfg_attr(not(windows), repr(C, packed(4)))]
pub(super) struct LeaderboardEntry {
    user: [u8; 8],
    global_rank: i32,
    score: i32,
    details: i32,
    ugc: u64,
}

fn name(text: &Text) -> String {
    let name = text.read();
    if name.is_empty() || name.len() >= MAX_NAME_BYTES {
        violation(format!("a leaderboard's name of {} bytes", name.len()));
    }
    name
}

/// A value of an enumeration that may be passed in.
fn enumerator<T>(what: &str, value: i32, from: fn(i64) -> Option<T>) -> T {
    from(i64::from(value)).unwrap_or_else(|| violation(format!("{what} is {value}")))
}

/// Numbers that the caller passes in.
fn numbers<const N: usize>(input: &Input, count: i32, most: usize) -> Vec<[u8; N]> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if count as usize > most {
        violation(format!("{count} numbers instead of {most} at most"));
    }
    input.read(count * N as u32).as_chunks::<N>().0.to_vec()
}

fn find(steam: &Steam, make: impl FnOnce(&dyn Leaderboards)) -> u64 {
    let like = LeaderboardEvent::Found { leaderboard: Leaderboard::NONE, found: false };
    steam.call(Kind::AnsweredLike(Event::Leaderboards(like)), |platform| make(platform))
}

fn download(steam: &Steam, leaderboard: Leaderboard, make: impl FnOnce(&dyn Leaderboards)) -> u64 {
    let like = LeaderboardEvent::Downloaded { leaderboard, entries: Ok(Vec::new()) };
    steam.call(Kind::AnsweredLike(Event::Leaderboards(like)), |platform| make(platform))
}

methods! { UserStats:
    fn SteamAPI_ISteamUserStats_FindOrCreateLeaderboard(
        steam, name_of: Text, sort_method: i32, display_type: i32
    ) -> u64, or 0; {
        let name = name(&name_of);
        let sort_method = enumerator("a sort method", sort_method, SortMethod::from_i64);
        let display_type = enumerator("a display type", display_type, DisplayType::from_i64);
        find(steam, |boards| boards.find_or_create_leaderboard(&name, sort_method, display_type))
    }

    fn SteamAPI_ISteamUserStats_FindLeaderboard(steam, name_of: Text) -> u64, or 0; {
        let name = name(&name_of);
        find(steam, |boards| boards.find_leaderboard(&name))
    }

    fn SteamAPI_ISteamUserStats_GetLeaderboardName(
        steam, leaderboard: u64
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.leaderboard_name(Leaderboard(leaderboard)))
    }

    fn SteamAPI_ISteamUserStats_GetLeaderboardEntryCount(steam, leaderboard: u64) -> i32, or 0; {
        steam.platform.leaderboard_entry_count(Leaderboard(leaderboard))
    }

    fn SteamAPI_ISteamUserStats_GetLeaderboardSortMethod(steam, leaderboard: u64) -> i32, or 0; {
        let unknown = choice("ENUMS", &["unknown"]).is_some();
        if unknown { 9999 } else { steam.platform.leaderboard_sort_method(Leaderboard(leaderboard)) }
    }

    fn SteamAPI_ISteamUserStats_GetLeaderboardDisplayType(steam, leaderboard: u64) -> i32, or 0; {
        let unknown = choice("ENUMS", &["unknown"]).is_some();
        if unknown { 9999 } else { steam.platform.leaderboard_display_type(Leaderboard(leaderboard)) }
    }

    fn SteamAPI_ISteamUserStats_DownloadLeaderboardEntries(
        steam, leaderboard: u64, request: i32, start: i32, end: i32
    ) -> u64, or 0; {
        let leaderboard = Leaderboard(leaderboard);
        let request = enumerator("a data request", request, DataRequest::from_i64);
        download(steam, leaderboard, |boards| {
            boards.download_leaderboard_entries(leaderboard, request, start, end);
        })
    }

    fn SteamAPI_ISteamUserStats_DownloadLeaderboardEntriesForUsers(
        steam, leaderboard: u64, users: Input, count: i32
    ) -> u64, or 0; {
        let leaderboard = Leaderboard(leaderboard);
        let users: Vec<SteamId> = numbers(&users, count, MAX_ASKED_USERS)
            .into_iter()
            .map(|bytes| SteamId(u64::from_ne_bytes(bytes)))
            .collect();
        if users.is_empty() || users.iter().any(|user| !user.is_individual()) {
            violation("entries of no user, or of what is no user");
        }
        download(steam, leaderboard, |boards| {
            boards.download_leaderboard_entries_for_users(leaderboard, &users);
        })
    }

    fn SteamAPI_ISteamUserStats_GetDownloadedLeaderboardEntry(
        steam, entries: u64, index: i32, room: Out<LeaderboardEntry>, details: Output, details_max: i32
    ) -> bool, or false; {
        let Some(entry) = steam.state.lock().downloads.entry(entries, index) else { return false };
        let bytes: Vec<u8> = entry.details.iter().flat_map(|detail| detail.to_ne_bytes()).collect();
        let Some(details_room) = details_max.checked_mul(4) else { violation("too much room for details") };
        details.fill(details_room, &bytes);
        room.set(LeaderboardEntry {
            user: entry.user.0.to_ne_bytes(),
            global_rank: entry.global_rank,
            score: entry.score,
            details: entry.details.len() as i32,
            ugc: entry.ugc,
        });
        true
    }

    fn SteamAPI_ISteamUserStats_UploadLeaderboardScore(
        steam, leaderboard: u64, method: i32, score: i32, details: Input, count: i32
    ) -> u64, or 0; {
        let leaderboard = Leaderboard(leaderboard);
        let details: Vec<i32> =
            numbers(&details, count, MAX_DETAILS).into_iter().map(i32::from_ne_bytes).collect();
        let keep_best = match method {
            1 => true,
            2 => false,
            other => violation(format!("an upload method is {other}")),
        };
        let like = LeaderboardEvent::Uploaded(Upload::default());
        steam.call(Kind::AnsweredLike(Event::Leaderboards(like)), |platform| {
            platform.upload_leaderboard_score(leaderboard, keep_best, score, &details);
        })
    }

    fn SteamAPI_ISteamUserStats_AttachLeaderboardUGC(steam, leaderboard: u64, ugc: u64) -> u64, or 0; {
        let leaderboard = Leaderboard(leaderboard);
        let like = LeaderboardEvent::UgcSet { result: 0, leaderboard };
        steam.call(Kind::AnsweredLike(Event::Leaderboards(like)), |platform| {
            platform.attach_leaderboard_ugc(leaderboard, ugc);
        })
    }
}
