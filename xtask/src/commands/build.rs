//! `cargo xtask build`: compiles the extension and stages it into the Godot projects of the repository.

use anyhow::Result;
use clap::Args;

use crate::extension::{self, Profile};
use crate::paths;

/// Builds the extension and stages the addon into godot-project and tests/godot
#[derive(Args)]
pub(crate) struct Arguments {
    /// Build with optimizations, for release exports
    #[arg(long)]
    release: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let profile = Profile::new(arguments.release);
    let libraries = extension::build(profile)?;
    for project in [paths::demo_project(), paths::test_project()] {
        extension::stage(&project, &libraries, profile)?;
        eprintln!("Staged {}.", project.join(paths::ADDON).display());
    }
    Ok(())
}
