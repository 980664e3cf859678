//! `cargo xtask godot`: finds a Godot 4 or fetches one, and prints its path.

use anyhow::Result;
use clap::Args;

use crate::engine;

/// Finds a Godot 4, or fetches one, and prints the path of its executable
///
/// Looks at GODOT4_BIN, then for `godot4` and `godot` on PATH, then for a copy of its own in the user's cache folder,
/// which it fetches with apt where that is possible. The path goes to the standard output, everything else to the
/// standard error, so that `GODOT=$(cargo xtask godot)` works.
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    let godot = engine::find()?;
    eprintln!("Godot {}, {}.", godot.version, godot.origin);
    eprintln!(
        "Run it like any Godot, for example: $(cargo xtask godot) --headless --path godot-project --import"
    );
    println!("{}", godot.executable.display());
    Ok(())
}
