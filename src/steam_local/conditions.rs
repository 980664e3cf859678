//! Network conditions for packets.

use godot::builtin::{GString, VarDictionary, Variant, vdict};
use godot::register::godot_api;

use super::{SteamLocal, other_user, user_or_all, with};
use crate::contract::local_network::{Condition, ConditionValue};
use crate::script::report;
use crate::settings::condition_value;

#[godot_api(secondary)]
impl SteamLocal {
    /// Sets how many milliseconds every packet to `steam_id` takes, from 0 to 10000.
    #[func]
    pub fn set_latency(ms: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_latency", "latency_ms", "ms", ConditionValue::Int(ms), steam_id)
    }

    /// Sets how many milliseconds more a packet to `steam_id` takes at most, from 0 to 10000. Unreliable packets overtake each other
    /// by that, reliable ones keep their order.
    #[func]
    pub fn set_jitter(ms: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_jitter", "jitter_ms", "ms", ConditionValue::Int(ms), steam_id)
    }

    /// Sets the percentage of packets to `steam_id` that get lost, from 0 to 100. Reliable ones are sent again: each time, one takes a
    /// round trip and 10 ms longer. The sessions' own messages get through, so no session fails because of it.
    ///
    /// 100 is a dead way: nothing at all arrives, reliable packets wait, and on both sides `p2p_session_connect_fail` tells whoever
    /// sends anything after the session's timeout, as with `cut_link`.
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

    /// Sets how many KiB pass to `steam_id` in a second, from 1 to 1048576; the rest waits in the send queue. 0 is no limit.
    #[func]
    pub fn set_bandwidth(kib: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_bandwidth", "bandwidth_kib", "kib", ConditionValue::Int(kib), steam_id)
    }

    /// Blocks the direct way to and from `steam_id`, or frees it. If both sides allow a relay (`Steam.allowP2PPacketRelay`)
    /// packets go over one, `using_relay` is true and each way takes 30 ms longer; otherwise the session fails with
    /// `Steam.P2P_SESSION_ERROR_TIMEOUT`.
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

    /// Sets the seed that decides what happens to which packet, any number from 0: the same seed gives the same fate to the same
    /// packets. 0 takes a new one in every run; `get_conditions()` says which.
    #[func]
    pub fn set_seed(seed: i64, #[opt(default = 0)] steam_id: i64) -> bool {
        set_one("SteamLocal.set_seed", "seed", "seed", ConditionValue::Int(seed), steam_id)
    }

    /// Sets several conditions at once, under the names that `get_conditions()` returns and in the ranges of the methods for one;
    /// those not named stay. With an error in one of them nothing is changed.
    #[func]
    pub fn set_conditions(conditions: VarDictionary, #[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.set_conditions";
        let pairs: Vec<(Variant, Variant)> = conditions.iter_shared().collect();
        with(METHOD, |network, me| {
            let Some(remote) = user_or_all(METHOD, steam_id, me) else { return false };
            let mut changes = Vec::new();
            for (name, value) in &pairs {
                match parse(name, value) {
                    Ok(condition) => changes.push(condition),
                    Err(problem) => {
                        report::bad_argument(METHOD, &format!("conditions[\"{name}\"]"), value, problem);
                        return false;
                    }
                }
            }
            network.set_conditions(remote, &changes);
            true
        })
    }

    /// The conditions of packets to `steam_id`, or of those to users without conditions of their own.
    ///
    /// Keys: `latency_ms`, `jitter_ms` (int), `loss_percent`, `duplicate_percent`, `reorder_percent` (float), `bandwidth_kib`
    /// (int), `block_direct` (bool), `seed` (int, the one in use).
    #[func]
    pub fn get_conditions(#[opt(default = 0)] steam_id: i64) -> VarDictionary {
        const METHOD: &str = "SteamLocal.get_conditions";
        let conditions =
            with(METHOD, |network, me| Some(network.conditions(user_or_all(METHOD, steam_id, me)?)));
        let Some(conditions) = conditions else { return VarDictionary::new() };
        vdict! {
            "latency_ms" => i64::from(conditions.latency_ms),
            "jitter_ms" => i64::from(conditions.jitter_ms),
            "loss_percent" => conditions.loss_percent,
            "duplicate_percent" => conditions.duplicate_percent,
            "reorder_percent" => conditions.reorder_percent,
            "bandwidth_kib" => i64::from(conditions.bandwidth_kib),
            "block_direct" => conditions.block_direct,
            "seed" => conditions.seed.cast_signed(),
        }
    }

    /// From now on `steam_id` has the conditions that all have. With 0, nobody has any: the network is perfect.
    #[func]
    pub fn clear_conditions(#[opt(default = 0)] steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.clear_conditions";
        with(METHOD, |network, me| {
            user_or_all(METHOD, steam_id, me).map(|remote| network.clear_conditions(remote)).is_some()
        })
    }

    /// From now on nothing passes to or from `steam_id`, until `restore_link`. Unreliable packets are lost, reliable ones wait.
    ///
    /// Nobody is told. A user on either side who sends anything meanwhile and gets no answer within the session's timeout (20 s
    /// unless a setting says otherwise) hears `p2p_session_connect_fail` with `Steam.P2P_SESSION_ERROR_TIMEOUT`; a session in which nobody
    /// sends stays open.
    #[func]
    pub fn cut_link(steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.cut_link";
        with(METHOD, |network, me| {
            other_user(METHOD, steam_id, me).map(|remote| network.cut_link(remote)).is_some()
        })
    }

    /// The link to `steam_id` works again: reliable packets that wait arrive after all, where the session has not failed.
    #[func]
    pub fn restore_link(steam_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.restore_link";
        with(METHOD, |network, me| {
            other_user(METHOD, steam_id, me).map(|remote| network.restore_link(remote)).is_some()
        })
    }
}

fn set_one(method: &'static str, name: &str, argument: &str, value: ConditionValue, steam_id: i64) -> bool {
    with(method, |network, me| {
        let Some(remote) = user_or_all(method, steam_id, me) else { return false };
        match Condition::new(name, value) {
            Ok(condition) => {
                network.set_conditions(remote, &[condition]);
                true
            }
            Err(problem) => {
                let given = match value {
                    ConditionValue::Int(number) => number.to_string(),
                    ConditionValue::Float(number) => number.to_string(),
                    ConditionValue::Bool(flag) => flag.to_string(),
                };
                report::bad_argument(method, argument, given, problem);
                false
            }
        }
    })
}

fn parse(name: &Variant, value: &Variant) -> Result<Condition, String> {
    let name = name.try_to_relaxed::<GString>().map_err(|_| "a condition is named by a String".to_owned())?;
    let value = condition_value(value).ok_or("it must be a number, or true or false")?;
    Condition::new(&String::from(&name), value).map_err(|problem| problem.to_string())
}
