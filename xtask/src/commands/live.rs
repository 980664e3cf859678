//! `cargo xtask live`: what can be checked against a real Steam client, by hand and never by continuous integration.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::engine_tests::{self, FreshProject, Platform};
use crate::extension::{self, Profile};
use crate::{engine, paths, process};

/// Longer than every wait of the script together.
const LIMIT: Duration = Duration::from_secs(1800);

/// Checks the extension against the Steam client of this machine, and prints a report to attach to a bug
///
/// As the game 480 (Spacewar): the client has to run, and be online. The lobby that it makes is a public one, for a moment.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The Steam id of a friend who runs the same with yours, within five minutes: checks that need two
    #[arg(long, value_name = "STEAM_ID")]
    peer: Option<u64>,
    /// Use the stand-in for Valve's library instead of a Steam client, to try the checks themselves
    #[arg(long, conflicts_with = "peer")]
    double: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let godot = engine::find()?;
    let mut libraries = extension::build(Profile::Debug)?;
    if arguments.double {
        libraries = libraries.over_double()?.context("the stand-in for Valve's library is for Linux only")?;
    }
    let project = FreshProject::copy(&paths::test_project(), &libraries)?;
    let private = project.private_folder()?;
    engine::import(project.engine(&godot, private.path()))?;

    let mut command = project.engine(&godot, private.path());
    Platform::Steam.choose(&mut command);
    command.env("TEST_DIR", private.path()).args(["--", "--test=res://live/live.gd"]);
    if let Some(peer) = arguments.peer {
        command.arg(format!("--peer={peer}"));
    }
    let steam = if arguments.double { "the stand-in for Valve's library" } else { "a Steam client" };
    println!("steam_networking {} with {steam}", env!("CARGO_PKG_VERSION"));
    let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, line| {
        if let Some(line) = line.strip_prefix("[live] ") {
            println!("{line}");
        } else if engine_tests::is_trouble(line) {
            println!("{line}");
        }
        true
    })?;
    match outcomes.first() {
        Some(outcome) if outcome.succeeded() => Ok(()),
        Some(outcome) if outcome.status.is_none() => bail!("it had not ended after {} s", LIMIT.as_secs()),
        _ => bail!("not all of it held"),
    }
}
