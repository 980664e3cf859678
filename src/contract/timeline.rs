//! `ISteamTimeline`: marks in the recordings that users make of the game.

use serde::{Deserialize, Serialize};

/// The maximum size of a phase's ID in bytes, without its end mark (`k_cchMaxPhaseIDLength`).
pub const MAX_PHASE_ID_BYTES: usize = 63;
/// The maximum priority (`k_unMaxTimelinePriority`).
pub const MAX_PRIORITY: u32 = 1000;
/// The priority that keeps an event's own (`k_unTimelinePriority_KeepCurrentValue`).
pub const KEEP_PRIORITY: u32 = 1_000_000;
/// The maximum length of an event, in seconds (`k_flMaxTimelineEventDuration`).
pub const MAX_DURATION: f32 = 600.0;

/// The description of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineMark {
    /// Its name.
    pub title: String,
    /// The text below the title.
    pub description: String,
    /// One of Steam's icons (`steam_heart`), or of the game's.
    pub icon: String,
    /// The priority of the event when space is limited, at most [`MAX_PRIORITY`]; [`KEEP_PRIORITY`] keeps it in a change.
    pub priority: u32,
    /// Whether it is worth a clip (`ETimelineEventClipPriority`), from 1 to 3.
    pub possible_clip: i32,
}

/// The recordings of a phase of the game.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseRecording {
    /// The ID that the game gave it.
    pub phase_id: String,
    /// The recorded time in milliseconds; 0 for none.
    pub recording_ms: u64,
    /// The length of the longest clip of it.
    pub longest_clip_ms: u64,
    /// The number of clips.
    pub clip_count: u32,
    /// The number of screenshots.
    pub screenshot_count: u32,
}

/// Events of `ISteamTimeline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimelineEvent {
    /// The answer to asking for the recording of an event (`SteamTimelineEventRecordingExists_t`).
    EventRecording {
        /// The event.
        event: u64,
        /// Whether there is a recording of it.
        exists: bool,
    },
    /// The answer to asking for the recording of a phase (`SteamTimelineGamePhaseRecordingExists_t`).
    PhaseRecording(PhaseRecording),
}

/// Marks in the recordings that users make of the game (`ISteamTimeline`). Offsets are seconds from now, negative ones in the past.
/// A handle is valid until the process ends; 0 is none.
pub trait Timeline {
    /// Sets the description of what happens in the game from now on.
    ///
    /// Behind Steamworks: `SetTimelineTooltip`.
    fn set_timeline_tooltip(&self, description: &str, time_delta: f32);

    /// Ends the description.
    ///
    /// Behind Steamworks: `ClearTimelineTooltip`.
    fn clear_timeline_tooltip(&self, time_delta: f32);

    /// Sets the game mode from now on (`ETimelineGameMode`).
    ///
    /// Behind Steamworks: `SetTimelineGameMode`.
    fn set_timeline_game_mode(&self, mode: i32);

    /// Marks a moment. Returns the event's handle.
    ///
    /// Behind Steamworks: `AddInstantaneousTimelineEvent`.
    fn add_instantaneous_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64;

    /// Marks a span of time. Returns the event's handle.
    ///
    /// Behind Steamworks: `AddRangeTimelineEvent`.
    fn add_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32, duration: f32) -> u64;

    /// Marks the beginning of a span of time. Returns the event's handle.
    ///
    /// Behind Steamworks: `StartRangeTimelineEvent`.
    fn start_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64;

    /// Changes the description of an event that has not ended.
    ///
    /// Behind Steamworks: `UpdateRangeTimelineEvent`.
    fn update_range_timeline_event(&self, event: u64, mark: &TimelineMark);

    /// Ends an event.
    ///
    /// Behind Steamworks: `EndRangeTimelineEvent`.
    fn end_range_timeline_event(&self, event: u64, end_offset: f32);

    /// Removes an event.
    ///
    /// Behind Steamworks: `RemoveTimelineEvent`.
    fn remove_timeline_event(&self, event: u64);

    /// Asks whether an event is recorded. Answered by [`TimelineEvent::EventRecording`].
    ///
    /// Behind Steamworks: `DoesEventRecordingExist`.
    fn does_event_recording_exist(&self, event: u64);

    /// Starts a phase of the game, and ends the previous one.
    ///
    /// Behind Steamworks: `StartGamePhase`.
    fn start_game_phase(&self);

    /// Ends an event.
    ///
    /// Behind Steamworks: `EndGamePhase`.
    fn end_game_phase(&self);

    /// Sets the ID of the phase.
    ///
    /// Behind Steamworks: `SetGamePhaseID`.
    fn set_game_phase_id(&self, phase_id: &str);

    /// Asks for the recordings of a phase. Answered by [`TimelineEvent::PhaseRecording`].
    ///
    /// Behind Steamworks: `DoesGamePhaseRecordingExist`.
    fn does_game_phase_recording_exist(&self, phase_id: &str);

    /// Adds a tag to the phase.
    ///
    /// Behind Steamworks: `AddGamePhaseTag`.
    fn add_game_phase_tag(&self, name: &str, icon: &str, group: &str, priority: u32);

    /// Sets a text of the phase, in place of the previous one of its group.
    ///
    /// Behind Steamworks: `SetGamePhaseAttribute`.
    fn set_game_phase_attribute(&self, group: &str, value: &str, priority: u32);

    /// Opens a phase in the overlay. `false` if this platform has no overlay.
    ///
    /// Behind Steamworks: `OpenOverlayToGamePhase`.
    fn open_overlay_to_game_phase(&self, phase_id: &str) -> bool;

    /// Opens an event in the overlay. `false` if this platform has no overlay.
    ///
    /// Behind Steamworks: `OpenOverlayToTimelineEvent`.
    fn open_overlay_to_timeline_event(&self, event: u64) -> bool;
}
