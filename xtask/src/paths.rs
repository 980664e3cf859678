//! The paths in the repository that the commands use.

use std::path::{Path, PathBuf};

/// The path of the addon in every Godot project, as in Godot's asset library.
pub(crate) const ADDON: &str = "addons/steam_networking";

/// The extension's manifest, at the root of the repository and in every staged addon.
pub(crate) const MANIFEST: &str = "steam_networking.gdextension";

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder).to_owned()
}

/// The demo.
pub(crate) fn demo_project() -> PathBuf {
    root().join("godot-project")
}

/// The Godot project of the engine tests.
pub(crate) fn test_project() -> PathBuf {
    root().join("tests/godot")
}
