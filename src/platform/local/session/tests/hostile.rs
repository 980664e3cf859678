//! Processes that do not follow the protocol.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::announcements::MAX_WITHOUT_PAUSE;
use super::super::{Sessions, Violation};
use super::world::{World, asked, id, quick};
use crate::contract::network_conditions::{Condition, Fault};
use crate::contract::networking::{MAX_RELIABLE_BYTES, MAX_UNRELIABLE_BYTES, SendType};
use crate::platform::local::Limits;
use crate::platform::local::wire::frame::{self, HEADER_BYTES, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::link::LinkFrame;

const LIMITS: Limits = Limits { send_queue_bytes: 4000, receive_queue_bytes: 4000 };

fn encoded(frame: &LinkFrame<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame::append(&mut bytes, frame).unwrap();
    bytes.split_off(HEADER_BYTES)
}

/// Mostly plausible numbers, and some extreme ones.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![8 => 0u64..12, 1 => any::<u64>(), 1 => Just(u64::MAX)]
}

fn stream() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0u32..3, 1 => any::<u32>()]
}

/// A frame without its content.
fn any_frame() -> impl Strategy<Value = LinkFrame<'static>> {
    const CONTENT: &[u8] = &[7; 1300];
    prop_oneof![
        (stream(), any::<u32>(), number(), number(), number()).prop_map(
            |(stream, serial, first_seq, next_seq, position)| LinkFrame::Request {
                stream,
                serial,
                first_seq,
                next_seq,
                position
            }
        ),
        (stream(), 0u32..4, number(), number(), any::<u32>()).prop_map(
            |(stream, serial, next_seq, position, window)| LinkFrame::Accept {
                stream,
                serial,
                next_seq,
                position,
                window
            }
        ),
        (stream(), number(), number()).prop_map(|(stream, next_seq, position)| LinkFrame::Hold {
            stream,
            next_seq,
            position
        }),
        (stream(), number(), proptest::option::of(number()), any::<i32>(), 0usize..1300).prop_map(
            |(stream, position, seq, channel, len)| LinkFrame::Data {
                stream,
                position,
                seq,
                channel,
                payload: &CONTENT[..len]
            }
        ),
        (stream(), number(), any::<u32>()).prop_map(|(stream, next_seq, window)| LinkFrame::Ack {
            stream,
            next_seq,
            window
        }),
        (any::<bool>(), any::<bool>())
            .prop_map(|(direct_blocked, relay_allowed)| LinkFrame::Route { direct_blocked, relay_allowed }),
    ]
}

/// Any change of the network by the game.
fn any_condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        (0..2000u32).prop_map(|value| Condition::Sent(Fault::Latency(value))),
        (0..300u32).prop_map(|value| Condition::Sent(Fault::Jitter(value))),
        (0.0..=100.0).prop_map(|value| Condition::Sent(Fault::Loss(value))),
        (0.0..=100.0).prop_map(|value| Condition::Sent(Fault::Duplicate(value))),
        (0.0..=100.0).prop_map(|value| Condition::Sent(Fault::Reorder(value))),
        (0..64u32).prop_map(|value| Condition::Sent(Fault::Bandwidth(value))),
        any::<bool>().prop_map(Condition::BlockDirect),
    ]
}

/// An event of a process, frames included.
#[derive(Clone, Debug)]
enum Happening {
    Frame(LinkFrame<'static>),
    /// The next answer names the process's own stream, which the remote knows from its requests.
    Echo(LinkFrame<'static>),
    Send(i64, usize),
    Accept,
    Close,
    Read,
    LinkUp,
    LinkDown,
    Condition(Condition),
    Clear,
    Cut,
    Restore,
    Relay(bool),
    Stats,
    Wait(u64),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        4 => any_frame().prop_map(Happening::Frame),
        4 => any_frame().prop_map(Happening::Echo),
        3 => (0i64..4, 0usize..1200).prop_map(|(kind, len)| Happening::Send(kind, len)),
        1 => Just(Happening::Accept),
        1 => Just(Happening::Close),
        1 => Just(Happening::Read),
        1 => Just(Happening::LinkUp),
        1 => Just(Happening::LinkDown),
        2 => any_condition().prop_map(Happening::Condition),
        1 => Just(Happening::Clear),
        1 => Just(Happening::Cut),
        1 => Just(Happening::Restore),
        1 => any::<bool>().prop_map(Happening::Relay),
        1 => Just(Happening::Stats),
        2 => (0u64..25_000).prop_map(Happening::Wait),
    ]
}

/// The same frame for another stream.
fn redirected(frame: LinkFrame<'static>, to: u32) -> LinkFrame<'static> {
    let mut frame = frame;
    match &mut frame {
        LinkFrame::Request { stream, .. }
        | LinkFrame::Accept { stream, .. }
        | LinkFrame::Hold { stream, .. }
        | LinkFrame::Data { stream, .. }
        | LinkFrame::Ack { stream, .. } => *stream = to,
        LinkFrame::Route { .. } => {}
    }
    frame
}

/// The streams of the requests in `bytes` that a process has sent.
fn streams_asked_for(bytes: &[u8]) -> Vec<u32> {
    let mut streams = Vec::new();
    let mut reader = frame::FrameReader::new(MAX_LINK_FRAME_BYTES);
    let read = reader.feed(bytes, |body| {
        if let LinkFrame::Request { stream, .. } = frame::decode(body)? {
            streams.push(stream);
        }
        Ok(())
    });
    read.unwrap();
    streams
}

proptest! {
    #[test]
    fn a_frame_comes_out_as_it_went_in(frame in any_frame()) {
        let bytes = encoded(&frame);
        prop_assert_eq!(frame::decode::<LinkFrame<'_>>(&bytes), Ok(frame));
    }

    #[test]
    fn no_part_of_a_frame_and_no_longer_one_is_a_frame(frame in any_frame(), more in any::<u8>()) {
        let mut bytes = encoded(&frame);
        for len in 0..bytes.len() {
            prop_assert!(frame::decode::<LinkFrame<'_>>(&bytes[..len]).is_err());
        }
        bytes.push(more);
        prop_assert!(frame::decode::<LinkFrame<'_>>(&bytes).is_err());
    }

    #[test]
    fn no_bytes_bring_the_decoder_down(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        if let Ok(frame) = frame::decode::<LinkFrame<'_>>(&bytes) {
            prop_assert!(encoded(&frame).len() <= bytes.len());
        }
    }

    #[test]
    fn no_frames_bring_the_sessions_down(happenings in proptest::collection::vec(happening(), 0..80)) {
        let mut sessions = Sessions::new(id(0), quick(), LIMITS, 5);
        let mut now = Instant::now();
        let mut theirs = 0;
        for happening in happenings {
            let remote = id(1);
            match happening {
                Happening::Frame(frame) => drop(sessions.handle_frame(now, remote, frame)),
                Happening::Echo(frame) => drop(sessions.handle_frame(now, remote, redirected(frame, theirs))),
                Happening::Send(kind, len) => {
                    let _ = sessions.send(remote, &vec![1; len], SendType::from_i64(kind).unwrap(), 0);
                }
                Happening::Accept => drop(sessions.accept(remote)),
                Happening::Close => drop(sessions.close(remote)),
                Happening::Read => drop(sessions.read(0, 100, &mut Vec::new())),
                Happening::LinkUp => {
                    sessions.handle_link_up(now, remote, SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1));
                }
                Happening::LinkDown => sessions.handle_link_down(now, remote),
                Happening::Condition(condition) => sessions.set_conditions(Some(remote), &[condition]),
                Happening::Clear => sessions.clear_conditions(None),
                Happening::Cut => sessions.cut_link(remote),
                Happening::Restore => sessions.restore_link(remote),
                Happening::Relay(allowed) => sessions.set_relay_allowed(allowed),
                Happening::Stats => drop(sessions.stats(remote)),
                Happening::Wait(ms) => now += Duration::from_millis(ms),
            }
            sessions.handle_timeout(now);
            let mut remotes = Vec::new();
            sessions.poll_remotes(&mut remotes);
            for remote in remotes {
                let mut bytes = Vec::new();
                prop_assert!(!sessions.poll_transmit(now, remote, &mut bytes, 1 << 20));
                theirs = streams_asked_for(&bytes).pop().unwrap_or(theirs);
            }
            sessions.pump(&mut Default::default());
            prop_assert!(sessions.poll_timeout().is_none_or(|at| at > now), "busy");
            for peer in &sessions.peers {
                prop_assert!(peer.incoming.unread() <= 2 * LIMITS.receive_queue_bytes + MAX_RELIABLE_BYTES);
                prop_assert!(peer.outgoing.bytes() <= LIMITS.send_queue_bytes);
            }
        }
    }
}

/// A process that accepts user 1, and has received a request from them.
fn accepting() -> Sessions {
    let mut sessions = Sessions::new(id(0), quick(), LIMITS, 5);
    sessions.accept(id(1));
    let asks = LinkFrame::Request { stream: 1, serial: 1, first_seq: 0, next_seq: 0, position: 0 };
    sessions.handle_frame(Instant::now(), id(1), asks).unwrap();
    sessions
}

fn packet(seq: Option<u64>, payload: &[u8]) -> LinkFrame<'_> {
    LinkFrame::Data { stream: 1, position: seq.unwrap_or(0), seq, channel: 0, payload }
}

#[test]
fn more_than_the_window_is_a_violation() {
    let mut sessions = accepting();
    let now = Instant::now();
    for seq in 0..4 {
        sessions.handle_frame(now, id(1), packet(Some(seq), &[0; 1000])).unwrap();
    }
    let refused = sessions.handle_frame(now, id(1), packet(Some(4), b""));
    assert_eq!(refused, Err(Violation::WindowOverrun { waiting: 4000 }));
}

#[test]
fn empty_packets_cannot_fill_the_memory() {
    let mut sessions = accepting();
    let now = Instant::now();
    let refused = (0..).find(|&seq| sessions.handle_frame(now, id(1), packet(Some(seq), b"")).is_err());
    assert_eq!(refused, Some(4000 / 64 + 1));
    for _ in 0..1000 {
        sessions.handle_frame(now, id(1), packet(None, b"")).unwrap();
    }
    assert_eq!(sessions.counters(id(1)).unwrap().packets_dropped, 1000 - 4000 / 64);
}

#[test]
fn packets_larger_than_their_kind_allows_are_a_violation() {
    let mut sessions = accepting();
    let now = Instant::now();
    let large = vec![0; MAX_RELIABLE_BYTES + 1];
    for (seq, limit) in [(None, MAX_UNRELIABLE_BYTES), (Some(0), MAX_RELIABLE_BYTES)] {
        let refused = sessions.handle_frame(now, id(1), packet(seq, &large[..limit + 1]));
        assert_eq!(refused, Err(Violation::TooLarge { len: limit + 1 }));
        assert_eq!(sessions.handle_frame(now, id(1), packet(seq, &large[..limit])), Ok(()));
    }
}

#[test]
fn acknowledging_what_was_never_sent_is_a_violation() {
    let mut world = World::new(2);
    world.connect(0, 1);
    let now = world.now;
    world.send_text(0, 1, "second");
    let mut bytes = Vec::new();
    world.members[0].sessions.handle_link_down(now, id(1));
    world.members[0].sessions.poll_transmit(now, id(1), &mut bytes, 1000);
    let stream = streams_asked_for(&bytes)[0];
    let ack = |next_seq| LinkFrame::Ack { stream, next_seq, window: 0 };
    let refused = world.members[0].sessions.handle_frame(now, id(1), ack(3));
    assert_eq!(refused, Err(Violation::AckOfUnsent { claimed: 3, next: 2 }));
    assert_eq!(world.members[0].sessions.handle_frame(now, id(1), ack(2)), Ok(()));
}

#[test]
fn requests_that_contradict_themselves_or_the_past_are_violations() {
    let mut sessions = accepting();
    let mut ask = |first_seq, next_seq, position| {
        let request = LinkFrame::Request { stream: 1, serial: 2, first_seq, next_seq, position };
        sessions.handle_frame(Instant::now(), id(1), request)
    };
    assert_eq!(ask(2, 1, 9), Err(Violation::InconsistentNumbers));
    assert_eq!(ask(0, 2, 1), Err(Violation::InconsistentNumbers));
    assert_eq!(ask(1, 2, 9), Err(Violation::InconsistentNumbers), "packet 0 never arrived");
    assert_eq!(ask(0, 2, 9), Ok(()));
}

#[test]
fn channels_from_outside_count_as_open_up_to_a_limit_only() {
    let limits = Limits { receive_queue_bytes: 1 << 24, ..LIMITS };
    let mut sessions = Sessions::new(id(0), quick(), limits, 5);
    sessions.accept(id(1));
    let now = Instant::now();
    let asks = LinkFrame::Request { stream: 1, serial: 1, first_seq: 0, next_seq: 0, position: 0 };
    sessions.handle_frame(now, id(1), asks).unwrap();
    for channel in 0..10_000i32 {
        let seq = Some(channel as u64);
        let data = LinkFrame::Data { stream: 1, position: channel as u64, seq, channel, payload: b"x" };
        sessions.handle_frame(now, id(1), data).unwrap();
    }
    assert_eq!(sessions.available(9_999), 1, "the packet can be read anyway");
    assert!(sessions.close_channel(id(1), 0));
    assert!(!sessions.close_channel(id(1), 9_999));
}

#[test]
fn ever_new_streams_do_not_flood_the_game_with_requests() {
    let mut sessions = Sessions::new(id(0), quick(), LIMITS, 5);
    let start = Instant::now();
    let mut events = VecDeque::new();
    for stream in 0..6000u64 {
        let asks =
            LinkFrame::Request { stream: stream as u32, serial: 1, first_seq: 0, next_seq: 1, position: 1 };
        sessions.handle_frame(start + Duration::from_millis(stream), id(1), asks).unwrap();
        sessions.pump(&mut events);
    }
    assert!(events.iter().all(|event| *event == asked(1)));
    let most = 2 * (1 + MAX_WITHOUT_PAUSE as usize);
    assert!((2..=most).contains(&events.len()), "{} requests in six seconds", events.len());
}
