//! Wake-ups in a game that only pumps: the system's count for each thread, read from outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::players::run_watched;
use super::{Bench, Case, Figures};

/// The threads of the extension, as they are called.
const OURS: [&str; 2] = ["steam-local", "steam-files"];

/// The situations of an idle game, and the number of engines that each needs.
const SITUATIONS: [(&str, u32); 4] = [("alone", 1), ("session", 2), ("peer", 2), ("cloud", 1)];

/// The number of times that each thread of a process has begun to wait, and its name, by its id: a thread that waits
/// again has been awake.
type Waits = BTreeMap<u32, (String, u64)>;

impl Bench {
    /// Engines side by side, in each situation one that is looked at and as many as it needs beside it.
    pub(super) fn idle(&self) -> Result<Figures> {
        let mut players = Vec::new();
        let mut stages = Vec::new();
        for (situation, count) in SITUATIONS {
            let stage = self.stage()?;
            for player in 1..=count {
                let mut command = stage.player(Case::Idle, player, count);
                command.arg(format!("--situation={situation}"));
                players.push(command);
            }
            stages.push(stage);
        }
        let mut before: BTreeMap<String, Result<Waits>> = BTreeMap::new();
        let mut after: BTreeMap<String, Result<Waits>> = BTreeMap::new();
        let mut figures = run_watched(&mut players, |line| {
            let mut words = line.split(' ');
            let (Some(word), Some(situation), Some(id)) = (words.next(), words.next(), words.next()) else {
                return;
            };
            match word {
                "STILL" => before.insert(situation.to_owned(), waits(id)),
                "OVER" => after.insert(situation.to_owned(), waits(id)),
                _ => return,
            };
        })?;
        for (situation, _) in SITUATIONS {
            let find = |looks: &mut BTreeMap<String, Result<Waits>>| {
                looks
                    .remove(situation)
                    .with_context(|| format!("the process {situation} never said how far it is"))?
            };
            let (before, after) = (find(&mut before)?, find(&mut after)?);
            figures.extend(woken(situation, &before, &after)?);
        }
        Ok(figures)
    }
}

/// The system's information about the threads of a process.
fn waits(id: &str) -> Result<Waits> {
    let folder = Path::new("/proc").join(id).join("task");
    let mut waits = Waits::new();
    for entry in fs::read_dir(folder).context("the system does not tell a process's threads")? {
        let entry = entry?;
        let status = fs::read_to_string(entry.path().join("status"))?;
        let value =
            |key: &str| status.lines().find_map(|line| Some(line.strip_prefix(key)?.trim().to_owned()));
        let (Some(name), Some(count)) = (value("Name:"), value("voluntary_ctxt_switches:")) else {
            bail!("the system does not tell how often a thread waits");
        };
        let thread = entry.file_name().to_string_lossy().parse().context("a thread has no id")?;
        waits.insert(thread, (name, count.parse().context("a count is no number")?));
    }
    Ok(waits)
}

/// The number of wake-ups of each of our threads, and of the others, between two readings. The first thread is the
/// main one.
fn woken(situation: &str, before: &Waits, after: &Waits) -> Result<Figures> {
    let main = after.keys().next().context("a process has no thread")?;
    let mut figures: Figures =
        OURS.into_iter().chain(["main", "others"]).map(|name| (format!("{situation}_{name}"), 0.0)).collect();
    for (thread, (name, count)) in after {
        let earlier = before.get(thread).map_or(0, |(_, count)| *count);
        let name = match OURS.into_iter().find(|ours| name == ours) {
            Some(ours) => ours,
            None if thread == main => "main",
            None => "others",
        };
        *figures.entry(format!("{situation}_{name}")).or_default() += count.saturating_sub(earlier) as f64;
    }
    if !after.values().any(|(name, _)| name == OURS[0]) {
        bail!("{situation}: there is no thread {}", OURS[0]);
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wakes_are_counted_by_thread() {
        let look = |main, local, other| {
            Waits::from([
                (10, ("godot".to_owned(), main)),
                (11, ("steam-local".to_owned(), local)),
                (12, ("worker".to_owned(), other)),
            ])
        };
        let mut after = look(160, 7, 5);
        after.insert(13, ("steam-files".to_owned(), 2));
        let figures = woken("alone", &look(100, 7, 4), &after).unwrap();
        let figure = |name: &str| figures[&format!("alone_{name}")];
        assert_eq!(
            [figure("main"), figure("steam-local"), figure("steam-files"), figure("others")],
            [60.0, 0.0, 2.0, 1.0]
        );
    }

    #[test]
    fn a_process_without_our_thread_is_no_measurement() {
        let look = Waits::from([(10, ("godot".to_owned(), 1))]);
        assert!(woken("alone", &look, &look).is_err());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_tells_the_threads_of_this_process() {
        assert!(!waits(&std::process::id().to_string()).unwrap().is_empty());
    }
}
