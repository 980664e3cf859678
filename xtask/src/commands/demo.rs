//! `cargo xtask demo`: the demo lobby with several players on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::engine::{self, Godot, VirtualDisplay};
use crate::extension::{self, Profile};
use crate::process::{self, Outcome, Owned};
use crate::{engine_tests, paths};

/// The size of the demo's window, in pixels.
const WINDOW: (u32, u32) = (1152, 648);

/// The windows overlap so that two columns and two rows fit on a screen of 1920 x 1080 with its panels.
const STEP: (u32, u32) = (740, 340);

/// Players that play by themselves give up on each step long before this limit.
const PLAY_LIMIT: Duration = Duration::from_secs(300);

/// Builds the extension and plays the demo with several players: a lobby, and an arena over Godot's own multiplayer
///
/// With a display, each player gets a window. Without one, the players are headless processes that play the whole scene
/// by themselves, and their output is printed.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The number of players to start [default: 2; 1 on Steam, which has one account to a machine]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=8))]
    players: Option<u32>,
    /// Draw the windows on a virtual display, play by itself and leave a PNG for each player in this folder
    #[arg(long, value_name = "DIR")]
    screenshot: Option<PathBuf>,
    /// The platform of the players
    #[arg(long, value_enum, default_value_t = Platform::Local)]
    platform: Platform,
    /// Simulate a bad local network, such as `latency=75,loss=5`
    #[arg(long)]
    conditions: Option<String>,
    /// Play on a dedicated server, a headless process of its own, which the players find in the list of servers
    #[arg(long)]
    server: bool,
    /// Let the demo play by itself in windows, too
    #[arg(long)]
    autoplay: bool,
    /// Use the library built with optimizations
    #[arg(long)]
    release: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Platform {
    /// Only this machine, without Steam
    Local,
    /// The Steam client of this machine
    Steam,
}

/// The display of the players.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Headless,
    Windows,
    VirtualWindows,
}

impl View {
    fn of(arguments: &Arguments) -> Result<Self> {
        Ok(match &arguments.screenshot {
            Some(folder) => {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot create {}", folder.display()))?;
                Self::VirtualWindows
            }
            None if has_display() => Self::Windows,
            None => Self::Headless,
        })
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let started = Instant::now();
    let players = arguments.players.unwrap_or(if arguments.platform == Platform::Steam { 1 } else { 2 });
    let view = View::of(arguments)?;
    let autoplay = arguments.autoplay || view != View::Windows;

    let godot = engine::find()?;
    eprintln!("Godot {}, {}.", godot.version, godot.origin);
    let libraries = extension::build(Profile::new(arguments.release))?;
    let project = paths::demo_project();
    extension::stage(&project, &libraries, Profile::Debug)?;
    eprintln!("Importing the project …");
    let mut editor = godot.command();
    editor.arg("--path").arg(&project);
    engine::import(editor)?;

    let display = match view {
        View::VirtualWindows => {
            Some(VirtualDisplay::start(&godot, 2 * WINDOW.0, players.div_ceil(2) * WINDOW.1)?)
        }
        View::Windows | View::Headless => None,
    };
    let rendezvous = tempfile::Builder::new().prefix("steam_networking-").tempdir()?;
    let mut commands: Vec<Command> = (1..=players)
        .map(|player| {
            let mut command = engine_with_view(&godot, &project, view, player);
            if let Some(display) = &display {
                command.env("DISPLAY", &display.name).env_remove("WAYLAND_DISPLAY");
            }
            add_player_arguments(&mut command, arguments, player, players, autoplay);
            command.env("STEAM_NETWORKING_DIR", rendezvous.path());
            command
        })
        .collect();
    if let Some(folder) = &arguments.screenshot {
        let folder = std::path::absolute(folder)?;
        for (player, command) in (1..).zip(&mut commands) {
            command.arg(format!("--screenshot={}", picture(&folder, player).display()));
        }
    }
    // A server that plays by itself ends when all players have left; any other server is ended with the last window.
    let mut server = arguments.server.then(|| server_command(&godot, &project, arguments, players, autoplay));
    if let Some(command) = &mut server {
        command.env("STEAM_NETWORKING_DIR", rendezvous.path());
    }
    let _until_the_windows_close = match &mut server {
        Some(command) if !autoplay => Some(Owned::spawn(command)?),
        _ => {
            commands.extend(server);
            None
        }
    };
    eprintln!("{players} player(s) after {} s.\n", started.elapsed().as_secs());

    let limit = autoplay.then_some(PLAY_LIMIT);
    let outcomes = process::run_together(&mut commands, limit, |index, line| {
        if is_speech(line) && !is_result(line) {
            println!("{line}");
        } else if engine_tests::is_trouble(line) {
            eprintln!("{}: {line}", name_of(index, players));
        }
        true
    })?;
    if autoplay {
        conclude(&outcomes, players)?;
    }
    match &arguments.screenshot {
        Some(folder) => show_pictures(folder, players, arguments.server),
        None => Ok(()),
    }
}

/// Prints where the pictures are; fails if one is missing.
fn show_pictures(folder: &Path, players: u32, of_server: bool) -> Result<()> {
    let scenes: &[&str] = if of_server { &["arena-"] } else { &["", "arena-"] };
    let pictures = scenes.iter().flat_map(|scene| {
        (1..=players).map(move |player| folder.join(format!("{scene}player-{player}.png")))
    });
    for picture in pictures {
        if !picture.is_file() {
            bail!("there is no {}", picture.display());
        }
        println!("{}", picture.display());
    }
    Ok(())
}

fn has_display() -> bool {
    let is_set = |variable: &str| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn engine_with_view(godot: &Godot, project: &Path, view: View, player: u32) -> Command {
    let mut command = godot.command();
    command.arg("--path").arg(project);
    let place = |step: (u32, u32)| {
        let (column, row) = ((player - 1) % 2, (player - 1) / 2);
        format!("{},{}", column * step.0, row * step.1)
    };
    match view {
        View::Headless => {
            command.arg("--headless");
        }
        View::Windows => {
            command.args(["--position", &place(STEP)]);
        }
        View::VirtualWindows => {
            command.args(["--rendering-driver", "opengl3", "--audio-driver", "Dummy"]);
            command.args([
                "--resolution",
                &format!("{}x{}", WINDOW.0, WINDOW.1),
                "--position",
                &place(WINDOW),
            ]);
        }
    }
    command
}

fn add_player_arguments(
    command: &mut Command,
    arguments: &Arguments,
    player: u32,
    players: u32,
    autoplay: bool,
) {
    add_platform(command, arguments);
    if arguments.platform == Platform::Local {
        command.arg(format!("--steam-user={player}"));
    }
    if arguments.server {
        command.arg("--join-server");
    }
    if autoplay {
        command.arg("--autoplay");
        // On Steam, one of several players is on this machine, and it is not known which one.
        if arguments.platform == Platform::Local {
            command.arg(format!("--player={player}"));
        }
        command.arg(format!("--players={}", players.max(2)));
    }
}

/// The game as a dedicated server.
fn server_command(
    godot: &Godot,
    project: &Path,
    arguments: &Arguments,
    players: u32,
    autoplay: bool,
) -> Command {
    let mut command = godot.command();
    command.arg("--path").arg(project).arg("--headless");
    add_platform(&mut command, arguments);
    command.arg("--server");
    if autoplay {
        command.args(["--autoplay", &format!("--players={players}")]);
    }
    command
}

/// Begins the game's own arguments with those about Steam.
fn add_platform(command: &mut Command, arguments: &Arguments) {
    command.arg("--");
    match arguments.platform {
        Platform::Local => {
            command.arg("--steam-platform=local");
            if let Some(conditions) = &arguments.conditions {
                command.arg(format!("--steam-conditions={conditions}"));
            }
        }
        Platform::Steam => {
            command.arg("--steam-platform=steam");
        }
    }
}

fn picture(folder: &Path, player: u32) -> PathBuf {
    folder.join(format!("player-{player}.png"))
}

/// The process's index: players come first, then the server.
fn name_of(index: usize, players: u32) -> String {
    if index < players as usize { format!("player {}", index + 1) } else { "the server".to_owned() }
}

/// Whether a line is from a player and not from the engine: `[name] …`.
fn is_speech(line: &str) -> bool {
    line.starts_with('[') && line.contains("] ")
}

/// Whether a line is a player's summary of its traffic; these are printed at the end.
fn is_result(line: &str) -> bool {
    is_speech(line) && line.contains("] Exchanged with ")
}

/// Prints the summaries; fails if a player failed.
fn conclude(outcomes: &[Outcome], players: u32) -> Result<()> {
    println!();
    for line in outcomes.iter().flat_map(|outcome| &outcome.output).filter(|line| is_result(line)) {
        println!("{line}");
    }
    let failed: Vec<String> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| !outcome.succeeded())
        .map(|(index, outcome)| match outcome.status {
            Some(status) => format!("{} ended with {status}", name_of(index, players)),
            None => format!("{} did not end in {} s", name_of(index, players), PLAY_LIMIT.as_secs()),
        })
        .collect();
    if failed.is_empty() { Ok(()) } else { bail!("{}", failed.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transcript_holds_what_players_say_and_nothing_else() {
        assert!(is_speech("[Player 1] Hello everybody."));
        assert!(!is_speech("Godot Engine v4.6.3.stable - https://godotengine.org"));
        assert!(!is_speech("   at: connect (core/object.cpp:1)") && !is_speech("[1, 2, 3]"));
        assert!(is_result("[Player 1] Exchanged with Player 2: 5 packets."));
        assert!(!is_result("[Player 1] Said: Exchanged with "));
    }
}
