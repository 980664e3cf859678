//! `ISteamUser`.

use super::methods;
use crate::arguments::{In, Input, Out, Output};
use crate::contract::auth::Voice;
use crate::contract::{Auth, SteamId, User};
use crate::switches::{self, violation};

/// The maximum size of voice from one call, in bytes.
const MOST_VOICE_BYTES: u32 = 64 * 1024;
/// `k_EVoiceResultBufferTooSmall`.
const BUFFER_TOO_SMALL: i32 = 4;

/// `SteamNetworkingIdentity`, as far as it is a Steam id: what kind it is (16), its size, its value.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
pub(super) struct Identity {
    kind: i32,
    size: i32,
    id: u64,
}

/// The user that an identity names, if any.
pub(super) fn remote_of(identity: &In<Identity>) -> SteamId {
    match identity.read() {
        None => SteamId::NIL,
        Some(Identity { kind: 16, size: 8, id }) => SteamId(id),
        Some(_) => violation("an identity that is no Steam id"),
    }
}

/// A value of an enumeration, or one that no SDK knows.
pub(super) fn enumeration(value: u8) -> i32 {
    if switches::is("ENUMS", "unknown") { 9999 } else { i32::from(value) }
}

/// Returns voice; for a buffer that is too small, it only returns the required size.
fn voice_to(voice: &Voice, room: &Output, room_size: u32, written: &Out<u32>) -> i32 {
    written.set(voice.bytes.len() as u32);
    if voice.bytes.len() > room_size as usize {
        return BUFFER_TOO_SMALL;
    }
    room.fill(room_size, &voice.bytes);
    enumeration(voice.result)
}

methods! { User:
    fn SteamAPI_ISteamUser_GetSteamID(steam) -> u64, or 0; {
        steam.platform.steam_id().0
    }

    fn SteamAPI_ISteamUser_BLoggedOn(steam) -> bool, or false; {
        steam.platform.logged_on()
    }

    fn SteamAPI_ISteamUser_GetAuthSessionTicket(
        steam, room: Output, room_size: i32, size: Out<u32>, remote: In<Identity>
    ) -> u32, or 0; {
        let Some(ticket) = steam.platform.auth_session_ticket(remote_of(&remote)) else { return 0 };
        if room.fill(room_size, &ticket.bytes) < ticket.bytes.len() {
            return 0;
        }
        size.set(ticket.bytes.len() as u32);
        ticket.handle
    }

    fn SteamAPI_ISteamUser_CancelAuthTicket(steam, ticket: u32), or (); {
        steam.platform.cancel_auth_ticket(ticket);
    }

    fn SteamAPI_ISteamUser_BeginAuthSession(
        steam, ticket: Input, size: i32, user: u64
    ) -> i32, or 1; {
        let Ok(size) = u32::try_from(size) else { violation("a ticket of negative size") };
        enumeration(steam.platform.begin_auth_session(&ticket.read(size), SteamId(user)))
    }

    fn SteamAPI_ISteamUser_EndAuthSession(steam, user: u64), or (); {
        steam.platform.end_auth_session(SteamId(user));
    }

    fn SteamAPI_ISteamUser_UserHasLicenseForApp(steam, user: u64, app_id: u32) -> i32, or 2; {
        enumeration(steam.platform.user_has_license_for_app(SteamId(user), app_id))
    }

    fn SteamAPI_ISteamUser_GetPlayerSteamLevel(steam) -> i32, or 0; {
        steam.platform.player_steam_level()
    }

    fn SteamAPI_ISteamUser_BIsBehindNAT(steam) -> bool, or false; {
        steam.platform.is_behind_nat()
    }

    fn SteamAPI_ISteamUser_StartVoiceRecording(steam), or (); {
        steam.platform.start_voice_recording();
    }

    fn SteamAPI_ISteamUser_StopVoiceRecording(steam), or (); {
        steam.platform.stop_voice_recording();
    }

    fn SteamAPI_ISteamUser_GetAvailableVoice(
        steam, size: Out<u32>, _samples_size: Out<u32>, _sample_rate: u32
    ) -> i32, or 1; {
        let mut state = steam.state.lock();
        let voice = state.voice.get_or_insert_with(|| steam.platform.voice(MOST_VOICE_BYTES));
        size.set_if_wanted(voice.bytes.len() as u32);
        let result = enumeration(voice.result);
        if voice.bytes.is_empty() {
            state.voice = None;
        }
        result
    }

    fn SteamAPI_ISteamUser_GetVoice(
        steam, compressed: bool, room: Output, room_size: u32, size: Out<u32>, uncompressed: bool,
        _samples: Output, _samples_size: u32, _samples_written: Out<u32>, _sample_rate: u32
    ) -> i32, or 1; {
        if !compressed || uncompressed {
            violation("GetVoice for anything but compressed voice");
        }
        let told = steam.state.lock().voice.take();
        let voice = told.unwrap_or_else(|| steam.platform.voice(MOST_VOICE_BYTES));
        let result = voice_to(&voice, &room, room_size, &size);
        if result == BUFFER_TOO_SMALL {
            steam.state.lock().voice = Some(voice);
        }
        result
    }

    fn SteamAPI_ISteamUser_DecompressVoice(
        steam, compressed: Input, compressed_size: u32, room: Output, room_size: u32, size: Out<u32>,
        sample_rate: u32
    ) -> i32, or 1; {
        let voice =
            steam.platform.decompress_voice(&compressed.read(compressed_size), sample_rate, MOST_VOICE_BYTES);
        voice_to(&voice, &room, room_size, &size)
    }

    fn SteamAPI_ISteamUser_GetVoiceOptimalSampleRate(steam) -> u32, or 0; {
        steam.platform.voice_optimal_sample_rate()
    }
}
