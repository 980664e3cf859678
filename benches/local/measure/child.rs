//! Users in a process of their own.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, Networking, Platform, SteamId, User};
use steam_networking::platform::local::LocalPlatform;

use crate::start;

/// Packets on this channel are sent back.
pub const CHANNEL: i32 = 1;

/// This program again, in another role.
pub struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Process {
    pub fn start(arguments: &[&str]) -> Process {
        let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process starts");
        let output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Process { child, output }
    }

    /// The rest of its next line that starts with `word`.
    pub fn hear(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).expect("its output can be read");
            assert_ne!(read, 0, "the process ended before it said {word}");
            if let Some(rest) = line.trim().strip_prefix(word) {
                return rest.trim().to_owned();
            }
        }
    }

    pub fn hear_ids(&mut self) -> Vec<SteamId> {
        self.hear("ids").split(' ').map(|id| SteamId(id.parse().expect("a Steam ID"))).collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Prints the users, and returns a flag that becomes `true` when the parent is done with this process.
fn say_ids(users: &[LocalPlatform]) -> Arc<AtomicBool> {
    let ids: Vec<String> = users.iter().map(|user| user.steam_id().to_string()).collect();
    println!("ids {}", ids.join(" "));
    std::io::stdout().flush().expect("somebody reads");
    let over = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&over);
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        told.store(true, Ordering::Relaxed);
    });
    over
}

/// `count` users who send back everything that arrives on [`CHANNEL`], and drop the rest.
pub fn echo(folder: &Path, count: usize) {
    let users: Vec<LocalPlatform> = (0..count).map(|_| start(folder)).collect();
    let over = say_ids(&users);
    let mut data = Vec::new();
    while !over.load(Ordering::Relaxed) {
        serve(&users, &mut data);
        std::thread::sleep(Duration::from_micros(300));
    }
}

/// Pumps, and accepts all users.
pub fn pump_accepting(user: &LocalPlatform) {
    let mut events = VecDeque::new();
    user.pump(&mut events);
    for event in events {
        if let Event::P2PSessionRequest { remote } = event {
            user.accept_p2p_session_with_user(remote);
        }
    }
}

fn serve(users: &[LocalPlatform], data: &mut Vec<u8>) {
    for user in users {
        pump_accepting(user);
        while user.available_p2p_packet_size(0) > 0 {
            user.read_p2p_packet(0, u32::MAX, data);
        }
        while user.available_p2p_packet_size(CHANNEL) > 0 {
            if let Some(from) = user.read_p2p_packet(CHANNEL, u32::MAX, data) {
                let kind = if data.len() == 1 { SendType::Reliable } else { SendType::Unreliable };
                user.send_p2p_packet(from, data, kind, CHANNEL).expect("there is room");
            }
        }
    }
}
