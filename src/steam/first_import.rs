//! A workaround for an engine fault that affects every extension when a headless engine opens a project for the first time.
//!
//! Such an engine generates the documentation of the classes on a separate thread. If it quits as soon as the import is done, it
//! frees what that thread still uses, and crashes: <https://github.com/godotengine/godot/issues/111048>. An extension cannot find
//! out whether the thread has ended, so this waits for a while.

use std::cell::Cell;
use std::thread;
use std::time::Duration;

use godot::classes::Engine;
use godot::global::print_verbose;
use godot::meta::ToGodot;
use godot::obj::Singleton;

/// On a machine with a load of four times its capacity, half a second was enough.
const TIME: Duration = Duration::from_secs(3);

thread_local! {
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// Finds out whether this is such a start. Call it in an editor, while the extension is being loaded.
pub fn begin() {
    let ends_by_itself = std::env::args().any(|argument| ends_by_itself(&argument));
    // An editor loads the extensions that it knows before there is a scene tree, and newly found ones while the tree
    // is running.
    if ends_by_itself && Engine::singleton().get_main_loop().is_some() {
        IS_DUE.set(true);
    }
}

/// Whether a command-line argument makes the engine quit when its work is done.
fn ends_by_itself(argument: &str) -> bool {
    argument == "--import" || argument == "--quit" || argument.starts_with("--export-")
}

/// Waits for the engine, once.
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
