//! `ISteamMatchmaking`: favourite game servers.

use std::net::Ipv4Addr;

use super::methods;
use crate::arguments::Out;
use crate::contract::Favorites;
use crate::contract::matchmaking::FavoriteGame;

methods! { Matchmaking:
    fn SteamAPI_ISteamMatchmaking_GetFavoriteGameCount(steam) -> i32, or 0; {
        steam.platform.favorite_games().len() as i32
    }

    fn SteamAPI_ISteamMatchmaking_GetFavoriteGame(
        steam, index: i32, app_id: Out<u32>, ip: Out<u32>, port: Out<u16>, query_port: Out<u16>,
        flags: Out<u32>, last_played: Out<u32>
    ) -> bool, or false; {
        let games = steam.platform.favorite_games();
        let Some(game) = usize::try_from(index).ok().and_then(|index| games.get(index)) else { return false };
        app_id.set(game.app_id);
        ip.set(game.ip.to_bits());
        port.set(game.port);
        query_port.set(game.query_port);
        flags.set(game.flags);
        last_played.set(game.last_played);
        true
    }

    fn SteamAPI_ISteamMatchmaking_AddFavoriteGame(
        steam, app_id: u32, ip: u32, port: u16, query_port: u16, flags: u32, last_played: u32
    ) -> i32, or 0; {
        let ip = Ipv4Addr::from(ip);
        steam.platform.add_favorite_game(FavoriteGame { app_id, ip, port, query_port, flags, last_played })
    }

    fn SteamAPI_ISteamMatchmaking_RemoveFavoriteGame(
        steam, app_id: u32, ip: u32, port: u16, query_port: u16, flags: u32
    ) -> bool, or false; {
        let ip = Ipv4Addr::from(ip);
        let game = FavoriteGame { app_id, ip, port, query_port, flags, last_played: 0 };
        steam.platform.remove_favorite_game(game)
    }
}
