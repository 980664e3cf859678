//! The user's favourite game servers, for the lifetime of the process.

use crate::contract::matchmaking::FavoriteGame;
use crate::platform::local::limits::MAX_FAVORITES;

/// The user's favourite game servers. Each server has one entry with all its flags.
#[derive(Debug, Default)]
pub struct FavoriteGames {
    games: Vec<FavoriteGame>,
}

impl FavoriteGames {
    /// All favourites, in the order in which they were added.
    pub fn all(&self) -> &[FavoriteGame] {
        &self.games
    }

    /// Adds a server, or adds flags to its entry and updates the time when it was last played. Returns `false` if there
    /// is no flag or there are too many servers.
    // rule: favorites.kept
    pub fn add(&mut self, game: FavoriteGame) -> bool {
        if game.flags == 0 {
            return false;
        }
        if let Some(known) = self.games.iter_mut().find(|known| is_same(known, &game)) {
            known.flags |= game.flags;
            known.last_played = game.last_played;
            return true;
        }
        let room = self.games.len() < MAX_FAVORITES;
        if room {
            self.games.push(game);
        }
        room
    }

    /// Removes flags from a server, and the server with its last flag. Returns `false` if it had none of the flags.
    pub fn remove(&mut self, game: FavoriteGame) -> bool {
        let Some(known) = self.games.iter_mut().find(|known| is_same(known, &game)) else { return false };
        let had = known.flags & game.flags != 0;
        known.flags &= !game.flags;
        self.games.retain(|known| known.flags != 0);
        had
    }
}

fn is_same(one: &FavoriteGame, other: &FavoriteGame) -> bool {
    let server = |game: &FavoriteGame| (game.app_id, game.ip, game.port, game.query_port);
    server(one) == server(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const FAVORITE: u32 = 1;
    const HISTORY: u32 = 2;

    fn game(port: u16, flags: u32, last_played: u32) -> FavoriteGame {
        FavoriteGame { app_id: 480, ip: Ipv4Addr::LOCALHOST, port, query_port: 1, flags, last_played }
    }

    #[test]
    fn a_server_that_is_added_again_is_updated() {
        let mut favorites = FavoriteGames::default();
        assert!(favorites.add(game(1, FAVORITE, 10)));
        assert!(favorites.add(game(2, HISTORY, 20)));
        assert!(favorites.add(game(1, HISTORY, 30)));
        assert_eq!(favorites.all(), [game(1, FAVORITE | HISTORY, 30), game(2, HISTORY, 20)]);
    }

    #[test]
    fn a_server_is_forgotten_with_its_last_flag() {
        let mut favorites = FavoriteGames::default();
        favorites.add(game(1, FAVORITE | HISTORY, 10));
        assert!(favorites.remove(game(1, HISTORY, 0)));
        assert!(!favorites.remove(game(1, HISTORY, 0)));
        assert_eq!(favorites.all(), [game(1, FAVORITE, 10)]);
        assert!(favorites.remove(game(1, FAVORITE, 0)));
        assert_eq!(favorites.all(), []);
    }

    #[test]
    fn a_server_without_a_flag_and_one_too_many_are_not_taken() {
        let mut favorites = FavoriteGames::default();
        assert!(!favorites.add(game(1, 0, 0)));
        for port in 0..MAX_FAVORITES as u16 {
            assert!(favorites.add(game(port, FAVORITE, 0)));
        }
        assert!(!favorites.add(game(u16::MAX, FAVORITE, 0)));
        assert!(favorites.add(game(0, HISTORY, 5)));
    }
}
