//! The local platform as a game meets it: real sockets, real threads, real processes.

mod local;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use local::{Player, config};
use steam_networking::platform::local::{LocalPlatform, Timings, UserChoice};
use steam_networking::platform::matchmaking::{LobbyComparison, LobbyFilter, LobbyGameServer, LobbyType};
use steam_networking::platform::networking::SendType;
use steam_networking::platform::{Event, Matchmaking, Networking, Platform, SteamId, User};

const LEFT: u32 = 2;
const DISCONNECTED: u32 = 4;

fn chat_update(lobby: SteamId, user: SteamId, state: u32) -> Event {
    Event::LobbyChatUpdate { lobby, changed: user, making_change: user, state }
}

/// A packet whose every byte tells where it belongs.
fn pattern(len: usize, salt: u8) -> Vec<u8> {
    (0..len).map(|at| (at as u8) ^ (at >> 8) as u8 ^ salt).collect()
}

#[test]
fn players_get_distinct_identities_and_know_each_others_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut players: Vec<Player> = (0..4).map(|_| Player::start(folder.path())).collect();
    let ids: Vec<SteamId> = players.iter().map(Player::id).collect();
    let names: Vec<String> = players.iter().map(|player| player.steam.persona_name()).collect();
    for player in &mut players {
        assert!(player.steam.logged_on());
        for (id, name) in ids.iter().zip(&names) {
            player.know(*id);
            assert_eq!(player.steam.friend_persona_name(*id), *name);
        }
    }
    let distinct = |mut all: Vec<String>| {
        all.sort();
        all.dedup();
        all.len()
    };
    assert_eq!(distinct(names), 4);
    assert_eq!(distinct(ids.iter().map(SteamId::to_string).collect()), 4);
}

#[test]
fn a_number_is_the_same_user_from_run_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let run = |user| {
        let steam = LocalPlatform::start(local::LocalConfig { user, ..config(folder.path()) }).unwrap();
        let who = (steam.steam_id(), steam.persona_name());
        steam.shutdown();
        who
    };
    let first = run(UserChoice::LowestFree);
    assert_eq!(run(UserChoice::LowestFree), first);
    let third = run(UserChoice::Number(3));
    assert_eq!(run(UserChoice::Number(3)), third);
    assert_ne!(first, third);
    assert_eq!(run(UserChoice::Named("Grace".into())).1, "Grace");
}

#[test]
fn a_lobby_is_made_found_joined_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let (mut host, mut guest) = (Player::start(folder.path()), Player::start(folder.path()));
    let lobby = host.create_lobby(LobbyType::Public, 4);
    host.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });
    assert!(host.steam.set_lobby_data(lobby, "Name", "Lava"));
    assert_eq!(host.steam.lobby_data(lobby, "name"), "Lava");
    host.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });

    assert_eq!(guest.search(), [lobby]);
    assert_eq!(guest.steam.lobby_data(lobby, "NAME"), "Lava");
    assert_eq!(guest.steam.num_lobby_members(lobby), 1);
    assert_eq!(guest.steam.lobby_member_limit(lobby), 4);
    assert_eq!(guest.steam.lobby_owner(lobby), None);

    assert_eq!(guest.join(lobby), 1);
    host.expect(&chat_update(lobby, guest.id(), 1));
    for player in [&host, &guest] {
        assert_eq!(player.steam.num_lobby_members(lobby), 2);
        assert_eq!(player.steam.lobby_member_by_index(lobby, 0), Some(host.id()));
        assert_eq!(player.steam.lobby_member_by_index(lobby, 1), Some(guest.id()));
        assert_eq!(player.steam.lobby_member_by_index(lobby, 2), None);
        assert_eq!(player.steam.lobby_owner(lobby), Some(host.id()));
    }

    host.steam.leave_lobby(lobby);
    assert_eq!(host.steam.num_lobby_members(lobby), 0);
    guest.expect(&chat_update(lobby, host.id(), LEFT));
    assert_eq!(guest.steam.lobby_owner(lobby), Some(guest.id()));
    guest.steam.leave_lobby(lobby);
    guest.steam.request_lobby_data(lobby);
    guest.expect(&Event::LobbyDataUpdate { success: false, lobby, member: lobby });
    assert_eq!(host.join(lobby), 2);
    assert!(host.search().is_empty());
}

#[test]
fn answers_come_out_of_the_pump_only_and_in_steams_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = Player::start(folder.path());
    player.steam.create_lobby(LobbyType::FriendsOnly, 2);
    let lobby = player.event("the lobby", |event| match event {
        Event::LobbyEntered { .. } => panic!("entered before created"),
        Event::LobbyCreated { result: 1, lobby } => Some(*lobby),
        _ => None,
    });
    let entered = Event::LobbyEntered { lobby, permissions: 0, locked: false, response: 1 };
    player.expect(&entered);
    player.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });
}

#[test]
fn members_chat_and_tell_about_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let (mut host, mut guest) = (Player::start(folder.path()), Player::start(folder.path()));
    let lobby = host.create_lobby(LobbyType::Private, 4);
    assert_eq!(guest.join(lobby), 1);

    guest.steam.set_lobby_member_data(lobby, "ready", "yes");
    assert_eq!(guest.steam.lobby_member_data(lobby, guest.id(), "Ready"), "yes");
    host.expect(&Event::LobbyDataUpdate { success: true, lobby, member: guest.id() });
    assert_eq!(host.steam.lobby_member_data(lobby, guest.id(), "ready"), "yes");
    assert!(!guest.steam.set_lobby_data(lobby, "map", "ice"), "only the owner may");

    let text = pattern(4096, 7);
    assert!(guest.steam.send_lobby_chat_msg(lobby, &text));
    assert!(!guest.steam.send_lobby_chat_msg(lobby, &[0; 4097]));
    let message = Event::LobbyMessage { lobby, user: guest.id(), message: text, entry_type: 1 };
    host.expect(&message);
    guest.expect(&message);
}

#[test]
fn an_owner_hands_over_and_names_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let (mut host, mut guest) = (Player::start(folder.path()), Player::start(folder.path()));
    let lobby = host.create_lobby(LobbyType::Public, 4);
    assert_eq!(guest.join(lobby), 1);
    host.expect(&chat_update(lobby, guest.id(), 1));
    assert!(host.steam.set_lobby_owner(lobby, guest.id()));
    assert!(!host.steam.set_lobby_joinable(lobby, false), "he is the owner no longer");
    guest.wait("becoming the owner", |guest| {
        (guest.steam.lobby_owner(lobby) == Some(guest.id())).then_some(())
    });
    let server = LobbyGameServer { ip: [10, 0, 0, 7].into(), port: 7777, steam_id: SteamId::NIL };
    guest.steam.set_lobby_game_server(lobby, server);
    let told = Event::LobbyGameCreated { lobby, server: SteamId::NIL, ip: 0x0A00_0007, port: 7777 };
    host.expect(&told);
    assert_eq!(host.steam.lobby_game_server(lobby), Some(server));
}

#[test]
fn lobbies_are_filtered_invited_to_and_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (mut host, mut guest) = (Player::start(folder.path()), Player::start(folder.path()));
    let first = host.create_lobby(LobbyType::Public, 4);
    let second = host.create_lobby(LobbyType::Invisible, 4);
    let hidden = host.create_lobby(LobbyType::FriendsOnly, 4);
    assert!(host.steam.set_lobby_data(second, "level", "7"));
    host.expect(&Event::LobbyDataUpdate { success: true, lobby: second, member: second });
    assert_eq!(guest.search(), [first, second]);
    guest.steam.add_request_lobby_list_filter(LobbyFilter::Number {
        key: "level".into(),
        value: 5,
        comparison: LobbyComparison::GreaterThan,
    });
    assert_eq!(guest.search(), [second]);
    assert_eq!(guest.search(), [first, second], "filters hold for one search");

    guest.know(host.id());
    host.know(guest.id());
    assert!(host.steam.invite_user_to_lobby(hidden, guest.id()));
    guest.expect(&Event::LobbyInvite { inviter: host.id(), lobby: hidden, game: 480 });
    assert!(guest.steam.request_lobby_data(hidden));
    guest.expect(&Event::LobbyDataUpdate { success: true, lobby: hidden, member: hidden });
    assert_eq!(guest.steam.lobby_member_limit(hidden), 4);
    let unknown = SteamId::lobby(1);
    assert!(guest.steam.request_lobby_data(unknown));
    guest.expect(&Event::LobbyDataUpdate { success: false, lobby: unknown, member: unknown });
}

#[test]
fn packets_of_every_size_arrive_as_they_were_sent() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Player::start(folder.path()), Player::start(folder.path()));
    one.send(two.id(), b"knock", SendType::Reliable, 0);
    two.accept(one.id());
    assert_eq!(two.receive(0), (one.id(), b"knock".to_vec()));
    for (salt, len) in [0, 1, 1200, 65_536, 1_048_576].into_iter().enumerate() {
        let data = pattern(len, salt as u8);
        one.send(two.id(), &data, SendType::Reliable, 3);
        assert_eq!(two.receive(3), (one.id(), data.clone()));
        two.send(one.id(), &data, SendType::Reliable, 4);
        assert_eq!(one.receive(4), (two.id(), data));
    }
    let state = one.steam.p2p_session_state(two.id()).unwrap();
    assert!(state.connection_active && !state.connecting);
    assert_eq!(state.remote_ip, 0x7F00_0001);
    assert_ne!(state.remote_port, 0);
}

#[test]
fn many_reliable_packets_arrive_in_order_both_ways_at_once() {
    const COUNT: u32 = 20_000;
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Player::start(folder.path()), Player::start(folder.path()));
    one.send(two.id(), b"", SendType::Reliable, 9);
    two.accept(one.id());
    two.receive(9);
    let (ids, mut sent, mut next) = ([one.id(), two.id()], [0u32; 2], [0u32; 2]);
    while next != [COUNT; 2] {
        for (at, player) in [&one, &two].into_iter().enumerate() {
            for _ in 0..100 {
                let data = sent[at].to_le_bytes();
                let accepted = sent[at] < COUNT
                    && player.steam.send_p2p_packet(ids[1 - at], &data, SendType::Reliable, 0).is_ok();
                sent[at] += u32::from(accepted);
            }
        }
        for (at, player) in [&mut one, &mut two].into_iter().enumerate() {
            if next[at] < COUNT {
                assert_eq!(player.receive(0).1, next[at].to_le_bytes());
                next[at] += 1;
            }
            while let Some((_, data)) = player.try_receive(0) {
                assert_eq!(data, next[at].to_le_bytes());
                next[at] += 1;
            }
        }
    }
}

#[test]
fn a_packet_to_oneself_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = Player::start(folder.path());
    player.send(player.id(), b"note", SendType::Reliable, 1);
    assert_eq!(player.receive(1), (player.id(), b"note".to_vec()));
}

#[test]
fn a_platform_can_be_shut_down_and_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = Player::start(folder.path());
    let lobby = other.create_lobby(LobbyType::Public, 8);
    for _ in 0..3 {
        let mut player = Player::start(folder.path());
        assert_eq!(player.join(lobby), 1);
        let id = player.id();
        player.steam.shutdown();
        other.expect(&chat_update(lobby, id, LEFT));
    }
    assert_eq!(other.steam.num_lobby_members(lobby), 1);
}

#[test]
fn dropping_a_platform_frees_its_user() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = || local::LocalConfig { user: UserChoice::Number(5), ..config(folder.path()) };
    let id = Player::start_with(wanted()).id();
    assert_eq!(Player::start_with(wanted()).id(), id);
}

#[test]
fn a_user_who_is_taken_cannot_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = || local::LocalConfig { user: UserChoice::Number(5), ..config(folder.path()) };
    let _first = Player::start_with(wanted());
    let refused = LocalPlatform::start(wanted()).unwrap_err();
    assert!(refused.message.contains("local user 5"), "{refused}");
}

#[test]
fn games_do_not_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Player::start(folder.path());
    let mut two = Player::start_with(local::LocalConfig { app_id: 481, ..config(folder.path()) });
    one.create_lobby(LobbyType::Public, 2);
    assert!(two.search().is_empty());
}

#[test]
fn a_folder_that_cannot_be_used_is_named_in_the_failure() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = LocalPlatform::start(config(&file)).unwrap_err();
    assert!(refused.message.contains(&file.display().to_string()), "{refused}");
}

#[test]
fn an_address_left_behind_by_a_dead_hub_does_not_mislead() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("480")).unwrap();
    let left_behind = format!("127.0.0.1:9\n{}\n", "ab".repeat(32));
    std::fs::write(folder.path().join("480/hub"), left_behind).unwrap();
    let (mut one, mut two) = (Player::start(folder.path()), Player::start(folder.path()));
    let lobby = one.create_lobby(LobbyType::Public, 2);
    assert_eq!(two.join(lobby), 1);
}

#[test]
fn a_lobby_outlives_the_hub_that_is_shut_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Player::start(folder.path());
    let (mut second, mut third) = (Player::start(folder.path()), Player::start(folder.path()));
    let lobby = first.create_lobby(LobbyType::Public, 4);
    assert!(first.steam.set_lobby_data(lobby, "map", "lava"));
    assert_eq!(second.join(lobby), 1);
    assert_eq!(third.join(lobby), 1);
    let id = first.id();
    first.steam.shutdown();
    for player in [&mut second, &mut third] {
        player.expect(&chat_update(lobby, id, LEFT));
    }
    assert!(second.steam.set_lobby_data(lobby, "map", "ice"), "the second is the owner now");
    third.wait("the change by the new hub", |third| {
        (third.steam.lobby_data(lobby, "map") == "ice").then_some(())
    });
    let mut fourth = Player::start(folder.path());
    assert_eq!(fourth.search(), [lobby]);
    assert_eq!(fourth.join(lobby), 1);
    assert_eq!(fourth.steam.num_lobby_members(lobby), 3);
    assert!(second.steam.logged_on());
}

/// A player in a process of its own: this executable once more, running [`player_process`].
struct PlayerProcess {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl PlayerProcess {
    fn start(folder: &Path) -> PlayerProcess {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "player_process", "--ignored", "--nocapture", "--test-threads=1"])
            .env("LOCAL_PLATFORM_FOLDER", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        PlayerProcess { child, output }
    }

    fn tell(&mut self, command: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{command}").unwrap();
    }

    /// The next line that starts with `word`, without it.
    fn hear(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the process is gone before {word}");
            if let Some((_, rest)) = line.trim().split_once(&format!("@{word} ")) {
                return rest.to_owned();
            }
        }
    }

    fn hear_id(&mut self, word: &str) -> SteamId {
        SteamId(self.hear(word).parse().unwrap())
    }
}

impl Drop for PlayerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A player that does what it is told over its standard input and sends every packet on channel 0 back.
#[test]
#[ignore = "runs as a process of its own, started by other tests"]
fn player_process() {
    let Some(folder) = std::env::var_os("LOCAL_PLATFORM_FOLDER") else { return };
    let mut player = Player::start(Path::new(&folder));
    println!("@id {}", player.id());
    let (commands, orders) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let _ = commands.send(line.unwrap());
        }
    });
    loop {
        match orders.try_recv() {
            Err(std::sync::mpsc::TryRecvError::Empty) => {}
            Err(std::sync::mpsc::TryRecvError::Disconnected) => return,
            Ok(line) => match line.split_once(' ').unwrap_or((&line, "")) {
                ("create", _) => println!("@lobby {}", player.create_lobby(LobbyType::Public, 8)),
                ("join", lobby) => println!("@joined {}", player.join(SteamId(lobby.parse().unwrap()))),
                ("stall", _) => loop {
                    std::thread::park();
                },
                ("quit", _) => return player.steam.shutdown(),
                (other, _) => panic!("unknown order {other}"),
            },
        }
        let requests: Vec<SteamId> = player
            .told()
            .iter()
            .filter_map(|event| match event {
                Event::P2PSessionRequest { remote } => Some(*remote),
                _ => None,
            })
            .collect();
        for remote in requests {
            player.steam.accept_p2p_session_with_user(remote);
        }
        while let Some((from, data)) = player.try_receive(0) {
            player.send(from, &data, SendType::Reliable, 0);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn processes_find_each_other_and_exchange_packets() {
    let folder = tempfile::tempdir().unwrap();
    let mut processes: Vec<PlayerProcess> = (0..3).map(|_| PlayerProcess::start(folder.path())).collect();
    let ids: Vec<SteamId> = processes.iter_mut().map(|process| process.hear_id("id")).collect();
    processes[0].tell("create");
    let lobby = processes[0].hear_id("lobby");
    for process in &mut processes[1..] {
        process.tell(&format!("join {lobby}"));
        assert_eq!(process.hear("joined"), "1");
    }
    let mut player = Player::start(folder.path());
    assert_eq!(player.search(), [lobby]);
    assert_eq!(player.join(lobby), 1);
    assert_eq!(player.steam.num_lobby_members(lobby), 4);
    for (salt, id) in ids.iter().enumerate() {
        for len in [0, 1, 1200, 65_536, 1_048_576] {
            let data = pattern(len, salt as u8);
            player.send(*id, &data, SendType::Reliable, 0);
            assert_eq!(player.receive(0), (*id, data));
        }
    }
    processes[2].tell("quit");
    player.expect(&chat_update(lobby, ids[2], LEFT));
}

#[test]
fn a_killed_process_is_noticed_and_what_was_sent_to_it_fails() {
    let folder = tempfile::tempdir().unwrap();
    let timings = Timings { session_timeout: Duration::from_millis(300), ..Timings::default() };
    let mut player = Player::start_with(local::LocalConfig { timings, ..config(folder.path()) });
    let mut process = PlayerProcess::start(folder.path());
    let id = process.hear_id("id");
    let lobby = player.create_lobby(LobbyType::Public, 2);
    process.tell(&format!("join {lobby}"));
    assert_eq!(process.hear("joined"), "1");
    player.send(id, b"there?", SendType::Reliable, 0);
    assert_eq!(player.receive(0), (id, b"there?".to_vec()));
    process.child.kill().unwrap();
    player.send(id, &pattern(1_048_576, 1), SendType::Reliable, 0);
    player.expect(&chat_update(lobby, id, DISCONNECTED));
    assert_eq!(player.steam.num_lobby_members(lobby), 1);
    player.send(id, b"and now?", SendType::Reliable, 0);
    player.expect(&Event::P2PSessionConnectFail { remote: id, error: 4 });
}

#[test]
fn lobbies_and_sessions_outlive_a_killed_hub() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = PlayerProcess::start(folder.path());
    let id = process.hear_id("id");
    process.tell("create");
    let lobby = process.hear_id("lobby");
    let (mut one, mut two) = (Player::start(folder.path()), Player::start(folder.path()));
    assert_eq!(one.join(lobby), 1);
    assert_eq!(two.join(lobby), 1);
    one.send(two.id(), b"before", SendType::Reliable, 0);
    two.accept(one.id());
    assert_eq!(two.receive(0), (one.id(), b"before".to_vec()));
    process.child.kill().unwrap();
    one.send(two.id(), b"meanwhile", SendType::Reliable, 0);
    assert_eq!(two.receive(0), (one.id(), b"meanwhile".to_vec()));
    for player in [&mut one, &mut two] {
        player.expect(&chat_update(lobby, id, DISCONNECTED));
        assert_eq!(player.steam.num_lobby_members(lobby), 2);
    }
    assert_eq!(one.steam.lobby_owner(lobby), Some(one.id()));
    assert!(one.steam.set_lobby_data(lobby, "map", "ice"));
    let mut late = Player::start(folder.path());
    assert_eq!(late.search(), [lobby]);
    assert_eq!(late.steam.lobby_data(lobby, "map"), "ice");
}

#[test]
fn a_stalled_game_keeps_its_links_and_its_lobbies() {
    let folder = tempfile::tempdir().unwrap();
    let mut player = Player::start(folder.path());
    let mut process = PlayerProcess::start(folder.path());
    let id = process.hear_id("id");
    let lobby = player.create_lobby(LobbyType::Public, 2);
    process.tell(&format!("join {lobby}"));
    assert_eq!(process.hear("joined"), "1");
    player.send(id, b"there?", SendType::Reliable, 0);
    assert_eq!(player.receive(0), (id, b"there?".to_vec()));
    process.tell("stall");
    for _ in 0..100 {
        player.send(id, &pattern(1200, 3), SendType::Reliable, 0);
    }
    player.wait("all packets being acknowledged by the other process' thread", |player| {
        let state = player.steam.p2p_session_state(id)?;
        (state.packets_queued_for_send == 0 && state.connection_active).then_some(())
    });
    assert_eq!(player.steam.num_lobby_members(lobby), 2);
}
