//! Packets of 1 MiB from one process to another, and the same over a TCP connection.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Instant;

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Networking, User};

use crate::child::{Process, pump_accepting};
use crate::{figure, median, open_sessions, pump, start};

const BYTES: usize = 1024 * 1024;
/// The maximum number in flight.
const WINDOW: usize = 4;
const ROUNDS: usize = 5;
const CHANNEL: i32 = 2;

/// Prints MiB a second for both, the median of several rounds in which they take turns.
pub fn measure(packets: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let me = start(folder.path());
    let mut process = Process::start(&["take", &folder.path().display().to_string()]);
    let other = process.hear_ids()[0];
    open_sessions(&me, &[other]);

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let _taker = Process::start(&["take-tcp", &port.to_string()]);
    let (mut stream, _) = listener.accept().expect("the other process connects");
    stream.set_nodelay(true).expect("a connection takes options");

    let message = vec![7; BYTES];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let (mut sent, mut back) = (0, 0);
        let mut data = Vec::new();
        while back < packets {
            if sent < packets && sent - back < WINDOW {
                me.send_p2p_packet(other, &message, SendType::Reliable, CHANNEL).expect("there is room");
                sent += 1;
            }
            pump(&me);
            while me.available_p2p_packet_size(CHANNEL) > 0 {
                me.read_p2p_packet(CHANNEL, u32::MAX, &mut data);
                back += 1;
            }
        }
        ours.push(packets as f64 / begun.elapsed().as_secs_f64());

        let begun = Instant::now();
        let (mut sent, mut back) = (0, 0);
        let mut own = Vec::new();
        while back < packets {
            if sent < packets && sent - back < WINDOW {
                // Copies the packet, as a queue does that cannot keep the caller's memory.
                own.clear();
                own.extend_from_slice(&message);
                stream.write_all(&own).expect("the other process reads");
                sent += 1;
            } else {
                stream.read_exact(&mut [0]).expect("the other process answers");
                back += 1;
            }
        }
        theirs.push(packets as f64 / begun.elapsed().as_secs_f64());
    }
    figure("large_mib_per_second", median(ours));
    figure("large_tcp_mib_per_second", median(theirs));
}

/// Takes packets, and says so for each.
pub fn take(folder: &Path) {
    let me = start(folder);
    println!("ids {}", me.steam_id());
    let mut data = Vec::new();
    loop {
        pump_accepting(&me);
        for channel in [crate::child::CHANNEL, CHANNEL] {
            while me.available_p2p_packet_size(channel) > 0 {
                let Some(from) = me.read_p2p_packet(channel, u32::MAX, &mut data) else { continue };
                assert!(data.len() == BYTES || channel != CHANNEL, "half a packet");
                let taken = me.send_p2p_packet(from, &[1], SendType::Reliable, channel);
                taken.expect("there is room");
            }
        }
    }
}

/// The same over TCP.
pub fn take_over_tcp(port: u16) {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("somebody listens");
    stream.set_nodelay(true).expect("a connection takes options");
    let mut room = vec![0; BYTES];
    let mut data = Vec::new();
    while stream.read_exact(&mut room).is_ok() {
        // Copies the packet, as a queue does from which the game takes it.
        data.clear();
        data.extend_from_slice(&room);
        if stream.write_all(&[1]).is_err() {
            return;
        }
    }
}
