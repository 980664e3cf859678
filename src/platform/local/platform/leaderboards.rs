//! `ISteamUserStats`: leaderboards, which all local users share.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::Mutex;

use super::files::warning;
use super::{LocalPlatform, clock};
use crate::contract::leaderboards::{
    DataRequest, DisplayType, Entry, Leaderboard, LeaderboardEvent, MAX_ENTRIES, SortMethod, Upload,
};
use crate::contract::{Event, Leaderboards, SteamId, User};
use crate::platform::local::driver::Shared;
use crate::platform::local::driver::disk::{self, Disk, Document};
use crate::platform::local::identity;
use crate::platform::local::leaderboards::ranking::{Record, Standings};
use crate::platform::local::leaderboards::{Definition, FoundBoards, file_of, handle_of};
use crate::platform::local::limits::{Limit, MAX_LEADERBOARDS};

/// The name of two folders: the definitions of leaderboards are in the folder of all users, the entries in the folder
/// of each user.
const FOLDER: &str = "leaderboards";

/// `EResult`.
const RESULT_OK: i32 = 1;
const RESULT_FAIL: i32 = 2;
const RESULT_INVALID_PARAM: i32 = 8;

/// The parameters of a call that works on files.
struct Work {
    disk: Disk,
    found: Arc<Mutex<FoundBoards>>,
    me: SteamId,
    name: String,
    shared: Arc<Shared>,
    method: &'static str,
    leaderboard: Leaderboard,
}

impl Work {
    fn definition_path(&self) -> PathBuf {
        self.disk.shared().join(FOLDER).join(file_of(self.leaderboard))
    }

    fn record_path(&self, user: SteamId) -> PathBuf {
        self.disk.user(user).join(FOLDER).join(file_of(self.leaderboard))
    }

    fn warning(&self, reason: impl Into<String>) -> Event {
        warning(self.method, reason)
    }

    /// A warning that the files cannot be used.
    fn unusable(&self, error: &io::Error) -> Event {
        let folder = self.disk.shared();
        let folder = folder.parent().unwrap_or(&folder);
        self.warning(format!("the users' files in {} cannot be used ({error})", folder.display()))
    }

    /// The records of all users in this leaderboard. Invalid files are moved aside, with a warning each.
    fn records(&self, lines: &mut Vec<Event>) -> io::Result<Vec<(SteamId, Record)>> {
        let mut records = Vec::new();
        for user in self.disk.users()? {
            let Document { value, trouble } = disk::load::<Record>(&self.record_path(user))?;
            lines.extend(trouble.map(|trouble| self.warning(trouble)));
            records.push((user, value));
        }
        let mut client = self.shared.client.lock();
        for (user, record) in &records {
            if let Some(name) = identity::clean_name(&record.name) {
                client.add_name_from_file(*user, name);
            }
        }
        drop(client);
        Ok(records)
    }

    /// The definition of the leaderboard of this name. Creates it from `new` if it does not exist.
    fn find(
        &self,
        name: &str,
        new: Option<Definition>,
        lines: &mut Vec<Event>,
    ) -> io::Result<Option<Definition>> {
        let path = self.definition_path();
        let _lock = if new.is_some() { Some(disk::lock(&path)?) } else { None };
        let Document { value, trouble } = disk::load::<Option<Definition>>(&path)?;
        lines.extend(trouble.map(|trouble| self.warning(trouble)));
        if let Some(definition) = value {
            if definition.name == name {
                return Ok(Some(definition));
            }
            let file = path.display();
            let reason = format!(
                "{file} belongs to the leaderboard {:?}, so there is no leaderboard of this name",
                definition.name
            );
            lines.push(self.warning(reason));
            return Ok(None);
        }
        let Some(definition) = new else { return Ok(None) };
        if Disk::count_documents(&self.disk.shared().join(FOLDER))? >= MAX_LEADERBOARDS {
            lines.push(self.warning(Limit::Leaderboards.reason()));
            return Ok(None);
        }
        disk::replace(&path, &serde_json::to_vec_pretty(&definition)?)?;
        Ok(Some(definition))
    }

    /// Finds the leaderboard and counts its entries.
    fn found(&self, name: &str, new: Option<Definition>) -> Vec<Event> {
        let mut lines = Vec::new();
        let found = self.find(name, new, &mut lines).and_then(|definition| {
            let Some(definition) = definition else { return Ok(false) };
            let entries = Standings::new(self.records(&mut lines)?, definition.sort_method).count();
            self.found.lock().found(self.leaderboard, definition, entries);
            Ok(true)
        });
        let found = found.unwrap_or_else(|error| {
            lines.push(self.unusable(&error));
            false
        });
        let leaderboard = if found { self.leaderboard } else { Leaderboard::NONE };
        answer(LeaderboardEvent::Found { leaderboard, found }, lines)
    }

    /// Downloads the entries that `choose` selects.
    fn downloaded(
        &self,
        sort_method: SortMethod,
        choose: impl FnOnce(Standings) -> Vec<Entry>,
    ) -> Vec<Event> {
        let mut lines = Vec::new();
        let entries = match self.records(&mut lines) {
            Ok(records) => {
                let standings = Standings::new(records, sort_method);
                self.found.lock().counted(self.leaderboard, standings.count());
                let mut entries = choose(standings);
                if entries.len() > MAX_ENTRIES {
                    entries.truncate(MAX_ENTRIES);
                    let reason = format!("only {MAX_ENTRIES} of the entries found are in the answer");
                    lines.push(self.warning(reason));
                }
                Ok(entries)
            }
            Err(error) => {
                lines.push(self.unusable(&error));
                Err("the users' files cannot be read".to_owned())
            }
        };
        answer(LeaderboardEvent::Downloaded { leaderboard: self.leaderboard, entries }, lines)
    }

    /// Stores a score.
    fn uploaded(&self, sort_method: SortMethod, keep_best: bool, score: i32, details: &[i32]) -> Vec<Event> {
        let (leaderboard, mut lines) = (self.leaderboard, Vec::new());
        let stored = (|| {
            let before = Standings::new(self.records(&mut lines)?, sort_method);
            let now = clock::unix_milliseconds();
            let change = |record: &mut Record| {
                record.name.clone_from(&self.name);
                record.upload(sort_method, keep_best, score, details, now)
            };
            let (changed, document) = disk::update(&self.record_path(self.me), change)?;
            lines.extend(document.trouble.map(|trouble| self.warning(trouble)));
            let after = Standings::new(self.records(&mut lines)?, sort_method);
            self.found.lock().counted(leaderboard, after.count());
            let (previous_rank, new_rank) = (before.rank_of(self.me), after.rank_of(self.me));
            Ok(Upload { success: true, leaderboard, score, changed, new_rank, previous_rank })
        })();
        let upload = stored.unwrap_or_else(|error: io::Error| {
            lines.push(self.unusable(&error));
            Upload { leaderboard, score, ..Upload::default() }
        });
        answer(LeaderboardEvent::Uploaded(upload), lines)
    }

    /// Attaches a shared file to the user's entry.
    fn attached(&self, ugc: u64) -> Vec<Event> {
        let mut lines = Vec::new();
        let result = match disk::update(&self.record_path(self.me), |record: &mut Record| record.attach(ugc))
        {
            Ok((true, _)) => RESULT_OK,
            Ok((false, document)) => {
                lines.extend(document.trouble.map(|trouble| self.warning(trouble)));
                lines.push(self.warning("you have no entry to attach it to: upload a score first"));
                RESULT_FAIL
            }
            Err(error) => {
                lines.push(self.unusable(&error));
                RESULT_FAIL
            }
        };
        answer(LeaderboardEvent::UgcSet { result, leaderboard: self.leaderboard }, lines)
    }
}

/// The answer to a call, followed by warnings.
fn answer(answer: LeaderboardEvent, lines: Vec<Event>) -> Vec<Event> {
    [Event::Leaderboards(answer)].into_iter().chain(lines).collect()
}

impl LocalPlatform {
    /// Counts the answers about leaderboards that the pump has taken.
    pub(super) fn count_leaderboard_answers<'a>(&self, events: impl Iterator<Item = &'a Event>) {
        let count = events.filter(|event| matches!(event, Event::Leaderboards(_))).count();
        if count > 0 {
            self.memory.leaderboards.lock().answered(count);
        }
    }

    /// Works on the files of a leaderboard. `failed` is the answer if that is not possible.
    fn work(
        &self,
        method: &'static str,
        leaderboard: Leaderboard,
        failed: LeaderboardEvent,
        job: impl FnOnce(Work) -> Vec<Event> + Send + 'static,
    ) {
        let failed = Event::Leaderboards(failed);
        if !self.memory.leaderboards.lock().ask() {
            self.announce(failed);
            self.announce(warning(method, Limit::LeaderboardCalls.reason()));
            return;
        }
        let found = Arc::clone(&self.memory.leaderboards);
        let work = Work {
            disk: self.files.disk.clone(),
            found,
            me: self.me,
            name: self.persona_name(),
            shared: Arc::clone(&self.shared),
            method,
            leaderboard,
        };
        self.in_background(method, failed, move || job(work));
    }

    /// The same for a leaderboard that was found, with its sort method.
    fn work_on(
        &self,
        method: &'static str,
        leaderboard: Leaderboard,
        failed: LeaderboardEvent,
        job: impl FnOnce(Work, SortMethod) -> Vec<Event> + Send + 'static,
    ) {
        let sort_method = self.known(leaderboard, |definition| definition.sort_method);
        let unknown = failed.clone();
        self.work(method, leaderboard, failed, move |work| match sort_method {
            Some(sort_method) => job(work, sort_method),
            None => {
                let handle = leaderboard.0 as i64;
                let reason = format!("no leaderboard with the handle {handle} has been found");
                answer(unknown, vec![work.warning(reason)])
            }
        });
    }

    /// Calls `ask` with the definition of a leaderboard that was found.
    fn known<R>(&self, leaderboard: Leaderboard, ask: impl FnOnce(&Definition) -> R) -> Option<R> {
        self.memory.leaderboards.lock().get(leaderboard).map(|known| ask(&known.definition))
    }

    fn find(&self, method: &'static str, name: &str, new: Option<Definition>) {
        let failed = LeaderboardEvent::Found { leaderboard: Leaderboard::NONE, found: false };
        let name = name.to_owned();
        self.work(method, handle_of(&name), failed, move |work| work.found(&name, new));
    }

    fn choose_entries(
        &self,
        method: &'static str,
        leaderboard: Leaderboard,
        choose: impl FnOnce(Standings) -> Vec<Entry> + Send + 'static,
    ) {
        let entries = Err("the leaderboard cannot be read".to_owned());
        let failed = LeaderboardEvent::Downloaded { leaderboard, entries };
        self.work_on(method, leaderboard, failed, |work, sort_method| work.downloaded(sort_method, choose));
    }
}

impl Leaderboards for LocalPlatform {
    fn find_or_create_leaderboard(&self, name: &str, sort_method: SortMethod, display_type: DisplayType) {
        let new = Definition { name: name.to_owned(), sort_method, display_type };
        self.find("Steam.findOrCreateLeaderboard", name, Some(new));
    }

    fn find_leaderboard(&self, name: &str) {
        self.find("Steam.findLeaderboard", name, None);
    }

    fn leaderboard_name(&self, leaderboard: Leaderboard) -> String {
        self.known(leaderboard, |definition| definition.name.clone()).unwrap_or_default()
    }

    fn leaderboard_entry_count(&self, leaderboard: Leaderboard) -> i32 {
        self.memory.leaderboards.lock().get(leaderboard).map_or(0, |known| known.entries)
    }

    fn leaderboard_sort_method(&self, leaderboard: Leaderboard) -> i32 {
        self.known(leaderboard, |definition| definition.sort_method as i32).unwrap_or(0)
    }

    fn leaderboard_display_type(&self, leaderboard: Leaderboard) -> i32 {
        self.known(leaderboard, |definition| definition.display_type as i32).unwrap_or(0)
    }

    fn download_leaderboard_entries(
        &self,
        leaderboard: Leaderboard,
        request: DataRequest,
        start: i32,
        end: i32,
    ) {
        let me = self.me;
        self.choose_entries(
            "Steam.downloadLeaderboardEntries",
            leaderboard,
            move |standings| match request {
                DataRequest::Global => standings.in_rank_range(start, end),
                DataRequest::AroundUser => standings.around(me, start, end),
                // All local users are friends.
                DataRequest::Friends => standings.all(),
            },
        );
    }

    fn download_leaderboard_entries_for_users(&self, leaderboard: Leaderboard, users: &[SteamId]) {
        let users = users.to_vec();
        self.choose_entries("Steam.downloadLeaderboardEntriesForUsers", leaderboard, move |standings| {
            standings.for_users(&users)
        });
    }

    fn upload_leaderboard_score(
        &self,
        leaderboard: Leaderboard,
        keep_best: bool,
        score: i32,
        details: &[i32],
    ) {
        let details = details.to_vec();
        let failed = LeaderboardEvent::Uploaded(Upload { leaderboard, score, ..Upload::default() });
        self.work_on("Steam.uploadLeaderboardScore", leaderboard, failed, move |work, sort_method| {
            work.uploaded(sort_method, keep_best, score, &details)
        });
    }

    fn attach_leaderboard_ugc(&self, leaderboard: Leaderboard, ugc: u64) {
        let failed = LeaderboardEvent::UgcSet { result: RESULT_INVALID_PARAM, leaderboard };
        self.work_on("Steam.attachLeaderboardUGC", leaderboard, failed, move |work, _| work.attached(ugc));
    }
}
