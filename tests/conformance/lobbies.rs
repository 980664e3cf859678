//! Lobbies: making, joining, leaving, their owner, their members, their chat.

use steam_networking::contract::matchmaking::{LobbyGameServer, LobbyType};
use steam_networking::contract::{Event, SteamId};

use super::{
    DISCONNECTED, DOES_NOT_EXIST, ENTERED, FULL, LEFT, NOT_ALLOWED, SUCCESS, World, chat_update, pattern,
};

// rule: lobby.answers-later
pub fn answers_come_out_of_the_pump_only_and_in_steams_order(world: &World) {
    let mut player = world.player();
    player.steam.matchmaking().create_lobby(LobbyType::FriendsOnly, 2);
    let lobby = player.event("the lobby", |event| match event {
        Event::LobbyEntered { .. } => panic!("entered before created"),
        Event::LobbyCreated { result: 1, lobby } => Some(*lobby),
        _ => None,
    });
    player.expect(&Event::LobbyEntered { lobby, permissions: 0, locked: false, response: 1 });
    player.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });
}

// rule: lobby.enter-leave
pub fn a_lobby_is_made_joined_and_left(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    for player in [&host, &guest] {
        assert_eq!(player.members(lobby), [host.id(), guest.id()], "in the order of entering");
        assert_eq!(player.steam.matchmaking().lobby_member_by_index(lobby, 2), None);
        assert_eq!(player.steam.matchmaking().lobby_owner(lobby), Some(host.id()));
        assert_eq!(player.steam.matchmaking().lobby_member_limit(lobby), 8);
    }
    guest.steam.matchmaking().leave_lobby(lobby);
    assert_eq!(guest.steam.matchmaking().num_lobby_members(lobby), 0, "at once");
    host.expect(&chat_update(lobby, guest.id(), LEFT));
    assert_eq!(host.members(lobby), [host.id()]);
    guest.forget_events();
    assert_eq!(guest.join(lobby), SUCCESS, "and may come back");
}

// rule: lobby.owner-moves-on
pub fn the_owner_moves_on_when_the_owner_leaves(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    let mut third = world.player();
    assert_eq!(third.join(lobby), SUCCESS);
    guest.expect(&chat_update(lobby, third.id(), ENTERED));
    host.set_data(lobby, "map", "lava");
    host.steam.matchmaking().leave_lobby(lobby);
    for player in [&mut guest, &mut third] {
        player.expect(&chat_update(lobby, host.id(), LEFT));
    }
    for player in [&guest, &third] {
        assert_eq!(
            player.steam.matchmaking().lobby_owner(lobby),
            Some(guest.id()),
            "the one who has been there longest"
        );
        assert_eq!(player.steam.matchmaking().lobby_data(lobby, "map"), "lava");
    }
    guest.forget_events();
    guest.set_data(lobby, "map", "ice");
}

// rule: lobby.owner-hands-over
pub fn an_owner_hands_over(world: &World) {
    let (host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    assert!(!guest.steam.matchmaking().set_lobby_owner(lobby, guest.id()), "nobody takes it unasked");
    assert!(!host.steam.matchmaking().set_lobby_owner(lobby, SteamId::individual(7)), "they are not there");
    assert!(host.steam.matchmaking().set_lobby_owner(lobby, guest.id()));
    assert!(!host.steam.matchmaking().set_lobby_joinable(lobby, false), "they are the owner no longer");
    guest.wait("becoming the owner", |guest| {
        (guest.steam.matchmaking().lobby_owner(lobby) == Some(guest.id())).then_some(())
    });
    assert!(guest.steam.matchmaking().set_lobby_joinable(lobby, false));
}

// rule: lobby.owner-only
pub fn only_the_owner_changes_a_lobby(world: &World) {
    let (host, guest, lobby) = world.two_in_lobby(LobbyType::Public);
    let stranger = world.player();
    for player in [&guest, &stranger] {
        assert!(!player.steam.matchmaking().set_lobby_data(lobby, "map", "ice"));
        assert!(!player.steam.matchmaking().delete_lobby_data(lobby, "map"));
        assert!(!player.steam.matchmaking().set_lobby_type(lobby, LobbyType::Private));
        assert!(!player.steam.matchmaking().set_lobby_joinable(lobby, false));
        assert!(!player.steam.matchmaking().set_lobby_member_limit(lobby, 3));
    }
    assert!(host.steam.matchmaking().set_lobby_type(lobby, LobbyType::Private));
    assert!(host.steam.matchmaking().set_lobby_member_limit(lobby, 3));
    assert_eq!(host.steam.matchmaking().lobby_member_limit(lobby), 3, "at once");
}

// rule: lobby.game-server
pub fn an_owner_names_a_game_server(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    assert_eq!(guest.steam.matchmaking().lobby_game_server(lobby), None);
    let server = LobbyGameServer { ip: [10, 0, 0, 7].into(), port: 7777, steam_id: SteamId::NIL };
    host.steam.matchmaking().set_lobby_game_server(lobby, server);
    for player in [&mut host, &mut guest] {
        player.expect(&Event::LobbyGameCreated { lobby, server: SteamId::NIL, ip: 0x0A00_0007, port: 7777 });
        assert_eq!(player.steam.matchmaking().lobby_game_server(lobby), Some(server));
    }
}

// rule: lobby.data
pub fn lobby_data_reaches_all_members_under_keys_of_any_case(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    guest.forget_events();
    host.set_data(lobby, "Map", "lava");
    host.set_data(lobby, "MAP", "ice");
    guest.wait("the data", |guest| {
        (guest.steam.matchmaking().lobby_data(lobby, "map") == "ice").then_some(())
    });
    assert_eq!(guest.take(&Event::LobbyDataUpdate { success: true, lobby, member: lobby }).min(1), 1);
    assert_eq!(guest.steam.matchmaking().all_lobby_data(lobby), [("Map".to_owned(), "ice".to_owned())]);
    assert!(host.steam.matchmaking().delete_lobby_data(lobby, "mAP"));
    assert_eq!(host.steam.matchmaking().lobby_data(lobby, "map"), "", "at once");
    guest.wait("the data to go", |guest| {
        guest.steam.matchmaking().all_lobby_data(lobby).is_empty().then_some(())
    });
}

// rule: lobby.member-data
pub fn members_tell_about_themselves(world: &World) {
    let (mut host, guest, lobby) = world.two_in_lobby(LobbyType::Private);
    guest.steam.matchmaking().set_lobby_member_data(lobby, "ready", "yes");
    assert_eq!(guest.steam.matchmaking().lobby_member_data(lobby, guest.id(), "Ready"), "yes");
    host.expect(&Event::LobbyDataUpdate { success: true, lobby, member: guest.id() });
    assert_eq!(host.steam.matchmaking().lobby_member_data(lobby, guest.id(), "ready"), "yes");
    assert_eq!(host.steam.matchmaking().lobby_member_data(lobby, host.id(), "ready"), "");
}

// rule: lobby.chat
pub fn members_chat(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Private);
    let stranger = world.player();
    assert!(!stranger.steam.matchmaking().send_lobby_chat_msg(lobby, b"may I?"));
    for text in [pattern(300, 7), b"\0\xFF".to_vec()] {
        assert!(guest.steam.matchmaking().send_lobby_chat_msg(lobby, &text));
        let message = Event::LobbyMessage { lobby, user: guest.id(), message: text, entry_type: 1 };
        host.expect(&message);
        guest.expect(&message);
    }
}

// rule: lobby.vanished
pub fn a_vanished_lobby_cannot_be_joined(world: &World) {
    let (mut host, mut guest) = world.two_players();
    assert_eq!(guest.join(SteamId::lobby(1)), DOES_NOT_EXIST, "it never was");
    let lobby = host.create_lobby(LobbyType::Public, 8);
    host.steam.matchmaking().leave_lobby(lobby);
    host.settle();
    assert_eq!(guest.join(lobby), DOES_NOT_EXIST, "it went with its last member");
    assert_eq!(guest.steam.matchmaking().num_lobby_members(lobby), 0);
}

// rule: lobby.full
pub fn a_full_lobby_cannot_be_joined(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let lobby = host.create_lobby(LobbyType::Public, 1);
    assert_eq!(guest.join(lobby), FULL);
    assert!(host.steam.matchmaking().set_lobby_member_limit(lobby, 2));
    host.settle();
    assert_eq!(guest.join(lobby), SUCCESS);
}

// rule: lobby.closed
pub fn a_closed_lobby_cannot_be_joined(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let lobby = host.create_lobby(LobbyType::Public, 2);
    assert!(host.steam.matchmaking().set_lobby_joinable(lobby, false));
    host.settle();
    assert_eq!(guest.join(lobby), NOT_ALLOWED);
    assert!(host.steam.matchmaking().set_lobby_joinable(lobby, true));
    host.settle();
    assert_eq!(guest.join(lobby), SUCCESS);
}

// rule: lobby.several
pub fn a_user_may_be_in_several_lobbies(world: &World) {
    let (mut host, mut guest, first) = world.two_in_lobby(LobbyType::Public);
    let second = guest.create_lobby(LobbyType::Public, 4);
    assert_eq!(host.join(second), SUCCESS);
    guest.expect(&chat_update(second, host.id(), ENTERED));
    assert!(host.steam.matchmaking().set_lobby_data(first, "name", "first"));
    assert!(guest.steam.matchmaking().set_lobby_data(second, "name", "second"));
    for player in [&mut host, &mut guest] {
        player.wait("the data of both", |player| {
            let name = |lobby| player.steam.matchmaking().lobby_data(lobby, "name");
            (name(first) == "first" && name(second) == "second").then_some(())
        });
    }
    assert_eq!(host.steam.matchmaking().lobby_owner(second), Some(guest.id()));
    host.steam.matchmaking().leave_lobby(first);
    guest.expect(&chat_update(first, host.id(), LEFT));
    assert_eq!(host.members(second), [guest.id(), host.id()]);
}

// rule: lobby.shutdown-leaves
pub fn a_user_who_shuts_down_leaves_their_lobbies(world: &World) {
    let (host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    let id = host.id();
    host.steam.shutdown();
    let state = guest.event("their leaving", |event| match event {
        Event::LobbyChatUpdate { changed, state, .. } if *changed == id => Some(*state),
        _ => None,
    });
    assert!([LEFT, DISCONNECTED].contains(&state), "{state}");
    assert_eq!(guest.members(lobby), [guest.id()]);
    assert_eq!(guest.steam.matchmaking().lobby_owner(lobby), Some(guest.id()));
}
