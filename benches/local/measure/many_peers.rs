//! The cost of a packet for a game with many peers.

use std::time::{Duration, Instant};

use steam_networking::contract::Networking;
use steam_networking::contract::networking::SendType;

use crate::child::{CHANNEL, Process};
use crate::{figure, median, open_sessions, pump, start};

const PACKETS: usize = 20;
const BYTES: usize = 64;
/// The pause between two frames, in which the others send everything back.
const FRAME: Duration = Duration::from_millis(16);
/// The first ones do not count.
const WARM_UP: usize = 5;

/// In every frame, 20 packets to each peer and 20 from each. Prints the nanoseconds that a packet takes of the frame, sent or read,
/// for each number of peers.
pub fn measure(peers: &[usize], frames: usize) {
    for count in peers {
        let folder = tempfile::tempdir().expect("a folder");
        let me = start(folder.path());
        let arguments = ["echo", &folder.path().display().to_string(), &count.to_string()];
        let mut process = Process::start(&arguments);
        let others = process.hear_ids();
        open_sessions(&me, &others);
        let mut costs = Vec::new();
        let mut data = Vec::new();
        let (mut sent, mut read) = (0, 0);
        for frame in 0..frames + WARM_UP {
            let begun = Instant::now();
            pump(&me);
            let mut packets = 0;
            while me.available_p2p_packet_size(CHANNEL) > 0 {
                me.read_p2p_packet(CHANNEL, u32::MAX, &mut data);
                read += 1;
                packets += 1;
            }
            for other in &others {
                for _ in 0..PACKETS {
                    let taken = me.send_p2p_packet(*other, &[7; BYTES], SendType::Unreliable, CHANNEL);
                    taken.expect("there is room");
                }
            }
            packets += others.len() * PACKETS;
            sent += others.len() * PACKETS;
            if frame >= WARM_UP {
                costs.push(begun.elapsed().as_nanos() as f64 / packets as f64);
            }
            std::thread::sleep(FRAME.saturating_sub(begun.elapsed()));
        }
        crate::until("the last packets' coming back", || {
            pump(&me);
            while me.available_p2p_packet_size(CHANNEL) > 0 {
                me.read_p2p_packet(CHANNEL, u32::MAX, &mut data);
                read += 1;
            }
            (read == sent).then_some(())
        });
        figure(&format!("peers_{count}_ns"), median(costs));
    }
}
