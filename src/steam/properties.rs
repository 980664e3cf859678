//! The properties of `Steam`, and the methods behind them.
//!
//! In GodotSteam they hold values that calls leave for later calls: a handle, an ID. A property whose calls do not exist here
//! only keeps the value that a script sets. The values are plain numbers, so any thread may read and write them.

use std::sync::atomic::{AtomicI64, Ordering};

use godot::builtin::{AnyArray, PackedByteArray, VarArray, Variant, VariantType};
use godot::global::{bytes_to_var, var_to_bytes};
use godot::meta::ToGodot;
use godot::register::godot_api;
use godot::register::info::PropertyUsageFlags;
use godot::register::private::register_var;
use parking_lot::Mutex;

use super::Steam;
use crate::contract::leaderboards::MAX_DETAILS;
use crate::script::{arguments, current};

static APP_ID: AtomicI64 = AtomicI64::new(0);
static STEAM_ID: AtomicI64 = AtomicI64::new(0);
static CLAN_ID: AtomicI64 = AtomicI64::new(0);
static BROWSER_HANDLE: AtomicI64 = AtomicI64::new(0);
static INVENTORY_HANDLE: AtomicI64 = AtomicI64::new(0);
static INVENTORY_UPDATE_HANDLE: AtomicI64 = AtomicI64::new(0);
static LEADERBOARD_HANDLE: AtomicI64 = AtomicI64::new(0);
static LEADERBOARD_UGC_HANDLE: AtomicI64 = AtomicI64::new(0);
static LEADERBOARD_DETAILS: AtomicI64 = AtomicI64::new(MAX_DETAILS as i64);
/// The entries in Godot's binary format, because a stored Array would outlive the engine.
static LEADERBOARD_ENTRIES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Property, type, getter, setter. The stubs for platforms without Steam are also generated from these lines.
const PROPERTIES: [(&str, VariantType, &str, &str); 10] = [
    ("current_app_id", VariantType::INT, "get_current_app_id", "set_current_app_id"),
    ("current_browser_handle", VariantType::INT, "get_browser_handle", "set_browser_handle"),
    ("current_clan_id", VariantType::INT, "get_current_clan_id", "set_current_clan_id"),
    ("current_steam_id", VariantType::INT, "get_current_steam_id", "set_current_steam_id"),
    ("inventory_handle", VariantType::INT, "get_inventory_handle", "set_inventory_handle"),
    (
        "inventory_update_handle",
        VariantType::INT,
        "get_inventory_update_handle",
        "set_inventory_update_handle",
    ),
    (
        "leaderboard_details_max",
        VariantType::INT,
        "get_leaderboard_details_max",
        "set_leaderboard_details_max",
    ),
    ("leaderboard_entries_array", VariantType::ARRAY, "get_leaderboard_entries", "set_leaderboard_entries"),
    ("leaderboard_handle", VariantType::INT, "get_leaderboard_handle", "set_leaderboard_handle"),
    ("leaderboard_ugc_handle", VariantType::INT, "get_leaderboard_ugc_handle", "set_leaderboard_ugc_handle"),
];

/// Adds the properties to the class. Call it once, after adding the methods.
pub fn register() {
    // Neither stored nor shown: otherwise the engine would read them all for their default values, even if nothing is
    // initialised.
    let usage = Some(PropertyUsageFlags::NONE);
    for (name, kind, getter, setter) in PROPERTIES {
        if kind == VariantType::ARRAY {
            register_var::<Steam, VarArray>(name, getter, setter, None, usage);
        } else {
            register_var::<Steam, i64>(name, getter, setter, None, usage);
        }
    }
}

/// Forgets the IDs that scripts have set, because another platform has started.
pub fn forget_ids() {
    APP_ID.store(0, Ordering::Relaxed);
    STEAM_ID.store(0, Ordering::Relaxed);
    LEADERBOARD_HANDLE.store(0, Ordering::Relaxed);
}

/// The leaderboard that was found last, or the one that a script has set; 0 for none.
pub(super) fn leaderboard() -> i64 {
    LEADERBOARD_HANDLE.load(Ordering::Relaxed)
}

/// A leaderboard was found.
pub(super) fn found_leaderboard(handle: i64) {
    LEADERBOARD_HANDLE.store(handle, Ordering::Relaxed);
}

/// The number of details of an entry to download.
pub(super) fn details_max() -> usize {
    usize::try_from(LEADERBOARD_DETAILS.load(Ordering::Relaxed)).unwrap_or(MAX_DETAILS)
}

/// Sets the number of details of an entry to download, unless it is too large. Returns the number that is now set.
pub(super) fn set_details_max(method: &'static str, argument: &'static str, max: i64) -> i64 {
    if let Some(details) = arguments::number(method, argument, max, 0..=MAX_DETAILS as i64) {
        LEADERBOARD_DETAILS.store(details, Ordering::Relaxed);
    }
    LEADERBOARD_DETAILS.load(Ordering::Relaxed)
}

/// The entries that were downloaded last, or those that a script has set.
pub(super) fn entries() -> VarArray {
    let bytes = LEADERBOARD_ENTRIES.lock().clone();
    if bytes.is_empty() {
        return VarArray::new();
    }
    bytes_to_var(&PackedByteArray::from(bytes)).try_to().unwrap_or_default()
}

/// Entries were downloaded.
pub(super) fn downloaded_entries(entries: &VarArray) {
    keep_entries(&entries.to_variant());
}

fn keep_entries(entries: &Variant) {
    *LEADERBOARD_ENTRIES.lock() = var_to_bytes(entries).to_vec();
}

#[godot_api(secondary)]
impl Steam {
    /// The app ID that Steam was initialised with, or the one from `set_current_app_id`. Getter of the property `current_app_id`.
    /// Steamworks: `GetAppID`.
    #[func]
    pub fn get_current_app_id() -> i64 {
        current::with("Steam.get_current_app_id", |platform| match APP_ID.load(Ordering::Relaxed) {
            0 => i64::from(platform.user().app_id()),
            set => set,
        })
    }

    /// Sets what `get_current_app_id` returns until the next init, 0 for the app ID that Steam was initialised with. It changes
    /// nothing in Steam, since `steamInit` chooses the app. Setter of the property `current_app_id`. Steamworks: none.
    #[func]
    pub fn set_current_app_id(new_current_app_id: i64) {
        const METHOD: &str = "Steam.set_current_app_id";
        current::with(METHOD, |_| {
            let range = 0..=i64::from(u32::MAX);
            let app_id: i64 = arguments::number(METHOD, "new_current_app_id", new_current_app_id, range)?;
            APP_ID.store(app_id, Ordering::Relaxed);
            Some(())
        });
    }

    /// The Steam ID that Steam was initialised with, or the one from `set_current_steam_id`. Getter of the property
    /// `current_steam_id`. Steamworks: `GetSteamID`.
    #[func]
    pub fn get_current_steam_id() -> i64 {
        current::with("Steam.get_current_steam_id", |platform| match STEAM_ID.load(Ordering::Relaxed) {
            0 => platform.user().steam_id().0 as i64,
            set => set,
        })
    }

    /// Sets what `get_current_steam_id` returns until the next init, 0 for your own ID. It changes nothing in Steam. Setter of the
    /// property `current_steam_id`. Steamworks: none.
    #[func]
    pub fn set_current_steam_id(new_current_steam_id: i64) {
        current::with("Steam.set_current_steam_id", |_| {
            STEAM_ID.store(new_current_steam_id, Ordering::Relaxed);
        });
    }

    /// The group from `set_current_clan_id`, 0 at first. Getter of the property `current_clan_id`. Steamworks: none.
    #[func]
    pub fn get_current_clan_id() -> i64 {
        CLAN_ID.load(Ordering::Relaxed)
    }

    /// Stores the ID of a group for `get_current_clan_id`. Setter of the property `current_clan_id`. Steamworks:
    /// none.
    #[func]
    pub fn set_current_clan_id(new_current_clan_id: i64) {
        CLAN_ID.store(new_current_clan_id, Ordering::Relaxed);
    }

    /// The handle from `set_browser_handle`, 0 at first. Getter of the property `current_browser_handle`. Steamworks: none.
    #[func]
    pub fn get_browser_handle() -> i64 {
        BROWSER_HANDLE.load(Ordering::Relaxed)
    }

    /// Stores a handle for `get_browser_handle`. Setter of the property `current_browser_handle`. Steamworks: none.
    #[func]
    pub fn set_browser_handle(new_browser_handle: i64) {
        BROWSER_HANDLE.store(new_browser_handle, Ordering::Relaxed);
    }

    /// The handle from `set_inventory_handle`, 0 at first. Getter of the property `inventory_handle`. Steamworks: none.
    #[func]
    pub fn get_inventory_handle() -> i64 {
        INVENTORY_HANDLE.load(Ordering::Relaxed)
    }

    /// Stores a handle for `get_inventory_handle`. Setter of the property `inventory_handle`. Steamworks: none.
    #[func]
    pub fn set_inventory_handle(new_inventory_handle: i64) {
        INVENTORY_HANDLE.store(new_inventory_handle, Ordering::Relaxed);
    }

    /// The handle from `set_inventory_update_handle`, 0 at first. Getter of the property `inventory_update_handle`.
    /// Steamworks: none.
    #[func]
    pub fn get_inventory_update_handle() -> i64 {
        INVENTORY_UPDATE_HANDLE.load(Ordering::Relaxed)
    }

    /// Stores a handle for `get_inventory_update_handle`. Setter of the property `inventory_update_handle`. Steamworks:
    /// none.
    #[func]
    pub fn set_inventory_update_handle(new_inventory_update_handle: i64) {
        INVENTORY_UPDATE_HANDLE.store(new_inventory_update_handle, Ordering::Relaxed);
    }

    /// The leaderboard found last, or the one from `set_leaderboard_handle`; 0 at first and after init. Getter of the property
    /// `leaderboard_handle`. Steamworks: none.
    #[func]
    pub fn get_leaderboard_handle() -> i64 {
        LEADERBOARD_HANDLE.load(Ordering::Relaxed)
    }

    /// Sets the leaderboard for calls with a `this_leaderboard` of 0, until the next one is found. Setter of the property
    /// `leaderboard_handle`. Steamworks: none.
    #[func]
    pub fn set_leaderboard_handle(new_leaderboard_handle: i64) {
        LEADERBOARD_HANDLE.store(new_leaderboard_handle, Ordering::Relaxed);
    }

    /// The content from `set_leaderboard_ugc_handle`, 0 at first. Getter of the property `leaderboard_ugc_handle`.
    /// Steamworks: none.
    #[func]
    pub fn get_leaderboard_ugc_handle() -> i64 {
        LEADERBOARD_UGC_HANDLE.load(Ordering::Relaxed)
    }

    /// Stores the handle of content for `get_leaderboard_ugc_handle`. Setter of the property `leaderboard_ugc_handle`. Steamworks:
    /// none.
    #[func]
    pub fn set_leaderboard_ugc_handle(new_leaderboard_ugc_handle: i64) {
        LEADERBOARD_UGC_HANDLE.store(new_leaderboard_ugc_handle, Ordering::Relaxed);
    }

    /// The number of details of a leaderboard's entry to download, 64 at first. Getter of the property
    /// `leaderboard_details_max`. Steamworks: none.
    #[func]
    pub fn get_leaderboard_details_max() -> i64 {
        LEADERBOARD_DETAILS.load(Ordering::Relaxed)
    }

    /// Sets the number of details of a leaderboard's entry to download, from 0 to 64. Setter of the property
    /// `leaderboard_details_max`. Steamworks: none.
    #[func]
    pub fn set_leaderboard_details_max(new_leaderboard_details_max: i64) {
        const METHOD: &str = "Steam.set_leaderboard_details_max";
        set_details_max(METHOD, "new_leaderboard_details_max", new_leaderboard_details_max);
    }

    /// The entries that were downloaded last, or those from `set_leaderboard_entries`, without objects; empty at first. Getter of the
    /// property `leaderboard_entries_array`. Steamworks: none.
    #[func]
    pub fn get_leaderboard_entries() -> VarArray {
        entries()
    }

    /// Stores entries of a leaderboard for `get_leaderboard_entries`. Setter of the property
    /// `leaderboard_entries_array`. Steamworks: none.
    #[func]
    pub fn set_leaderboard_entries(new_leaderboard_entries: AnyArray) {
        keep_entries(&new_leaderboard_entries.to_variant());
    }
}
