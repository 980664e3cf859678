//! The network as the panel wants it: conditions, a spike of latency, nobody there.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use godot::builtin::VarDictionary;

use super::commands::NetworkCommand;
use crate::contract::local_network::{Condition, LocalNetwork, MAX_LATENCY_MS};
use crate::contract::{PlatformKind, SteamId};
use crate::script::{current, report};
use crate::steam_local::SteamLocal;

/// The longest spike.
const LONGEST_SPIKE_MS: i64 = 60_000;

/// What the panel has set and has to be undone or gone on with.
#[derive(Debug, Default)]
pub struct Network {
    spike: Option<Spike>,
    is_cut: bool,
}

/// More latency for a while.
#[derive(Debug)]
struct Spike {
    until: Instant,
    /// The latency before, of all and of those users that have their own.
    before: BTreeMap<Option<SteamId>, u32>,
}

impl Network {
    /// Whether nothing passes because the panel wants it so.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Ends what is over, and cuts the links to those who have come meanwhile.
    pub fn frame(&mut self, now: Instant) {
        if self.spike.as_ref().is_some_and(|spike| now >= spike.until) {
            self.end_spike();
        }
        if self.is_cut && with_network(|network| cut(network, true)).is_none() {
            self.is_cut = false;
        }
    }

    /// Does what the panel asks, or says why not.
    pub fn obey(&mut self, command: NetworkCommand, now: Instant) -> Result<(), String> {
        match command {
            NetworkCommand::Conditions(conditions, user) => {
                self.spike = None;
                told(|| SteamLocal::set_conditions(conditions, user))
            }
            NetworkCommand::Clear(user) => {
                self.spike = None;
                told(|| SteamLocal::clear_conditions(user))
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
        let before = with_network(|network| {
            let mut before = BTreeMap::from([(None, network.conditions(None).latency_ms)]);
            for user in own_conditions(network) {
                before.insert(Some(user), network.conditions(Some(user)).latency_ms);
            }
            // All first: that sets those of single users as well.
            for (&user, &usual) in &before {
                let total = usual.saturating_add(latency).min(MAX_LATENCY_MS);
                network.set_conditions(user, &[Condition::Latency(total)]);
            }
            before
        });
        let before = before.ok_or_else(unavailable)?;
        self.spike = Some(Spike { until: now + Duration::from_millis(duration), before });
        Ok(())
    }

    fn end_spike(&mut self) {
        if let Some(spike) = self.spike.take() {
            with_network(|network| {
                for (&user, &usual) in &spike.before {
                    network.set_conditions(user, &[Condition::Latency(usual)]);
                }
            });
        }
    }
}

/// Users whose conditions are not those that all have.
pub fn own_conditions(network: &dyn LocalNetwork) -> Vec<SteamId> {
    let of_all = network.conditions(None);
    let others = network.users().into_iter().filter(|user| !user.is_self).map(|user| user.id);
    others.filter(|&user| network.conditions(Some(user)) != of_all).collect()
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

/// Calls a method that scripts have too. What it says is what the panel gets.
fn told(call: impl FnOnce() -> bool) -> Result<(), String> {
    let (done, lines) = report::collect(call);
    if done { Ok(()) } else { Err(lines.into_iter().next().unwrap_or_else(unavailable)) }
}

fn with_network<R>(f: impl FnOnce(&dyn LocalNetwork) -> R) -> Option<R> {
    current::peek(|platform| platform.and_then(|platform| platform.local_network()).map(f))
}

/// Why conditions do not apply, empty if they do.
pub fn note() -> String {
    match current::peek(|platform| platform.map(|platform| platform.kind())) {
        Some(PlatformKind::Local) => String::new(),
        Some(PlatformKind::Steam) => {
            "Steam itself answers: only the local platform has conditions".to_owned()
        }
        None => "Steam is not initialised".to_owned(),
    }
}

fn unavailable() -> String {
    note()
}

/// The conditions of all, and of those users that have their own.
pub fn conditions() -> (VarDictionary, VarDictionary) {
    let mut of_users = VarDictionary::new();
    let Some(users) = with_network(own_conditions) else { return (VarDictionary::new(), of_users) };
    for user in users {
        let user = user.0.cast_signed();
        of_users.set(user, &SteamLocal::get_conditions(user));
    }
    (SteamLocal::get_conditions(0), of_users)
}
