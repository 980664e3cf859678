//! A sample of every message. A new message does not compile without a sample here, and the test fails until the
//! document has it.

use super::hex;
use crate::contract::SteamId;
use crate::contract::game_server::{ServerMode, ServerSetting, ServerStart};
use crate::contract::matchmaking::{LobbyComparison, LobbyDistance, LobbyFilter, LobbyGameServer, LobbyType};
use crate::platform::local::lobby::{Change, Lobby};
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::social::server_listing::ServerListing;
use crate::platform::local::social::tickets::{Secret, TicketCheck, TicketVerdict};
use crate::platform::local::wire::handshake::Key;
use crate::platform::local::wire::hub::{FromHub, ToHub, UserInfo};
use crate::platform::local::wire::link::LinkFrame;
use crate::platform::local::wire::social::{Note, Presence};
use crate::platform::local::wire::socket::{Header, Port, SocketFrame};

/// The lines for the values of one enum: the name and bytes of each. The match fails to compile if a variant is not
/// listed.
macro_rules! lines {
    ($kind:ident: $($name:ident $(= $sample:expr)?),+ $(,)?) => {{
        let samples = [$(lines!(@sample $kind $name $($sample)?)),+];
        let name = |value: &$kind| match value {
            $($kind::$name { .. } => stringify!($name),)+
        };
        let line = |value: &$kind| format!("{}: {}", name(value), hex(&postcard::to_stdvec(value).unwrap()));
        (stringify!($kind), samples.iter().map(line).collect::<Vec<String>>())
    }};
    (@sample $kind:ident $name:ident $sample:expr) => { $sample };
    (@sample $kind:ident $name:ident) => { $kind::$name };
}

fn user(number: u32) -> SteamId {
    SteamId::individual(1_990_000_000 + number)
}

fn key() -> Key {
    Key(std::array::from_fn(|at| at as u8))
}

fn user_info() -> UserInfo {
    UserInfo { id: user(1), name: "Ada".into(), port: 40_000, key: key() }
}

fn rich_presence() -> RichPresence {
    let mut rich = RichPresence::default();
    assert!(rich.set("status", "Menu"));
    rich
}

fn listing() -> ServerListing {
    let mut listing = ServerListing::new(&ServerStart {
        ip: [0, 0, 0, 0].into(),
        game_port: 27015,
        query_port: 27016,
        mode: ServerMode::Authentication,
        version: "1.0".into(),
    });
    for setting in [
        ServerSetting::Name("Hills".into()),
        ServerSetting::Map("hills".into()),
        ServerSetting::MaxPlayers(4),
        ServerSetting::KeyValue { key: "mode".into(), value: "duel".into() },
    ] {
        assert!(listing.set(&setting));
    }
    assert!(listing.player_came(user(1), "Ada", 300));
    listing
}

fn server() -> LobbyGameServer {
    LobbyGameServer { ip: [10, 0, 0, 7].into(), port: 7777, steam_id: SteamId::NIL }
}

fn lobby_id() -> SteamId {
    SteamId::lobby(7)
}

fn lobby() -> Lobby {
    let mut lobby = Lobby::new(lobby_id(), user(1), LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: user(2) });
    lobby.apply(&Change::Data { key: "Map".into(), value: "lava".into() });
    lobby.apply(&Change::MemberData { user: user(2), key: "ready".into(), value: "yes".into() });
    lobby.apply(&Change::GameServer(server()));
    lobby
}

fn check() -> TicketCheck {
    TicketCheck { request: 9, handle: 3, secret: Secret([0xAA; 32]) }
}

/// The expected blocks of the document, with their names.
pub fn all() -> Vec<(&'static str, Vec<String>)> {
    [messages(), about_connections(), parts_of_messages()].concat()
}

fn note() -> Note {
    Note::JoinGame { connect: "+go".into() }
}

fn messages() -> Vec<(&'static str, Vec<String>)> {
    vec![
        lines! { LinkFrame:
            Request = LinkFrame::Request { stream: 1, serial: 2, first_seq: 3, next_seq: 4, position: 300 },
            Accept = LinkFrame::Accept { stream: 1, serial: 2, next_seq: 4, position: 300, window: 16_777_216 },
            Hold = LinkFrame::Hold { stream: 1, next_seq: 4, position: 300 },
            Data = LinkFrame::Data { stream: 1, position: 299, seq: Some(3), channel: -1, payload: b"hi" },
            Ack = LinkFrame::Ack { stream: 1, next_seq: 4, window: 65_536 },
            Route = LinkFrame::Route { direct_blocked: true, relay_allowed: false },
        },
        lines! { ToHub:
            Register = ToHub::Register {
                user: user_info(),
                replicas: 1,
                lost_host: user(3),
                known: vec![user(2)],
                rich_presence: rich_presence(), listing: None
            },
            Replica = ToHub::Replica(lobby()),
            Goodbye,
            CreateLobby = ToHub::CreateLobby { request: 1, lobby_type: LobbyType::Public, max_members: 4 },
            JoinLobby = ToHub::JoinLobby { request: 2, lobby: lobby_id() },
            LeaveLobby = ToHub::LeaveLobby { lobby: lobby_id() },
            Change = ToHub::Change { lobby: lobby_id(), change: Change::Joinable(false) },
            Message = ToHub::Message { lobby: lobby_id(), text: b"hi".to_vec() },
            Search = ToHub::Search { request: 3, filters: vec![LobbyFilter::ResultCount(5)] },
            RequestData = ToHub::RequestData { lobby: lobby_id() },
            Invite = ToHub::Invite { lobby: lobby_id(), invitee: user(2) },
            RichPresence = ToHub::RichPresence(rich_presence()),
            Listing = ToHub::Listing(Some(Box::new(listing()))),
            SendNote = ToHub::SendNote { to: user(2), note: note() },
            Rename = ToHub::Rename { name: "Zoe".into() },
        },
        lines! { FromHub:
            Registered = FromHub::Registered { host: user(1) },
            Handled = FromHub::Handled { messages: 2 },
            UserCame = FromHub::UserCame(user_info()),
            UserLeft = FromHub::UserLeft { user: user(2) },
            Settled,
            LobbyCreated = FromHub::LobbyCreated { request: 1, outcome: Err(8) },
            LobbyEntered = FromHub::LobbyEntered { request: 2, lobby: lobby_id(), outcome: Err(4) },
            Lobby = FromHub::Lobby(lobby()),
            Removed = FromHub::Removed { lobby: lobby_id() },
            Changed = FromHub::Changed { lobby: lobby_id(), by: user(1), change: Change::MemberLimit(250) },
            Message = FromHub::Message { lobby: lobby_id(), user: user(2), text: b"hi".to_vec() },
            Found = FromHub::Found(lobby().summary()),
            SearchDone = FromHub::SearchDone { request: 3, lobbies: vec![lobby_id()] },
            DataDone = FromHub::DataDone { lobby: lobby_id(), exists: true },
            Invited = FromHub::Invited { lobby: lobby_id(), inviter: user(1) },
            Presence = FromHub::Presence {
                user: user(2),
                presence: Presence { rich: rich_presence(), lobby: lobby_id(), listing: None },
            },
            NoteReceived = FromHub::NoteReceived { from: user(1), note: note() },
        },
    ]
}

fn about_connections() -> Vec<(&'static str, Vec<String>)> {
    let message = |name: &str, lane, number| {
        let mut packet = Vec::new();
        Header { lane, number }.write(b"hi", &mut packet);
        format!("{name}: {}", hex(&packet))
    };
    vec![
        lines! { SocketFrame:
            Connect = SocketFrame::Connect { from: 7, port: Port::Virtual(3) },
            Accept = SocketFrame::Accept { from: 9, to: 7 },
            Confirm = SocketFrame::Confirm { from: 7, to: 9 },
            Close = SocketFrame::Close { from: 7, to: 9, reason: 1000, debug: "bye" },
            Unknown = SocketFrame::Unknown { connection: 7 },
            Alive = SocketFrame::Alive { from: 7, to: 9 },
        },
        lines! { Port:
            Virtual = Port::Virtual(3),
            Address = Port::Address(([127, 0, 0, 1], 27015).into()),
        },
        ("message", vec![message("the first on lane 0", 0, 1), message("number 300 on lane 2", 2, 300)]),
    ]
}

fn parts_of_messages() -> Vec<(&'static str, Vec<String>)> {
    vec![
        lines! { Change:
            Entered = Change::Entered { user: user(2) },
            Left = Change::Left { user: user(2), state: 2 },
            Owner = Change::Owner(user(2)),
            Type = Change::Type(LobbyType::Private),
            MemberLimit = Change::MemberLimit(250),
            Joinable = Change::Joinable(true),
            Data = Change::Data { key: "Map".into(), value: "lava".into() },
            MemberData = Change::MemberData { user: user(2), key: "ready".into(), value: "yes".into() },
            GameServer = Change::GameServer(server()),
        },
        lines! { Note:
            JoinGame = note(),
            TicketCheck = Note::TicketCheck(check()),
            TicketVerdict = Note::TicketVerdict(TicketVerdict { request: 9, response: 0 }),
            FriendMessage = Note::FriendMessage { text: "hi".into() },
        },
        lines! { LobbyFilter:
            Text = LobbyFilter::Text {
                key: "map".into(),
                value: "lava".into(),
                comparison: LobbyComparison::Equal,
            },
            Number = LobbyFilter::Number {
                key: "level".into(),
                value: -3,
                comparison: LobbyComparison::GreaterThan,
            },
            Near = LobbyFilter::Near { key: "rank".into(), value: 100 },
            SlotsAvailable = LobbyFilter::SlotsAvailable(2),
            Distance = LobbyFilter::Distance(LobbyDistance::Worldwide),
            ResultCount = LobbyFilter::ResultCount(5),
        },
        lines! { LobbyType: Private, FriendsOnly, Public, Invisible, PrivateUnique },
        lines! { LobbyComparison:
            EqualToOrLessThan, LessThan, Equal, GreaterThan, EqualToOrGreaterThan, NotEqual,
        },
        lines! { LobbyDistance: Close, Default, Far, Worldwide },
    ]
}
