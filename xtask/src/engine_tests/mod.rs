//! The engine tests: GDScript that runs in a real headless Godot, in one process or in several that play together.
//!
//! `platform` has the platforms of a test, `header` its options, `project` copies its project, `runner` runs it, and
//! `judge` decides from exit codes and output whether it passed. The tests themselves are in `tests/godot`.

mod editor;
mod exports;
mod header;
mod judge;
mod platform;
mod project;
mod relay;
mod runner;
mod samples;

pub(crate) use editor::{editor_and_game_talk, panel_shows_what_it_hears};
pub(crate) use exports::exported_games_play;
pub(crate) use header::Header;
pub(crate) use judge::is_trouble;
pub(crate) use platform::Platform;
pub(crate) use project::FreshProject;
pub(crate) use runner::{
    Summary, demo_imports_and_runs, example_tests_itself, missing_steam_library_is_said, run_all,
};
