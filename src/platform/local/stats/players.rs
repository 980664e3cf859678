//! Achievements and stats of a game server's players. The server may read them and, if the definitions say so, change
//! them. No I/O.

use std::collections::VecDeque;

use super::definitions::Definitions;
use super::record::Record;
use super::{MOST_USERS, Stats};
use crate::contract::SteamId;

/// The stats of the players that the server has requested, the latest request last.
#[derive(Debug, Default)]
pub struct Players(VecDeque<(SteamId, Stats)>);

impl Players {
    /// Stores the content of a player's file. Returns the player who made room for it.
    pub fn loaded(&mut self, user: SteamId, definitions: &Definitions, record: Record) -> Option<SteamId> {
        match self.take(user) {
            Some(mut known) => {
                known.loaded(record);
                self.0.push_back((user, known));
            }
            None => self.0.push_back((user, Stats::for_player(definitions.clone(), record))),
        }
        if self.0.len() > MOST_USERS { self.0.pop_front().map(|(user, _)| user) } else { None }
    }

    fn take(&mut self, user: SteamId) -> Option<Stats> {
        let place = self.0.iter().position(|(known, _)| *known == user)?;
        self.0.remove(place).map(|(_, stats)| stats)
    }

    /// The stats of a player that were requested.
    pub fn of(&mut self, user: SteamId) -> Option<&mut Stats> {
        self.0.iter_mut().find(|(known, _)| *known == user).map(|(_, stats)| stats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::Value;
    use super::*;

    const ANNA: SteamId = SteamId::individual(1);

    fn definitions() -> Definitions {
        let file = "[stat wins]\nset_by=game_server\n[stat games]\n[achievement FAIR]\nset_by=\"game_server\"\n[achievement OWN]";
        Definitions::parse(file).unwrap()
    }

    #[test]
    fn servers_and_users_set_what_is_theirs_and_see_all() {
        let mut players = Players::default();
        assert!(players.of(ANNA).is_none());
        players.loaded(ANNA, &definitions(), Record::default());
        let theirs = players.of(ANNA).unwrap();
        assert!(theirs.set("wins", Value::Int(3)) && theirs.set_achievement("FAIR", Some(9)));
        assert_eq!((theirs.int("games"), theirs.int("wins")), (Some(0), Some(3)));
        assert!(theirs.take_refused().is_empty());
        assert!(!theirs.set("games", Value::Int(3)) && !theirs.set_achievement("OWN", Some(9)));
        assert_eq!(theirs.take_refused().len(), 2);
        let mut own = Stats::new(definitions(), Record::default());
        assert!(!own.set("wins", Value::Int(1)) && !own.set_achievement("FAIR", Some(1)));
        assert_eq!(own.take_refused().len(), 2);
        assert!(own.set("games", Value::Int(1)) && own.set_achievement("OWN", Some(1)));
    }

    #[test]
    fn without_definitions_both_set_everything() {
        let mut players = Players::default();
        players.loaded(ANNA, &Definitions::open(), Record::default());
        assert!(players.of(ANNA).unwrap().set("wins", Value::Int(3)));
        assert!(Stats::new(Definitions::open(), Record::default()).set("wins", Value::Int(3)));
    }

    #[test]
    fn changes_survive_a_reload_and_the_oldest_player_makes_room() {
        let mut players = Players::default();
        players.loaded(ANNA, &definitions(), Record::default());
        assert!(players.of(ANNA).unwrap().set("wins", Value::Int(3)));
        players.loaded(ANNA, &definitions(), Record::default());
        assert_eq!(players.of(ANNA).unwrap().int("wins"), Some(3));
        for account in 2..=MOST_USERS as u32 {
            assert_eq!(players.loaded(SteamId::individual(account), &definitions(), Record::default()), None);
        }
        let other = SteamId::individual(u32::MAX);
        assert_eq!(players.loaded(other, &definitions(), Record::default()), Some(ANNA));
        assert!(players.of(ANNA).is_none());
    }
}
