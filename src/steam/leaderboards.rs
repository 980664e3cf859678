//! `ISteamUserStats` for scripts: leaderboards.

use godot::builtin::{AnyArray, GString, PackedInt32Array, VarArray};

use super::enums::{LeaderboardDisplayType, LeaderboardSortMethod};
use super::{Steam, properties, pump};
use crate::contract::leaderboards::{
    DataRequest, DisplayType, Leaderboard, LeaderboardEvent, MAX_ASKED_USERS, MAX_DETAILS, SortMethod, Upload,
};
use crate::contract::user_stats::MAX_NAME_BYTES;
use crate::contract::{Event, Platform, SteamId};
use crate::script::fast::fast_methods;
use crate::script::{arguments, current, report};

/// The range of Steam's `int32`.
const INT32: std::ops::RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;

const FOUND: &str = "leaderboard_find_result";
const DOWNLOADED: &str = "leaderboard_scores_downloaded";

/// The leaderboard that the argument stands for; 0 stands for the one found last.
fn given(this_leaderboard: i64) -> Leaderboard {
    Leaderboard(match this_leaderboard {
        0 => properties::leaderboard() as u64,
        handle => handle as u64,
    })
}

/// The leaderboard that the argument stands for, or none after an error line.
fn meant(method: &'static str, this_leaderboard: i64) -> Option<Leaderboard> {
    let leaderboard = given(this_leaderboard);
    if leaderboard == Leaderboard::NONE {
        let allowed = "0 stands for the leaderboard found last, but none has been found yet; wait for leaderboard_find_result";
        report::bad_argument(method, "this_leaderboard", 0, allowed);
        return None;
    }
    Some(leaderboard)
}

/// Queries a leaderboard that was found.
fn of<R: Default>(
    method: &'static str,
    this_leaderboard: i64,
    ask: impl FnOnce(&dyn Platform, Leaderboard) -> R,
) -> R {
    current::with(method, |platform| {
        let leaderboard = meant(method, this_leaderboard)?;
        if platform.leaderboards().leaderboard_name(leaderboard).is_empty() {
            let handle = leaderboard.0 as i64;
            report::warning(method, format!("no leaderboard with the handle {handle} has been found"));
            return None;
        }
        Some(ask(platform, leaderboard))
    })
    .unwrap_or_default()
}

/// Answers `asked`, or reports the refusal.
fn answered(signal: &'static str, asked: Option<()>, refused: LeaderboardEvent) {
    match asked {
        Some(()) => pump::expect_answer(signal),
        None => pump::refuse(signal, Event::Leaderboards(refused)),
    }
}

fn not_downloaded(this_leaderboard: i64) -> LeaderboardEvent {
    let entries = Err("refused: the error line gives the reason".to_owned());
    LeaderboardEvent::Downloaded { leaderboard: given(this_leaderboard), entries }
}

/// The IDs of users in an Array.
fn users(method: &'static str, users_id: &AnyArray) -> Option<Vec<SteamId>> {
    const ARGUMENT: &str = "users_id";
    if users_id.is_empty() || users_id.len() > MAX_ASKED_USERS {
        let allowed = format!("it must have 1 to {MAX_ASKED_USERS} Steam IDs");
        report::bad_argument(method, ARGUMENT, format!("an Array of {}", users_id.len()), allowed);
        return None;
    }
    let user = |entry: godot::builtin::Variant| match entry.try_to::<i64>() {
        Ok(id) => arguments::user(method, ARGUMENT, id),
        Err(_) => {
            report::bad_argument(
                method,
                ARGUMENT,
                "an Array with values other than ints",
                "it must have Steam IDs",
            );
            None
        }
    };
    users_id.iter_shared().map(user).collect()
}

methods! {
impl Class {
    /// Asks for a leaderboard by its name. Answered by `leaderboard_find_result`. Calls with a `this_leaderboard` of 0 use the
    /// leaderboard found last. Steamworks: `FindLeaderboard`.
    ///
    /// Local: All local users of the app share its leaderboards, which are kept from run to run.
    #[func(rename = findLeaderboard)]
    pub fn find_leaderboard(leaderboard_name: GString) {
        const METHOD: &str = "Steam.findLeaderboard";
        current::with_answer(METHOD, FOUND, |platform| {
            let name = arguments::name(METHOD, "leaderboard_name", &leaderboard_name, MAX_NAME_BYTES - 1);
            let asked = name.map(|name| platform.leaderboards().find_leaderboard(&name));
            answered(FOUND, asked, LeaderboardEvent::Found { leaderboard: Leaderboard::NONE, found: false });
        });
    }

    /// Asks for a leaderboard by its name, and creates it if there is none: `sort_method` (one of LeaderboardSortMethod) says which
    /// score is the best, `display_type` (one of LeaderboardDisplayType) how Steam shows scores. An existing leaderboard is not
    /// changed. Answered by `leaderboard_find_result`. Steamworks: `FindOrCreateLeaderboard`.
    ///
    /// Local: As `findLeaderboard`; at most 10,000 leaderboards.
    #[func(rename = findOrCreateLeaderboard)]
    pub fn find_or_create_leaderboard(leaderboard_name: GString, sort_method: i64, display_type: i64) {
        const METHOD: &str = "Steam.findOrCreateLeaderboard";
        current::with_answer(METHOD, FOUND, |platform| {
            let asked = (|| {
                let name =
                    arguments::name(METHOD, "leaderboard_name", &leaderboard_name, MAX_NAME_BYTES - 1)?;
                let sort_method = arguments::enumerator(
                    METHOD,
                    "sort_method",
                    sort_method,
                    SortMethod::from_i64,
                    "LeaderboardSortMethod, and not NONE",
                )?;
                let display_type = arguments::enumerator(
                    METHOD,
                    "display_type",
                    display_type,
                    DisplayType::from_i64,
                    "LeaderboardDisplayType, and not NONE",
                )?;
                platform.leaderboards().find_or_create_leaderboard(&name, sort_method, display_type);
                Some(())
            })();
            answered(FOUND, asked, LeaderboardEvent::Found { leaderboard: Leaderboard::NONE, found: false });
        });
    }

    /// The name of a leaderboard that was found, empty for others. Steamworks: `GetLeaderboardName`.
    ///
    /// Local: The same.
    #[func(rename = getLeaderboardName)]
    pub fn get_leaderboard_name(#[opt(default = 0)] this_leaderboard: i64) -> GString {
        of("Steam.getLeaderboardName", this_leaderboard, |platform, leaderboard| {
            GString::from(&platform.leaderboards().leaderboard_name(leaderboard))
        })
    }

    /// The number of entries of a leaderboard when it was found, or when this process last downloaded or uploaded entries.
    /// Steamworks: `GetLeaderboardEntryCount`.
    ///
    /// Local: The same.
    #[func(rename = getLeaderboardEntryCount)]
    pub fn get_leaderboard_entry_count(#[opt(default = 0)] this_leaderboard: i64) -> i64 {
        of("Steam.getLeaderboardEntryCount", this_leaderboard, |platform, leaderboard| {
            i64::from(platform.leaderboards().leaderboard_entry_count(leaderboard))
        })
    }

    /// The order of scores in a leaderboard that was found: one of LeaderboardSortMethod, NONE for others.
    /// Steamworks: `GetLeaderboardSortMethod`.
    ///
    /// Local: As it was created.
    #[func(rename = getLeaderboardSortMethod)]
    pub fn get_leaderboard_sort_method(#[opt(default = 0)] this_leaderboard: i64) -> LeaderboardSortMethod {
        LeaderboardSortMethod(of(
            "Steam.getLeaderboardSortMethod",
            this_leaderboard,
            |platform, leaderboard| i64::from(platform.leaderboards().leaderboard_sort_method(leaderboard)),
        ))
    }

    /// The display type of the scores in a leaderboard that was found: one of LeaderboardDisplayType, NONE for
    /// others. Steamworks: `GetLeaderboardDisplayType`.
    ///
    /// Local: As it was created.
    #[func(rename = getLeaderboardDisplayType)]
    pub fn get_leaderboard_display_type(#[opt(default = 0)] this_leaderboard: i64) -> LeaderboardDisplayType {
        LeaderboardDisplayType(of(
            "Steam.getLeaderboardDisplayType",
            this_leaderboard,
            |platform, leaderboard| i64::from(platform.leaderboards().leaderboard_display_type(leaderboard)),
        ))
    }

    /// Asks for the entries of 1 to 100 users, at any rank; users without an entry are left out. Answered by
    /// `leaderboard_scores_downloaded`. Steamworks: `DownloadLeaderboardEntriesForUsers`.
    ///
    /// Local: The users need not be running.
    #[func(rename = downloadLeaderboardEntriesForUsers)]
    pub fn download_leaderboard_entries_for_users(
        users_id: AnyArray,
        #[opt(default = 0)] this_leaderboard: i64,
    ) {
        const METHOD: &str = "Steam.downloadLeaderboardEntriesForUsers";
        current::with_answer(METHOD, DOWNLOADED, |platform| {
            let asked = (|| {
                let users = users(METHOD, &users_id)?;
                let leaderboard = meant(METHOD, this_leaderboard)?;
                platform.leaderboards().download_leaderboard_entries_for_users(leaderboard, &users);
                Some(())
            })();
            answered(DOWNLOADED, asked, not_downloaded(this_leaderboard));
        });
    }

    /// Uploads your score, with up to 64 numbers of your own as `details`. With `keep_best`, a better previous score is kept; without
    /// it, the new score always replaces the previous one. Answered by `leaderboard_score_uploaded`. Steam accepts ten uploads in ten
    /// minutes. Steamworks: `UploadLeaderboardScore`.
    ///
    /// Local: Stored in a file of the user, as often as you like.
    #[func(rename = uploadLeaderboardScore)]
    pub fn upload_leaderboard_score(
        score: i64,
        #[opt(default = true)] keep_best: bool,
        #[opt(default = &PackedInt32Array::new())] details: PackedInt32Array,
        #[opt(default = 0)] this_leaderboard: i64,
    ) {
        const METHOD: &str = "Steam.uploadLeaderboardScore";
        const ANSWER: &str = "leaderboard_score_uploaded";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let score = arguments::number(METHOD, "score", score, INT32)?;
                if details.len() > MAX_DETAILS {
                    let allowed = format!("an entry has at most {MAX_DETAILS}");
                    report::bad_argument(METHOD, "details", format!("{} numbers", details.len()), allowed);
                    return None;
                }
                let leaderboard = meant(METHOD, this_leaderboard)?;
                platform.leaderboards().upload_leaderboard_score(
                    leaderboard,
                    keep_best,
                    score,
                    details.as_slice(),
                );
                Some(())
            })();
            let refused = Upload {
                leaderboard: given(this_leaderboard),
                score: i32::try_from(score).unwrap_or(0),
                ..Upload::default()
            };
            answered(ANSWER, asked, LeaderboardEvent::Uploaded(refused));
        });
    }

    /// Attaches a shared file to your entry by its handle, for example a replay. Answered by `leaderboard_ugc_set`. Steamworks:
    /// `AttachLeaderboardUGC`.
    ///
    /// Local: Any handle is accepted; it stays with your entry until you attach another one.
    #[func(rename = attachLeaderboardUGC)]
    pub fn attach_leaderboard_ugc(ugc_handle: i64, #[opt(default = 0)] this_leaderboard: i64) {
        const METHOD: &str = "Steam.attachLeaderboardUGC";
        const ANSWER: &str = "leaderboard_ugc_set";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = meant(METHOD, this_leaderboard).map(|leaderboard| {
                platform.leaderboards().attach_leaderboard_ugc(leaderboard, ugc_handle as u64);
            });
            let leaderboard = given(this_leaderboard);
            answered(ANSWER, asked, LeaderboardEvent::UgcSet { result: RESULT_INVALID_PARAM, leaderboard });
        });
    }

    /// Sets the number of details of an entry that `leaderboard_scores_downloaded` passes, from 0 to 64 (the default). Returns the
    /// number that is now set. Steamworks: none; `GetDownloadedLeaderboardEntry` has it as an argument.
    ///
    /// Local: The same.
    #[func(rename = setLeaderboardDetailsMax)]
    pub fn limit_leaderboard_details(max: i64) -> i64 {
        properties::set_details_max("Steam.setLeaderboardDetailsMax", "max", max)
    }

    /// The entries that `leaderboard_scores_downloaded` passed last. Steamworks: `GetDownloadedLeaderboardEntry`.
    ///
    /// Local: The same.
    #[func(rename = getLeaderboardEntries)]
    pub fn get_leaderboard_entries_told_last() -> VarArray {
        properties::entries()
    }
}
}

// The macros of the crate `godot` would call its third argument `r#type`.
fast_methods! {
impl Steam {
    /// Asks for entries. `type` (one of LeaderboardDataRequest) chooses the entries with ranks from `start` to `end`, where 1 is the
    /// first rank; the entries around your own, such as from -4 to 5; or the entries of you and all your friends, without regard to
    /// the range. Answered by `leaderboard_scores_downloaded`. Steamworks: `DownloadLeaderboardEntries`.
    ///
    /// Local: All local users are friends. Users who are not running have the names that they had when they uploaded.
    #[func(rename = downloadLeaderboardEntries)]
    pub fn download_leaderboard_entries(
        start: i64,
        end: i64,
        #[opt(default = 0)] r#type: i64,
        #[opt(default = 0)] this_leaderboard: i64,
    ) -> () {
        const METHOD: &str = "Steam.downloadLeaderboardEntries";
        current::with_answer(METHOD, DOWNLOADED, |platform| {
            let asked = (|| {
                let start = arguments::number(METHOD, "start", start, INT32)?;
                let end = arguments::number(METHOD, "end", end, INT32)?;
                let request = arguments::enumerator(
                    METHOD,
                    "type",
                    r#type,
                    DataRequest::from_i64,
                    "LeaderboardDataRequest, and not USERS, for which there is downloadLeaderboardEntriesForUsers",
                )?;
                let leaderboard = meant(METHOD, this_leaderboard)?;
                platform.leaderboards().download_leaderboard_entries(leaderboard, request, start, end);
                Some(())
            })();
            answered(DOWNLOADED, asked, not_downloaded(this_leaderboard));
        });
    }
}
}
