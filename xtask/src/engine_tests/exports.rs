//! Exported games: the demo is exported for this machine, and then played without the editor or its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::project::{FreshProject, full_output, isolate};
use super::{Summary, judge};
use crate::engine::{Godot, Templates};
use crate::extension::{self, Libraries, Profile};
use crate::process::{self, Outcome};
use crate::target::Target;
use crate::{engine, paths};

/// Both exports, and each game, end long before this limit.
const LIMIT: Duration = Duration::from_secs(180);

/// Folder names that users might choose.
const FOLDER: &str = "Öffentliche Spiele & mehr";

/// The addon's folder for the editor: its panel, and the plugin for exports.
const ONLY_IN_EDITOR: &str = "steam_networking/plugin/";

/// Whether games exported with the extension contain everything they need, and choose their platform as the README
/// says.
pub(crate) fn exported_games_play(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let Some(templates) = Templates::find(godot)? else {
        println!(
            "left out: exported games, since this Godot's export templates are not here (GODOT4_TEMPLATES names their folder)"
        );
        return Ok(summary);
    };
    let project = FreshProject::copy_as(FOLDER, &paths::demo_project(), libraries)?;
    // The release library only differs in speed: the engine decides which platform is used.
    extension::stage(&project.path(), libraries, Profile::Release)?;
    fs::write(project.path().join("export_presets.cfg"), presets(&templates))?;
    enable_plugin(&project.path())?;
    let out = project.private_folder()?;
    engine::import(project.engine(godot, out.path()))?;

    let export = |preset, profile, folder| Export {
        project: &project,
        target: libraries.target,
        preset,
        profile,
        folder: out.path().join(folder),
    };
    let debug = export("Linux", Profile::Debug, FOLDER);
    summary.add("export: a debug build has every library beside it", || debug.make(godot))?;
    let start = templates.start(&debug.game())?;
    summary.add("export: two players of a debug build play without Steam", || {
        played(&debug.play(&start, None)?)
    })?;

    let release = export("Linux", Profile::Release, "Für alle");
    summary.add("export: a release build has every library beside it", || release.make(godot))?;
    let start = templates.start(&release.game())?;
    summary.add("export: a release build without Steam says why, and plays nothing", || {
        refused(&release.play(&start, None)?, "steamclient")
    })?;
    summary.add(
        "export: two players of a release build play on the local platform where it is asked for",
        || played(&release.play(&start, Some("local"))?),
    )?;

    let server = export("Server", Profile::Release, "Server");
    summary.add("export: a dedicated server has every library beside it", || server.make(godot))?;
    let start_server = templates.start(&server.game())?;
    summary.add("export: two players of a release build play on an exported dedicated server", || {
        served(&release.play_on(&start, &start_server)?)
    })?;

    let without = export("Without Steam", Profile::Release, "Ohne");
    summary.add("export: a build without Steam is made", || without.make(godot))?;
    let start = templates.start(&without.game())?;
    summary.add("export: in a build without Steam the stub answers", || {
        refused(&without.play(&start, Some("local"))?, "Steam is not on this platform")
    })?;
    Ok(summary)
}

/// The demo, exported to a folder of its own.
struct Export<'a> {
    project: &'a FreshProject,
    target: Target,
    preset: &'a str,
    profile: Profile,
    folder: PathBuf,
}

impl Export<'_> {
    fn game(&self) -> PathBuf {
        self.folder.join("demo")
    }

    /// Exports the demo, and reports what is missing.
    fn make(&self, godot: &Godot) -> Result<Result<(), String>> {
        fs::create_dir_all(&self.folder)?;
        let private = self.project.private_folder()?;
        let mut command = self.project.engine(godot, private.path());
        let kind = if self.profile == Profile::Release { "--export-release" } else { "--export-debug" };
        command.args([kind, self.preset]).arg(self.game());
        let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("no process was started")?;
        let target = self.target;
        let library = target.library(self.profile);
        let files = ["demo", "demo.pck", &library, target.steam_library()];
        let missing: Vec<&str> = files.into_iter().filter(|file| !self.folder.join(file).is_file()).collect();
        if !outcome.succeeded() || !missing.is_empty() {
            return Ok(Err(format!("    missing: {}\n{}", missing.join(", "), full_output(1, outcome))));
        }
        // The pack contains the names of files as plain text.
        let pack = fs::read(self.folder.join("demo.pck"))?;
        let named = |name: &str| pack.windows(name.len()).any(|bytes| bytes == name.as_bytes());
        if !named(ONLY_IN_EDITOR) && named("ui/main.tscn") {
            return Ok(Ok(()));
        }
        Ok(Err(format!("    the pack names a file in {ONLY_IN_EDITOR}, or none of the game's\n")))
    }

    /// Lets two players play through the demo's scene, each from a folder without any file of the game.
    fn play(&self, start: &impl Fn() -> Command, platform: Option<&str>) -> Result<Vec<Outcome>> {
        let private = self.project.private_folder()?;
        let mut players: Vec<Command> =
            (1..=2).map(|player| player_of(start, player, private.path())).collect();
        for command in &mut players {
            match platform {
                Some(name) => command.env("STEAM_NETWORKING_PLATFORM", name),
                None => command.env_remove("STEAM_NETWORKING_PLATFORM"),
            };
        }
        process::run_together(&mut players, Some(LIMIT), |_, _| true)
    }

    /// Lets two players play on a dedicated server, which comes last and knows only from its export that it is a
    /// server.
    fn play_on(
        &self,
        start: &impl Fn() -> Command,
        start_server: &impl Fn() -> Command,
    ) -> Result<Vec<Outcome>> {
        let private = self.project.private_folder()?;
        let mut processes: Vec<Command> =
            (1..=2).map(|player| player_of(start, player, private.path())).collect();
        for player in &mut processes {
            player.arg("--join-server");
        }
        let mut server = start_server();
        server.current_dir(private.path()).args(["--headless", "--", "--autoplay", "--players=2"]);
        processes.push(alone(server, private.path()));
        for command in &mut processes {
            command.env("STEAM_NETWORKING_PLATFORM", "local");
        }
        process::run_together(&mut processes, Some(LIMIT), |_, _| true)
    }
}

fn player_of(start: &impl Fn() -> Command, player: usize, private: &Path) -> Command {
    let mut command = start();
    command.current_dir(private).args(["--headless", "--", "--autoplay", "--players=2"]);
    command.args([format!("--player={player}"), format!("--steam-user={player}")]);
    alone(command, private)
}

/// Keeps a process away from the files and settings of the user who runs the tests.
fn alone(mut command: Command, private: &Path) -> Command {
    isolate(&mut command, private);
    for variable in ["SteamAppId", "SteamGameId"] {
        command.env_remove(variable);
    }
    command
}

/// Whether both players found each other and ended well.
fn played(players: &[Outcome]) -> Result<Result<(), String>> {
    let has_exchanged =
        |player: &Outcome| player.output.iter().any(|line| line.contains("] Exchanged with "));
    Ok(judged(players, |player| {
        player.succeeded() && has_exchanged(player) && !player.output.iter().any(|line| judge::is_crash(line))
    }))
}

/// Whether both players and the server, which comes last, played to the end.
fn served(processes: &[Outcome]) -> Result<Result<(), String>> {
    let said = |process: &Outcome, text: &str| process.output.iter().any(|line| line.contains(text));
    Ok(judged(processes, |process| {
        process.succeeded()
            && (said(process, "] Left the arena.") || said(process, "[Server] Everybody has left."))
            && !process.output.iter().any(|line| judge::is_crash(line))
    }))
}

/// Whether both players got the reason why Steam does not answer, and did not play.
fn refused(players: &[Outcome], reason: &str) -> Result<Result<(), String>> {
    Ok(judged(players, |player| {
        let said = |text: &str| player.output.iter().any(|line| line.contains(text));
        let ended = player.status.is_some_and(|status| status.code().is_some_and(|code| code != 0));
        ended && said(reason) && !said("] Signed in with Steam ID") && !said("] Exchanged with ")
    }))
}

fn judged(players: &[Outcome], held: impl Fn(&Outcome) -> bool) -> Result<(), String> {
    if players.iter().all(held) {
        return Ok(());
    }
    Err((1..).zip(players).map(|(number, player)| full_output(number, player)).collect())
}

/// Switches the addon's plugin on, as its user would.
fn enable_plugin(project: &Path) -> Result<()> {
    let settings = project.join("project.godot");
    let text = fs::read_to_string(&settings)?;
    let enabled =
        format!("[editor_plugins]\n\nenabled=PackedStringArray(\"res://{}/plugin.cfg\")\n", paths::ADDON);
    Ok(fs::write(settings, format!("{text}\n{enabled}"))?)
}

/// The demo's ways of being exported.
fn presets(templates: &Templates) -> String {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let preset = |(number, (name, features, is_server)): (usize, (&str, &str, bool))| {
        // The options of Godot's preset for dedicated servers: without pictures and sounds.
        let filter = if is_server {
            "\"customized\"\ncustomized_files={\n\"res://\": \"strip\"\n}"
        } else {
            "\"all_resources\""
        };
        format!(
            r#"[preset.{number}]
name="{name}"
platform="Linux"
runnable=true
dedicated_server={is_server}
export_filter={filter}
include_filter=""
exclude_filter=""
custom_features="{features}"
export_path=""

[preset.{number}.options]
custom_template/debug="{}"
custom_template/release="{}"
binary_format/embed_pck=false
binary_format/architecture="{architecture}"

"#,
            templates.debug.display(),
            templates.release.display()
        )
    };
    let all = [("Linux", "", false), ("Without Steam", "no_steam", false), ("Server", "", true)];
    all.into_iter().enumerate().map(preset).collect()
}
