//! The limits of lobbies, and invitations.

use steam_networking::contract::Event;
use steam_networking::contract::matchmaking::LobbyType;

use super::{SUCCESS, World};

// rule: lobby.members-limit
pub fn lobbies_have_1_to_250_members(world: &World) {
    let mut host = world.player();
    for refused in [0, 251] {
        host.steam.matchmaking().create_lobby(LobbyType::Public, refused);
        let result = host.event("the answer", |event| match event {
            Event::LobbyCreated { result, .. } => Some(*result),
            _ => None,
        });
        assert_ne!(result, 1, "{refused} members");
    }
    let lobby = host.create_lobby(LobbyType::Public, 250);
    assert_eq!(host.steam.matchmaking().lobby_member_limit(lobby), 250);
    assert!(!host.steam.matchmaking().set_lobby_member_limit(lobby, 251));
    assert!(!host.steam.matchmaking().set_lobby_member_limit(lobby, 0));
    assert!(host.steam.matchmaking().set_lobby_member_limit(lobby, 1));
}

// rule: lobby.data-limits
pub fn keys_have_at_most_255_bytes_and_values_8192(world: &World) {
    let (mut host, mut guest, lobby) = world.two_in_lobby(LobbyType::Public);
    let (key, value) = ("k".repeat(255), "v".repeat(8192));
    host.set_data(lobby, &key, &value);
    guest
        .wait("the data", |guest| (guest.steam.matchmaking().lobby_data(lobby, &key) == value).then_some(()));
    assert!(!host.steam.matchmaking().set_lobby_data(lobby, &"k".repeat(256), "v"));
    assert!(!host.steam.matchmaking().set_lobby_data(lobby, "", "v"));
    assert!(!host.steam.matchmaking().set_lobby_data(lobby, "k", &"v".repeat(8193)));
    guest.steam.matchmaking().set_lobby_member_data(lobby, &"k".repeat(256), "v");
    guest.steam.matchmaking().set_lobby_member_data(lobby, "k", &"v".repeat(8193));
    guest.steam.matchmaking().set_lobby_member_data(lobby, &key, &value);
    host.expect(&Event::LobbyDataUpdate { success: true, lobby, member: guest.id() });
    assert_eq!(host.steam.matchmaking().lobby_member_data(lobby, guest.id(), &key), value);
    assert_eq!(host.steam.matchmaking().lobby_member_data(lobby, guest.id(), "k"), "");
}

// rule: lobby.chat-limit
pub fn chat_messages_have_at_most_4096_bytes(world: &World) {
    let (mut host, guest, lobby) = world.two_in_lobby(LobbyType::Public);
    assert!(!guest.steam.matchmaking().send_lobby_chat_msg(lobby, &[1; 4097]));
    assert!(guest.steam.matchmaking().send_lobby_chat_msg(lobby, &[2; 4096]));
    let length = host.event("the message", |event| match event {
        Event::LobbyMessage { message, .. } => Some(message.len()),
        _ => None,
    });
    assert_eq!(length, 4096);
}

// rule: lobby.invite
pub fn members_invite_others(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let lobby = host.create_lobby(LobbyType::Private, 4);
    host.know(guest.id());
    guest.know(host.id());
    assert!(!guest.steam.matchmaking().invite_user_to_lobby(lobby, host.id()), "they are not in it");
    assert!(host.steam.matchmaking().invite_user_to_lobby(lobby, guest.id()));
    let inviter = host.id();
    let game = u64::from(host.steam.app_id());
    guest.expect(&Event::LobbyInvite { inviter, lobby, game });
    assert_eq!(guest.join(lobby), SUCCESS);
}
