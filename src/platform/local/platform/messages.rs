//! `ISteamNetworkingMessages`.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;

use super::{LocalPlatform, clock};
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_messages::{MessageInfo, MessagesSession, send_flags};
use crate::contract::{Event, NetworkingMessages, SteamId};
use crate::platform::local::driver::Transport;
use crate::platform::local::messages::{self, Rates};
use crate::platform::local::session::Sessions;

impl LocalPlatform {
    fn with_messages<R>(&self, act: impl FnOnce(&mut Sessions) -> R) -> R {
        self.with_sessions_of(Transport::Messages, act)
    }

    /// Appends the events of the sessions for messages.
    pub(super) fn pump_messages(&self, events: &mut VecDeque<Event>) {
        let before = events.len();
        self.with_messages(|sessions| sessions.pump(events));
        for event in events.iter_mut().skip(before) {
            messages::translate(event);
        }
    }
}

impl NetworkingMessages for LocalPlatform {
    fn send_message_to_user(&self, remote: SteamId, data: &[u8], flags: i32, channel: i32) -> i32 {
        if remote == self.me {
            // The message arrives at the next pump, without the driver.
            self.shared.notify_pump();
        }
        self.with_messages(|sessions| messages::send(sessions, remote, data, flags, channel))
    }

    fn receive_message_on_channel(&self, channel: i32, buffer: &mut dyn PacketBuffer) -> Option<MessageInfo> {
        let received = self.with_messages(|sessions| sessions.receive(channel, u32::MAX, buffer))?;
        Some(MessageInfo {
            sender: received.remote,
            channel,
            flags: if received.reliable { send_flags::RELIABLE } else { 0 },
            number: i64::try_from(received.position).map_or(i64::MAX, |position| position.saturating_add(1)),
            time_received_us: clock::microseconds(received.arrived.unwrap_or_else(clock::now)),
            connection: 0,
        })
    }

    fn accept_session_with_user(&self, remote: SteamId) -> bool {
        self.with_messages(|sessions| messages::accept(sessions, remote))
    }

    fn close_session_with_user(&self, remote: SteamId) -> bool {
        self.memory.rates.lock().remove(&remote);
        self.with_messages(|sessions| sessions.close(remote))
    }

    fn close_channel_with_user(&self, remote: SteamId, channel: i32) -> bool {
        self.with_messages(|sessions| sessions.close_channel(remote, channel))
    }

    fn messages_session(&self, remote: SteamId) -> Option<MessagesSession> {
        let (mut session, counters) = self.with_messages(|sessions| {
            Some((messages::session(sessions, remote)?, sessions.counters(remote)?))
        })?;
        let now = clock::now();
        match self.memory.rates.lock().entry(remote) {
            Entry::Occupied(mut rates) => rates.get_mut().measure(now, counters, &mut session),
            Entry::Vacant(empty) => {
                empty.insert(Rates::begin(now, counters));
            }
        }
        Some(session)
    }
}
