//! A non-blocking socket.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4};

use mio::event::Event;
use mio::net::{TcpListener, TcpStream};
use mio::{Interest, Registry, Token};

/// The bytes of one read from a socket.
pub const READ_BYTES: usize = 64 * 1024;
/// The maximum number of reads from one socket per turn.
pub const READS_PER_TURN: usize = 16;

/// The capacity of the write buffer that is kept for reuse.
const KEPT_BYTES: usize = 2 * 1024 * 1024;

/// Accepts all waiting connections of `listener`. After an error some may still wait, and no further event reports
/// them.
pub fn accept_all(listener: &TcpListener, mut take: impl FnMut(TcpStream)) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => take(stream),
            // A connection that was aborted before it was accepted does not hide those behind it.
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

/// The readiness of a socket.
///
/// Reading from a socket that is only ready for writing has a side effect: on Windows, mio then reports again that it
/// is ready for writing, and a loop that reads every time never sleeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// There are bytes, the end of the stream or an error to read.
    pub readable: bool,
    /// The socket may accept bytes, or has failed.
    pub writable: bool,
}

impl Ready {
    /// The last turn left bytes unread.
    pub const UNFINISHED: Ready = Ready { readable: true, writable: false };

    /// The readiness that mio reports.
    pub fn of(event: &Event) -> Ready {
        Ready {
            readable: event.is_readable() || event.is_read_closed() || event.is_error(),
            writable: event.is_writable() || event.is_write_closed() || event.is_error(),
        }
    }

    /// The union of both.
    pub fn or(self, other: Ready) -> Ready {
        Ready { readable: self.readable || other.readable, writable: self.writable || other.writable }
    }
}

/// A connected or connecting socket and the bytes that wait to be written to it.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    /// The bytes to write; the first `written` of them are written already.
    pub out: Vec<u8>,
    written: usize,
    blocked: bool,
}

impl Connection {
    /// Starts to connect to `port` on this machine. A failure shows at a later read or write.
    pub fn connect(registry: &Registry, token: Token, port: u16) -> io::Result<Connection> {
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
        Connection::new(registry, token, TcpStream::connect(address.into())?)
    }

    /// Registers a connected socket.
    pub fn new(registry: &Registry, token: Token, mut stream: TcpStream) -> io::Result<Connection> {
        registry.register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
        // Frames are batched here already, so Nagle's algorithm would only delay them. On some systems this fails while
        // the socket is still connecting; `handle_writable` tries again.
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

    /// Writes as much as the socket accepts now.
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

    /// Handles readiness for writing.
    pub fn handle_writable(&mut self) -> io::Result<()> {
        if self.blocked {
            let _ = self.stream.set_nodelay(true);
        }
        self.flush()
    }

    /// The number of bytes that wait to be written.
    pub fn waiting(&self) -> usize {
        self.out.len() - self.written
    }

    /// Whether the last write left bytes over.
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Checks whether `error` only means that the socket has nothing for now, or is still connecting.
    fn check_pending(&self, error: io::Error) -> io::Result<()> {
        match error.kind() {
            io::ErrorKind::WouldBlock => Ok(()),
            // On Windows a socket that failed to connect returns this error as well, and reports the reason only once.
            io::ErrorKind::NotConnected => self.stream.take_error()?.map_or(Ok(()), Err),
            _ => Err(error),
        }
    }

    /// Closes the connection.
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
    /// Takes the missing bytes from the front of `bytes`. Returns all of them once they are complete, with the rest of
    /// `bytes`.
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
        // The system may also refuse at once.
        let Ok(mut connection) = Connection::connect(poll.registry(), Token(0), port) else { return };
        connection.out.push(1);
        let limit = Instant::now() + Duration::from_secs(30);
        while connection.flush().is_ok() {
            assert!(Instant::now() < limit, "the connection still waits");
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
