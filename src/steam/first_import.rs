//! A way around a fault of the engine that every extension meets when an engine without a window opens a project for the first time.
//!
//! Such an engine writes down the documentation of the classes on a thread of its own. If it is to end as soon as it has imported,
//! it takes away what that thread stands on, and crashes: <https://github.com/godotengine/godot/issues/111048>. It cannot be asked
//! whether that thread has ended, so it gets time.

use std::cell::Cell;
use std::thread;
use std::time::Duration;

use godot::classes::Engine;
use godot::global::print_verbose;
use godot::meta::ToGodot;
use godot::obj::Singleton;

/// On a machine with four times more to do than it can, half a second was enough.
const TIME: Duration = Duration::from_secs(3);

thread_local! {
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// Finds out whether this is such a start. To be called in an editor, while the extension is loaded.
pub fn begin() {
    let ends_by_itself = std::env::args().any(|argument| ends_by_itself(&argument));
    // An editor loads the extensions it knows before there is a scene tree, and those it finds while the tree runs.
    if ends_by_itself && Engine::singleton().get_main_loop().is_some() {
        IS_DUE.set(true);
    }
}

/// Whether an argument of the engine makes it end when it has done its work.
fn ends_by_itself(argument: &str) -> bool {
    argument == "--import" || argument == "--quit" || argument.starts_with("--export-")
}

/// Gives the engine time, once.
pub fn on_frame() {
    if IS_DUE.take() {
        let text = format!(
            "steam_networking: waiting {} s for the engine's documentation of its classes.",
            TIME.as_secs()
        );
        print_verbose(&[text.to_variant()]);
        thread::sleep(TIME);
    }
}

#[cfg(test)]
mod tests {
    use super::ends_by_itself;

    #[test]
    fn an_editor_that_stays_open_is_not_held_up() {
        for argument in ["--import", "--quit", "--export-release", "--export-pack"] {
            assert!(ends_by_itself(argument), "{argument}");
        }
        for argument in ["--editor", "-e", "--headless", "--quit-after", "--path", "import"] {
            assert!(!ends_by_itself(argument), "{argument}");
        }
    }
}
