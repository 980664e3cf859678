//! Steam's peer-to-peer networking for Godot 4: the singleton `Steam` for GDScript.
//!
//! [`contract`] has the functions of Steam that games need, [`platform`] its two implementations. [`steam`] has the class for scripts,
//! [`steam_server`] the same for game servers, [`steam_local`] a class for features that only the local platform has,
//! [`multiplayer_peer`] Godot's own multiplayer over Steam; all of them use [`script`]. `desk` talks to the editor's panel.

pub mod choice;
pub mod contract;
#[cfg(feature = "desk")]
pub mod desk;
pub mod multiplayer_peer;
pub mod platform;
pub mod script;
pub mod settings;
pub mod steam;
pub mod steam_local;
pub mod steam_server;

use godot::classes::Engine;
use godot::init::{ExtensionLibrary, InitStage, gdextension};
use godot::obj::Singleton;

struct SteamNetworking;

// SAFETY: the entry point of a GDExtension; nothing else in the process calls it.
#[gdextension]
unsafe impl ExtensionLibrary for SteamNetworking {
    fn on_stage_init(stage: InitStage) {
        if stage == InitStage::Scene {
            settings::register();
            script::keys::make();
            let in_editor = Engine::singleton().is_editor_hint();
            steam::begin(in_editor);
            steam_server::begin();
            multiplayer_peer::begin();
            #[cfg(feature = "desk")]
            if !in_editor {
                desk::begin();
            }
        }
    }

    fn on_stage_deinit(stage: InitStage) {
        if stage == InitStage::Scene {
            #[cfg(feature = "desk")]
            desk::end();
            steam_server::end();
            steam::end();
            script::keys::free();
        }
    }
}
