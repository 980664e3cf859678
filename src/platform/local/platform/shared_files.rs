//! Files that users share: sharing, downloading and reading them.

use std::io;
use std::path::Path;

use super::LocalPlatform;
use super::cloud_files::{
    Place, RESULT_FAIL, RESULT_FILE_NOT_FOUND, RESULT_INVALID_PARAM, RESULT_LIMIT_EXCEEDED, RESULT_OK,
};
use super::files::warning;
use crate::contract::Event;
use crate::contract::remote_storage::{ContentDetails, INVALID_CONTENT, StorageEvent};
use crate::platform::local::cloud::{About, names};
use crate::platform::local::driver::shared_files::SharedFolder;
use crate::platform::local::limits::{Limit, MAX_SHARED_FILES};

/// Shares the current content of a file; the same content is shared only once.
fn share(
    place: &Place,
    shared: &SharedFolder,
    name: &str,
    details: ContentDetails,
) -> io::Result<Result<u64, i32>> {
    let Some((mut file, stamp)) = place.folder.open(name)? else { return Ok(Err(RESULT_FILE_NOT_FOUND)) };
    let about = place.folder.about(name)?.value;
    if let Some((handle, as_it_was)) = about.shared
        && as_it_was == stamp
        && shared.details(handle)?.is_some()
    {
        return Ok(Ok(handle));
    }
    if shared.count()? >= MAX_SHARED_FILES {
        return Ok(Err(RESULT_LIMIT_EXCEEDED));
    }
    let bytes = i32::try_from(stamp.bytes).unwrap_or(i32::MAX);
    let handle = shared.share(&mut file, &ContentDetails { bytes, ..details })?;
    place.folder.set_about(name, &About { shared: Some((handle, stamp)), ..about })?;
    Ok(Ok(handle))
}

impl LocalPlatform {
    pub(super) fn share_file(&self, file: &str) {
        const METHOD: &str = "Steam.fileShare";
        let answer = {
            let file = file.to_ascii_lowercase();
            move |result, content| {
                Event::RemoteStorage(StorageEvent::ShareResult { result, content, file: file.clone() })
            }
        };
        let Some(name) = names::stored(file) else {
            return self.announce(answer(RESULT_INVALID_PARAM, INVALID_CONTENT));
        };
        let place = self.place(METHOD).clone();
        let shared = self.files.cloud.shared.clone();
        let details = ContentDetails { app_id: self.app_id, name: name.clone(), bytes: 0, owner: self.me };
        let failed = answer(RESULT_FAIL, INVALID_CONTENT);
        self.in_background(METHOD, failed, move || match share(&place, &shared, &name, details) {
            Ok(Ok(handle)) => vec![answer(RESULT_OK, handle)],
            Ok(Err(result)) => {
                let limit = (result == RESULT_LIMIT_EXCEEDED).then_some(Limit::SharedFiles);
                let line = limit.map(|limit| warning(METHOD, limit.reason()));
                [answer(result, INVALID_CONTENT)].into_iter().chain(line).collect()
            }
            Err(error) => {
                let path = place.folder.path(&name);
                let reason = format!("{} cannot be shared ({error})", path.display());
                vec![answer(RESULT_FAIL, INVALID_CONTENT), warning(METHOD, reason)]
            }
        });
    }

    pub(super) fn download(&self, content: u64) {
        const METHOD: &str = "Steam.ugcDownload";
        let downloads = self.files.cloud.downloads.clone();
        let shared = self.files.cloud.shared.clone();
        let has_room = downloads.lock().begin(content);
        if !has_room {
            self.announce(downloaded(content, RESULT_LIMIT_EXCEEDED, None));
            return self.announce(warning(METHOD, Limit::Downloads.reason()));
        }
        self.in_background(METHOD, downloaded(content, RESULT_FAIL, None), move || {
            let found = shared.details(content).and_then(|details| Ok(details.zip(shared.open(content)?)));
            let mut downloads = downloads.lock();
            downloads.end(content);
            match found {
                Ok(Some((details, open))) => {
                    downloads.fetched(content, open, details.clone());
                    vec![downloaded(content, RESULT_OK, Some(details))]
                }
                Ok(None) => vec![downloaded(content, RESULT_FILE_NOT_FOUND, None)],
                Err(error) => vec![
                    downloaded(content, RESULT_FAIL, None),
                    warning(METHOD, format!("a shared file cannot be read ({error})")),
                ],
            }
        });
    }

    pub(super) fn download_to(&self, content: u64, location: &str) {
        const METHOD: &str = "Steam.ugcDownloadToLocation";
        let path = Path::new(location).to_owned();
        if !path.is_absolute() {
            return self.announce(downloaded(content, RESULT_INVALID_PARAM, None));
        }
        let downloads = self.files.cloud.downloads.clone();
        let shared = self.files.cloud.shared.clone();
        self.in_background(METHOD, downloaded(content, RESULT_FAIL, None), move || {
            let copied = shared.details(content).and_then(|details| {
                if details.is_some() {
                    shared.copy(content, &path)?;
                }
                Ok(details)
            });
            match copied {
                Ok(Some(details)) => {
                    downloads.lock().remember(content, details.clone());
                    vec![downloaded(content, RESULT_OK, Some(details))]
                }
                Ok(None) => vec![downloaded(content, RESULT_FILE_NOT_FOUND, None)],
                Err(error) => {
                    let reason = format!("{} cannot be written ({error})", path.display());
                    vec![downloaded(content, RESULT_FAIL, None), warning(METHOD, reason)]
                }
            }
        });
    }
}

fn downloaded(content: u64, result: i32, details: Option<ContentDetails>) -> Event {
    let details = details.unwrap_or_default();
    Event::RemoteStorage(StorageEvent::Downloaded { result, content, details })
}
