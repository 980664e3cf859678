//! The files of a local platform's users, and the thread that writes them.

use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::Mutex;

use super::LocalPlatform;
use super::cloud_files::CloudFiles;
use crate::contract::{Event, InitFailure, InitFailureCode, SteamId};
use crate::platform::local::LocalConfig;
use crate::platform::local::driver::disk::{self, Disk, Document};
use crate::platform::local::driver::{Background, Looked};
use crate::platform::local::stats::Stats;
use crate::platform::local::stats::definitions::Definitions;
use crate::platform::local::stats::players::Players;
use crate::platform::local::stats::record::Record;

/// The file of a user's achievements and stats, in their folder.
pub(super) const STATS: &str = "stats.json";

/// The files of a local platform's users.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) disk: Disk,
    pub(super) stats: Arc<Mutex<Stats>>,
    /// The stats of players, for a game server.
    pub(super) players: Arc<Mutex<Players>>,
    pub(super) cloud: CloudFiles,
    background: Mutex<Background>,
}

impl Files {
    /// Opens the folder and reads the user's files. Returns warnings for the developer of the game as well.
    pub(super) fn open(config: &LocalConfig, me: SteamId) -> Result<(Files, Vec<Event>), InitFailure> {
        let failure = |message: String| InitFailure { code: InitFailureCode::FailedGeneric, message };
        let definitions = match &config.user_files.definitions {
            Some(text) => Definitions::parse(text).map_err(|reason| {
                failure(format!("The project's achievements and stats cannot be read: {reason}"))
            })?,
            None => Definitions::open(),
        };
        let disk = Disk::open(&config.user_files.folder, config.app_id)?;
        let unusable = |error: std::io::Error| {
            let folder = disk.user(me);
            failure(format!(
                "The local platform cannot use its user's folder {} ({error}).",
                folder.display()
            ))
        };
        if config.user_files.reset {
            disk.reset(me).map_err(unusable)?;
        }
        let record: Document<Record> = disk::load(&disk.user(me).join(STATS)).map_err(unusable)?;
        let stats = Arc::new(Mutex::new(Stats::new(definitions, record.value)));
        let warnings = record.trouble.map(|trouble| warning("Steam.steamInit", trouble));
        let cloud = CloudFiles::new(&disk, me, config.user_files.cloud_bytes);
        let players = Arc::default();
        Ok((
            Files { disk, stats, players, cloud, background: Mutex::default() },
            warnings.into_iter().collect(),
        ))
    }

    /// Waits until all files are written.
    pub(super) fn finish(&self) {
        self.background.lock().finish();
    }
}

/// A warning for the developer of the game.
pub(super) fn warning(method: &str, reason: impl Into<String>) -> Event {
    Event::Warning { about: method.to_owned(), reason: reason.into() }
}

impl LocalPlatform {
    /// Queues an event for the next pump.
    pub(super) fn announce(&self, event: Event) {
        self.shared.client.lock().announce(event);
        self.shared.notify_pump();
    }

    /// Runs `job` on the thread for files. The next pump returns its events. Queues `failed` and returns `false` if the
    /// thread cannot be started.
    pub(super) fn in_background(
        &self,
        method: &str,
        failed: Event,
        job: impl FnOnce() -> Vec<Event> + Send + 'static,
    ) -> bool {
        let started = self.files.background.lock().run(&self.shared, job);
        let is_running = started.is_ok();
        if let Err(failure) = started {
            self.announce(failed);
            self.announce(warning(method, failure.message));
        }
        is_running
    }

    /// Calls `look` on the same thread when something changes in the first of `folders`, except in the second.
    pub(super) fn watch_files(
        &self,
        method: &str,
        folders: (PathBuf, PathBuf),
        look: impl FnMut() -> Looked + Send + 'static,
    ) {
        if let Err(failure) = self.files.background.lock().watch(&self.shared, folders, look) {
            self.announce(warning(method, failure.message));
        }
    }
}
