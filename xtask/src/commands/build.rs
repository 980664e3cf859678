//! `cargo xtask build`: compiles the extension and stages it into the Godot projects of the repository.

use anyhow::Result;
use clap::Args;

use crate::extension::{self, Profile};
use crate::paths;

/// Builds the extension and stages the addon into godot-project and tests/godot
///
/// Without `--release`, it builds only the library that the editor loads, quickly, for work on the extension.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Build the addon as users get it: with optimizations, for the editor and for exports
    #[arg(long)]
    release: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let profiles: &[Profile] =
        if arguments.release { &[Profile::Editor, Profile::Release] } else { &[Profile::Debug] };
    let projects = [paths::demo_project(), paths::test_project()];
    for &profile in profiles {
        let libraries = extension::build(profile)?;
        for project in &projects {
            extension::stage(project, &libraries, profile)?;
        }
    }
    for project in &projects {
        eprintln!("Staged {}.", project.join(paths::ADDON).display());
    }
    Ok(())
}
