//! Lobbies: making, finding, joining, leaving, their data and their chat.

use steam_networking::platform::matchmaking::{LobbyComparison, LobbyFilter, LobbyGameServer, LobbyType};
use steam_networking::platform::{Event, SteamId};

use super::{ENTERED, LEFT, World, chat_update, pattern};

pub fn a_lobby_is_made_found_joined_and_left(world: &World) {
    let (mut host, mut guest) = world.two_players();
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
    host.expect(&chat_update(lobby, guest.id(), ENTERED));
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

pub fn answers_come_out_of_the_pump_only_and_in_steams_order(world: &World) {
    let mut player = world.player();
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

pub fn members_chat_and_tell_about_themselves(world: &World) {
    let (mut host, mut guest) = world.two_players();
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

pub fn an_owner_hands_over_and_names_a_server(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let lobby = host.create_lobby(LobbyType::Public, 4);
    assert_eq!(guest.join(lobby), 1);
    host.expect(&chat_update(lobby, guest.id(), ENTERED));
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

pub fn lobbies_are_filtered_invited_to_and_asked_about(world: &World) {
    let (mut host, mut guest) = world.two_players();
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

pub fn joining_fails_with_steams_reasons(world: &World) {
    let (mut host, mut guest) = world.two_players();
    assert_eq!(guest.join(SteamId::lobby(1)), 2, "it does not exist");
    let lobby = host.create_lobby(LobbyType::Public, 1);
    assert_eq!(guest.join(lobby), 4, "it is full");
    assert!(host.steam.set_lobby_member_limit(lobby, 2));
    assert!(host.steam.set_lobby_joinable(lobby, false));
    host.steam.request_lobby_list();
    host.event("the changes", |event| matches!(event, Event::LobbyMatchList { .. }).then_some(()));
    assert_eq!(guest.join(lobby), 3, "nobody may join");
    assert!(guest.search().is_empty());
    assert_eq!(guest.steam.num_lobby_members(lobby), 0);
}
