//! What happens in every frame without a script asking for it.

use std::cell::Cell;

use godot::builtin::{Callable, Variant};
use godot::classes::{Engine, SceneTree};
use godot::obj::Singleton;

use super::pump;

thread_local! {
    static EMBEDDED: Cell<bool> = const { Cell::new(false) };
}

/// Sets whether every frame pumps.
pub fn set_embedded(embedded: bool) {
    EMBEDDED.set(embedded);
}

/// Has every frame of the scene tree call us, which goes on in a paused tree. The tree does not exist yet while
/// extensions are loaded, so this waits for the first idle moment.
pub fn hook() {
    Callable::from_fn("steam_networking_hook", |_arguments| connect()).call_deferred(&[]);
}

fn connect() -> Variant {
    let tree = Engine::singleton().get_main_loop().and_then(|main_loop| main_loop.try_cast::<SceneTree>().ok());
    if let Some(mut tree) = tree {
        let every_frame = Callable::from_fn("steam_networking_frame", |_arguments| {
            if EMBEDDED.get() {
                pump::pump_if_running();
            } else {
                pump::warn_if_unpumped();
            }
            Variant::nil()
        });
        tree.connect("process_frame", &every_frame);
    }
    Variant::nil()
}
