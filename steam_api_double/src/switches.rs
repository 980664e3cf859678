//! The switches that make the double misbehave: environment variables, read again whenever they matter, so that a test
//! may change them while it runs (`OS.set_environment` in GDScript).
//!
//! | variable | value | what happens |
//! |---|---|---|
//! | `STEAM_API_DOUBLE_INIT` | `generic`, `no-client`, `version` | init fails with this `ESteamAPIInitResult` |
//! | | `wordless` | init fails without a reason in words |
//! | `STEAM_API_DOUBLE_RUNNING` | `no` | `SteamAPI_IsSteamRunning` says that no client runs |
//! | | `initialised` | it says that one runs exactly while Steam is initialised, as the local platform has it |
//! | `STEAM_API_DOUBLE_RESTART` | `yes` | `SteamAPI_RestartAppIfNecessary` wants the process to end |
//! | `STEAM_API_DOUBLE_MISSING` | `ISteamFriends,…` | these interfaces are null |
//! | `STEAM_API_DOUBLE_PIPE` | `none` | there is no pipe to the client |
//! | `STEAM_API_DOUBLE_DEATH` | `quits` | the client says that it ends (`SteamShutdown_t`), and is gone |
//! | | `crashes` | the pipe breaks (`IPCFailure_t`), and the client is gone |
//! | | `hangs` | the client is gone without a word |
//! | `STEAM_API_DOUBLE_CALLS` | `refused` | calls get no number (`k_uAPICallInvalid`) |
//! | | `io-failure` | calls fail on the way |
//! | | `wrong-kind`, `wrong-size` | answers are announced as another structure, or with another size |
//! | | `wrong-answer` | the answer is another structure, and announced as that |
//! | `STEAM_API_DOUBLE_ANSWERS` | `result-first`, `result-only` | not the callback first and then the result of the call |
//! | | `never` | calls are not answered |
//! | `STEAM_API_DOUBLE_ANSWER_MS` | number | answers to calls come so much later |
//! | `STEAM_API_DOUBLE_CALLBACK_MS` | number | all other callbacks come so much later |
//! | `STEAM_API_DOUBLE_CALLBACKS` | `twice` | every callback comes twice |
//! | | `endless` | there is always another callback |
//! | | `unknown` | before each comes one whose number the SDK does not know |
//! | | `short` | before each comes one of the same number with 3 bytes |
//! | | `lost` | the callbacks of answers are lost, and `IPCFailure_t` says so; the results can still be asked for |
//! | `STEAM_API_DOUBLE_POST` | `tag;504=00ff…;704=` | posts these callbacks, once for each new text |
//! | | `examples` | posts one of each callback that comes unasked, once |
//! | `STEAM_API_DOUBLE_ENUMS` | `unknown` | enumerations have values that the SDK does not know |
//! | `STEAM_API_DOUBLE_SERVERS` | `refused` | lists of game servers and queries of one get no number |
//! | | `strange` | texts and structures that are told are null, and responses are unknown |
//! | | `silent` | nothing of game servers is ever told |
//! | `STEAM_API_DOUBLE_STATS` | `late` | the stats of the user are not there yet: calls about them fail |
//! | `STEAM_API_DOUBLE_CLOUD` | `oversized`, `negative` | files in the cloud have sizes that cannot be |
//! | | `off` | the user has the cloud switched off |
//! | `STEAM_API_DOUBLE_SEND_QUEUE_BYTES` | number | so much may wait to be sent to one user, read at init |
//! | `STEAM_API_DOUBLE_NAMES` | `not-utf8`, `unknown`, `null` | names of users are so |
//! | `STEAM_API_DOUBLE_ACCOUNT` | `owner` | lobbies that the user is in are their own: another process of theirs made them |
//! | | `shared` | and the user is the one member of every lobby, entered or not |
//! | `STEAM_API_DOUBLE_DECK` | `yes` | the machine is a Steam Deck: its keyboards open, and somebody types |
//! | `STEAM_API_DOUBLE_INPUT` | `changes` | in each frame an action was pressed, and another one was moved |
//! | `STEAM_API_DOUBLE_IMAGES` | `huge` | pictures claim to have 2^60 pixels |
//! | `STEAM_API_DOUBLE_CHAT` | `refused`, `oversized` | a chat message has -1 bytes, or more than the buffer |
//!
//! The variables of the local platform choose the user and the meeting place: `STEAM_NETWORKING_DIR` (without it init
//! fails), `STEAM_NETWORKING_USER` or the argument `--steam-user=`, `STEAM_NETWORKING_TIMINGS`.

use std::fmt::Display;
use std::time::Duration;

/// The misbehaviour of files in the cloud.
pub const CLOUD: &[&str] = &["oversized", "negative", "off"];

/// A variable of the double's own; empty if it is not set.
pub fn value(name: &str) -> String {
    std::env::var(format!("STEAM_API_DOUBLE_{name}")).unwrap_or_default()
}

/// The one of `allowed` that a variable has, `None` if it is not set.
///
/// A misspelled value would silently change the test, so it ends the process.
pub fn choice(name: &str, allowed: &[&'static str]) -> Option<&'static str> {
    let value = value(name);
    if value.is_empty() {
        return None;
    }
    let found = allowed.iter().find(|allowed| **allowed == value);
    Some(found.unwrap_or_else(|| violation(format!("STEAM_API_DOUBLE_{name} is {value:?}, not {allowed:?}"))))
}

/// Whether a variable has its only value.
pub fn is(name: &str, wanted: &'static str) -> bool {
    choice(name, &[wanted]).is_some()
}

/// A duration in milliseconds.
pub fn milliseconds(name: &str) -> Duration {
    let value = value(name);
    if value.is_empty() {
        return Duration::ZERO;
    }
    let milliseconds = value.parse();
    Duration::from_millis(
        milliseconds
            .unwrap_or_else(|_| violation(format!("STEAM_API_DOUBLE_{name} is {value:?}, no number"))),
    )
}

/// Ends the process because the caller broke a rule, for which the real library would have undefined behaviour.
pub fn violation(what: impl Display) -> ! {
    eprintln!("ERROR: steam_api_double: {what}");
    std::process::abort()
}
