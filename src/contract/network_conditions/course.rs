//! Changes of conditions over time.

use std::time::Duration;

use super::Conditions;

/// The maximum number of keyframes of a course.
pub const MAX_KEYFRAMES: usize = 1000;
/// The latest keyframe, in seconds: a day.
pub const MAX_SECONDS: f64 = 86_400.0;
/// The step of gradual changes.
const STEP: Duration = Duration::from_millis(50);

/// Conditions from a given time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keyframe {
    /// The time after the beginning of the course.
    pub at: Duration,
    /// The conditions.
    pub conditions: Conditions,
}

/// Conditions that change over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    keyframes: Vec<Keyframe>,
    gradual: bool,
    loops: bool,
}

/// The reason why keyframes are not a valid course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CourseError {
    /// There are no keyframes.
    #[error("it needs at least one keyframe")]
    Empty,
    /// There are too many.
    #[error("it may have at most {MAX_KEYFRAMES} keyframes")]
    TooMany,
    /// They are not in order.
    #[error("each keyframe must come after the one before it")]
    Order,
    /// A loop without length.
    #[error("a course that loops needs a keyframe after the beginning, at which it starts again")]
    NoLength,
}

impl Course {
    /// A course through `keyframes`, which are in order. If `gradual`, conditions change gradually from one keyframe to the
    /// next; otherwise each holds until the next. If it `loops`, it starts again at the last keyframe.
    pub fn new(keyframes: Vec<Keyframe>, gradual: bool, loops: bool) -> Result<Course, CourseError> {
        let last = keyframes.last().ok_or(CourseError::Empty)?.at;
        if keyframes.len() > MAX_KEYFRAMES {
            return Err(CourseError::TooMany);
        }
        if !keyframes.is_sorted_by(|one, next| one.at < next.at) {
            return Err(CourseError::Order);
        }
        if loops && last.is_zero() {
            return Err(CourseError::NoLength);
        }
        Ok(Course { keyframes, gradual, loops })
    }

    /// The conditions at a time after the beginning, and the time until they next change, if ever. `None` before the first
    /// keyframe: the conditions from before the course still hold.
    pub fn at(&self, elapsed: Duration) -> (Option<Conditions>, Option<Duration>) {
        let length = self.keyframes.last().map_or(Duration::ZERO, |last| last.at);
        let within = if self.loops {
            let nanoseconds = elapsed.as_nanos() % length.as_nanos().max(1);
            Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(0))
        } else {
            elapsed
        };
        let begun = self.keyframes.partition_point(|keyframe| keyframe.at <= within);
        let current = begun.checked_sub(1).and_then(|at| self.keyframes.get(at));
        match (current, self.keyframes.get(begun)) {
            (Some(one), Some(next)) if self.gradual => {
                let share = (within - one.at).as_secs_f64() / (next.at - one.at).as_secs_f64();
                let left = (next.at - within).min(STEP);
                (Some(one.conditions.towards(&next.conditions, share)), Some(left))
            }
            (one, next) => {
                (one.map(|keyframe| keyframe.conditions), next.map(|keyframe| keyframe.at - within))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::OneWay;
    use super::*;

    fn latency(ms: u32) -> Conditions {
        Conditions { sent: OneWay { latency_ms: ms, ..OneWay::PERFECT }, ..Conditions::default() }
    }

    fn course(latencies: &[(u64, u32)], gradual: bool, loops: bool) -> Result<Course, CourseError> {
        let keyframe = |(ms, latency_ms): &(u64, u32)| Keyframe {
            at: Duration::from_millis(*ms),
            conditions: latency(*latency_ms),
        };
        Course::new(latencies.iter().map(keyframe).collect(), gradual, loops)
    }

    fn at(course: &Course, ms: u64) -> (Option<u32>, Option<u64>) {
        let (conditions, next) = course.at(Duration::from_millis(ms));
        let next = next.map(|next| u64::try_from(next.as_millis()).unwrap());
        (conditions.map(|conditions| conditions.sent.latency_ms), next)
    }

    #[test]
    fn in_steps_each_keyframe_holds_until_the_next() {
        let course = course(&[(1000, 10), (3000, 50)], false, false).unwrap();
        assert_eq!(at(&course, 0), (None, Some(1000)));
        assert_eq!(at(&course, 1000), (Some(10), Some(2000)));
        assert_eq!(at(&course, 2999), (Some(10), Some(1)));
        assert_eq!(at(&course, 3000), (Some(50), None));
        assert_eq!(at(&course, 1_000_000), (Some(50), None));
    }

    #[test]
    fn gradually_one_goes_over_into_the_next() {
        let course = course(&[(0, 0), (1000, 100)], true, false).unwrap();
        assert_eq!(at(&course, 0), (Some(0), Some(50)));
        assert_eq!(at(&course, 250), (Some(25), Some(50)));
        assert_eq!(at(&course, 990), (Some(99), Some(10)));
        assert_eq!(at(&course, 1000), (Some(100), None));
    }

    #[test]
    fn a_loop_begins_anew_at_the_last_keyframe() {
        let course = course(&[(0, 10), (1000, 20), (2000, 10)], false, true).unwrap();
        assert_eq!(at(&course, 1500), (Some(20), Some(500)));
        assert_eq!(at(&course, 2000), (Some(10), Some(1000)));
        assert_eq!(at(&course, 2_000_003_500), (Some(20), Some(500)));
    }

    #[test]
    fn a_limit_of_bandwidth_has_no_degrees_towards_none() {
        let limited = OneWay { bandwidth_kib: 100, loss_percent: 10.0, ..OneWay::PERFECT };
        let half = limited.towards(&OneWay::PERFECT, 0.5);
        assert_eq!((half.bandwidth_kib, half.loss_percent), (100, 5.0));
    }

    #[test]
    fn what_is_no_course_is_refused() {
        assert_eq!(course(&[], false, false), Err(CourseError::Empty));
        assert_eq!(course(&[(0, 1)], false, true), Err(CourseError::NoLength));
        assert_eq!(course(&[(5, 1), (5, 2)], false, false), Err(CourseError::Order));
        let many: Vec<(u64, u32)> = (0..=MAX_KEYFRAMES as u64).map(|at| (at, 0)).collect();
        assert_eq!(course(&many, false, false), Err(CourseError::TooMany));
    }
}
