//! Writing and reading cloud files on the disk.

use std::io;

use super::LocalPlatform;
use super::cloud_files::{
    Batch, Place, RESULT_FAIL, RESULT_FILE_NOT_FOUND, RESULT_INVALID_PARAM, RESULT_LIMIT_EXCEEDED, RESULT_OK,
    Refused, Stream,
};
use super::files::warning;
use crate::contract::Event;
use crate::contract::remote_storage::{INVALID_STREAM, StorageEvent};
use crate::platform::local::cloud::{Stamp, names};
use crate::platform::local::limits::{Limit, MAX_CLOUD_STREAMS};

impl LocalPlatform {
    /// The place of the cloud files. The first call lists them.
    pub(super) fn place(&self, method: &str) -> &Place {
        let place = &self.files.cloud.place;
        let mut cloud = place.cloud.lock();
        if cloud.is_known() {
            return place;
        }
        let (swept, listed) = (place.folder.sweep(), place.folder.list());
        let (listing, listed) = match listed {
            Ok(listing) => (listing, Ok(())),
            Err(error) => (Default::default(), Err(error)),
        };
        cloud.learn(listing);
        drop(cloud);
        for (what, done) in [("swept of what killed processes left", swept), ("listed", listed)] {
            if let Err(error) = done {
                self.storage_failed(method, &format!("the files in the cloud cannot be {what}"), &error);
            }
        }
        let watched = place.clone();
        self.watch_files(method, place.folder.watched(), move || watched.look());
        place
    }

    /// Warns about a failure of the file system.
    pub(super) fn storage_failed(&self, method: &str, what: &str, error: &io::Error) {
        self.announce(warning(method, format!("{what} ({error})")));
    }

    /// The result of `act` with a file, or the default if the file system fails.
    pub(super) fn with_file<R: Default>(
        &self,
        method: &str,
        file: &str,
        act: impl FnOnce(&Place, &str) -> io::Result<R>,
    ) -> R {
        let Some(name) = names::stored(file) else { return R::default() };
        let place = self.place(method);
        act(place, &name).unwrap_or_else(|error| {
            let what = format!("{} cannot be used", place.folder.path(&name).display());
            self.storage_failed(method, &what, &error);
            R::default()
        })
    }

    pub(super) fn write_file(&self, method: &str, file: &str, data: &[u8]) -> bool {
        let Some(name) = names::stored(file) else { return false };
        let place = self.place(method);
        let written = place.write(&name, data, None);
        self.is_done(method, &name, written)
    }

    /// Whether a file was written. Warns if it was not.
    fn is_done(&self, method: &str, name: &str, written: Result<(), Refused>) -> bool {
        match written {
            Ok(()) => true,
            Err(refused) => {
                self.announce(warning(method, refused.reason(&self.files.cloud.place, name)));
                false
            }
        }
    }

    pub(super) fn delete_file(&self, file: &str) -> bool {
        self.with_file("Steam.fileDelete", file, |place, name| {
            let mut cloud = place.cloud.lock();
            let number = cloud.waiting.number();
            cloud.waiting.is_newest(name, number);
            let was_there = place.folder.delete(name)?;
            cloud.deleted(name);
            Ok(was_there)
        })
    }

    /// Queues an event of `ISteamRemoteStorage` for the next pump.
    pub(super) fn announce_storage(&self, event: StorageEvent) {
        self.announce(Event::RemoteStorage(event));
    }

    pub(super) fn write_in_background(&self, file: &str, data: &[u8]) {
        const METHOD: &str = "Steam.fileWriteAsync";
        let answer = |result| StorageEvent::WriteComplete { result };
        let Some(name) = names::stored(file) else {
            return self.announce_storage(answer(RESULT_INVALID_PARAM));
        };
        let place = self.place(METHOD).clone();
        let bytes = data.len() as u64;
        let number = {
            let mut cloud = place.cloud.lock();
            // Calls are handled in order, so the check can be made now.
            let begun = cloud.may_write(&name, bytes, place.quota).and_then(|()| cloud.waiting.begin(bytes));
            begun.map(|()| cloud.waiting.number())
        };
        let number = match number {
            Ok(number) => number,
            Err(limit) => {
                self.announce_storage(answer(RESULT_LIMIT_EXCEEDED));
                return self.announce(warning(METHOD, limit.reason()));
            }
        };
        let data = data.to_vec();
        let waiting = place.clone();
        let is_running = self.in_background(METHOD, Event::RemoteStorage(answer(RESULT_FAIL)), move || {
            let written = place.write(&name, &data, Some(number));
            let result = written.as_ref().err().map_or(RESULT_OK, Refused::result);
            place.cloud.lock().waiting.answer(Event::RemoteStorage(answer(result)), bytes);
            let refused = written.err();
            refused.map(|refused| warning(METHOD, refused.reason(&place, &name))).into_iter().collect()
        });
        if !is_running {
            waiting.cloud.lock().waiting.give_up(bytes);
        }
    }

    pub(super) fn read_in_background(&self, file: &str, offset: u32, bytes: u32) {
        const METHOD: &str = "Steam.fileReadAsync";
        let place = self.place(METHOD).clone();
        let call = place.cloud.lock().waiting.number();
        let answer = move |result, data| {
            let complete = result == RESULT_OK;
            Event::RemoteStorage(StorageEvent::ReadComplete { result, call, offset, data, complete })
        };
        let stamp = self.with_file(METHOD, file, |place, name| place.folder.stamp(name));
        let Some((name, stamp)) = names::stored(file).zip(stamp) else {
            return self.announce(answer(RESULT_FILE_NOT_FOUND, Vec::new()));
        };
        let Some(left) = stamp.bytes.checked_sub(u64::from(offset)) else {
            return self.announce(answer(RESULT_INVALID_PARAM, Vec::new()));
        };
        let held = left.min(u64::from(bytes));
        let begun = place.cloud.lock().waiting.begin(held);
        if let Err(limit) = begun {
            self.announce(answer(RESULT_LIMIT_EXCEEDED, Vec::new()));
            return self.announce(warning(METHOD, limit.reason()));
        }
        let most = usize::try_from(held).unwrap_or(usize::MAX);
        let waiting = place.clone();
        let is_running = self.in_background(METHOD, answer(RESULT_FAIL, Vec::new()), move || {
            let (event, trouble) = match place.folder.read(&name, u64::from(offset), most) {
                Ok(Some(data)) => (answer(RESULT_OK, data), None),
                Ok(None) => (answer(RESULT_FILE_NOT_FOUND, Vec::new()), None),
                Err(error) => {
                    let reason = format!("{} cannot be read ({error})", place.folder.path(&name).display());
                    (answer(RESULT_FAIL, Vec::new()), Some(warning(METHOD, reason)))
                }
            };
            place.cloud.lock().waiting.answer(event, held);
            trouble.into_iter().collect()
        });
        if !is_running {
            waiting.cloud.lock().waiting.give_up(held);
        }
    }

    pub(super) fn open_stream(&self, file: &str) -> u64 {
        const METHOD: &str = "Steam.fileWriteStreamOpen";
        let Some(name) = names::stored(file) else { return INVALID_STREAM };
        let place = self.place(METHOD);
        let mut streams = self.files.cloud.streams.lock();
        if streams.open.len() >= MAX_CLOUD_STREAMS {
            drop(streams);
            self.announce(warning(METHOD, Limit::CloudStreams.reason()));
            return INVALID_STREAM;
        }
        match place.folder.begin() {
            Ok(part) => {
                streams.last += 1;
                let stream = streams.last;
                streams.open.insert(stream, Stream { name, part, bytes: 0 });
                stream
            }
            Err(error) => {
                drop(streams);
                self.storage_failed(METHOD, "a file cannot be created", &error);
                INVALID_STREAM
            }
        }
    }

    pub(super) fn write_to_stream(&self, stream: u64, data: &[u8]) -> bool {
        const METHOD: &str = "Steam.fileWriteStreamWriteChunk";
        let mut streams = self.files.cloud.streams.lock();
        let Some(open) = streams.open.get_mut(&stream) else {
            drop(streams);
            return self.no_stream(METHOD, stream);
        };
        let bytes = open.bytes.saturating_add(data.len() as u64);
        let place = &self.files.cloud.place;
        let written = place.may_write(&open.name, bytes).and_then(|()| Ok(open.part.write(data)?));
        if written.is_ok() {
            open.bytes = bytes;
        }
        let name = open.name.clone();
        drop(streams);
        self.is_done(METHOD, &name, written)
    }

    pub(super) fn close_stream(&self, stream: u64) -> bool {
        const METHOD: &str = "Steam.fileWriteStreamClose";
        let closed = self.files.cloud.streams.lock().open.remove(&stream);
        let Some(Stream { name, part, bytes }) = closed else { return self.no_stream(METHOD, stream) };
        let written = self.files.cloud.place.put(part, &name, bytes, None);
        self.is_done(METHOD, &name, written)
    }

    pub(super) fn cancel_stream(&self, stream: u64) -> bool {
        let cancelled = self.files.cloud.streams.lock().open.remove(&stream);
        cancelled.is_some() || self.no_stream("Steam.fileWriteStreamCancel", stream)
    }

    /// Warns that no write stream has this handle.
    fn no_stream(&self, method: &str, stream: u64) -> bool {
        let reason =
            format!("write_handle is {}: it is not the handle of an open write stream", stream as i64);
        self.announce(warning(method, reason));
        false
    }

    // rule: cloud.batch
    pub(super) fn begin_batch(&self) -> bool {
        const METHOD: &str = "Steam.beginFileWriteBatch";
        let mut batch = self.files.cloud.batch.lock();
        if batch.is_some() {
            return false;
        }
        let lock = self.place(METHOD).folder.begin_batch();
        let trouble = lock.as_ref().err().map(|error| error.to_string());
        *batch = Some(Batch(lock.ok().flatten()));
        drop(batch);
        if let Some(error) = trouble {
            let reason = format!(
                "other processes may see the changes one by one, because they cannot be locked out ({error})"
            );
            self.announce(warning(METHOD, reason));
        }
        true
    }

    pub(super) fn end_batch(&self) -> bool {
        let Some(Batch(lock)) = self.files.cloud.batch.lock().take() else { return false };
        if let Some(lock) = lock {
            // The batch ends after the files that are being written in the background.
            let job = move || {
                drop(lock);
                Vec::new()
            };
            let failed = warning("Steam.endFileWriteBatch", "the thread for files cannot be started");
            self.in_background("Steam.endFileWriteBatch", failed, job);
        }
        true
    }

    /// The current stamp of a file.
    pub(super) fn stamp(&self, method: &str, file: &str) -> Option<Stamp> {
        self.with_file(method, file, |place, name| place.folder.stamp(name))
    }
}
