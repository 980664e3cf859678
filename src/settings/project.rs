//! The project settings, as they show in the editor.

use godot::builtin::{GString, VarDictionary, Variant, VariantType, vdict};
use godot::classes::ProjectSettings;
use godot::meta::ToGodot;
use godot::obj::{EngineEnum, Singleton};
use godot::register::info::PropertyHint;

const APP_ID: &str = "steam/initialization/app_id";
const INITIALIZE_ON_STARTUP: &str = "steam/initialization/initialize_on_startup";
const EMBED_CALLBACKS: &str = "steam/initialization/embed_callbacks";
const BACKEND: &str = "steam/platform/backend";
const LOCAL_USER: &str = "steam/local/user";

/// Makes the settings known: they show in the editor and have their defaults.
pub fn register() {
    add(APP_ID, 0.to_variant(), PropertyHint::RANGE, "0,4294967295,1");
    add(INITIALIZE_ON_STARTUP, false.to_variant(), PropertyHint::NONE, "");
    add(EMBED_CALLBACKS, false.to_variant(), PropertyHint::NONE, "");
    add(BACKEND, "auto".to_variant(), PropertyHint::ENUM, "auto,steam,local");
    add(LOCAL_USER, "".to_variant(), PropertyHint::PLACEHOLDER_TEXT, "lowest free number");
}

fn add(name: &str, default: Variant, hint: PropertyHint, hint_string: &str) {
    let mut settings = ProjectSettings::singleton();
    if !settings.has_setting(name) {
        settings.set_setting(name, &default);
    }
    settings.set_initial_value(name, &default);
    settings.set_as_basic(name, true);
    let info: VarDictionary = vdict! {
        "name" => name,
        "type" => default.get_type().ord(),
        "hint" => hint.ord(),
        "hint_string" => hint_string,
    };
    settings.add_property_info(&info);
}

fn get(name: &str) -> Variant {
    ProjectSettings::singleton().get_setting(name)
}

/// The app ID that the project names, if any.
pub fn app_id() -> Option<u32> {
    get(APP_ID).try_to::<i64>().ok().and_then(|id| u32::try_from(id).ok()).filter(|&id| id != 0)
}

pub fn initialize_on_startup() -> bool {
    get(INITIALIZE_ON_STARTUP).booleanize()
}

pub fn embed_callbacks() -> bool {
    get(EMBED_CALLBACKS).booleanize()
}

pub fn backend() -> String {
    text(BACKEND)
}

pub fn local_user() -> String {
    text(LOCAL_USER)
}

/// A text setting. A number written there means the same as its digits.
fn text(name: &str) -> String {
    let value = get(name);
    if value.get_type() == VariantType::NIL { String::new() } else { String::from(&GString::from(&value.to_string())) }
}
