//! Two copies of a game under one Steam account.
//!
//! To Steam they are one user: packets that one sends to the other come back to the sender, and when one enters the
//! other's lobby, no new member enters. Steam reports neither, so this module does, once in a process, in the cases
//! that cannot be intended:
//!
//! * A lobby that this process did not make and whose members already include the user, or whose owner the user is
//!   on entering it.
//! * A packet or message to oneself while in no lobby. In a lobby, many games send to all members including
//!   themselves.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use parking_lot::Mutex;

use crate::contract::{Event, Platform, PlatformKind, SteamId};
use crate::script::report;

/// `k_EChatRoomEnterResponseSuccess`.
const ENTERED: u32 = 1;
/// `k_EChatMemberStateChangeEntered`; all other changes are ways to leave.
const MEMBER_ENTERED: u32 = 1;

/// The advice in every warning.
const ADVICE: &str = "Copies of a game under one Steam account are one user and cannot meet on Steam: start each with \
    --steam-platform=local and a --steam-user= of its own after Godot's --, or set STEAM_NETWORKING_PLATFORM and \
    STEAM_NETWORKING_USER. This is reported once";

/// The user on Steam, or `NIL` once there is nothing more to report.
static WATCHED: AtomicU64 = AtomicU64::new(SteamId::NIL.0);
static SAID: AtomicBool = AtomicBool::new(false);
static SUSPICIOUS: AtomicBool = AtomicBool::new(false);
static LOBBIES: Mutex<Lobbies> = Mutex::new(Lobbies::new());

/// Starts to watch a platform that has just started. On the local platform there is nothing to watch, since every
/// process is a separate user.
pub fn begin(platform: &dyn Platform) {
    end();
    if platform.kind() == PlatformKind::Steam && !SAID.load(Ordering::Relaxed) {
        WATCHED.store(platform.user().steam_id().0, Ordering::Relaxed);
    }
}

/// Stops watching, because the platform is shut down.
pub fn end() {
    watch_no_longer();
    *LOBBIES.lock() = Lobbies::new();
}

fn watch_no_longer() {
    WATCHED.store(SteamId::NIL.0, Ordering::Relaxed);
    SUSPICIOUS.store(false, Ordering::Relaxed);
}

fn watched() -> SteamId {
    SteamId(WATCHED.load(Ordering::Relaxed))
}

/// Call this before requesting to create a lobby.
pub fn creates() {
    LOBBIES.lock().awaited += 1;
}

/// The user has left a lobby.
pub fn leaves(lobby: SteamId) {
    LOBBIES.lock().left(lobby);
}

/// Something is sent to `user`. Since this is called for every packet, it costs next to nothing.
#[inline]
pub fn sends(method: &str, user: SteamId) {
    if user == watched() {
        sends_to_oneself(method);
    }
}

#[cold]
fn sends_to_oneself(method: &str) {
    let in_no_lobby = LOBBIES.lock().inside.is_empty();
    if in_no_lobby {
        say(method, "this goes to the process's own Steam ID, and no other copy of the game receives it");
    }
}

/// The user is about to enter a lobby.
pub fn joins(method: &str, platform: &dyn Platform, lobby: SteamId) {
    let user = watched();
    if user == SteamId::NIL || LOBBIES.lock().inside.contains(&lobby) {
        return;
    }
    let mut members = (0..platform.matchmaking().num_lobby_members(lobby))
        .filter_map(|index| platform.matchmaking().lobby_member_by_index(lobby, index));
    if members.any(|member| member == user) {
        say_already_in(method);
    }
}

/// Whether the next pump has to call [`follow`], even if nothing has happened.
#[inline]
pub fn is_suspicious() -> bool {
    SUSPICIOUS.load(Ordering::Relaxed)
}

/// Handles the platform's events, and reports if the user has entered a lobby of their own that another process
/// created.
///
/// One more pump is needed to be sure: the previous owner may just have left and made the user the owner.
pub fn follow<'a>(platform: &dyn Platform, told: impl Iterator<Item = &'a Event>) {
    let user = watched();
    if user == SteamId::NIL {
        return;
    }
    let already_in = {
        let lobbies = &mut *LOBBIES.lock();
        let mut suspects = std::mem::take(&mut lobbies.suspects);
        for event in told {
            match event {
                Event::LobbyChatUpdate { lobby, changed, state, .. }
                    if *changed != user && state & MEMBER_ENTERED == 0 =>
                {
                    suspects.retain(|suspect| suspect != lobby);
                    lobbies.suspects.retain(|suspect| suspect != lobby);
                }
                _ => {
                    let entered = lobbies.entered_unasked(event);
                    let owned =
                        entered.filter(|lobby| platform.matchmaking().lobby_owner(*lobby) == Some(user));
                    lobbies.suspects.extend(owned);
                }
            }
        }
        SUSPICIOUS.store(!lobbies.suspects.is_empty(), Ordering::Relaxed);
        suspects.iter().any(|suspect| lobbies.inside.contains(suspect))
    };
    if already_in {
        say_already_in("Steam.joinLobby");
    }
}

/// Reports that the user was in a lobby before entering it.
#[cold]
fn say_already_in(method: &str) {
    say(method, "your Steam account is in this lobby already, through another copy of the game");
}

// rule: steam.one-account
fn say(method: &str, what: &str) {
    if !SAID.swap(true, Ordering::Relaxed) {
        watch_no_longer();
        report::warning(method, format_args!("{what}. {ADVICE}"));
    }
}

/// The lobbies that this process is in.
#[derive(Debug)]
struct Lobbies {
    inside: Vec<SteamId>,
    /// The number of requested lobbies that have not been created yet.
    awaited: usize,
    /// The lobbies among them that the user owned on entering.
    suspects: Vec<SteamId>,
}

impl Lobbies {
    const fn new() -> Lobbies {
        Lobbies { inside: Vec::new(), awaited: 0, suspects: Vec::new() }
    }

    /// Handles an event. Returns the lobby that was entered, if this process did not create it.
    fn entered_unasked(&mut self, event: &Event) -> Option<SteamId> {
        match *event {
            Event::LobbyCreated { lobby, .. } => {
                // A request that failed on its way may still have created a lobby, which is then entered, so it stays
                // counted.
                if lobby != SteamId::NIL {
                    self.awaited = self.awaited.saturating_sub(1);
                    self.enter(lobby);
                }
                None
            }
            Event::LobbyEntered { lobby, response: ENTERED, .. } => {
                // While a lobby is requested, this may be that one, since Steam promises no order.
                (self.enter(lobby) && self.awaited == 0).then_some(lobby)
            }
            Event::LobbyKicked { lobby, .. } => {
                self.left(lobby);
                None
            }
            _ => None,
        }
    }

    /// Whether the lobby was not in the set.
    fn enter(&mut self, lobby: SteamId) -> bool {
        let new = !self.inside.contains(&lobby);
        if new {
            self.inside.push(lobby);
        }
        new
    }

    fn left(&mut self, lobby: SteamId) {
        self.inside.retain(|inside| *inside != lobby);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOBBY: SteamId = SteamId::lobby(7);

    fn created(lobby: SteamId) -> Event {
        Event::LobbyCreated { result: 1, lobby }
    }

    fn entered(lobby: SteamId, response: u32) -> Event {
        Event::LobbyEntered { lobby, permissions: 0, locked: false, response }
    }

    #[test]
    fn a_lobby_of_ones_own_is_known_in_either_order_of_the_answers() {
        for answers in [[created(LOBBY), entered(LOBBY, 1)], [entered(LOBBY, 1), created(LOBBY)]] {
            let mut lobbies = Lobbies { awaited: 1, ..Lobbies::new() };
            assert_eq!(answers.iter().find_map(|event| lobbies.entered_unasked(event)), None);
            assert_eq!((lobbies.inside, lobbies.awaited), (vec![LOBBY], 0));
        }
    }

    #[test]
    fn a_lobby_that_another_made_is_told_when_it_is_entered_and_again_after_leaving() {
        let mut lobbies = Lobbies::new();
        assert_eq!(lobbies.entered_unasked(&entered(LOBBY, 1)), Some(LOBBY));
        assert_eq!(lobbies.entered_unasked(&entered(LOBBY, 1)), None);
        lobbies.left(LOBBY);
        assert_eq!(lobbies.entered_unasked(&entered(LOBBY, 1)), Some(LOBBY));
        let kicked = Event::LobbyKicked { lobby: LOBBY, admin: SteamId::NIL, due_to_disconnect: true };
        assert_eq!(lobbies.entered_unasked(&kicked), None);
        assert_eq!(lobbies.inside, []);
    }

    #[test]
    fn what_fails_is_not_entered() {
        let mut lobbies = Lobbies::new();
        assert_eq!(lobbies.entered_unasked(&entered(LOBBY, 2)), None);
        assert_eq!(lobbies.inside, []);
    }

    #[test]
    fn a_lobby_that_was_made_although_its_answer_was_lost_is_ones_own() {
        let mut lobbies = Lobbies { awaited: 1, ..Lobbies::new() };
        assert_eq!(lobbies.entered_unasked(&created(SteamId::NIL)), None);
        assert_eq!(lobbies.entered_unasked(&entered(LOBBY, 1)), None);
        assert_eq!(lobbies.inside, [LOBBY]);
    }
}
