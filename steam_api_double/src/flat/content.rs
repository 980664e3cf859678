//! `ISteamApps`: downloadable content, betas, installed files.

use super::methods;
use crate::arguments::{Out, Output, Text};
use crate::calls::Kind;
use crate::contract::content::{ContentEvent, FileDetails};
use crate::contract::{Content, Event};

methods! { Apps:
    fn SteamAPI_ISteamApps_GetDLCCount(steam) -> i32, or 0; {
    Content::dlc_count(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BGetDLCDataByIndex(
        steam, index: i32, app_id: Out<u32>, available: Out<bool>, name: Output, name_size: i32
    ) -> bool, or false; {
        let Some(dlc) = steam.platform.dlc_by_index(index) else { return false };
        app_id.set(dlc.app_id);
        available.set(dlc.available);
        name.text(name_size, &dlc.name)
    }

    fn SteamAPI_ISteamApps_BIsDlcInstalled(steam, dlc_id: u32) -> bool, or false; {
    Content::is_dlc_installed(&steam.platform, dlc_id)
    }

    fn SteamAPI_ISteamApps_InstallDLC(steam, dlc_id: u32), or (); {
    Content::install_dlc(&steam.platform, dlc_id);
    }

    fn SteamAPI_ISteamApps_UninstallDLC(steam, dlc_id: u32), or (); {
    Content::uninstall_dlc(&steam.platform, dlc_id);
    }

    fn SteamAPI_ISteamApps_GetDlcDownloadProgress(
        steam, dlc_id: u32, downloaded: Out<u64>, total: Out<u64>
    ) -> bool, or false; {
        let Some(progress) = steam.platform.dlc_download_progress(dlc_id) else { return false };
        downloaded.set(progress.0);
        total.set(progress.1);
        true
    }

    fn SteamAPI_ISteamApps_SetDlcContext(steam, app_id: u32) -> bool, or false; {
    Content::set_dlc_context(&steam.platform, app_id)
    }

    fn SteamAPI_ISteamApps_BIsAppInstalled(steam, app_id: u32) -> bool, or false; {
    Content::is_app_installed(&steam.platform, app_id)
    }

    fn SteamAPI_ISteamApps_BIsCybercafe(steam) -> bool, or false; {
    Content::is_cybercafe(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsLowViolence(steam) -> bool, or false; {
    Content::is_low_violence(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsSubscribedFromFamilySharing(steam) -> bool, or false; {
    Content::is_subscribed_from_family_sharing(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsSubscribedFromFreeWeekend(steam) -> bool, or false; {
    Content::is_subscribed_from_free_weekend(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsVACBanned(steam) -> bool, or false; {
    Content::is_vac_banned(&steam.platform)
    }

    fn SteamAPI_ISteamApps_BIsTimedTrial(steam, allowed: Out<u32>, played: Out<u32>) -> bool, or false; {
        let Some(trial) = steam.platform.timed_trial() else { return false };
        allowed.set(trial.0);
        played.set(trial.1);
        true
    }

    fn SteamAPI_ISteamApps_GetEarliestPurchaseUnixTime(steam, app_id: u32) -> u32, or 0; {
    Content::earliest_purchase_unix_time(&steam.platform, app_id)
    }

    fn SteamAPI_ISteamApps_GetFileDetails(steam, filename: Text) -> u64, or 0; {
        let like = Event::Content(ContentEvent::FileDetails(FileDetails::default()));
        steam.call(Kind::AnsweredLike(like), |platform| platform.file_details(&filename.read()))
    }

    fn SteamAPI_ISteamApps_MarkContentCorrupt(steam, missing_files_only: bool) -> bool, or false; {
    Content::mark_content_corrupt(&steam.platform, missing_files_only)
    }

    fn SteamAPI_ISteamApps_GetCurrentBetaName(steam, name: Output, name_size: i32) -> bool, or false; {
        let beta = steam.platform.current_beta_name();
        name.text(name_size, &beta) && !beta.is_empty()
    }

    fn SteamAPI_ISteamApps_GetNumBetas(steam, available: Out<i32>, private: Out<i32>) -> i32, or 0; {
        let betas = steam.platform.num_betas();
        available.set(betas.available);
        private.set(betas.private);
        betas.total
    }

    fn SteamAPI_ISteamApps_GetBetaInfo(
        steam, index: i32, flags: Out<u32>, build_id: Out<u32>, name: Output, name_size: i32,
        description: Output, description_size: i32, last_updated: Out<u32>
    ) -> bool, or false; {
        let Some(beta) = steam.platform.beta_info(index) else { return false };
        flags.set(beta.flags);
        build_id.set(beta.build_id);
        last_updated.set(beta.last_updated);
        name.text(name_size, &beta.name) && description.text(description_size, &beta.description)
    }

    fn SteamAPI_ISteamApps_SetActiveBeta(steam, beta_name: Text) -> bool, or false; {
    Content::set_active_beta(&steam.platform, &beta_name.read())
    }
}
