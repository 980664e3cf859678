//! The signals of downloadable content.

use super::super::Steam;
use crate::contract::content::{ContentEvent, FileDetails};
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The answer to `getFileDetails`: `result` is `RESULT_OK`, `file_size` bytes, `file_hash` the first 8 bytes of the SHA-1 as a
    /// number (the first one lowest), `flags` those of the depot.
    fn file_details_result(result: i64, file_size: i64, file_hash: i64, flags: i64);

    /// A downloadable content has been installed: `app` is its app ID.
    fn dlc_installed(app: i64);

    /// The state of the timed trial of the game `app_id`, in seconds; `is_offline` is whether the game runs without a connection.
    fn timed_trial_status(app_id: i64, is_offline: bool, seconds_allowed: i64, seconds_played: i64);
}
}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: ContentEvent) {
    match event {
        ContentEvent::FileDetails(FileDetails { result, size, sha, flags }) => {
            let hash = sha.first_chunk().map_or(0, |first| i64::from_le_bytes(*first));
            file_details_result(i64::from(result), size as i64, hash, i64::from(flags));
        }
        ContentEvent::DlcInstalled { app_id } => dlc_installed(i64::from(app_id)),
        ContentEvent::TimedTrialStatus { app_id, is_offline, allowed, played } => {
            timed_trial_status(i64::from(app_id), is_offline, i64::from(allowed), i64::from(played));
        }
    }
}
