//! Peers that have just left: the game still looks up their Steam IDs in its handlers.

use std::collections::VecDeque;

use crate::contract::SteamId;

/// The maximum number of remembered peers; the oldest is forgotten first.
pub(super) const MOST: usize = 256;

/// Peer IDs and their users, the oldest first.
#[derive(Debug, Default)]
pub struct Recent(VecDeque<(i32, SteamId)>);

impl Recent {
    /// The peer `id` of `user` has left.
    pub fn insert(&mut self, id: i32, user: SteamId) {
        self.remove(id);
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back((id, user));
    }

    /// A new peer has this ID.
    pub fn remove(&mut self, id: i32) {
        self.0.retain(|(known, _)| *known != id);
    }

    /// The user of this peer.
    pub fn user_of(&self, id: i32) -> Option<SteamId> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, user)| *user)
    }

    /// The last peer of a user.
    pub fn peer_of(&self, user: SteamId) -> Option<i32> {
        self.0.iter().rev().find(|(_, known)| *known == user).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_remembered_and_no_more() {
        let mut recent = Recent::default();
        for id in 2..2 + 2 * MOST as i32 {
            recent.insert(id, SteamId(7));
        }
        assert_eq!(recent.0.len(), MOST);
        let last = 1 + 2 * MOST as i32;
        assert_eq!((recent.user_of(last), recent.user_of(2)), (Some(SteamId(7)), None));
        assert_eq!(recent.peer_of(SteamId(7)), Some(last));
        recent.remove(last);
        assert_eq!(recent.peer_of(SteamId(7)), Some(last - 1));
        recent.insert(last - 1, SteamId(8));
        assert_eq!(recent.user_of(last - 1), Some(SteamId(8)), "an ID has one user");
    }
}
