//! The ranking of a leaderboard.

use serde::{Deserialize, Serialize};

use crate::contract::SteamId;
use crate::contract::leaderboards::{Entry, MAX_DETAILS, NO_UGC, SortMethod};

/// A user's entry, as stored in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The user's name at their last upload, for processes that do not know the user.
    pub name: String,
    /// The score, `None` if none was uploaded.
    pub score: Option<i32>,
    /// The details that were uploaded with the score.
    pub details: Vec<i32>,
    /// The file that is attached to the entry.
    pub ugc: Option<u64>,
    /// The time of the upload in milliseconds since 1970. Of two equal scores, the earlier one is better.
    pub time: u64,
}

impl Record {
    /// Stores a score with the time `now`; with `keep_best`, only if it is better than the old one. Returns whether it
    /// was stored.
    pub fn upload(
        &mut self,
        sort_method: SortMethod,
        keep_best: bool,
        score: i32,
        details: &[i32],
        now: u64,
    ) -> bool {
        let is_better = |old: i32| match sort_method {
            SortMethod::Ascending => score < old,
            SortMethod::Descending => score > old,
        };
        let taken = !keep_best || self.score.is_none_or(is_better);
        if taken {
            self.score = Some(score);
            self.details = details.to_vec();
            self.time = now;
        }
        taken
    }

    /// Attaches a file to the entry. Returns whether there is an entry.
    pub fn attach(&mut self, ugc: u64) -> bool {
        if self.score.is_some() {
            self.ugc = Some(ugc);
        }
        self.score.is_some()
    }
}

/// All entries of a leaderboard, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings(Vec<Entry>);

impl Standings {
    /// The ranking of the users' records.
    pub fn new(mut records: Vec<(SteamId, Record)>, sort_method: SortMethod) -> Standings {
        records.retain(|(_, record)| record.score.is_some());
        records.sort_by_key(|(user, record)| {
            let score = i64::from(record.score.unwrap_or_default());
            let place = if sort_method == SortMethod::Ascending { score } else { -score };
            (place, record.time, user.0)
        });
        let entry = |(global_rank, (user, record)): (i32, (SteamId, Record))| Entry {
            user,
            global_rank,
            score: record.score.unwrap_or_default(),
            // A file may contain any number of them.
            details: record.details.into_iter().take(MAX_DETAILS).collect(),
            ugc: record.ugc.unwrap_or(NO_UGC),
        };
        Standings((1..).zip(records).map(entry).collect())
    }

    /// The number of entries.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The rank of a user, 0 if they have no entry.
    pub fn rank_of(&self, user: SteamId) -> i32 {
        self.0.iter().find(|entry| entry.user == user).map_or(0, |entry| entry.global_rank)
    }

    /// The entries of a range of ranks, as many as exist.
    pub fn in_rank_range(&self, start: i32, end: i32) -> Vec<Entry> {
        self.slice(i64::from(start) - 1, i64::from(end) - 1)
    }

    /// The entries at these distances from a user's entry, which is always included. If there are too few on one side,
    /// there are more on the other; there are none if the user has no entry.
    pub fn around(&self, user: SteamId, start: i32, end: i32) -> Vec<Entry> {
        let Some(place) = self.0.iter().position(|entry| entry.user == user) else { return Vec::new() };
        let (place, last) = (place as i64, self.0.len() as i64 - 1);
        let (mut from, mut to) = (place + i64::from(start.min(0)), place + i64::from(end.max(0)));
        if from < 0 {
            to -= from;
            from = 0;
        }
        if to > last {
            from -= to - last;
            to = last;
        }
        self.slice(from, to)
    }

    /// The entries of these users.
    pub fn for_users(&self, users: &[SteamId]) -> Vec<Entry> {
        self.0.iter().filter(|entry| users.contains(&entry.user)).cloned().collect()
    }

    /// All entries.
    pub fn all(self) -> Vec<Entry> {
        self.0
    }

    /// The entries at these places, counted from 0.
    fn slice(&self, from: i64, to: i64) -> Vec<Entry> {
        let from = usize::try_from(from.max(0)).unwrap_or(usize::MAX);
        let end = usize::try_from(to.saturating_add(1)).unwrap_or(0).min(self.0.len());
        self.0.get(from..end).unwrap_or_default().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(number: u32) -> SteamId {
        SteamId::individual(number)
    }

    fn scored(score: i32, time: u64) -> Record {
        Record { score: Some(score), time, ..Record::default() }
    }

    /// Users 1 to 5 with 10 to 50 points.
    fn five(sort_method: SortMethod) -> Standings {
        let records = (1..6).map(|number| (user(number), scored(number as i32 * 10, 0))).collect();
        Standings::new(records, sort_method)
    }

    fn scores(entries: &[Entry]) -> Vec<i32> {
        entries.iter().map(|entry| entry.score).collect()
    }

    #[test]
    fn the_best_comes_first_in_both_directions_and_ranks_count_from_one() {
        let up = five(SortMethod::Ascending).all();
        assert_eq!(scores(&up), [10, 20, 30, 40, 50]);
        let down = five(SortMethod::Descending).all();
        assert_eq!(scores(&down), [50, 40, 30, 20, 10]);
        assert_eq!(down.iter().map(|entry| entry.global_rank).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        let extremes = vec![(user(1), scored(i32::MIN, 0)), (user(2), scored(i32::MAX, 0))];
        assert_eq!(Standings::new(extremes, SortMethod::Descending).rank_of(user(2)), 1);
    }

    #[test]
    fn the_earlier_of_two_equal_scores_ranks_higher() {
        let records = vec![(user(1), scored(7, 200)), (user(2), scored(7, 100)), (user(3), scored(7, 200))];
        for sort_method in [SortMethod::Ascending, SortMethod::Descending] {
            let standings = Standings::new(records.clone(), sort_method);
            assert_eq!([1, 2, 3].map(|number| standings.rank_of(user(number))), [2, 1, 3]);
        }
    }

    #[test]
    fn a_range_of_ranks_ends_with_the_entries() {
        let standings = five(SortMethod::Ascending);
        assert_eq!(scores(&standings.in_rank_range(2, 3)), [20, 30]);
        assert_eq!(scores(&standings.in_rank_range(0, 99)), [10, 20, 30, 40, 50]);
        assert_eq!(scores(&standings.in_rank_range(i32::MIN, i32::MAX)), [10, 20, 30, 40, 50]);
        assert_eq!(scores(&standings.in_rank_range(5, 5)), [50]);
        for (start, end) in [(6, 9), (3, 2), (-5, -1), (i32::MAX, i32::MIN)] {
            assert_eq!(scores(&standings.in_rank_range(start, end)), [] as [i32; 0]);
        }
    }

    #[test]
    fn around_a_user_the_range_moves_where_one_side_has_too_few() {
        let standings = five(SortMethod::Ascending);
        assert_eq!(scores(&standings.around(user(3), -1, 1)), [20, 30, 40]);
        assert_eq!(scores(&standings.around(user(1), -2, 2)), [10, 20, 30, 40, 50]);
        assert_eq!(scores(&standings.around(user(2), -2, 1)), [10, 20, 30, 40]);
        assert_eq!(scores(&standings.around(user(5), -1, 1)), [30, 40, 50]);
        assert_eq!(scores(&standings.around(user(3), 2, -2)), [30]);
        assert_eq!(scores(&standings.around(user(3), i32::MIN, i32::MAX)), [10, 20, 30, 40, 50]);
        assert_eq!(scores(&standings.around(user(9), -5, 5)), [] as [i32; 0]);
    }

    #[test]
    fn the_best_is_kept_unless_the_new_one_is_forced() {
        let (up, down) = (SortMethod::Ascending, SortMethod::Descending);
        let mut record = Record::default();
        assert!(record.upload(down, true, 10, &[1], 1));
        assert!(!record.upload(down, true, 9, &[2], 2));
        assert!(!record.upload(down, true, 10, &[3], 3));
        assert_eq!((record.score, record.details.as_slice(), record.time), (Some(10), &[1][..], 1));
        assert!(record.upload(up, true, 9, &[4], 4));
        assert!(record.upload(down, false, 3, &[], 5));
        assert_eq!((record.score, record.details.len(), record.time), (Some(3), 0, 5));
    }

    #[test]
    fn attached_content_needs_an_entry_and_stays_with_it() {
        let mut record = Record::default();
        assert!(!record.attach(5));
        record.upload(SortMethod::Descending, true, 1, &[], 1);
        assert!(record.attach(5));
        record.upload(SortMethod::Descending, true, 2, &[], 2);
        let entries = Standings::new(vec![(user(1), record)], SortMethod::Descending).all();
        assert_eq!(entries[0].ugc, 5);
    }

    #[test]
    fn an_oversized_file_is_cut_and_one_without_a_score_is_no_entry() {
        let long = Record { details: vec![7; 1000], ..scored(1, 0) };
        let none = Record { details: vec![1], ugc: Some(3), ..Record::default() };
        let standings = Standings::new(vec![(user(1), long), (user(2), none)], SortMethod::Ascending);
        assert_eq!((standings.count(), standings.rank_of(user(2))), (1, 0));
        assert_eq!(standings.all()[0].details.len(), MAX_DETAILS);
    }

    #[test]
    fn only_requested_users_are_reported() {
        let asked = [user(4), user(2), user(2), user(77)];
        assert_eq!(scores(&five(SortMethod::Descending).for_users(&asked)), [40, 20]);
    }

    #[test]
    fn a_record_comes_back_from_its_file_as_it_was() {
        let record = Record { details: vec![i32::MIN, i32::MAX], ugc: Some(u64::MAX - 1), ..scored(-3, 9) };
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
        assert!(serde_json::from_str::<Record>(r#"{"score": 3000000000}"#).is_err());
    }
}
