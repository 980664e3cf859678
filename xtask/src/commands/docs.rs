//! `cargo xtask docs`: writes the documents that are made from the code.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::reference;

/// Writes the reference of the classes in docs/ from their source
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    for (path, text) in reference::generate()? {
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("Wrote {}.", path.display());
    }
    Ok(())
}
