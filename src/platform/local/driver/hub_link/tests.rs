//! The link to the hub, and stale files of killed processes.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use mio::{Poll, Waker};

use super::*;
use crate::platform::local::client::Client;
use crate::platform::local::session::Sessions;
use crate::platform::local::sockets::Sockets;
use crate::platform::local::wire::handshake::Key;
use crate::platform::local::wire::hub::UserInfo;
use crate::platform::local::{Limits, Timings};

/// A process that looks for the hub.
struct Seeker {
    poll: Poll,
    tokens: Tokens,
    shared: Arc<Shared>,
    link: HubLink,
    now: Instant,
}

impl Seeker {
    fn new(rendezvous: &Rendezvous) -> Seeker {
        let poll = Poll::new().unwrap();
        let waker = Waker::new(poll.registry(), Token(0)).unwrap();
        let id = SteamId::individual(1);
        let me = UserInfo { id, name: "Ada".into(), port: 1, key: Key([0; 32]) };
        let sessions = || Sessions::new(id, Timings::default(), Limits::default(), 1);
        let sockets = Sockets::new(id, Timings::default(), Limits::default(), 1);
        let shared = Shared::new(Client::new(me, 480), sessions(), sessions(), sockets, waker);
        let shared = Arc::new(shared);
        let now = Instant::now();
        let link = HubLink::new(now, rendezvous.clone(), id, None);
        Seeker { poll, tokens: Tokens(9), shared, link, now }
    }

    /// Advances time to the next timeout and handles it.
    fn go_on(&mut self) {
        self.now = self.link.poll_timeout().unwrap();
        self.link.handle_timeout(self.now, self.poll.registry(), &mut self.tokens, &self.shared);
    }

    fn tries(&self) -> Option<HubAddress> {
        match &self.link.state {
            State::Handshake { address, .. } => Some(*address),
            State::Seeking { .. } | State::Open { .. } => None,
        }
    }
}

/// A listener that never answers, and its address.
fn silent() -> (TcpListener, HubAddress) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, HubAddress { port, key: Key(rand::random()) })
}

fn folder() -> (tempfile::TempDir, Rendezvous) {
    let folder = tempfile::tempdir().unwrap();
    let rendezvous = Rendezvous::open(folder.path(), 480).unwrap();
    (folder, rendezvous)
}

#[test]
fn an_address_that_is_replaced_is_not_waited_for() {
    let (_folder, rendezvous) = folder();
    let _lock = rendezvous.try_host().unwrap().unwrap();
    let ((_old, left), (_new, next)) = (silent(), silent());
    rendezvous.publish(&left).unwrap();
    let mut seeker = Seeker::new(&rendezvous);
    seeker.go_on();
    assert_eq!(seeker.tries(), Some(left));
    let began = seeker.now;
    seeker.go_on();
    assert_eq!(seeker.tries(), Some(left), "the stale address is still published");
    rendezvous.publish(&next).unwrap();
    seeker.go_on();
    assert_eq!(seeker.tries(), Some(next));
    assert!(seeker.now < began + HANDSHAKE_LIMIT / 10);
}

#[test]
fn an_address_whose_host_has_died_is_not_waited_for() {
    let (_folder, rendezvous) = folder();
    let lock = rendezvous.try_host().unwrap();
    let (_door, left) = silent();
    rendezvous.publish(&left).unwrap();
    let mut seeker = Seeker::new(&rendezvous);
    seeker.go_on();
    assert_eq!(seeker.tries(), Some(left));
    drop(lock);
    seeker.go_on();
    let own = seeker.link.server.as_ref().map(HubServer::address);
    assert!(own.is_some(), "this process hosts the hub");
    assert_eq!(seeker.tries(), own);
}

// rule: local.takeover-problem
#[test]
fn after_a_long_gap_what_waits_for_the_hub_is_answered_and_so_is_what_comes() {
    let (folder, rendezvous) = folder();
    // A folder in its place prevents every process from writing the hub's address.
    std::fs::create_dir_all(folder.path().join("480/hub/in the way")).unwrap();
    let mut seeker = Seeker::new(&rendezvous);
    seeker.link.gap_since = Some(seeker.now);
    let lobby = SteamId::lobby(7);
    {
        let mut client = seeker.shared.client.lock();
        client.search();
        client.join_lobby(lobby);
    }
    let end = seeker.now + GAP_ENDURED + Duration::from_secs(1);
    while seeker.now < end {
        seeker.go_on();
    }
    seeker.shared.client.lock().request_lobby_data(lobby);
    let mut events = std::collections::VecDeque::new();
    seeker.shared.client.lock().take_events(&mut events);
    let reason = match events.remove(1) {
        Some(Event::Warning { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    let named = folder.path().join("480").display().to_string();
    assert!(reason.contains(&named), "{reason}");
    let expected = [
        Event::SteamServerDisconnected { result: RESULT_NO_CONNECTION },
        Event::LobbyMatchList { lobbies: Vec::new() },
        Event::LobbyEntered { lobby, permissions: 0, locked: false, response: 5 },
        Event::LobbyDataUpdate { success: false, lobby, member: lobby },
    ];
    assert_eq!(events, expected);
}
