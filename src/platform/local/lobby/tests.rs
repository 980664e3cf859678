use super::*;

const OWNER: SteamId = SteamId::individual(1);
const GUEST: SteamId = SteamId::individual(2);
const LATE: SteamId = SteamId::individual(3);

fn lobby() -> Lobby {
    let mut lobby = Lobby::new(SteamId::lobby(1), OWNER, LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: GUEST });
    lobby.apply(&Change::Entered { user: LATE });
    lobby
}

#[test]
fn the_member_who_has_been_there_longest_inherits() {
    let mut lobby = lobby();
    lobby.apply(&Change::Left { user: OWNER, state: STATE_LEFT });
    assert_eq!(lobby.owner, GUEST);
    lobby.apply(&Change::Left { user: LATE, state: STATE_LEFT });
    assert_eq!(lobby.owner, GUEST);
}

#[test]
fn only_the_owner_changes_the_lobby_and_each_member_their_own_data() {
    let lobby = lobby();
    let server = LobbyGameServer { ip: std::net::Ipv4Addr::LOCALHOST, port: 7777, steam_id: SteamId::NIL };
    let changes = [
        Change::Owner(GUEST),
        Change::Type(LobbyType::Private),
        Change::MemberLimit(2),
        Change::Joinable(false),
        Change::Data { key: "map".into(), value: "lava".into() },
        Change::GameServer(server),
    ];
    for change in changes {
        assert!(lobby.allows(OWNER, &change), "{change:?}");
        assert!(!lobby.allows(GUEST, &change), "{change:?}");
    }
    let ready = Change::MemberData { user: GUEST, key: "ready".into(), value: "1".into() };
    assert!(lobby.allows(GUEST, &ready));
    assert!(!lobby.allows(OWNER, &ready));
}

#[test]
fn changes_beyond_the_limits_are_not_allowed() {
    let lobby = lobby();
    assert!(!lobby.allows(OWNER, &Change::MemberLimit(0)));
    assert!(!lobby.allows(OWNER, &Change::MemberLimit(251)));
    assert!(!lobby.allows(OWNER, &Change::Owner(SteamId::individual(9))));
    let long = Change::Data { key: "map".into(), value: "x".repeat(8193) };
    assert!(!lobby.allows(OWNER, &long));
    assert!(!lobby.allows(OWNER, &Change::Entered { user: GUEST }));
}

#[test]
fn the_revision_counts_what_made_a_difference() {
    let mut lobby = lobby();
    let before = lobby.revision;
    let set = Change::Data { key: "map".into(), value: "lava".into() };
    assert!(lobby.apply(&set));
    assert!(!lobby.apply(&set));
    assert!(!lobby.apply(&Change::Entered { user: GUEST }));
    assert_eq!(lobby.revision, before + 1);
}

#[test]
fn a_lobby_that_breaks_the_rules_is_not_sound() {
    assert!(lobby().is_sound());
    let broken: [fn(&mut Lobby); 5] = [
        |lobby| lobby.id = GUEST,
        |lobby| lobby.owner = SteamId::individual(9),
        |lobby| lobby.members.push(Member { user: GUEST, data: Properties::default() }),
        |lobby| lobby.members.clear(),
        |lobby| lobby.member_limit = 0,
    ];
    for breaks in broken {
        let mut lobby = lobby();
        breaks(&mut lobby);
        assert!(!lobby.is_sound(), "{lobby:?}");
    }
}
