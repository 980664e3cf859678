//! `cargo xtask docs`: writes the documents that are generated from the code.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::documents;

/// Writes the documents that are generated from the code: the class reference in docs/, the table in ARCHITECTURE.md
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    for (path, text) in documents::generate()? {
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("Wrote {}.", path.display());
    }
    Ok(())
}
