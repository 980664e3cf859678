//! Reads and writes in progress on the thread for files: their bytes, the newest change of each file, and the answers.

use std::collections::{HashMap, VecDeque};

use crate::contract::Event;
use crate::platform::local::limits::{Limit, MAX_CLOUD_WAITING_BYTES};

/// Calls in progress.
#[derive(Debug, Default)]
pub struct Waiting {
    /// The bytes that are to be written, or that were read and not fetched yet.
    bytes: u64,
    /// The answers, and the bytes that each of them frees.
    answers: VecDeque<(Event, u64)>,
    /// The number of calls that wait for an answer.
    calls: usize,
    last: u64,
    /// The number of the newest change of each file, while an older one may still be in progress.
    newest: HashMap<String, u64>,
}

impl Waiting {
    /// Begins a call that holds `bytes` bytes.
    pub fn begin(&mut self, bytes: u64) -> Result<(), Limit> {
        let all = self.bytes.saturating_add(bytes);
        if all > MAX_CLOUD_WAITING_BYTES {
            return Err(Limit::CloudWaiting);
        }
        self.bytes = all;
        self.calls += 1;
        Ok(())
    }

    /// Queues the answer to a call that held `bytes` bytes.
    pub fn answer(&mut self, event: Event, bytes: u64) {
        self.end_call();
        self.answers.push_back((event, bytes));
    }

    /// Ends a call that could not be started and held `bytes` bytes.
    pub fn give_up(&mut self, bytes: u64) {
        self.end_call();
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    fn end_call(&mut self) {
        self.calls = self.calls.saturating_sub(1);
        if self.calls == 0 {
            self.newest.clear();
        }
    }

    /// Moves the answers to the end of `events`.
    pub fn drain(&mut self, events: &mut VecDeque<Event>) {
        for (event, bytes) in self.answers.drain(..) {
            self.bytes = self.bytes.saturating_sub(bytes);
            events.push_back(event);
        }
    }

    /// The number of a new change.
    pub fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Whether a change may be made, because no later change was made.
    // rule: cloud.order
    pub fn is_newest(&mut self, name: &str, number: u64) -> bool {
        let is_newest = self.newest.get(name).is_none_or(|newest| *newest < number);
        if is_newest && self.calls > 0 {
            self.newest.insert(name.to_owned(), number);
        }
        is_newest
    }
}
