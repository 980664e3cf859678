//! Tests that need a real editor: a game that it debugs, and the addon's panel.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use anyhow::{Context, Result};

use super::judge;
use super::project::{FreshProject, full_output};
use super::runner::Summary;
use crate::engine::{Godot, IMPORT};
use crate::extension::Libraries;
use crate::{paths, process};

/// An editor that takes longer counts as hanging.
const LIMIT: Duration = Duration::from_secs(300);

/// Whether a game that an editor debugs sends the expected messages and obeys commands.
pub(crate) fn editor_and_game_talk(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::root().join("tests/editor"), libraries)?;
    summary.add("editor: the project imports", || fresh.run_quietly(godot, &IMPORT))?;
    summary.add("editor: a game that it debugs talks with it both ways", || {
        let private = fresh.private_folder()?;
        let mut command = fresh.engine(godot, private.path());
        // The editor takes the port in a moment; it is very unlikely that another program takes it first.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        command.args(["--editor", "--debug-server", &format!("tcp://127.0.0.1:{port}"), "--"]);
        let itself = godot.path(&godot.executable);
        command.arg(format!("--godot={}", itself.display())).arg(format!("--port={port}"));
        let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("no process was started")?;
        let has_passed = outcome.output.iter().any(|line| line == "TEST PASS");
        let crashed = outcome.output.iter().any(|line| judge::is_crash(line));
        if outcome.succeeded() && has_passed && !crashed {
            return Ok(Ok(()));
        }
        Ok(Err(full_output(1, outcome)))
    })?;
    Ok(summary)
}

/// Whether the editor's panel shows recorded messages correctly, and sends the expected ones.
pub(crate) fn panel_shows_what_it_hears(godot: &Godot, libraries: &Libraries) -> Result<Summary> {
    let mut summary = Summary::default();
    let fresh = FreshProject::copy(&paths::root().join("tests/panel"), libraries)?;
    summary
        .add("editor: a project with the panel switched on imports", || fresh.run_quietly(godot, &IMPORT))?;
    summary.add("editor: the panel shows what it hears", || {
        let private = fresh.private_folder()?;
        let mut command = fresh.engine(godot, private.path());
        command.args(["--editor", "--", "--test"]);
        let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("no process was started")?;
        let has_passed = outcome.output.iter().any(|line| line == "TEST PASS");
        // A script that ends early prints an error, and no message from a game may cause that.
        let stumbled =
            outcome.output.iter().any(|line| line.starts_with("SCRIPT ERROR") || judge::is_crash(line));
        if outcome.succeeded() && has_passed && !stumbled {
            return Ok(Ok(()));
        }
        Ok(Err(full_output(1, outcome)))
    })?;
    Ok(summary)
}
