//! `ISteamScreenshots`: pictures in the folder of the user, with a document about each beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::LocalPlatform;
use super::files::warning;
use crate::contract::screenshots::ScreenshotEvent;
use crate::contract::{Event, Screenshots, SteamId};
use crate::platform::local::driver::pictures::{self, Refused};
use crate::platform::local::screenshots::{About, Screenshots as Pictures, Tag, encoded};
use crate::platform::local::stats::icons;

/// `EResult`.
const RESULT_OK: i32 = 1;
const RESULT_FAIL: i32 = 2;

/// Writes the files of a picture by this name into this folder. Returns their names.
type Write = Box<dyn FnOnce(&Path, &str) -> Result<Vec<String>, Refused> + Send>;

impl LocalPlatform {
    fn screenshots_folder(&self) -> PathBuf {
        self.files.disk.user(self.me).join("screenshots")
    }

    /// The base name of a picture's files.
    fn picture_name(&self, screenshot: u32) -> String {
        format!("{}-{screenshot}", self.memory.run)
    }

    /// Adds a picture of `waiting_bytes` bytes and has it written. Returns its handle, 0 if a limit forbids it.
    fn keep(&self, method: &'static str, about: About, waiting_bytes: usize, write: Write) -> u32 {
        let taken = self.memory.screenshots.lock().take(about, waiting_bytes);
        let screenshot = match taken {
            Ok(screenshot) => screenshot,
            Err(limit) => {
                self.announce(warning(method, limit.reason()));
                return 0;
            }
        };
        let (folder, name) = (self.screenshots_folder(), self.picture_name(screenshot));
        let screenshots = Arc::clone(&self.memory.screenshots);
        let ready = move |result| Event::Screenshots(ScreenshotEvent::Ready { screenshot, result });
        self.in_background(method, ready(RESULT_FAIL), move || {
            let (files, failure) = match write(&folder, &name) {
                Ok(files) => (files, Ok(())),
                Err(refused) => (Vec::new(), Err(refused)),
            };
            let about = screenshots.lock().written(screenshot, waiting_bytes, files);
            match failure.and_then(|()| describe(&folder, &name, about.as_ref())) {
                Ok(()) => vec![ready(RESULT_OK)],
                Err((result, reason)) => vec![ready(result), warning(method, reason)],
            }
        });
        screenshot
    }

    /// Changes the details of a picture and has them written.
    fn change(
        &self,
        method: &'static str,
        screenshot: u32,
        act: impl FnOnce(&mut Pictures) -> Option<bool>,
    ) -> bool {
        if act(&mut self.memory.screenshots.lock()) != Some(true) {
            return false;
        }
        let (folder, name) = (self.screenshots_folder(), self.picture_name(screenshot));
        let screenshots = Arc::clone(&self.memory.screenshots);
        let failed = warning(method, "the details of the picture cannot be written");
        self.in_background(method, failed, move || {
            let about = screenshots.lock().about(screenshot).cloned();
            let described = describe(&folder, &name, about.as_ref());
            described.err().map(|(_, reason)| warning(method, reason)).into_iter().collect()
        });
        true
    }
}

/// Writes the details of a picture, if it has files.
fn describe(folder: &Path, name: &str, about: Option<&About>) -> Result<(), Refused> {
    let Some(about) = about.filter(|about| !about.files.is_empty()) else { return Ok(()) };
    let document = serde_json::to_vec_pretty(about).map_err(|error| (RESULT_FAIL, error.to_string()))?;
    pictures::write(&folder.join(format!("{name}.json")), &document)
}

/// Writes pixels as a PNG file.
fn write_pixels(rgb: Vec<u8>, width: u32, height: u32) -> Write {
    Box::new(move |folder, name| {
        let name = format!("{name}.png");
        let picture = encoded(&rgb, width, height).map_err(|reason| (RESULT_FAIL, reason))?;
        pictures::write(&folder.join(&name), &picture)?;
        Ok(vec![name])
    })
}

/// Copies a picture, and a second one that belongs to it unless `other` is empty.
fn copy_files(file: &str, other: &str, suffix: &'static str) -> Write {
    let (file, other) = (file.to_owned(), other.to_owned());
    Box::new(move |folder, name| {
        let mut files = vec![pictures::copy(&file, folder, name)?];
        if !other.is_empty() {
            files.push(pictures::copy(&other, folder, &format!("{name}{suffix}"))?);
        }
        Ok(files)
    })
}

impl Screenshots for LocalPlatform {
    fn write_screenshot(&self, rgb: &[u8], width: u32, height: u32) -> u32 {
        let about = About { width, height, ..About::default() };
        self.keep("Steam.writeScreenshot", about, rgb.len(), write_pixels(rgb.to_vec(), width, height))
    }

    fn add_screenshot_to_library(&self, file: &str, thumbnail: &str, width: u32, height: u32) -> u32 {
        let about = About { width, height, ..About::default() };
        self.keep("Steam.addScreenshotToLibrary", about, 0, copy_files(file, thumbnail, "-thumbnail"))
    }

    fn add_vr_screenshot_to_library(&self, kind: i32, file: &str, vr_file: &str) -> u32 {
        let about = About { vr_type: kind, ..About::default() };
        self.keep("Steam.addVRScreenshotToLibrary", about, 0, copy_files(file, vr_file, "-vr"))
    }

    /// There is no overlay to capture the game. A drawn picture takes its place, so that the code for taken pictures
    /// can be tested.
    fn trigger_screenshot(&self) {
        const METHOD: &str = "Steam.triggerScreenshot";
        if self.is_screenshots_hooked() {
            self.announce(Event::Screenshots(ScreenshotEvent::Requested));
            return;
        }
        let reason = "there is no overlay to capture the game, so the screenshot is a drawn picture. After \
                      hookScreenshots(true) the game takes its screenshots itself";
        self.announce(warning(METHOD, reason));
        let drawn = icons::draw("screenshot", true);
        let rgb = drawn.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
        let about = About { width: drawn.width, height: drawn.height, ..About::default() };
        if self.keep(METHOD, about, 0, write_pixels(rgb, drawn.width, drawn.height)) == 0 {
            let (screenshot, result) = (0, RESULT_FAIL);
            self.announce(Event::Screenshots(ScreenshotEvent::Ready { screenshot, result }));
        }
    }

    fn hook_screenshots(&self, hook: bool) {
        self.memory.screenshots.lock().hooked = hook;
    }

    fn is_screenshots_hooked(&self) -> bool {
        self.memory.screenshots.lock().hooked
    }

    fn set_location(&self, screenshot: u32, location: &str) -> bool {
        self.change("Steam.setLocation", screenshot, |screenshots| {
            screenshots.set_location(screenshot, location).map(|()| true)
        })
    }

    fn tag_user(&self, screenshot: u32, user: SteamId) -> bool {
        self.change("Steam.tagUser", screenshot, |screenshots| screenshots.tag(screenshot, Tag::User(user)))
    }

    fn tag_published_file(&self, screenshot: u32, file: u64) -> bool {
        self.change("Steam.tagPublishedFile", screenshot, |screenshots| {
            screenshots.tag(screenshot, Tag::PublishedFile(file))
        })
    }
}
