//! `cargo xtask docs`: writes the documents that are made from the code.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::method_table;

/// Writes docs/methods.md from the source of the class
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<()> {
    let path = method_table::path();
    fs::write(&path, method_table::generate()?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("Wrote {}.", path.display());
    Ok(())
}
