//! `cargo xtask live`: checks against a real Steam client, run by hand and never by continuous integration.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::engine_tests::{self, FreshProject, Platform};
use crate::extension::{self, Profile};
use crate::{engine, paths, process};

/// Longer than the sum of all waits in one part.
const LIMIT: Duration = Duration::from_secs(3600);
/// The program that runs the conformance suite with a friend.
const RULES: &str = "live";

/// Checks the extension against the Steam client of this machine, and prints a report to attach to a bug
///
/// It runs as the game 480 (Spacewar): the client has to be running and online. It creates public lobbies for a moment.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The Steam id of a friend who runs the same with your id within five minutes: this adds the checks that need
    /// two users, and the conformance suite, which takes a quarter of an hour
    #[arg(long, value_name = "STEAM_ID")]
    peer: Option<u64>,
    /// Use the stand-in for Valve's library instead of a Steam client, to try the checks themselves. Two processes meet in
    /// this folder
    #[arg(long, value_name = "FOLDER")]
    double: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let godot = engine::find()?;
    let mut libraries = extension::build(Profile::Debug)?;
    if arguments.double.is_some() {
        libraries = libraries
            .over_double(Profile::Debug)?
            .context("the stand-in for Valve's library is for Linux only")?;
    }
    let rules = arguments.peer.map(|_| extension::build_program(RULES, false)).transpose()?;
    let project = FreshProject::copy(&paths::test_project(), &libraries)?;
    let private = project.private_folder()?;
    engine::import(project.engine(&godot, private.path()))?;

    let steam =
        if arguments.double.is_some() { "the stand-in for Valve's library" } else { "a Steam client" };
    println!("steam_networking {} with {steam}", env!("CARGO_PKG_VERSION"));
    let mut command = project.engine(&godot, private.path());
    Platform::Steam.choose(&mut command);
    command.env("TEST_DIR", private.path()).args(["--", "--test=res://live/live.gd"]);
    if let Some(peer) = arguments.peer {
        command.arg(format!("--peer={peer}"));
    }
    let in_engine = report(command, arguments, |line| {
        line.strip_prefix("[live] ").or_else(|| engine_tests::is_trouble(line).then_some(line))
    })?;

    let mut by_rules = true;
    if let (Some(rules), Some(peer)) = (rules, arguments.peer) {
        let mut command = Command::new(rules);
        let app_id = "480";
        command.arg(peer.to_string()).env("SteamAppId", app_id).env("SteamGameId", app_id);
        find_libraries_in(&mut command, &extension::staged_libraries(&project.path(), libraries.target))?;
        by_rules = report(command, arguments, |line| Some(line))?;
    }
    if !(in_engine && by_rules) {
        bail!("not all of it held");
    }
    Ok(())
}

/// Runs one part, prints the lines that belong to the report, and returns whether all checks passed.
fn report(
    mut command: Command,
    arguments: &Arguments,
    part: impl Fn(&str) -> Option<&str> + Sync,
) -> Result<bool> {
    if let Some(folder) = &arguments.double {
        command.env("STEAM_NETWORKING_DIR", folder);
    }
    let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, line| {
        if let Some(line) = part(line) {
            println!("{line}");
        }
        true
    })?;
    let outcome = outcomes.first().context("no process was started")?;
    if outcome.status.is_none() {
        bail!("it had not ended after {} s", LIMIT.as_secs());
    }
    Ok(outcome.succeeded())
}

/// Makes a program find Valve's library, or its stand-in, in this folder.
fn find_libraries_in(command: &mut Command, folder: &Path) -> Result<()> {
    let variable = match std::env::consts::OS {
        "windows" => "PATH",
        "macos" => "DYLD_LIBRARY_PATH",
        _ => "LD_LIBRARY_PATH",
    };
    let others = std::env::var_os(variable).unwrap_or_default();
    let folders = [folder.to_owned()].into_iter().chain(std::env::split_paths(&others));
    command.env(variable, std::env::join_paths(folders).context("a folder cannot be in a path of folders")?);
    Ok(())
}
