//! What a local platform keeps of its users in files, and the thread that writes them.

use std::sync::Arc;

use parking_lot::Mutex;

use super::LocalPlatform;
use super::cloud_files::CloudFiles;
use crate::contract::{Event, InitFailure, InitFailureCode, SteamId};
use crate::platform::local::LocalConfig;
use crate::platform::local::driver::Background;
use crate::platform::local::driver::disk::{self, Disk, Document};
use crate::platform::local::stats::Stats;
use crate::platform::local::stats::definitions::Definitions;
use crate::platform::local::stats::players::Players;
use crate::platform::local::stats::record::Record;

/// The file of a user's achievements and stats, in their folder.
pub(super) const STATS: &str = "stats.json";

/// What a local platform keeps of its users in files.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) disk: Disk,
    pub(super) stats: Arc<Mutex<Stats>>,
    /// Of a game server.
    pub(super) players: Arc<Mutex<Players>>,
    pub(super) cloud: CloudFiles,
    background: Mutex<Background>,
}

impl Files {
    /// Opens the folder and reads what it says of the user. Returns lines for the developer of the game as well.
    pub(super) fn open(config: &LocalConfig, me: SteamId) -> Result<(Files, Vec<Event>), InitFailure> {
        let failure = |message: String| InitFailure { code: InitFailureCode::FailedGeneric, message };
        let definitions = match &config.user_files.definitions {
            Some(text) => Definitions::parse(text).map_err(|reason| {
                failure(format!("The achievements and stats of the project cannot be read: {reason}"))
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

    /// Waits until everything is written.
    pub(super) fn finish(&self) {
        self.background.lock().finish();
    }
}

/// A line for the developer of the game.
pub(super) fn warning(method: &str, reason: impl Into<String>) -> Event {
    Event::Warning { about: method.to_owned(), reason: reason.into() }
}

impl LocalPlatform {
    /// Tells the game something at its next pump.
    pub(super) fn announce(&self, event: Event) {
        self.shared.client.lock().announce(event);
        self.shared.notify_pump();
    }

    /// Works on files on the thread for that. What `job` returns is told to the game; `failed` where there is no thread, which is
    /// what this returns.
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

    /// Looks at files now and then, on the same thread. `look` returns whether the pump has something to tell.
    pub(super) fn watch_files(&self, method: &str, look: impl FnMut() -> bool + Send + 'static) {
        if let Err(failure) = self.files.background.lock().watch(&self.shared, look) {
            self.announce(warning(method, failure.message));
        }
    }
}
