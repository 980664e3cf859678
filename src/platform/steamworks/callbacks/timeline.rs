//! Answers of `ISteamTimeline`.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::timeline::{MAX_PHASE_ID_BYTES, PhaseRecording, TimelineEvent};

/// `SteamTimelineEventRecordingExists_t`.
pub(in super::super) const EVENT_RECORDING: i32 = number!(SteamTimelineEventRecordingExists_t_k_iCallback);
/// `SteamTimelineGamePhaseRecordingExists_t`.
pub(in super::super) const PHASE_RECORDING: i32 =
    number!(SteamTimelineGamePhaseRecordingExists_t_k_iCallback);

/// `SteamTimelineEventRecordingExists_t`.
pub(in super::super) fn event_recording(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::SteamTimelineEventRecordingExists_t>(bytes)?;
    Some(Event::Timeline(TimelineEvent::EventRecording {
        event: member!(it, SteamTimelineEventRecordingExists_t, u64 m_ulEventID),
        exists: member!(it, SteamTimelineEventRecordingExists_t, bool m_bRecordingExists),
    }))
}

/// `SteamTimelineGamePhaseRecordingExists_t`.
pub(in super::super) fn phase_recording(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::SteamTimelineGamePhaseRecordingExists_t>(bytes)?;
    let phase_id = offset_of!(sys::SteamTimelineGamePhaseRecordingExists_t, m_rgchPhaseID);
    Some(Event::Timeline(TimelineEvent::PhaseRecording(PhaseRecording {
        phase_id: it.text::<{ MAX_PHASE_ID_BYTES + 1 }>(phase_id),
        recording_ms: member!(it, SteamTimelineGamePhaseRecordingExists_t, u64 m_ulRecordingMS),
        longest_clip_ms: member!(it, SteamTimelineGamePhaseRecordingExists_t, u64 m_ulLongestClipMS),
        clip_count: member!(it, SteamTimelineGamePhaseRecordingExists_t, u32 m_unClipCount),
        screenshot_count: member!(it, SteamTimelineGamePhaseRecordingExists_t, u32 m_unScreenshotCount),
    })))
}
