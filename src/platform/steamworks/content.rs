//! `ISteamApps`: downloadable content, betas, installed files.

use ::steamworks::sys;

use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, callbacks, strings};
use crate::contract::content::{Beta, Betas, ContentEvent, Dlc, FileDetails};
use crate::contract::{Content, Event};

/// The size of the buffer for a name.
const NAME_ROOM: usize = 512;
/// The size of the buffer for a description.
const DESCRIPTION_ROOM: usize = 8192;

impl Content for SteamworksPlatform {
    fn dlc_count(&self) -> i32 {
        let Some(apps) = self.interfaces.apps.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_GetDLCCount(apps) }
    }

    fn dlc_by_index(&self, index: i32) -> Option<Dlc> {
        let apps = self.interfaces.apps.get()?;
        let (mut app_id, mut available, mut name) = (0_u32, false, [0_u8; NAME_ROOM]);
        // SAFETY: a live interface, a number, room of ours for both answers, and a buffer of the given size.
        let exists = unsafe {
            sys::SteamAPI_ISteamApps_BGetDLCDataByIndex(
                apps,
                index,
                &mut app_id,
                &mut available,
                name.as_mut_ptr().cast(),
                name.len() as i32,
            )
        };
        exists.then(|| Dlc { app_id, available, name: strings::up_to_nul(&name) })
    }

    fn is_dlc_installed(&self, dlc_id: u32) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_BIsDlcInstalled(apps, dlc_id) }
    }

    fn install_dlc(&self, dlc_id: u32) {
        let Some(apps) = self.interfaces.apps.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_InstallDLC(apps, dlc_id) };
    }

    fn uninstall_dlc(&self, dlc_id: u32) {
        let Some(apps) = self.interfaces.apps.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_UninstallDLC(apps, dlc_id) };
    }

    fn dlc_download_progress(&self, dlc_id: u32) -> Option<(u64, u64)> {
        let apps = self.interfaces.apps.get()?;
        let (mut downloaded, mut total) = (0_u64, 0_u64);
        // SAFETY: a live interface, a number, and two `u64` of ours.
        let runs = unsafe {
            sys::SteamAPI_ISteamApps_GetDlcDownloadProgress(apps, dlc_id, &mut downloaded, &mut total)
        };
        runs.then_some((downloaded, total))
    }

    fn set_dlc_context(&self, app_id: u32) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_SetDlcContext(apps, app_id) }
    }

    fn is_app_installed(&self, app_id: u32) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_BIsAppInstalled(apps, app_id) }
    }

    fn is_cybercafe(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsCybercafe(apps) }
    }

    fn is_low_violence(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsLowViolence(apps) }
    }

    fn is_subscribed_from_family_sharing(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsSubscribedFromFamilySharing(apps) }
    }

    fn is_subscribed_from_free_weekend(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsSubscribedFromFreeWeekend(apps) }
    }

    fn is_vac_banned(&self) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamApps_BIsVACBanned(apps) }
    }

    fn timed_trial(&self) -> Option<(u32, u32)> {
        let apps = self.interfaces.apps.get()?;
        let (mut allowed, mut played) = (0_u32, 0_u32);
        // SAFETY: a live interface, and two `u32` of ours.
        let is_trial = unsafe { sys::SteamAPI_ISteamApps_BIsTimedTrial(apps, &mut allowed, &mut played) };
        is_trial.then_some((allowed, played))
    }

    fn earliest_purchase_unix_time(&self, app_id: u32) -> u32 {
        let Some(apps) = self.interfaces.apps.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_GetEarliestPurchaseUnixTime(apps, app_id) }
    }

    fn file_details(&self, filename: &str) {
        let answer = Answer {
            signal: "file_details_result",
            callback: callbacks::content::FILE_DETAILS_RESULT,
            size: size_of::<sys::FileDetailsResult_t>(),
            read: |_, bytes| callbacks::content::file_details_result(bytes),
            failure: Event::Content(ContentEvent::FileDetails(FileDetails {
                result: RESULT_IO_FAILURE,
                ..FileDetails::default()
            })),
        };
        let filename = strings::for_steam(filename);
        self.ask(&self.interfaces.apps, answer, |apps| {
            // SAFETY: a live interface and a NUL-terminated text.
            filename.map_or(0, |name| unsafe { sys::SteamAPI_ISteamApps_GetFileDetails(apps, name.as_ptr()) })
        });
    }

    fn mark_content_corrupt(&self, missing_files_only: bool) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamApps_MarkContentCorrupt(apps, missing_files_only) }
    }

    fn current_beta_name(&self) -> String {
        let Some(apps) = self.interfaces.apps.get() else { return String::new() };
        let mut name = [0_u8; NAME_ROOM];
        // SAFETY: a live interface, and a buffer of the given size.
        let is_beta = unsafe {
            sys::SteamAPI_ISteamApps_GetCurrentBetaName(apps, name.as_mut_ptr().cast(), name.len() as i32)
        };
        if is_beta { strings::up_to_nul(&name) } else { String::new() }
    }

    fn num_betas(&self) -> Betas {
        let Some(apps) = self.interfaces.apps.get() else { return Betas::default() };
        let (mut available, mut private) = (0_i32, 0_i32);
        // SAFETY: a live interface, and two `i32` of ours.
        let total = unsafe { sys::SteamAPI_ISteamApps_GetNumBetas(apps, &mut available, &mut private) };
        Betas { total, available, private }
    }

    fn beta_info(&self, index: i32) -> Option<Beta> {
        let apps = self.interfaces.apps.get()?;
        let mut beta = Beta::default();
        let (mut name, mut description) = ([0_u8; NAME_ROOM], vec![0_u8; DESCRIPTION_ROOM]);
        // SAFETY: a live interface, a number, room of ours for three numbers, and two buffers of the given sizes.
        let exists = unsafe {
            sys::SteamAPI_ISteamApps_GetBetaInfo(
                apps,
                index,
                &mut beta.flags,
                &mut beta.build_id,
                name.as_mut_ptr().cast(),
                name.len() as i32,
                description.as_mut_ptr().cast(),
                description.len() as i32,
                &mut beta.last_updated,
            )
        };
        beta.name = strings::up_to_nul(&name);
        beta.description = strings::up_to_nul(&description);
        exists.then_some(beta)
    }

    fn set_active_beta(&self, beta_name: &str) -> bool {
        let Some(apps) = self.interfaces.apps.get() else { return false };
        let Some(beta_name) = strings::for_steam(beta_name) else { return false };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamApps_SetActiveBeta(apps, beta_name.as_ptr()) }
    }
}
