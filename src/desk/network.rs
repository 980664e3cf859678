//! The network settings of the panel: conditions, a latency spike, disconnection.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use godot::builtin::VarDictionary;
use godot::meta::ToGodot;

use super::commands::NetworkCommand;
use crate::contract::local_network::LocalNetwork;
use crate::contract::network_conditions::{Condition, Fault, MAX_LATENCY_MS, NetworkConditions};
use crate::contract::{Platform, SteamId};
use crate::script::{course, current, report};
use crate::steam_local::SteamLocal;

/// The longest spike.
const LONGEST_SPIKE_MS: i64 = 60_000;

/// The panel's settings that have to be undone or continued.
#[derive(Debug, Default)]
pub struct Network {
    spike: Option<Spike>,
    is_cut: bool,
}

/// Additional latency for a while.
#[derive(Debug)]
struct Spike {
    until: Instant,
    /// The previous latency, for all and for users with their own conditions.
    before: BTreeMap<Option<SteamId>, u32>,
}

impl Network {
    /// Whether the panel blocks all packets.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Ends an expired spike, and cuts the links to users who have joined meanwhile.
    pub fn frame(&mut self, now: Instant) {
        go_on_with_course();
        if self.spike.as_ref().is_some_and(|spike| now >= spike.until) {
            self.end_spike();
        }
        if self.is_cut && with_network(|network| cut(network, true)).is_none() {
            self.is_cut = false;
        }
    }

    /// Executes a command, or returns the reason why it cannot.
    pub fn obey(&mut self, command: NetworkCommand, now: Instant) -> Result<(), String> {
        match command {
            NetworkCommand::Conditions(conditions, user) => {
                self.spike = None;
                told(|| SteamLocal::set_conditions(conditions.to_variant(), user))
            }
            NetworkCommand::Clear(user) => {
                self.spike = None;
                told(|| SteamLocal::clear_conditions(user))
            }
            NetworkCommand::Course(course) => {
                self.spike = None;
                told(|| SteamLocal::play_course(course.to_variant(), 0))
            }
            NetworkCommand::StopCourse => {
                course::stop();
                Ok(())
            }
            NetworkCommand::Spike(ms, duration_ms) => self.begin_spike(ms, duration_ms, now),
            NetworkCommand::Disconnect(is_cut) => {
                with_network(|network| cut(network, is_cut)).ok_or_else(unavailable)?;
                self.is_cut = is_cut;
                Ok(())
            }
        }
    }

    fn begin_spike(&mut self, ms: i64, duration_ms: i64, now: Instant) -> Result<(), String> {
        let latency = u32::try_from(ms).ok().filter(|ms| (1..=MAX_LATENCY_MS).contains(ms));
        let duration =
            u64::try_from(duration_ms).ok().filter(|_| (1..=LONGEST_SPIKE_MS).contains(&duration_ms));
        let (Some(latency), Some(duration)) = (latency, duration) else {
            return Err(format!(
                "steam:spike [{ms}, {duration_ms}]: the latency must be from 1 to {MAX_LATENCY_MS} ms, the time from 1 to \
                 {LONGEST_SPIKE_MS} ms"
            ));
        };
        self.end_spike();
        let before = with_conditions(|network, users| {
            let mut before = BTreeMap::from([(None, latency_to(network, None))]);
            before.extend(users.iter().map(|&user| (Some(user), latency_to(network, Some(user)))));
            // All users first, since that also sets those of single users.
            for (&user, &usual) in &before {
                set_latency(network, user, usual.saturating_add(latency).min(MAX_LATENCY_MS))?;
            }
            Ok::<_, String>(before)
        });
        let before = before.ok_or_else(unavailable)??;
        self.spike = Some(Spike { until: now + Duration::from_millis(duration), before });
        Ok(())
    }

    fn end_spike(&mut self) {
        if let Some(spike) = self.spike.take() {
            with_conditions(|network, _| {
                for (&user, &usual) in &spike.before {
                    // This is refused if Steam has gone meanwhile, and the conditions with it.
                    let _ = set_latency(network, user, usual);
                }
            });
        }
    }
}

fn latency_to(network: &dyn NetworkConditions, user: Option<SteamId>) -> u32 {
    network.conditions(user).sent.latency_ms
}

fn set_latency(network: &dyn NetworkConditions, user: Option<SteamId>, ms: u32) -> Result<(), String> {
    let latency = Condition::Sent(Fault::Latency(ms));
    network.set_conditions(user, &[latency]).map_err(|refused| refused.to_string())
}

/// Users with conditions of their own. On Steam, all have the same.
fn own_conditions(platform: &dyn Platform, network: &dyn NetworkConditions) -> Vec<SteamId> {
    let Some(local) = platform.local_network() else { return Vec::new() };
    let of_all = network.conditions(None);
    let others = local.users().into_iter().filter(|user| !user.is_self).map(|user| user.id);
    others.filter(|&user| network.conditions(Some(user)) != of_all).collect()
}

/// Calls `f` with the conditions of the platform, and the users that have their own.
fn with_conditions<R>(f: impl FnOnce(&dyn NetworkConditions, &[SteamId]) -> R) -> Option<R> {
    current::peek(|platform| {
        let platform = platform?;
        let network = platform.network_conditions()?;
        Some(f(network, &own_conditions(platform, network)))
    })
}

fn cut(network: &dyn LocalNetwork, is_cut: bool) {
    for user in network.users().iter().filter(|user| !user.is_self) {
        if is_cut {
            network.cut_link(user.id);
        } else {
            network.restore_link(user.id);
        }
    }
}

/// Calls a method that scripts also have. The panel gets its log lines.
fn told(call: impl FnOnce() -> bool) -> Result<(), String> {
    let (done, lines) = report::collect(call);
    if done { Ok(()) } else { Err(lines.into_iter().next().unwrap_or_else(unavailable)) }
}

fn with_network<R>(f: impl FnOnce(&dyn LocalNetwork) -> R) -> Option<R> {
    current::peek(|platform| platform.and_then(|platform| platform.local_network()).map(f))
}

/// Advances a course even if the game does not pump.
fn go_on_with_course() {
    let _lines = report::hold();
    current::peek(|platform| platform.map(course::advance));
}

/// A text about traffic that the conditions do not affect, empty if there is none.
pub fn note() -> String {
    with_conditions(|network, _| network.exceptions().join("; ")).unwrap_or_else(unavailable)
}

fn unavailable() -> String {
    if current::peek(|platform| platform.is_none()) {
        "Steam is not initialised".to_owned()
    } else {
        "links can only be cut on the local platform".to_owned()
    }
}

/// The conditions of all, and of users with conditions of their own.
pub fn conditions() -> (VarDictionary, VarDictionary) {
    let mut of_users = VarDictionary::new();
    let Some(users) = with_conditions(|_, users| users.to_vec()) else {
        return (VarDictionary::new(), of_users);
    };
    for user in users {
        let user = user.0.cast_signed();
        of_users.set(user, &SteamLocal::get_conditions(user));
    }
    (SteamLocal::get_conditions(0), of_users)
}
