//! Engines that play the project of the benchmarks, alone or with each other.

use std::cell::OnceCell;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::{Bench, Case, Figures, c_library};
use crate::engine;
use crate::engine_tests::{FreshProject, Platform};
use crate::extension::Libraries;
use crate::{paths, process};

/// Each case takes far less on a free machine; longer than this it hangs.
const LIMIT: Duration = Duration::from_secs(400);

/// An editor build of the engine loads the debug slot, so that is where the library goes in copies of this.
const PROJECT: &str = "benches/godot";

/// The project, and a folder of its own in which the players of a case meet.
pub(super) struct Stage<'a> {
    bench: &'a Bench,
    project: &'a FreshProject,
    private: TempDir,
}

impl Bench {
    /// For players on the local platform.
    pub(super) fn stage(&self) -> Result<Stage<'_>> {
        self.stage_in(&self.local, || FreshProject::copy(&paths::root().join(PROJECT), &self.libraries))
    }

    /// For a player over a library that does nothing, which is compiled in `folder`.
    fn stage_over_nothing(&self, folder: &Path) -> Result<Stage<'_>> {
        self.stage_in(&self.null, || {
            let Libraries { target, extension, .. } = &self.libraries;
            let steam = c_library::null_steam_api(extension, folder, target.steam_library())?;
            let libraries = Libraries { target: *target, extension: extension.clone(), steam };
            FreshProject::copy(&paths::root().join(PROJECT), &libraries)
        })
    }

    /// All cases over the same libraries share a copy of the project: its import takes longer than many of them.
    fn stage_in<'a>(
        &'a self,
        place: &'a OnceCell<FreshProject>,
        copy: impl FnOnce() -> Result<FreshProject>,
    ) -> Result<Stage<'a>> {
        if place.get().is_none() {
            let project = copy()?;
            let private = project.private_folder()?;
            engine::import(project.engine(&self.godot, private.path()))?;
            let _ = place.set(project);
        }
        let project = place.get().context("the project was not copied")?;
        Ok(Stage { bench: self, project, private: project.private_folder()? })
    }

    /// One player, over a library that does nothing.
    pub(super) fn null(&self) -> Result<Figures> {
        let folder = tempfile::tempdir()?;
        let stage = self.stage_over_nothing(folder.path())?;
        let mut player = stage.player(Case::Null, 1, 1);
        Platform::Steam.choose(&mut player);
        run(&mut [player])
    }

    /// The same, where every allocation of memory is counted.
    pub(super) fn allocations(&self) -> Result<Figures> {
        let folder = tempfile::tempdir()?;
        let stage = self.stage_over_nothing(folder.path())?;
        let mut player = stage.player(Case::Allocations, 1, 1);
        Platform::Steam.choose(&mut player);
        player.env("LD_PRELOAD", c_library::count_allocations(folder.path())?);
        run(&mut [player])
    }

    /// Two players, of whom one measures.
    pub(super) fn pair(&self, case: Case) -> Result<Figures> {
        let stage = self.stage()?;
        run(&mut [stage.player(case, 1, 2), stage.player(case, 2, 2)])
    }

    /// As many players as are asked for, all of which measure.
    pub(super) fn mesh(&self) -> Result<Figures> {
        let stage = self.stage()?;
        let count = self.scale.processes;
        let mut players: Vec<Command> =
            (1..=count).map(|player| stage.player(Case::Mesh, player, count)).collect();
        for player in &mut players {
            player.arg(format!("--packets={}", self.scale.packets));
        }
        run(&mut players)
    }

    /// One player, and the others of its lobby in another process without an engine.
    pub(super) fn lobby(&self) -> Result<Figures> {
        let stage = self.stage()?;
        let mut members = Command::new(&self.program);
        members.arg("members").arg(stage.private.path().join("rendezvous")).arg("31");
        run(&mut [stage.player(Case::Lobby, 1, 1), members])
    }
}

impl Stage<'_> {
    /// Player `player` of `players`, on the local platform.
    pub(super) fn player(&self, case: Case, player: u32, players: u32) -> Command {
        let mut command = self.project.engine(&self.bench.godot, self.private.path());
        Platform::Local.choose(&mut command);
        command.env("BENCH_DIR", self.private.path());
        command.args(["--", &format!("--case={}", case.name()), &format!("--player={player}")]);
        command.arg(format!("--players={players}"));
        if players > 1 {
            command.arg(format!("--steam-user={player}"));
        }
        if self.bench.scale.quick {
            command.arg("--quick");
        }
        command
    }
}

/// Runs processes to their end, and returns the figures that they print.
pub(super) fn run(commands: &mut [Command]) -> Result<Figures> {
    run_watched(commands, |_| {})
}

/// The same; `on_line` gets each line of output as it comes.
pub(super) fn run_watched(commands: &mut [Command], mut on_line: impl FnMut(&str)) -> Result<Figures> {
    let outcomes = process::run_together(commands, Some(LIMIT), |_, line| {
        on_line(line);
        true
    })?;
    let output = || outcomes.iter().flat_map(|outcome| &outcome.output);
    // A script that fails may leave its engine with exit code 0.
    let has_script_error = output().any(|line| line.starts_with("SCRIPT ERROR"));
    if has_script_error || !outcomes.iter().all(process::Outcome::succeeded) {
        let text: String = output().map(|line| format!("| {line}\n")).collect();
        bail!("a process failed; all output:\n{text}");
    }
    Ok(output().filter_map(|line| parse(line)).collect())
}

/// Reads a line `BENCH name value`.
fn parse(line: &str) -> Option<(String, f64)> {
    let (name, value) = line.strip_prefix("BENCH ")?.split_once(' ')?;
    Some((name.to_owned(), value.parse().ok()?))
}

/// The rows without a figure.
pub(super) fn named(figures: &Figures, name: &str) -> Result<f64> {
    figures.get(name).copied().with_context(|| format!("there is no figure for {name}"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_figure_is_read_and_other_lines_are_not() {
        assert_eq!(parse("BENCH size_all 21.5"), Some(("size_all".to_owned(), 21.5)));
        assert_eq!(parse("BENCH size_all soon"), None);
        assert_eq!(parse("Godot Engine v4.6"), None);
    }
}
