//! `ISteamTimeline`: marks in the recordings that users make of the game.

use serde::{Deserialize, Serialize};

/// The most bytes that the ID of a phase may have, its end mark left out (`k_cchMaxPhaseIDLength`).
pub const MAX_PHASE_ID_BYTES: usize = 63;
/// The greatest priority (`k_unMaxTimelinePriority`).
pub const MAX_PRIORITY: u32 = 1000;
/// The priority that leaves an event's own (`k_unTimelinePriority_KeepCurrentValue`).
pub const KEEP_PRIORITY: u32 = 1_000_000;
/// How long an event may last, in seconds (`k_flMaxTimelineEventDuration`).
pub const MAX_DURATION: f32 = 600.0;

/// What is shown of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineMark {
    /// Its name.
    pub title: String,
    /// What it says under that.
    pub description: String,
    /// One of Steam's icons (`steam_heart`), or of the game's.
    pub icon: String,
    /// Which events are shown where there is little room, at most [`MAX_PRIORITY`]; [`KEEP_PRIORITY`] where it is changed.
    pub priority: u32,
    /// Whether it is worth a clip (`ETimelineEventClipPriority`), from 1 to 3.
    pub possible_clip: i32,
}

/// What is recorded of a phase of the game.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseRecording {
    /// The ID that the game gave it.
    pub phase_id: String,
    /// How much of it is recorded, in milliseconds; 0 for nothing.
    pub recording_ms: u64,
    /// The length of the longest clip of it.
    pub longest_clip_ms: u64,
    /// How many clips there are of it.
    pub clip_count: u32,
    /// How many screenshots there are of it.
    pub screenshot_count: u32,
}

/// Events of `ISteamTimeline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimelineEvent {
    /// The answer to asking for the recording of an event (`SteamTimelineEventRecordingExists_t`).
    EventRecording {
        /// Which event.
        event: u64,
        /// Whether there is a recording of it.
        exists: bool,
    },
    /// The answer to asking for the recording of a phase (`SteamTimelineGamePhaseRecordingExists_t`).
    PhaseRecording(PhaseRecording),
}

/// Marks in the recordings that users make of the game (`ISteamTimeline`). Offsets are seconds from now, negative ones in the past.
/// A handle is good until the process ends, 0 is none.
pub trait Timeline {
    /// Says what happens in the game from now on.
    ///
    /// Behind Steamworks: `SetTimelineTooltip`.
    fn set_timeline_tooltip(&self, description: &str, time_delta: f32);

    /// Ends that.
    ///
    /// Behind Steamworks: `ClearTimelineTooltip`.
    fn clear_timeline_tooltip(&self, time_delta: f32);

    /// Says what users do in the game from now on (`ETimelineGameMode`).
    ///
    /// Behind Steamworks: `SetTimelineGameMode`.
    fn set_timeline_game_mode(&self, mode: i32);

    /// Marks a moment. Its handle.
    ///
    /// Behind Steamworks: `AddInstantaneousTimelineEvent`.
    fn add_instantaneous_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64;

    /// Marks a span of time. Its handle.
    ///
    /// Behind Steamworks: `AddRangeTimelineEvent`.
    fn add_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32, duration: f32) -> u64;

    /// Marks a span of time whose end is not known yet. Its handle.
    ///
    /// Behind Steamworks: `StartRangeTimelineEvent`.
    fn start_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64;

    /// Changes what is shown of one that has not ended.
    ///
    /// Behind Steamworks: `UpdateRangeTimelineEvent`.
    fn update_range_timeline_event(&self, event: u64, mark: &TimelineMark);

    /// Ends it.
    ///
    /// Behind Steamworks: `EndRangeTimelineEvent`.
    fn end_range_timeline_event(&self, event: u64, end_offset: f32);

    /// Takes an event away again.
    ///
    /// Behind Steamworks: `RemoveTimelineEvent`.
    fn remove_timeline_event(&self, event: u64);

    /// Asks whether an event is recorded. Answered by [`TimelineEvent::EventRecording`].
    ///
    /// Behind Steamworks: `DoesEventRecordingExist`.
    fn does_event_recording_exist(&self, event: u64);

    /// Begins a phase of the game, and ends the one before.
    ///
    /// Behind Steamworks: `StartGamePhase`.
    fn start_game_phase(&self);

    /// Ends it.
    ///
    /// Behind Steamworks: `EndGamePhase`.
    fn end_game_phase(&self);

    /// Gives it an ID.
    ///
    /// Behind Steamworks: `SetGamePhaseID`.
    fn set_game_phase_id(&self, phase_id: &str);

    /// Asks what is recorded of a phase. Answered by [`TimelineEvent::PhaseRecording`].
    ///
    /// Behind Steamworks: `DoesGamePhaseRecordingExist`.
    fn does_game_phase_recording_exist(&self, phase_id: &str);

    /// Gives the phase a tag of a group.
    ///
    /// Behind Steamworks: `AddGamePhaseTag`.
    fn add_game_phase_tag(&self, name: &str, icon: &str, group: &str, priority: u32);

    /// Gives the phase a text of a group, in place of the one before.
    ///
    /// Behind Steamworks: `SetGamePhaseAttribute`.
    fn set_game_phase_attribute(&self, group: &str, value: &str, priority: u32);

    /// Opens the overlay on a phase. `false` if this platform has none.
    ///
    /// Behind Steamworks: `OpenOverlayToGamePhase`.
    fn open_overlay_to_game_phase(&self, phase_id: &str) -> bool;

    /// Opens the overlay on an event. `false` if this platform has none.
    ///
    /// Behind Steamworks: `OpenOverlayToTimelineEvent`.
    fn open_overlay_to_timeline_event(&self, event: u64) -> bool;
}
