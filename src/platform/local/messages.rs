//! `ISteamNetworkingMessages`: the differences between its sessions and those for packets.

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use super::session::{Names, SessionCounters, Sessions, Sizes};
use super::{Limits, Timings};
use crate::contract::networking::{SendRefused, SendType};
use crate::contract::networking_messages::{MessagesSession, SEND_BUFFER_BYTES, results, send_flags, states};
use crate::contract::{Event, SteamId};

/// The time for which messages without `NO_NAGLE` are collected (`k_ESteamNetworkingConfig_NagleTime`).
const NAGLE: Duration = Duration::from_millis(5);
/// `k_ESteamNetConnectionEnd_Misc_Timeout`.
const END_TIMEOUT: i32 = 5003;
/// The text for that reason.
const END_TIMEOUT_WORDS: &str = "the other side did not answer in time";
/// `k_nSteamNetworkConnectionInfoFlags_Fast`: within one machine.
const FLAG_FAST: i32 = 8;
/// `k_nSteamNetworkConnectionInfoFlags_Relayed`.
const FLAG_RELAYED: i32 = 16;

/// The sessions of user `me` for messages.
pub fn sessions(me: SteamId, timings: Timings, limits: Limits, seed: u64) -> Sessions {
    let timings = Timings { collect: timings.collect.min(NAGLE), ..timings };
    let limits = Limits { send_queue_bytes: limits.send_queue_bytes.min(SEND_BUFFER_BYTES), ..limits };
    // The streams of both kinds of sessions may have the same numbers, because they use different links.
    Sessions::new(me, timings, limits, seed).with_sizes(Sizes::MESSAGES).with_names(Names::MESSAGES)
}

/// Queues a message, by the rules of `SendMessageToUser`.
// rule: messages.every-size-exact, messages.no-delay, messages.to-nobody, messages.stays-broken
pub fn send(sessions: &mut Sessions, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32 {
    let is = |flag: i32| flags & flag != 0;
    let kind = match (is(send_flags::RELIABLE), is(send_flags::NO_NAGLE), is(send_flags::NO_DELAY)) {
        (true, true, _) => SendType::Reliable,
        (true, false, _) => SendType::ReliableWithBuffering,
        (false, _, true) => SendType::UnreliableNoDelay,
        (false, _, false) => SendType::Unreliable,
    };
    let broken = sessions.state(remote).is_some_and(|state| state.session_error != 0);
    if broken && !is(send_flags::AUTO_RESTART_BROKEN_SESSION) {
        return results::NO_CONNECTION;
    }
    match sessions.send(remote, data, kind, channel) {
        Ok(()) if kind == SendType::UnreliableNoDelay && !is_open(sessions, remote) => results::IGNORED,
        Ok(()) => results::OK,
        Err(SendRefused::TooLarge { .. } | SendRefused::InvalidUser) => results::INVALID_PARAM,
        Err(refused @ (SendRefused::QueueFull { .. } | SendRefused::TooManyUsers { .. })) => {
            sessions.warn_of_send(refused);
            results::LIMIT_EXCEEDED
        }
        Err(SendRefused::Refused) => results::FAIL,
    }
}

fn is_open(sessions: &Sessions, remote: SteamId) -> bool {
    sessions.state(remote).is_some_and(|state| state.connection_active)
}

/// Accepts a requested session, by the rules of `AcceptSessionWithUser`.
// rule: messages.accept-asked-only
pub fn accept(sessions: &mut Sessions, remote: SteamId) -> bool {
    let exists = sessions.state(remote).is_some_and(|state| state.session_error == 0);
    (exists || sessions.has_request_from(remote)) && sessions.accept(remote)
}

/// The state of the session with `remote`, without the rates.
pub fn session(sessions: &mut Sessions, remote: SteamId) -> Option<MessagesSession> {
    let state = sessions.state(remote);
    if state.is_none() && !sessions.has_request_from(remote) {
        return None;
    }
    let state = state.unwrap_or_default();
    let stats = sessions.stats(remote)?;
    let queued = sessions.queued(remote).unwrap_or_default();
    let bandwidth = sessions.conditions(Some(remote)).sent.bandwidth_kib;
    let failed = state.session_error != 0;
    let number = |bytes: usize| i32::try_from(bytes).unwrap_or(i32::MAX);
    let address = std::net::Ipv4Addr::from_bits(state.remote_ip);
    Some(MessagesSession {
        state: match (failed, state.connection_active) {
            (true, _) => states::PROBLEM_DETECTED_LOCALLY,
            (false, true) => states::CONNECTED,
            (false, false) => states::CONNECTING,
        },
        end_reason: if failed { END_TIMEOUT } else { 0 },
        end_debug: if failed { END_TIMEOUT_WORDS.to_owned() } else { String::new() },
        description: format!("local session with {remote}"),
        remote_address: if state.remote_port == 0 {
            String::new()
        } else {
            format!("{address}:{}", state.remote_port)
        },
        info_flags: FLAG_FAST | if state.using_relay { FLAG_RELAYED } else { 0 },
        ping_ms: stats.round_trip_ms.map_or(-1, |ms| i32::try_from(ms).unwrap_or(i32::MAX)),
        local_quality: quality(stats.packets_in, stats.packets_lost_in),
        remote_quality: quality(
            stats.packets_out.saturating_sub(stats.packets_lost_out),
            stats.packets_lost_out,
        ),
        send_rate: match bandwidth {
            0 => i32::MAX,
            kib => i32::try_from(u64::from(kib) * 1024).unwrap_or(i32::MAX),
        },
        pending_unreliable: number(queued.unreliable),
        pending_reliable: number(queued.reliable),
        unacknowledged_reliable: number(queued.unacknowledged),
        ..MessagesSession::default()
    })
}

/// The share of packets that arrived, -1 if none are counted yet.
fn quality(arrived: u64, lost: u64) -> f32 {
    let all = arrived.saturating_add(lost);
    if all == 0 { -1.0 } else { (arrived as f64 / all as f64) as f32 }
}

/// Translates an event of the sessions into one about messages.
pub fn translate(event: &mut Event) {
    match *event {
        Event::P2PSessionRequest { remote } => *event = Event::NetworkMessagesSessionRequest { remote },
        Event::P2PSessionConnectFail { remote, .. } => {
            *event = Event::NetworkMessagesSessionFailed {
                reason: END_TIMEOUT,
                remote,
                state: states::PROBLEM_DETECTED_LOCALLY,
                debug: END_TIMEOUT_WORDS.to_owned(),
            };
        }
        _ => {}
    }
}

/// The average rates of messages between this user and another since the last request.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    since: Instant,
    counters: SessionCounters,
}

impl Rates {
    /// Starts to count.
    pub fn begin(now: Instant, counters: SessionCounters) -> Rates {
        Rates { since: now, counters }
    }

    /// Writes the rates since the last call into `session`.
    pub fn measure(&mut self, now: Instant, counters: SessionCounters, session: &mut MessagesSession) {
        let seconds = now.saturating_duration_since(self.since).as_secs_f32();
        if seconds > 0.0 {
            let rate = |now: u64, before: u64| now.saturating_sub(before) as f32 / seconds;
            let before = self.counters;
            session.out_packets_per_second = rate(counters.packets_sent, before.packets_sent);
            session.out_bytes_per_second = rate(counters.bytes_sent, before.bytes_sent);
            session.in_packets_per_second = rate(counters.packets_received, before.packets_received);
            session.in_bytes_per_second = rate(counters.bytes_received, before.bytes_received);
        }
        *self = Rates::begin(now, counters);
    }
}
