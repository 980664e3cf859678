//! `cargo xtask …`: the commands a developer of this project needs, and nothing that ships with the extension.
//!
//! `commands` has one file per command; `engine` finds or fetches the Godot for them, `engine_tests` runs the tests in it,
//! `documents` generates documents from the code, `tidy` checks the rules for the tree.

mod bench;
mod commands;
mod documents;
mod engine;
mod engine_api;
mod engine_tests;
mod extension;
mod package;
mod paths;
mod process;
mod profile;
mod reference;
mod rules;
mod target;
mod tidy;
mod wine;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Development commands of the `steam_networking` extension.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(commands::demo::Arguments),
    Build(commands::build::Arguments),
    Check(commands::check::Arguments),
    Test(commands::test::Arguments),
    Docs(commands::docs::Arguments),
    EngineApi(commands::engine_api::Arguments),
    Live(commands::live::Arguments),
    Package(commands::package::Arguments),
    Bench(commands::bench::Arguments),
    Godot(commands::godot::Arguments),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let result = process::watch_interrupts().and_then(|()| match command {
        Command::Demo(arguments) => commands::demo::run(&arguments),
        Command::Build(arguments) => commands::build::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Docs(arguments) => commands::docs::run(&arguments),
        Command::EngineApi(arguments) => commands::engine_api::run(&arguments),
        Command::Test(arguments) => commands::test::run(&arguments),
        Command::Live(arguments) => commands::live::run(&arguments),
        Command::Package(arguments) => commands::package::run(&arguments),
        Command::Bench(arguments) => commands::bench::run(&arguments),
        Command::Godot(arguments) => commands::godot::run(&arguments),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
