//! `ISteamUser` for scripts: who plays, tickets that prove it, voice.

use godot::builtin::{PackedByteArray, VarDictionary, vdict};
use godot::register::godot_api;

use super::enums::{BeginAuthSessionResult, UserHasLicenseForAppResult};
use super::{Steam, pump};
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current};

/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EAuthSessionResponseAuthTicketInvalid`.
const AUTH_TICKET_INVALID: i32 = 8;
/// The most bytes a ticket may have (`GetAuthSessionTicket`).
const MAX_TICKET_BYTES: i64 = 8192;
/// How much of recorded voice is fetched at once where the script does not say: what Steam recommends.
const VOICE_BUFFER_BYTES: u32 = 8192;
/// The sample rates that voice can be decompressed to, in Hz.
const SAMPLE_RATES: std::ops::RangeInclusive<i64> = 11_025..=48_000;
/// How many bytes of samples are wanted where the script does not say.
const DECOMPRESSED_BYTES: i64 = 20_480;
/// The most memory a voice call may take.
const MAX_VOICE_BYTES: i64 = 1 << 20;

#[godot_api(secondary)]
impl Steam {
    /// Whether you are connected to Steam's servers. Steamworks: `BLoggedOn`.
    ///
    /// Local: Whether this process is connected to the other instances.
    #[func(rename = loggedOn)]
    pub fn logged_on() -> bool {
        current::with("Steam.loggedOn", |platform| platform.user().logged_on())
    }

    /// Your Steam level. Steamworks: `GetPlayerSteamLevel`.
    ///
    /// Local: Always 1.
    #[func(rename = getPlayerSteamLevel)]
    pub fn get_player_steam_level() -> i64 {
        current::with("Steam.getPlayerSteamLevel", |platform| i64::from(platform.auth().player_steam_level()))
    }

    /// Whether a router hides this machine. Steamworks: `BIsBehindNAT`.
    ///
    /// Local: Always `false`.
    #[func(rename = isBehindNAT)]
    pub fn is_behind_nat() -> bool {
        current::with("Steam.isBehindNAT", |platform| platform.auth().is_behind_nat())
    }

    /// Issues a ticket that proves to another user who you are; 0 for one that anybody may check. Send `buffer` to them once
    /// `get_auth_session_ticket_response` came.
    ///
    /// Keys: `id` (int, for `cancelAuthTicket`), `buffer` (PackedByteArray), `size` (int, bytes). Empty if there is no ticket;
    /// the signal then has the ID 0 and the reason: `RESULT_INVALID_PARAM` if the ID is not a user's, otherwise `RESULT_FAIL`.
    /// Steamworks: `GetAuthSessionTicket`.
    ///
    /// Local: The ticket can be checked by the other instances, once.
    #[func(rename = getAuthSessionTicket)]
    pub fn get_auth_session_ticket(#[opt(default = 0)] remote_steam_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getAuthSessionTicket";
        const ANSWER: &str = "get_auth_session_ticket_response";
        let ticket = current::with_answer(METHOD, ANSWER, |platform| {
            let remote = match remote_steam_id {
                0 => Some(SteamId::NIL),
                other => arguments::user(METHOD, "remote_steam_id", other),
            };
            let ticket = remote.and_then(|remote| platform.auth().auth_session_ticket(remote));
            if ticket.is_some() {
                pump::expect_answer(ANSWER);
            } else {
                let result = if remote.is_some() { RESULT_FAIL } else { RESULT_INVALID_PARAM };
                pump::refuse(ANSWER, Event::GetAuthSessionTicketResponse { ticket: 0, result });
            }
            ticket
        });
        let Some(ticket) = ticket else { return VarDictionary::new() };
        let size = ticket.bytes.len() as i64;
        vdict! {
            "id" => i64::from(ticket.handle),
            "buffer" => &PackedByteArray::from(ticket.bytes),
            "size" => size,
        }
    }

    /// Takes back a ticket; a user who has checked it hears `validate_auth_ticket_response`. Steamworks: `CancelAuthTicket`.
    ///
    /// Local: As Steam; a ticket ends with its process as well.
    #[func(rename = cancelAuthTicket)]
    pub fn cancel_auth_ticket(auth_ticket: i64) {
        const METHOD: &str = "Steam.cancelAuthTicket";
        current::with(METHOD, |platform| {
            let range = 1..=i64::from(u32::MAX);
            if let Some(handle) = arguments::number(METHOD, "auth_ticket", auth_ticket, range) {
                platform.auth().cancel_auth_ticket(handle);
            }
        });
    }

    /// Checks a user's ticket, the first `ticket_size` bytes of it. `BEGIN_AUTH_SESSION_RESULT_OK` means that it is well formed; the
    /// verdict comes with `validate_auth_ticket_response`. For every other result that signal says
    /// `AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID`, except for `BEGIN_AUTH_SESSION_RESULT_DUPLICATE_REQUEST`: what was begun with
    /// that user goes on. Steamworks: `BeginAuthSession`.
    ///
    /// Local: Asks the process that issued the ticket.
    #[func(rename = beginAuthSession)]
    pub fn begin_auth_session(
        auth_ticket: PackedByteArray,
        ticket_size: i64,
        steam_id: i64,
    ) -> BeginAuthSessionResult {
        const METHOD: &str = "Steam.beginAuthSession";
        const ANSWER: &str = "validate_auth_ticket_response";
        let result = current::with_answer(METHOD, ANSWER, |platform| {
            let begin = || {
                let length = MAX_TICKET_BYTES.min(auth_ticket.len() as i64);
                let size: usize = arguments::number(METHOD, "ticket_size", ticket_size, 1..=length)?;
                let user = arguments::user(METHOD, "steam_id", steam_id)?;
                Some(platform.auth().begin_auth_session(auth_ticket.as_slice().get(..size)?, user))
            };
            let result = begin().map(|result| BeginAuthSessionResult(i64::from(result)));
            let result = result.unwrap_or(BeginAuthSessionResult::INVALID_TICKET);
            if result == BeginAuthSessionResult::OK {
                pump::expect_answer(ANSWER);
            } else if result != BeginAuthSessionResult::DUPLICATE_REQUEST {
                let user = SteamId(steam_id as u64);
                let response = AUTH_TICKET_INVALID;
                pump::refuse(
                    ANSWER,
                    Event::ValidateAuthTicketResponse { user, response, owner: SteamId::NIL },
                );
            }
            Some(result)
        });
        result.unwrap_or(BeginAuthSessionResult::INVALID_TICKET)
    }

    /// Ends what `beginAuthSession` began. Steamworks: `EndAuthSession`.
    #[func(rename = endAuthSession)]
    pub fn end_auth_session(steam_id: i64) {
        const METHOD: &str = "Steam.endAuthSession";
        current::with(METHOD, |platform| {
            if let Some(user) = arguments::user(METHOD, "steam_id", steam_id) {
                platform.auth().end_auth_session(user);
            }
        });
    }

    /// Whether a user whose ticket you checked owns a game. Steamworks: `UserHasLicenseForApp`.
    ///
    /// Local: Every user owns this game and no other.
    #[func(rename = userHasLicenseForApp)]
    pub fn user_has_license_for_app(steam_id: i64, app_id: i64) -> UserHasLicenseForAppResult {
        const METHOD: &str = "Steam.userHasLicenseForApp";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            let app_id = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(platform.auth().user_has_license_for_app(user, app_id))
        })
        .map_or(UserHasLicenseForAppResult::NO_AUTH, |result| UserHasLicenseForAppResult(i64::from(result)))
    }

    /// Starts recording your voice. Call `getVoice` several times a second. Steamworks: `StartVoiceRecording`.
    ///
    /// Local: Records a soft tone whose pitch depends on the user's number.
    #[func(rename = startVoiceRecording)]
    pub fn start_voice_recording() {
        current::with("Steam.startVoiceRecording", |platform| platform.auth().start_voice_recording());
    }

    /// Stops recording. Go on with `getVoice` until it has no more. Steamworks: `StopVoiceRecording`.
    #[func(rename = stopVoiceRecording)]
    pub fn stop_voice_recording() {
        current::with("Steam.stopVoiceRecording", |platform| platform.auth().stop_voice_recording());
    }

    /// What was recorded since the last call, compressed. `buffer_size_override` limits its bytes; 0 stands for 8192.
    ///
    /// Keys: `result` (int, VoiceResult), `written`, `size` (int, bytes, under both names), `buffer` (PackedByteArray).
    /// Steamworks: `GetVoice`.
    ///
    /// Local: 20 ms of tone for every 20 ms that pass; what is not fetched within a second is lost.
    #[func(rename = getVoice)]
    pub fn get_voice(#[opt(default = 0)] buffer_size_override: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getVoice";
        let voice = current::with(METHOD, |platform| {
            let max =
                arguments::number(METHOD, "buffer_size_override", buffer_size_override, 0..=MAX_VOICE_BYTES)?;
            Some(platform.auth().voice(if max == 0 { VOICE_BUFFER_BYTES } else { max }))
        });
        let Some(voice) = voice else { return VarDictionary::new() };
        let size = voice.bytes.len() as i64;
        vdict! {
            "result" => i64::from(voice.result),
            "written" => size,
            "size" => size,
            "buffer" => &PackedByteArray::from(voice.bytes),
        }
    }

    /// How much recorded voice waits for `getVoice`.
    ///
    /// Keys: `result` (int, VoiceResult), `buffer`, `size` (int, bytes, under both names). Steamworks: `GetAvailableVoice`.
    ///
    /// Local: What `getVoice` would return without a limit.
    #[func(rename = getAvailableVoice)]
    pub fn get_available_voice() -> VarDictionary {
        let available =
            current::with("Steam.getAvailableVoice", |platform| Some(platform.auth().available_voice()));
        let Some((result, size)) = available else { return VarDictionary::new() };
        let size = i64::from(size);
        vdict! { "result" => i64::from(result), "buffer" => size, "size" => size }
    }

    /// Recorded voice as samples of 16 bits, one channel. `sample_rate` is 11025 to 48000 Hz; `buffer_size_override` limits the
    /// result's bytes.
    ///
    /// The older form `decompressVoice(voice, voice_size, sample_rate)`, in which `voice_size` is how many bytes of `voice` count, is
    /// understood as well: where the second argument is no sample rate and the third is.
    ///
    /// Keys: `result` (int, VoiceResult), `size` (int, bytes), `uncompressed` (PackedByteArray). Steamworks: `DecompressVoice`.
    ///
    /// Local: Takes what `getVoice` of a local user returned; anything else is `VOICE_RESULT_DATA_CORRUPTED`.
    #[func(rename = decompressVoice)]
    pub fn decompress_voice(
        voice: PackedByteArray,
        #[opt(default = 11025)] sample_rate: i64,
        #[opt(default = 20480)] buffer_size_override: i64,
    ) -> VarDictionary {
        const METHOD: &str = "Steam.decompressVoice";
        let samples = current::with(METHOD, |platform| {
            let (voice, rate, max) = voice_arguments(voice.as_slice(), sample_rate, buffer_size_override);
            let rate = arguments::number(METHOD, "sample_rate", rate, SAMPLE_RATES)?;
            let max = arguments::number(METHOD, "buffer_size_override", max, 1..=MAX_VOICE_BYTES)?;
            Some(platform.auth().decompress_voice(voice, rate, max))
        });
        let Some(samples) = samples else { return VarDictionary::new() };
        vdict! {
            "result" => i64::from(samples.result),
            "size" => samples.bytes.len() as i64,
            "uncompressed" => &PackedByteArray::from(samples.bytes),
        }
    }

    /// The sample rate in Hz at which voice loses least. Steamworks: `GetVoiceOptimalSampleRate`.
    ///
    /// Local: 24000.
    #[func(rename = getVoiceOptimalSampleRate)]
    pub fn get_voice_optimal_sample_rate() -> i64 {
        current::with("Steam.getVoiceOptimalSampleRate", |platform| {
            i64::from(platform.auth().voice_optimal_sample_rate())
        })
    }
}

/// Voice data, sample rate and the most bytes of samples, from the arguments of either generation of `decompressVoice`.
fn voice_arguments(voice: &[u8], second: i64, third: i64) -> (&[u8], i64, i64) {
    let older = !SAMPLE_RATES.contains(&second) && SAMPLE_RATES.contains(&third);
    let counted = usize::try_from(second).ok().and_then(|size| voice.get(..size));
    match counted {
        Some(counted) if older => (counted, third, DECOMPRESSED_BYTES),
        _ => (voice, second, third),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voice_is_decompressed_with_the_arguments_of_either_generation() {
        let voice = [0; 100];
        assert_eq!(voice_arguments(&voice, 24_000, 20_480), (&voice[..], 24_000, 20_480));
        assert_eq!(voice_arguments(&voice, 48_000, 40_000), (&voice[..], 48_000, 40_000));
        assert_eq!(voice_arguments(&voice, 60, 48_000), (&voice[..60], 48_000, DECOMPRESSED_BYTES));
        // Wrong in either: said of the newer one.
        assert_eq!(voice_arguments(&voice, 101, 48_000), (&voice[..], 101, 48_000));
        assert_eq!(voice_arguments(&voice, -1, 48_000), (&voice[..], -1, 48_000));
    }
}
