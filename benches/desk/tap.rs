//! The cost of the editor's panel per packet: without a debugger, with a debugger while nobody watches, and open.
//!
//! `cargo bench --bench tap`

#[cfg(feature = "desk")]
fn main() {
    use std::hint::black_box;
    use std::time::Instant;

    use steam_networking::contract::SteamId;
    use steam_networking::script::tap::{self, Carrier, Passing};

    const PACKETS: u32 = 2_000_000;
    /// The number of packets between two frames of a busy game.
    const IN_A_FRAME: u32 = 1000;

    fn measure(what: &str, kinds: u8, carrier: Carrier, bytes: &[u8]) {
        tap::set(kinds);
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let mut passed = 0.0;
            for _ in 0..PACKETS / IN_A_FRAME {
                let started = Instant::now();
                for number in 0..IN_A_FRAME {
                    let passing = || Passing {
                        incoming: number % 2 == 0,
                        carrier,
                        user: SteamId(76_561_197_960_265_728 + u64::from(number % 8)),
                        id: i64::from(number % 8),
                        object: 1,
                        channel: 0,
                        send_type: 2,
                        bytes: black_box(bytes),
                    };
                    if carrier == Carrier::Peer {
                        tap::packet_of_peer(passing);
                    } else {
                        tap::packet(passing);
                    }
                }
                passed += started.elapsed().as_secs_f64();
                if kinds != 0 {
                    black_box(tap::take());
                }
            }
            best = f64::min(best, passed * 1e9 / f64::from(PACKETS));
        }
        println!("{what:<60} {best:8.2} ns a packet");
    }

    let packet = [0x80; 100];
    let mut update = vec![6, 0, 0];
    for node in 0..20_u32 {
        update.extend(node.to_le_bytes());
        update.extend(40_u32.to_le_bytes());
        update.extend([0; 40]);
    }
    measure("closed", 0, Carrier::Packets, &packet);
    measure("closed, a peer's packet", 0, Carrier::Peer, &packet);
    measure("debugged and not watched", tap::NAMES, Carrier::Packets, &packet);
    measure("debugged and not watched, a peer's packet", tap::NAMES, Carrier::Peer, &packet);
    measure("watched", tap::ALL | tap::NAMES, Carrier::Packets, &packet);
    measure("watched, a call", tap::ALL | tap::NAMES, Carrier::Peer, &packet);
    measure("watched, an update of 20 nodes", tap::ALL | tap::NAMES, Carrier::Peer, &update);
    tap::set(0);
}

#[cfg(not(feature = "desk"))]
fn main() {
    println!("A library without the feature desk has nothing to measure.");
}
