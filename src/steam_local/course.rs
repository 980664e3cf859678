//! Conditions that change over time.

use godot::builtin::Variant;
use godot::register::godot_api;

use super::conditions::done;
use super::{SteamLocal, user_or_all};
use crate::script::{course, current, report};
use crate::settings::{course_in, resource_dictionary};

#[godot_api(secondary)]
impl SteamLocal {
    /// Plays a course of conditions from its beginning, in place of the current one. `run_callbacks()` or the polling of a peer
    /// advances it. The last conditions stay when it ends. Takes a `SteamConditionsCourse` or the result of its `to_dictionary()`.
    ///
    /// Keys: `keyframes` (Array of Dictionaries with `time`, float, in seconds from the beginning, and `conditions`, as
    /// `set_conditions` takes them; conditions that a keyframe does not name stay as in the previous one, and are perfect in the
    /// first), `interpolation` (String: `"step"`, the default, or `"linear"`), `loops` (bool, whether it starts again at the time
    /// of the last keyframe).
    #[func]
    pub fn play_course(course: Variant, #[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.play_course";
        let Some(dictionary) = resource_dictionary(&course) else {
            report::bad_argument(
                METHOD,
                "course",
                course,
                "it must be a Dictionary or a SteamConditionsCourse",
            );
            return false;
        };
        let course = match course_in(&dictionary) {
            Ok(course) => course,
            Err(problem) => {
                report::error(METHOD, problem);
                return false;
            }
        };
        current::with(METHOD, |platform| {
            let Some(remote) = user_or_all(METHOD, steam_id, platform.user().steam_id()) else {
                return false;
            };
            done(METHOD, course::play(platform, course, remote))
        })
    }

    /// Stops the course; the current conditions stay. Returns `false` if no course is playing.
    #[func]
    pub fn stop_course() -> bool {
        course::stop()
    }

    /// The seconds since the start of the course; -1 if no course is playing.
    #[func]
    pub fn get_course_time() -> f64 {
        course::playing_since().map_or(-1.0, |since| since.as_secs_f64())
    }
}
