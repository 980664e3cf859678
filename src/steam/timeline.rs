//! `ISteamTimeline` for scripts: marks in the recordings that users make of the game.

use godot::builtin::GString;

use super::{friends, pump};
use crate::contract::timeline::{
    KEEP_PRIORITY, MAX_DURATION, MAX_PHASE_ID_BYTES, MAX_PRIORITY, PhaseRecording, TimelineEvent,
    TimelineMark,
};
use crate::contract::{Event, Platform};
use crate::script::{arguments, current, report};

/// The maximum size of a displayed text, in bytes.
const MAX_TEXT_BYTES: usize = 4096;
/// The modes from `TIMELINE_GAME_MODE_PLAYING` to `TIMELINE_GAME_MODE_LOADING_SCREEN`.
const MODES: std::ops::RangeInclusive<i64> = 1..=4;
/// The values from `TIMELINE_EVENT_CLIP_PRIORITY_NONE` to `…_FEATURED`.
const CLIPS: std::ops::RangeInclusive<i64> = 1..=3;

fn text(method: &'static str, argument: &'static str, value: &GString) -> Option<String> {
    arguments::text(method, argument, value, MAX_TEXT_BYTES)
}

fn phase_id(method: &'static str, value: &GString) -> Option<String> {
    arguments::name(method, "phase_id", value, MAX_PHASE_ID_BYTES)
}

fn priority(method: &'static str, argument: &'static str, value: i64) -> Option<u32> {
    arguments::number(method, argument, value, 0..=i64::from(MAX_PRIORITY))
}

/// Seconds from now.
fn offset(method: &'static str, argument: &'static str, value: f64) -> Option<f32> {
    let seconds = value as f32;
    if !seconds.is_finite() {
        report::bad_argument(method, argument, value, "it must be in seconds from now, negative in the past");
        return None;
    }
    Some(seconds)
}

fn duration(method: &'static str, value: f64) -> Option<f32> {
    let seconds = value as f32;
    if !(0.0..=MAX_DURATION).contains(&seconds) {
        let allowed = format!("it must be from 0 to {MAX_DURATION} seconds");
        report::bad_argument(method, "duration", value, allowed);
        return None;
    }
    Some(seconds)
}

/// A script's description of an event.
struct Said<'a> {
    title: &'a GString,
    description: &'a GString,
    icon: &'a GString,
    /// The name of the argument, and its value.
    priority: (&'static str, i64),
    possible_clip: i64,
}

impl Said<'_> {
    /// Checks the priority of an event, `changed` or new.
    fn checked(&self, method: &'static str, changed: bool) -> Option<TimelineMark> {
        let (argument, value) = self.priority;
        let title = text(method, "title", self.title)?;
        let description = text(method, "description", self.description)?;
        let icon = text(method, "icon", self.icon)?;
        let priority = if changed && value == i64::from(KEEP_PRIORITY) {
            KEEP_PRIORITY
        } else {
            priority(method, argument, value)?
        };
        let clip = self.possible_clip;
        let possible_clip =
            arguments::one_of(method, "possible_clip", clip, CLIPS, "TimelineEventClipPriority")?;
        Some(TimelineMark { title, description, icon, priority, possible_clip })
    }
}

/// Adds an event. Returns its handle, or 0 if it was refused.
fn add(
    method: &'static str,
    said: &Said<'_>,
    add: impl FnOnce(&dyn Platform, &TimelineMark) -> Option<u64>,
) -> i64 {
    let event =
        current::with(method, |platform| said.checked(method, false).and_then(|mark| add(platform, &mark)));
    event.unwrap_or(0) as i64
}

methods! {
impl Class {
    /// Sets the description of what happens in the game from now on, in your recordings: a place, a round, a score. `time_delta` is
    /// in seconds from now, negative in the past. Steamworks: `SetTimelineTooltip`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = setTimelineTooltip)]
    pub fn set_timeline_tooltip(description: GString, time_delta: f64) {
        tooltip("Steam.setTimelineTooltip", &description, time_delta);
    }

    /// Ends the description of `setTimelineTooltip`. Steamworks: `ClearTimelineTooltip`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = clearTimelineTooltip)]
    pub fn clear_timeline_tooltip(time_delta: f64) {
        clear_tooltip("Steam.clearTimelineTooltip", time_delta);
    }

    /// `setTimelineTooltip` under its former name. Steamworks: `SetTimelineTooltip`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = setTimelineStateDescription)]
    pub fn set_timeline_state_description(description: GString, time_delta: f64) {
        tooltip("Steam.setTimelineStateDescription", &description, time_delta);
    }

    /// `clearTimelineTooltip` under its former name. Steamworks: `ClearTimelineTooltip`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = clearTimelineStateDescription)]
    pub fn clear_timeline_state_description(time_delta: f64) {
        clear_tooltip("Steam.clearTimelineStateDescription", time_delta);
    }

    /// Sets the game mode from now on, one of TimelineGameMode, which determines the colour of the timeline bar. Steamworks:
    /// `SetTimelineGameMode`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = setTimelineGameMode)]
    pub fn set_timeline_game_mode(mode: i64) {
        const METHOD: &str = "Steam.setTimelineGameMode";
        current::with(METHOD, |platform| {
            let mode = arguments::one_of(METHOD, "mode", mode, MODES, "TimelineGameMode")?;
            platform.timeline().set_timeline_game_mode(mode);
            Some(())
        });
    }

    /// Marks a moment, or with a `duration` a span of time, in the way of older versions. Steamworks:
    /// `AddInstantaneousTimelineEvent`, `AddRangeTimelineEvent`.
    ///
    /// Local: Nothing is recorded, so this has no effect.
    #[func(rename = addTimelineEvent)]
    pub fn add_timeline_event(
        icon: GString,
        title: GString,
        description: GString,
        priority: i64,
        start_offet: f64,
        duration: f64,
        possible_clip: i64,
    ) {
        const METHOD: &str = "Steam.addTimelineEvent";
        let (title, description, icon) = (&title, &description, &icon);
        let said = Said { title, description, icon, priority: ("priority", priority), possible_clip };
        add(METHOD, &said, |platform, mark| {
            let start = offset(METHOD, "start_offet", start_offet)?;
            let duration = self::duration(METHOD, duration)?;
            let timeline = platform.timeline();
            Some(if duration == 0.0 {
                timeline.add_instantaneous_timeline_event(mark, start)
            } else {
                timeline.add_range_timeline_event(mark, start, duration)
            })
        });
    }

    /// Marks a moment in your recordings. `icon` is one of Steam's icons (`steam_heart`) or of the game's, `icon_priority` is 0 to
    /// 1000, `start_offset_seconds` is in seconds from now, negative in the past, `possible_clip` is one of
    /// TimelineEventClipPriority. Returns the event's handle, which is valid until the process ends, or 0 if it was refused.
    /// Steamworks: `AddInstantaneousTimelineEvent`.
    ///
    /// Local: Nothing is recorded; the handle is valid for the other methods.
    #[func(rename = addInstantaneousTimelineEvent)]
    pub fn add_instantaneous_timeline_event(
        title: GString,
        description: GString,
        icon: GString,
        icon_priority: i64,
        start_offset_seconds: f64,
        #[opt(default = 1)] possible_clip: i64,
    ) -> i64 {
        const METHOD: &str = "Steam.addInstantaneousTimelineEvent";
        let (title, description, icon) = (&title, &description, &icon);
        let said =
            Said { title, description, icon, priority: ("icon_priority", icon_priority), possible_clip };
        add(METHOD, &said, |platform, mark| {
            let start = offset(METHOD, "start_offset_seconds", start_offset_seconds)?;
            Some(platform.timeline().add_instantaneous_timeline_event(mark, start))
        })
    }

    /// Marks a span of time of at most 600 seconds. Otherwise as `addInstantaneousTimelineEvent`. Steamworks: `AddRangeTimelineEvent`.
    ///
    /// Local: Nothing is recorded; the handle is valid for the other methods.
    #[func(rename = addRangeTimelineEvent)]
    pub fn add_range_timeline_event(
        title: GString,
        description: GString,
        icon: GString,
        icon_priority: i64,
        start_offset_seconds: f64,
        duration: f64,
        #[opt(default = 1)] possible_clip: i64,
    ) -> i64 {
        const METHOD: &str = "Steam.addRangeTimelineEvent";
        let (title, description, icon) = (&title, &description, &icon);
        let said =
            Said { title, description, icon, priority: ("icon_priority", icon_priority), possible_clip };
        add(METHOD, &said, |platform, mark| {
            let start = offset(METHOD, "start_offset_seconds", start_offset_seconds)?;
            let duration = self::duration(METHOD, duration)?;
            Some(platform.timeline().add_range_timeline_event(mark, start, duration))
        })
    }

    /// Marks the beginning of a span of time. End it with `endRangeTimelineEvent`, otherwise Steam discards it. The
    /// arguments are as for `addInstantaneousTimelineEvent`. Steamworks: `StartRangeTimelineEvent`.
    ///
    /// Local: Nothing is recorded; the handle is valid for the other methods.
    #[func(rename = startRangeTimelineEvent)]
    pub fn start_range_timeline_event(
        title: GString,
        description: GString,
        icon: GString,
        priority: i64,
        start_offset_seconds: f64,
        #[opt(default = 1)] possible_clip: i64,
    ) -> i64 {
        const METHOD: &str = "Steam.startRangeTimelineEvent";
        let (title, description, icon) = (&title, &description, &icon);
        let said = Said { title, description, icon, priority: ("priority", priority), possible_clip };
        add(METHOD, &said, |platform, mark| {
            let start = offset(METHOD, "start_offset_seconds", start_offset_seconds)?;
            Some(platform.timeline().start_range_timeline_event(mark, start))
        })
    }

    /// Changes an event that `startRangeTimelineEvent` has started and that has not ended.
    /// `TIMELINE_PRIORITY_KEEP_CURRENT_VALUE` keeps its priority. Steamworks: `UpdateRangeTimelineEvent`.
    ///
    /// Local: A line reports if there is no such event.
    #[func(rename = updateRangeTimelineEvent)]
    pub fn update_range_timeline_event(
        timeline_event_handle: i64,
        title: GString,
        description: GString,
        icon: GString,
        priority: i64,
        #[opt(default = 1)] possible_clip: i64,
    ) {
        const METHOD: &str = "Steam.updateRangeTimelineEvent";
        let (title, description, icon) = (&title, &description, &icon);
        let said = Said { title, description, icon, priority: ("priority", priority), possible_clip };
        current::with(METHOD, |platform| {
            let mark = said.checked(METHOD, true)?;
            platform.timeline().update_range_timeline_event(timeline_event_handle as u64, &mark);
            Some(())
        });
    }

    /// Ends an event that `startRangeTimelineEvent` has started. Steamworks: `EndRangeTimelineEvent`.
    ///
    /// Local: A line reports if there is no such event.
    #[func(rename = endRangeTimelineEvent)]
    pub fn end_range_timeline_event(timeline_event_handle: i64, end_offset_seconds: f64) {
        const METHOD: &str = "Steam.endRangeTimelineEvent";
        current::with(METHOD, |platform| {
            let end = offset(METHOD, "end_offset_seconds", end_offset_seconds)?;
            platform.timeline().end_range_timeline_event(timeline_event_handle as u64, end);
            Some(())
        });
    }

    /// Removes an event of this run. Steamworks: `RemoveTimelineEvent`.
    ///
    /// Local: A line says if there is none.
    #[func(rename = removeTimelineEvent)]
    pub fn remove_timeline_event(timeline_event_handle: i64) {
        current::with("Steam.removeTimelineEvent", |platform| {
            platform.timeline().remove_timeline_event(timeline_event_handle as u64);
        });
    }

    /// Asks whether you have a recording of an event. Answered by `timeline_event_recording_exists`. Steamworks:
    /// `DoesEventRecordingExist`.
    ///
    /// Local: Answered with no: nothing is recorded.
    #[func(rename = doesEventRecordingExist)]
    pub fn does_event_recording_exist(timeline_event_handle: i64) {
        const ANSWER: &str = "timeline_event_recording_exists";
        current::with_answer("Steam.doesEventRecordingExist", ANSWER, |platform| {
            platform.timeline().does_event_recording_exist(timeline_event_handle as u64);
            pump::expect_answer(ANSWER);
        });
    }

    /// Starts a phase of the game, such as a match, a chapter or a run, so that you can find its recordings later.
    /// The previous phase ends. Steamworks: `StartGamePhase`.
    ///
    /// Local: Nothing is recorded; the platform only knows that a phase has started.
    #[func(rename = startGamePhase)]
    pub fn start_game_phase() {
        current::with("Steam.startGamePhase", |platform| platform.timeline().start_game_phase());
    }

    /// Ends the phase of the game. Steamworks: `EndGamePhase`.
    ///
    /// Local: A line reports if there is no current phase.
    #[func(rename = endGamePhase)]
    pub fn end_game_phase() {
        current::with("Steam.endGamePhase", |platform| platform.timeline().end_game_phase());
    }

    /// Gives the current phase an ID of your own, of at most 63 bytes, so that you can query it later. Steamworks:
    /// `SetGamePhaseID`.
    ///
    /// Local: A line reports if there is no current phase.
    #[func(rename = setGamePhaseID)]
    pub fn set_game_phase_id(phase_id: GString) {
        const METHOD: &str = "Steam.setGamePhaseID";
        current::with(METHOD, |platform| {
            platform.timeline().set_game_phase_id(&self::phase_id(METHOD, &phase_id)?);
            Some(())
        });
    }

    /// Asks for your recordings of a phase, by its ID. Answered by `timeline_game_phase_recording_exists`. Steamworks:
    /// `DoesGamePhaseRecordingExist`.
    ///
    /// Local: Answered with 0: nothing is recorded.
    #[func(rename = doesGamePhaseRecordingExist)]
    pub fn does_game_phase_recording_exist(phase_id: GString) {
        const METHOD: &str = "Steam.doesGamePhaseRecordingExist";
        const ANSWER: &str = "timeline_game_phase_recording_exists";
        current::with_answer(METHOD, ANSWER, |platform| match self::phase_id(METHOD, &phase_id) {
            Some(phase_id) => {
                platform.timeline().does_game_phase_recording_exist(&phase_id);
                pump::expect_answer(ANSWER);
            }
            None => {
                let nothing = TimelineEvent::PhaseRecording(PhaseRecording::default());
                pump::refuse(ANSWER, Event::Timeline(nothing));
            }
        });
    }

    /// Adds a tag to the current phase, in addition to others of its group: bosses that were beaten, the hero that is played.
    /// `priority` is 0 to 1000. Steamworks: `AddGamePhaseTag`.
    ///
    /// Local: A line reports if there is no current phase.
    #[func(rename = addGamePhaseTag)]
    pub fn add_game_phase_tag(tag_name: GString, tag_icon: GString, tag_group: GString, priority: i64) {
        const METHOD: &str = "Steam.addGamePhaseTag";
        current::with(METHOD, |platform| {
            let name = text(METHOD, "tag_name", &tag_name)?;
            let icon = text(METHOD, "tag_icon", &tag_icon)?;
            let group = text(METHOD, "tag_group", &tag_group)?;
            let priority = self::priority(METHOD, "priority", priority)?;
            platform.timeline().add_game_phase_tag(&name, &icon, &group, priority);
            Some(())
        });
    }

    /// Sets a text of the current phase, in place of the previous one of its group: a score, a name. `priority` is 0 to 1000.
    /// Steamworks: `SetGamePhaseAttribute`.
    ///
    /// Local: A line reports if there is no current phase.
    #[func(rename = setGamePhaseAttribute)]
    pub fn set_game_phase_attribute(attribute_group: GString, attribute_value: GString, priority: i64) {
        const METHOD: &str = "Steam.setGamePhaseAttribute";
        current::with(METHOD, |platform| {
            let group = text(METHOD, "attribute_group", &attribute_group)?;
            let value = text(METHOD, "attribute_value", &attribute_value)?;
            let priority = self::priority(METHOD, "priority", priority)?;
            platform.timeline().set_game_phase_attribute(&group, &value, priority);
            Some(())
        });
    }

    /// Opens the recording of a phase in the overlay, by its ID. Steamworks: `OpenOverlayToGamePhase`.
    ///
    /// Local: There is no overlay, so nothing opens; the verbose output says so once.
    #[func(rename = openOverlayToGamePhase)]
    pub fn open_overlay_to_game_phase(phase_id: GString) {
        const METHOD: &str = "Steam.openOverlayToGamePhase";
        friends::open(METHOD, |platform| {
            let phase_id = self::phase_id(METHOD, &phase_id)?;
            Some(platform.timeline().open_overlay_to_game_phase(&phase_id))
        });
    }

    /// Opens the recording of an event of this run in the overlay. Steamworks: `OpenOverlayToTimelineEvent`.
    ///
    /// Local: There is no overlay, so nothing opens; the verbose output says so once.
    #[func(rename = openOverlayToTimelineEvent)]
    pub fn open_overlay_to_timeline_event(timeline_event_handle: i64) {
        friends::open("Steam.openOverlayToTimelineEvent", |platform| {
            Some(platform.timeline().open_overlay_to_timeline_event(timeline_event_handle as u64))
        });
    }
}
}

fn tooltip(method: &'static str, description: &GString, time_delta: f64) {
    current::with(method, |platform| {
        let description = text(method, "description", description)?;
        let time_delta = offset(method, "time_delta", time_delta)?;
        platform.timeline().set_timeline_tooltip(&description, time_delta);
        Some(())
    });
}

fn clear_tooltip(method: &'static str, time_delta: f64) {
    current::with(method, |platform| {
        let time_delta = offset(method, "time_delta", time_delta)?;
        platform.timeline().clear_timeline_tooltip(time_delta);
        Some(())
    });
}
