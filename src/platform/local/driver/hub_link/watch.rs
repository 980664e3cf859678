//! Checks that the files through which processes find each other still exist while the game runs.
//!
//! If somebody deletes the folder, the locks are gone with it: a newcomer could start a second hub and take a user's
//! number that is in use. So each process checks its files when the system reports a change of them, and restores them.
//! If a newcomer was faster, the members of the first hub join the second one, and a user whose number was taken has to
//! leave.

use std::time::{Duration, Instant};

use mio::Registry;

use super::{HubLink, RESULT_NO_CONNECTION, State, warning};
use crate::contract::Event;
use crate::platform::local::driver::FILES;
use crate::platform::local::driver::changes::Changes;
use crate::platform::local::driver::shared::Shared;
use crate::platform::local::identity;

/// The interval between checks where the system reports no changes, and after files had to be restored: a process that
/// deletes them again and again must not keep the thread busy.
const INTERVAL: Duration = Duration::from_millis(500);

const RECREATED: &str = "and was created again";

/// The time of the next check, and the last problem.
pub struct Watch {
    /// `None` if the system reports changes.
    next: Option<Instant>,
    changes: Option<Changes>,
    /// The problem that the last check found.
    problem: Option<String>,
}

impl Watch {
    /// The first check is one interval after `now`.
    pub fn new(now: Instant) -> Watch {
        Watch { next: Some(now + INTERVAL), changes: None, problem: None }
    }

    /// The time of the next check; `None` if the system reports changes.
    pub fn deadline(&self) -> Option<Instant> {
        self.next
    }

    /// Handles the system's report of a change.
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
    /// Checks this process's files if the time has come.
    // rule: local.folder-deleted
    pub(super) fn watch_files(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        if self.leaving || self.watch.next.is_none_or(|next| now < next) {
            return;
        }
        self.watch.end_changes(registry);
        // The watch begins before the check, so that no later change is missed.
        let changes = Changes::in_folder(self.rendezvous.folder(), registry, FILES).ok();
        self.watch.next = changes.is_none().then(|| now + INTERVAL);
        self.watch.changes = changes;
        if !self.look(registry, shared) {
            self.watch.end_changes(registry);
            self.watch.next = Some(now + INTERVAL);
        }
    }

    /// Restores missing files and warns about them. Returns `true` if none was missing.
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
                let outcome = format!("and other processes can no longer find this one: {problem}");
                self.watch.problem = Some(problem);
                outcome
            }
        };
        let folder = self.rendezvous.folder().display();
        let line = format!("the folder {folder} was deleted while the game is running, {outcome}");
        shared.client.lock().announce(warning(line));
        shared.notify_pump();
        false
    }

    /// Locks this user's number again if its lock file is gone. Returns the outcome for the warning if it was.
    fn restore_user(&mut self, registry: &Registry, shared: &Shared) -> Result<Option<&'static str>, String> {
        let Some(lock) = self.user_lock.as_mut().filter(|lock| !lock.is_in_place()) else { return Ok(None) };
        match self.rendezvous.reclaim(self.me).map_err(|failure| failure.message)? {
            Some(again) => {
                *lock = again;
                Ok(Some(RECREATED))
            }
            None => {
                self.give_way(registry, shared);
                Ok(None)
            }
        }
    }

    /// Publishes the hub again if this process hosts it and its files are gone. Returns the outcome for the warning if
    /// they were.
    fn restore_hub(&mut self, registry: &Registry) -> Result<Option<&'static str>, String> {
        let Some(server) = self.server.as_mut().filter(|server| !server.is_published()) else {
            return Ok(None);
        };
        if server.publish_again()? {
            return Ok(Some(RECREATED));
        }
        if let Some(server) = self.server.take() {
            // The members, this process included, will find the other hub.
            server.close(registry);
        }
        Ok(Some("and a newcomer was the first to create it again: all processes join its hub"))
    }

    /// Leaves for good with a warning, because another process plays this user.
    fn give_way(&mut self, registry: &Registry, shared: &Shared) {
        self.leaving = true;
        self.gap_since = None;
        // A process that is leaving does not seek, so the time does not matter.
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
            "the folder {} was deleted while the game is running, and another process now {who}; this process has left: \
             start it again",
            self.rendezvous.folder().display()
        )));
        drop(client);
        shared.notify_pump();
    }
}
