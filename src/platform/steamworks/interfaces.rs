//! Pointers to Steam's interfaces, looked up once.

use std::sync::atomic::{AtomicPtr, Ordering};

use ::steamworks::sys;

/// One of Steam's interfaces, until [`Interfaces::forget`].
///
/// Steam's interfaces may be called from any thread. The pointer is atomic, so that all threads see when it is
/// forgotten; reading it costs no more than a plain pointer.
pub(super) struct Interface<T>(AtomicPtr<T>);

impl<T> Interface<T> {
    fn new(pointer: *mut T) -> Interface<T> {
        Interface(AtomicPtr::new(pointer))
    }

    fn none() -> Interface<T> {
        Interface::new(std::ptr::null_mut())
    }

    /// The interface, `None` if Steam has none or has been shut down.
    ///
    /// The pointer may be passed to Steam's functions for that interface until the platform is shut down, which by
    /// the contract of [`Platform::shutdown`](crate::contract::Platform::shutdown) is the last call.
    #[inline]
    pub(super) fn get(&self) -> Option<*mut T> {
        let pointer = self.0.load(Ordering::Acquire);
        (!pointer.is_null()).then_some(pointer)
    }

    fn forget(&self) {
        self.0.store(std::ptr::null_mut(), Ordering::Release);
    }
}

/// The interfaces that this project uses, in the versions of the SDK behind the crate `steamworks`.
pub(super) struct Interfaces {
    pub(super) networking: Interface<sys::ISteamNetworking>,
    pub(super) messages: Interface<sys::ISteamNetworkingMessages>,
    pub(super) sockets: Interface<sys::ISteamNetworkingSockets>,
    pub(super) networking_utils: Interface<sys::ISteamNetworkingUtils>,
    pub(super) matchmaking: Interface<sys::ISteamMatchmaking>,
    /// Optional: a game without servers does not need it.
    pub(super) servers: Interface<sys::ISteamMatchmakingServers>,
    pub(super) user: Interface<sys::ISteamUser>,
    pub(super) friends: Interface<sys::ISteamFriends>,
    pub(super) utils: Interface<sys::ISteamUtils>,
    pub(super) apps: Interface<sys::ISteamApps>,
    /// Optional: a game without controllers does not need it.
    pub(super) input: Interface<sys::ISteamInput>,
    pub(super) user_stats: Interface<sys::ISteamUserStats>,
    /// Optional.
    pub(super) screenshots: Interface<sys::ISteamScreenshots>,
    /// Optional: older clients have an older version.
    pub(super) timeline: Interface<sys::ISteamTimeline>,
    /// Optional: a game without files in the cloud does not need it.
    pub(super) remote_storage: Interface<sys::ISteamRemoteStorage>,
    /// Only for a game server.
    pub(super) game_server: Interface<sys::ISteamGameServer>,
    /// Only for a game server, and optional.
    pub(super) game_server_stats: Interface<sys::ISteamGameServerStats>,
}

impl Interfaces {
    /// Looks up all interfaces. Steam must be initialised.
    pub(super) fn look_up() -> Interfaces {
        // SAFETY: the accessors take nothing, may be called at any time, and return null if there is no such
        // interface.
        unsafe {
            Interfaces {
                networking: Interface::new(sys::SteamAPI_SteamNetworking_v006()),
                messages: Interface::new(sys::SteamAPI_SteamNetworkingMessages_SteamAPI_v002()),
                sockets: Interface::new(sys::SteamAPI_SteamNetworkingSockets_SteamAPI_v012()),
                networking_utils: Interface::new(sys::SteamAPI_SteamNetworkingUtils_SteamAPI_v004()),
                matchmaking: Interface::new(sys::SteamAPI_SteamMatchmaking_v009()),
                servers: Interface::new(sys::SteamAPI_SteamMatchmakingServers_v002()),
                user: Interface::new(sys::SteamAPI_SteamUser_v023()),
                friends: Interface::new(sys::SteamAPI_SteamFriends_v018()),
                utils: Interface::new(sys::SteamAPI_SteamUtils_v010()),
                apps: Interface::new(sys::SteamAPI_SteamApps_v009()),
                input: Interface::new(sys::SteamAPI_SteamInput_v006()),
                user_stats: Interface::new(sys::SteamAPI_SteamUserStats_v013()),
                screenshots: Interface::new(sys::SteamAPI_SteamScreenshots_v003()),
                timeline: Interface::new(sys::SteamAPI_SteamTimeline_v004()),
                remote_storage: Interface::new(sys::SteamAPI_SteamRemoteStorage_v016()),
                game_server: Interface::none(),
                game_server_stats: Interface::none(),
            }
        }
    }

    /// Looks up the interfaces of a game server, which must be initialised. Interfaces for users are missing.
    pub(super) fn look_up_for_game_server() -> Interfaces {
        // SAFETY: as in `look_up`.
        unsafe {
            Interfaces {
                networking: Interface::new(sys::SteamAPI_SteamGameServerNetworking_v006()),
                messages: Interface::new(sys::SteamAPI_SteamGameServerNetworkingMessages_SteamAPI_v002()),
                sockets: Interface::new(sys::SteamAPI_SteamGameServerNetworkingSockets_SteamAPI_v012()),
                networking_utils: Interface::new(sys::SteamAPI_SteamNetworkingUtils_SteamAPI_v004()),
                matchmaking: Interface::none(),
                servers: Interface::none(),
                user: Interface::none(),
                friends: Interface::none(),
                utils: Interface::new(sys::SteamAPI_SteamGameServerUtils_v010()),
                apps: Interface::none(),
                input: Interface::none(),
                user_stats: Interface::none(),
                screenshots: Interface::none(),
                timeline: Interface::none(),
                remote_storage: Interface::none(),
                game_server: Interface::new(sys::SteamAPI_SteamGameServer_v015()),
                game_server_stats: Interface::new(sys::SteamAPI_SteamGameServerStats_v001()),
            }
        }
    }

    /// The names of the interfaces that the Steam client does not have in the required version. The client is then
    /// too old; `SteamAPI_InitFlat` does not check the versions.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        [
            ("ISteamNetworking", self.networking.get().is_none()),
            ("ISteamNetworkingMessages", self.messages.get().is_none()),
            ("ISteamNetworkingSockets", self.sockets.get().is_none()),
            ("ISteamNetworkingUtils", self.networking_utils.get().is_none()),
            ("ISteamMatchmaking", self.matchmaking.get().is_none()),
            ("ISteamUser", self.user.get().is_none()),
            ("ISteamFriends", self.friends.get().is_none()),
            ("ISteamUtils", self.utils.get().is_none()),
            ("ISteamApps", self.apps.get().is_none()),
            ("ISteamUserStats", self.user_stats.get().is_none()),
        ]
        .into_iter()
        .filter_map(|(name, missing)| missing.then_some(name))
        .collect()
    }

    /// The same for the interfaces that a game server needs.
    pub(super) fn missing_for_game_server(&self) -> Vec<&'static str> {
        [
            ("ISteamGameServer", self.game_server.get().is_none()),
            ("ISteamNetworking", self.networking.get().is_none()),
            ("ISteamNetworkingMessages", self.messages.get().is_none()),
            ("ISteamNetworkingSockets", self.sockets.get().is_none()),
            ("ISteamNetworkingUtils", self.networking_utils.get().is_none()),
            ("ISteamUtils", self.utils.get().is_none()),
        ]
        .into_iter()
        .filter_map(|(name, missing)| missing.then_some(name))
        .collect()
    }

    /// Forgets all interfaces.
    pub(super) fn forget(&self) {
        self.networking.forget();
        self.messages.forget();
        self.sockets.forget();
        self.networking_utils.forget();
        self.matchmaking.forget();
        self.servers.forget();
        self.user.forget();
        self.friends.forget();
        self.utils.forget();
        self.apps.forget();
        self.input.forget();
        self.user_stats.forget();
        self.screenshots.forget();
        self.timeline.forget();
        self.remote_storage.forget();
        self.game_server.forget();
        self.game_server_stats.forget();
    }
}
