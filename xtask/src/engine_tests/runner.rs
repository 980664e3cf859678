//! Runs the tests, each in a separate folder, and reports the results.

use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::header::Header;
use super::judge;
use super::platform::Platform;
use super::project::{FreshProject, full_output};
use super::relay::Relay;
use super::samples;
use crate::engine::{Godot, IMPORT, IMPORT_LIMIT};
use crate::extension::{self, Libraries};
use crate::paths;
use crate::process;

/// The number of frames for which the demo runs: it starts, shows its first scene and quits.
const DEMO_FRAMES: &str = "120";

/// The number of tests that passed.
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
    /// Whether no test ran.
    pub(crate) fn is_empty(&self) -> bool {
        self.passed + self.failed == 0
    }

    /// Runs one test, reports and counts it. `test` returns the failures.
    pub(super) fn add(
        &mut self,
        name: &str,
        test: impl FnOnce() -> Result<Result<(), String>>,
    ) -> Result<()> {
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

/// Whether the demo imports without a `.godot` folder and then runs, without an error.
pub(crate) fn demo_imports_and_runs(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::demo_project(), libraries)?;
    summary.add("the demo imports with a cold .godot folder", || fresh.run_quietly(godot, &IMPORT))?;
    summary.add("the demo runs and ends", || fresh.run_quietly(godot, &["--quit-after", DEMO_FRAMES]))?;
    Ok(summary)
}

/// Whether the project that shows how to test a game passes its own test.
pub(crate) fn example_tests_itself(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::root().join("examples/ci"), libraries)?;
    summary.add("examples/ci: the project imports", || fresh.run_quietly(godot, &IMPORT))?;
    // If a script starts the engine, the engine does not know its own command.
    let godot_itself = format!("--godot={}", godot.path(&godot.executable).display());
    summary.add("examples/ci: its test starts two players and passes", || {
        fresh.run_quietly(godot, &["res://tests/two_players.tscn", "--", &godot_itself])
    })?;
    Ok(summary)
}

/// Whether the engine reports it, and continues, if Valve's library is not beside the extension.
pub(crate) fn missing_steam_library_is_said(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::test_project(), libraries)?;
    extension::remove_steam_library(&fresh.path(), libraries.target)?;
    summary.add("Valve's library is missing: the engine names it and goes on", || {
        let private = fresh.private_folder()?;
        let mut command = fresh.engine(godot, private.path());
        command.args(IMPORT);
        let outcomes = process::run_together(&mut [command], Some(IMPORT_LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("no process was started")?;
        let library = libraries.target.steam_library();
        let is_said = |line: &&String| judge::is_trouble(line) && line.contains(library);
        let said = outcome.output.iter().find(is_said);
        // The scripts use a missing class, so the exit code may be that of a failed import, but there must be no
        // crash.
        let ended = outcome.status.is_some_and(|status| status.code().is_some());
        let crashed = outcome.output.iter().any(|line| judge::is_crash(line));
        if said.is_some() && ended && !crashed {
            return Ok(Ok(()));
        }
        Ok(Err(format!("    it was to name {library} and to end\n{}", full_output(1, outcome))))
    })?;
    Ok(summary)
}

/// Runs every engine test of a platform whose path contains `filter`; there may be none.
pub(crate) fn run_all(
    godot: &Godot,
    libraries: &Libraries,
    platform: Platform,
    filter: &str,
) -> Result<Summary> {
    let source = paths::test_project();
    let tests = find(&source, platform, filter)?;
    let mut summary = Summary::default();
    if tests.is_empty() {
        return Ok(summary);
    }
    let on = platform.name();
    let fresh = FreshProject::copy(&source, libraries)?;
    samples::write(&fresh.path())?;
    summary.add(&format!("{on}: the tests import with a cold .godot folder"), || {
        fresh.run_quietly(godot, &IMPORT)
    })?;
    for (test, header) in &tests {
        summary
            .add(&format!("{on}: {}", test.display()), || run_one(godot, &fresh, platform, test, header))?;
    }
    Ok(summary)
}

/// The test scripts of a project that are for a platform, as paths relative to it, and how each is to be run.
fn find(project: &Path, platform: Platform, filter: &str) -> Result<Vec<(PathBuf, Header)>> {
    let mut tests = Vec::new();
    let folders = platform.folders().iter().map(|folder| project.join(folder));
    for entry in folders.flat_map(|folder| WalkDir::new(folder).sort_by_file_name()) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy();
        let path = entry.path().strip_prefix(project)?;
        if name.starts_with("test_") && name.ends_with(".gd") && path.to_string_lossy().contains(filter) {
            let header = Header::parse(&fs::read_to_string(entry.path())?);
            let header = header.with_context(|| format!("in {}", path.display()))?;
            if header.is_for(platform) {
                tests.push((path.to_owned(), header));
            }
        }
    }
    Ok(tests)
}

/// Runs one test; if it fails, returns the reason and its players' output.
fn run_one(
    godot: &Godot,
    fresh: &FreshProject,
    platform: Platform,
    test: &Path,
    header: &Header,
) -> Result<Result<(), String>> {
    // The last of two settings with the same name wins.
    fresh.override_settings(&[platform.settings(), header.settings.clone()].concat())?;
    let private = fresh.private_folder()?;
    let script = test.to_string_lossy().replace('\\', "/");
    let relay = if header.debugged.is_empty() { None } else { Some(Relay::begin()?) };
    let mut commands: Vec<Command> = (1..=header.players)
        .map(|player| {
            let mut command = fresh.engine(godot, private.path());
            platform.choose(&mut command);
            command.env("TEST_DIR", godot.path(private.path())).envs(header.environment.iter().cloned());
            if let Some(relay) = relay.as_ref().filter(|_| header.debugged.contains(&player)) {
                command.arg("--remote-debug").arg(format!("tcp://127.0.0.1:{}", relay.engines));
            }
            command.args(&header.arguments).arg("--").arg(format!("--test=res://{script}"));
            command.arg(format!("--player={player}")).arg(format!("--players={}", header.players));
            command.arg(format!("--platform={}", platform.name()));
            command.args(relay.as_ref().map(|relay| format!("--debugger-port={}", relay.player)));
            // A test of that variable would be useless with the argument, which takes precedence.
            if !header.environment.iter().any(|(name, _)| name == "STEAM_NETWORKING_USER") {
                command.arg(format!("--steam-user={player}"));
            }
            command.args(&header.user_arguments);
            command
        })
        .collect();
    let mut below_forgotten = vec![false; commands.len()];
    let outcomes = process::run_together(&mut commands, Some(header.timeout), |player, line| {
        below_forgotten.get_mut(player).is_none_or(|below| keeps(header, below, line))
    })?;
    let failures = judge::failures(header, &outcomes);
    if failures.is_empty() {
        return Ok(Ok(()));
    }
    let reasons = failures.iter().map(|failure| format!("    {failure}\n"));
    let output = (1..).zip(&outcomes).map(|(player, outcome)| full_output(player, outcome));
    Ok(Err(reasons.chain(output).collect()))
}

/// Whether a line of a player is kept. `below` is whether the previous line was dropped.
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
    fn tests_are_found_by_name_in_every_folder_and_filtered_by_path_and_platform() {
        let project = tempfile::tempdir().unwrap();
        for (file, text) in [
            ("tests/b/test_two.gd", "## platform: local, messages\n"),
            ("tests/a/test_one.gd", ""),
            ("tests/a/other.gd", ""),
            ("tests/a/test_one.gd.uid", ""),
            ("double/test_three.gd", ""),
        ] {
            let path = project.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let found = |platform, filter| -> Vec<PathBuf> {
            find(project.path(), platform, filter).unwrap().into_iter().map(|(path, _)| path).collect()
        };
        let local = found(Platform::Local, "");
        assert_eq!(local, [Path::new("tests/a/test_one.gd"), Path::new("tests/b/test_two.gd")]);
        let steam = found(Platform::Steam, "");
        assert_eq!(steam, [Path::new("double/test_three.gd"), Path::new("tests/a/test_one.gd")]);
        let messages = found(Platform::Messages, "t");
        assert_eq!(messages, [steam.as_slice(), &local[1..]].concat());
        assert_eq!(found(Platform::Local, "b/test"), [Path::new("tests/b/test_two.gd")]);
        assert!(found(Platform::Local, "four").is_empty());
    }
}
