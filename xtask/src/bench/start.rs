//! The addon's cost for a starting engine: time and memory, compared with one without it.

use std::collections::HashMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::players::run_watched;
use super::{Bench, Figures};
use crate::engine::{self, Godot};
use crate::engine_tests::FreshProject;
use crate::paths;

/// Starts of each kind, which take turns; in the first ones the memory is looked at as well.
const STARTS: usize = 25;
const WITH_MEMORY: usize = 5;

/// Without the addon, with the addon, and with the addon and its init.
const KINDS: [(&str, &str); 3] = [("without", "--without"), ("loaded", "--loaded"), ("init", "--init")];

/// The kinds of memory counts: shared memory counted half, all resident memory, and memory that this process has
/// written.
const MEMORY: [(&str, &str); 3] =
    [("pss_mib", "Pss:"), ("rss_mib", "Rss:"), ("written_mib", "Private_Dirty:")];

impl Bench {
    /// Starts engines one after the other; the medians of each kind.
    pub(super) fn start(&self) -> Result<Figures> {
        let source = paths::root().join("benches/start");
        let with = FreshProject::copy(&source, &self.libraries)?;
        let without = FreshProject::copy_without_addon(&source)?;
        for project in [&with, &without] {
            let private = project.private_folder()?;
            engine::import(project.engine(&self.godot, private.path()))?;
        }
        let (starts, with_memory) = if self.scale.quick { (1, 1) } else { (STARTS, WITH_MEMORY) };
        let mut samples: HashMap<String, Vec<f64>> = HashMap::new();
        for start in 0..starts {
            for (kind, argument) in KINDS {
                let project = if kind == "without" { &without } else { &with };
                let figures = once(&self.godot, project, argument, start < with_memory)
                    .with_context(|| format!("a start {argument} failed"))?;
                for (name, value) in figures {
                    samples.entry(format!("{kind}_{name}")).or_default().push(value);
                }
            }
        }
        Ok(samples.into_iter().filter_map(|(name, values)| Some((name, median(values)?))).collect())
    }
}

/// One start, and the memory of the process after it if that is asked for.
fn once(godot: &Godot, project: &FreshProject, argument: &str, looks: bool) -> Result<Figures> {
    let private = project.private_folder()?;
    let mut command: Command = project.engine(godot, private.path());
    command.args(["--", argument]);
    if looks {
        command.arg("--settle");
    }
    let mut memory = Ok(Figures::new());
    let mut figures = run_watched(&mut [command], |line| {
        if let Some(id) = line.strip_prefix("STILL ") {
            memory = memory_of(id);
        }
    })?;
    let memory = memory?;
    if looks && memory.is_empty() {
        bail!("the process did not say that it is still");
    }
    figures.extend(memory);
    Ok(figures)
}

/// The system's information about a process.
fn memory_of(id: &str) -> Result<Figures> {
    let told = fs::read_to_string(format!("/proc/{id}/smaps_rollup"))
        .context("the system does not tell a process's memory")?;
    let kib = |kind: &str| -> Result<f64> {
        let line = told.lines().find(|line| line.starts_with(kind));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        number.with_context(|| format!("the system does not tell {kind}"))
    };
    MEMORY.into_iter().map(|(name, kind)| Ok((name.to_owned(), kib(kind)? / 1024.0))).collect()
}

/// `None` of nothing.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_of_the_sorted_values() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(Vec::new()), None);
    }
}
