//! Init, shutdown, manual dispatch, and where the interfaces are.

use std::ffi::{c_char, c_void};

use crate::arguments::{Out, Output};
use crate::calls::Fetched;
use crate::contract::{InitFailure, InitFailureCode};
use crate::steam::{self, Interface, PIPE, Steam};
use crate::switches::{self, violation};

/// `SteamErrMsg`.
const MESSAGE_BYTES: usize = 1024;

// SAFETY, here and below: no other function of the process has this name: where this library is, Valve's is not.
#[unsafe(no_mangle)]
extern "C" fn SteamAPI_InitFlat(message: Output) -> i32 {
    let result = match told_failure() {
        Some(failure) => Err(failure),
        None => steam::init(),
    };
    match result {
        Ok(()) => 0,
        Err(failure) => {
            message.text(MESSAGE_BYTES, &failure.message);
            failure.code as i32
        }
    }
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
    steam::shutdown();
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_IsSteamRunning() -> bool {
    match switches::choice("RUNNING", &["no", "initialised"]) {
        None => true,
        Some("initialised") => steam::initialised().is_some(),
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
    if steam::initialised().is_none() || switches::is("PIPE", "none") { 0 } else { PIPE }
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_Init() {
    initialised("SteamAPI_ManualDispatch_Init").state.lock().dispatching = true;
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_RunFrame(pipe: i32) {
    initialised("SteamAPI_ManualDispatch_RunFrame").run_frame(pipe);
}

/// `CallbackMsg_t`: a pointer stands in it, which is packed as the rest.
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
    let next = initialised("SteamAPI_ManualDispatch_GetNextCallback").fetch(pipe);
    if let Some((number, bytes, size)) = next {
        message.set(Message { user: 1, number, bytes, size: size as i32 });
    }
    next.is_some()
}

#[unsafe(no_mangle)]
extern "C" fn SteamAPI_ManualDispatch_FreeLastCallback(pipe: i32) {
    initialised("SteamAPI_ManualDispatch_FreeLastCallback").free(pipe);
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
    match initialised("SteamAPI_ManualDispatch_GetAPICallResult").result(pipe, call, number, room) {
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

fn initialised(function: &str) -> std::sync::Arc<Steam> {
    steam::initialised().unwrap_or_else(|| violation(format!("{function} while Steam is not initialised")))
}

/// Accessors of interfaces, in the versions of the SDK that the crate `steamworks` has.
macro_rules! accessors {
    ($($name:ident: $interface:ident;)*) => {
        $(
            #[unsafe(no_mangle)]
            extern "C" fn $name() -> *const c_void {
                Interface::$interface.pointer()
            }
        )*
    };
}

accessors! {
    SteamAPI_SteamNetworking_v006: Networking;
    SteamAPI_SteamNetworkingMessages_SteamAPI_v002: NetworkingMessages;
    SteamAPI_SteamNetworkingSockets_SteamAPI_v012: NetworkingSockets;
    SteamAPI_SteamNetworkingUtils_SteamAPI_v004: NetworkingUtils;
    SteamAPI_SteamMatchmaking_v009: Matchmaking;
    SteamAPI_SteamUser_v023: User;
    SteamAPI_SteamFriends_v018: Friends;
    SteamAPI_SteamUtils_v010: Utils;
    SteamAPI_SteamApps_v009: Apps;
    SteamAPI_SteamInput_v006: Input;
    SteamAPI_SteamUserStats_v013: UserStats;
    SteamAPI_SteamScreenshots_v003: Screenshots;
    SteamAPI_SteamTimeline_v004: Timeline;
}

/// Functions that the crate `steamworks` refers to and that nobody calls here.
macro_rules! never_called {
    ($($name:ident)*) => {
        $(
            #[unsafe(no_mangle)]
            extern "C" fn $name() -> *const c_char {
                violation(concat!(stringify!($name), " is not a part of the double"))
            }
        )*
    };
}

never_called! {
    SteamGameServer_Shutdown
}
