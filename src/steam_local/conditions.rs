//! Network conditions for packets.

use godot::builtin::{GString, VarDictionary, Variant};
use godot::register::godot_api;

use super::{SteamLocal, other_user, user_or_all, with, with_conditions};
use crate::contract::SteamId;
use crate::contract::network_conditions::{
    Condition, ConditionValue, Conditions, NetworkConditions, PRESETS, Preset, Refused,
};
use crate::script::{course, report};
use crate::settings::{conditions_in, resource_dictionary, variant};

#[godot_api(secondary)]
impl SteamLocal {
    /// Sets the latency of packets to `steam_id`, from 0 to 10000 ms.
    #[func]
    pub fn set_latency(ms: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_latency", "latency_ms", "ms", ConditionValue::Int(ms), steam_id)
    }

    /// Sets the maximum additional delay of each packet to `steam_id`, from 0 to 10000 ms. Unreliable packets may therefore overtake
    /// each other; reliable ones keep their order.
    #[func]
    pub fn set_jitter(ms: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_jitter", "jitter_ms", "ms", ConditionValue::Int(ms), steam_id)
    }

    /// Sets the percentage of packets to `steam_id` that get lost, from 0 to 100. Reliable packets are sent again and take a round
    /// trip and 10 ms longer for each loss. The sessions' own messages are never lost, so no session fails because of this.
    ///
    /// With 100, nothing arrives at all, as with `cut_link`: reliable packets wait, and `p2p_session_connect_fail` is emitted after
    /// the session's timeout on each side that sends anything.
    #[func]
    pub fn set_loss(percent: f64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_loss", "loss_percent", "percent", ConditionValue::Float(percent), steam_id)
    }

    /// Sets the percentage of unreliable packets to `steam_id` that arrive twice, from 0 to 100.
    #[func]
    pub fn set_duplicate(percent: f64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one(
            "SteamLocal.set_duplicate",
            "duplicate_percent",
            "percent",
            ConditionValue::Float(percent),
            steam_id,
        )
    }

    /// Sets the percentage of packets to `steam_id` that take 25 to 75 ms longer, from 0 to 100, so that later unreliable ones overtake
    /// them.
    #[func]
    pub fn set_reorder(percent: f64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one(
            "SteamLocal.set_reorder",
            "reorder_percent",
            "percent",
            ConditionValue::Float(percent),
            steam_id,
        )
    }

    /// Sets the percentage of packets to `steam_id` that get lost in bursts, from 0 to 100, and the average length of a burst,
    /// from 1 to 200 packets. Other losses are added.
    #[func]
    pub fn set_burst_loss(percent: f64, length: f64, #[opt(default = 0)] steam_id: i64) -> bool {
        let changes = [
            ("burst_loss_percent", "percent", ConditionValue::Float(percent)),
            ("burst_length", "length", ConditionValue::Float(length)),
        ];
        set_each("SteamLocal.set_burst_loss", &changes, steam_id)
    }

    /// Sets the size of the queue before limited bandwidth to `steam_id`, as the time that a full queue takes to drain, from 0 to
    /// 10000 ms. Packets in the queue delay those after them; unreliable packets that find it full are lost. With 0 there is no such
    /// queue, and packets beyond the bandwidth wait in the send queue.
    #[func]
    pub fn set_queue(ms: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_queue", "queue_ms", "ms", ConditionValue::Int(ms), steam_id)
    }

    /// Sets the bandwidth to `steam_id`, from 1 to 1048576 KiB a second; further packets wait in the send queue. 0 means no
    /// limit.
    #[func]
    pub fn set_bandwidth(kib: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_bandwidth", "bandwidth_kib", "kib", ConditionValue::Int(kib), steam_id)
    }

    /// Blocks or unblocks the direct route to and from `steam_id`. While it is blocked, packets go over a relay if both
    /// sides allow it (`Steam.allowP2PPacketRelay`): `using_relay` is `true` and each direction takes 30 ms longer.
    /// Otherwise the session fails with `Steam.P2P_SESSION_ERROR_TIMEOUT`.
    #[func]
    pub fn set_block_direct(blocked: bool, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one(
            "SteamLocal.set_block_direct",
            "block_direct",
            "blocked",
            ConditionValue::Bool(blocked),
            steam_id,
        )
    }

    /// Sets the seed that decides the fate of each packet, any number from 0: with the same seed, the same packets get the same
    /// fate. 0 stands for a new seed in every run, which `get_conditions()` returns.
    #[func]
    pub fn set_seed(seed: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_seed", "seed", "seed", ConditionValue::Int(seed), steam_id)
    }

    /// Sets several conditions at once, with the names that `get_conditions()` returns and the ranges of the methods for single
    /// conditions. Conditions that are not named stay the same. `preset` stands for all conditions of a preset, and others may refine
    /// it. If one condition is wrong, nothing changes. Takes a Dictionary or a `SteamConditions`.
    #[func]
    pub fn set_conditions(conditions: Variant, #[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.set_conditions";
        let Some(conditions) = resource_dictionary(&conditions) else {
            report::bad_argument(
                METHOD,
                "conditions",
                conditions,
                "it must be a Dictionary or a SteamConditions",
            );
            return false;
        };
        match conditions_in(&conditions) {
            Ok(changes) => apply(METHOD, &changes, steam_id),
            Err((name, value, problem)) => {
                report::bad_argument(METHOD, &format!("conditions[\"{name}\"]"), value, problem);
                false
            }
        }
    }

    /// Sets all conditions to those of a preset, one of `get_condition_presets()`. `block_direct` and the seed stay the
    /// same.
    #[func]
    pub fn apply_preset(preset: GString, #[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.apply_preset";
        match Preset::find(&preset.to_string()) {
            Ok(preset) => apply(METHOD, &preset.conditions().collect::<Vec<_>>(), steam_id),
            Err(problem) => {
                report::bad_argument(METHOD, "preset", format_args!("\"{preset}\""), problem);
                false
            }
        }
    }

    /// The presets, from the best to the worst: their names, with their conditions as `set_conditions` takes them. May be
    /// called before initialisation.
    #[func]
    pub fn get_condition_presets() -> VarDictionary {
        let mut presets = VarDictionary::new();
        for preset in PRESETS {
            let conditions =
                Conditions { sent: preset.sent, received: preset.received, ..Conditions::default() };
            presets.set(preset.name, &faults(&conditions));
        }
        presets
    }

    /// The conditions for packets to and from `steam_id`; with 0, those for users without conditions of their own.
    ///
    /// Keys: `latency_ms`, `jitter_ms` (int), `loss_percent`, `burst_loss_percent`, `burst_length`, `duplicate_percent`,
    /// `reorder_percent` (float), `bandwidth_kib`, `queue_ms` (int); the same with the prefix `in_`, for arriving
    /// packets; `block_direct` (bool), `seed` (int, the one in use).
    #[func]
    pub fn get_conditions(#[opt(default = 0)] steam_id: i64) -> VarDictionary {
        const METHOD: &str = "SteamLocal.get_conditions";
        let conditions = with_conditions(METHOD, |network, me| {
            Some(network.conditions(user_or_all(METHOD, steam_id, me)?))
        });
        let Some(conditions) = conditions else { return VarDictionary::new() };
        let mut dictionary = faults(&conditions);
        dictionary.set("block_direct", conditions.block_direct);
        dictionary.set("seed", conditions.seed.cast_signed());
        dictionary
    }

    /// A text that says which traffic the conditions do not affect, and how they differ from their description. Empty
    /// if they hold everywhere, and always on the local platform.
    #[func]
    pub fn get_conditions_note() -> GString {
        let exceptions = with_conditions("SteamLocal.get_conditions_note", |network, _| network.exceptions());
        GString::from(&exceptions.join("; "))
    }

    /// Removes the conditions of `steam_id`, so that those for all users apply. With 0, it removes all conditions: the network is
    /// perfect, and a course that is playing ends.
    #[func]
    pub fn clear_conditions(#[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.clear_conditions";
        with_conditions(METHOD, |network, me| {
            let Some(remote) = user_or_all(METHOD, steam_id, me) else { return false };
            if remote.is_none() {
                course::stop();
            }
            done(METHOD, network.clear_conditions(remote))
        })
    }

    /// Blocks all packets to and from `steam_id` until `restore_link`. Unreliable packets are lost, reliable ones wait.
    ///
    /// Neither side is notified. If either side sends anything and gets no answer within the session's timeout (20 s by default), it
    /// gets `p2p_session_connect_fail` with `Steam.P2P_SESSION_ERROR_TIMEOUT`. A session in which nobody sends stays open.
    #[func]
    pub fn cut_link(steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.cut_link";
        with(METHOD, |network, me| {
            other_user(METHOD, steam_id, me).map(|remote| network.cut_link(remote)).is_some()
        })
    }

    /// Ends a `cut_link` to `steam_id`: waiting reliable packets now arrive, unless the session has failed.
    #[func]
    pub fn restore_link(steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.restore_link";
        with(METHOD, |network, me| {
            other_user(METHOD, steam_id, me).map(|remote| network.restore_link(remote)).is_some()
        })
    }
}

fn set_one(method: &'static str, name: &str, argument: &str, value: ConditionValue, steam_id: i64) -> bool {
    set_each(method, &[(name, argument, value)], steam_id)
}

/// Sets conditions, each given by its name, its argument and its value.
fn set_each(method: &'static str, given: &[(&str, &str, ConditionValue)], steam_id: i64) -> bool {
    let mut changes = Vec::new();
    for (name, argument, value) in given {
        match Condition::new(name, *value) {
            Ok(condition) => changes.push(condition),
            Err(problem) => {
                report::bad_argument(method, argument, variant(*value), problem);
                return false;
            }
        }
    }
    apply(method, &changes, steam_id)
}

fn apply(method: &'static str, changes: &[Condition], steam_id: i64) -> bool {
    with_conditions(method, |network, me| {
        let Some(remote) = user_or_all(method, steam_id, me) else { return false };
        set(method, network, remote, changes)
    })
}

/// Sets conditions, and warns about traffic that they do not reach, if that is new.
fn set(
    method: &'static str,
    network: &dyn NetworkConditions,
    remote: Option<SteamId>,
    changes: &[Condition],
) -> bool {
    let before = network.exceptions();
    let set = done(method, network.set_conditions(remote, changes));
    for exception in network.exceptions().into_iter().filter(|exception| !before.contains(exception)) {
        report::warning(method, exception);
    }
    set
}

/// Returns whether it succeeded; logs the reason if not.
pub(super) fn done(method: &'static str, outcome: Result<(), Refused>) -> bool {
    outcome.inspect_err(|refused| report::error(method, refused)).is_ok()
}

/// The conditions of both directions.
fn faults(conditions: &Conditions) -> VarDictionary {
    let mut dictionary = VarDictionary::new();
    for (name, condition) in conditions.faults() {
        dictionary.set(name, &variant(condition.value()));
    }
    dictionary
}
