//! The state of connections.

use std::time::Instant;

use super::Sockets;
use super::endpoint::{Counters, Endpoint};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{
    Connection, ConnectionInfo, LaneStatus, ListenSocket, RealTimeStatus, results, states,
};
use crate::platform::local::wire::socket::Port;

/// `k_nSteamNetworkConnectionInfoFlags_LoopbackBuffers`.
const FLAG_LOOPBACK_BUFFERS: i32 = 4;
/// `k_nSteamNetworkConnectionInfoFlags_Fast`: within one machine.
const FLAG_FAST: i32 = 8;
/// `k_nSteamNetworkConnectionInfoFlags_Relayed`.
const FLAG_RELAYED: i32 = 16;

/// The traffic of a connection when its rates were last requested.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    since: Instant,
    counters: Counters,
}

impl Sockets {
    /// The state of a connection.
    pub fn info_of(&self, connection: Connection) -> Option<ConnectionInfo> {
        self.visible(connection)?;
        self.info(connection.0)
    }

    /// The same, for connections that linger as well.
    pub(super) fn info(&self, number: u32) -> Option<ConnectionInfo> {
        let endpoint = self.endpoints.get(&number)?;
        let relayed = self.sessions.state(endpoint.remote).is_some_and(|state| state.using_relay);
        let flags = if endpoint.is_pair { FLAG_LOOPBACK_BUFFERS } else { 0 };
        Some(ConnectionInfo {
            remote: endpoint.shown,
            user_data: endpoint.user_data,
            listen_socket: ListenSocket(endpoint.listen_socket),
            remote_address: match endpoint.port {
                Port::Address(address) if endpoint.listen_socket == 0 => Some(address),
                Port::Address(_) | Port::Virtual(_) => None,
            },
            remote_pop: 0,
            relay_pop: 0,
            state: endpoint.state,
            end_reason: endpoint.end_reason,
            end_debug: endpoint.end_debug.clone(),
            description: description(number, endpoint),
            flags: flags | FLAG_FAST | if relayed { FLAG_RELAYED } else { 0 },
        })
    }

    /// The real-time status of a connection and of the first `lanes` of its lanes.
    pub fn real_time_status(
        &mut self,
        connection: Connection,
        lanes: usize,
        now: Instant,
    ) -> Result<RealTimeStatus, i32> {
        let endpoint = self.visible(connection).ok_or(results::NO_CONNECTION)?;
        if !endpoint.is_alive() {
            return Err(results::NO_CONNECTION);
        }
        if lanes > endpoint.lanes.len() {
            return Err(results::INVALID_PARAM);
        }
        let (state, remote, counters) = (endpoint.state, endpoint.remote, endpoint.counters);
        let of_lane = |lane: usize| {
            let [unreliable, reliable] = endpoint.lanes.bytes_of(lane);
            LaneStatus {
                pending_unreliable: number(unreliable),
                pending_reliable: number(reliable),
                ..LaneStatus::default()
            }
        };
        let all = (0..endpoint.lanes.len()).map(of_lane);
        let mut queued = all.clone().fold(LaneStatus::default(), |sum, lane| LaneStatus {
            pending_unreliable: sum.pending_unreliable.saturating_add(lane.pending_unreliable),
            pending_reliable: sum.pending_reliable.saturating_add(lane.pending_reliable),
            ..sum
        });
        let lanes: Vec<LaneStatus> = all.take(lanes).collect();
        let of_session = self.sessions.queued(remote).unwrap_or_default();
        queued.pending_unreliable = queued.pending_unreliable.saturating_add(number(of_session.unreliable));
        queued.pending_reliable = queued.pending_reliable.saturating_add(number(of_session.reliable));
        queued.unacknowledged_reliable = number(of_session.unacknowledged);
        let bandwidth = self.sessions.conditions(Some(remote)).sent.bandwidth_kib;
        let send_rate = match bandwidth {
            0 => i32::MAX,
            kib => i32::try_from(u64::from(kib) * 1024).unwrap_or(i32::MAX),
        };
        queued.queue_time_us = queue_time(queued, send_rate);
        let mut status =
            RealTimeStatus { state, ping_ms: -1, send_rate, queued, lanes, ..RealTimeStatus::default() };
        for lane in &mut status.lanes {
            lane.queue_time_us = queue_time(*lane, send_rate);
        }
        self.measure(remote, &mut status);
        self.measure_rates(connection.0, now, counters, &mut status);
        Ok(status)
    }

    fn measure(&mut self, remote: SteamId, status: &mut RealTimeStatus) {
        (status.local_quality, status.remote_quality) = (-1.0, -1.0);
        if remote == self.me {
            (status.ping_ms, status.local_quality, status.remote_quality) = (0, 1.0, 1.0);
        } else if let Some(stats) = self.sessions.stats(remote) {
            status.ping_ms = stats.round_trip_ms.map_or(-1, |ms| i32::try_from(ms).unwrap_or(i32::MAX));
            status.local_quality = quality(stats.packets_in, stats.packets_lost_in);
            let arrived = stats.packets_out.saturating_sub(stats.packets_lost_out);
            status.remote_quality = quality(arrived, stats.packets_lost_out);
        }
    }

    /// Computes the average rates since the last request.
    fn measure_rates(&mut self, number: u32, now: Instant, counters: Counters, status: &mut RealTimeStatus) {
        let last = self.rates.insert(number, Rates { since: now, counters });
        let Some(Rates { since, counters: before }) = last else { return };
        let seconds = now.saturating_duration_since(since).as_secs_f32();
        if seconds > 0.0 {
            let rate = |now: [u64; 2], before: [u64; 2]| {
                let [messages, bytes] = now;
                let [messages_before, bytes_before] = before;
                (
                    messages.saturating_sub(messages_before) as f32 / seconds,
                    bytes.saturating_sub(bytes_before) as f32 / seconds,
                )
            };
            (status.out_packets_per_second, status.out_bytes_per_second) = rate(counters.sent, before.sent);
            (status.in_packets_per_second, status.in_bytes_per_second) =
                rate(counters.received, before.received);
        }
    }

    /// The status of a connection in words.
    pub fn detailed_status(&mut self, connection: Connection, now: Instant) -> Option<String> {
        let info = self.info_of(connection)?;
        let mut text = format!("{}\nState: {}\n", info.description, state_name(info.state));
        if info.end_reason != 0 {
            text += &format!("Ended for reason {}: {}\n", info.end_reason, info.end_debug);
        }
        if let Ok(status) = self.real_time_status(connection, 0, now) {
            text += &format!(
                "Ping: {} ms\nQuality: {:.2} here, {:.2} there\nQueued: {} bytes unreliable, {} bytes reliable, {} bytes \
                 not acknowledged\n",
                status.ping_ms,
                status.local_quality,
                status.remote_quality,
                status.queued.pending_unreliable,
                status.queued.pending_reliable,
                status.queued.unacknowledged_reliable,
            );
        }
        Some(text)
    }

    /// The number that the game has attached to a connection, -1 for none.
    pub fn user_data(&self, connection: Connection) -> i64 {
        self.visible(connection).map_or(-1, |endpoint| endpoint.user_data)
    }

    /// The name that the game has given a connection.
    pub fn name(&self, connection: Connection) -> Option<String> {
        Some(self.visible(connection)?.name.clone())
    }
}

fn description(number: u32, endpoint: &Endpoint) -> String {
    let name = if endpoint.name.is_empty() { String::new() } else { format!(" '{}'", endpoint.name) };
    let to = match endpoint.port {
        _ if endpoint.is_pair => "pair".to_owned(),
        Port::Virtual(port) => format!("P2P steamid:{} vport {port}", endpoint.shown),
        Port::Address(address) => format!("IP {address}"),
    };
    format!("#{number} {to}{name}")
}

fn state_name(state: i32) -> &'static str {
    match state {
        states::CONNECTING => "connecting",
        states::FINDING_ROUTE => "finding route",
        states::CONNECTED => "connected",
        states::CLOSED_BY_PEER => "closed by peer",
        states::PROBLEM_DETECTED_LOCALLY => "problem detected locally",
        _ => "none",
    }
}

fn queue_time(queued: LaneStatus, send_rate: i32) -> i64 {
    if send_rate == i32::MAX {
        return 0;
    }
    let bytes = i64::from(queued.pending_unreliable) + i64::from(queued.pending_reliable);
    bytes * 1_000_000 / i64::from(send_rate.max(1))
}

/// The share of packets that arrived, -1 if none are counted yet.
fn quality(arrived: u64, lost: u64) -> f32 {
    let all = arrived.saturating_add(lost);
    if all == 0 { -1.0 } else { (arrived as f64 / all as f64) as f32 }
}

fn number(bytes: usize) -> i32 {
    i32::try_from(bytes).unwrap_or(i32::MAX)
}
