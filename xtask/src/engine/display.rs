//! A virtual display, so that windows can be drawn and photographed on a machine without a screen.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Godot, Origin, fetch, launcher};
use crate::process::Owned;

/// A server that is not ready after this time does not start at all.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running X server without a screen. It ends with its handle.
pub(crate) struct VirtualDisplay {
    _server: Owned,
    /// Its name for the variable DISPLAY.
    pub(crate) name: String,
}

impl VirtualDisplay {
    /// Starts a server, which finds a free display number by itself.
    pub(crate) fn start(godot: &Godot, width: u32, height: u32) -> Result<Self> {
        let mut command = Command::new(server(godot)?);
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24"));
        // Its keymap compiler warns about keys that no keyboard here has.
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Owned::spawn(&mut command)?;
        let stdout = server.take_stdout().context("the virtual display has no output")?;
        let (sender, number) = channel();
        thread::spawn(move || {
            let mut line = String::new();
            if BufReader::new(stdout).read_line(&mut line).is_ok() {
                // The other end is gone only if it waited too long.
                let _ = sender.send(line);
            }
        });
        let number = number.recv_timeout(START_LIMIT).unwrap_or_default();
        let number: u32 = number.trim().parse().context("the virtual display (Xvfb) does not start")?;
        Ok(Self { _server: server, name: format!(":{number}") })
    }
}

/// The server for the engine: fetched with it, or the machine's own.
fn server(godot: &Godot) -> Result<PathBuf> {
    if !matches!(godot.origin, Origin::Fetched)
        && let Ok(installed) = which::which("Xvfb")
    {
        return Ok(installed);
    }
    let folder =
        fetch::folder().context("there is no virtual display: install Xvfb (Debian: apt install xvfb)")?;
    Ok(launcher::virtual_display(&folder))
}
