//! `ISteamTimeline`: marks in the recordings that users make of the game.

use super::methods;
use crate::arguments::Text;
use crate::calls::Kind;
use crate::contract::timeline::{
    KEEP_PRIORITY, MAX_DURATION, MAX_PHASE_ID_BYTES, MAX_PRIORITY, PhaseRecording, TimelineEvent,
    TimelineMark,
};
use crate::contract::{Event, Timeline};
use crate::switches::violation;

/// The description of an event, if it is valid.
fn mark(title: &Text, description: &Text, icon: &Text, priority: u32, possible_clip: i32) -> TimelineMark {
    if !(1..=3).contains(&possible_clip) {
        violation(format!("an event with the clip priority {possible_clip}"));
    }
    let (title, description, icon) = (title.read(), description.read(), icon.read());
    TimelineMark { title, description, icon, priority, possible_clip }
}

fn check_priority(priority: u32) {
    if priority > MAX_PRIORITY {
        violation(format!("a priority of {priority}"));
    }
}

fn check_seconds(seconds: f32) {
    if !seconds.is_finite() {
        violation(format!("a time of {seconds} seconds"));
    }
}

fn phase_id(text: &Text) -> String {
    let phase_id = text.read();
    if phase_id.is_empty() || phase_id.len() > MAX_PHASE_ID_BYTES {
        violation(format!("the ID of a phase has {} bytes", phase_id.len()));
    }
    phase_id
}

methods! { Timeline:
    fn SteamAPI_ISteamTimeline_SetTimelineTooltip(steam, description: Text, time_delta: f32), or (); {
        check_seconds(time_delta);
        steam.platform.set_timeline_tooltip(&description.read(), time_delta);
    }

    fn SteamAPI_ISteamTimeline_ClearTimelineTooltip(steam, time_delta: f32), or (); {
        check_seconds(time_delta);
        steam.platform.clear_timeline_tooltip(time_delta);
    }

    fn SteamAPI_ISteamTimeline_SetTimelineGameMode(steam, mode: i32), or (); {
        if !(1..=4).contains(&mode) {
            violation(format!("SetTimelineGameMode with the mode {mode}"));
        }
        steam.platform.set_timeline_game_mode(mode);
    }

    fn SteamAPI_ISteamTimeline_AddInstantaneousTimelineEvent(
        steam, title: Text, description: Text, icon: Text, priority: u32, start_offset: f32, possible_clip: i32
    ) -> u64, or 0; {
        check_priority(priority);
        check_seconds(start_offset);
        let mark = mark(&title, &description, &icon, priority, possible_clip);
        steam.platform.add_instantaneous_timeline_event(&mark, start_offset)
    }

    fn SteamAPI_ISteamTimeline_AddRangeTimelineEvent(
        steam, title: Text, description: Text, icon: Text, priority: u32, start_offset: f32, duration: f32,
        possible_clip: i32
    ) -> u64, or 0; {
        check_priority(priority);
        check_seconds(start_offset);
        if !(0.0..=MAX_DURATION).contains(&duration) {
            violation(format!("an event of {duration} seconds"));
        }
        let mark = mark(&title, &description, &icon, priority, possible_clip);
        steam.platform.add_range_timeline_event(&mark, start_offset, duration)
    }

    fn SteamAPI_ISteamTimeline_StartRangeTimelineEvent(
        steam, title: Text, description: Text, icon: Text, priority: u32, start_offset: f32, possible_clip: i32
    ) -> u64, or 0; {
        check_priority(priority);
        check_seconds(start_offset);
        let mark = mark(&title, &description, &icon, priority, possible_clip);
        steam.platform.start_range_timeline_event(&mark, start_offset)
    }

    fn SteamAPI_ISteamTimeline_UpdateRangeTimelineEvent(
        steam, event: u64, title: Text, description: Text, icon: Text, priority: u32, possible_clip: i32
    ), or (); {
        if priority != KEEP_PRIORITY {
            check_priority(priority);
        }
        let mark = mark(&title, &description, &icon, priority, possible_clip);
        steam.platform.update_range_timeline_event(event, &mark);
    }

    fn SteamAPI_ISteamTimeline_EndRangeTimelineEvent(steam, event: u64, end_offset: f32), or (); {
        check_seconds(end_offset);
        steam.platform.end_range_timeline_event(event, end_offset);
    }

    fn SteamAPI_ISteamTimeline_RemoveTimelineEvent(steam, event: u64), or (); {
        steam.platform.remove_timeline_event(event);
    }

    fn SteamAPI_ISteamTimeline_DoesEventRecordingExist(steam, event: u64) -> u64, or 0; {
        let like = TimelineEvent::EventRecording { event, exists: false };
        steam.call(Kind::AnsweredLike(Event::Timeline(like)), |platform| {
            platform.does_event_recording_exist(event);
        })
    }

    fn SteamAPI_ISteamTimeline_StartGamePhase(steam), or (); {
        steam.platform.start_game_phase();
    }

    fn SteamAPI_ISteamTimeline_EndGamePhase(steam), or (); {
        steam.platform.end_game_phase();
    }

    fn SteamAPI_ISteamTimeline_SetGamePhaseID(steam, id: Text), or (); {
        steam.platform.set_game_phase_id(&phase_id(&id));
    }

    fn SteamAPI_ISteamTimeline_DoesGamePhaseRecordingExist(steam, id: Text) -> u64, or 0; {
        let phase_id = phase_id(&id);
        let like = TimelineEvent::PhaseRecording(PhaseRecording::default());
        steam.call(Kind::AnsweredLike(Event::Timeline(like)), |platform| {
            platform.does_game_phase_recording_exist(&phase_id);
        })
    }

    fn SteamAPI_ISteamTimeline_AddGamePhaseTag(
        steam, name: Text, icon: Text, group: Text, priority: u32
    ), or (); {
        check_priority(priority);
        steam.platform.add_game_phase_tag(&name.read(), &icon.read(), &group.read(), priority);
    }

    fn SteamAPI_ISteamTimeline_SetGamePhaseAttribute(steam, group: Text, value: Text, priority: u32), or (); {
        check_priority(priority);
        steam.platform.set_game_phase_attribute(&group.read(), &value.read(), priority);
    }

    fn SteamAPI_ISteamTimeline_OpenOverlayToGamePhase(steam, id: Text), or (); {
        steam.platform.open_overlay_to_game_phase(&phase_id(&id));
    }

    fn SteamAPI_ISteamTimeline_OpenOverlayToTimelineEvent(steam, event: u64), or (); {
        steam.platform.open_overlay_to_timeline_event(event);
    }
}
