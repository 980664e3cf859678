//! Callback structures: lobbies, sessions, Steam itself.

use super::super::callbacks::*;
use super::packed::Packed;
use crate::contract::{Event, SteamId};

const LOBBY: SteamId = SteamId::lobby(0x0102_0304);
const ANNA: SteamId = SteamId::individual(11);
const BEN: SteamId = SteamId::individual(12);

#[test]
fn session_callbacks_name_the_remote_user() {
    let request = Packed::default().steam_id(ANNA).padded_for(1);
    assert_eq!(event(1202, &request), Some(Event::P2PSessionRequest { remote: ANNA }));
    let fail = Packed::default().steam_id(BEN).u8(4).padded_for(1);
    assert_eq!(event(1203, &fail), Some(Event::P2PSessionConnectFail { remote: BEN, error: 4 }));
}

#[test]
fn a_lobby_change_names_its_maker_and_its_subject() {
    let update = Packed::default().u64(LOBBY.0).u64(ANNA.0).u64(BEN.0).u32(0x12).padded_for(8);
    assert_eq!(
        event(506, &update),
        // Left and banned at once: several bits are legal.
        Some(Event::LobbyChatUpdate { lobby: LOBBY, changed: ANNA, making_change: BEN, state: 0x12 })
    );
}

#[test]
fn lobby_answers_carry_the_whole_lobby_id() {
    let created = Packed::default().u32(1).u64(LOBBY.0).padded_for(8);
    assert_eq!(lobby_created(&created), Some(Event::LobbyCreated { result: 1, lobby: LOBBY }));
    let entered = Packed::default().u64(LOBBY.0).u32(7).u8(1).u32(2).padded_for(8);
    assert_eq!(
        lobby_entered(&entered),
        Some((LOBBY, Event::LobbyEntered { lobby: LOBBY, permissions: 7, locked: true, response: 2 }))
    );
    assert_eq!(lobby_match_list(&50_u32.to_ne_bytes()), Some(50));
}

#[test]
fn values_that_this_sdk_does_not_know_are_passed_on() {
    let created = Packed::default().u32(9999).u64(0).padded_for(8);
    assert_eq!(lobby_created(&created), Some(Event::LobbyCreated { result: 9999, lobby: SteamId::NIL }));
    // A C++ boolean that is neither 0 nor 1, and a result of "OK" where only failures are expected.
    let failure = Packed::default().u32(9999).u8(2).padded_for(4);
    assert_eq!(event(102, &failure), Some(Event::SteamServerConnectFailed { result: 9999, retrying: true }));
    assert_eq!(event(103, &1_u32.to_ne_bytes()), Some(Event::SteamServerDisconnected { result: 1 }));
}

#[test]
fn the_other_lobby_callbacks_are_read_member_by_member() {
    let data = Packed::default().u64(LOBBY.0).u64(ANNA.0).u8(1).padded_for(8);
    assert_eq!(event(505, &data), Some(Event::LobbyDataUpdate { success: true, lobby: LOBBY, member: ANNA }));
    let server = Packed::default().u64(LOBBY.0).u64(BEN.0).u32(0x7F00_0001).u16(27015).padded_for(8);
    assert_eq!(
        event(509, &server),
        Some(Event::LobbyGameCreated { lobby: LOBBY, server: BEN, ip: 0x7F00_0001, port: 27015 })
    );
    let invite = Packed::default().u64(ANNA.0).u64(LOBBY.0).u64(480).padded_for(8);
    assert_eq!(event(503, &invite), Some(Event::LobbyInvite { inviter: ANNA, lobby: LOBBY, game: 480 }));
    let kicked = Packed::default().u64(LOBBY.0).u64(BEN.0).u8(1).padded_for(8);
    assert_eq!(
        event(512, &kicked),
        Some(Event::LobbyKicked { lobby: LOBBY, admin: BEN, due_to_disconnect: true })
    );
    let join = Packed::default().steam_id(LOBBY).steam_id(ANNA).padded_for(1);
    assert_eq!(event(333, &join), Some(Event::JoinRequested { lobby: LOBBY, friend: ANNA }));
    let message = Packed::default().u64(LOBBY.0).u64(ANNA.0).u8(1).u32(77).padded_for(8);
    assert_eq!(
        lobby_chat_message(&message),
        Some(ChatMessage { lobby: LOBBY, user: ANNA, entry_type: 1, chat: 77 })
    );
}

#[test]
fn callbacks_about_steam_itself() {
    let persona = Packed::default().u64(ANNA.0).u32(0x8000_0001).padded_for(8);
    assert_eq!(event(304, &persona), Some(Event::PersonaStateChange { user: ANNA, flags: 0x8000_0001 }));
    assert_eq!(event(101, &[0]), Some(Event::SteamServerConnected));
    assert_eq!(event(704, &[]), Some(Event::SteamShutdown));
    assert_eq!(ipc_failure(&[0]), Some(0));
    assert_eq!(ipc_failure(&[PIPE_FAILED]), Some(1));
    let completed = Packed::default().u64(0xAABB).u32(513).u32(12).padded_for(8);
    assert_eq!(call_completed(&completed), Some(CallCompleted { call: 0xAABB, callback: 513, size: 12 }));
}

#[test]
fn short_and_unknown_callbacks_are_skipped() {
    for callback in [1202, 1203, 502, 503, 505, 506, 509, 512, 333, 304, 102, 103] {
        assert_eq!(event(callback, &[]), None, "callback {callback}");
        assert_eq!(event(callback, &[0; 3]), None, "callback {callback}");
    }
    assert_eq!(lobby_created(&[0; 11]), None);
    assert_eq!(lobby_entered(&[0; 19]), None);
    assert_eq!(lobby_match_list(&[0; 3]), None);
    assert_eq!(lobby_chat_message(&[0; 23]), None);
    assert_eq!(call_completed(&[0; 15]), None);
    assert_eq!(ipc_failure(&[]), None);
    assert_eq!(event(987_654, &[0; 64]), None);
    assert_eq!(event(-1, &[0; 64]), None);
}
