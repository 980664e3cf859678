//! A member, with an arbitrary hub and an arbitrary game.

use std::collections::VecDeque;

use super::{Script, lobby_of, user, user_info};
use crate::contract::SteamId;
use crate::contract::matchmaking::LobbyFilter;
use crate::platform::local::client::Client;
use crate::platform::local::lobby::Change;
use crate::platform::local::wire::frame;
use crate::platform::local::wire::hub::{FromHub, ToHub};

/// Runs hubs that appear, answer, send any bytes and are lost, and a game that creates, joins and changes lobbies.
pub fn run(input: &[u8]) {
    let mut script = Script(input);
    let mut client = Client::new(user_info(0), 480);
    let mut on_their_way: VecDeque<ToHub> = VecDeque::new();
    while !script.is_over() {
        match script.below(4) {
            0 => play(&mut script, &mut client),
            1 => {
                if let Some(message) = client.poll_message() {
                    assert!(message.is_sound(), "{message:?}");
                    on_their_way.push_back(message.clone());
                }
            }
            2 => {
                if let Some(message) = answer(&mut script, on_their_way.pop_front())
                    && message.is_sound()
                {
                    client.handle(message);
                }
            }
            _ if script.below(8) == 0 => {
                client.hub_lost();
                on_their_way.clear();
                let registration = client.registration();
                assert!(registration.iter().all(ToHub::is_sound), "{registration:?}");
            }
            _ => {
                let mut events = VecDeque::new();
                client.take_events(&mut events);
                assert!(!client.has_events());
            }
        }
    }
}

fn lobby_id(script: &mut Script<'_>) -> SteamId {
    SteamId::lobby(u32::from(script.below(4)) + 1)
}

fn play(script: &mut Script<'_>, client: &mut Client) {
    let lobby = lobby_id(script);
    match script.below(12) {
        0 => client.create_lobby(script.lobby_type(), u32::from(script.byte())),
        1 => client.join_lobby(lobby),
        2 => client.leave_lobby(lobby),
        3 => {
            client.add_filter(LobbyFilter::Near { key: script.text().repeat(3), value: 0 });
            client.search();
        }
        4 => drop(client.request_lobby_data(lobby)),
        5 => drop(client.change(lobby, Change::Data { key: script.text().repeat(2), value: script.text() })),
        6 => drop(client.change(lobby, Change::Owner(user(script.below(4))))),
        7 => drop(client.set_member_data(lobby, &script.text(), &script.text())),
        8 => drop(client.send_message(lobby, script.bytes())),
        9 => drop(client.invite(lobby, user(script.below(4)))),
        10 => drop(client.set_rich_presence(&script.text(), &script.text())),
        _ => {
            let _ = (client.num_members(lobby), client.member_limit(lobby), client.game_server(lobby));
        }
    }
}

/// A message of the hub, perhaps an answer to `message`.
fn answer(script: &mut Script<'_>, message: Option<ToHub>) -> Option<FromHub> {
    let lobby = lobby_id(script);
    let whole = |script: &mut Script<'_>| lobby_of(lobby, &[script.below(3), script.below(3), 0]);
    Some(match message {
        Some(ToHub::CreateLobby { request, .. }) => {
            FromHub::LobbyCreated { request, outcome: Ok(whole(script)) }
        }
        Some(ToHub::JoinLobby { request, lobby }) => {
            FromHub::LobbyEntered { request, lobby, outcome: Ok(lobby_of(lobby, &[1, 0])) }
        }
        Some(ToHub::Search { request, .. }) => FromHub::SearchDone { request, lobbies: vec![lobby] },
        Some(ToHub::Change { lobby, change }) => FromHub::Changed { lobby, by: user(0), change },
        _ => match script.below(10) {
            0 => FromHub::Registered { host: user(1) },
            1 => FromHub::Handled { messages: u32::from(script.byte()) },
            2 => FromHub::UserCame(user_info(script.below(6))),
            3 => FromHub::UserLeft { user: user(script.below(6)) },
            4 => FromHub::Settled,
            5 => FromHub::Lobby(whole(script)),
            6 => FromHub::Removed { lobby },
            7 => {
                let user = user(script.below(6));
                let change = if script.byte() & 1 == 0 {
                    Change::Entered { user }
                } else {
                    Change::Left { user, state: 2 }
                };
                FromHub::Changed { lobby, by: user, change }
            }
            8 => FromHub::Found(whole(script).summary()),
            _ => frame::decode(script.bytes()).ok()?,
        },
    })
}
