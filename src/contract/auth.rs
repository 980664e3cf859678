//! `ISteamUser`: tickets that prove a user's identity, and voice.

use super::SteamId;

/// A ticket that proves this user's identity to another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthTicket {
    /// Its handle, for [`Auth::cancel_auth_ticket`]; 0 is none.
    pub handle: u32,
    /// The bytes to send to the user who checks it.
    pub bytes: Vec<u8>,
}

/// Voice data, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// `EVoiceResult`, 0 for success.
    pub result: u8,
    /// The data.
    pub bytes: Vec<u8>,
}

/// Tickets that prove a user's identity, and voice (`ISteamUser`).
pub trait Auth {
    /// Issues a ticket for `remote`, or for anybody if `remote` is [`SteamId::NIL`]. Answer:
    /// [`GetAuthSessionTicketResponse`](super::Event::GetAuthSessionTicketResponse), after which it can be used.
    ///
    /// Behind Steamworks: `GetAuthSessionTicket`.
    fn auth_session_ticket(&self, remote: SteamId) -> Option<AuthTicket>;

    /// Cancels a ticket; users who have checked it get
    /// [`ValidateAuthTicketResponse`](super::Event::ValidateAuthTicketResponse).
    ///
    /// Behind Steamworks: `CancelAuthTicket`.
    fn cancel_auth_ticket(&self, handle: u32);

    /// Checks a user's ticket. Returns `EBeginAuthSessionResult`; the result of the check is
    /// [`ValidateAuthTicketResponse`](super::Event::ValidateAuthTicketResponse).
    ///
    /// Behind Steamworks: `BeginAuthSession`.
    fn begin_auth_session(&self, ticket: &[u8], user: SteamId) -> u8;

    /// Ends the session that [`Auth::begin_auth_session`] started.
    ///
    /// Behind Steamworks: `EndAuthSession`.
    fn end_auth_session(&self, user: SteamId);

    /// Whether a user whose ticket was checked owns a game: `EUserHasLicenseForAppResult`.
    ///
    /// Behind Steamworks: `UserHasLicenseForApp`.
    fn user_has_license_for_app(&self, user: SteamId, app_id: u32) -> u8;

    /// The user's Steam level.
    ///
    /// Behind Steamworks: `GetPlayerSteamLevel`.
    fn player_steam_level(&self) -> i32;

    /// Whether this machine is behind a NAT.
    ///
    /// Behind Steamworks: `BIsBehindNAT`.
    fn is_behind_nat(&self) -> bool;

    /// Starts to record the user's voice.
    ///
    /// Behind Steamworks: `StartVoiceRecording`.
    fn start_voice_recording(&self);

    /// Stops recording. The last recorded voice can still be fetched.
    ///
    /// Behind Steamworks: `StopVoiceRecording`.
    fn stop_voice_recording(&self);

    /// The amount of recorded voice that is waiting to be fetched: `EVoiceResult`, 0 for success, and compressed
    /// bytes.
    ///
    /// Behind Steamworks: `GetAvailableVoice`.
    fn available_voice(&self) -> (u8, u32);

    /// The voice recorded since the last call, compressed, at most `max_bytes`. Call it several times a second.
    ///
    /// Behind Steamworks: `GetAvailableVoice`, `GetVoice`.
    fn voice(&self, max_bytes: u32) -> Voice;

    /// Recorded voice as samples of 16 bits, one channel, at `sample_rate` (11025 to 48000 Hz), at most `max_bytes`.
    ///
    /// Behind Steamworks: `DecompressVoice`.
    fn decompress_voice(&self, compressed: &[u8], sample_rate: u32, max_bytes: u32) -> Voice;

    /// The sample rate at which voice loses the least quality, in Hz.
    ///
    /// Behind Steamworks: `GetVoiceOptimalSampleRate`.
    fn voice_optimal_sample_rate(&self) -> u32;
}
