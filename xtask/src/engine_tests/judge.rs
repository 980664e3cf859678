//! Whether a test passed, judged by the exit codes and the output of its players.

use super::header::Header;
use crate::process::Outcome;

/// The line that a player prints when its script has ended and all its checks have passed.
const PASSED: &str = "TEST PASS";
/// The beginning of the line that a player prints if a check has failed.
const FAILED: &str = "TEST FAIL";

/// The reasons why a test failed, as texts; empty if it passed.
pub(super) fn failures(header: &Header, outcomes: &[Outcome]) -> Vec<String> {
    let mut failures = Vec::new();
    for (player, outcome) in (1..).zip(outcomes) {
        let may_die = header.may_die.contains(&player);
        let mut fail = |what: String| failures.push(format!("player {player} {what}"));
        match outcome.status {
            None => fail(format!("had not ended after {} s", header.timeout.as_secs())),
            Some(status) if !may_die && !status.success() => fail(format!("ended with {status}")),
            Some(_) => {}
        }
        if !may_die && !has_passed(outcome) {
            fail(format!("never printed {PASSED}"));
        }
        // A player that may die does not fail the test by dying, but by checks that failed before.
        if let Some(line) = outcome.output.iter().find(|line| may_die && line.starts_with(FAILED)) {
            fail(format!("printed: {line}"));
        }
        for line in outcome.output.iter().filter(|line| is_trouble(line) && !(may_die && is_crash(line))) {
            if !header.expected_errors.iter().any(|expected| line.contains(expected)) {
                fail(format!("printed: {line}"));
            }
        }
    }
    if !outcomes.iter().any(has_passed) {
        failures.push(format!("nobody printed {PASSED}"));
    }
    for expected in &header.expected_errors {
        let mut lines = outcomes.iter().flat_map(|outcome| &outcome.output);
        if !lines.any(|line| is_trouble(line) && line.contains(expected)) {
            failures.push(format!("no player printed the expected error: {expected}"));
        }
    }
    failures
}

fn has_passed(outcome: &Outcome) -> bool {
    outcome.output.iter().any(|line| line.trim() == PASSED)
}

/// Whether a line is one that no healthy run prints.
pub(crate) fn is_trouble(line: &str) -> bool {
    const SIGNS: [&str; 5] =
        ["leaked", "Leaked instance", "ObjectDB instances", "still in use at exit", "panicked at"];

    let is_trouble = is_report(line) || is_crash(line) || SIGNS.iter().any(|sign| line.contains(sign));
    is_trouble && !line.contains(FONT_OF_THE_SYSTEM)
}

/// The error of Debian's engine on a machine without fonts. It looks for the editor's fonts in the system, even if it was downloaded
/// with its own.
const FONT_OF_THE_SYSTEM: &str = "Can't open file from path '/usr/share/fonts/";

/// The beginning of the engine's report of its own crash: on Linux and macOS, and on Windows.
const CRASHES: [&str; 2] = ["handle_crash:", "CrashHandlerException:"];

/// Whether a line belongs to the engine's report of its own crash.
pub(super) fn is_crash(line: &str) -> bool {
    CRASHES.iter().any(|sign| line.contains(sign))
}

/// Whether a line is a report of the engine: `ERROR:`, `WARNING:`, or one of their kinds, such as `SCRIPT ERROR:`.
fn is_report(line: &str) -> bool {
    let line = line.trim_start();
    let Some((head, _)) = line.split_once(':') else { return false };
    let kind = head.trim_end().rsplit(' ').next();
    matches!(kind, Some("ERROR" | "WARNING"))
        && head.chars().all(|char| char.is_ascii_uppercase() || char == ' ')
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    fn ended(code: i32, lines: &[&str]) -> Outcome {
        Outcome {
            status: Some(ExitStatus::from_raw(code << 8)),
            output: lines.iter().map(|&line| line.to_owned()).collect(),
        }
    }

    fn expecting(errors: &[&str]) -> Header {
        Header {
            expected_errors: errors.iter().map(|&error| error.to_owned()).collect(),
            ..Header::default()
        }
    }

    #[test]
    fn a_player_that_says_so_and_ends_well_has_passed() {
        let outcomes = [ended(0, &["Godot Engine v4.6", "TEST PASS"]), ended(0, &["  TEST PASS"])];
        assert!(failures(&Header::default(), &outcomes).is_empty());
    }

    #[test]
    fn a_script_that_never_ran_has_not_passed() {
        let failures = failures(&Header::default(), &[ended(0, &["Godot Engine v4.6", "not a TEST PASS"])]);
        assert_eq!(failures, ["player 1 never printed TEST PASS", "nobody printed TEST PASS"]);
    }

    #[test]
    fn an_exit_code_and_a_time_limit_are_failures_of_the_player_they_belong_to() {
        let late = Outcome { status: None, output: vec!["TEST PASS".into()] };
        let failures = failures(&Header::default(), &[ended(3, &["TEST PASS"]), late]);
        assert_eq!(failures.len(), 2);
        assert!(failures[0].starts_with("player 1 ended with") && failures[0].contains('3'));
        assert_eq!(failures[1], "player 2 had not ended after 60 s");
    }

    #[test]
    fn errors_warnings_leaks_and_crashes_are_failures() {
        for line in [
            "ERROR: Condition \"!ok\" is true.",
            "WARNING: ObjectDB instances leaked at exit (run with --verbose for details).",
            "SCRIPT ERROR: Invalid call.",
            "USER SCRIPT ERROR: Assertion failed.",
            "Leaked instance: RefCounted:9223372",
            "handle_crash: Program crashed with signal 11",
            "CrashHandlerException: Program crashed",
            "thread 'hub' panicked at src/a.rs:1:2:",
            "1 resources still in use at exit",
        ] {
            let failures = failures(&Header::default(), &[ended(0, &[line, "TEST PASS"])]);
            assert_eq!(failures.len(), 1, "{line}");
        }
    }

    #[test]
    fn words_about_errors_are_not_errors() {
        for line in [
            "checked: ERROR: is printed",
            "no errors",
            "An ERROR",
            "[host] Warning: peer left",
            "ERROR 5: x",
            "ERROR: Can't open file from path '/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf'.",
        ] {
            assert!(failures(&Header::default(), &[ended(0, &[line, "TEST PASS"])]).is_empty(), "{line}");
        }
    }

    #[test]
    fn an_expected_error_is_allowed_and_required() {
        let header = expecting(&["before init"]);
        let said = ended(0, &["ERROR: createLobby() before init", "TEST PASS"]);
        let other = ended(0, &["ERROR: something else", "TEST PASS"]);
        let only_talk = ended(0, &["before init", "TEST PASS"]);
        assert!(failures(&header, &[said]).is_empty());
        assert_eq!(failures(&header, &[other]).len(), 2);
        assert_eq!(failures(&header, &[only_talk]), ["no player printed the expected error: before init"]);
    }

    #[test]
    fn a_player_that_may_die_may_only_die() {
        let header = Header { players: 2, may_die: vec![2], ..Header::default() };
        let crash = "handle_crash: Program crashed with signal 9";
        let killed = Outcome { status: Some(ExitStatus::from_raw(9)), output: vec![crash.into()] };
        assert!(failures(&header, &[ended(0, &["TEST PASS"]), killed]).is_empty());
        let wrong = ended(1, &["SCRIPT ERROR: Invalid call."]);
        assert_eq!(failures(&header, &[ended(0, &["TEST PASS"]), wrong]).len(), 1);
        let failed = ended(1, &["TEST FAIL: a check"]);
        assert_eq!(
            failures(&header, &[ended(0, &["TEST PASS"]), failed]),
            ["player 2 printed: TEST FAIL: a check"]
        );
    }

    #[test]
    fn of_players_that_all_may_die_one_has_to_pass() {
        let header = Header { players: 2, may_die: vec![1, 2], ..Header::default() };
        let killed = || Outcome { status: Some(ExitStatus::from_raw(9)), output: Vec::new() };
        assert!(failures(&header, &[killed(), ended(0, &["TEST PASS"])]).is_empty());
        assert_eq!(failures(&header, &[killed(), killed()]), ["nobody printed TEST PASS"]);
    }
}
