//! Players in separate processes: this executable again, controlled over a socket.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::Tested;
use super::remote::{self, Line, Remote};
use super::world::Setup;

/// The variable with the address of the controlling process.
const ADDRESS: &str = "CONFORMANCE_PLAYER_OF";
/// Far longer than a process takes to start, to answer a call or to end.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// Starts a player in a separate process. `test` is the path of a test of this executable that calls [`play`] and is
/// ignored otherwise; `environment` is added to that of this process.
pub fn player<'a>(
    test: &str,
    environment: impl IntoIterator<Item = (&'a str, OsString)>,
    setup: &Setup,
) -> Remote {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .envs(environment)
        .env(ADDRESS, listener.local_addr().unwrap().to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    listener.set_nonblocking(true).unwrap();
    let limit = Instant::now() + PATIENCE;
    let stream = loop {
        match listener.accept() {
            Ok((stream, _)) => break stream,
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock, "{error}"),
        }
        assert!(child.try_wait().unwrap().is_none(), "the player's process has ended before it began");
        assert!(Instant::now() < limit, "the player's process never called");
        std::thread::sleep(PAUSE);
    };
    stream.set_nonblocking(false).unwrap();
    // No call of a platform takes its time: one that does hangs, and is a failure of the rule.
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    write_frame(&stream, &postcard::to_stdvec(setup).unwrap()).unwrap();
    Remote::new(Process { child, stream })
}

/// Plays, if this process was started as a player: it obeys until the connection ends.
pub fn play(start: impl FnOnce(&Setup) -> Box<dyn Tested>) {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let setup = read_frame(&stream).unwrap().expect("the setup");
    let platform = start(&postcard::from_bytes(&setup).unwrap());
    while let Some(call) = read_frame(&stream).unwrap() {
        let pumped = || {
            let mut events = VecDeque::new();
            platform.pump(&mut events);
            events
        };
        write_frame(&stream, &remote::answer(&*platform, pumped, &call)).unwrap();
    }
    platform.shutdown();
}

/// A player's process.
struct Process {
    child: Child,
    stream: TcpStream,
}

impl Line for Process {
    fn ask(&self, call: &[u8]) -> Vec<u8> {
        write_frame(&self.stream, call).unwrap();
        read_frame(&self.stream).unwrap().expect("the player's process is gone")
    }
}

impl Drop for Process {
    /// Waits for the process: what goes wrong while it shuts down is a failure of the rule.
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        let limit = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break Some(status);
            }
            if Instant::now() > limit {
                let _ = self.child.kill();
                let _ = self.child.wait();
                break None;
            }
            std::thread::sleep(PAUSE);
        };
        let ended_well = status.is_some_and(|status| status.success());
        assert!(ended_well || std::thread::panicking(), "the player's process ended with {status:?}");
    }
}

fn write_frame(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&[&length.to_le_bytes(), bytes].concat())
}

/// The next frame, `None` at the end.
fn read_frame(mut from: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if let Err(error) = from.read_exact(&mut length) {
        return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error) };
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}
