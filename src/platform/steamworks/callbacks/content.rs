//! Callbacks of `ISteamApps` about downloadable content.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::content::{ContentEvent, FileDetails};

/// `FileDetailsResult_t`.
pub(in super::super) const FILE_DETAILS_RESULT: i32 = number!(FileDetailsResult_t_k_iCallback);
const DLC_INSTALLED: i32 = number!(DlcInstalled_t_k_iCallback);
const TIMED_TRIAL_STATUS: i32 = number!(TimedTrialStatus_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        DLC_INSTALLED => {
            let it = Structure::of::<sys::DlcInstalled_t>(bytes)?;
            ContentEvent::DlcInstalled { app_id: member!(it, DlcInstalled_t, u32 m_nAppID) }
        }
        TIMED_TRIAL_STATUS => {
            let it = Structure::of::<sys::TimedTrialStatus_t>(bytes)?;
            ContentEvent::TimedTrialStatus {
                app_id: member!(it, TimedTrialStatus_t, u32 m_unAppID),
                is_offline: member!(it, TimedTrialStatus_t, bool m_bIsOffline),
                allowed: member!(it, TimedTrialStatus_t, u32 m_unSecondsAllowed),
                played: member!(it, TimedTrialStatus_t, u32 m_unSecondsPlayed),
            }
        }
        _ => return None,
    };
    Some(Event::Content(event))
}

/// `FileDetailsResult_t`, the answer to `GetFileDetails`.
pub(in super::super) fn file_details_result(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::FileDetailsResult_t>(bytes)?;
    Some(Event::Content(ContentEvent::FileDetails(FileDetails {
        result: member!(it, FileDetailsResult_t, i32 m_eResult),
        size: member!(it, FileDetailsResult_t, u64 m_ulFileSize),
        sha: it.bytes(offset_of!(sys::FileDetailsResult_t, m_FileSHA)),
        flags: member!(it, FileDetailsResult_t, u32 m_unFlags),
    })))
}
