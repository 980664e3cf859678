//! Friends, tickets, voice, the machine and the game, asked through Steam.
#![cfg(target_os = "linux")]

mod common;

use common::{events_until, on_the_double, other, steam, switch, until};
use steam_networking::contract::friends::{AvatarSize, Overlay, StoreFlag};
use steam_networking::contract::matchmaking::FavoriteGame;
use steam_networking::contract::utils::NotificationPosition;
use steam_networking::contract::{Apps, Auth, Event, Friends, Platform, SteamId, User, Utils};
use steam_networking::platform::local::LocalPlatform;
use steam_networking::platform::steamworks::SteamworksPlatform;

/// `k_EFriendFlagAll`.
const ALL: u32 = 0xFFFF;
/// `k_EFriendFlagImmediate`.
const IMMEDIATE: u32 = 4;

/// Two users who know each other.
fn friends() -> (SteamworksPlatform, LocalPlatform) {
    let (steam, other) = (steam(), other());
    until(&steam, || steam.friends().has_friend(other.steam_id(), IMMEDIATE).then_some(()));
    until(&other, || other.has_friend(steam.steam_id(), IMMEDIATE).then_some(()));
    (steam, other)
}

#[test]
fn friends_are_listed_with_how_they_are() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        let friend = other.steam_id();
        assert_eq!(steam.friends().friend_list(ALL), [friend]);
        assert_eq!(steam.friends().friend_list(0), []);
        assert_eq!(steam.friends().friend_persona_state(friend), other.persona_state());
        assert_eq!(steam.friends().friend_relationship(friend), 3);
        assert_eq!(steam.friends().friend_game_played(friend).unwrap().game, 480);
        assert_eq!(steam.friends().friend_game_played(SteamId::individual(5)), None);
        assert_eq!(steam.friends().player_nickname(friend), "");
        switch("ENUMS", "unknown");
        assert_eq!(steam.friends().persona_state(), 200);
        assert_eq!(steam.friends().friend_relationship(friend), 200);
    });
}

#[test]
fn rich_presence_reaches_the_friend() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        assert!(steam.friends().set_rich_presence("status", "in the lava"));
        let told = Event::FriendRichPresenceUpdate { user: steam.steam_id(), app_id: 480 };
        events_until(&other, |events| events.contains(&told));
        assert_eq!(other.friend_rich_presence(steam.steam_id(), "status"), "in the lava");
        assert!(other.set_rich_presence("status", "im Eis"));
        let told = Event::FriendRichPresenceUpdate { user: other.steam_id(), app_id: 480 };
        events_until(&steam, |events| events.contains(&told));
        assert_eq!(steam.friends().friend_rich_presence(other.steam_id(), "status"), "im Eis");
        assert!(!steam.friends().set_rich_presence("a\0b", "x"), "a NUL inside is refused");
        steam.friends().clear_rich_presence();
        until(&other, || other.friend_rich_presence(steam.steam_id(), "status").is_empty().then_some(()));
    });
}

#[test]
fn an_invitation_to_the_game_carries_its_text() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        assert!(other.invite_user_to_game(steam.steam_id(), "+connect 7"));
        let joins = |event: &Event| match event {
            Event::JoinGameRequested { user, connect } => Some((*user, connect.clone())),
            _ => None,
        };
        let events = events_until(&steam, |events| events.iter().any(|event| joins(event).is_some()));
        let invited = events.iter().find_map(joins);
        assert_eq!(invited, Some((other.steam_id(), "+connect 7".to_owned())));
    });
}

#[test]
fn an_avatar_is_a_picture_of_the_size_that_it_says() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        for size in [AvatarSize::Small, AvatarSize::Medium, AvatarSize::Large] {
            let handle = until(&steam, || {
                Some(steam.friends().friend_avatar(other.steam_id(), size)).filter(|handle| *handle > 0)
            });
            let image = steam.utils().image(handle).unwrap();
            assert_eq!((image.width, image.height), (size.pixels(), size.pixels()));
            assert_eq!(steam.utils().image_size(handle), Some((image.width, image.height)));
            assert_eq!(image.rgba.len() as u32, image.width * image.height * 4);
            assert!(image.rgba.iter().any(|byte| *byte != 0));
        }
        let handle = steam.friends().friend_avatar(steam.steam_id(), AvatarSize::Small);
        assert!(steam.utils().image(handle).is_some());
        switch("IMAGES", "huge");
        assert_eq!(steam.utils().image(handle), None, "no room is made for what cannot be");
        assert_eq!(steam.utils().image(-7), None);
    });
}

#[test]
fn a_ticket_proves_who_its_owner_is() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        let ticket = steam.auth().auth_session_ticket(other.steam_id()).unwrap();
        assert!(!ticket.bytes.is_empty() && ticket.bytes.len() < 8192);
        let ready = Event::GetAuthSessionTicketResponse { ticket: ticket.handle, result: 1 };
        events_until(&steam, |events| events.contains(&ready));
        assert_eq!(other.begin_auth_session(&ticket.bytes, steam.steam_id()), 0);
        let valid = |response| Event::ValidateAuthTicketResponse {
            user: steam.steam_id(),
            response,
            owner: steam.steam_id(),
        };
        events_until(&other, |events| events.contains(&valid(0)));
        steam.auth().cancel_auth_ticket(ticket.handle);
        // k_EAuthSessionResponseAuthTicketCanceled
        events_until(&other, |events| events.contains(&valid(6)));

        let theirs = other.auth_session_ticket(SteamId::NIL).unwrap();
        assert_eq!(steam.auth().begin_auth_session(&theirs.bytes, other.steam_id()), 0);
        let verdict = |event: &Event| matches!(event, Event::ValidateAuthTicketResponse { response: 0, .. });
        events_until(&steam, |events| events.iter().any(verdict));
        assert_eq!(steam.auth().user_has_license_for_app(other.steam_id(), 480), 0);
        steam.auth().end_auth_session(other.steam_id());
        assert_ne!(steam.auth().begin_auth_session(&[], other.steam_id()), 0);
        assert_ne!(steam.auth().begin_auth_session(&[0; 8193], other.steam_id()), 0);
        switch("ENUMS", "unknown");
        assert_ne!(steam.auth().begin_auth_session(&theirs.bytes, other.steam_id()), 0);
        assert_ne!(steam.auth().user_has_license_for_app(other.steam_id(), 480), 0);
    });
}

#[test]
fn recorded_voice_can_be_heard_by_the_other() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        let silent = steam.auth().voice(8192);
        assert!(silent.result != 0 && silent.bytes.is_empty());
        steam.auth().start_voice_recording();
        let voice = until(&steam, || Some(steam.auth().voice(8192)).filter(|voice| voice.result == 0));
        assert!(!voice.bytes.is_empty());
        let rate = steam.auth().voice_optimal_sample_rate();
        for heard in [
            other.decompress_voice(&voice.bytes, rate, 20_480),
            steam.auth().decompress_voice(&voice.bytes, rate, 20_480),
        ] {
            assert_eq!(heard.result, 0);
            assert!(!heard.bytes.is_empty() && heard.bytes.len().is_multiple_of(2));
        }
        // k_EVoiceResultBufferTooSmall
        assert_eq!(steam.auth().decompress_voice(&voice.bytes, rate, 2).result, 4);
        steam.auth().stop_voice_recording();
    });
}

#[test]
fn favourite_servers_are_kept() {
    on_the_double(&[], || {
        let steam = steam();
        let game = FavoriteGame {
            app_id: 480,
            ip: [10, 0, 0, 7].into(),
            port: 27015,
            query_port: 27016,
            flags: 1,
            last_played: 1_600_000_000,
        };
        let before = steam.favorites().favorite_games().len();
        assert_eq!(steam.favorites().add_favorite_game(game) as usize, before + 1);
        assert!(steam.favorites().favorite_games().contains(&game));
        let added = |event: &Event| matches!(event, Event::FavoritesListChanged { server, add: true, .. } if server.port == 27015);
        events_until(&steam, |events| events.iter().any(added));
        assert!(steam.favorites().remove_favorite_game(game));
        assert!(!steam.favorites().remove_favorite_game(game));
        assert_eq!(steam.favorites().favorite_games().len(), before);
    });
}

#[test]
fn the_machine_and_the_game_answer_as_the_local_platform_does() {
    on_the_double(&[], || {
        let (steam, other) = friends();
        assert_eq!(steam.app_id(), 480);
        assert_eq!(steam.utils().connected_universe(), 1);
        assert_eq!(steam.utils().ip_country(), other.ip_country());
        assert_eq!(steam.utils().steam_ui_language(), other.steam_ui_language());
        assert!(steam.utils().server_real_time() >= 1_600_000_000);
        assert_eq!(steam.utils().is_overlay_enabled(), other.is_overlay_enabled());
        assert_eq!(steam.utils().overlay_needs_present(), other.overlay_needs_present());
        assert_eq!(steam.apps().app_owner(), steam.steam_id());
        assert!(Apps::is_subscribed(&steam) && steam.apps().is_subscribed_app(480));
        assert_eq!(steam.apps().app_build_id(), other.app_build_id());
        assert_eq!(steam.apps().app_install_dir(480), other.app_install_dir(480));
        assert_eq!(steam.apps().current_game_language(), other.current_game_language());
        assert_eq!(steam.apps().available_game_languages(), other.available_game_languages());
        assert_eq!(steam.apps().installed_depots(480), other.installed_depots(480));
        assert_eq!(steam.apps().launch_query_param("key"), other.launch_query_param("key"));
        // They return nothing; the double accepts only the SDK's numbers.
        steam.utils().set_overlay_notification_position(NotificationPosition::BottomRight);
        steam.utils().set_overlay_notification_inset(3, 4);
        for overlay in [
            Overlay::Dialog("friends".into()),
            Overlay::Invite(SteamId::lobby(7)),
            Overlay::InviteWith("+connect 7".into()),
            Overlay::RemotePlayTogether(SteamId::lobby(7)),
            Overlay::Store(480, StoreFlag::AddToCart),
            Overlay::User("chat".into(), other.steam_id()),
            Overlay::WebPage { url: "https://example.com".into(), modal: true },
        ] {
            steam.friends().activate_overlay(overlay);
        }
    });
}
