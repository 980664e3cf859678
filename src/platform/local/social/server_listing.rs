//! The public details of a game server.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::contract::SteamId;
use crate::contract::game_server::{
    MAX_DESCRIPTION_BYTES, MAX_GAME_DATA_BYTES, MAX_MAP_NAME_BYTES, MAX_MOD_DIR_BYTES, MAX_SERVER_NAME_BYTES,
    MAX_TAGS_BYTES, ServerMode, ServerSetting, ServerStart,
};
use crate::platform::local::limits::{MAX_LISTED_PLAYERS, MAX_SERVER_RULES, MAX_SERVER_RULES_BYTES};

/// The maximum size of any other text, in bytes.
const MAX_TEXT_BYTES: usize = 127;

/// The public details of a game server, as they are sent to everybody who looks for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerListing {
    /// The address that it listens on, unspecified for all addresses.
    pub ip: Ipv4Addr,
    /// The port that players connect to.
    pub game_port: u16,
    /// The port of the server browser.
    pub query_port: u16,
    /// The version of the game.
    pub version: String,
    /// Whether players are authenticated and protected from cheats. No local server keeps this promise.
    pub secure: bool,
    /// The name of the game.
    pub product: String,
    /// The description of the game.
    pub description: String,
    /// The folder of a modification.
    pub mod_dir: String,
    /// Whether the server is a process without a player.
    pub dedicated: bool,
    /// The maximum number of players.
    pub max_players: i32,
    /// The number of bots among the players.
    pub bots: i32,
    /// The name of the server.
    pub name: String,
    /// The current map.
    pub map: String,
    /// Whether players need a password.
    pub password_protected: bool,
    /// The port that spectators connect to.
    pub spectator_port: u16,
    /// The name of the server for spectators.
    pub spectator_name: String,
    /// Tags to filter by, separated by commas.
    pub tags: String,
    /// Further tags, which players do not see.
    pub data: String,
    /// The region of the server.
    pub region: String,
    /// The rules of the server, by name.
    pub rules: BTreeMap<String, String>,
    /// The players.
    pub players: BTreeMap<SteamId, ListedPlayer>,
}

/// A player of a game server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPlayer {
    /// The player's name.
    pub name: String,
    /// The player's score.
    pub score: u32,
    /// The time of their arrival in seconds since 1970.
    pub since: u32,
}

impl ServerListing {
    /// A listing with nothing but the server's addresses.
    pub fn new(start: &ServerStart) -> ServerListing {
        ServerListing {
            ip: start.ip,
            game_port: start.game_port,
            query_port: start.query_port,
            version: cut(&start.version, MAX_TEXT_BYTES),
            secure: start.mode == ServerMode::AuthenticationAndSecure,
            product: String::new(),
            description: String::new(),
            mod_dir: String::new(),
            dedicated: false,
            max_players: 0,
            bots: 0,
            name: String::new(),
            map: String::new(),
            password_protected: false,
            spectator_port: 0,
            spectator_name: String::new(),
            tags: String::new(),
            data: String::new(),
            region: String::new(),
            rules: BTreeMap::new(),
            players: BTreeMap::new(),
        }
    }

    /// Changes a detail. Returns `false` if a limit forbids it.
    pub fn set(&mut self, setting: &ServerSetting) -> bool {
        match setting {
            ServerSetting::Product(text) => self.product = cut(text, MAX_TEXT_BYTES),
            ServerSetting::Description(text) => self.description = cut(text, MAX_DESCRIPTION_BYTES),
            ServerSetting::ModDir(text) => self.mod_dir = cut(text, MAX_MOD_DIR_BYTES),
            ServerSetting::Dedicated(dedicated) => self.dedicated = *dedicated,
            ServerSetting::MaxPlayers(players) => self.max_players = *players,
            ServerSetting::Bots(bots) => self.bots = *bots,
            ServerSetting::Name(text) => self.name = cut(text, MAX_SERVER_NAME_BYTES),
            ServerSetting::Map(text) => self.map = cut(text, MAX_MAP_NAME_BYTES),
            ServerSetting::PasswordProtected(protected) => self.password_protected = *protected,
            ServerSetting::SpectatorPort(port) => self.spectator_port = *port,
            ServerSetting::SpectatorName(text) => self.spectator_name = cut(text, MAX_SERVER_NAME_BYTES),
            ServerSetting::ClearKeyValues => self.rules.clear(),
            ServerSetting::KeyValue { key, value } => return self.set_rule(key, value),
            ServerSetting::Tags(text) => self.tags = cut(text, MAX_TAGS_BYTES),
            ServerSetting::Data(text) => self.data = cut(text, MAX_GAME_DATA_BYTES),
            ServerSetting::Region(text) => self.region = cut(text, MAX_TEXT_BYTES),
            // Advertising is not part of the listing.
            ServerSetting::Advertise(_) => {}
        }
        true
    }

    fn set_rule(&mut self, key: &str, value: &str) -> bool {
        let replaced = self.rules.get(key).map_or(0, |before| key.len() + before.len());
        let bytes = self.rules_bytes() - replaced + key.len() + value.len();
        let fits = bytes <= MAX_SERVER_RULES_BYTES
            && (replaced > 0 || self.rules.contains_key(key) || self.rules.len() < MAX_SERVER_RULES);
        if fits {
            self.rules.insert(key.to_owned(), value.to_owned());
        }
        fits
    }

    fn rules_bytes(&self) -> usize {
        self.rules.iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    /// Adds a player. Returns `false` if a limit keeps them out of the list.
    pub fn player_came(&mut self, user: SteamId, name: &str, now: u32) -> bool {
        let fits = self.players.contains_key(&user) || self.players.len() < MAX_LISTED_PLAYERS;
        if fits {
            let name = cut(name, MAX_TEXT_BYTES);
            self.players.entry(user).or_insert(ListedPlayer { name, score: 0, since: now });
        }
        fits
    }

    /// Updates a player's name and score. Returns `false` if they are not listed.
    pub fn update_player(&mut self, user: SteamId, name: &str, score: u32) -> bool {
        let Some(player) = self.players.get_mut(&user) else { return false };
        (player.name, player.score) = (cut(name, MAX_TEXT_BYTES), score);
        true
    }

    /// Removes a player.
    pub fn player_left(&mut self, user: SteamId) {
        self.players.remove(&user);
    }

    /// Whether the listing keeps to the limits.
    pub fn is_sound(&self) -> bool {
        let texts = [&self.version, &self.product, &self.region];
        texts.iter().all(|text| text.len() <= MAX_TEXT_BYTES)
            && self.description.len() <= MAX_DESCRIPTION_BYTES
            && self.mod_dir.len() <= MAX_MOD_DIR_BYTES
            && self.name.len() <= MAX_SERVER_NAME_BYTES
            && self.map.len() <= MAX_MAP_NAME_BYTES
            && self.spectator_name.len() <= MAX_SERVER_NAME_BYTES
            && self.tags.len() <= MAX_TAGS_BYTES
            && self.data.len() <= MAX_GAME_DATA_BYTES
            && self.rules.len() <= MAX_SERVER_RULES
            && self.rules_bytes() <= MAX_SERVER_RULES_BYTES
            && self.players.len() <= MAX_LISTED_PLAYERS
            && self.players.values().all(|player| player.name.len() <= MAX_TEXT_BYTES)
    }
}

/// The beginning of a text, cut at a character boundary.
fn cut(text: &str, bytes: usize) -> String {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> ServerListing {
        ServerListing::new(&ServerStart {
            ip: Ipv4Addr::UNSPECIFIED,
            game_port: 27015,
            query_port: 27016,
            mode: ServerMode::Authentication,
            version: "1.0.0.0".into(),
        })
    }

    #[test]
    fn texts_are_cut_between_characters_to_what_steam_keeps() {
        let mut listing = listing();
        assert!(listing.set(&ServerSetting::Name("ä".repeat(40))));
        assert_eq!(listing.name, "ä".repeat(31));
        assert!(listing.set(&ServerSetting::Data("x".repeat(5000))));
        assert_eq!(listing.data.len(), MAX_GAME_DATA_BYTES);
        assert!(listing.is_sound());
    }

    #[test]
    fn rules_and_players_have_limits_within_which_they_can_be_changed() {
        let mut listing = listing();
        let rule =
            |key: usize, value: &str| ServerSetting::KeyValue { key: key.to_string(), value: value.into() };
        for key in 0..MAX_SERVER_RULES {
            assert!(listing.set(&rule(key, "a")));
        }
        assert!(!listing.set(&rule(MAX_SERVER_RULES, "a")));
        assert!(listing.set(&rule(0, "b")));
        assert!(!listing.set(&rule(0, &"b".repeat(MAX_SERVER_RULES_BYTES))));
        assert_eq!(listing.rules.get("0").map(String::as_str), Some("b"));
        for account in 1..=MAX_LISTED_PLAYERS as u32 {
            assert!(listing.player_came(SteamId::individual(account), "Ada", 5));
        }
        let ben = SteamId::individual(u32::MAX);
        assert!(!listing.player_came(ben, "Ben", 5) && !listing.update_player(ben, "Ben", 1));
        assert!(listing.player_came(SteamId::individual(1), "Eve", 9));
        assert!(listing.update_player(SteamId::individual(1), "Ada", 2));
        let ada = ListedPlayer { name: "Ada".into(), score: 2, since: 5 };
        assert_eq!(listing.players.get(&SteamId::individual(1)), Some(&ada));
        listing.player_left(SteamId::individual(2));
        assert!(listing.player_came(ben, "Ben", 5));
        assert!(listing.is_sound());
        assert!(listing.set(&ServerSetting::ClearKeyValues));
        assert!(listing.rules.is_empty());
    }
}
