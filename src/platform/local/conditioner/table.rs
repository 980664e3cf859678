//! The conditions of each user.

use std::collections::BTreeMap;

use crate::contract::SteamId;
use crate::contract::network_conditions::{Condition, Conditions};
use crate::platform::local::limits::MAX_CONDITIONED_USERS;

/// The conditions of each user.
#[derive(Debug)]
pub struct Table {
    everybody: Conditions,
    own: BTreeMap<SteamId, Conditions>,
    /// The seed in place of 0.
    run_seed: u64,
}

impl Table {
    /// The same conditions for all users. `run_seed` replaces a seed of 0.
    pub fn new(everybody: Conditions, run_seed: u32) -> Table {
        let run_seed = u64::from(run_seed.max(1));
        Table { everybody, own: BTreeMap::new(), run_seed }
    }

    /// The conditions of `remote`, or of users without conditions of their own, with the seed that is in use.
    pub fn get(&self, remote: Option<SteamId>) -> Conditions {
        let own: Option<&Conditions> = remote.and_then(|remote| self.own.get(&remote));
        let mut conditions = own.copied().unwrap_or(self.everybody);
        if conditions.seed == 0 {
            conditions.seed = self.run_seed;
        }
        conditions
    }

    /// Changes some conditions of `remote`, or of all users. Returns `false` if too many users have conditions of their
    /// own.
    pub fn set(&mut self, remote: Option<SteamId>, changes: &[Condition]) -> bool {
        let change = |conditions: &mut Conditions| changes.iter().for_each(|change| conditions.set(*change));
        match remote {
            None => {
                change(&mut self.everybody);
                self.own.values_mut().for_each(change);
            }
            Some(remote) if self.own.len() < MAX_CONDITIONED_USERS || self.own.contains_key(&remote) => {
                change(self.own.entry(remote).or_insert(self.everybody));
            }
            Some(_) => return false,
        }
        true
    }

    /// Removes the conditions of `remote`, which then has those of all users. `None` removes all conditions.
    pub fn clear(&mut self, remote: Option<SteamId>) {
        match remote {
            Some(remote) => {
                self.own.remove(&remote);
            }
            None => {
                self.own.clear();
                self.everybody = Conditions { seed: self.everybody.seed, ..Conditions::default() };
            }
        }
    }
}
