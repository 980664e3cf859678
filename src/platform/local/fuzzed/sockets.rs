//! Connections: an arbitrary game, three arbitrary remote users, and a driver that calls at any time.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use super::{Script, user};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, ListenSocket, PollGroup, SocketsEvent};
use crate::platform::local::session::Carrier;
use crate::platform::local::sockets::Sockets;
use crate::platform::local::wire::frame;
use crate::platform::local::wire::link::LinkFrame;
use crate::platform::local::wire::socket::{CONTROL_CHANNEL, Header, Port, SocketFrame};
use crate::platform::local::{Limits, Timings};

/// The handles that the game has.
#[derive(Default)]
struct Handles {
    connections: Vec<Connection>,
    sockets: Vec<ListenSocket>,
    groups: Vec<PollGroup>,
}

impl Handles {
    fn connection(&self, script: &mut Script<'_>) -> Connection {
        let at = usize::from(script.byte());
        self.connections.get(at % self.connections.len().max(1)).copied().unwrap_or(Connection(at as u32))
    }
}

/// Runs one script.
pub fn run(bytes: &[u8]) {
    let mut script = Script(bytes);
    let limits = Limits { send_queue_bytes: 20_000, receive_queue_bytes: 20_000 };
    let mut sockets = Sockets::new(user(0), Timings::default(), limits, 1);
    sockets.handle_users(vec![user(1), user(2)]);
    let mut now = Instant::now();
    let mut handles = Handles::default();
    let mut streams = [0_u64; 4];
    while !script.is_over() {
        match script.below(4) {
            0 => act(&mut script, &mut sockets, &mut handles),
            1 => drive(&mut script, &mut sockets, &mut now),
            _ => receive(&mut script, &mut sockets, now, &handles, &mut streams),
        }
        let mut events = VecDeque::new();
        sockets.pump(&mut events);
        for event in events {
            if let crate::contract::Event::NetworkingSockets(SocketsEvent::StatusChanged {
                connection,
                info,
                old_state,
            }) = event
            {
                assert_ne!(info.state, old_state, "a change changes the state");
                assert!(info.end_debug.len() <= 127, "texts are bounded");
                handles.connections.push(connection);
            }
        }
    }
    // Every connection can be closed, and is gone then.
    for connection in handles.connections {
        sockets.close(connection, 0, "", false);
        assert_eq!(sockets.info_of(connection), None);
    }
}

fn act(script: &mut Script<'_>, sockets: &mut Sockets, handles: &mut Handles) {
    let mut buffer = Vec::new();
    match script.below(12) {
        0 => handles.sockets.push(sockets.listen(Port::Virtual(i32::from(script.below(3))), &[])),
        1 => {
            let socket = handles.sockets.pop().unwrap_or_default();
            sockets.close_listen_socket(socket);
        }
        2 => {
            let (remote, port) = (user(script.below(4)), i32::from(script.below(3)));
            handles.connections.push(sockets.connect(remote, port, &[]));
        }
        3 => {
            let _ = sockets.accept(handles.connection(script));
        }
        4 => {
            let (connection, how) = (handles.connection(script), script.byte());
            sockets.close(connection, i32::from(how) * 100, &script.text(), how & 1 == 0);
        }
        5 => {
            let (connection, flags) = (handles.connection(script), i32::from(script.below(16)));
            sockets.send(connection, script.bytes(), flags, u16::from(script.below(3)));
        }
        6 => {
            let _ = sockets.receive_on_connection(handles.connection(script), &mut buffer);
        }
        7 => handles.groups.push(sockets.create_poll_group()),
        8 => {
            let group = handles.groups.last().copied().unwrap_or_default();
            sockets.set_poll_group(handles.connection(script), group);
        }
        9 => {
            let group = handles.groups.last().copied().unwrap_or_default();
            let _ = sockets.receive_on_poll_group(group, &mut buffer);
        }
        10 => handles.connections.extend(sockets.pair(false, Default::default()).into_iter().flatten()),
        _ => {
            let address = format!("127.0.0.1:{}", 1 + u16::from(script.below(3)));
            if let Ok(address) = address.parse() {
                handles.connections.push(sockets.connect_by_address(address, &[]));
            }
        }
    }
}

fn drive(script: &mut Script<'_>, sockets: &mut Sockets, now: &mut Instant) {
    let remote = user(1 + script.below(3));
    match script.below(4) {
        0 => *now += Duration::from_millis(u64::from(script.byte()) * 50),
        1 => sockets.handle_link_up(*now, remote, SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1)),
        2 => sockets.handle_link_down(*now, remote),
        _ => {
            sockets.handle_timeout(*now);
            let (mut remotes, mut out) = (Vec::new(), Vec::new());
            sockets.poll_remotes(&mut remotes);
            for remote in remotes {
                sockets.poll_transmit(*now, remote, &mut out, 10_000);
                assert!(out.len() < 40_000, "the output of a turn is bounded");
                out.clear();
            }
        }
    }
}

/// Handles a message of a remote user: a request for its stream, a message, a frame about a connection, or any frame.
fn receive(
    script: &mut Script<'_>,
    sockets: &mut Sockets,
    now: Instant,
    handles: &Handles,
    streams: &mut [u64; 4],
) {
    let number = 1 + script.below(3);
    let remote = user(number);
    let Some(position) = streams.get_mut(usize::from(number)) else { return };
    let mut deliver = |sockets: &mut Sockets, channel: i32, payload: &[u8]| {
        let data = LinkFrame::Data { stream: 1, position: *position, seq: Some(*position), channel, payload };
        *position += 1;
        take(sockets, now, remote, data);
    };
    match script.below(4) {
        0 => {
            let request = LinkFrame::Request { stream: 1, serial: 1, first_seq: 0, next_seq: 0, position: 0 };
            take(sockets, now, remote, request);
        }
        1 => {
            let frame = frame_of(script, handles);
            if let Ok(payload) = postcard::to_stdvec(&frame) {
                deliver(sockets, CONTROL_CHANNEL, &payload);
            }
        }
        2 => {
            let channel = handles.connection(script).0 as i32;
            let mut packet = Vec::new();
            Header { lane: u16::from(script.byte()), number: 1 }.write(script.bytes(), &mut packet);
            deliver(sockets, channel, &packet);
        }
        _ => {
            let channel =
                if script.byte() & 1 == 0 { CONTROL_CHANNEL } else { handles.connection(script).0 as i32 };
            deliver(sockets, channel, script.bytes());
        }
    }
}

fn take(sockets: &mut Sockets, now: Instant, remote: SteamId, frame: LinkFrame<'_>) {
    if sockets.handle_frame(now, remote, frame).is_err() {
        sockets.handle_link_down(now, remote);
    }
}

fn frame_of<'a>(script: &mut Script<'a>, handles: &Handles) -> SocketFrame<'a> {
    let from = u32::from(script.below(4));
    let to = handles.connection(script).0;
    match script.below(6) {
        0 => SocketFrame::Connect { from, port: Port::Virtual(i32::from(script.below(3))) },
        1 => SocketFrame::Accept { from, to },
        2 => SocketFrame::Confirm { from, to },
        3 => {
            let debug = std::str::from_utf8(script.bytes()).unwrap_or_default();
            SocketFrame::Close { from, to, reason: i32::from(script.byte()), debug }
        }
        4 => SocketFrame::Unknown { connection: from },
        _ => SocketFrame::Alive { from, to },
    }
}

/// The bytes of one frame about connections, and of one message.
pub fn frames(bytes: &[u8]) {
    if let Ok(frame) = frame::decode::<SocketFrame<'_>>(bytes) {
        let written = postcard::to_stdvec(&frame).expect("a decoded frame can be encoded");
        assert_eq!(frame::decode::<SocketFrame<'_>>(&written), Ok(frame));
    }
    if let Some((header, message)) = Header::read(bytes) {
        let mut packet = Vec::new();
        header.write(message, &mut packet);
        assert_eq!(Header::read(&packet), Some((header, message)));
    }
}
