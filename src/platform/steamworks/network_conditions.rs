//! Network conditions in Valve's library: configuration values that hold for all its connections at once.
//!
//! They act below connections, in the UDP layer of the process, so they affect messages, connections and everything built on them,
//! over relays too. They do not affect the packets of `ISteamNetworking`, which the Steam client carries.

use super::SteamworksPlatform;
use crate::contract::network_conditions::{
    Condition, Conditions, NetworkConditions, OneWay, PACKETS_ARE_SPARED, Refused,
};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue};
use crate::contract::networking_utils::ConfigScope;
use crate::contract::{NetworkingUtils, SteamId};

/// `k_ESteamNetworkingConfig_FakePacket…` and `…FakeRateLimit…` of one direction.
struct Keys {
    loss: i32,
    lag: i32,
    jitter_average: i32,
    jitter_most: i32,
    jitter_percent: i32,
    reorder: i32,
    duplicate: i32,
    rate: i32,
    burst: i32,
}

const SENT: Keys = Keys {
    loss: 2,
    lag: 4,
    jitter_average: 53,
    jitter_most: 54,
    jitter_percent: 55,
    reorder: 6,
    duplicate: 26,
    rate: 42,
    burst: 43,
};
const RECEIVED: Keys = Keys {
    loss: 3,
    lag: 5,
    jitter_average: 56,
    jitter_most: 57,
    jitter_percent: 58,
    reorder: 7,
    duplicate: 27,
    rate: 44,
    burst: 45,
};
/// `FakePacketReorder_Time`, for both directions.
const REORDER_TIME: i32 = 8;
/// `FakePacketDup_TimeMax`, for both directions.
const DUPLICATE_TIME: i32 = 28;
/// The extra time of a reordered packet: the average on the local platform, and the default of Valve's library.
const OVERTAKEN_MS: i32 = 50;
const DEFAULT_REORDER_MS: i32 = 15;
/// Valve's defaults.
const DEFAULT_DUPLICATE_MS: u32 = 10;
const DEFAULT_BURST_BYTES: i32 = 16 * 1024;
/// The smallest burst that Valve recommends.
const LEAST_BURST_BYTES: f64 = 4096.0;

const ONE_USER: Refused = Refused("on Steam, conditions apply to all users; leave steam_id out");
const NOT_TAKEN: Refused = Refused("Steam does not accept all of these conditions");

impl NetworkConditions for SteamworksPlatform {
    fn conditions(&self, _: Option<SteamId>) -> Conditions {
        *self.conditions.lock()
    }

    fn set_conditions(&self, remote: Option<SteamId>, changes: &[Condition]) -> Result<(), Refused> {
        if remote.is_some() {
            return Err(ONE_USER);
        }
        self.change(|conditions| changes.iter().for_each(|change| conditions.set(*change)))
    }

    fn clear_conditions(&self, remote: Option<SteamId>) -> Result<(), Refused> {
        if remote.is_some() {
            return Err(ONE_USER);
        }
        self.change(|conditions| *conditions = Conditions { seed: conditions.seed, ..Conditions::default() })
    }

    fn exceptions(&self) -> Vec<&'static str> {
        let conditions = *self.conditions.lock();
        let either = |is: fn(&OneWay) -> bool| is(&conditions.sent) || is(&conditions.received);
        let mut exceptions = Vec::new();
        let mut except = |when: bool, what| exceptions.extend(when.then_some(what));
        except(!conditions.are_perfect(), PACKETS_ARE_SPARED);
        except(
            either(|way| way.burst_loss_percent > 0.0),
            "Steam does not support bursts: as many packets are lost individually",
        );
        except(either(|way| way.jitter_ms > 0), "Steam's jitter does not reorder packets");
        except(
            either(|way| way.bandwidth_kib > 0),
            "Steam drops packets beyond the bandwidth instead of queueing them",
        );
        except(conditions.block_direct, "Steam cannot block the direct route");
        except(conditions.seed != 0, "Steam does not support a seed");
        exceptions
    }
}

impl SteamworksPlatform {
    /// Changes the conditions, and sets the configuration values that differ afterwards.
    fn change(&self, change: impl FnOnce(&mut Conditions)) -> Result<(), Refused> {
        let mut conditions = self.conditions.lock();
        let before = values(&conditions);
        change(&mut conditions);
        let mut all_taken = true;
        for (option, before) in values(&conditions).into_iter().zip(before) {
            if option != before {
                all_taken &= self.set_config_value(ConfigScope::Global, &option);
            }
        }
        if all_taken { Ok(()) } else { Err(NOT_TAKEN) }
    }
}

/// The configuration values for these conditions.
fn values(conditions: &Conditions) -> Vec<ConfigOption> {
    let Conditions { sent, received, .. } = conditions;
    let mut values = one_way_options(&SENT, sent);
    values.extend(one_way_options(&RECEIVED, received));
    let reorders = sent.reorder_percent > 0.0 || received.reorder_percent > 0.0;
    let reorder_ms = if reorders { OVERTAKEN_MS } else { DEFAULT_REORDER_MS };
    let duplicate_ms = sent.jitter_ms.max(received.jitter_ms).max(DEFAULT_DUPLICATE_MS);
    values.push(ConfigOption { key: REORDER_TIME, value: ConfigValue::Int32(reorder_ms) });
    values.push(ConfigOption { key: DUPLICATE_TIME, value: ConfigValue::Int32(whole(duplicate_ms)) });
    values
}

fn one_way_options(keys: &Keys, way: &OneWay) -> Vec<ConfigOption> {
    let float = |key, number: f64| ConfigOption { key, value: ConfigValue::Float(number as f32) };
    let int = |key, number| ConfigOption { key, value: ConfigValue::Int32(number) };
    // Packets that no burst loses may be lost individually.
    let burst = way.burst_loss_percent / 100.0;
    let loss = 100.0 * burst + way.loss_percent * (1.0 - burst);
    let jitter = f64::from(way.jitter_ms);
    let rate = way.bandwidth_kib.saturating_mul(1024);
    let queue_bytes = f64::from(rate) * f64::from(way.queue_ms) / 1000.0;
    let burst_bytes = if rate > 0 && way.queue_ms > 0 {
        // Packets that fit into the queue may arrive at once.
        queue_bytes.clamp(LEAST_BURST_BYTES, f64::from(i32::MAX)) as i32
    } else {
        DEFAULT_BURST_BYTES
    };
    vec![
        float(keys.loss, loss),
        int(keys.lag, whole(way.latency_ms)),
        // Exponential, with this mean and cut off at the maximum.
        float(keys.jitter_average, jitter / 2.0),
        float(keys.jitter_most, jitter),
        float(keys.jitter_percent, if way.jitter_ms > 0 { 100.0 } else { 0.0 }),
        float(keys.reorder, way.reorder_percent),
        float(keys.duplicate, way.duplicate_percent),
        int(keys.rate, whole(rate)),
        int(keys.burst, burst_bytes),
    ]
}

fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::network_conditions::PRESETS;
    use crate::contract::networking_sockets::config::known;

    // rule: local.steam
    #[test]
    fn a_perfect_network_is_what_steam_has_by_itself_and_every_value_is_of_its_kind() {
        let perfect = values(&Conditions::default());
        assert_eq!(perfect.len(), 20);
        for ConfigOption { key, value } in &perfect {
            let known = known(*key).unwrap();
            let (kind, number) = match value {
                ConfigValue::Int32(number) => ("Int32", f64::from(*number)),
                ConfigValue::Float(number) => ("Float", f64::from(*number)),
                other => panic!("{other:?}"),
            };
            assert_eq!(format!("{:?}", known.kind), kind, "{}", known.name);
            assert_eq!(number, known.default as f64, "{}", known.name);
        }
        for preset in PRESETS {
            let conditions =
                Conditions { sent: preset.sent, received: preset.received, ..Conditions::default() };
            assert_ne!(values(&conditions), perfect, "{}", preset.name);
        }
    }
}
