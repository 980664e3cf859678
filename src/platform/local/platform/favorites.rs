//! `ISteamMatchmaking`: favourite game servers.

use super::LocalPlatform;
use crate::contract::matchmaking::FavoriteGame;
use crate::contract::{Event, Favorites};
use crate::platform::local::limits::{Limit, MAX_FAVORITES};

impl Favorites for LocalPlatform {
    fn favorite_games(&self) -> Vec<FavoriteGame> {
        self.memory.favorites.lock().all().to_vec()
    }

    fn add_favorite_game(&self, game: FavoriteGame) -> i32 {
        let (added, count) = {
            let mut favorites = self.memory.favorites.lock();
            (favorites.add(game), favorites.all().len())
        };
        if !added {
            if count >= MAX_FAVORITES {
                self.shared.client.lock().warn("Steam.addFavoriteGame", Limit::Favorites);
                self.shared.notify_pump();
            }
            return 0;
        }
        self.announce_favorite(game, true);
        i32::try_from(count).unwrap_or(i32::MAX)
    }

    fn remove_favorite_game(&self, game: FavoriteGame) -> bool {
        let removed = self.memory.favorites.lock().remove(game);
        if removed {
            self.announce_favorite(game, false);
        }
        removed
    }
}

impl LocalPlatform {
    fn announce_favorite(&self, server: FavoriteGame, add: bool) {
        let account = self.me.account_id();
        self.announce(Event::FavoritesListChanged { server, add, account });
    }
}
