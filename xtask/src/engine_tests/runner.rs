//! Runs the tests, each in a folder of its own, and reports.

use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use super::header::Header;
use super::judge;
use super::project::{FreshProject, full_output};
use crate::engine::{Godot, IMPORT};
use crate::extension::Libraries;
use crate::paths;
use crate::process;

/// How many frames the demo is run for: it starts, shows its first scene and leaves.
const DEMO_FRAMES: &str = "120";

/// How many tests held.
#[derive(Clone, Copy, Default)]
pub(crate) struct Summary {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Summary {
    /// Runs one test, reports and counts it. `test` says what failed, if anything did.
    fn add(&mut self, name: &str, test: impl FnOnce() -> Result<Result<(), String>>) -> Result<()> {
        let started = Instant::now();
        let result = test().with_context(|| format!("in {name}"))?;
        let verdict = if result.is_ok() { "ok    " } else { "FAILED" };
        println!("{verdict} {name} ({:.1} s)", started.elapsed().as_secs_f32());
        match result {
            Ok(()) => self.passed += 1,
            Err(output) => {
                eprintln!("{output}");
                self.failed += 1;
            }
        }
        Ok(())
    }
}

/// Whether the demo imports with a cold `.godot` folder and then runs, without a line of trouble.
pub(crate) fn demo_imports_and_runs(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::demo_project(), libraries)?;
    summary.add("the demo imports with a cold .godot folder", || fresh.run_quietly(godot, &IMPORT))?;
    summary.add("the demo runs and ends", || fresh.run_quietly(godot, &["--quit-after", DEMO_FRAMES]))?;
    Ok(summary)
}

/// Runs every engine test whose path contains `filter`.
pub(crate) fn run_all(godot: &Godot, libraries: &Libraries, filter: &str) -> Result<Summary> {
    let source = paths::test_project();
    let tests = find(&source, filter)?;
    if tests.is_empty() {
        bail!("no engine test under {} has {filter:?} in its path", source.display());
    }
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&source, libraries)?;
    summary.add("the tests import with a cold .godot folder", || fresh.run_quietly(godot, &IMPORT))?;
    for test in &tests {
        summary.add(&test.display().to_string(), || run_one(godot, &fresh, test))?;
    }
    Ok(summary)
}

/// The test scripts of a project, as paths relative to it.
fn find(project: &Path, filter: &str) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for entry in WalkDir::new(project.join("tests")).sort_by_file_name() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy();
        let path = entry.path().strip_prefix(project)?;
        if name.starts_with("test_") && name.ends_with(".gd") && path.to_string_lossy().contains(filter) {
            tests.push(path.to_owned());
        }
    }
    Ok(tests)
}

/// Runs one test; if it failed, why, and all that its players said.
fn run_one(godot: &Godot, fresh: &FreshProject, test: &Path) -> Result<Result<(), String>> {
    let header = Header::parse(&fs::read_to_string(fresh.path().join(test))?)?;
    fresh.override_settings(&header.settings)?;
    let private = fresh.private_folder()?;
    let script = test.to_string_lossy().replace('\\', "/");
    let mut commands: Vec<Command> = (1..=header.players)
        .map(|player| {
            let mut command = fresh.engine(godot, private.path());
            command.env("TEST_DIR", private.path()).envs(header.environment.iter().cloned());
            command.args(&header.arguments).arg("--").arg(format!("--test=res://{script}"));
            command.arg(format!("--player={player}")).arg(format!("--players={}", header.players));
            command.arg(format!("--steam-user={player}"));
            command
        })
        .collect();
    let mut below_forgotten = vec![false; commands.len()];
    let outcomes = process::run_together(&mut commands, Some(header.timeout), |player, line| {
        below_forgotten.get_mut(player).is_none_or(|below| keeps(&header, below, line))
    })?;
    let failures = judge::failures(&header, &outcomes);
    if failures.is_empty() {
        return Ok(Ok(()));
    }
    let reasons = failures.iter().map(|failure| format!("    {failure}\n"));
    let output = (1..).zip(&outcomes).map(|(player, outcome)| full_output(player, outcome));
    Ok(Err(reasons.chain(output).collect()))
}

/// Whether a line of a player is kept. `below` is whether the line before was forgotten.
fn keeps(header: &Header, below: &mut bool, line: &str) -> bool {
    let begins = header.forgotten.iter().any(|beginning| line.starts_with(beginning));
    *below = begins || *below && line.starts_with(' ');
    !*below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_be_forgotten_take_those_below_them_along() {
        let header = Header { forgotten: vec!["ERROR: mine.".into()], ..Header::default() };
        let lines =
            ["   at: first", "ERROR: mine.a", "   at: a", "   at: b", "ERROR: other", "   at: c", "end"];
        let mut below = false;
        let kept: Vec<_> = lines.into_iter().filter(|line| keeps(&header, &mut below, line)).collect();
        assert_eq!(kept, ["   at: first", "ERROR: other", "   at: c", "end"]);
    }

    #[test]
    fn tests_are_found_by_name_in_every_folder_and_filtered_by_path() {
        let project = tempfile::tempdir().unwrap();
        for file in
            ["tests/b/test_two.gd", "tests/a/test_one.gd", "tests/a/helper.gd", "tests/a/test_one.gd.uid"]
        {
            let path = project.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let all = find(project.path(), "").unwrap();
        assert_eq!(all, [Path::new("tests/a/test_one.gd"), Path::new("tests/b/test_two.gd")]);
        assert_eq!(find(project.path(), "b/test").unwrap(), [Path::new("tests/b/test_two.gd")]);
        assert!(find(project.path(), "three").unwrap().is_empty());
    }
}
