//! The sessions of one process, with arbitrary remote processes.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use super::{Script, user};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::platform::local::session::Sessions;
use crate::platform::local::wire::frame;
use crate::platform::local::wire::link::LinkFrame;
use crate::platform::local::{Limits, Timings};

const LIMITS: Limits = Limits { send_queue_bytes: 4000, receive_queue_bytes: 4000 };

/// Runs three remote processes that request, send, acknowledge, connect and disconnect, and a game that sends, reads,
/// accepts and closes.
pub fn run(input: &[u8]) {
    let mut script = Script(input);
    let mut now = Instant::now();
    let mut sessions = Sessions::new(user(0), Timings::default(), LIMITS, 7);
    let mut events = VecDeque::new();
    let mut buffer = Vec::new();
    while !script.is_over() {
        let remote = user(script.below(3) + 1);
        let channel = i32::from(script.below(3)) - 1;
        match script.below(16) {
            0 => {
                let kind = SendType::from_i64(i64::from(script.below(4))).unwrap_or(SendType::Reliable);
                let _ = sessions.send(remote, script.bytes(), kind, channel);
                let state = sessions.state(remote);
                assert!(state.is_none_or(|state| state.bytes_queued_for_send <= 4000), "{state:?}");
            }
            1 => drop(sessions.accept(remote)),
            2 => {
                sessions.close(remote);
                assert_eq!(sessions.state(remote), None);
            }
            3 => drop(sessions.close_channel(remote, channel)),
            4 => drop(sessions.read(channel, u32::from(script.byte()), &mut buffer)),
            5 => sessions.pump(&mut events),
            6 => {
                now += Duration::from_millis(u64::from(script.byte()) * 100);
                sessions.handle_timeout(now);
            }
            7 => sessions.handle_link_up(now, remote, SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1)),
            8 => sessions.handle_link_down(now, remote),
            9 => {
                let mut remotes = Vec::new();
                sessions.poll_remotes(&mut remotes);
                let mut out = Vec::new();
                for remote in remotes {
                    sessions.poll_transmit(now, remote, &mut out, 10_000);
                    assert!(out.len() < 20_000, "the output of a turn is bounded");
                    out.clear();
                }
            }
            10 => {
                if let Ok(frame) = frame::decode(script.bytes()) {
                    take(&mut sessions, now, remote, frame);
                }
            }
            kind => {
                let frame = frame_of(&mut script, kind, channel);
                take(&mut sessions, now, remote, frame);
            }
        }
        let waiting: u64 = (-1..2).map(|channel| u64::from(sessions.available(channel))).sum();
        assert!(waiting <= 3 * 1300, "no packet is larger than the one sent");
    }
    while (-1..2).any(|channel| sessions.read(channel, u32::MAX, &mut buffer).is_some()) {}
}

fn take(sessions: &mut Sessions, now: Instant, remote: SteamId, frame: LinkFrame<'_>) {
    if sessions.handle_frame(now, remote, frame).is_err() {
        sessions.handle_link_down(now, remote);
    }
}

fn frame_of<'a>(script: &mut Script<'a>, kind: u8, channel: i32) -> LinkFrame<'a> {
    let stream = u32::from(script.below(3));
    let next_seq = u64::from(script.below(16));
    let position = next_seq + u64::from(script.below(16));
    let serial = u32::from(script.below(4));
    let window = u32::from(script.byte()) * 32;
    match kind {
        11 => {
            LinkFrame::Request { stream, serial, first_seq: next_seq.saturating_sub(2), next_seq, position }
        }
        12 => LinkFrame::Accept { stream, serial, next_seq, position, window },
        13 => LinkFrame::Hold { stream, next_seq, position },
        14 => LinkFrame::Ack { stream, next_seq, window },
        _ => {
            let seq = (script.byte() & 1 == 0).then_some(next_seq);
            LinkFrame::Data { stream, position, seq, channel, payload: script.bytes() }
        }
    }
}
