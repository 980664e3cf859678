//! Work that no script requests: in every frame, and when the scene tree ends.

use std::cell::Cell;

use godot::builtin::{Callable, GString, Signal, StringName, VarDictionary, Variant};
use godot::classes::{Engine, Object, SceneTree};
use godot::meta::ToGodot;
use godot::obj::{Gd, Inherits, Singleton};

use super::{Class, following, pump};

thread_local! {
    static EMBEDDED: Cell<bool> = const { Cell::new(false) };
}

/// Sets whether every frame pumps.
pub fn set_embedded(embedded: bool) {
    EMBEDDED.set(embedded);
}

/// Connects to the scene tree: to its frames, which continue while it is paused, and to its end. The tree does not
/// exist yet while extensions are loaded, so this waits for the first idle moment.
pub fn hook() {
    let find_tree = |_: &[&Variant]| {
        let tree = Engine::singleton().get_main_loop();
        if let Some(mut tree) = tree.and_then(|main_loop| main_loop.try_cast::<SceneTree>().ok()) {
            connect(&mut tree, "process_frame", Callable::from_fn("steam_networking_frame", every_frame));
            if let Some(mut root) = tree.get_root() {
                connect(&mut root, "tree_exiting", Callable::from_fn("steam_networking_exit", tree_exiting));
            }
        }
    };
    Callable::from_fn("steam_networking_hook", find_tree).call_deferred(&[]);
}

/// Connects by name. The crate's own `connect` keeps a list for hot reload, which this extension does not support, and
/// warns about it in the editor.
fn connect<T: Inherits<Object>>(object: &mut Gd<T>, signal: &str, callable: Callable) {
    object.upcast_mut::<Object>().call("connect", &[signal.to_variant(), callable.to_variant()]);
}

// rule: pump.embedded
fn every_frame(_: &[&Variant]) {
    following::on_frame();
    if EMBEDDED.get() {
        pump::pump_if_running();
    } else {
        pump::warn_if_not_pumped();
    }
}

/// Disconnects all handlers. The singleton outlives GDScript: a lambda that is still connected would then be freed by
/// a language that is gone, which crashes at quit. The game's nodes have left the tree by now.
fn tree_exiting(_: &[&Variant]) {
    let steam = Class::singleton();
    for signal in steam.get_signal_list().iter_shared() {
        let name = name_of(&signal);
        for connection in steam.get_signal_connection_list(&name).iter_shared() {
            if let Some(Ok(callable)) =
                connection.get("callable").map(|callable| callable.try_to::<Callable>())
            {
                Signal::from_object_signal(&steam, &name).disconnect(&callable);
            }
        }
    }
}

fn name_of(signal: &VarDictionary) -> StringName {
    let name = signal.get("name").and_then(|name| name.try_to::<GString>().ok()).unwrap_or_default();
    StringName::from(&name)
}
