//! Chat between friends, and names of users.

use super::Client;
use crate::contract::social::{FriendMessage, SocialEvent};
use crate::contract::{Event, SteamId};
use crate::platform::local::identity::clean_name;
use crate::platform::local::limits::Limit;
use crate::platform::local::wire::hub::ToHub;
use crate::platform::local::wire::social::Note;

/// `k_EPersonaChangeName`.
const PERSONA_NAME: u32 = 0x1;
/// `k_EChatEntryTypeChatMsg`.
const ENTRY_CHAT_MESSAGE: i32 = 1;
/// `EResult`.
const RESULT_OK: i32 = 1;
const RESULT_FAIL: i32 = 2;

impl Client {
    /// Sets whether the game shows friends' messages itself.
    pub fn listen_for_friends(&mut self, listen: bool) {
        self.chats.listening = listen;
    }

    /// Sends a message to a user who is online. Returns whether it was queued.
    pub fn write_to_friend(&mut self, user: SteamId, text: &str) -> bool {
        let note = Note::FriendMessage { text: text.to_owned() };
        self.users.contains_key(&user)
            && note.is_sound()
            && self.post("Steam.replyToFriendMessage", ToHub::SendNote { to: user, note })
    }

    /// The message `index` of the chat with `user`.
    pub fn friend_message(&self, user: SteamId, index: i32) -> Option<FriendMessage> {
        let text = self.chats.find(user, index)?.to_owned();
        Some(FriendMessage { text, entry_type: ENTRY_CHAT_MESSAGE })
    }

    /// Handles a friend's message. On Steam, the overlay would show it if the game does not.
    pub(super) fn handle_friend_message(&mut self, user: SteamId, text: String) {
        if self.chats.listening {
            let index = self.chats.keep(user, text.clone());
            let entry_type = ENTRY_CHAT_MESSAGE;
            self.events.push(Event::Social(SocialEvent::ChatMessage { user, index, text, entry_type }));
        } else {
            self.events.warn("Steam.connected_friend_chat_message", Limit::NobodyListens);
        }
    }

    /// Changes the name of this user and tells all users.
    pub fn rename(&mut self, name: &str) {
        let name = clean_name(name).filter(|name| {
            *name == self.me.name || self.post("Steam.setPersonaName", ToHub::Rename { name: name.clone() })
        });
        let success = name.is_some();
        if let Some(name) = name
            && name != self.me.name
        {
            self.me.name = name;
            self.events.push(Event::PersonaStateChange { user: self.me.id, flags: PERSONA_NAME });
        }
        let result = if success { RESULT_OK } else { RESULT_FAIL };
        let local_success = success;
        self.events.answer(Event::Social(SocialEvent::NameChanged { success, local_success, result }));
    }

    /// The keys of a user's rich presence, in order.
    pub fn rich_presence_keys(&self, user: SteamId) -> Vec<String> {
        let presence = if user == self.me.id {
            Some(&self.rich_presence)
        } else {
            self.presences.get(&user).map(|presence| &presence.rich)
        };
        presence.into_iter().flat_map(|presence| presence.keys().map(str::to_owned)).collect()
    }

    /// The members of a lobby that this user is in, in the order of entering.
    pub fn lobby_members(&self, lobby: SteamId) -> Vec<SteamId> {
        let members = self.joined.get(&lobby).map(|joined| joined.view.members.as_slice());
        members.unwrap_or_default().iter().map(|member| member.user).collect()
    }
}
