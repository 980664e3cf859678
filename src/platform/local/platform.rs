//! The local platform, as the classes for scripts use it.

mod account;
mod apps;
mod auth;
mod clans;
mod clock;
mod cloud;
mod cloud_files;
mod content;
mod device;
mod downloads;
mod favorites;
mod files;
mod friends;
mod game_server;
mod game_server_stats;
mod input;
mod leaderboards;
mod matchmaking;
mod memory;
mod messages;
mod network;
mod networking_utils;
mod remote_storage;
mod screenshots;
mod server_browser;
mod shared_files;
mod social;
mod sockets;
mod timeline;
mod user_stats;
mod utils;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::{Mutex, MutexGuard};

use self::files::Files;
use self::game_server::Hosting;
use self::memory::Memory;
use self::server_browser::Browser;
use super::driver::{Driver, Lane, Need, Shared, Taker, Transport};
use super::session::Sessions;
use super::sockets::Sockets;
use super::{LocalConfig, UserChoice};
use crate::contract::local_network::LocalNetwork;
use crate::contract::network_conditions::NetworkConditions;
use crate::contract::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use crate::contract::{
    Account, Apps, Auth, Clans, Content, Device, Event, Favorites, Friends, GameServer, GameServerStats,
    InitFailure, Input, Leaderboards, Matchmaking, MatchmakingServers, Networking, NetworkingMessages,
    NetworkingSockets, NetworkingUtils, Platform, PlatformKind, RemoteStorage, Screenshots, Social, SteamId,
    Timeline, User, UserStats, Utils,
};

/// To so many users a packet is queued before all of it is sent: more would wait in the queues where it could have left, and keep
/// the background thread waiting.
const SENDS_AT_ONCE: usize = 64;

/// Steam's behaviour without Steam, between the processes of one user on one machine.
#[derive(Debug)]
pub struct LocalPlatform {
    app_id: u32,
    me: SteamId,
    shared: Arc<Shared>,
    /// The number of packets that wait to be read. Games ask far more often than packets arrive, and need no lock for
    /// it.
    packets_waiting: Arc<AtomicUsize>,
    driver: Mutex<Driver>,
    memory: Memory,
    files: Files,
    /// The state of a game server; `None` for a user.
    hosting: Option<Hosting>,
    browser: Browser,
}

impl LocalPlatform {
    /// Finds the other processes or becomes the first one, and takes an identity. This usually takes some milliseconds,
    /// and a few seconds at most.
    pub fn start(config: LocalConfig) -> Result<LocalPlatform, InitFailure> {
        clock::begin();
        let driver = Driver::start(&config)?;
        let shared = driver.shared();
        let me = shared.client.lock().me().id;
        let packets_waiting = shared.sessions.lock().waiting();
        let (files, warnings) = Files::open(&config, me)?;
        let (driver, memory) = (Mutex::new(driver), Memory::new(me));
        let hosting = match &config.user {
            UserChoice::GameServer(start) => Some(Hosting::new(start)),
            UserChoice::LowestFree | UserChoice::Number(_) | UserChoice::Named(_) => None,
        };
        let (app_id, browser) = (config.app_id, Browser::default());
        let platform =
            LocalPlatform { app_id, me, shared, packets_waiting, driver, memory, files, hosting, browser };
        warnings.into_iter().for_each(|warning| platform.announce(warning));
        Ok(platform)
    }

    /// The number of connections that ended because the other side violated the protocol.
    pub fn violations(&self) -> u64 {
        self.shared.violations()
    }

    /// The number of wake-ups of the background thread. It sleeps while there is nothing to do.
    pub fn turns(&self) -> u64 {
        self.shared.turns()
    }

    /// Calls `act` with the sessions for packets, and wakes the driver if that leaves work to it.
    fn with_sessions<R>(&self, act: impl FnOnce(&mut Sessions) -> R) -> R {
        self.with_sessions_of(Transport::Packets, act)
    }

    fn with_sessions_of<R>(&self, transport: Transport, act: impl FnOnce(&mut Sessions) -> R) -> R {
        let (result, need, warned) = match transport {
            Transport::Packets => acted(self.shared.sessions.lock(), act),
            Transport::Messages => acted(self.shared.messages.lock(), act),
            Transport::Connections => {
                let mut lane = self.shared.sockets.lock();
                let result = act(lane.sessions());
                (result, lane.transmit_begun(), lane.sessions().has_warnings())
            }
        };
        if warned {
            self.shared.notify_pump();
        }
        self.shared.attend(need);
        result
    }

    /// Calls `act` with the sessions for packets, those for messages, and those that carry connections.
    fn with_all_sessions(&self, act: impl Fn(&mut Sessions)) {
        for transport in Transport::ALL {
            self.with_sessions_of(transport, &act);
        }
    }

    /// Queues the answer to a call of the game for the next pump.
    fn queue_answer(&self, event: Event) {
        self.request(|client| client.answer(event));
    }

    /// Calls `act` with the client and wakes the driver, which sends new messages to the hub.
    fn request<R>(&self, act: impl FnOnce(&mut super::client::Client) -> R) -> R {
        let mut client = self.shared.client.lock();
        let result = act(&mut client);
        if client.has_events() {
            self.shared.notify_pump();
        }
        drop(client);
        self.shared.wake();
        result
    }

    /// Appends what has happened. Not within the pump, which would have more to set up where nothing has.
    #[inline(never)]
    fn take_events(&self, events: &mut VecDeque<Event>) {
        let known = events.len();
        match &self.hosting {
            None => self.shared.client.lock().take_events(events),
            Some(hosting) => {
                let mut happened = VecDeque::new();
                self.shared.client.lock().take_events(&mut happened);
                hosting.pump(&mut happened);
                events.append(&mut happened);
            }
        }
        self.count_leaderboard_answers(events.iter().skip(known));
        self.browser.pump(events);
        self.with_sessions(|sessions| sessions.pump(events));
        self.pump_messages(events);
        self.with_sockets(|sockets| sockets.pump(events));
        self.files.cloud.pump(events);
    }
}

fn acted<R>(
    mut lane: MutexGuard<'_, Lane<Sessions>>,
    act: impl FnOnce(&mut Sessions) -> R,
) -> (R, Need, bool) {
    let result = act(&mut lane);
    let (need, warned) = (lane.transmit_new(), lane.has_warnings());
    MutexGuard::unlock_fair(lane);
    (result, need, warned)
}

impl Platform for LocalPlatform {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Local
    }

    fn pump(&self, events: &mut VecDeque<Event>) {
        for transport in Transport::ALL {
            self.shared.receive(transport, Taker::Pump);
        }
        if self.shared.take_notice() {
            self.take_events(events);
        }
    }

    fn network_conditions(&self) -> Option<&dyn NetworkConditions> {
        Some(self)
    }

    fn local_network(&self) -> Option<&dyn LocalNetwork> {
        Some(self)
    }

    fn game_server_stats(&self) -> Option<&dyn GameServerStats> {
        self.hosting.as_ref().map(|_| self as &dyn GameServerStats)
    }

    fn matchmaking_servers(&self) -> Option<&dyn MatchmakingServers> {
        Some(self)
    }

    fn game_server(&self) -> Option<&dyn GameServer> {
        self.hosting.as_ref().map(|_| self as &dyn GameServer)
    }

    fn shutdown(&self) {
        self.with_sockets(Sockets::shut_down);
        self.files.cloud.close();
        self.files.finish();
        self.driver.lock().stop();
    }

    fn apps(&self) -> &dyn Apps {
        self
    }

    fn auth(&self) -> &dyn Auth {
        self
    }

    fn content(&self) -> &dyn Content {
        self
    }

    fn favorites(&self) -> &dyn Favorites {
        self
    }

    fn device(&self) -> &dyn Device {
        self
    }

    fn account(&self) -> &dyn Account {
        self
    }

    fn input(&self) -> &dyn Input {
        self
    }

    fn leaderboards(&self) -> &dyn Leaderboards {
        self
    }

    fn clans(&self) -> &dyn Clans {
        self
    }

    fn friends(&self) -> &dyn Friends {
        self
    }

    fn matchmaking(&self) -> &dyn Matchmaking {
        self
    }

    fn networking(&self) -> &dyn Networking {
        self
    }

    fn networking_messages(&self) -> &dyn NetworkingMessages {
        self
    }

    fn networking_sockets(&self) -> &dyn NetworkingSockets {
        self
    }

    fn networking_utils(&self) -> &dyn NetworkingUtils {
        self
    }

    fn screenshots(&self) -> &dyn Screenshots {
        self
    }

    fn social(&self) -> &dyn Social {
        self
    }

    fn timeline(&self) -> &dyn Timeline {
        self
    }

    fn remote_storage(&self) -> &dyn RemoteStorage {
        self
    }

    fn user(&self) -> &dyn User {
        self
    }

    fn user_stats(&self) -> &dyn UserStats {
        self
    }

    fn utils(&self) -> &dyn Utils {
        self
    }
}

impl User for LocalPlatform {
    fn steam_id(&self) -> SteamId {
        // On Steam as well, a game server gets its ID when it logs on.
        if self.hosting.as_ref().is_some_and(|hosting| !hosting.is_logged_on()) {
            return SteamId::NIL;
        }
        self.me
    }

    fn logged_on(&self) -> bool {
        self.shared.is_logged_on() && self.hosting.as_ref().is_none_or(Hosting::is_logged_on)
    }

    fn persona_name(&self) -> String {
        self.shared.client.lock().me().name.clone()
    }

    fn friend_persona_name(&self, user: SteamId) -> String {
        self.shared.client.lock().name_of(user).unwrap_or_default().to_owned()
    }

    fn app_id(&self) -> u32 {
        self.app_id
    }
}

impl Networking for LocalPlatform {
    fn send_p2p_packet(
        &self,
        remote: SteamId,
        data: &[u8],
        send_type: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        if remote == self.me {
            // The packet arrives at the next pump, without the driver.
            self.shared.notify_pump();
        }
        self.with_sessions(|sessions| sessions.send(remote, data, send_type, channel))
    }

    fn send_p2p_packet_to_users(
        &self,
        remotes: &[SteamId],
        data: &[u8],
        send_type: SendType,
        channel: i32,
        outcomes: &mut Vec<Result<(), SendRefused>>,
    ) {
        if remotes.contains(&self.me) {
            self.shared.notify_pump();
        }
        for remotes in remotes.chunks(SENDS_AT_ONCE) {
            self.with_sessions(|sessions| {
                let sent = remotes.iter().map(|&remote| sessions.send(remote, data, send_type, channel));
                outcomes.extend(sent);
            });
        }
    }

    fn available_p2p_packet_size(&self, channel: i32) -> u32 {
        if self.packets_waiting.load(Ordering::Acquire) > 0 {
            let bytes = self.shared.sessions.lock().available(channel);
            if bytes > 0 {
                return bytes;
            }
        }
        if self.shared.receive(Transport::Packets, Taker::Query) {
            self.shared.sessions.lock().available(channel)
        } else {
            0
        }
    }

    fn read_p2p_packet(
        &self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut dyn PacketBuffer,
    ) -> Option<SteamId> {
        if self.packets_waiting.load(Ordering::Acquire) == 0
            && !self.shared.receive(Transport::Packets, Taker::Query)
        {
            return None;
        }
        self.with_sessions(|sessions| sessions.read(channel, max_bytes, buffer))
    }

    fn accept_p2p_session_with_user(&self, remote: SteamId) -> bool {
        self.with_sessions(|sessions| sessions.accept(remote))
    }

    fn close_p2p_session_with_user(&self, remote: SteamId) -> bool {
        self.with_sessions(|sessions| sessions.close(remote))
    }

    fn close_p2p_channel_with_user(&self, remote: SteamId, channel: i32) -> bool {
        self.with_sessions(|sessions| sessions.close_channel(remote, channel))
    }

    fn p2p_session_state(&self, remote: SteamId) -> Option<SessionState> {
        self.shared.sessions.lock().state(remote)
    }

    fn allow_p2p_packet_relay(&self, allow: bool) {
        self.with_sessions(|sessions| sessions.set_relay_allowed(allow));
    }
}
