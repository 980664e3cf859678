//! `cargo xtask engine-api`: the part of Godot's interface that the extension is compiled against.

use anyhow::Result;
use clap::Args;

use crate::engine_api;

/// Writes the interface that the crate `godot` is compiled against, from engine_api/used.txt
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    println!("{}", engine_api::write()?.display());
    Ok(())
}
