//! The timeline of a game. Nothing is recorded, so this keeps only what calls may refer to.

use std::collections::BTreeMap;

use super::limits::MAX_TIMELINE_EVENTS;

/// The reason why a call has no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaningless {
    /// No event has that handle.
    NoSuchEvent(u64),
    /// The event has ended, or never was a range.
    HasEnded(u64),
    /// No game phase is in progress.
    NoPhase,
}

impl Meaningless {
    /// The reason in words.
    pub fn reason(self) -> String {
        match self {
            // Scripts see the handle as a signed number.
            Meaningless::NoSuchEvent(event) => {
                format!("no event of this run has the handle {}, or it was removed", event as i64)
            }
            Meaningless::HasEnded(event) => format!(
                "the event {event} is not in progress: only startRangeTimelineEvent() begins an event that lasts until it is ended"
            ),
            Meaningless::NoPhase => "no game phase is in progress: startGamePhase() begins one".to_owned(),
        }
    }
}

/// The events and the game phase of this run.
#[derive(Debug, Default)]
pub struct Timeline {
    last: u64,
    /// Whether each event is a range that has not ended.
    events: BTreeMap<u64, bool>,
    has_phase: bool,
}

impl Timeline {
    /// Adds an event; `lasts` is whether it is a range. Returns its handle.
    pub fn add(&mut self, lasts: bool) -> u64 {
        self.last += 1;
        self.events.insert(self.last, lasts);
        if self.events.len() > MAX_TIMELINE_EVENTS {
            self.events.pop_first();
        }
        self.last
    }

    /// Checks that an event is a range that has not ended.
    pub fn lasting(&mut self, event: u64) -> Result<(), Meaningless> {
        self.find(event).and_then(|lasts| if *lasts { Ok(()) } else { Err(Meaningless::HasEnded(event)) })
    }

    /// Ends a range.
    pub fn end(&mut self, event: u64) -> Result<(), Meaningless> {
        self.lasting(event)?;
        *self.find(event)? = false;
        Ok(())
    }

    /// Removes an event.
    pub fn remove(&mut self, event: u64) -> Result<(), Meaningless> {
        self.events.remove(&event).map(|_| ()).ok_or(Meaningless::NoSuchEvent(event))
    }

    /// Checks that an event exists.
    pub fn known(&mut self, event: u64) -> Result<(), Meaningless> {
        self.find(event).map(|_| ())
    }

    /// Begins a game phase; the previous one ends.
    pub fn start_phase(&mut self) {
        self.has_phase = true;
    }

    /// Ends the game phase.
    pub fn end_phase(&mut self) -> Result<(), Meaningless> {
        self.in_phase()?;
        self.has_phase = false;
        Ok(())
    }

    /// Checks that a game phase is in progress.
    pub fn in_phase(&self) -> Result<(), Meaningless> {
        if self.has_phase { Ok(()) } else { Err(Meaningless::NoPhase) }
    }

    fn find(&mut self, event: u64) -> Result<&mut bool, Meaningless> {
        self.events.get_mut(&event).ok_or(Meaningless::NoSuchEvent(event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_lasts_until_it_is_ended_and_is_known_until_it_is_removed() {
        let mut timeline = Timeline::default();
        let (moment, fight) = (timeline.add(false), timeline.add(true));
        assert_eq!(timeline.lasting(moment), Err(Meaningless::HasEnded(moment)));
        assert_eq!(timeline.lasting(fight), Ok(()));
        assert_eq!(timeline.end(fight), Ok(()));
        assert_eq!(timeline.end(fight), Err(Meaningless::HasEnded(fight)));
        assert_eq!(timeline.remove(fight), Ok(()));
        assert_eq!(timeline.remove(fight), Err(Meaningless::NoSuchEvent(fight)));
        assert_eq!(timeline.known(moment), Ok(()));
        assert_eq!(timeline.known(0), Err(Meaningless::NoSuchEvent(0)));
    }

    #[test]
    fn the_oldest_events_are_forgotten_when_there_are_too_many() {
        let mut timeline = Timeline::default();
        let first = timeline.add(true);
        let mut last = first;
        for _ in 0..MAX_TIMELINE_EVENTS {
            last = timeline.add(true);
        }
        assert_eq!(timeline.end(first), Err(Meaningless::NoSuchEvent(first)));
        assert_eq!(timeline.end(last), Ok(()));
    }

    #[test]
    fn phase_calls_need_an_open_phase() {
        let mut timeline = Timeline::default();
        assert_eq!(timeline.end_phase(), Err(Meaningless::NoPhase));
        timeline.start_phase();
        timeline.start_phase();
        assert_eq!(timeline.in_phase(), Ok(()));
        assert_eq!(timeline.end_phase(), Ok(()));
        assert_eq!(timeline.in_phase(), Err(Meaningless::NoPhase));
    }
}
