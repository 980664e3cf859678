//! `cargo xtask test`: all checks and tests that a change has to pass. Continuous integration runs the same.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use super::{bench, check};
use crate::engine::Godot;
use crate::engine_tests::Platform;
use crate::extension::{self, Libraries, Profile, cargo};
use crate::target::Target;
use crate::wine::Wine;
use crate::{engine, engine_tests, package, process};

/// Checks the code, runs the Rust tests and then the engine tests in a real headless Godot
#[derive(Args)]
pub(crate) struct Arguments {
    /// Build, and run only the engine tests
    #[arg(long)]
    engine_only: bool,
    /// Only the engine tests on this platform: `steam` is the Steam platform over a stand-in for Valve's library, and
    /// `messages` the same with packets carried by `ISteamNetworkingMessages`
    #[arg(long, requires = "engine_only")]
    platform: Option<Platform>,
    /// The tests of another target instead: windows-x86_64 under Wine, linux-arm64 under QEMU. They are the Rust tests, and for
    /// Windows the engine tests in the Godot that `GODOT4_WINDOWS_BIN` names
    #[arg(long, value_name = "TARGET", value_parser = super::package::target)]
    on: Option<Target>,
    /// With `--on`, only the tests with this in their name; with `--engine-only`, only those with this in their path, or `exports` for those of exported games, `examples` for the example
    #[arg(default_value = "")]
    filter: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(target) = arguments.on {
        return run_on(target, arguments);
    }
    if !arguments.engine_only && !arguments.filter.is_empty() {
        bail!("a part of the tests is run with --engine-only or --on");
    }
    let started = Instant::now();
    // This comes first, so that a machine that cannot run the engine tests fails before the long steps.
    let godot = engine::find()?;
    eprintln!("Godot {}, {}.", godot.version, godot.origin);
    if !arguments.engine_only {
        check::run(&check::Arguments::default())?;
        eprintln!("Running the Rust tests …");
        process::run(cargo().args(["test", "--workspace"]))?;
        eprintln!("Trying what the benchmarks measure …");
        bench::run_quickly()?;
    }
    run_in_engine(&godot, &extension::build(Profile::Debug)?, arguments, started)
}

/// Runs the tests of another target.
fn run_on(target: Target, arguments: &Arguments) -> Result<()> {
    let started = Instant::now();
    if !arguments.engine_only {
        package::test_emulated(target, &arguments.filter)?;
        eprintln!("The Rust tests took {} s.", started.elapsed().as_secs());
        if !arguments.filter.is_empty() {
            return Ok(());
        }
    }
    let godot = if target == Target::WindowsX86_64 { engine::find_for_wine(Wine::find()?)? } else { None };
    match godot {
        Some(godot) => {
            eprintln!("Godot {}, {}.", godot.version, godot.origin);
            run_in_engine(&godot, &package::build_for_tests(target)?, arguments, started)
        }
        None if arguments.engine_only => {
            bail!("engine tests of another target need a Godot for Windows: name one in GODOT4_WINDOWS_BIN")
        }
        None => {
            if target == Target::WindowsX86_64 {
                println!("left out: the engine tests, since GODOT4_WINDOWS_BIN names no Godot for Windows");
            }
            Ok(())
        }
    }
}

/// Runs the engine tests that were asked for, reports, and fails if one of them did.
fn run_in_engine(
    godot: &Godot,
    libraries: &Libraries,
    arguments: &Arguments,
    started: Instant,
) -> Result<()> {
    eprintln!("Running the engine tests …");
    let mut summary = engine_tests::Summary::default();
    if arguments.filter.is_empty() && arguments.platform.is_none() {
        summary += engine_tests::missing_steam_library_is_said(godot, libraries)?;
        summary += engine_tests::demo_imports_and_runs(godot, libraries)?;
    }
    if ["", "examples"].contains(&&*arguments.filter) && arguments.platform.is_none() {
        summary += engine_tests::example_tests_itself(godot, libraries)?;
    }
    if ["", "editor"].contains(&&*arguments.filter) && arguments.platform.is_none() {
        summary += engine_tests::editor_and_game_talk(godot, libraries)?;
        summary += engine_tests::panel_shows_what_it_hears(godot, libraries)?;
    }
    if ["", "exports"].contains(&&*arguments.filter) && arguments.platform.is_none() {
        summary += engine_tests::exported_games_play(godot, libraries)?;
    }
    let is_without_tests_in_project = ["editor", "exports", "examples"].contains(&&*arguments.filter);
    let platforms = match arguments.platform {
        Some(platform) => vec![platform],
        None if is_without_tests_in_project => Vec::new(),
        None => Platform::ALL.to_vec(),
    };
    let over_double = if platforms.iter().any(|p| p.is_over_double()) {
        libraries.over_double(Profile::Debug)?
    } else {
        None
    };
    for platform in platforms {
        let libraries = if platform.is_over_double() { over_double.as_ref() } else { Some(libraries) };
        if let Some(libraries) = libraries {
            summary += engine_tests::run_all(godot, libraries, platform, &arguments.filter)?;
        } else {
            let name = platform.name();
            println!("left out: {name}, since the stand-in for Valve's library is for Linux only");
        }
    }
    if summary.is_empty() {
        bail!("there is no such engine test");
    }
    eprintln!("All of it took {} s. Engine tests:", started.elapsed().as_secs());
    println!("{} passed, {} failed", summary.passed, summary.failed);
    if summary.failed > 0 {
        bail!("engine tests failed");
    }
    Ok(())
}
