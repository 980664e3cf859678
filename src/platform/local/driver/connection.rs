//! A socket that is never waited for.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4};

use mio::event::Event;
use mio::net::{TcpListener, TcpStream};
use mio::{Interest, Registry, Token};

/// Bytes read from a socket at once.
pub const READ_BYTES: usize = 64 * 1024;
/// The most reads from one socket before others get their turn.
pub const READS_PER_TURN: usize = 16;

/// Room for bytes to be written that is kept for the next time.
const KEPT_BYTES: usize = 2 * 1024 * 1024;

/// Takes the connections that wait at `listener`. After an error some may still wait, and nothing tells of them again.
pub fn accept_all(listener: &TcpListener, mut take: impl FnMut(TcpStream)) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => take(stream),
            // A connection that was gone again before it was taken hides none of those behind it.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::Interrupted
                        | io::ErrorKind::ConnectionAborted
                        | io::ErrorKind::ConnectionReset
                ) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

/// What a socket is ready for.
///
/// Reading from a socket that is ready for writing alone is no harmless look: mio then tells anew, on Windows, that it is
/// ready for writing, and a loop that looks each time never sleeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// There are bytes to read, or the end of them, or an error.
    pub readable: bool,
    /// It may take bytes, or has failed.
    pub writable: bool,
}

impl Ready {
    /// There is more to read than was read the last time.
    pub const UNFINISHED: Ready = Ready { readable: true, writable: false };

    /// What mio says.
    pub fn of(event: &Event) -> Ready {
        Ready {
            readable: event.is_readable() || event.is_read_closed() || event.is_error(),
            writable: event.is_writable() || event.is_write_closed() || event.is_error(),
        }
    }

    /// Ready for what either says.
    pub fn or(self, other: Ready) -> Ready {
        Ready { readable: self.readable || other.readable, writable: self.writable || other.writable }
    }
}

/// A connected or connecting socket and the bytes that wait to be written to it.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    /// What is to be written; the first `written` bytes are already.
    pub out: Vec<u8>,
    written: usize,
    blocked: bool,
}

impl Connection {
    /// Starts to connect to `port` on this machine. Failure to reach it shows when reading or writing.
    pub fn connect(registry: &Registry, token: Token, port: u16) -> io::Result<Connection> {
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
        Connection::new(registry, token, TcpStream::connect(address.into())?)
    }

    /// Takes over a socket.
    pub fn new(registry: &Registry, token: Token, mut stream: TcpStream) -> io::Result<Connection> {
        registry.register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
        // Frames are batched here; waiting for more would only delay them. Fails on a socket that still connects on some
        // systems, where `flush` tries again.
        let _ = stream.set_nodelay(true);
        Ok(Connection { stream, out: Vec::new(), written: 0, blocked: false })
    }

    /// Reads once into `buffer`. `None` if nothing has arrived; the end of the stream is an error.
    pub fn read(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        loop {
            match self.stream.read(buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => return Ok(Some(count)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return self.check_pending(error).map(|()| None),
            }
        }
    }

    /// Writes what waits, as far as the socket takes it now.
    pub fn flush(&mut self) -> io::Result<()> {
        while self.written < self.out.len() {
            match self.stream.write(self.out.get(self.written..).unwrap_or_default()) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => self.written += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.check_pending(error)?;
                    self.blocked = true;
                    return Ok(());
                }
            }
        }
        self.blocked = false;
        self.out.clear();
        self.out.shrink_to(KEPT_BYTES);
        self.written = 0;
        Ok(())
    }

    /// The socket takes bytes again.
    pub fn handle_writable(&mut self) -> io::Result<()> {
        if self.blocked {
            let _ = self.stream.set_nodelay(true);
        }
        self.flush()
    }

    /// Bytes that wait to be written.
    pub fn waiting(&self) -> usize {
        self.out.len() - self.written
    }

    /// Whether the socket did not take all bytes the last time.
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Whether `error` only says that the socket has nothing for now, or is still connecting.
    fn check_pending(&self, error: io::Error) -> io::Result<()> {
        match error.kind() {
            io::ErrorKind::WouldBlock => Ok(()),
            // On Windows that is also what a socket says that has failed to connect; why, it tells only once.
            io::ErrorKind::NotConnected => self.stream.take_error()?.map_or(Ok(()), Err),
            _ => Err(error),
        }
    }

    /// Ends the connection.
    pub fn close(mut self, registry: &Registry) {
        let _ = registry.deregister(&mut self.stream);
    }
}

/// Collects the first bytes of a connection, up to a fixed number.
#[derive(Debug)]
pub struct Prelude<const N: usize> {
    bytes: [u8; N],
    have: usize,
}

impl<const N: usize> Default for Prelude<N> {
    fn default() -> Self {
        Prelude { bytes: [0; N], have: 0 }
    }
}

impl<const N: usize> Prelude<N> {
    /// Takes what it needs from the front of `bytes`. All of them once they are complete, with what is left of `bytes`.
    pub fn take<'a>(&mut self, bytes: &'a [u8]) -> Option<([u8; N], &'a [u8])> {
        let room = self.bytes.get_mut(self.have..)?;
        let (mine, rest) = bytes.split_at(room.len().min(bytes.len()));
        room.get_mut(..mine.len())?.copy_from_slice(mine);
        self.have += mine.len();
        (self.have == N).then_some((self.bytes, rest))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use mio::{Events, Poll};

    use super::*;

    #[test]
    fn a_refused_connection_is_an_error_and_no_longer_wait() {
        let mut poll = Poll::new().unwrap();
        let door = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = door.local_addr().unwrap().port();
        drop(door);
        // A system may also refuse at once.
        let Ok(mut connection) = Connection::connect(poll.registry(), Token(0), port) else { return };
        connection.out.push(1);
        let limit = Instant::now() + Duration::from_secs(30);
        while connection.flush().is_ok() {
            assert!(Instant::now() < limit, "it still waits");
            poll.poll(&mut Events::with_capacity(1), Some(Duration::from_secs(1))).unwrap();
        }
    }

    #[test]
    fn a_prelude_is_complete_after_its_last_byte_and_leaves_the_rest() {
        let mut prelude = Prelude::<4>::default();
        assert_eq!(prelude.take(&[1, 2]), None);
        assert_eq!(prelude.take(&[3]), None);
        assert_eq!(prelude.take(&[4, 5, 6]), Some(([1, 2, 3, 4], &[5, 6][..])));
    }
}
