//! Figures in the editor under Debugger > Monitors.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use godot::builtin::{Callable, Variant};
use godot::classes::Performance;
use godot::meta::ToGodot;
use godot::obj::Singleton;

use crate::contract::networking_sockets::Connection;
use crate::contract::{Platform, SteamId};
use crate::script::current;

/// The function that computes a figure.
type Figure = fn(&Figures) -> f64;

/// The figures with their names in the editor and their functions.
const MONITORS: [(&str, Figure); 7] = [
    ("Steam/Packets In per Second", |figures| figures.packets_in),
    ("Steam/Packets Out per Second", |figures| figures.packets_out),
    ("Steam/Bytes In per Second", |figures| figures.bytes_in),
    ("Steam/Bytes Out per Second", |figures| figures.bytes_out),
    ("Steam/Bytes Queued", |figures| figures.bytes_queued),
    ("Steam/Sessions", |figures| figures.sessions),
    ("Steam/Worst Round Trip in ms", |figures| figures.round_trip_ms),
];
/// The engine queries each figure separately; they are computed together, at most this often.
const PERIOD: Duration = Duration::from_millis(500);

thread_local! {
    static MONITOR: RefCell<Monitor> = RefCell::default();
}

/// The displayed figures.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    packets_in: f64,
    packets_out: f64,
    bytes_in: f64,
    bytes_out: f64,
    bytes_queued: f64,
    sessions: f64,
    round_trip_ms: f64,
}

/// The last figures, and the data for the next ones.
#[derive(Default)]
struct Monitor {
    at: Option<Instant>,
    figures: Figures,
    /// Packets and bytes, in and out, with each local user.
    totals: BTreeMap<SteamId, [u64; 4]>,
    users: Vec<SteamId>,
    connections: Vec<Connection>,
}

// rule: desk.monitors
/// Adds the monitors.
pub fn begin() {
    let mut performance = Performance::singleton();
    for (name, of) in MONITORS {
        let find =
            Callable::from_fn("steam_networking_monitor", move |_: &[&Variant]| of(&figures()).to_variant());
        performance.add_custom_monitor(name, &find);
    }
}

/// Removes the monitors.
pub fn end() {
    let mut performance = Performance::singleton();
    for (name, _) in MONITORS {
        performance.remove_custom_monitor(name);
    }
}

/// Users who may have sessions on Steam, which does not list sessions.
pub fn set_known(users: Vec<SteamId>, connections: Vec<Connection>) {
    MONITOR.with_borrow_mut(|monitor| {
        monitor.users = users;
        monitor.connections = connections;
    });
}

fn figures() -> Figures {
    MONITOR.with_borrow_mut(|monitor| {
        let now = Instant::now();
        if monitor.at.is_none_or(|at| now.saturating_duration_since(at) >= PERIOD) {
            let passed = monitor.at.map(|at| now.saturating_duration_since(at));
            monitor.at = Some(now);
            monitor.figures = current::peek(|platform| match platform {
                Some(platform) if platform.local_network().is_some() => monitor.on_local(platform, passed),
                Some(platform) => monitor.on_steam(platform),
                None => Figures::default(),
            });
        }
        monitor.figures
    })
}

impl Monitor {
    /// The local platform has counts for every user, from which the rates follow.
    fn on_local(&mut self, platform: &dyn Platform, passed: Option<Duration>) -> Figures {
        let mut figures = Figures::default();
        let Some(network) = platform.local_network() else { return figures };
        let mut totals = BTreeMap::new();
        for user in network.users().into_iter().filter(|user| !user.is_self) {
            let Some(stats) = network.session_stats(user.id) else { continue };
            let total = [stats.packets_in, stats.packets_out, stats.bytes_in, stats.bytes_out];
            let before = self.totals.get(&user.id).copied().unwrap_or_default();
            if let Some(seconds) = passed.map(|passed| passed.as_secs_f64()).filter(|seconds| *seconds > 0.0)
            {
                let rates = [
                    &mut figures.packets_in,
                    &mut figures.packets_out,
                    &mut figures.bytes_in,
                    &mut figures.bytes_out,
                ];
                for (rate, (now, before)) in rates.into_iter().zip(total.into_iter().zip(before)) {
                    *rate += now.saturating_sub(before) as f64 / seconds;
                }
            }
            totals.insert(user.id, total);
            figures.bytes_queued += stats.bytes_queued as f64;
            figures.sessions += 1.0;
            figures.see_round_trip(stats.round_trip_ms.map_or(-1.0, f64::from));
        }
        self.totals = totals;
        figures
    }

    /// Steam reports rates. For `ISteamNetworking`, it only reports the queue.
    fn on_steam(&self, platform: &dyn Platform) -> Figures {
        let mut figures = Figures::default();
        for &user in &self.users {
            if let Some(state) = platform.networking().p2p_session_state(user) {
                figures.sessions += 1.0;
                figures.bytes_queued += f64::from(state.bytes_queued_for_send);
            }
            if let Some(session) = platform.networking_messages().messages_session(user) {
                figures.sessions += 1.0;
                figures.packets_in += f64::from(session.in_packets_per_second);
                figures.packets_out += f64::from(session.out_packets_per_second);
                figures.bytes_in += f64::from(session.in_bytes_per_second);
                figures.bytes_out += f64::from(session.out_bytes_per_second);
                figures.bytes_queued += f64::from(session.pending_reliable + session.pending_unreliable);
                figures.see_round_trip(f64::from(session.ping_ms));
            }
        }
        for &connection in &self.connections {
            if let Ok(status) = platform.networking_sockets().real_time_status(connection, 0) {
                figures.sessions += 1.0;
                figures.packets_in += f64::from(status.in_packets_per_second);
                figures.packets_out += f64::from(status.out_packets_per_second);
                figures.bytes_in += f64::from(status.in_bytes_per_second);
                figures.bytes_out += f64::from(status.out_bytes_per_second);
                let queued = status.queued;
                figures.bytes_queued +=
                    f64::from(queued.pending_reliable) + f64::from(queued.pending_unreliable);
                figures.see_round_trip(f64::from(status.ping_ms));
            }
        }
        figures
    }
}

impl Figures {
    fn see_round_trip(&mut self, ms: f64) {
        self.round_trip_ms = self.round_trip_ms.max(ms);
    }
}
