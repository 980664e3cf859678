//! What is read and written on the thread for files: how many bytes that are, what was asked for last, and the answers.

use std::collections::{HashMap, VecDeque};

use crate::contract::Event;
use crate::platform::local::limits::{Limit, MAX_CLOUD_WAITING_BYTES};

/// What is under way.
#[derive(Debug, Default)]
pub struct Waiting {
    /// How many bytes are to be written, or were read and not fetched.
    bytes: u64,
    /// The answers, and how many bytes each frees.
    answers: VecDeque<(Event, u64)>,
    /// How many calls are to be answered.
    calls: usize,
    last: u64,
    /// The number of the newest change of a file, as long as an older one may still be on its way.
    newest: HashMap<String, u64>,
}

impl Waiting {
    /// Takes in a call that holds so many bytes.
    pub fn begin(&mut self, bytes: u64) -> Result<(), Limit> {
        let all = self.bytes.saturating_add(bytes);
        if all > MAX_CLOUD_WAITING_BYTES {
            return Err(Limit::CloudWaiting);
        }
        self.bytes = all;
        self.calls += 1;
        Ok(())
    }

    /// A call that held so many bytes is answered at the next pump.
    pub fn answer(&mut self, event: Event, bytes: u64) {
        self.end_call();
        self.answers.push_back((event, bytes));
    }

    /// A call that held so many bytes could not be begun.
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

    /// The number of a change that is asked for now.
    pub fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Whether a change may be made: none that was asked for later has been.
    // rule: cloud.order
    pub fn is_newest(&mut self, name: &str, number: u64) -> bool {
        let is_newest = self.newest.get(name).is_none_or(|newest| *newest < number);
        if is_newest && self.calls > 0 {
            self.newest.insert(name.to_owned(), number);
        }
        is_newest
    }
}
