//! `ISteamTimeline`: nothing is recorded, but every call is checked as if it were.

use super::LocalPlatform;
use super::files::warning;
use crate::contract::timeline::{PhaseRecording, TimelineEvent, TimelineMark};
use crate::contract::{Event, Timeline};
use crate::platform::local::timeline::{Meaningless, Timeline as Marks};

impl LocalPlatform {
    /// Calls `act` with the marks, and warns about a call without meaning.
    fn mark(&self, method: &'static str, act: impl FnOnce(&mut Marks) -> Result<(), Meaningless>) {
        let done = act(&mut self.memory.timeline.lock());
        if let Err(meaningless) = done {
            self.announce(warning(method, meaningless.reason()));
        }
    }
}

impl Timeline for LocalPlatform {
    fn set_timeline_tooltip(&self, _description: &str, _time_delta: f32) {}

    fn clear_timeline_tooltip(&self, _time_delta: f32) {}

    fn set_timeline_game_mode(&self, _mode: i32) {}

    fn add_instantaneous_timeline_event(&self, _mark: &TimelineMark, _start_offset: f32) -> u64 {
        self.memory.timeline.lock().add(false)
    }

    fn add_range_timeline_event(&self, _mark: &TimelineMark, _start_offset: f32, _duration: f32) -> u64 {
        self.memory.timeline.lock().add(false)
    }

    fn start_range_timeline_event(&self, _mark: &TimelineMark, _start_offset: f32) -> u64 {
        self.memory.timeline.lock().add(true)
    }

    fn update_range_timeline_event(&self, event: u64, _mark: &TimelineMark) {
        self.mark("Steam.updateRangeTimelineEvent", |marks| marks.lasting(event));
    }

    fn end_range_timeline_event(&self, event: u64, _end_offset: f32) {
        self.mark("Steam.endRangeTimelineEvent", |marks| marks.end(event));
    }

    fn remove_timeline_event(&self, event: u64) {
        self.mark("Steam.removeTimelineEvent", |marks| marks.remove(event));
    }

    fn does_event_recording_exist(&self, event: u64) {
        self.mark("Steam.doesEventRecordingExist", |marks| marks.known(event));
        self.queue_answer(Event::Timeline(TimelineEvent::EventRecording { event, exists: false }));
    }

    fn start_game_phase(&self) {
        self.memory.timeline.lock().start_phase();
    }

    fn end_game_phase(&self) {
        self.mark("Steam.endGamePhase", Marks::end_phase);
    }

    fn set_game_phase_id(&self, _phase_id: &str) {
        self.mark("Steam.setGamePhaseID", |marks| marks.in_phase());
    }

    fn does_game_phase_recording_exist(&self, phase_id: &str) {
        let nothing = PhaseRecording { phase_id: phase_id.to_owned(), ..PhaseRecording::default() };
        self.queue_answer(Event::Timeline(TimelineEvent::PhaseRecording(nothing)));
    }

    fn add_game_phase_tag(&self, _name: &str, _icon: &str, _group: &str, _priority: u32) {
        self.mark("Steam.addGamePhaseTag", |marks| marks.in_phase());
    }

    fn set_game_phase_attribute(&self, _group: &str, _value: &str, _priority: u32) {
        self.mark("Steam.setGamePhaseAttribute", |marks| marks.in_phase());
    }

    fn open_overlay_to_game_phase(&self, _phase_id: &str) -> bool {
        false
    }

    fn open_overlay_to_timeline_event(&self, event: u64) -> bool {
        self.mark("Steam.openOverlayToTimelineEvent", |marks| marks.known(event));
        false
    }
}
