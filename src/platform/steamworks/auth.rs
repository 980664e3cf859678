//! `ISteamUser`: tickets and voice. A game server's tickets are in `ISteamGameServer`, with the same functions.

use ::steamworks::sys;

use super::{SteamworksPlatform, open_enums};
use crate::contract::auth::{AuthTicket, Voice};
use crate::contract::{Auth, SteamId};

/// The maximum size of a ticket, in bytes. Steam's have a few hundred.
pub(super) const MOST_TICKET_BYTES: usize = 8192;
/// The maximum size of voice in one call, in bytes, compressed or not: about 10 s of samples at 48 kHz.
pub(super) const MOST_VOICE_BYTES: u32 = 1024 * 1024;

/// `k_EBeginAuthSessionResultInvalidTicket`.
const BEGIN_INVALID_TICKET: u8 = 1;
/// `k_EUserHasLicenseResultNoAuth`.
const LICENSE_NO_AUTH: u8 = 2;
/// `k_EVoiceResultOK`.
const VOICE_OK: u8 = 0;
/// `k_EVoiceResultNotInitialized`.
const VOICE_NOT_INITIALIZED: u8 = 1;
/// `k_EVoiceResultNoData`.
const VOICE_NO_DATA: u8 = 3;
/// `k_EVoiceResultDataCorrupted`.
const VOICE_DATA_CORRUPTED: u8 = 5;

impl Auth for SteamworksPlatform {
    fn auth_session_ticket(&self, remote: SteamId) -> Option<AuthTicket> {
        let identity = (remote != SteamId::NIL).then(|| identity(remote));
        let identity = identity.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
        let mut bytes = vec![0_u8; MOST_TICKET_BYTES];
        let mut written = 0_u32;
        let room = bytes.as_mut_ptr().cast();
        // SAFETY: a live interface; a buffer of the given size; one `u32` of ours; an identity or null, which Steam
        // reads during the call.
        let handle = unsafe {
            if let Some(server) = self.interfaces.game_server.get() {
                sys::SteamAPI_ISteamGameServer_GetAuthSessionTicket(
                    server,
                    room,
                    MOST_TICKET_BYTES as i32,
                    &mut written,
                    identity,
                )
            } else {
                let user = self.interfaces.user.get()?;
                sys::SteamAPI_ISteamUser_GetAuthSessionTicket(
                    user,
                    room,
                    MOST_TICKET_BYTES as i32,
                    &mut written,
                    identity,
                )
            }
        };
        bytes.truncate(written as usize);
        // k_HAuthTicketInvalid
        (handle != 0).then_some(AuthTicket { handle, bytes })
    }

    fn cancel_auth_ticket(&self, handle: u32) {
        // SAFETY: a live interface and a number; Steam ignores an invalid ticket.
        unsafe {
            if let Some(server) = self.interfaces.game_server.get() {
                sys::SteamAPI_ISteamGameServer_CancelAuthTicket(server, handle);
            } else if let Some(user) = self.interfaces.user.get() {
                sys::SteamAPI_ISteamUser_CancelAuthTicket(user, handle);
            }
        }
    }

    fn begin_auth_session(&self, ticket: &[u8], user: SteamId) -> u8 {
        if ticket.is_empty() || ticket.len() > MOST_TICKET_BYTES {
            return BEGIN_INVALID_TICKET;
        }
        let (bytes, size) = (ticket.as_ptr().cast(), ticket.len() as i32);
        // SAFETY: a live interface and a number. Steam reads the given number of bytes; the length has been checked.
        let result = unsafe {
            if let Some(server) = self.interfaces.game_server.get() {
                open_enums::SteamAPI_ISteamGameServer_BeginAuthSession(server, bytes, size, user.0)
            } else {
                let Some(interface) = self.interfaces.user.get() else { return BEGIN_INVALID_TICKET };
                open_enums::SteamAPI_ISteamUser_BeginAuthSession(interface, bytes, size, user.0)
            }
        };
        // An unknown value must not become 0, which is success.
        u8::try_from(result).unwrap_or(BEGIN_INVALID_TICKET)
    }

    fn end_auth_session(&self, user: SteamId) {
        // SAFETY: a live interface and a number.
        unsafe {
            if let Some(server) = self.interfaces.game_server.get() {
                sys::SteamAPI_ISteamGameServer_EndAuthSession(server, user.0);
            } else if let Some(interface) = self.interfaces.user.get() {
                sys::SteamAPI_ISteamUser_EndAuthSession(interface, user.0);
            }
        }
    }

    fn user_has_license_for_app(&self, user: SteamId, app_id: u32) -> u8 {
        // SAFETY: a live interface and numbers.
        let result = unsafe {
            if let Some(server) = self.interfaces.game_server.get() {
                open_enums::SteamAPI_ISteamGameServer_UserHasLicenseForApp(server, user.0, app_id)
            } else {
                let Some(interface) = self.interfaces.user.get() else { return LICENSE_NO_AUTH };
                open_enums::SteamAPI_ISteamUser_UserHasLicenseForApp(interface, user.0, app_id)
            }
        };
        // An unknown value must not become 0, which means that there is a licence.
        u8::try_from(result).unwrap_or(LICENSE_NO_AUTH)
    }

    fn player_steam_level(&self) -> i32 {
        let Some(user) = self.interfaces.user.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_GetPlayerSteamLevel(user) }
    }

    fn is_behind_nat(&self) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BIsBehindNAT(user) }
    }

    fn start_voice_recording(&self) {
        let Some(user) = self.interfaces.user.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_StartVoiceRecording(user) };
    }

    fn stop_voice_recording(&self) {
        let Some(user) = self.interfaces.user.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_StopVoiceRecording(user) };
    }

    fn available_voice(&self) -> (u8, u32) {
        let Some(user) = self.interfaces.user.get() else { return (VOICE_NOT_INITIALIZED, 0) };
        let mut available = 0_u32;
        // SAFETY: a live interface, one `u32` of ours, and null where Steam allows it.
        let result = unsafe {
            open_enums::SteamAPI_ISteamUser_GetAvailableVoice(user, &mut available, std::ptr::null_mut(), 0)
        };
        match voice_result(result) {
            VOICE_OK => (VOICE_OK, available),
            result => (result, 0),
        }
    }

    fn voice(&self, max_bytes: u32) -> Voice {
        let Some(user) = self.interfaces.user.get() else { return no_voice(VOICE_NOT_INITIALIZED) };
        let (result, available) = self.available_voice();
        if result != VOICE_OK {
            return no_voice(result);
        }
        if available == 0 {
            return no_voice(VOICE_NO_DATA);
        }
        received(available.min(max_bytes), |room, written| {
            // SAFETY: a live interface; a buffer of the given size, which is at most `MOST_VOICE_BYTES`; one `u32` of
            // ours; and null where Steam allows it.
            unsafe {
                open_enums::SteamAPI_ISteamUser_GetVoice(
                    user,
                    true,
                    room.as_mut_ptr().cast(),
                    room.len() as u32,
                    written,
                    false,
                    std::ptr::null_mut(),
                    0,
                    std::ptr::null_mut(),
                    0,
                )
            }
        })
    }

    fn decompress_voice(&self, compressed: &[u8], sample_rate: u32, max_bytes: u32) -> Voice {
        let Some(user) = self.interfaces.user.get() else { return no_voice(VOICE_NOT_INITIALIZED) };
        let Ok(compressed_bytes) = u32::try_from(compressed.len()) else {
            return no_voice(VOICE_DATA_CORRUPTED);
        };
        received(max_bytes, |room, written| {
            // SAFETY: a live interface; the given number of bytes to read; a buffer of the given size, which is at most
            // `MOST_VOICE_BYTES`; and one `u32` of ours.
            unsafe {
                open_enums::SteamAPI_ISteamUser_DecompressVoice(
                    user,
                    compressed.as_ptr().cast(),
                    compressed_bytes,
                    room.as_mut_ptr().cast(),
                    room.len() as u32,
                    written,
                    sample_rate,
                )
            }
        })
    }

    fn voice_optimal_sample_rate(&self) -> u32 {
        let Some(user) = self.interfaces.user.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_GetVoiceOptimalSampleRate(user) }
    }
}

/// The identity of a user, in the form of Steam's networking functions.
pub(super) fn identity(user: SteamId) -> sys::SteamNetworkingIdentity {
    sys::SteamNetworkingIdentity {
        m_eType: sys::ESteamNetworkingIdentityType::k_ESteamNetworkingIdentityType_SteamID,
        m_cbSize: size_of::<u64>() as i32,
        __bindgen_anon_1: sys::SteamNetworkingIdentity__bindgen_ty_2 { m_steamID64: user.0 },
    }
}

fn no_voice(result: u8) -> Voice {
    Voice { result, bytes: Vec::new() }
}

/// An unknown value must not become 0, which is success.
fn voice_result(result: i32) -> u8 {
    u8::try_from(result).unwrap_or(VOICE_DATA_CORRUPTED)
}

/// Lends `fill` a buffer of up to `max_bytes` and keeps the bytes that it reports as written. On failure it wrote
/// nothing, and the number is the required size.
fn received(max_bytes: u32, fill: impl FnOnce(&mut [u8], &mut u32) -> i32) -> Voice {
    let mut bytes = vec![0; max_bytes.min(MOST_VOICE_BYTES) as usize];
    let mut written = 0_u32;
    let result = voice_result(fill(&mut bytes, &mut written));
    bytes.truncate(if result == VOICE_OK { written as usize } else { 0 });
    Voice { result, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_cut_to_what_was_written() {
        let voice = received(10, |room, written| {
            room.fill(7);
            *written = 3;
            0
        });
        assert_eq!(voice, Voice { result: 0, bytes: vec![7; 3] });
    }

    #[test]
    fn the_room_that_was_wanted_is_not_taken_for_what_was_written() {
        let voice = received(10, |_, written| {
            *written = 4000;
            4
        });
        assert_eq!(voice, no_voice(4));
        let voice = received(10, |_, written| {
            *written = u32::MAX;
            0
        });
        assert_eq!(voice.bytes.len(), 10);
    }

    #[test]
    fn an_unknown_result_is_no_success_and_no_size_is_believed() {
        let voice = received(u32::MAX, |room, _| {
            assert_eq!(room.len(), MOST_VOICE_BYTES as usize);
            256
        });
        assert_eq!(voice, no_voice(VOICE_DATA_CORRUPTED));
    }
}
