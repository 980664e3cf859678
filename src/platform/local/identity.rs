//! The identity of local users and game servers: a number determines id and name, the same from run to run.

use crate::contract::SteamId;

/// The maximum size of a name (`k_cchPersonaNameMax`), in bytes.
pub const MAX_NAME_BYTES: usize = 128;
/// The highest number of a local user.
pub const MAX_USER_NUMBER: u32 = 100_000;

/// The base of local users' account numbers. They are of the size of the latest that Steam gives out, and fit into an
/// `int32`, which scripts that use them as peer IDs expect. The round number makes local ids easy to recognise.
const ACCOUNT_BASE: u32 = 1_990_000_000;

/// Short names, easy to distinguish, from many places.
const NAMES: [&str; 32] = [
    "Ada", "Bruno", "Chioma", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Liam",
    "Mei", "Noor", "Otto", "Priya", "Quinn", "Rosa", "Sven", "Tala", "Umar", "Vera", "Wanda", "Xavier",
    "Yuki", "Zoe", "Anton", "Bella", "Carlos", "Daria", "Emil", "Freya",
];

/// The id of local user `number`, from 1 to [`MAX_USER_NUMBER`].
// rule: ids.as-on-steam, local.identity
pub fn id_of(number: u32) -> SteamId {
    SteamId::individual(ACCOUNT_BASE + number.min(MAX_USER_NUMBER))
}

/// The id of local game server `number`, from 1 to [`MAX_USER_NUMBER`].
// rule: server.identity
pub fn server_id_of(number: u32) -> SteamId {
    SteamId::anonymous_game_server(ACCOUNT_BASE + number.min(MAX_USER_NUMBER))
}

/// The name of the lock file for `id`; `None` if no local process can have this id.
pub fn lock_name(id: SteamId) -> Option<String> {
    let number = id.account_id().checked_sub(ACCOUNT_BASE)?;
    let kind = match id {
        _ if number_of(id).is_some() => "user",
        _ if id == server_id_of(number) && number > 0 => "server",
        _ => return None,
    };
    Some(format!("{kind}-{number}.lock"))
}

/// The number of the local user `id`; `None` for other ids.
pub fn number_of(id: SteamId) -> Option<u32> {
    let number = id.account_id().checked_sub(ACCOUNT_BASE)?;
    (id.is_individual() && (1..=MAX_USER_NUMBER).contains(&number)).then_some(number)
}

/// The default name of local user `number`: a name from the list, with a counter once the list is used up.
pub fn name_of(number: u32) -> String {
    let index = number.saturating_sub(1) as usize;
    let name = NAMES.get(index % NAMES.len()).copied().unwrap_or_default();
    match index / NAMES.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// A chosen name in the form that is shown: without control characters and surrounding spaces, at most
/// [`MAX_NAME_BYTES`] long. `None` if nothing is left.
pub fn clean_name(chosen: &str) -> Option<String> {
    let mut name = String::new();
    for character in chosen.trim().chars().filter(|character| !character.is_control()) {
        if name.len() + character.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        name.push(character);
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_give_distinct_users_and_come_back_from_their_ids() {
        let mut names: Vec<String> = (1..=200).map(name_of).collect();
        assert_eq!(names[0], "Ada");
        assert_eq!(names[32], "Ada 2");
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 200);
        for number in [1, 2, MAX_USER_NUMBER] {
            assert!(id_of(number).is_individual());
            assert_eq!(number_of(id_of(number)), Some(number));
            assert!((1..=2_000_000_000).contains(&id_of(number).account_id()), "account numbers as on Steam");
        }
        assert_eq!(number_of(SteamId::individual(7)), None);
        assert_eq!(lock_name(id_of(7)).as_deref(), Some("user-7.lock"));
        assert_eq!(lock_name(server_id_of(7)).as_deref(), Some("server-7.lock"));
        assert_eq!(lock_name(server_id_of(0)), None);
        assert_eq!(lock_name(SteamId::individual(7)), None);
        assert_eq!(number_of(SteamId::lobby(ACCOUNT_BASE + 1)), None);
    }

    #[test]
    fn chosen_names_are_cleaned_and_cut_between_characters() {
        assert_eq!(clean_name("  Zoë\n\0 "), Some("Zoë".into()));
        assert_eq!(clean_name(" \t "), None);
        let long = clean_name(&"é".repeat(100)).unwrap();
        assert_eq!(long.len(), 128);
    }
}
