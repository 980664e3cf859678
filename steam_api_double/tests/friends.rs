//! The rules against a friend, as they run against a real one: two processes that only know each other's Steam ids.
#![cfg(target_os = "linux")]

#[path = "../../tests/conformance/mod.rs"]
mod conformance;

mod common;

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use conformance::friend::{self, Patience};
use steam_networking::contract::{SteamId, User};

/// The number of a process's user, from 1; the other one is their friend.
const USER: &str = "STEAM_NETWORKING_USER";

#[test]
fn the_rules_hold_between_friends() {
    let folder = tempfile::tempdir().unwrap();
    let libraries = common::double_in(folder.path());
    let start = |user: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "one_of_two", "--ignored", "--nocapture"])
            .env("LD_LIBRARY_PATH", &libraries)
            .env("SteamAppId", "480")
            .env("SteamGameId", "480")
            .env("STEAM_NETWORKING_DIR", folder.path().join("rendezvous"))
            .env("STEAM_NETWORKING_TIMINGS", "session_timeout=1000")
            .env(USER, user)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let [one, two] = ["1", "2"].map(start).map(|child| child.wait_with_output().unwrap());
    let say = |output: &Output| {
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    assert!(one.status.success() && two.status.success(), "{}\n{}", say(&one), say(&two));
    let last = "ok     messages::the_last_channel_closes_the_session, first player the friend";
    assert!(say(&one).contains(last), "{}", say(&one));
}

#[test]
fn only_rules_that_exist_are_left_out() {
    let rules = friend::rules();
    for name in friend::left_out() {
        assert!(rules.iter().any(|(rule, _)| *rule == name), "{name}");
    }
}

#[test]
#[ignore = "one of two friends, started by the test of both"]
fn one_of_two() {
    let steam = common::steam();
    let me = steam.steam_id();
    let number = if std::env::var(USER).unwrap() == "1" { 1_i64 } else { -1 };
    let friend = SteamId(me.0.wrapping_add_signed(number));
    let patience = Patience { start: Duration::from_secs(30), pause: Duration::from_millis(20) };
    let held = friend::check(Box::new(steam), friend, patience, &mut |line| println!("{line}"));
    assert!(held);
}
