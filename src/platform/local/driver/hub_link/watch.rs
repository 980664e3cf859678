//! Whether the files through which processes find each other are still there while the game runs.
//!
//! Whoever deletes the folder takes the locks with it: a newcomer could found a second hub and take a user's number that is
//! in play. So each process looks at its files when the system tells that something has happened to them, and puts them
//! back. Where a newcomer was faster, a second hub takes in the members of the first; a user whose number is taken has to go.

use std::time::{Duration, Instant};

use mio::Registry;

use super::changes::Changes;
use super::{HubLink, RESULT_NO_CONNECTION, State, warning};
use crate::contract::Event;
use crate::platform::local::driver::FILES;
use crate::platform::local::driver::shared::Shared;
use crate::platform::local::identity;

/// Between two looks where the system does not tell, and after something had to be put back: whoever deletes the files
/// again and again must not keep the thread busy.
const INTERVAL: Duration = Duration::from_millis(500);

const MADE_AGAIN: &str = "and was made again";

/// When to look, and what was said.
pub struct Watch {
    /// `None` where the system tells.
    next: Option<Instant>,
    changes: Option<Changes>,
    /// What was wrong the last time.
    problem: Option<String>,
}

impl Watch {
    /// Looks for the first time a while after `now`.
    pub fn new(now: Instant) -> Watch {
        Watch { next: Some(now + INTERVAL), changes: None, problem: None }
    }

    /// When to look next, if that is known.
    pub fn deadline(&self) -> Option<Instant> {
        self.next
    }

    /// Something has happened to the files, as the system tells.
    pub fn handle_change(&mut self, now: Instant) {
        self.next = Some(now);
    }

    fn end_changes(&mut self, registry: &Registry) {
        if let Some(changes) = self.changes.take() {
            changes.close(registry);
        }
    }
}

impl HubLink {
    /// Checks this process's files when it is time to.
    // rule: local.folder-deleted
    pub(super) fn watch_files(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        if self.leaving || self.watch.next.is_none_or(|next| now < next) {
            return;
        }
        self.watch.end_changes(registry);
        // Before it looks: what happens from here on is told.
        let changes = Changes::in_folder(self.rendezvous.folder(), registry, FILES).ok();
        self.watch.next = changes.is_none().then(|| now + INTERVAL);
        self.watch.changes = changes;
        if !self.look(registry, shared) {
            self.watch.end_changes(registry);
            self.watch.next = Some(now + INTERVAL);
        }
    }

    /// Puts back what is missing and says so. `true` if nothing was.
    fn look(&mut self, registry: &Registry, shared: &Shared) -> bool {
        let restored =
            self.restore_user(registry, shared).and_then(|user| Ok(self.restore_hub(registry)?.or(user)));
        let outcome = match restored {
            Ok(None) => {
                self.watch.problem = None;
                return true;
            }
            Ok(Some(outcome)) => outcome.to_owned(),
            Err(problem) if self.watch.problem.as_ref() == Some(&problem) => return false,
            Err(problem) => {
                let outcome = format!("and others no longer find this process: {problem}");
                self.watch.problem = Some(problem);
                outcome
            }
        };
        let folder = self.rendezvous.folder().display();
        let line = format!("the folder {folder} was deleted while the game runs, {outcome}");
        shared.client.lock().announce(warning(line));
        shared.notify_pump();
        false
    }

    /// Locks this user's number again if that is necessary. Returns what to say if it was.
    fn restore_user(&mut self, registry: &Registry, shared: &Shared) -> Result<Option<&'static str>, String> {
        let Some(lock) = self.user_lock.as_mut().filter(|lock| !lock.is_in_place()) else { return Ok(None) };
        match self.rendezvous.reclaim(self.me).map_err(|failure| failure.message)? {
            Some(again) => {
                *lock = again;
                Ok(Some(MADE_AGAIN))
            }
            None => {
                self.give_way(registry, shared);
                Ok(None)
            }
        }
    }

    /// Publishes the hub again if this process hosts it and that is necessary. Returns what to say if it was.
    fn restore_hub(&mut self, registry: &Registry) -> Result<Option<&'static str>, String> {
        let Some(server) = self.server.as_mut().filter(|server| !server.is_published()) else {
            return Ok(None);
        };
        if server.publish_again()? {
            return Ok(Some(MADE_AGAIN));
        }
        if let Some(server) = self.server.take() {
            // The members find the other hub, this process among them.
            server.close(registry);
        }
        Ok(Some("and a newcomer was the first to make it again: its hub takes everybody in"))
    }

    /// Another process plays this user: this one leaves for good, and says so.
    fn give_way(&mut self, registry: &Registry, shared: &Shared) {
        self.leaving = true;
        self.gap_since = None;
        // Which nobody does who leaves.
        let again = State::Seeking { again: Instant::now() };
        match std::mem::replace(&mut self.state, again) {
            State::Seeking { .. } => {}
            State::Handshake { connection, .. } | State::Open { connection, .. } => {
                connection.close(registry)
            }
        }
        if let Some(server) = self.server.take() {
            server.close(registry);
        }
        shared.set_logged_on(false);
        let mut client = shared.client.lock();
        client.hub_lost();
        client.lose_lobbies();
        client.go_offline();
        client.announce(Event::SteamServerDisconnected { result: RESULT_NO_CONNECTION });
        let who = match identity::number_of(self.me) {
            Some(number) => format!("plays local user {number}"),
            None => "is this game server".to_owned(),
        };
        client.announce(warning(format!(
            "the folder {} was deleted while the game runs, and another process {who} since: this one is out. Start it \
             again",
            self.rendezvous.folder().display()
        )));
        drop(client);
        shared.notify_pump();
    }
}
