//! The memory of an idle session.

use std::time::Duration;

use crate::child::Process;
use crate::{figure, open_sessions, start};

/// The time after the last packet at which everything sleeps.
const STILL: Duration = Duration::from_secs(2);

/// Prints the KiB of memory for each of `count` sessions with users in another process.
pub fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let me = start(folder.path());
    let mut process = Process::start(&["echo", &folder.path().display().to_string(), &count.to_string()]);
    let others = process.hear_ids();
    let (first, rest) = others.split_first().expect("somebody is there");
    open_sessions(&me, std::slice::from_ref(first));
    std::thread::sleep(STILL);
    let before = KINDS.map(|(kind, _)| kib(kind));
    open_sessions(&me, rest);
    std::thread::sleep(STILL);
    for ((kind, name), before) in KINDS.into_iter().zip(before) {
        figure(name, (kib(kind) - before) / rest.len().max(1) as f64);
    }
}

/// The kinds of memory counts; in the first, memory that two processes share counts half.
const KINDS: [(&str, &str); 3] =
    [("Pss:", "session_pss_kib"), ("Rss:", "session_rss_kib"), ("Private_Dirty:", "session_private_kib")];

/// The memory of this process, if the system reports it.
fn kib(kind: &str) -> f64 {
    let told = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let line = told.lines().find(|line| line.starts_with(kind));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0.0)
}
