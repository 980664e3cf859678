//! The automatic lobby: one of several instances creates a lobby and the others join it, if the project setting says
//! so.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Every;
use crate::contract::local_network::LocalNetwork;
use crate::contract::matchmaking::LobbyType;
use crate::contract::{Event, Platform, SteamId};
use crate::script::events::{self, Inbox};
use crate::script::whose::Whose;
use crate::script::{current, report};
use crate::settings::Settings;
use crate::steam_local::SteamLocal;

/// The maximum number of the lobby's members, unless there are more instances.
const MEMBERS: i64 = 8;
/// The time for which the first instance looks for a lobby before it creates one: it may have been restarted, and the lobbies of
/// others become known within moments.
const LOOK: Duration = Duration::from_millis(500);
/// The time after which another instance creates the lobby, if the first one has not appeared.
const PATIENCE: Duration = Duration::from_secs(3);

/// The state of the automatic lobby.
pub struct AutoLobby {
    inbox: Arc<Inbox>,
    every: Every,
    /// The start of the platform that this state belongs to.
    generation: u64,
    stage: Stage,
}

enum Stage {
    /// There is no platform yet.
    Before,
    /// There has been no lobby to join since this time.
    Looks(Instant),
    /// The lobby is being created or joined, and the answer has not arrived.
    Asked,
    /// The user is in a lobby, this one or another.
    Done,
}

impl AutoLobby {
    /// `None` if the project setting is off.
    pub fn wanted() -> Option<AutoLobby> {
        // A wrong value makes the init fail, which reports it.
        Settings::read().auto_lobby.unwrap_or(false).then(|| AutoLobby {
            inbox: events::observe(Whose::User, concerns_us),
            every: Every::milliseconds(50),
            generation: events::generation(Whose::User),
            stage: Stage::Before,
        })
    }

    // rule: desk.auto-lobby
    /// Takes the next step, if one is due.
    pub fn frame(&mut self, now: Instant) {
        if self.generation != events::generation(Whose::User) {
            self.generation = events::generation(Whose::User);
            self.stage = Stage::Before;
        }
        for event in std::mem::take(&mut *self.inbox.lock()) {
            self.stage = match event {
                Event::LobbyEntered { response: 1, .. } => Stage::Done,
                _ => Stage::Looks(now),
            };
        }
        if matches!(self.stage, Stage::Asked | Stage::Done) || !self.every.is_due(now) {
            return;
        }
        // Log lines are deferred: a script may get them and call a method.
        let _lines = report::hold();
        current::peek(|platform| {
            let Some(platform) = platform else { return };
            let Some(network) = platform.local_network() else {
                report::warning(
                    "the project setting steam/local/auto_lobby",
                    "is ignored: Steam itself answers, and only the local platform supports it",
                );
                self.stage = Stage::Done;
                return;
            };
            let since = match self.stage {
                Stage::Looks(since) => since,
                _ => now,
            };
            self.stage = Stage::Looks(since);
            let matchmaking = platform.matchmaking();
            if let Some(lobby) = lobby_of_others(platform, network) {
                matchmaking.join_lobby(lobby);
                self.stage = Stage::Asked;
            } else if platform.user().logged_on() && makes(network, now.saturating_duration_since(since)) {
                let members = SteamLocal::get_instance_count().clamp(MEMBERS, 64);
                matchmaking.create_lobby(LobbyType::Public, u32::try_from(members).unwrap_or(8));
                self.stage = Stage::Asked;
            }
        });
    }
}

fn concerns_us(event: &Event) -> bool {
    matches!(event, Event::LobbyEntered { .. })
        || matches!(event, Event::LobbyCreated { result, .. } if *result != 1)
}

/// A lobby that another user is in.
fn lobby_of_others(platform: &dyn Platform, network: &dyn LocalNetwork) -> Option<SteamId> {
    let others = network.users().into_iter().filter(|user| !user.is_self);
    let mut lobbies = others
        .filter_map(|user| Some(platform.friends().friend_game_played(user.id)?.lobby))
        .filter(|lobby| *lobby != SteamId::NIL);
    lobbies.next()
}

/// Whether this instance has to create the lobby.
fn makes(network: &dyn LocalNetwork, waited: Duration) -> bool {
    if SteamLocal::get_instance_number() == 1 {
        return waited >= LOOK;
    }
    let is_lowest = network.users().first().is_some_and(|user| user.is_self);
    is_lowest && waited >= PATIENCE
}
