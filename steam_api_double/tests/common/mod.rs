//! Tests of the Steam platform, each in a process whose `libsteam_api` is the double.

// Each test executable uses its own part of this.
#![allow(dead_code)]

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use steam_networking::contract::{Event, Platform};
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice, UserFiles};
use steam_networking::platform::steamworks::SteamworksPlatform;

/// Set in the process that is on the double.
const INSIDE: &str = "STEAM_API_DOUBLE_TEST";
/// Far longer than anything takes here; only a failed test waits this long.
const PATIENCE: Duration = Duration::from_secs(30);
/// The pause between two checks.
const PAUSE: Duration = Duration::from_millis(1);

/// The folder where cargo leaves the libraries that this test was built with.
pub fn libraries() -> PathBuf {
    let executable = std::env::current_exe().unwrap();
    executable.parent().unwrap().to_owned()
}

/// A folder that has the double under the name of Valve's library, and the loader's path with that folder in front.
pub fn double_in(folder: &Path) -> OsString {
    let double = libraries().join("libsteam_api_double.so");
    std::os::unix::fs::symlink(double, folder.join("libsteam_api.so")).unwrap();
    let mut path = folder.as_os_str().to_owned();
    if let Some(others) = std::env::var_os("LD_LIBRARY_PATH") {
        path.push(":");
        path.push(others);
    }
    path
}

/// Runs `test` in a separate process, whose `libsteam_api` is the double with these switches set.
///
/// A process has one Steam, and the loader loads its library once. So this starts the executable again with only the
/// calling test, which then gets here a second time.
pub fn on_the_double<T: FnOnce()>(switches: &[(&str, &str)], test: T) {
    let Some((output, said)) = run_on_the_double(switches, test) else { return };
    assert!(output.status.success(), "on the double it ended with {}\n{said}", output.status);
    assert!(said.contains("1 passed"), "no such test\n{said}");
}

/// Runs `test` as [`on_the_double`] does, which must end it with a line that has `rule` in it.
pub fn breaks_a_rule<T: FnOnce()>(rule: &str, test: T) {
    let Some((output, said)) = run_on_the_double(&[], test) else { return };
    assert!(!output.status.success(), "nobody minded\n{said}");
    let is_named = |line: &str| line.starts_with("ERROR: steam_api_double: ") && line.contains(rule);
    assert!(said.lines().any(is_named), "it was to be ended because of {rule:?}\n{said}");
}

/// The exit status and output of a test in a process on the double, `None` in that process.
fn run_on_the_double<T: FnOnce()>(switches: &[(&str, &str)], test: T) -> Option<(Output, String)> {
    if std::env::var_os(INSIDE).is_some() {
        test();
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    // `crate::module::test::{{closure}}`
    let name = std::any::type_name::<T>();
    let name = name.split_once("::").unwrap().1.trim_end_matches("::{{closure}}");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(INSIDE, "1")
        .env("LD_LIBRARY_PATH", double_in(folder.path()))
        .env("STEAM_NETWORKING_DIR", folder.path().join("rendezvous"))
        .env("SteamAppId", "480")
        .env("SteamGameId", "480")
        .envs(switches.iter().map(|(name, value)| (format!("STEAM_API_DOUBLE_{name}"), value)))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let said = format!("{name}:\n{said}");
    Some((output, said))
}

/// Sets a switch of the double from now on.
pub fn switch(name: &str, value: &str) {
    // SAFETY: one test runs at a time in this process, and the double reads its variables in calls of that test's
    // thread only.
    unsafe { std::env::set_var(format!("STEAM_API_DOUBLE_{name}"), value) };
}

/// Starts Steam, which the double does.
pub fn steam() -> SteamworksPlatform {
    SteamworksPlatform::start(480).unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// Another user, who can reach the double's user.
pub fn other() -> LocalPlatform {
    other_with(Timings::default())
}

/// The same, with short timeouts.
pub fn impatient() -> LocalPlatform {
    other_with(Timings { session_timeout: Duration::from_millis(500), ..Timings::default() })
}

fn other_with(timings: Timings) -> LocalPlatform {
    let folder = PathBuf::from(std::env::var_os("STEAM_NETWORKING_DIR").unwrap());
    LocalPlatform::start(LocalConfig {
        user_files: UserFiles::in_folder(folder.join("users")),
        folder,
        app_id: 480,
        user: UserChoice::LowestFree,
        timings,
        limits: Limits::default(),
        seed: 1,
    })
    .unwrap()
}

/// The events of one pump.
pub fn pumped(steam: &impl Platform) -> Vec<Event> {
    let mut events = VecDeque::new();
    steam.pump(&mut events);
    events.into()
}

/// Pumps until `enough` holds for all events since, and returns them.
pub fn events_until(steam: &impl Platform, enough: impl Fn(&[Event]) -> bool) -> Vec<Event> {
    let limit = Instant::now() + PATIENCE;
    let mut events = VecDeque::new();
    loop {
        steam.pump(&mut events);
        if enough(events.make_contiguous()) {
            return events.into();
        }
        assert!(Instant::now() < limit, "waited in vain, has {events:?}");
        std::thread::sleep(PAUSE);
    }
}

/// Pumps until `found` finds something.
pub fn until<R>(steam: &impl Platform, mut found: impl FnMut() -> Option<R>) -> R {
    let limit = Instant::now() + PATIENCE;
    loop {
        steam.pump(&mut VecDeque::new());
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < limit, "waited in vain");
        std::thread::sleep(PAUSE);
    }
}
