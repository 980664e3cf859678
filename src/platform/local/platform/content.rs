//! `ISteamApps`: the running game is installed, without DLC or betas.

use super::LocalPlatform;
use crate::contract::content::{Beta, Betas, ContentEvent, Dlc, FileDetails};
use crate::contract::{Content, Event};

/// `k_EResultFileNotFound`.
const RESULT_FILE_NOT_FOUND: i32 = 9;

impl Content for LocalPlatform {
    fn dlc_count(&self) -> i32 {
        0
    }

    fn dlc_by_index(&self, _index: i32) -> Option<Dlc> {
        None
    }

    fn is_dlc_installed(&self, _dlc_id: u32) -> bool {
        false
    }

    fn install_dlc(&self, _dlc_id: u32) {}

    fn uninstall_dlc(&self, _dlc_id: u32) {}

    fn dlc_download_progress(&self, _dlc_id: u32) -> Option<(u64, u64)> {
        None
    }

    fn set_dlc_context(&self, _app_id: u32) -> bool {
        false
    }

    fn is_app_installed(&self, app_id: u32) -> bool {
        app_id == self.app_id
    }

    fn is_cybercafe(&self) -> bool {
        false
    }

    fn is_low_violence(&self) -> bool {
        false
    }

    fn is_subscribed_from_family_sharing(&self) -> bool {
        false
    }

    fn is_subscribed_from_free_weekend(&self) -> bool {
        false
    }

    fn is_vac_banned(&self) -> bool {
        false
    }

    fn timed_trial(&self) -> Option<(u32, u32)> {
        None
    }

    fn earliest_purchase_unix_time(&self, _app_id: u32) -> u32 {
        0
    }

    fn file_details(&self, _filename: &str) {
        let details = FileDetails { result: RESULT_FILE_NOT_FOUND, ..FileDetails::default() };
        self.queue_answer(Event::Content(ContentEvent::FileDetails(details)));
    }

    fn mark_content_corrupt(&self, _missing_files_only: bool) -> bool {
        false
    }

    fn current_beta_name(&self) -> String {
        String::new()
    }

    fn num_betas(&self) -> Betas {
        Betas::default()
    }

    fn beta_info(&self, _index: i32) -> Option<Beta> {
        None
    }

    fn set_active_beta(&self, _beta_name: &str) -> bool {
        false
    }
}
