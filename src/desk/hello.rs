//! The identity of this game, for the panel.

use std::time::Instant;

use godot::builtin::{GString, PackedStringArray, VarDictionary, vdict};

use super::network::{self, Network};
use super::pausing::Pausing;
use super::{Every, alone, send, tree};
use crate::contract::{Platform, PlatformKind};
use crate::script::current;
use crate::settings::project_name;
use crate::steam_local::SteamLocal;

/// The version of the messages.
const PROTOCOL: i64 = 1;

/// The last message.
pub struct Hello {
    told: Option<VarDictionary>,
    every: Every,
}

impl Hello {
    /// Nothing yet.
    pub fn new() -> Hello {
        Hello { told: None, every: Every::milliseconds(200) }
    }

    /// Requests the message again, even without a change.
    pub fn repeat(&mut self) {
        self.told = None;
    }

    /// Sends the message if it has changed.
    pub fn frame(&mut self, now: Instant, network: &Network, pausing: &Pausing) {
        if !self.every.is_due(now) && self.told.is_some() {
            return;
        }
        let content = content(network, pausing);
        if self.told.as_ref() != Some(&content) {
            send("hello", &alone(content.clone()));
            self.told = Some(content);
        }
    }
}

fn content(network: &Network, pausing: &Pausing) -> VarDictionary {
    let who = |platform: Option<&dyn Platform>| {
        let platform = platform?;
        let user = platform.user();
        Some((platform.kind(), user.steam_id().0.cast_signed(), user.persona_name()))
    };
    // A dedicated server has no user.
    let who = current::peek(who).or_else(|| current::server::peek(who));
    let (kind, steam_id, name) = match who {
        Some((kind, id, name)) => (Some(kind), id, name),
        None => (None, 0, String::new()),
    };
    let platform = match kind {
        Some(PlatformKind::Local) => "local",
        Some(PlatformKind::Steam) => "steam",
        None => "none",
    };
    let mut can = vec!["crash", "pause"];
    current::peek(|platform| {
        if platform.is_some_and(|platform| platform.network_conditions().is_some()) {
            can.extend(["conditions", "course", "spike"]);
        }
        if platform.is_some_and(|platform| platform.local_network().is_some()) {
            can.push("disconnect");
        }
    });
    let can: PackedStringArray = can.into_iter().map(GString::from).collect();
    let scene = tree().and_then(|tree| tree.get_current_scene()).map(|scene| scene.get_scene_file_path());
    let (conditions, link_conditions) = network::conditions();
    vdict! {
        "protocol" => PROTOCOL,
        "instance" => SteamLocal::get_instance_number(),
        "instances" => SteamLocal::get_instance_count(),
        "process_id" => i64::from(std::process::id()),
        "platform" => platform,
        "steam_id" => steam_id,
        "name" => name.as_str(),
        "project" => project_name().as_str(),
        "scene" => &scene.unwrap_or_default(),
        "conditions" => &conditions,
        "link_conditions" => &link_conditions,
        "can" => &can,
        "conditions_note" => network::note().as_str(),
        "paused" => pausing.holds(),
        "disconnected" => network.is_cut(),
    }
}
