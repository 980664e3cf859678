//! Players whom this user has played with recently.

use crate::contract::SteamId;
use crate::contract::friends::RecentPlayer;
use crate::platform::local::limits::MAX_RECENT;

/// Players whom this user has played with recently, for the lifetime of the process.
#[derive(Debug, Default)]
pub struct RecentPlayers {
    /// The latest first.
    players: Vec<RecentPlayer>,
}

impl RecentPlayers {
    /// Records that this user plays with `user`, at `time` in seconds since 1970.
    // rule: friends.recent-players
    pub fn note(&mut self, user: SteamId, time: u32) {
        self.players.retain(|player| player.user != user);
        self.players.truncate(MAX_RECENT - 1);
        self.players.insert(0, RecentPlayer { user, time });
    }

    /// All recent players, the latest first.
    pub fn all(&self) -> &[RecentPlayer] {
        &self.players
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_and_nobody_twice() {
        let mut recent = RecentPlayers::default();
        let [one, two] = [SteamId::individual(1), SteamId::individual(2)];
        recent.note(one, 10);
        recent.note(two, 20);
        recent.note(one, 30);
        assert_eq!(
            recent.all(),
            [RecentPlayer { user: one, time: 30 }, RecentPlayer { user: two, time: 20 }]
        );
    }

    #[test]
    fn users_met_long_ago_are_forgotten() {
        let mut recent = RecentPlayers::default();
        for number in 1..=MAX_RECENT as u32 + 1 {
            recent.note(SteamId::individual(number), number);
        }
        assert_eq!(recent.all().len(), MAX_RECENT);
        assert_eq!(recent.all().last().unwrap().time, 2);
    }
}
