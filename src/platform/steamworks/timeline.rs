//! `ISteamTimeline`: marks in the recordings that users make of the game.

use std::ffi::{CString, c_char};

use ::steamworks::sys;

use super::callbacks::timeline as callbacks;
use super::calls::Answer;
use super::{SteamworksPlatform, open_enums, strings};
use crate::contract::timeline::{PhaseRecording, TimelineEvent, TimelineMark};
use crate::contract::{Event, Timeline};

type Interface = *mut sys::ISteamTimeline;

/// The texts of an event, in Steam's form.
struct Texts {
    title: CString,
    description: CString,
    icon: CString,
}

impl Texts {
    fn of(mark: &TimelineMark) -> Option<Texts> {
        Some(Texts {
            title: strings::for_steam(&mark.title)?,
            description: strings::for_steam(&mark.description)?,
            icon: strings::for_steam(&mark.icon)?,
        })
    }

    /// Title, description and icon, each a NUL-terminated text.
    fn pointers(&self) -> (*const c_char, *const c_char, *const c_char) {
        (self.title.as_ptr(), self.description.as_ptr(), self.icon.as_ptr())
    }
}

impl SteamworksPlatform {
    /// Makes a call of the timeline with a text. Does nothing if there is no Steam, or if the text is invalid.
    fn with_text(&self, text: &str, act: impl FnOnce(Interface, *const c_char)) {
        if let (Some(timeline), Some(text)) = (self.interfaces.timeline.get(), strings::for_steam(text)) {
            act(timeline, text.as_ptr());
        }
    }

    /// The same with the texts of an event. Returns Steam's answer, 0 if it cannot be called.
    fn with_mark(&self, mark: &TimelineMark, act: impl FnOnce(Interface, &Texts) -> u64) -> u64 {
        let (Some(timeline), Some(texts)) = (self.interfaces.timeline.get(), Texts::of(mark)) else {
            return 0;
        };
        act(timeline, &texts)
    }
}

impl Timeline for SteamworksPlatform {
    fn set_timeline_tooltip(&self, description: &str, time_delta: f32) {
        self.with_text(description, |timeline, description| {
            // SAFETY: a live interface, a NUL-terminated text, and a number.
            unsafe { sys::SteamAPI_ISteamTimeline_SetTimelineTooltip(timeline, description, time_delta) };
        });
    }

    fn clear_timeline_tooltip(&self, time_delta: f32) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamTimeline_ClearTimelineTooltip(timeline, time_delta) };
    }

    fn set_timeline_game_mode(&self, mode: i32) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamTimeline_SetTimelineGameMode(timeline, mode) };
    }

    fn add_instantaneous_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64 {
        self.with_mark(mark, |timeline, texts| {
            let (title, description, icon) = texts.pointers();
            // SAFETY: a live interface, NUL-terminated texts, and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamTimeline_AddInstantaneousTimelineEvent(
                    timeline,
                    title,
                    description,
                    icon,
                    mark.priority,
                    start_offset,
                    mark.possible_clip,
                )
            }
        })
    }

    fn add_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32, duration: f32) -> u64 {
        self.with_mark(mark, |timeline, texts| {
            let (title, description, icon) = texts.pointers();
            // SAFETY: a live interface, NUL-terminated texts, and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamTimeline_AddRangeTimelineEvent(
                    timeline,
                    title,
                    description,
                    icon,
                    mark.priority,
                    start_offset,
                    duration,
                    mark.possible_clip,
                )
            }
        })
    }

    fn start_range_timeline_event(&self, mark: &TimelineMark, start_offset: f32) -> u64 {
        self.with_mark(mark, |timeline, texts| {
            let (title, description, icon) = texts.pointers();
            // SAFETY: a live interface, NUL-terminated texts, and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamTimeline_StartRangeTimelineEvent(
                    timeline,
                    title,
                    description,
                    icon,
                    mark.priority,
                    start_offset,
                    mark.possible_clip,
                )
            }
        })
    }

    fn update_range_timeline_event(&self, event: u64, mark: &TimelineMark) {
        self.with_mark(mark, |timeline, texts| {
            let (title, description, icon) = texts.pointers();
            // SAFETY: a live interface, NUL-terminated texts, and numbers.
            unsafe {
                open_enums::SteamAPI_ISteamTimeline_UpdateRangeTimelineEvent(
                    timeline,
                    event,
                    title,
                    description,
                    icon,
                    mark.priority,
                    mark.possible_clip,
                );
            }
            event
        });
    }

    fn end_range_timeline_event(&self, event: u64, end_offset: f32) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamTimeline_EndRangeTimelineEvent(timeline, event, end_offset) };
    }

    fn remove_timeline_event(&self, event: u64) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamTimeline_RemoveTimelineEvent(timeline, event) };
    }

    fn does_event_recording_exist(&self, event: u64) {
        let answer = Answer {
            signal: "timeline_event_recording_exists",
            callback: callbacks::EVENT_RECORDING,
            size: size_of::<sys::SteamTimelineEventRecordingExists_t>(),
            read: |_, bytes| callbacks::event_recording(bytes),
            failure: Event::Timeline(TimelineEvent::EventRecording { event, exists: false }),
        };
        self.ask(&self.interfaces.timeline, answer, |timeline| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamTimeline_DoesEventRecordingExist(timeline, event) }
        });
    }

    fn start_game_phase(&self) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamTimeline_StartGamePhase(timeline) };
    }

    fn end_game_phase(&self) {
        let Some(timeline) = self.interfaces.timeline.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamTimeline_EndGamePhase(timeline) };
    }

    fn set_game_phase_id(&self, phase_id: &str) {
        self.with_text(phase_id, |timeline, phase_id| {
            // SAFETY: a live interface and a NUL-terminated text.
            unsafe { sys::SteamAPI_ISteamTimeline_SetGamePhaseID(timeline, phase_id) };
        });
    }

    fn does_game_phase_recording_exist(&self, phase_id: &str) {
        let failure = PhaseRecording { phase_id: phase_id.to_owned(), ..PhaseRecording::default() };
        let answer = Answer {
            signal: "timeline_game_phase_recording_exists",
            callback: callbacks::PHASE_RECORDING,
            size: size_of::<sys::SteamTimelineGamePhaseRecordingExists_t>(),
            read: |_, bytes| callbacks::phase_recording(bytes),
            failure: Event::Timeline(TimelineEvent::PhaseRecording(failure)),
        };
        let phase_id = strings::for_steam(phase_id);
        self.ask(&self.interfaces.timeline, answer, |timeline| {
            let Some(phase_id) = phase_id else { return 0 };
            // SAFETY: a live interface and a NUL-terminated text.
            unsafe { sys::SteamAPI_ISteamTimeline_DoesGamePhaseRecordingExist(timeline, phase_id.as_ptr()) }
        });
    }

    fn add_game_phase_tag(&self, name: &str, icon: &str, group: &str, priority: u32) {
        let (Some(icon), Some(group)) = (strings::for_steam(icon), strings::for_steam(group)) else { return };
        self.with_text(name, |timeline, name| {
            // SAFETY: a live interface, NUL-terminated texts, and a number.
            unsafe {
                sys::SteamAPI_ISteamTimeline_AddGamePhaseTag(
                    timeline,
                    name,
                    icon.as_ptr(),
                    group.as_ptr(),
                    priority,
                );
            }
        });
    }

    fn set_game_phase_attribute(&self, group: &str, value: &str, priority: u32) {
        let Some(value) = strings::for_steam(value) else { return };
        self.with_text(group, |timeline, group| {
            // SAFETY: a live interface, NUL-terminated texts, and a number.
            unsafe {
                sys::SteamAPI_ISteamTimeline_SetGamePhaseAttribute(timeline, group, value.as_ptr(), priority)
            };
        });
    }

    fn open_overlay_to_game_phase(&self, phase_id: &str) -> bool {
        self.with_text(phase_id, |timeline, phase_id| {
            // SAFETY: a live interface and a NUL-terminated text.
            unsafe { sys::SteamAPI_ISteamTimeline_OpenOverlayToGamePhase(timeline, phase_id) };
        });
        true
    }

    fn open_overlay_to_timeline_event(&self, event: u64) -> bool {
        if let Some(timeline) = self.interfaces.timeline.get() {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamTimeline_OpenOverlayToTimelineEvent(timeline, event) };
        }
        true
    }
}
