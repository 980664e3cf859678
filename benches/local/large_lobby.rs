//! A lobby of 250 members: time to fill, memory, messages a second. Prints figures and asserts nothing about them.
//!
//! The members are those of games without a window: [`LocalPlatform`]s in several processes, which find each other like any
//! others. `cargo bench --bench large_lobby`

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::{Event, Matchmaking, Platform, SteamId};
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice, UserFiles};

const MEMBERS: usize = 250;
/// The number of processes besides the one that hosts the hub, and of members in each.
const PROCESSES: usize = 12;
const MESSAGES: usize = 400;
const MESSAGE_BYTES: usize = 100;
const CHANGES: usize = 400;

fn start(folder: &Path) -> LocalPlatform {
    let config = LocalConfig {
        folder: folder.to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings: Timings::default(),
        limits: Limits::default(),
        user_files: UserFiles::in_folder(folder.join("users")),
        seed: 1,
    };
    LocalPlatform::start(config).expect("a member starts")
}

/// Pumps until `done` says so.
fn pump_until(platform: &LocalPlatform, mut done: impl FnMut(&Event) -> bool) {
    let mut events = VecDeque::new();
    loop {
        platform.pump(&mut events);
        while let Some(event) = events.pop_front() {
            if done(&event) {
                return;
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The memory of a process in KiB, if the system reports it.
fn memory(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// Several members in one process: joins, says "joined", then "heard" once each has heard every message, then "changed"
/// once each has seen the last change.
fn members(folder: &Path, lobby: SteamId, count: usize) {
    let members: Vec<LocalPlatform> = (0..count).map(|_| start(folder)).collect();
    for member in &members {
        member.join_lobby(lobby);
        pump_until(member, |event| matches!(event, Event::LobbyEntered { response: 1, .. }));
    }
    println!("joined");
    let mut events = VecDeque::new();
    let mut messages = vec![0; count];
    let last = CHANGES.to_string();
    let mut told = [false; 2];
    while !told[1] {
        for (member, messages) in members.iter().zip(&mut messages) {
            member.pump(&mut events);
            *messages += events.iter().filter(|event| matches!(event, Event::LobbyMessage { .. })).count();
            events.clear();
        }
        if !told[0] && messages.iter().all(|messages| *messages == MESSAGES) {
            told[0] = true;
            println!("heard");
        }
        if members.iter().all(|member| member.lobby_data(lobby, "round") == last) {
            told[1] = true;
            println!("changed");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    // Until the parent has measured.
    let _ = std::io::stdin().read_line(&mut String::new());
}

struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(folder: &Path, lobby: SteamId, count: usize) -> Process {
        let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
            .args(["members", &folder.display().to_string(), &lobby.to_string(), &count.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process starts");
        let output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Process { child, output }
    }

    fn wait_for(&mut self, word: &str) {
        let mut line = String::new();
        while line.trim() != word {
            line.clear();
            let read = self.output.read_line(&mut line).expect("its output can be read");
            assert_ne!(read, 0, "a process ended before it {word}");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, kind, folder, lobby, count] = &arguments[..]
        && kind == "members"
    {
        let lobby = SteamId(lobby.parse().expect("the lobby's id"));
        return members(Path::new(folder), lobby, count.parse().expect("how many members"));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let host = start(folder.path());
    host.create_lobby(LobbyType::Public, MEMBERS as u32);
    let mut lobby = SteamId::NIL;
    pump_until(&host, |event| match event {
        Event::LobbyCreated { lobby: made, .. } => {
            lobby = *made;
            true
        }
        _ => false,
    });
    let alone = memory("self");

    let begun = Instant::now();
    let share = |at: usize| (MEMBERS - 1) / PROCESSES + usize::from(at < (MEMBERS - 1) % PROCESSES);
    let mut processes: Vec<Process> =
        (0..PROCESSES).map(|at| Process::start(folder.path(), lobby, share(at))).collect();
    processes.iter_mut().for_each(|process| process.wait_for("joined"));
    let mut events = VecDeque::new();
    while host.num_lobby_members(lobby) < MEMBERS as u32 {
        host.pump(&mut events);
        std::thread::sleep(Duration::from_millis(1));
    }
    println!("{MEMBERS} members, {} processes: filled in {:.2?}", PROCESSES + 1, begun.elapsed());

    let per_second =
        |count: usize, begun: Instant| count as f64 * MEMBERS as f64 / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    for _ in 0..MESSAGES {
        while !host.send_lobby_chat_msg(lobby, &[7; MESSAGE_BYTES]) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    processes.iter_mut().for_each(|process| process.wait_for("heard"));
    let rate = per_second(MESSAGES, begun);
    println!("{MESSAGES} chat messages of {MESSAGE_BYTES} bytes to all: {rate:.0} deliveries a second");

    let begun = Instant::now();
    for round in 1..=CHANGES {
        while !host.set_lobby_data(lobby, "round", &round.to_string()) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    processes.iter_mut().for_each(|process| process.wait_for("changed"));
    println!("{CHANGES} changes of data to all: {:.0} deliveries a second", per_second(CHANGES, begun));

    let others: u64 = processes.iter().map(|process| memory(&process.child.id().to_string())).sum();
    println!(
        "memory: the hub's process {} KiB ({alone} KiB alone), the others {} KiB for each member",
        memory("self"),
        others / (MEMBERS as u64 - 1),
    );
    for process in &mut processes {
        let _ = process.child.stdin.as_mut().map(|input| writeln!(input));
    }
    host.shutdown();
}
