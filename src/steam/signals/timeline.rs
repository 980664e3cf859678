//! Signals of `ISteamTimeline`.

use godot::builtin::GString;

use super::super::Steam;
use crate::contract::timeline::{PhaseRecording, TimelineEvent};
use crate::script::signals::signals;

signals! { impl Steam {
    /// The answer to `doesEventRecordingExist`.
    fn timeline_event_recording_exists(event_id: i64, recording_exists: bool);

    /// The answer to `doesGamePhaseRecordingExist`: the recorded time of the phase and the length of its longest clip, in
    /// milliseconds, and the numbers of clips and screenshots. All are 0 if there is nothing.
    fn timeline_game_phase_recording_exists(phase_id: GString, recording_ms: i64, longest_clip_ms: i64, clip_count: i64, screenshot_count: i64);
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: TimelineEvent) {
    match event {
        TimelineEvent::EventRecording { event, exists } => {
            timeline_event_recording_exists(event as i64, exists);
        }
        TimelineEvent::PhaseRecording(PhaseRecording {
            phase_id,
            recording_ms,
            longest_clip_ms,
            clip_count,
            screenshot_count,
        }) => timeline_game_phase_recording_exists(
            GString::from(&phase_id),
            recording_ms as i64,
            longest_clip_ms as i64,
            i64::from(clip_count),
            i64::from(screenshot_count),
        ),
    }
}
