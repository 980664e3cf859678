//! A player in a separate process.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};

use crate::start;
use crate::traffic::Traffic;

/// A player in a separate process: this executable again, running [`player_process`].
pub struct PlayerProcess {
    pub child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl PlayerProcess {
    pub fn start(folder: &Path) -> PlayerProcess {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "process::player_process", "--ignored", "--nocapture", "--test-threads=1"])
            .env("LOCAL_PLATFORM_FOLDER", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        PlayerProcess { child, output }
    }

    pub fn command(&mut self, command: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{command}").unwrap();
    }

    /// The next line that starts with `word`, without it.
    pub fn wait_for(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the process is gone before {word}");
            if let Some((_, rest)) = line.trim().split_once(&format!("@{word} ")) {
                return rest.to_owned();
            }
        }
    }

    pub fn wait_for_id(&mut self, word: &str) -> SteamId {
        SteamId(self.wait_for(word).parse().unwrap())
    }
}

impl Drop for PlayerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A player that obeys its standard input sends every packet on channel 0 back, and keeps its [`Traffic`] running.
#[test]
#[ignore = "runs as a process of its own, started by other tests"]
fn player_process() {
    let Some(folder) = std::env::var_os("LOCAL_PLATFORM_FOLDER") else { return };
    let mut player = start(Path::new(&folder));
    println!("@id {}", player.id());
    let mut traffic = Traffic::default();
    let (commands, orders) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let _ = commands.send(line.unwrap());
        }
    });
    loop {
        match orders.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return,
            Ok(line) => match line.split_once(' ').unwrap_or((&line, "")) {
                ("create", _) => println!("@lobby {}", player.create_lobby(LobbyType::Public, 8)),
                ("join", lobby) => println!("@joined {}", player.join(SteamId(lobby.parse().unwrap()))),
                ("talk", whom) => {
                    let (user, number) = whom.split_once(' ').unwrap();
                    traffic.talk(SteamId(user.parse().unwrap()), number.parse().unwrap());
                }
                ("hush", user) => traffic.hush(SteamId(user.parse().unwrap())),
                ("drain", _) => traffic.drain(),
                ("search", _) => println!("@found {}", player.search().len()),
                ("host", _) => {
                    let users = player.steam.local_network().unwrap().users();
                    println!("@host {}", users.iter().find(|user| user.is_hub_host).unwrap().id);
                }
                ("members", lobby) => {
                    println!(
                        "@members {}",
                        player.steam.matchmaking().num_lobby_members(SteamId(lobby.parse().unwrap()))
                    );
                }
                ("stall", _) => loop {
                    std::thread::park();
                },
                ("quit", _) => return player.steam.shutdown(),
                (other, _) => panic!("unknown order {other}"),
            },
        }
        for event in player.take_all() {
            traffic.check(&event);
            if let Event::P2PSessionRequest { remote } = event {
                player.steam.networking().accept_p2p_session_with_user(remote);
            }
        }
        traffic.go_on(&mut player);
        if let Some(back) = traffic.drained() {
            println!("@drained {back}");
            traffic = Traffic::default();
        }
        while let Some((from, data)) = player.try_receive(0) {
            player.send(from, &data, SendType::Reliable, 0);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
