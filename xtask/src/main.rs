//! `cargo xtask …`: the commands a developer of this project needs, and nothing that ships with the extension.
//!
//! `commands` holds one file per command; `engine` finds or fetches the Godot they run.

mod commands;
mod engine;

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
    Godot(commands::godot::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Godot(arguments) => commands::godot::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
