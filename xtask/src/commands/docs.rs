//! `cargo xtask docs`: writes the documents that are made from the code.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::documents;

/// Writes what is made from the code: the reference of the classes in docs/, the table in ARCHITECTURE.md
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    for (path, text) in documents::generate()? {
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("Wrote {}.", path.display());
    }
    Ok(())
}
