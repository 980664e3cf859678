//! A line to a friend over Steam itself: of its two ways for packets, the one that the rules leave alone.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use steam_networking::contract::networking::SendType;
use steam_networking::contract::networking_messages::{MAX_MESSAGE_BYTES, results, send_flags};
use steam_networking::contract::{Event, SteamId};

use super::Tested;

/// No rule uses this channel.
const CHANNEL: i32 = 4217;
/// The maximum size of a frame's content, in addition to its first byte.
const PART_BYTES: usize = MAX_MESSAGE_BYTES / 2;
/// A friend who is silent for so long is gone.
const PATIENCE: Duration = Duration::from_secs(120);
/// The time without a frame after which Steam has to be pumped. Not earlier, since the rules are about what a pump
/// does.
const QUIET: Duration = Duration::from_secs(1);
/// The interval between calls to a friend who has not answered yet.
const CALL_EVERY: Duration = Duration::from_millis(500);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// Steam's interface that carries the friends' frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Messages,
    Packets,
}

/// The friend does not answer.
#[derive(Clone, Copy, Debug)]
pub struct Gone;

/// The kind of a frame, in its first byte.
mod kinds {
    /// "I am here."
    pub const HELLO: u8 = 0;
    /// A part of something; more follows.
    pub const PART: u8 = 1;
    /// The rest of something, or all of it.
    pub const LAST: u8 = 2;
}

/// A line to a friend, and the platform that it goes over.
pub struct Control {
    pub steam: Box<dyn Tested>,
    pub friend: SteamId,
    carrier: Cell<Carrier>,
    /// The events that were pumped while waiting for the friend.
    pumped: RefCell<VecDeque<Event>>,
    /// The lobbies that were entered since the last new beginning.
    lobbies: RefCell<Vec<SteamId>>,
}

impl Control {
    pub fn new(steam: Box<dyn Tested>, friend: SteamId) -> Control {
        Control {
            steam,
            friend,
            carrier: Cell::new(Carrier::Messages),
            pumped: RefCell::default(),
            lobbies: RefCell::default(),
        }
    }

    /// Switches to this carrier, and waits for the friend: each calls until the other has called.
    pub fn meet(&self, carrier: Carrier, patience: Duration) -> Result<(), Gone> {
        self.carrier.set(carrier);
        if carrier == Carrier::Packets {
            self.steam.networking().accept_p2p_session_with_user(self.friend);
        }
        let limit = Instant::now() + patience;
        let mut next_call = Instant::now();
        while Instant::now() < limit {
            if Instant::now() >= next_call {
                self.send_frame(kinds::HELLO, &[]);
                next_call = Instant::now() + CALL_EVERY;
            }
            self.keep_pumped();
            if self.receive_frame().is_some_and(|(kind, _)| kind == kinds::HELLO) {
                // They may have begun after the last call, which was lost then.
                self.send_frame(kinds::HELLO, &[]);
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        Err(Gone)
    }

    /// Ends what rules have left behind: lobbies, sessions of the kind that does not carry the frames, and events. What is
    /// still on its way from the friend has `pause` to arrive.
    pub fn begin_anew(&self, pause: Duration) {
        self.keep_pumped();
        for lobby in self.lobbies.take() {
            self.steam.matchmaking().leave_lobby(lobby);
        }
        self.close_tested();
        std::thread::sleep(pause);
        self.close_tested();
        self.keep_pumped();
        self.pumped.take();
    }

    fn close_tested(&self) {
        for remote in [self.friend, self.steam.steam_id()] {
            match self.carrier.get() {
                Carrier::Messages => self.steam.networking().close_p2p_session_with_user(remote),
                Carrier::Packets => self.steam.networking_messages().close_session_with_user(remote),
            };
        }
    }

    /// Waits at the end until everything has been sent to the friend.
    pub fn flush(&self) {
        let is_empty = || match self.carrier.get() {
            Carrier::Messages => self
                .steam
                .networking_messages()
                .messages_session(self.friend)
                .is_none_or(|session| session.pending_reliable + session.unacknowledged_reliable == 0),
            Carrier::Packets => self
                .steam
                .networking()
                .p2p_session_state(self.friend)
                .is_none_or(|state| state.bytes_queued_for_send == 0),
        };
        // If it cannot be sent, the friend is gone.
        let _ = self.wait(|| is_empty().then_some(()));
    }

    /// Sends the friend something, in as many frames as it takes.
    pub fn send(&self, bytes: &[u8]) -> Result<(), Gone> {
        let mut parts = bytes.chunks(PART_BYTES).peekable();
        loop {
            let part = parts.next().unwrap_or_default();
            let kind = if parts.peek().is_some() { kinds::PART } else { kinds::LAST };
            // If the queue is full, this tries again.
            self.wait(|| self.send_frame(kind, part).then_some(()))?;
            if kind == kinds::LAST {
                return Ok(());
            }
        }
    }

    /// Waits for a frame of the friend.
    pub fn receive(&self) -> Result<Vec<u8>, Gone> {
        let mut bytes = Vec::new();
        loop {
            match self.wait(|| self.receive_frame())? {
                (kinds::PART, part) => bytes.extend(part),
                (kinds::LAST, part) => {
                    bytes.extend(part);
                    return Ok(bytes);
                }
                // They called once more before they heard the answer.
                _ => {}
            }
        }
    }

    /// The events since the last call, except those of the line itself.
    pub fn pumped(&self) -> VecDeque<Event> {
        self.keep_pumped();
        self.pumped.take()
    }

    fn keep_pumped(&self) {
        let mut events = VecDeque::new();
        self.steam.pump(&mut events);
        let carrier = self.carrier.get();
        for event in events {
            match (carrier, &event) {
                (Carrier::Messages, Event::NetworkMessagesSessionRequest { remote }) => {
                    if *remote == self.friend {
                        self.steam.networking_messages().accept_session_with_user(*remote);
                    }
                }
                (Carrier::Messages, Event::NetworkMessagesSessionFailed { .. })
                | (Carrier::Packets, Event::P2PSessionRequest { .. } | Event::P2PSessionConnectFail { .. }) =>
                    {}
                _ => {
                    if let Event::LobbyEntered { lobby, response: super::SUCCESS, .. } = event {
                        self.lobbies.borrow_mut().push(lobby);
                    }
                    self.pumped.borrow_mut().push_back(event);
                }
            }
        }
    }

    fn wait<R>(&self, mut look: impl FnMut() -> Option<R>) -> Result<R, Gone> {
        let begin = Instant::now();
        let mut next_pump = begin + QUIET;
        loop {
            if let Some(found) = look() {
                return Ok(found);
            }
            let now = Instant::now();
            if now > begin + PATIENCE {
                return Err(Gone);
            }
            if now > next_pump {
                self.keep_pumped();
                next_pump = now + QUIET;
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn send_frame(&self, kind: u8, bytes: &[u8]) -> bool {
        let frame = [&[kind], bytes].concat();
        match self.carrier.get() {
            Carrier::Messages => {
                let flags =
                    send_flags::RELIABLE | send_flags::NO_NAGLE | send_flags::AUTO_RESTART_BROKEN_SESSION;
                self.steam.networking_messages().send_message_to_user(self.friend, &frame, flags, CHANNEL)
                    == results::OK
            }
            Carrier::Packets => self
                .steam
                .networking()
                .send_p2p_packet(self.friend, &frame, SendType::Reliable, CHANNEL)
                .is_ok(),
        }
    }

    /// The next non-empty frame of the friend.
    fn receive_frame(&self) -> Option<(u8, Vec<u8>)> {
        loop {
            let mut frame = Vec::new();
            let from = match self.carrier.get() {
                Carrier::Messages => {
                    self.steam.networking_messages().receive_message_on_channel(CHANNEL, &mut frame)?.sender
                }
                Carrier::Packets => self.steam.networking().read_p2p_packet(CHANNEL, u32::MAX, &mut frame)?,
            };
            if from == self.friend && !frame.is_empty() {
                let kind = frame.remove(0);
                return Some((kind, frame));
            }
        }
    }
}
