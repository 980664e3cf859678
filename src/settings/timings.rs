//! Steam's durations that tests shorten.

use std::time::Duration;

use super::invalid;
use crate::contract::InitFailure;
use crate::platform::local::Timings;

/// The name of the environment variable.
pub const ENVIRONMENT: &str = "STEAM_NETWORKING_TIMINGS";

/// A day: far more than any of them needs, and additions to it do not overflow.
const LONGEST_MS: u64 = 24 * 60 * 60 * 1000;

/// `name=milliseconds`, separated by commas; durations that are not named keep Steam's value.
pub fn parse(text: &str) -> Result<Timings, InitFailure> {
    let mut timings = Timings::default();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let problem = || {
            invalid(format!(
                "{ENVIRONMENT} has \"{part}\": it must be session_timeout, connection_timeout, request_repeat, collect or idle, \
                 then = and milliseconds, from 1 to {LONGEST_MS}"
            ))
        };
        let (name, value) = part.split_once('=').ok_or_else(problem)?;
        let milliseconds = value.trim().parse().ok().filter(|value| (1..=LONGEST_MS).contains(value));
        let duration = Duration::from_millis(milliseconds.ok_or_else(problem)?);
        match name.trim() {
            "session_timeout" => timings.session_timeout = duration,
            "connection_timeout" => timings.connection_timeout = duration,
            "request_repeat" => timings.request_repeat = duration,
            "collect" => timings.collect = duration,
            "idle" => timings.idle = Some(duration),
            _ => return Err(problem()),
        }
    }
    Ok(timings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timings_keep_what_is_not_named() {
        let timings = parse(" session_timeout=500, collect = 50,").unwrap();
        assert_eq!(timings.session_timeout, Duration::from_millis(500));
        assert_eq!(timings.collect, Duration::from_millis(50));
        assert_eq!(timings.request_repeat, Timings::default().request_repeat);
    }

    #[test]
    fn wrong_timings_are_named() {
        for wrong in [
            "session_timeout",
            "session_timeout=soon",
            "patience=5",
            "collect=0",
            "idle=-1",
            "idle=18446744073709551615",
        ] {
            assert!(parse(wrong).unwrap_err().message.contains(wrong), "{wrong}");
        }
    }
}
