//! The project settings, as the editor shows them.

use std::ops::RangeInclusive;

use godot::builtin::{VarDictionary, Variant, VariantType, vdict};
use godot::classes::{FileAccess, ProjectSettings};
use godot::meta::ToGodot;
use godot::obj::{EngineEnum, Singleton};
use godot::register::info::PropertyHint;

use super::invalid;
use crate::contract::InitFailure;
use crate::contract::network_conditions::{
    Condition, ConditionValue, Conditions, Fault, MAX_BANDWIDTH_KIB, MAX_BURST_LENGTH, MAX_LATENCY_MS,
    PRESETS,
};
use crate::platform::local::{Limits, UserFiles};

pub(super) const APP_ID: &str = "steam/initialization/app_id";
const INITIALIZE_ON_STARTUP: &str = "steam/initialization/initialize_on_startup";
const EMBED_CALLBACKS: &str = "steam/initialization/embed_callbacks";
const P2P_TRANSPORT: &str = "steam/platform/p2p_transport";
const BACKEND: &str = "steam/platform/backend";
const LOCAL_USER: &str = "steam/local/user";
const AUTO_LOBBY: &str = "steam/local/auto_lobby";
const RESET_USER: &str = "steam/local/reset_user";
const ACHIEVEMENTS: &str = "steam/local/achievements_file";
const CLOUD_QUOTA: &str = "steam/local/cloud_quota_mib";
const SEND_QUEUE: &str = "steam/local/send_queue_kib";
const RECEIVE_QUEUE: &str = "steam/local/receive_queue_kib";
/// The file that defines achievements and stats, unless the project names another one.
const DEFAULT_ACHIEVEMENTS: &str = "res://steam_achievements.cfg";
/// The range of a user's quota: on Steam, a game gets between some MiB and some GiB.
const CLOUD_QUOTA_MIB: RangeInclusive<i64> = 1..=64 * 1024;
/// With less, the largest packet would never pass; with more, a game that is stuck would take up the machine's
/// memory.
const QUEUE_KIB: RangeInclusive<i64> = 2048..=1024 * 1024;
pub(super) const PRESET: &str = "steam/local/preset";
const COURSE: &str = "steam/local/course";
const BLOCK_DIRECT: &str = "steam/local/block_direct";
const SEED: &str = "steam/local/seed";

/// Registers the settings, so that the editor shows them and they have their defaults.
// rule: init.project-settings
pub fn register() {
    add(APP_ID, 0.to_variant(), PropertyHint::RANGE, "0,4294967295,1");
    add(INITIALIZE_ON_STARTUP, false.to_variant(), PropertyHint::NONE, "");
    add(EMBED_CALLBACKS, false.to_variant(), PropertyHint::NONE, "");
    add(BACKEND, "auto".to_variant(), PropertyHint::ENUM, "auto,steam,local");
    add(P2P_TRANSPORT, "networking".to_variant(), PropertyHint::ENUM, "networking,networking_messages");
    add(LOCAL_USER, "".to_variant(), PropertyHint::PLACEHOLDER_TEXT, "lowest free number");
    add(AUTO_LOBBY, false.to_variant(), PropertyHint::NONE, "");
    add(RESET_USER, false.to_variant(), PropertyHint::NONE, "");
    add(ACHIEVEMENTS, DEFAULT_ACHIEVEMENTS.to_variant(), PropertyHint::FILE, "*.cfg");
    let quota = format!("{},{},1,suffix:MiB", CLOUD_QUOTA_MIB.start(), CLOUD_QUOTA_MIB.end());
    add(CLOUD_QUOTA, ((UserFiles::CLOUD_BYTES >> 20) as i64).to_variant(), PropertyHint::RANGE, &quota);
    let (send, receive) = default_queues();
    let queue = format!("{},{},1,suffix:KiB", QUEUE_KIB.start(), QUEUE_KIB.end());
    add(SEND_QUEUE, send.to_variant(), PropertyHint::RANGE, &queue);
    add(RECEIVE_QUEUE, receive.to_variant(), PropertyHint::RANGE, &queue);
    // None, or one of the presets.
    let presets = PRESETS.iter().fold(String::new(), |names, preset| format!("{names},{}", preset.name));
    add(PRESET, "".to_variant(), PropertyHint::ENUM, &presets);
    add(COURSE, "".to_variant(), PropertyHint::FILE, "*.tres,*.res");
    for (name, condition) in Conditions::default().faults() {
        let (Condition::Sent(fault) | Condition::Received(fault)) = condition else { continue };
        let range = match fault {
            Fault::Latency(_) | Fault::Jitter(_) | Fault::Queue(_) => {
                format!("0,{MAX_LATENCY_MS},1,suffix:ms")
            }
            Fault::Bandwidth(_) => format!("0,{MAX_BANDWIDTH_KIB},1,suffix:KiB/s"),
            Fault::BurstLength(_) => format!("1,{MAX_BURST_LENGTH},0.1"),
            Fault::Loss(_) | Fault::BurstLoss(_) | Fault::Duplicate(_) | Fault::Reorder(_) => {
                "0,100,0.1,suffix:%".to_owned()
            }
        };
        add(&setting(name), variant(fault.value()), PropertyHint::RANGE, &range);
    }
    add(BLOCK_DIRECT, false.to_variant(), PropertyHint::NONE, "");
    add(SEED, 0.to_variant(), PropertyHint::RANGE, "0,1000000,1,or_greater");
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

/// The app ID that the project names, 0 for none.
pub fn app_id() -> Result<u32, InitFailure> {
    let value = get(APP_ID);
    let id = value.try_to::<i64>().ok().and_then(|id| u32::try_from(id).ok());
    id.or_else(|| value.is_nil().then_some(0)).ok_or_else(|| {
        invalid(format!(
            "the project setting {APP_ID} is {value:?}: it must be an int from 0 to {}",
            u32::MAX
        ))
    })
}

pub fn initialize_on_startup() -> Result<bool, InitFailure> {
    flag(INITIALIZE_ON_STARTUP)
}

pub fn embed_callbacks() -> Result<bool, InitFailure> {
    flag(EMBED_CALLBACKS)
}

/// The requested platform, as written, and the setting's name. The same for the two below.
pub fn backend() -> (String, &'static str) {
    (text(BACKEND), BACKEND)
}

pub fn p2p_transport() -> (String, &'static str) {
    (text(P2P_TRANSPORT), P2P_TRANSPORT)
}

pub fn local_user() -> (String, &'static str) {
    (text(LOCAL_USER), LOCAL_USER)
}

/// Whether the local instances start in one lobby.
pub fn auto_lobby() -> Result<bool, InitFailure> {
    flag(AUTO_LOBBY)
}

/// The name of the project.
pub fn name() -> String {
    text("application/config/name")
}

/// Whether the local user's stored files are deleted at the start.
pub fn reset_user() -> Result<bool, InitFailure> {
    flag(RESET_USER)
}

/// The text of the file that defines achievements and stats; `None` if there is none and the project does not name
/// one.
pub fn achievements() -> Result<Option<String>, InitFailure> {
    let path = text(ACHIEVEMENTS);
    if path.is_empty() {
        return Ok(None);
    }
    if FileAccess::file_exists(&path) {
        return Ok(Some(FileAccess::get_file_as_string(&path).to_string()));
    }
    if path == DEFAULT_ACHIEVEMENTS {
        return Ok(None);
    }
    Err(invalid(format!("the project setting {ACHIEVEMENTS} is \"{path}\": there is no such file")))
}

/// A user's quota in the cloud, in bytes.
pub fn cloud_quota() -> Result<u64, InitFailure> {
    let value = get(CLOUD_QUOTA);
    let mib = value.try_to::<i64>().ok().filter(|mib| CLOUD_QUOTA_MIB.contains(mib));
    let bytes = mib.and_then(|mib| u64::try_from(mib << 20).ok());
    bytes.ok_or_else(|| {
        let (least, most) = (CLOUD_QUOTA_MIB.start(), CLOUD_QUOTA_MIB.end());
        invalid(format!(
            "the project setting {CLOUD_QUOTA} is {value}: it must be from {least} to {most} (MiB)"
        ))
    })
}

fn default_queues() -> (i64, i64) {
    let limits = Limits::default();
    let kib = |bytes: usize| i64::try_from(bytes / 1024).unwrap_or(i64::MAX);
    (kib(limits.send_queue_bytes), kib(limits.receive_queue_bytes))
}

/// The size of the queues for each remote user.
pub fn limits() -> Result<Limits, InitFailure> {
    let bytes = |name: &str| {
        let value = get(name);
        let kib = value.try_to::<i64>().ok().filter(|kib| QUEUE_KIB.contains(kib));
        let bytes = kib.and_then(|kib| usize::try_from(kib * 1024).ok());
        bytes.ok_or_else(|| {
            let (least, most) = (QUEUE_KIB.start(), QUEUE_KIB.end());
            invalid(format!("the project setting {name} is {value}: it must be from {least} to {most} (KiB)"))
        })
    };
    Ok(Limits { send_queue_bytes: bytes(SEND_QUEUE)?, receive_queue_bytes: bytes(RECEIVE_QUEUE)? })
}

/// The project setting of a condition.
fn setting(condition: &str) -> String {
    format!("steam/local/{condition}")
}

/// The settings of the local network: name, value as text, and the value if it is a number or a flag. Settings with their default
/// value are left to a preset.
pub fn conditions() -> Vec<(String, String, Option<ConditionValue>)> {
    let perfect = Conditions::default();
    let others = [
        (BLOCK_DIRECT.to_owned(), ConditionValue::Bool(perfect.block_direct)),
        (SEED.to_owned(), ConditionValue::Int(0)),
    ];
    let faults = perfect.faults().map(|(name, condition)| (setting(name), condition.value()));
    let read = |(name, default): (String, ConditionValue)| {
        let value = get(&name);
        let known = condition_value(&value);
        (known != Some(default)).then(|| (name, value.to_string(), known))
    };
    faults.chain(others).filter_map(read).collect()
}

/// The preset that the project names.
pub fn preset() -> String {
    text(PRESET)
}

/// The course of conditions that the project names, and the setting's name.
pub fn course() -> (String, &'static str) {
    (text(COURSE), COURSE)
}

/// The value as a Variant.
pub fn variant(value: ConditionValue) -> Variant {
    match value {
        ConditionValue::Int(number) => number.to_variant(),
        ConditionValue::Float(number) => number.to_variant(),
        ConditionValue::Bool(flag) => flag.to_variant(),
    }
}

/// A number or a flag.
pub fn condition_value(value: &Variant) -> Option<ConditionValue> {
    match value.get_type() {
        VariantType::INT => Some(ConditionValue::Int(value.to())),
        VariantType::FLOAT => Some(ConditionValue::Float(value.to())),
        VariantType::BOOL => Some(ConditionValue::Bool(value.to())),
        _ => None,
    }
}

/// A setting that is on or off. Other values, such as the String "false", would count as on, so they are errors.
fn flag(name: &str) -> Result<bool, InitFailure> {
    let value = get(name);
    let flag = value.try_to::<bool>().ok().or_else(|| value.is_nil().then_some(false));
    flag.ok_or_else(|| invalid(format!("the project setting {name} is {value:?}: it must be true or false")))
}

/// A text setting, without surrounding spaces. A number means the same as its digits.
fn text(name: &str) -> String {
    let value = get(name);
    if value.get_type() == VariantType::NIL { String::new() } else { value.to_string().trim().to_owned() }
}
