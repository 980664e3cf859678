//! Friends, invitations, tickets, pictures, voice, and information about the machine.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use steam_networking::contract::friends::{AvatarSize, MAX_RICH_PRESENCE_KEYS, Overlay, StoreFlag};
use steam_networking::contract::matchmaking::{FavoriteGame, LobbyType};
use steam_networking::contract::utils::NotificationPosition;
use steam_networking::contract::{Apps, Event, Platform, SteamId, User};
use steam_networking::platform::local::{LocalConfig, LocalPlatform, UserChoice};

use crate::config;

const IMMEDIATE: u32 = 4;
const CHAT_MEMBER: u32 = 0x1000;
const ALL: u32 = 0xFFFF;
/// Far longer than anything takes here; only a failed test waits this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A local platform with its events.
struct Person {
    steam: LocalPlatform,
    events: VecDeque<Event>,
}

impl Person {
    fn start(folder: &Path) -> Person {
        Person::start_with(config(folder))
    }

    fn start_with(config: LocalConfig) -> Person {
        Person { steam: LocalPlatform::start(config).unwrap(), events: VecDeque::new() }
    }

    /// Two who know each other.
    fn two(folder: &Path) -> (Person, Person) {
        let (mut one, mut two) = (Person::start(folder), Person::start(folder));
        one.know(two.id());
        two.know(one.id());
        (one, two)
    }

    fn id(&self) -> SteamId {
        self.steam.steam_id()
    }

    /// Waits until `look` finds something.
    fn wait<R>(&mut self, what: &str, mut look: impl FnMut(&mut Person) -> Option<R>) -> R {
        let limit = Instant::now() + PATIENCE;
        loop {
            self.steam.pump(&mut self.events);
            if let Some(found) = look(self) {
                return found;
            }
            assert!(Instant::now() < limit, "{} waits in vain for {what}, has {:?}", self.id(), self.events);
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn know(&mut self, user: SteamId) {
        self.wait("another user", |person| {
            (!person.steam.friend_persona_name(user).is_empty()).then_some(())
        });
    }

    /// Waits for the first event that `wanted` takes, and takes it and what came before it out of the queue.
    fn event<R>(&mut self, what: &str, mut wanted: impl FnMut(&Event) -> Option<R>) -> R {
        self.wait(what, |person| {
            let mut events = person.events.iter().enumerate();
            let (at, found) = events.find_map(|(at, event)| Some((at, wanted(event)?)))?;
            person.events.drain(..=at);
            Some(found)
        })
    }

    fn expect(&mut self, expected: &Event) {
        self.event(&format!("{expected:?}"), |event| (event == expected).then_some(()));
    }

    fn create_lobby(&mut self, lobby_type: LobbyType) -> SteamId {
        self.steam.matchmaking().create_lobby(lobby_type, 8);
        self.event("its new lobby", |event| match event {
            Event::LobbyEntered { lobby, response: 1, .. } => Some(*lobby),
            _ => None,
        })
    }

    /// The verdict on the ticket of `user`.
    fn verdict(&mut self, user: SteamId) -> i32 {
        self.event("a verdict", |event| match event {
            Event::ValidateAuthTicketResponse { user: whose, response, owner } if *whose == user => {
                assert_eq!(*owner, user);
                Some(*response)
            }
            _ => None,
        })
    }

    /// A new ticket, once it can be used.
    fn ticket(&mut self, remote: SteamId) -> (u32, Vec<u8>) {
        let ticket = self.steam.auth().auth_session_ticket(remote).unwrap();
        assert!(ticket.handle != 0 && ticket.bytes.len() <= 1024);
        self.expect(&Event::GetAuthSessionTicketResponse { ticket: ticket.handle, result: 1 });
        (ticket.handle, ticket.bytes)
    }
}

fn left(user: SteamId) -> Event {
    Event::PersonaStateChange { user, flags: 8 }
}

fn presence_update(user: SteamId) -> Event {
    Event::FriendRichPresenceUpdate { user, app_id: 480 }
}

// rule: friends.everybody-present
#[test]
fn everybody_present_is_a_friend_and_stays_one_offline() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, two) = Person::two(folder.path());
    let friend = two.id();
    assert_eq!(
        (one.steam.friends().friend_list(ALL), one.steam.friends().friend_list(IMMEDIATE)),
        (vec![friend], vec![friend])
    );
    assert_eq!(one.steam.friends().friend_list(0x8), []);
    assert!(
        one.steam.friends().has_friend(friend, IMMEDIATE) && !one.steam.friends().has_friend(friend, 0x8)
    );
    assert!(
        !one.steam.friends().has_friend(one.id(), ALL)
            && !one.steam.friends().has_friend(SteamId::individual(7), ALL)
    );
    let relation = |user| {
        (one.steam.friends().friend_relationship(user), one.steam.friends().friend_persona_state(user))
    };
    assert_eq!(relation(friend), (3, 1));
    assert_eq!(relation(one.id()), (0, 1));
    assert_eq!(relation(SteamId::individual(7)), (0, 0));
    assert_eq!(one.steam.friends().persona_state(), 1);
    assert_eq!(one.steam.friends().player_nickname(friend), "");
    assert!(!one.steam.friends().request_user_information(friend, false));
    two.steam.shutdown();
    one.expect(&left(friend));
    assert_eq!(one.steam.friends().friend_list(ALL), [friend]);
    assert_eq!(
        (one.steam.friends().friend_relationship(friend), one.steam.friends().friend_persona_state(friend)),
        (3, 0)
    );
    assert_eq!(one.steam.friends().friend_game_played(friend), None);
}

#[test]
fn a_friends_lobby_shows_unless_its_type_hides_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = Person::two(folder.path());
    let played = two.steam.friends().friend_game_played(one.id()).unwrap();
    assert_eq!((played.game, played.lobby), (480, SteamId::NIL));
    one.create_lobby(LobbyType::Private);
    let lobby = one.create_lobby(LobbyType::FriendsOnly);
    let friend = one.id();
    two.expect(&Event::PersonaStateChange { user: friend, flags: 0x10 });
    assert_eq!(two.steam.friends().friend_game_played(friend).unwrap().lobby, lobby);
    assert!(!two.steam.friends().has_friend(friend, CHAT_MEMBER));
    two.steam.matchmaking().join_lobby(lobby);
    two.wait("being in the lobby", |two| two.steam.friends().has_friend(friend, CHAT_MEMBER).then_some(()));
    one.steam.matchmaking().leave_lobby(lobby);
    two.expect(&Event::PersonaStateChange { user: friend, flags: 0x10 });
    assert_eq!(two.steam.friends().friend_game_played(friend).unwrap().lobby, SteamId::NIL);
}

// rule: friends.rich-presence
#[test]
fn rich_presence_reaches_friends_newcomers_and_the_next_hub() {
    let folder = tempfile::tempdir().unwrap();
    let host = Person::start(folder.path());
    let (one, mut two) = Person::two(folder.path());
    assert!(one.steam.friends().set_rich_presence("status", "In the lobby"));
    assert!(one.steam.friends().set_rich_presence("connect", "+join 7"));
    let id = one.id();
    assert_eq!(one.steam.friends().friend_rich_presence(id, "status"), "In the lobby");
    two.wait("both values", |two| {
        (two.steam.friends().friend_rich_presence(id, "connect") == "+join 7").then_some(())
    });
    two.expect(&presence_update(id));
    assert_eq!(two.steam.friends().friend_rich_presence(id, "status"), "In the lobby");
    assert_eq!(two.steam.friends().friend_rich_presence(id, "nothing"), "");
    let mut three = Person::start(folder.path());
    three.expect(&presence_update(id));
    assert_eq!(three.steam.friends().friend_rich_presence(id, "connect"), "+join 7");
    let lost = host.id();
    drop(host);
    three.expect(&left(lost));
    let mut four = Person::start(folder.path());
    four.expect(&presence_update(id));
    assert_eq!(four.steam.friends().friend_rich_presence(id, "status"), "In the lobby");
    one.steam.friends().clear_rich_presence();
    for other in [&mut two, &mut three, &mut four] {
        other.wait("the end of it", |other| {
            other.steam.friends().friend_rich_presence(id, "status").is_empty().then_some(())
        });
    }
}

// rule: friends.rich-presence
#[test]
fn rich_presence_keeps_to_steams_limits() {
    let folder = tempfile::tempdir().unwrap();
    let one = Person::start(folder.path());
    for number in 0..MAX_RICH_PRESENCE_KEYS {
        assert!(one.steam.friends().set_rich_presence(&number.to_string(), "value"));
    }
    assert!(!one.steam.friends().set_rich_presence("one more", "value"));
    assert!(one.steam.friends().set_rich_presence("0", ""));
    assert!(one.steam.friends().set_rich_presence("one more", "value"));
    assert!(!one.steam.friends().set_rich_presence("1", &"x".repeat(256)));
}

// rule: lobby.invite
#[test]
fn invitations_to_the_game_and_to_lobbies_arrive() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = Person::two(folder.path());
    let mut three = Person::start(folder.path());
    one.know(three.id());
    let (host, guest) = (one.id(), two.id());
    assert!(one.steam.friends().invite_user_to_game(guest, "+join 7"));
    two.expect(&Event::JoinGameRequested { user: host, connect: "+join 7".into() });
    assert!(!one.steam.friends().invite_user_to_game(SteamId::individual(7), "+join 7"));
    assert!(!one.steam.friends().invite_user_to_game(guest, &"x".repeat(256)));
    let lobby = one.create_lobby(LobbyType::Private);
    assert!(one.steam.friends().activate_overlay(Overlay::Invite(lobby)));
    assert!(one.steam.friends().activate_overlay(Overlay::InviteWith("+join 8".into())));
    for guest in [&mut two, &mut three] {
        // The invitation to the game with 7 was for one alone: nothing comes before these.
        let mut next = || {
            guest.event("an invitation", |event| match event {
                Event::LobbyInvite { .. } | Event::JoinGameRequested { .. } => Some(event.clone()),
                _ => None,
            })
        };
        assert_eq!(next(), Event::LobbyInvite { inviter: host, lobby, game: 480 });
        assert_eq!(next(), Event::JoinGameRequested { user: host, connect: "+join 8".into() });
    }
}

// rule: friends.overlay
#[test]
fn the_rest_of_the_overlay_opens_nothing_and_warns() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Person::start(folder.path());
    for overlay in [
        Overlay::Dialog("friends".into()),
        Overlay::RemotePlayTogether(SteamId::lobby(1)),
        Overlay::Store(480, StoreFlag::None),
        Overlay::User("chat".into(), one.id()),
        Overlay::WebPage { url: "https://example.com".into(), modal: true },
    ] {
        assert!(!one.steam.friends().activate_overlay(overlay));
    }
    one.steam.pump(&mut one.events);
    assert_eq!(one.events, []);
    assert!(!one.steam.utils().is_overlay_enabled() && !one.steam.utils().overlay_needs_present());
}

// rule: friends.avatars
#[test]
fn all_processes_see_the_same_picture_of_a_user() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = Person::two(folder.path());
    for size in [AvatarSize::Small, AvatarSize::Medium, AvatarSize::Large] {
        let handle = one.steam.friends().friend_avatar(one.id(), size);
        assert!(handle > 0);
        assert_eq!(one.steam.friends().friend_avatar(one.id(), size), handle);
        let image = one.steam.utils().image(handle).unwrap();
        assert_eq!(one.steam.utils().image_size(handle), Some((size.pixels(), size.pixels())));
        assert_eq!(image.rgba.len() as u32, size.pixels() * size.pixels() * 4);
        let seen = two.steam.friends().friend_avatar(one.id(), size);
        assert_eq!(two.steam.utils().image(seen), Some(image.clone()));
        assert_ne!(one.steam.utils().image(one.steam.friends().friend_avatar(two.id(), size)), Some(image));
    }
    assert_eq!(one.steam.friends().friend_avatar(SteamId::individual(7), AvatarSize::Small), 0);
    for handle in [0, -1, i32::MAX, i32::MIN, 299] {
        assert_eq!((one.steam.utils().image(handle), one.steam.utils().image_size(handle)), (None, None));
    }
}

// rule: friends.recent-players
#[test]
fn those_one_plays_with_are_remembered_with_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = Person::two(folder.path());
    assert_eq!(one.steam.friends().recent_players(), []);
    let before = one.steam.utils().server_real_time();
    assert!(before > 1_700_000_000);
    one.steam.friends().set_played_with(two.id());
    one.steam.friends().set_played_with(one.id());
    one.steam.friends().set_played_with(SteamId::individual(7));
    let recent = one.steam.friends().recent_players();
    assert_eq!(recent.iter().map(|player| player.user).collect::<Vec<_>>(), [two.id()]);
    assert!((before..=one.steam.utils().server_real_time()).contains(&recent[0].time));
}

// rule: user.tickets
#[test]
fn a_ticket_proves_its_issuer_until_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = Person::two(folder.path());
    let id = one.id();
    let (handle, ticket) = one.ticket(SteamId::NIL);
    assert_eq!(two.steam.auth().user_has_license_for_app(id, 480), 2);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, id), 2);
    assert_eq!(two.verdict(id), 0);
    assert_eq!(two.steam.auth().user_has_license_for_app(id, 480), 0);
    assert_eq!(two.steam.auth().user_has_license_for_app(id, 481), 1);
    one.steam.auth().cancel_auth_ticket(handle);
    assert_eq!(two.verdict(id), 6);
    assert_eq!(two.steam.auth().user_has_license_for_app(id, 480), 2);
    two.steam.auth().end_auth_session(id);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(two.verdict(id), 6);
}

#[test]
fn a_ticket_ends_with_its_issuers_process() {
    let folder = tempfile::tempdir().unwrap();
    let mut checker = Person::start(folder.path());
    let mut issuer = Person::start(folder.path());
    let id = issuer.id();
    let (_, ticket) = issuer.ticket(checker.id());
    assert_eq!(checker.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(checker.verdict(id), 0);
    drop(issuer);
    assert_eq!(checker.verdict(id), 6);
    checker.steam.auth().end_auth_session(id);
    let successor = Person::start_with(LocalConfig { user: UserChoice::Number(2), ..config(folder.path()) });
    assert_eq!(successor.id(), id);
    assert_eq!(checker.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(checker.verdict(id), 8, "another process does not know it");
}

#[test]
fn a_ticket_outlives_the_hub_and_can_still_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let host = Person::start(folder.path());
    let (mut one, mut two) = Person::two(folder.path());
    let (handle, ticket) = one.ticket(SteamId::NIL);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, one.id()), 0);
    assert_eq!(two.verdict(one.id()), 0);
    let lost = host.id();
    drop(host);
    one.expect(&left(lost));
    two.expect(&left(lost));
    assert_eq!(two.steam.auth().user_has_license_for_app(one.id(), 480), 0);
    one.steam.auth().cancel_auth_ticket(handle);
    assert_eq!(two.verdict(one.id()), 6);
}

// rule: user.tickets
#[test]
fn tickets_that_are_forged_used_or_for_somebody_else_are_not_valid() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = Person::two(folder.path());
    let mut three = Person::start(folder.path());
    three.know(one.id());
    let id = one.id();
    let (_, ticket) = one.ticket(SteamId::NIL);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, three.id()), 1);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket[..20], id), 1);
    assert_eq!(two.steam.auth().begin_auth_session(&[], id), 1);
    let mut forged = ticket.clone();
    *forged.last_mut().unwrap() ^= 0x80;
    assert_eq!(two.steam.auth().begin_auth_session(&forged, id), 0);
    assert_eq!(two.verdict(id), 8);
    two.steam.auth().end_auth_session(id);
    assert_eq!(two.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(two.verdict(id), 0);
    assert_eq!(three.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(three.verdict(id), 7);
    three.steam.auth().end_auth_session(id);
    let (_, for_two) = one.ticket(two.id());
    assert_eq!(three.steam.auth().begin_auth_session(&for_two, id), 0);
    assert_eq!(three.verdict(id), 10);
}

#[test]
fn an_own_ticket_can_be_checked_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Person::start(folder.path());
    let id = one.id();
    let (_, ticket) = one.ticket(SteamId::NIL);
    assert_eq!(one.steam.auth().begin_auth_session(&ticket, id), 0);
    assert_eq!(one.verdict(id), 0);
}

// rule: user.voice
#[test]
fn voice_is_recorded_compressed_and_decompressed_at_every_rate() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Person::start(folder.path());
    assert_eq!(one.steam.auth().voice(8192).result, 2);
    one.steam.auth().start_voice_recording();
    let packet = one.wait("voice", |one| {
        let voice = one.steam.auth().voice(8192);
        (voice.result == 0).then_some(voice.bytes)
    });
    let best = one.steam.auth().voice_optimal_sample_rate();
    let decoded = one.steam.auth().decompress_voice(&packet, best, 20_480);
    assert_eq!((decoded.result, decoded.bytes.len() % 960), (0, 0));
    let twice = one.steam.auth().decompress_voice(&packet, 2 * best, 2 * 20_480);
    assert_eq!((twice.result, twice.bytes.len()), (0, 2 * decoded.bytes.len()));
    assert_eq!(one.steam.auth().decompress_voice(&packet, best, 10).result, 4);
    assert_eq!(one.steam.auth().decompress_voice(&packet[..packet.len() - 1], best, 20_480).result, 5);
    one.steam.auth().stop_voice_recording();
    one.wait("the end of the voice", |one| (one.steam.auth().voice(8192).result == 2).then_some(()));
}

// rule: favorites.kept
#[test]
fn favourite_servers_are_kept_and_announced() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Person::start(folder.path());
    let server = FavoriteGame {
        app_id: 480,
        ip: [10, 0, 0, 1].into(),
        port: 27015,
        query_port: 27016,
        flags: 1,
        last_played: 5,
    };
    let account = one.id().account_id();
    assert_eq!(one.steam.favorites().add_favorite_game(server), 1);
    one.expect(&Event::FavoritesListChanged { server, add: true, account });
    assert_eq!(one.steam.favorites().favorite_games(), [server]);
    assert!(one.steam.favorites().remove_favorite_game(server));
    one.expect(&Event::FavoritesListChanged { server, add: false, account });
    assert!(!one.steam.favorites().remove_favorite_game(server));
    assert_eq!(one.steam.favorites().favorite_games(), []);
}

// rule: utils.plausible
#[test]
fn the_machine_and_the_game_answer_plausibly() {
    let folder = tempfile::tempdir().unwrap();
    let one = Person::start(folder.path());
    let steam = &one.steam;
    assert_eq!((steam.utils().connected_universe(), steam.utils().ip_country().len()), (1, 2));
    assert!(!steam.utils().steam_ui_language().is_empty());
    assert_eq!(steam.utils().api_call_failure_reason(), "");
    let calls = steam.utils().ipc_call_count();
    steam.matchmaking().request_lobby_list();
    assert_eq!(steam.utils().ipc_call_count(), calls + 1);
    assert!(!steam.utils().is_steam_running_on_steam_deck() && !steam.utils().is_steam_running_in_vr());
    assert!(!steam.utils().is_steam_in_big_picture_mode() && !steam.auth().is_behind_nat());
    steam.utils().set_overlay_notification_inset(i32::MIN, i32::MAX);
    steam.utils().set_overlay_notification_position(NotificationPosition::TopLeft);
    steam.friends().set_in_game_voice_speaking(one.id(), true);
    assert!(
        Apps::is_subscribed(steam)
            && steam.apps().is_subscribed_app(480)
            && !steam.apps().is_subscribed_app(481)
    );
    assert_eq!((steam.apps().app_build_id(), steam.apps().app_owner()), (0, one.id()));
    let program = std::env::current_exe().unwrap();
    assert_eq!(Path::new(&steam.apps().app_install_dir(480)), program.parent().unwrap());
    assert_eq!(steam.apps().app_install_dir(481), "");
    assert_eq!(
        (steam.apps().available_game_languages(), steam.apps().current_game_language()),
        ("english".into(), "english".into())
    );
    assert!(steam.apps().installed_depots(480).is_empty());
    assert_eq!(
        (steam.apps().launch_command_line(), steam.apps().launch_query_param("x")),
        (String::new(), String::new())
    );
}
