//! The course of conditions that the settings name. It is a resource, which can be loaded only once the engine is
//! running.

use godot::builtin::{Callable, Variant};

use super::{WHOSE, current};
use crate::script::{course, events, report};
use crate::settings;

/// Plays the course at `path` from the next idle moment on, if `Steam` is still initialised. An empty path plays none.
pub fn plan(path: String) {
    if path.is_empty() {
        return;
    }
    let start = events::generation(WHOSE);
    let begin = move |_: &[&Variant]| {
        if events::generation(WHOSE) == start {
            begin(&path);
        }
    };
    Callable::from_fn("steam_networking_course", begin).call_deferred(&[]);
}

fn begin(path: &str) {
    let played = settings::load_course(path).and_then(|course| {
        current::peek(|platform| match platform {
            Some(platform) => course::play(platform, course, None).map_err(|refused| refused.to_string()),
            None => Ok(()),
        })
    });
    if let Err(problem) = played {
        let reason = format_args!("the course \"{path}\" of the settings cannot be played: {problem}");
        report::error("SteamLocal.play_course", reason);
    }
}
