//! `getPlayerAvatar`: from the asking to the picture, over Steam's handles.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::contract::friends::AvatarSize;
use crate::contract::{Event, Platform, SteamId};

/// What [`Friends::friend_avatar`](crate::contract::Friends::friend_avatar) returns while a picture is fetched.
const FETCHING: i32 = -1;

thread_local! {
    /// Who was asked for and is being fetched.
    static AWAITED: RefCell<Vec<(SteamId, AvatarSize)>> = const { RefCell::new(Vec::new()) };
}

/// Asks for a picture. Returns the answer if it is there already; otherwise it comes once Steam has fetched it.
pub fn request(platform: &dyn Platform, user: SteamId, size: AvatarSize) -> Option<Event> {
    match platform.friends().friend_avatar(user, size) {
        FETCHING => {
            // One answer is enough for all who ask meanwhile.
            AWAITED.with_borrow_mut(|awaited| {
                if !awaited.contains(&(user, size)) {
                    awaited.push((user, size));
                }
            });
            None
        }
        handle => loaded(platform, user, handle),
    }
}

/// Follows what the platform has told, the events in `queue` from index `first` on: a picture that was fetched may be one
/// that is waited for.
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
        let ready: Vec<_> = AWAITED.with_borrow_mut(|awaited| awaited.extract_if(.., fetched).collect());
        for (user, size) in ready {
            queue.extend(loaded(platform, user, platform.friends().friend_avatar(user, size)));
        }
    }
}

/// Forgets who is waited for.
pub fn clear() {
    AWAITED.take();
}

fn loaded(platform: &dyn Platform, user: SteamId, handle: i32) -> Option<Event> {
    platform.utils().image(handle).map(|image| Event::AvatarLoaded { user, image })
}
