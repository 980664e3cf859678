//! Init, shutdown, manual dispatch, and access to the interfaces.

use std::ffi::c_void;

use crate::arguments::{Out, Output, Text};
use crate::calls::Fetched;
use crate::contract::game_server::{ServerMode, ServerStart};
use crate::contract::{InitFailure, InitFailureCode};
use crate::steam::{self, Interface, Steam, Whose};
use crate::switches::{self, violation};

/// `SteamErrMsg`.
const MESSAGE_BYTES: usize = 1024;

// SAFETY, here and below: no other function of the process has this name, since this library replaces Valve's.
#[unsafe(no_mangle)]
extern "C" fn SteamAPI_InitFlat(message: Output) -> i32 {
    init(&message, None)
}

fn init(message: &Output, server: Option<ServerStart>) -> i32 {
    let result = match told_failure() {
        Some(failure) => Err(failure),
        None => steam::init(server),
    };
    match result {
        Ok(()) => 0,
        Err(failure) => {
            message.text(MESSAGE_BYTES, &failure.message);
            failure.code as i32
        }
    }
}

#[unsafe(no_mangle)]
extern "C" fn SteamInternal_GameServer_Init_V2(
    ip: u32,
    game_port: u16,
    query_port: u16,
    mode: i32,
    version: Text,
    _interface_versions: Text,
    message: Output,
) -> i32 {
    let Some(mode) = ServerMode::from_i64(i64::from(mode)) else { violation("a game server without a mode") };
    let version = version.read();
    init(&message, Some(ServerStart { ip: ip.into(), game_port, query_port, mode, version }))
}

#[unsafe(no_mangle)]
extern "C" fn SteamGameServer_Shutdown() {
    steam::shutdown(Whose::GameServer);
}

#[unsafe(no_mangle)]
extern "C" fn SteamGameServer_GetHSteamPipe() -> i32 {
    pipe(Whose::GameServer)
}

fn pipe(whose: Whose) -> i32 {
    if whose.initialised().is_none() || has_no_pipe() { 0 } else { whose.pipe() }
}

fn has_no_pipe() -> bool {
    switches::is("PIPE", "none")
}

fn told_failure() -> Option<InitFailure> {
    let failure = |code, message: &str| Some(InitFailure { code, message: message.to_owned() });
    match switches::choice("INIT", &["generic", "no-client", "version", "wordless"])? {
        "generic" => failure(InitFailureCode::FailedGeneric, "The double fails as it was told."),
        "no-client" => failure(InitFailureCode::NoSteamClient, "The double has no client, as it was told."),
        "version" => failure(InitFailureCode::VersionMismatch, "The double is too old, as it was told."),
        _ => failure(InitFailureCode::FailedGeneric, ""),
    }
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_Shutdown() {
    steam::shutdown(Whose::User);
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_IsSteamRunning() -> bool {
    match switches::choice("RUNNING", &["no", "initialised"]) {
        None => true,
        Some("initialised") => Whose::User.initialised().is_some(),
        Some(_) => false,
    }
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_RestartAppIfNecessary(_app_id: u32) -> bool {
    switches::is("RESTART", "yes")
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ReleaseCurrentThreadMemory() {}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_GetHSteamPipe() -> i32 {
    pipe(Whose::User)
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_Init() {
    let running: Vec<_> = Whose::ALL.into_iter().filter_map(Whose::initialised).collect();
    if running.is_empty() {
        violation("SteamAPI_ManualDispatch_Init while Steam is not initialised");
    }
    for steam in running {
        steam.state.lock().dispatching = true;
    }
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_RunFrame(pipe: i32) {
    let steam = behind(pipe, "SteamAPI_ManualDispatch_RunFrame");
    if !has_no_pipe() {
        steam.run_frame(pipe);
    }
}

/// `CallbackMsg_t`: it contains a pointer, which is packed like the rest.
#[derive(Clone, Copy)]
#[cfg_attr(windows, repr(C))]
#[cfg_attr(not(windows), repr(C, packed(4)))]
struct Message {
    user: i32,
    number: i32,
    bytes: *const u8,
    size: i32,
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_GetNextCallback(pipe: i32, message: Out<Message>) -> bool {
    let steam = behind(pipe, "SteamAPI_ManualDispatch_GetNextCallback");
    let next = if has_no_pipe() { None } else { steam.fetch(pipe) };
    if let Some((number, bytes, size)) = next {
        message.set(Message { user: 1, number, bytes, size: size as i32 });
    }
    next.is_some()
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_FreeLastCallback(pipe: i32) {
    behind(pipe, "SteamAPI_ManualDispatch_FreeLastCallback").free(pipe);
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_GetAPICallResult(
    pipe: i32,
    call: u64,
    result: Output,
    size: i32,
    number: i32,
    failed: Out<bool>,
) -> bool {
    let Ok(room) = usize::try_from(size) else { violation("the size of a result is negative") };
    match behind(pipe, "SteamAPI_ManualDispatch_GetAPICallResult").result(pipe, call, number, room) {
        Fetched::Nothing => false,
        Fetched::Failed => {
            failed.set(true);
            true
        }
        Fetched::Answer(bytes) => {
            failed.set(false);
            result.fill(room, &bytes);
            true
        }
    }
}

/// The other end of a pipe.
fn behind(pipe: i32, function: &str) -> std::sync::Arc<Steam> {
    let running = || Whose::ALL.into_iter().filter_map(Whose::initialised);
    let found = running().find(|steam| steam.whose.pipe() == pipe);
    found.unwrap_or_else(|| {
        if running().next().is_none() {
            violation(format!("{function} while Steam is not initialised"));
        }
        violation(format!("{function} with pipe {pipe}"))
    })
}

/// Accessors of interfaces, in the versions of the SDK that the crate `steamworks` has.
macro_rules! accessors {
    ($($name:ident: $interface:ident of $whose:ident;)*) => {
        $(
            #[unsafe(no_mangle)]
            extern "C" fn $name() -> *const c_void {
                Interface::$interface.pointer(Whose::$whose)
            }
        )*
    };
}

accessors! {
    SteamAPI_SteamNetworking_v006: Networking of User;
    SteamAPI_SteamNetworkingMessages_SteamAPI_v002: NetworkingMessages of User;
    SteamAPI_SteamNetworkingSockets_SteamAPI_v012: NetworkingSockets of User;
    SteamAPI_SteamNetworkingUtils_SteamAPI_v004: NetworkingUtils of User;
    SteamAPI_SteamMatchmaking_v009: Matchmaking of User;
    SteamAPI_SteamMatchmakingServers_v002: MatchmakingServers of User;
    SteamAPI_SteamUser_v023: User of User;
    SteamAPI_SteamFriends_v018: Friends of User;
    SteamAPI_SteamUtils_v010: Utils of User;
    SteamAPI_SteamApps_v009: Apps of User;
    SteamAPI_SteamInput_v006: Input of User;
    SteamAPI_SteamUserStats_v013: UserStats of User;
    SteamAPI_SteamScreenshots_v003: Screenshots of User;
    SteamAPI_SteamTimeline_v004: Timeline of User;
    SteamAPI_SteamRemoteStorage_v016: RemoteStorage of User;
    SteamAPI_SteamGameServer_v015: GameServer of GameServer;
    SteamAPI_SteamGameServerStats_v001: GameServerStats of GameServer;
    SteamAPI_SteamGameServerNetworking_v006: Networking of GameServer;
    SteamAPI_SteamGameServerNetworkingMessages_SteamAPI_v002: NetworkingMessages of GameServer;
    SteamAPI_SteamGameServerNetworkingSockets_SteamAPI_v012: NetworkingSockets of GameServer;
    SteamAPI_SteamGameServerUtils_v010: Utils of GameServer;
}
