//! `getPlayerAvatar`: from the request to the picture, through Steam's handles.

use std::collections::VecDeque;

use parking_lot::Mutex;

use crate::contract::friends::AvatarSize;
use crate::contract::{Event, Platform, SteamId};
use crate::script::report;

const METHOD: &str = "Steam.getPlayerAvatar";

/// The answer of [`Friends::friend_avatar`](crate::contract::Friends::friend_avatar) while a picture is being fetched.
const FETCHING: i32 = -1;

/// The users whose picture is being fetched. The lock is held while the platform is asked, so that no pump on the main thread
/// misses a picture that another thread is just requesting.
static AWAITED: Mutex<Vec<(SteamId, AvatarSize)>> = Mutex::new(Vec::new());

/// Asks for a picture. Returns the answer if it is there already; otherwise it comes once Steam has fetched it.
pub fn request(platform: &dyn Platform, user: SteamId, size: AvatarSize) -> Option<Event> {
    let mut awaited = AWAITED.lock();
    match platform.friends().friend_avatar(user, size) {
        FETCHING => {
            // One answer is enough for all requests in the meantime.
            if !awaited.contains(&(user, size)) {
                awaited.push((user, size));
            }
            None
        }
        handle => {
            drop(awaited);
            loaded(platform, user, handle)
        }
    }
}

/// Handles the platform's events in `queue` from index `first` on: a fetched picture may be one that a script has
/// requested.
pub fn follow(platform: &dyn Platform, queue: &mut VecDeque<Event>, first: usize) {
    let told = queue.iter().skip(first).filter_map(|event| match event {
        Event::AvatarImageLoaded { user, .. } | Event::PersonaStateChange { user, .. } => Some(*user),
        _ => None,
    });
    let users: Vec<SteamId> = told.collect();
    for user in users {
        let fetched = |(other, size): &mut (SteamId, AvatarSize)| {
            *other == user && platform.friends().friend_avatar(user, *size) != FETCHING
        };
        let ready: Vec<_> = AWAITED.lock().extract_if(.., fetched).collect();
        for (user, size) in ready {
            queue.extend(loaded(platform, user, platform.friends().friend_avatar(user, size)));
        }
    }
}

/// Forgets whose avatars are awaited.
pub fn clear() {
    AWAITED.lock().clear();
}

/// The answer. The signal cannot report a missing picture, so a warning does.
fn loaded(platform: &dyn Platform, user: SteamId, handle: i32) -> Option<Event> {
    let image = platform.utils().image(handle);
    if image.is_none() {
        let reason =
            format!("there is no avatar of the user {user}; the signal avatar_loaded will not be emitted");
        report::warning(METHOD, reason);
    }
    image.map(|image| Event::AvatarLoaded { user, image })
}
