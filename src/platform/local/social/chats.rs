//! Messages that friends have sent to this user.

use std::collections::VecDeque;

use crate::contract::SteamId;
use crate::platform::local::limits::MAX_FRIEND_MESSAGES;

/// Messages that friends have sent to this user, for the lifetime of the process.
#[derive(Debug, Default)]
pub struct Chats {
    /// Whether the game shows them.
    pub listening: bool,
    /// The latest messages, oldest first: sender, number, text.
    messages: VecDeque<(SteamId, i32, String)>,
    next: i32,
}

impl Chats {
    /// Stores a message and returns its number.
    pub fn keep(&mut self, user: SteamId, text: String) -> i32 {
        let index = self.next;
        self.next = self.next.checked_add(1).unwrap_or(0);
        if self.messages.len() >= MAX_FRIEND_MESSAGES {
            self.messages.pop_front();
        }
        self.messages.push_back((user, index, text));
        index
    }

    /// The message of a user by its number.
    pub fn find(&self, user: SteamId, index: i32) -> Option<&str> {
        let found = self.messages.iter().find(|(from, number, _)| (*from, *number) == (user, index));
        found.map(|(_, _, text)| text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_found_by_who_wrote_it_and_its_number_until_too_many_came() {
        let [anna, ben] = [SteamId::individual(1), SteamId::individual(2)];
        let mut chats = Chats::default();
        let first = chats.keep(anna, "hello".to_owned());
        let second = chats.keep(ben, "hi".to_owned());
        assert_eq!(chats.find(anna, first), Some("hello"));
        assert_eq!(chats.find(ben, second), Some("hi"));
        assert_eq!(chats.find(ben, first), None);
        for _ in 0..MAX_FRIEND_MESSAGES - 1 {
            chats.keep(ben, "again".to_owned());
        }
        assert_eq!(chats.find(anna, first), None);
        assert_eq!(chats.find(ben, second), Some("hi"));
    }
}
