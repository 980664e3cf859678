//! `ISteamGameServer`, and the platform of a game server.

use std::ffi::c_char;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};

use ::steamworks::sys;

use super::calls::{Answer, RESULT_IO_FAILURE};
use super::interfaces::Interfaces;
use super::{Running, SteamworksPlatform, app_id, callbacks, environment_names, open_enums, strings};
use crate::contract::game_server::{GameServerEvent, OutgoingPacket, ServerSetting, ServerStart};
use crate::contract::{Event, GameServer, InitFailure, InitFailureCode, SteamId};

/// `SteamErrMsg`.
const MESSAGE_BYTES: usize = 1024;
/// The maximum size of a packet for the server browser, in bytes; Steam's have a few hundred, and at most 16 KiB.
pub(super) const MOST_OUTGOING_BYTES: usize = 16 * 1024;

/// Whether a game server is running. Steam's C interface supports one per process.
static RUNNING: AtomicBool = AtomicBool::new(false);

/// An initialised game server. Dropping it calls `SteamGameServer_Shutdown`.
pub(super) struct Initialised(());

impl Drop for Initialised {
    fn drop(&mut self) {
        // SAFETY: this lives as long as the game server is initialised, and by the contract of `Platform::shutdown`
        // nobody calls it any more.
        unsafe { sys::SteamGameServer_Shutdown() };
        RUNNING.store(false, Ordering::Release);
    }
}

impl SteamworksPlatform {
    /// Initialises a game server of the game `app_id`, as [`start`](Self::start) does for a user.
    ///
    /// Behind Steamworks: `SteamInternal_GameServer_Init_V2`, `SteamAPI_ManualDispatch_Init`.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn start_game_server(app_id: u32, start: &ServerStart) -> Result<SteamworksPlatform, InitFailure> {
        if RUNNING.swap(true, Ordering::AcqRel) {
            return Err(failure(
                InitFailureCode::FailedGeneric,
                "The game server is already initialised in this process.",
            ));
        }
        let initialised = init(app_id, start).inspect_err(|_| RUNNING.store(false, Ordering::Release))?;
        let interfaces = Interfaces::look_up_for_game_server();
        let missing = interfaces.missing_for_game_server();
        if !missing.is_empty() {
            // Dropping `initialised` shuts the game server down.
            return Err(failure(
                InitFailureCode::VersionMismatch,
                format!("Steam is too old: its game server has no {}.", missing.join(", ")),
            ));
        }
        Ok(SteamworksPlatform::of(interfaces, Running::GameServer(initialised)))
    }

    /// Calls one of the functions that take a text.
    fn set_text(&self, text: &str, set: unsafe extern "C" fn(*mut sys::ISteamGameServer, *const c_char)) {
        let (Some(server), Some(text)) = (self.interfaces.game_server.get(), strings::for_steam(text)) else {
            return;
        };
        // SAFETY: a live interface and a text, which Steam copies.
        unsafe { set(server, text.as_ptr()) };
    }
}

fn init(app_id: u32, start: &ServerStart) -> Result<Initialised, InitFailure> {
    if app_id != 0 && !environment_names(app_id) {
        app_id::writes(app_id);
        for name in ["SteamAppId", "SteamGameId"] {
            // SAFETY: as for a user, where the crate does it: on the main thread, only if it changes anything, and before
            // Steam's own threads run.
            unsafe { std::env::set_var(name, app_id.to_string()) };
        }
    }
    let Some(version) = strings::for_steam(&start.version) else {
        return Err(failure(InitFailureCode::FailedGeneric, "The version has a NUL character."));
    };
    // The versions of the game server interfaces that this project uses: consecutive texts, and an empty one at the end.
    let versions = [
        &sys::STEAMGAMESERVER_INTERFACE_VERSION[..],
        &sys::STEAMGAMESERVERSTATS_INTERFACE_VERSION[..],
        &sys::STEAMNETWORKING_INTERFACE_VERSION[..],
        &sys::STEAMNETWORKINGMESSAGES_INTERFACE_VERSION[..],
        &sys::STEAMNETWORKINGSOCKETS_INTERFACE_VERSION[..],
        &sys::STEAMUTILS_INTERFACE_VERSION[..],
        b"\0",
    ]
    .concat();
    let mut message = [0_u8; MESSAGE_BYTES];
    // SAFETY: texts that outlive the call, numbers, and room for a `SteamErrMsg`.
    let result = unsafe {
        open_enums::SteamInternal_GameServer_Init_V2(
            start.ip.into(),
            start.game_port,
            start.query_port,
            start.mode as i32,
            version.as_ptr(),
            versions.as_ptr().cast(),
            message.as_mut_ptr().cast(),
        )
    };
    let code = match result {
        0 => {
            // SAFETY: takes nothing; Steam is initialised. A second call, for a user and a game server, changes nothing.
            unsafe { sys::SteamAPI_ManualDispatch_Init() };
            return Ok(Initialised(()));
        }
        2 => InitFailureCode::NoSteamClient,
        3 => InitFailureCode::VersionMismatch,
        _ => InitFailureCode::FailedGeneric,
    };
    let message = strings::up_to_nul(&message);
    let message = message.trim();
    Err(failure(code, if message.is_empty() { "Steam gave no reason." } else { message }))
}

fn failure(code: InitFailureCode, message: impl Into<String>) -> InitFailure {
    InitFailure { code, message: message.into() }
}

impl GameServer for SteamworksPlatform {
    fn set(&self, setting: &ServerSetting) {
        let Some(server) = self.interfaces.game_server.get() else { return };
        match setting {
            ServerSetting::Product(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetProduct),
            ServerSetting::Description(text) => {
                self.set_text(text, sys::SteamAPI_ISteamGameServer_SetGameDescription);
            }
            ServerSetting::ModDir(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetModDir),
            ServerSetting::Name(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetServerName),
            ServerSetting::Map(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetMapName),
            ServerSetting::SpectatorName(text) => {
                self.set_text(text, sys::SteamAPI_ISteamGameServer_SetSpectatorServerName);
            }
            ServerSetting::Tags(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetGameTags),
            ServerSetting::Data(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetGameData),
            ServerSetting::Region(text) => self.set_text(text, sys::SteamAPI_ISteamGameServer_SetRegion),
            ServerSetting::KeyValue { key, value } => {
                let (Some(key), Some(value)) = (strings::for_steam(key), strings::for_steam(value)) else {
                    return;
                };
                // SAFETY: a live interface and texts, which Steam copies.
                unsafe { sys::SteamAPI_ISteamGameServer_SetKeyValue(server, key.as_ptr(), value.as_ptr()) };
            }
            ServerSetting::ClearKeyValues => {
                // SAFETY: a live interface.
                unsafe { sys::SteamAPI_ISteamGameServer_ClearAllKeyValues(server) };
            }
            ServerSetting::Dedicated(dedicated) => {
                // SAFETY: a live interface and a boolean.
                unsafe { sys::SteamAPI_ISteamGameServer_SetDedicatedServer(server, *dedicated) };
            }
            ServerSetting::MaxPlayers(players) => {
                // SAFETY: a live interface and a number.
                unsafe { sys::SteamAPI_ISteamGameServer_SetMaxPlayerCount(server, *players) };
            }
            ServerSetting::Bots(bots) => {
                // SAFETY: a live interface and a number.
                unsafe { sys::SteamAPI_ISteamGameServer_SetBotPlayerCount(server, *bots) };
            }
            ServerSetting::PasswordProtected(protected) => {
                // SAFETY: a live interface and a boolean.
                unsafe { sys::SteamAPI_ISteamGameServer_SetPasswordProtected(server, *protected) };
            }
            ServerSetting::SpectatorPort(port) => {
                // SAFETY: a live interface and a number.
                unsafe { sys::SteamAPI_ISteamGameServer_SetSpectatorPort(server, *port) };
            }
            ServerSetting::Advertise(active) => {
                // SAFETY: a live interface and a boolean.
                unsafe { sys::SteamAPI_ISteamGameServer_SetAdvertiseServerActive(server, *active) };
            }
        }
    }

    fn log_on(&self, token: Option<&str>) {
        let Some(server) = self.interfaces.game_server.get() else { return };
        match token.map(strings::for_steam) {
            // SAFETY: a live interface and a text, which Steam copies.
            Some(Some(token)) => unsafe { sys::SteamAPI_ISteamGameServer_LogOn(server, token.as_ptr()) },
            // No token contains a NUL; the class refuses such tokens.
            Some(None) => {}
            // SAFETY: a live interface.
            None => unsafe { sys::SteamAPI_ISteamGameServer_LogOnAnonymous(server) },
        }
    }

    fn log_off(&self) {
        let Some(server) = self.interfaces.game_server.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamGameServer_LogOff(server) };
    }

    fn secure(&self) -> bool {
        let Some(server) = self.interfaces.game_server.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamGameServer_BSecure(server) }
    }

    fn was_restart_requested(&self) -> bool {
        let Some(server) = self.interfaces.game_server.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamGameServer_WasRestartRequested(server) }
    }

    fn public_ip(&self) -> Option<IpAddr> {
        let server = self.interfaces.game_server.get()?;
        // SAFETY: a live interface; it returns plain bytes and a number.
        let address = unsafe { open_enums::SteamAPI_ISteamGameServer_GetPublicIP(server) };
        let ip = match address.kind {
            // The first four bytes are an integer in native byte order.
            open_enums::IP_TYPE_V4 => {
                let number = address.bytes.first_chunk::<4>().copied().map(u32::from_ne_bytes)?;
                IpAddr::V4(Ipv4Addr::from(number))
            }
            open_enums::IP_TYPE_V6 => IpAddr::V6(Ipv6Addr::from(address.bytes)),
            _ => return None,
        };
        (!ip.is_unspecified()).then_some(ip)
    }

    fn handle_incoming_packet(&self, packet: &[u8], ip: Ipv4Addr, port: u16) -> bool {
        let Some(server) = self.interfaces.game_server.get() else { return false };
        let Ok(size) = i32::try_from(packet.len()) else { return false };
        // SAFETY: a live interface and this many bytes, which Steam reads during the call.
        unsafe {
            sys::SteamAPI_ISteamGameServer_HandleIncomingPacket(
                server,
                packet.as_ptr().cast(),
                size,
                ip.into(),
                port,
            )
        }
    }

    fn next_outgoing_packet(&self) -> Option<OutgoingPacket> {
        let server = self.interfaces.game_server.get()?;
        let mut bytes = vec![0_u8; MOST_OUTGOING_BYTES];
        let (mut ip, mut port) = (0_u32, 0_u16);
        // SAFETY: a live interface, room of the size that is named, and two numbers of ours.
        let size = unsafe {
            sys::SteamAPI_ISteamGameServer_GetNextOutgoingPacket(
                server,
                bytes.as_mut_ptr().cast(),
                bytes.len() as i32,
                &mut ip,
                &mut port,
            )
        };
        let size = usize::try_from(size).ok().filter(|size| *size > 0)?;
        bytes.truncate(size);
        Some(OutgoingPacket { bytes, ip: ip.into(), port })
    }

    fn request_user_group_status(&self, user: SteamId, group: SteamId) -> bool {
        let Some(server) = self.interfaces.game_server.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamGameServer_RequestUserGroupStatus(server, user.0, group.0) }
    }

    fn associate_with_clan(&self, clan: SteamId) {
        let answer = Answer {
            signal: "associate_clan",
            callback: callbacks::game_server::ASSOCIATE_WITH_CLAN,
            size: size_of::<sys::AssociateWithClanResult_t>(),
            read: |_, bytes| callbacks::game_server::associate_with_clan(bytes),
            failure: Event::GameServer(GameServerEvent::AssociateWithClan { result: RESULT_IO_FAILURE }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.game_server, answer, |server| unsafe {
            sys::SteamAPI_ISteamGameServer_AssociateWithClan(server, clan.0)
        });
    }

    fn compute_new_player_compatibility(&self, user: SteamId) {
        let answer = Answer {
            signal: "player_compat",
            callback: callbacks::game_server::PLAYER_COMPATIBILITY,
            size: size_of::<sys::ComputeNewPlayerCompatibilityResult_t>(),
            read: |_, bytes| callbacks::game_server::player_compatibility(bytes),
            failure: Event::GameServer(GameServerEvent::PlayerCompatibility {
                result: RESULT_IO_FAILURE,
                dont_like_candidate: 0,
                candidate_doesnt_like: 0,
                clan_dont_like_candidate: 0,
                candidate: user,
            }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.game_server, answer, |server| unsafe {
            sys::SteamAPI_ISteamGameServer_ComputeNewPlayerCompatibility(server, user.0)
        });
    }

    fn update_user_data(&self, user: SteamId, name: &str, score: u32) -> bool {
        let (Some(server), Some(name)) = (self.interfaces.game_server.get(), strings::for_steam(name)) else {
            return false;
        };
        // SAFETY: a live interface, numbers, and a text that Steam copies.
        unsafe { sys::SteamAPI_ISteamGameServer_BUpdateUserData(server, user.0, name.as_ptr(), score) }
    }

    fn create_unauthenticated_user_connection(&self) -> SteamId {
        let Some(server) = self.interfaces.game_server.get() else { return SteamId::NIL };
        // SAFETY: a live interface.
        SteamId(unsafe { sys::SteamAPI_ISteamGameServer_CreateUnauthenticatedUserConnection(server) })
    }
}
