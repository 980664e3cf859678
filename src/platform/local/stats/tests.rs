//! A process's view of its own changes before, during and after their storage.

use super::*;

const ME: SteamId = SteamId::individual(1);

fn stats() -> Stats {
    let file = "[stat kills]\nmax=10\n[stat speed]\ntype=float\n[stat rate]\ntype=avgrate\n[achievement WIN]";
    Stats::new(Definitions::parse(file).unwrap(), Record::default())
}

/// Stores the changes in `file` and returns the result.
fn store(stats: &mut Stats, file: &mut Record) -> record::Stored {
    let changes = stats.begin_storing();
    let stored = file.apply(&changes, stats.definitions(), 1);
    stats.end_storing(Some(file.clone()));
    stored
}

#[test]
fn a_change_is_seen_at_once_and_kept_until_it_is_stored() {
    let (mut stats, mut file) = (stats(), Record::default());
    assert!(stats.set("kills", Value::Int(4)));
    assert!(stats.set_achievement("WIN", Some(50)));
    assert_eq!(stats.int("kills"), Some(4));
    assert_eq!(stats.achievement("WIN"), Some(Achievement { achieved: true, unlock_time: 50 }));
    assert_eq!(store(&mut stats, &mut file).unlocked, ["WIN"]);
    assert_eq!(store(&mut stats, &mut file).unlocked, [] as [&str; 0]);
    assert_eq!(stats.int("kills"), Some(4));
}

#[test]
fn changes_made_during_a_store_are_not_lost() {
    let (mut stats, mut file) = (stats(), Record::default());
    stats.set("kills", Value::Int(1));
    let changes = stats.begin_storing();
    stats.set("kills", Value::Int(2));
    file.apply(&changes, stats.definitions(), 1);
    stats.end_storing(Some(file.clone()));
    assert_eq!(stats.int("kills"), Some(2));
    store(&mut stats, &mut file);
    assert_eq!(file.stats["kills"], Value::Int(2));
}

#[test]
fn a_failed_write_is_repeated_the_next_time() {
    let (mut stats, mut file) = (stats(), Record::default());
    stats.set("kills", Value::Int(1));
    stats.begin_storing();
    stats.set("speed", Value::Float(2.0));
    stats.end_storing(None);
    store(&mut stats, &mut file);
    assert_eq!(
        file.stats,
        [("kills".to_owned(), Value::Int(1)), ("speed".to_owned(), Value::Float(2.0))].into()
    );
}

#[test]
fn a_rejected_value_has_its_old_value_again() {
    let (mut stats, mut file) = (stats(), Record::default());
    stats.set("kills", Value::Int(7));
    store(&mut stats, &mut file);
    stats.set("kills", Value::Int(11));
    assert_eq!(stats.int("kills"), Some(11));
    assert_eq!(store(&mut stats, &mut file).rejected, ["kills"]);
    assert_eq!(stats.int("kills"), Some(7));
}

#[test]
fn names_and_kinds_that_are_not_defined_are_refused() {
    let mut stats = stats();
    assert!(!stats.set("kills", Value::Float(1.0)) && !stats.set("speed", Value::Int(1)));
    assert!(!stats.set("rate", Value::Float(1.0)) && !stats.add_session("speed", 1.0, 1.0));
    assert!(!stats.set("speed", Value::Float(f32::NAN)) && !stats.add_session("rate", 1.0, 0.0));
    assert_eq!((stats.int("speed"), stats.float("kills"), stats.int("lives")), (None, None, None));
    assert!(!stats.set_achievement("LOSE", Some(1)) && stats.achievement("LOSE").is_none());
    assert!(stats.take_implicit().is_empty());
}

#[test]
fn undefined_names_are_defined_by_use_and_reported_once() {
    let mut stats = Stats::new(Definitions::open(), Record::default());
    assert!(stats.set("kills", Value::Int(3)) && stats.set_achievement("WIN", Some(1)));
    assert_eq!((stats.int("kills"), stats.float("kills")), (Some(3), None));
    assert_eq!(stats.take_implicit().len(), 2);
    assert!(stats.take_implicit().is_empty());
}

#[test]
fn only_a_locked_achievement_shows_its_progress() {
    let mut stats = stats();
    assert!(stats.can_show_progress("WIN", 3, 5));
    assert!(!stats.can_show_progress("WIN", 5, 5) && !stats.can_show_progress("LOSE", 1, 5));
    stats.set_achievement("WIN", Some(1));
    assert!(!stats.can_show_progress("WIN", 3, 5));
}

#[test]
fn other_users_make_room_for_each_other() {
    let mut stats = stats();
    let user = |number: usize| SteamId::individual(100 + number as u32);
    for number in 0..MOST_USERS {
        assert_eq!(stats.loaded_of(user(number), Record::default()), None);
    }
    assert_eq!(stats.loaded_of(user(0), Record::default()), None);
    assert_eq!(stats.loaded_of(user(MOST_USERS), Record::default()), Some(user(1)));
    assert!(stats.stat_of(ME, user(1), "kills").is_none() && stats.stat_of(ME, user(2), "kills").is_some());
    assert!(stats.achievement_of(ME, ME, "WIN").is_some());
}
