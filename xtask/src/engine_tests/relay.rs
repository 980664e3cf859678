//! A relay between debugged engines and the player that replaces their editor.
//!
//! When an engine starts, it tries to reach its debugger only for a moment, and the player may not be listening yet. So each
//! engine connects here, and the player fetches its connection when it is ready.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::thread;

use anyhow::Result;

/// The ports of the two sides.
pub(super) struct Relay {
    /// For engines.
    pub(super) engines: u16,
    /// For the player.
    pub(super) player: u16,
}

impl Relay {
    /// Joins each connection of an engine with one of the player, in the order of their arrival. It runs until this program ends,
    /// and costs nothing if nobody connects.
    pub(super) fn begin() -> Result<Self> {
        let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let (engines, player) = (listen()?, listen()?);
        let relay = Self { engines: engines.local_addr()?.port(), player: player.local_addr()?.port() };
        thread::spawn(move || {
            while let (Ok((engine, _)), Ok((player, _))) = (engines.accept(), player.accept()) {
                if join(&engine, &player).is_err() {
                    return;
                }
            }
        });
        Ok(relay)
    }
}

fn join(one: &TcpStream, other: &TcpStream) -> io::Result<()> {
    for (from, to) in [(one, other), (other, one)] {
        let (mut from, mut to) = (from.try_clone()?, to.try_clone()?);
        to.set_nodelay(true)?;
        thread::spawn(move || {
            let mut bytes = [0; 64 * 1024];
            while let Ok(length @ 1..) = from.read(&mut bytes) {
                if to.write_all(bytes.get(..length).unwrap_or_default()).is_err() {
                    break;
                }
            }
            // The end of one side is that of the other.
            let _ = to.shutdown(Shutdown::Both);
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_go_both_ways_and_an_end_comes_through() {
        let relay = Relay::begin().unwrap();
        let connect = |port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let (mut engine, mut player) = (connect(relay.engines), connect(relay.player));
        engine.write_all(b"hello").unwrap();
        let mut five = [0; 5];
        player.read_exact(&mut five).unwrap();
        assert_eq!(&five, b"hello");
        player.write_all(b"watch").unwrap();
        engine.read_exact(&mut five).unwrap();
        assert_eq!(&five, b"watch");
        drop(engine);
        assert_eq!(player.read(&mut five).unwrap(), 0);
    }
}
