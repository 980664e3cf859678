//! The pictures that a process has added to its user's library: their details, and whether the game takes its
//! screenshots itself.

use serde::Serialize;

use super::limits::{Limit, MAX_SCREENSHOTS, MAX_WAITING_PICTURE_BYTES};
use crate::contract::SteamId;
use crate::contract::screenshots::MAX_TAGS;

/// The document beside a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// The names of the picture's files in the folder.
    pub files: Vec<String>,
    /// The width in pixels, if the game has given it; otherwise 0.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// An `EVRScreenshotType`.
    pub vr_type: i32,
    /// The location at which it was taken.
    pub location: String,
    /// The users in it.
    pub users: Vec<SteamId>,
    /// The published files in it.
    pub published_files: Vec<u64>,
}

/// A tag of a picture.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A user.
    User(SteamId),
    /// A published file.
    PublishedFile(u64),
}

/// The pictures of this process.
#[derive(Debug, Default)]
pub struct Screenshots {
    /// Whether the game takes its screenshots itself.
    pub hooked: bool,
    /// The pictures. The handle of a picture is its index plus 1.
    taken: Vec<About>,
    /// The bytes of pictures that are not written yet.
    waiting_bytes: usize,
}

impl Screenshots {
    /// Adds a picture of which `waiting_bytes` bytes wait to be written. Returns its handle, or the limit that forbids
    /// it.
    pub fn take(&mut self, about: About, waiting_bytes: usize) -> Result<u32, Limit> {
        let waiting = self.waiting_bytes.saturating_add(waiting_bytes);
        if waiting > MAX_WAITING_PICTURE_BYTES {
            return Err(Limit::WaitingPictures);
        }
        if self.taken.len() >= MAX_SCREENSHOTS {
            return Err(Limit::Screenshots);
        }
        self.waiting_bytes = waiting;
        self.taken.push(about);
        Ok(u32::try_from(self.taken.len()).unwrap_or(u32::MAX))
    }

    /// Records that a picture was written as `files`. Returns its current details.
    pub fn written(&mut self, screenshot: u32, waiting_bytes: usize, files: Vec<String>) -> Option<About> {
        self.waiting_bytes = self.waiting_bytes.saturating_sub(waiting_bytes);
        let about = self.find(screenshot)?;
        about.files = files;
        Some(about.clone())
    }

    /// The details of a picture, `None` if it does not exist.
    pub fn about(&self, screenshot: u32) -> Option<&About> {
        self.taken.get(usize::try_from(screenshot.checked_sub(1)?).ok()?)
    }

    fn find(&mut self, screenshot: u32) -> Option<&mut About> {
        self.taken.get_mut(usize::try_from(screenshot.checked_sub(1)?).ok()?)
    }

    /// Sets the location at which a picture was taken. Returns `None` if it does not exist.
    pub fn set_location(&mut self, screenshot: u32, location: &str) -> Option<()> {
        location.clone_into(&mut self.find(screenshot)?.location);
        Some(())
    }

    /// Tags a picture. Returns `None` if it does not exist, and otherwise whether it has the tag now; the number of
    /// tags is limited.
    pub fn tag(&mut self, screenshot: u32, tag: Tag) -> Option<bool> {
        let about = self.find(screenshot)?;
        Some(match tag {
            Tag::User(user) => add(&mut about.users, user),
            Tag::PublishedFile(file) => add(&mut about.published_files, file),
        })
    }
}

fn add<T: PartialEq>(tags: &mut Vec<T>, tag: T) -> bool {
    let is_there = tags.contains(&tag);
    if !is_there && tags.len() < MAX_TAGS {
        tags.push(tag);
        return true;
    }
    is_there
}

/// Encodes a picture of `width` by `height` pixels of three bytes each as a PNG file.
pub fn encoded(rgb: &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(rgb)?;
        writer.finish()
    });
    written.map(|()| bytes).map_err(|error| error.to_string())
}

/// The file extension of a picture by its first bytes, `None` if Steam does not accept the format. A TGA file has no
/// signature, so its name decides.
pub fn ending(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        Some("png")
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some("jpg")
    } else {
        let is_tga = name.to_lowercase().ends_with(".tga") && bytes.len() >= TGA_HEADER_BYTES;
        is_tga.then_some("tga")
    }
}

/// The size of a TGA file's header.
const TGA_HEADER_BYTES: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_a_handle_until_there_are_too_many() {
        let mut screenshots = Screenshots::default();
        for handle in 1..=MAX_SCREENSHOTS {
            assert_eq!(screenshots.take(About::default(), 0), Ok(handle as u32));
        }
        assert_eq!(screenshots.take(About::default(), 0), Err(Limit::Screenshots));
        assert_eq!(screenshots.set_location(0, "nowhere"), None);
        assert_eq!(screenshots.set_location(MAX_SCREENSHOTS as u32 + 1, "nowhere"), None);
        assert_eq!(screenshots.set_location(7, "the hill"), Some(()));
        assert_eq!(screenshots.about(7).map(|about| about.location.as_str()), Some("the hill"));
    }

    #[test]
    fn the_write_queue_is_bounded_and_drains() {
        let mut screenshots = Screenshots::default();
        assert_eq!(screenshots.take(About::default(), MAX_WAITING_PICTURE_BYTES), Ok(1));
        assert_eq!(screenshots.take(About::default(), 1), Err(Limit::WaitingPictures));
        assert_eq!(screenshots.take(About::default(), usize::MAX), Err(Limit::WaitingPictures));
        assert!(screenshots.written(1, MAX_WAITING_PICTURE_BYTES, vec!["a.png".to_owned()]).is_some());
        assert_eq!(screenshots.take(About::default(), 1), Ok(2));
    }

    #[test]
    fn a_tag_is_kept_once_and_there_is_room_for_so_many() {
        let mut screenshots = Screenshots::default();
        screenshots.take(About::default(), 0).unwrap();
        for user in 0..MAX_TAGS as u32 {
            for _ in 0..2 {
                assert_eq!(screenshots.tag(1, Tag::User(SteamId::individual(user + 1))), Some(true));
            }
        }
        assert_eq!(screenshots.tag(1, Tag::User(SteamId::individual(999))), Some(false));
        assert_eq!(screenshots.tag(1, Tag::PublishedFile(5)), Some(true));
        assert_eq!(screenshots.tag(2, Tag::PublishedFile(5)), None);
        assert_eq!(screenshots.about(1).unwrap().users.len(), MAX_TAGS);
    }

    #[test]
    fn a_picture_of_the_wrong_size_is_refused_without_a_panic() {
        assert_eq!(ending("a", &encoded(&[7; 12], 2, 2).unwrap()), Some("png"));
        assert!(encoded(&[7; 11], 2, 2).is_err());
        assert!(encoded(&[], 0, 0).is_err());
    }

    #[test]
    fn only_pictures_are_taken() {
        assert_eq!(ending("a.png", b"GIF89a"), None);
        assert_eq!(ending("a", &[0xFF, 0xD8, 0xFF, 0xE0]), Some("jpg"));
        assert_eq!(ending("a.TGA", &[0; 18]), Some("tga"));
        assert_eq!(ending("a.tga", &[0; 17]), None);
    }
}
