//! `ISteamApps` for scripts: downloadable content, betas, installed files.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::pump;
use crate::contract::Event;
use crate::contract::content::{ContentEvent, FileDetails};
use crate::script::{arguments, current, report};

/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EBetaBranch_Selected`.
const BETA_SELECTED: u32 = 8;
/// The maximum number of downloadable contents in a list.
const MOST_DLC: i32 = 4096;
/// The maximum number of beta branches that are searched.
const MOST_BETAS: i32 = 256;
/// The maximum size of the name of a branch, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// The maximum size of a path, in bytes.
const MAX_PATH_BYTES: usize = 1024;

methods! {
impl Class {
    /// The number of downloadable contents that the game has. Steamworks: `GetDLCCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getDLCCount)]
    pub fn get_dlc_count() -> i64 {
        current::with("Steam.getDLCCount", |platform| i64::from(platform.content().dlc_count()))
    }

    /// One downloadable content; `this_dlc_index` is below `getDLCCount`.
    ///
    /// Keys: `success` (bool), `id`, `app_id` (int, both the same), `available` (bool, in the store), `name`
    /// (String). Called without an index, as up to GodotSteam 4.10, it is empty and an error line names `getDLCData`.
    /// Steamworks: `BGetDLCDataByIndex`.
    ///
    /// Local: Always `success` false.
    #[func(rename = getDLCDataByIndex)]
    pub fn get_dlc_data_by_index(#[opt(default = -1)] this_dlc_index: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getDLCDataByIndex";
        current::with(METHOD, |platform| {
            if this_dlc_index == -1 {
                report::error(METHOD, "called without an index; Steam.getDLCData() returns all of them");
                return None;
            }
            let index = arguments::number(METHOD, "this_dlc_index", this_dlc_index, 0..=i64::from(i32::MAX))?;
            let dlc = platform.content().dlc_by_index(index);
            let success = dlc.is_some();
            let dlc = dlc.unwrap_or_default();
            let app_id = i64::from(dlc.app_id);
            Some(vdict! {
                "success" => success, "id" => app_id, "app_id" => app_id,
                "available" => dlc.available, "name" => &GString::from(&dlc.name),
            })
        })
        .unwrap_or_default()
    }

    /// All downloadable contents. Keys of each: `id`, `app_id` (int, both the same), `available` (bool, in the
    /// store), `name` (String). Steamworks: `GetDLCCount`, `BGetDLCDataByIndex`.
    ///
    /// Local: Always empty.
    #[func(rename = getDLCData)]
    pub fn get_dlc_data() -> VarArray {
        current::with("Steam.getDLCData", |platform| {
            let count = platform.content().dlc_count().clamp(0, MOST_DLC);
            let all = (0..count).filter_map(|index| platform.content().dlc_by_index(index));
            all.map(|dlc| {
                let app_id = i64::from(dlc.app_id);
                let row = vdict! {
                    "id" => app_id, "app_id" => app_id, "available" => dlc.available,
                    "name" => &GString::from(&dlc.name),
                };
                row.to_variant()
            })
            .collect()
        })
    }

    /// Whether a downloadable content is owned and installed. Steamworks: `BIsDlcInstalled`.
    ///
    /// Local: Always `false`.
    #[func(rename = isDLCInstalled)]
    pub fn is_dlc_installed(dlc_id: i64) -> bool {
        const METHOD: &str = "Steam.isDLCInstalled";
        current::with(METHOD, |platform| {
            let dlc_id = arguments::number(METHOD, "dlc_id", dlc_id, 1..=i64::from(u32::MAX))?;
            Some(platform.content().is_dlc_installed(dlc_id))
        })
        .unwrap_or_default()
    }

    /// Installs a downloadable content. `dlc_installed` is emitted when it is installed. Steamworks: `InstallDLC`.
    ///
    /// Local: There is none: changes nothing.
    #[func(rename = installDLC)]
    pub fn install_dlc(dlc_id: i64) {
        const METHOD: &str = "Steam.installDLC";
        current::with(METHOD, |platform| {
            let dlc_id = arguments::number(METHOD, "dlc_id", dlc_id, 1..=i64::from(u32::MAX))?;
            platform.content().install_dlc(dlc_id);
            Some(())
        });
    }

    /// Removes a downloadable content. Steamworks: `UninstallDLC`.
    ///
    /// Local: There is none: changes nothing.
    #[func(rename = uninstallDLC)]
    pub fn uninstall_dlc(dlc_id: i64) {
        const METHOD: &str = "Steam.uninstallDLC";
        current::with(METHOD, |platform| {
            let dlc_id = arguments::number(METHOD, "dlc_id", dlc_id, 1..=i64::from(u32::MAX))?;
            platform.content().uninstall_dlc(dlc_id);
            Some(())
        });
    }

    /// The progress of a download.
    ///
    /// Keys: `ret` (bool, whether the content is being downloaded), `downloaded`, `total` (int, bytes). Steamworks:
    /// `GetDlcDownloadProgress`.
    ///
    /// Local: Always `ret` false.
    #[func(rename = getDLCDownloadProgress)]
    pub fn get_dlc_download_progress(dlc_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getDLCDownloadProgress";
        current::with(METHOD, |platform| {
            let dlc_id = arguments::number(METHOD, "dlc_id", dlc_id, 1..=i64::from(u32::MAX))?;
            let progress = platform.content().dlc_download_progress(dlc_id);
            let (downloaded, total) = progress.unwrap_or_default();
            Some(vdict! {
                "ret" => progress.is_some(), "downloaded" => downloaded as i64, "total" => total as i64
            })
        })
        .unwrap_or_default()
    }

    /// Tells Steam which downloadable content the user is playing, 0 for none. Steamworks: `SetDlcContext`.
    ///
    /// Local: Always `false`.
    #[func(rename = setDLCContext)]
    pub fn set_dlc_context(app_id: i64) -> bool {
        const METHOD: &str = "Steam.setDLCContext";
        current::with(METHOD, |platform| {
            let app_id = arguments::number(METHOD, "app_id", app_id, 0..=i64::from(u32::MAX))?;
            Some(platform.content().set_dlc_context(app_id))
        })
        .unwrap_or_default()
    }

    /// Whether a game is installed. Steamworks: `BIsAppInstalled`.
    ///
    /// Local: `true` for this game only.
    #[func(rename = isAppInstalled)]
    pub fn is_app_installed(app_id: i64) -> bool {
        const METHOD: &str = "Steam.isAppInstalled";
        current::with(METHOD, |platform| {
            let app_id = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(platform.content().is_app_installed(app_id))
        })
        .unwrap_or_default()
    }

    /// Whether the licence is for internet cafés. Steamworks: `BIsCybercafe`.
    ///
    /// Local: Always `false`.
    #[func(rename = isCybercafe)]
    pub fn is_cybercafe() -> bool {
        current::with("Steam.isCybercafe", |platform| platform.content().is_cybercafe())
    }

    /// Whether the licence is for a version with less violence. Steamworks: `BIsLowViolence`.
    ///
    /// Local: Always `false`.
    #[func(rename = isLowViolence)]
    pub fn is_low_violence() -> bool {
        current::with("Steam.isLowViolence", |platform| platform.content().is_low_violence())
    }

    /// Whether another member of the Steam family shares the game with you. Steamworks:
    /// `BIsSubscribedFromFamilySharing`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSubscribedFromFamilySharing)]
    pub fn is_subscribed_from_family_sharing() -> bool {
        current::with("Steam.isSubscribedFromFamilySharing", |platform| {
            platform.content().is_subscribed_from_family_sharing()
        })
    }

    /// Whether you may play only during a free weekend. Steamworks: `BIsSubscribedFromFreeWeekend`.
    ///
    /// Local: Always `false`.
    #[func(rename = isSubscribedFromFreeWeekend)]
    pub fn is_subscribed_from_free_weekend() -> bool {
        current::with("Steam.isSubscribedFromFreeWeekend", |platform| {
            platform.content().is_subscribed_from_free_weekend()
        })
    }

    /// Whether Valve has banned you from secure servers of this game. Steamworks: `BIsVACBanned`.
    ///
    /// Local: Always `false`.
    #[func(rename = isVACBanned)]
    pub fn is_vac_banned() -> bool {
        current::with("Steam.isVACBanned", |platform| platform.content().is_vac_banned())
    }

    /// The time that you may play if the licence is a timed trial; empty if it is not.
    ///
    /// Keys: `seconds_allowed`, `seconds_played` (int). Steamworks: `BIsTimedTrial`.
    ///
    /// Local: Always empty.
    #[func(rename = isTimedTrial)]
    pub fn is_timed_trial() -> VarDictionary {
        let trial = current::with("Steam.isTimedTrial", |platform| platform.content().timed_trial());
        let Some((allowed, played)) = trial else { return VarDictionary::new() };
        vdict! { "seconds_allowed" => i64::from(allowed), "seconds_played" => i64::from(played) }
    }

    /// The time when you bought a game, in seconds since 1970; 0 if you did not. Steamworks:
    /// `GetEarliestPurchaseUnixTime`.
    ///
    /// Local: Always 0.
    #[func(rename = getEarliestPurchaseUnixTime)]
    pub fn get_earliest_purchase_unix_time(app_id: i64) -> i64 {
        const METHOD: &str = "Steam.getEarliestPurchaseUnixTime";
        current::with(METHOD, |platform| {
            let app_id = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(i64::from(platform.content().earliest_purchase_unix_time(app_id)))
        })
        .unwrap_or_default()
    }

    /// Asks for the size and checksum of one of the game's files as Steam delivered it; `filename` is a path in the
    /// game's folder.
    ///
    /// Answered by `file_details_result`. Steamworks: `GetFileDetails`.
    ///
    /// Local: Answered with `RESULT_FILE_NOT_FOUND`: Steam has delivered nothing.
    #[func(rename = getFileDetails)]
    pub fn get_file_details(filename: GString) {
        const METHOD: &str = "Steam.getFileDetails";
        const ANSWER: &str = "file_details_result";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let filename = arguments::name(METHOD, "filename", &filename, MAX_PATH_BYTES)?;
                platform.content().file_details(&filename);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => pump::refuse(ANSWER, no_file(RESULT_INVALID_PARAM)),
            }
        });
    }

    /// Makes Steam check the game's files at the next start. With `missing_files_only`, it checks only whether they
    /// exist. Steamworks: `MarkContentCorrupt`.
    ///
    /// Local: Always `false`.
    #[func(rename = markContentCorrupt)]
    pub fn mark_content_corrupt(missing_files_only: bool) -> bool {
        current::with("Steam.markContentCorrupt", |platform| {
            platform.content().mark_content_corrupt(missing_files_only)
        })
    }

    /// The name of the installed beta branch, empty for none. Steamworks: `GetCurrentBetaName`.
    ///
    /// Local: Always empty.
    #[func(rename = getCurrentBetaName)]
    pub fn get_current_beta_name() -> GString {
        current::with("Steam.getCurrentBetaName", |platform| {
            GString::from(&platform.content().current_beta_name())
        })
    }

    /// The number of beta branches of the game.
    ///
    /// Keys: `available` (int, branches that you may choose), `private` (int, branches behind a password), `total`
    /// (int). Steamworks: `GetNumBetas`.
    ///
    /// Local: All 0.
    #[func(rename = getNumBetas)]
    pub fn get_num_betas() -> VarDictionary {
        let betas = current::with("Steam.getNumBetas", |platform| Some(platform.content().num_betas()));
        let Some(betas) = betas else { return VarDictionary::new() };
        vdict! {
            "available" => i64::from(betas.available), "private" => i64::from(betas.private),
            "total" => i64::from(betas.total),
        }
    }

    /// The selected beta branch, or the first one; empty if the game has none.
    ///
    /// Keys: `index` (int), `flags` (int, bits of BetaBranchFlags), `build_id` (int), `name`, `description` (String),
    /// `last_updated` (int, seconds since 1970). Steamworks: `GetBetaInfo`.
    ///
    /// Local: Always empty.
    #[func(rename = getBetaInfo)]
    pub fn get_beta_info() -> VarDictionary {
        let found = current::with("Steam.getBetaInfo", |platform| {
            let count = platform.content().num_betas().total.clamp(0, MOST_BETAS);
            let mut betas =
                (0..count).filter_map(|index| Some((index, platform.content().beta_info(index)?)));
            let first = betas.next()?;
            if first.1.flags & BETA_SELECTED != 0 {
                return Some(first);
            }
            Some(betas.find(|(_, beta)| beta.flags & BETA_SELECTED != 0).unwrap_or(first))
        });
        let Some((index, beta)) = found else { return VarDictionary::new() };
        vdict! {
            "index" => i64::from(index), "flags" => i64::from(beta.flags), "build_id" => i64::from(beta.build_id),
            "name" => &GString::from(&beta.name), "description" => &GString::from(&beta.description),
            "last_updated" => i64::from(beta.last_updated),
        }
    }

    /// Selects a beta branch by its name; Steam updates to it at the next start. Steamworks: `SetActiveBeta`.
    ///
    /// Local: Always `false`.
    #[func(rename = setActiveBeta)]
    pub fn set_active_beta(beta_name: GString) -> bool {
        const METHOD: &str = "Steam.setActiveBeta";
        current::with(METHOD, |platform| {
            let beta_name = arguments::text(METHOD, "beta_name", &beta_name, MAX_NAME_BYTES)?;
            Some(platform.content().set_active_beta(&beta_name))
        })
        .unwrap_or_default()
    }
}
}

fn no_file(result: i32) -> Event {
    Event::Content(ContentEvent::FileDetails(FileDetails { result, ..FileDetails::default() }))
}
