//! The packets of `ISteamNetworking`, carried by `ISteamNetworkingMessages`.
//!
//! This platform wraps another one: packets go through that platform's messages, all other calls go straight to it.
//! Valve recommends messages over packets; with this platform, a game uses them without changing a line.
//! `docs/transports.md` lists the differences.

mod held;
#[cfg(test)]
mod tests;

use std::collections::{HashSet, VecDeque};
use std::net::SocketAddr;

use parking_lot::Mutex;

use self::held::Held;
use crate::contract::local_network::LocalNetwork;
use crate::contract::network_conditions::{
    Condition, Conditions, NetworkConditions, PACKETS_ARE_SPARED, Refused,
};
use crate::contract::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use crate::contract::networking_messages::{
    MAX_MESSAGE_BYTES, MessagesSession, SEND_BUFFER_BYTES, results, send_flags, states,
};
use crate::contract::{
    Account, Apps, Auth, Clans, Content, Device, Event, Favorites, Friends, GameServer, GameServerStats,
    Input, Leaderboards, Matchmaking, MatchmakingServers, Networking, NetworkingMessages, NetworkingSockets,
    NetworkingUtils, Platform, PlatformKind, RemoteStorage, Screenshots, Social, SteamId, Timeline, User,
    UserStats, Utils,
};

/// `EP2PSessionError`: the other side did not answer.
const ERROR_TIMEOUT: u8 = 4;
/// `EP2PSessionError`: this user does not own the game.
const ERROR_NO_RIGHTS: u8 = 2;
/// `k_ESteamNetConnectionEnd_Local_Rights`.
const END_LOCAL_RIGHTS: i32 = 3005;
/// `k_nSteamNetworkConnectionInfoFlags_Relayed`.
const FLAG_RELAYED: i32 = 16;
/// The maximum number of empty packets that one size query moves out of the way.
const MOST_EMPTY_IN_A_ROW: usize = 65_536;

/// A platform whose packets are carried by the messages of `P`.
#[derive(Debug)]
pub struct P2pOverMessages<P> {
    platform: P,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Packets that were taken out to learn their size.
    held: Held,
    /// The users that the game has sent to or accepted, and whose session it has not closed since.
    willing: HashSet<SteamId>,
}

impl<P: Platform> P2pOverMessages<P> {
    /// Carries the packets of `platform` with its messages.
    pub fn new(platform: P) -> Self {
        P2pOverMessages { platform, state: Mutex::default() }
    }

    /// The event of packets for an event of messages. `None` if the event needs no answer.
    // rule: session.request, session.failure-ends-accept
    fn translate(&self, event: Event) -> Option<Event> {
        match event {
            Event::NetworkMessagesSessionRequest { remote } => {
                // `ISteamNetworking` asks once, also ahead of a session; messages ask for each session.
                let known = self.state.lock().willing.contains(&remote);
                let accepted = known && self.platform.networking_messages().accept_session_with_user(remote);
                (!accepted).then_some(Event::P2PSessionRequest { remote })
            }
            Event::NetworkMessagesSessionFailed { remote, reason, .. } => {
                self.state.lock().willing.remove(&remote);
                Some(Event::P2PSessionConnectFail { remote, error: session_error(reason) })
            }
            other => Some(other),
        }
    }

    /// Forgets the data of a closed session.
    fn forget(&self, remote: SteamId) {
        let mut state = self.state.lock();
        state.held.discard(remote, None);
        state.willing.remove(&remote);
    }
}

impl<P: Platform> Networking for P2pOverMessages<P> {
    // rule: send.unreliable-size, send.reliable-size, send.queue-limit
    fn send_p2p_packet(
        &self,
        remote: SteamId,
        data: &[u8],
        send_type: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        let limit = send_type.max_bytes().min(MAX_MESSAGE_BYTES);
        if data.len() > limit {
            return Err(SendRefused::TooLarge { size: data.len(), limit });
        }
        if !remote.is_endpoint() {
            return Err(SendRefused::InvalidUser);
        }
        let flags = flags(send_type);
        match self.platform.networking_messages().send_message_to_user(remote, data, flags, channel) {
            // A packet that may be dropped counts as queued.
            results::OK | results::IGNORED => {
                self.state.lock().willing.insert(remote);
                Ok(())
            }
            results::LIMIT_EXCEEDED => {
                let queued = self
                    .platform
                    .networking_messages()
                    .messages_session(remote)
                    .map_or(0, |session| queued(&session));
                Err(SendRefused::QueueFull {
                    queued: usize::try_from(queued).unwrap_or(0),
                    limit: SEND_BUFFER_BYTES,
                })
            }
            _ => Err(SendRefused::Refused),
        }
    }

    // rule: read.empty-packets
    fn available_p2p_packet_size(&self, channel: i32) -> u32 {
        let mut state = self.state.lock();
        for _ in 0..MOST_EMPTY_IN_A_ROW {
            if let Some(size) = state.held.first_size(channel) {
                return size;
            }
            let mut packet = Vec::new();
            match self.platform.networking_messages().receive_message_on_channel(channel, &mut packet) {
                Some(message) => state.held.push(channel, message.sender, packet),
                None => return 0,
            }
        }
        0
    }

    fn read_p2p_packet(
        &self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut dyn PacketBuffer,
    ) -> Option<SteamId> {
        let mut state = self.state.lock();
        let max_bytes = usize::try_from(max_bytes).unwrap_or(usize::MAX);
        if let Some((sender, packet)) = state.held.pop(channel) {
            let cut = packet.get(..max_bytes).unwrap_or(&packet);
            buffer.reserve(cut.len()).copy_from_slice(cut);
            return Some(sender);
        }
        let message = self.platform.networking_messages().receive_message_on_channel(channel, buffer)?;
        buffer.truncate(max_bytes);
        Some(message.sender)
    }

    // rule: session.accept-any-time
    fn accept_p2p_session_with_user(&self, remote: SteamId) -> bool {
        if !remote.is_endpoint() {
            return false;
        }
        // If the user has not asked yet, their request is accepted when it arrives.
        self.state.lock().willing.insert(remote);
        self.platform.networking_messages().accept_session_with_user(remote);
        true
    }

    fn close_p2p_session_with_user(&self, remote: SteamId) -> bool {
        self.forget(remote);
        self.platform.networking_messages().close_session_with_user(remote)
    }

    fn close_p2p_channel_with_user(&self, remote: SteamId, channel: i32) -> bool {
        let closed = self.platform.networking_messages().close_channel_with_user(remote, channel);
        self.state.lock().held.discard(remote, Some(channel));
        if closed && self.platform.networking_messages().messages_session(remote).is_none() {
            self.forget(remote);
        }
        closed
    }

    // rule: session.state-none
    fn p2p_session_state(&self, remote: SteamId) -> Option<SessionState> {
        let session = self.platform.networking_messages().messages_session(remote)?;
        let ended = matches!(session.state, states::CLOSED_BY_PEER | states::PROBLEM_DETECTED_LOCALLY);
        let connecting = matches!(session.state, states::CONNECTING | states::FINDING_ROUTE);
        if connecting && !self.state.lock().willing.contains(&remote) {
            // The user has asked, and the game has not answered: this is not a session of `ISteamNetworking` yet.
            return None;
        }
        let queued = queued(&session);
        let address = match session.remote_address.parse::<SocketAddr>() {
            Ok(SocketAddr::V4(address)) => Some(address),
            _ => None,
        };
        Some(SessionState {
            connection_active: session.state == states::CONNECTED,
            connecting,
            session_error: if ended { session_error(session.end_reason) } else { 0 },
            using_relay: session.info_flags & FLAG_RELAYED != 0,
            bytes_queued_for_send: queued,
            // Messages are only counted in bytes.
            packets_queued_for_send: i32::from(queued > 0),
            remote_ip: address.map_or(0, |address| address.ip().to_bits()),
            remote_port: address.map_or(0, |address| address.port()),
        })
    }

    fn allow_p2p_packet_relay(&self, _allow: bool) {
        // Messages choose their route by themselves, over Steam's relays if that is better.
    }
}

/// Conditions apply to messages, and so to the packets that they carry.
impl<P: Platform> NetworkConditions for P2pOverMessages<P> {
    fn conditions(&self, remote: Option<SteamId>) -> Conditions {
        self.platform.network_conditions().map(|network| network.conditions(remote)).unwrap_or_default()
    }

    fn set_conditions(&self, remote: Option<SteamId>, changes: &[Condition]) -> Result<(), Refused> {
        self.platform.network_conditions().map_or(Ok(()), |network| network.set_conditions(remote, changes))
    }

    fn clear_conditions(&self, remote: Option<SteamId>) -> Result<(), Refused> {
        self.platform.network_conditions().map_or(Ok(()), |network| network.clear_conditions(remote))
    }

    fn exceptions(&self) -> Vec<&'static str> {
        let network = self.platform.network_conditions();
        let exceptions = network.map(|network| network.exceptions()).unwrap_or_default();
        exceptions.into_iter().filter(|exception| *exception != PACKETS_ARE_SPARED).collect()
    }
}

impl<P: Platform> Platform for P2pOverMessages<P> {
    fn kind(&self) -> PlatformKind {
        self.platform.kind()
    }

    fn pump(&self, events: &mut VecDeque<Event>) {
        let before = events.len();
        self.platform.pump(events);
        if events.len() > before {
            let news = events.split_off(before);
            events.extend(news.into_iter().filter_map(|event| self.translate(event)));
        }
    }

    fn network_conditions(&self) -> Option<&dyn NetworkConditions> {
        self.platform.network_conditions().map(|_| self as &dyn NetworkConditions)
    }

    fn local_network(&self) -> Option<&dyn LocalNetwork> {
        self.platform.local_network()
    }

    fn shutdown(&self) {
        *self.state.lock() = State::default();
        self.platform.shutdown();
    }

    fn apps(&self) -> &dyn Apps {
        self.platform.apps()
    }

    fn auth(&self) -> &dyn Auth {
        self.platform.auth()
    }

    fn content(&self) -> &dyn Content {
        self.platform.content()
    }

    fn favorites(&self) -> &dyn Favorites {
        self.platform.favorites()
    }

    fn device(&self) -> &dyn Device {
        self.platform.device()
    }

    fn account(&self) -> &dyn Account {
        self.platform.account()
    }

    fn input(&self) -> &dyn Input {
        self.platform.input()
    }

    fn leaderboards(&self) -> &dyn Leaderboards {
        self.platform.leaderboards()
    }

    fn clans(&self) -> &dyn Clans {
        self.platform.clans()
    }

    fn friends(&self) -> &dyn Friends {
        self.platform.friends()
    }

    fn matchmaking(&self) -> &dyn Matchmaking {
        self.platform.matchmaking()
    }

    fn networking(&self) -> &dyn Networking {
        self
    }

    fn networking_messages(&self) -> &dyn NetworkingMessages {
        self.platform.networking_messages()
    }

    fn networking_sockets(&self) -> &dyn NetworkingSockets {
        self.platform.networking_sockets()
    }

    fn networking_utils(&self) -> &dyn NetworkingUtils {
        self.platform.networking_utils()
    }

    fn screenshots(&self) -> &dyn Screenshots {
        self.platform.screenshots()
    }

    fn social(&self) -> &dyn Social {
        self.platform.social()
    }

    fn timeline(&self) -> &dyn Timeline {
        self.platform.timeline()
    }

    fn remote_storage(&self) -> &dyn RemoteStorage {
        self.platform.remote_storage()
    }

    fn user(&self) -> &dyn User {
        self.platform.user()
    }

    fn user_stats(&self) -> &dyn UserStats {
        self.platform.user_stats()
    }

    fn utils(&self) -> &dyn Utils {
        self.platform.utils()
    }

    fn game_server(&self) -> Option<&dyn GameServer> {
        self.platform.game_server()
    }

    fn game_server_stats(&self) -> Option<&dyn GameServerStats> {
        self.platform.game_server_stats()
    }

    fn matchmaking_servers(&self) -> Option<&dyn MatchmakingServers> {
        self.platform.matchmaking_servers()
    }
}

/// The flags for sending a packet as a message. A failed session is restarted, as `ISteamNetworking` does.
// rule: messages.carry-packets
fn flags(send_type: SendType) -> i32 {
    let flags = match send_type {
        SendType::Unreliable => send_flags::NO_NAGLE,
        SendType::UnreliableNoDelay => send_flags::NO_NAGLE | send_flags::NO_DELAY,
        SendType::Reliable => send_flags::RELIABLE | send_flags::NO_NAGLE,
        SendType::ReliableWithBuffering => send_flags::RELIABLE,
    };
    flags | send_flags::AUTO_RESTART_BROKEN_SESSION
}

/// `EP2PSessionError` for `ESteamNetConnectionEnd`. Steam itself sends only these two today.
fn session_error(reason: i32) -> u8 {
    if reason == END_LOCAL_RIGHTS { ERROR_NO_RIGHTS } else { ERROR_TIMEOUT }
}

/// The bytes waiting to be sent or acknowledged.
fn queued(session: &MessagesSession) -> i32 {
    [session.pending_unreliable, session.pending_reliable, session.unacknowledged_reliable]
        .into_iter()
        .fold(0, i32::saturating_add)
}
