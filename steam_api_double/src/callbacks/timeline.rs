//! Answers of `ISteamTimeline`.

use super::{Callback, Structure};
use crate::contract::timeline::{PhaseRecording, TimelineEvent};

pub(super) fn of(event: &TimelineEvent) -> Callback {
    let new = Structure::new;
    match event {
        TimelineEvent::EventRecording { event, exists } => {
            new().number_of_8(*event).bool(*exists).number(6002)
        }
        TimelineEvent::PhaseRecording(PhaseRecording {
            phase_id,
            recording_ms,
            longest_clip_ms,
            clip_count,
            screenshot_count,
        }) => new()
            .text::<64>(phase_id)
            .number_of_8(*recording_ms)
            .number_of_8(*longest_clip_ms)
            .u32(*clip_count)
            .u32(*screenshot_count)
            .number(6001),
    }
}
