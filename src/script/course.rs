//! The course of conditions that is playing. Pumping the platform advances it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::whose::Whose;
use super::{errands, report};
use crate::contract::network_conditions::{Condition, Conditions, Course, Refused};
use crate::contract::{Platform, SteamId};

static PLAYING: Mutex<Option<Playing>> = Mutex::new(None);
/// Whether there is a course, so that a pump without one takes no lock.
static ANY: AtomicBool = AtomicBool::new(false);

struct Playing {
    course: Course,
    remote: Option<SteamId>,
    begun: Instant,
    /// The conditions that were set last, and the time of the next change.
    set: Option<Conditions>,
    next: Option<Instant>,
}

/// Plays `course` from its beginning, in place of the previous one, for packets to and from `remote`, or from and to
/// all.
pub fn play(platform: &dyn Platform, course: Course, remote: Option<SteamId>) -> Result<(), Refused> {
    let begun = Instant::now();
    let mut playing = Playing { course, remote, begun, set: None, next: Some(begun) };
    let moved = playing.advance(platform, begun);
    let keeps = moved.is_ok();
    *PLAYING.lock() = keeps.then_some(playing);
    ANY.store(keeps, Ordering::Release);
    errands::add(Whose::User);
    moved
}

/// Stops the course; the current conditions stay. Returns whether a course was playing.
pub fn stop() -> bool {
    ANY.store(false, Ordering::Release);
    PLAYING.lock().take().is_some()
}

/// The time since the start of the course; `None` if no course is playing.
pub fn playing_since() -> Option<Duration> {
    let playing = PLAYING.lock();
    let playing = playing.as_ref()?;
    playing.next.map(|_| playing.begun.elapsed())
}

/// Whether the next pump has to advance a course.
#[inline]
pub fn is_playing() -> bool {
    ANY.load(Ordering::Relaxed)
}

/// Advances the course, if there is one.
#[inline]
pub fn advance(platform: &dyn Platform) {
    if is_playing() {
        advance_playing(platform);
    }
}

#[cold]
fn advance_playing(platform: &dyn Platform) {
    let moved = PLAYING.lock().as_mut().map_or(Ok(()), |playing| playing.advance(platform, Instant::now()));
    if let Err(refused) = moved {
        stop();
        report::error("SteamLocal.play_course", format_args!("{refused}; the course ends here"));
    }
}

impl Playing {
    fn advance(&mut self, platform: &dyn Platform, now: Instant) -> Result<(), Refused> {
        if self.next.is_none_or(|next| now < next) {
            return Ok(());
        }
        let (conditions, after) = self.course.at(now.saturating_duration_since(self.begun));
        self.next = after.map(|after| now + after);
        let (Some(network), Some(conditions)) = (platform.network_conditions(), conditions) else {
            return Ok(());
        };
        if self.set == Some(conditions) {
            return Ok(());
        }
        self.set = Some(conditions);
        let mut changes: Vec<Condition> = conditions.faults().map(|(_, condition)| condition).collect();
        changes.push(Condition::BlockDirect(conditions.block_direct));
        network.set_conditions(self.remote, &changes)
    }
}
