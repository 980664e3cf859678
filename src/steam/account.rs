//! `ISteamUser` for scripts: the account, tickets for other servers, legal limits.

use godot::builtin::{GString, PackedByteArray, VarDictionary, vdict};

use super::pump;
use crate::contract::account::{AccountEvent, WebTicket};
use crate::contract::auth::Voice;
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current};

/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// The maximum size of a web server's name, in bytes.
const MAX_IDENTITY_BYTES: usize = 127;
/// The maximum size of the secret in an encrypted ticket, in bytes.
const MAX_SECRET_BYTES: usize = 1024;
/// The maximum size of an address, in bytes.
const MAX_URL_BYTES: usize = 2048;
/// The bytes of recorded voice that are fetched at once by default, as Steam recommends.
const VOICE_BUFFER_BYTES: u32 = 8192;
/// The most memory a voice call may take.
const MAX_VOICE_BYTES: i64 = 1 << 20;

methods! {
impl Class {
    /// Tells friends which game server you are on, so that they can join: `server_ip` is an IPv4 address, empty for
    /// none. Steamworks: `AdvertiseGame`.
    ///
    /// Local: Changes nothing.
    #[func(rename = advertiseGame)]
    pub fn advertise_game(#[opt(default = "")] server_ip: GString, #[opt(default = 0)] port: i64) {
        const METHOD: &str = "Steam.advertiseGame";
        current::with(METHOD, |platform| {
            let ip = arguments::address(METHOD, "server_ip", &server_ip)?;
            let port = arguments::number(METHOD, "port", port, 0..=i64::from(u16::MAX))?;
            platform.account().advertise_game(ip, port);
            Some(())
        });
    }

    /// Asks for a ticket that proves to a web server who you are; `service_identity` names the server, if the server
    /// requires it. Returns the ticket's number for `cancelAuthTicket`, 0 if there is none. Answered by
    /// `get_ticket_for_web_api`. Steamworks: `GetAuthTicketForWebApi`.
    ///
    /// Local: A ticket that another instance can check; Steam's servers know nothing of it.
    #[func(rename = getAuthTicketForWebApi)]
    pub fn get_auth_ticket_for_web_api(#[opt(default = "")] service_identity: GString) -> i64 {
        const METHOD: &str = "Steam.getAuthTicketForWebApi";
        const ANSWER: &str = "get_ticket_for_web_api";
        current::with_answer(METHOD, ANSWER, |platform| {
            let identity = arguments::text(METHOD, "service_identity", &service_identity, MAX_IDENTITY_BYTES);
            let is_valid = identity.is_some();
            let ticket = identity.map_or(0, |identity| platform.account().auth_ticket_for_web_api(&identity));
            if ticket == 0 {
                let result = if is_valid { RESULT_FAIL } else { RESULT_INVALID_PARAM };
                let refused = WebTicket { result, ..WebTicket::default() };
                pump::refuse(ANSWER, Event::Account(AccountEvent::WebTicket(refused)));
            } else {
                pump::expect_answer(ANSWER);
            }
            i64::from(ticket)
        })
    }

    /// Asks for a ticket that the developer's server can decrypt; the ticket contains `secret`. Answered by
    /// `encrypted_app_ticket_response`; `getEncryptedAppTicket` then returns the ticket. Steamworks:
    /// `RequestEncryptedAppTicket`.
    ///
    /// Local: There is no key: answered with `RESULT_FAIL`.
    #[func(rename = requestEncryptedAppTicket)]
    pub fn request_encrypted_app_ticket(secret: GString) {
        const METHOD: &str = "Steam.requestEncryptedAppTicket";
        const ANSWER: &str = "encrypted_app_ticket_response";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let secret = arguments::text(METHOD, "secret", &secret, MAX_SECRET_BYTES)?;
                platform.account().request_encrypted_app_ticket(&secret);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => pump::refuse(
                    ANSWER,
                    Event::Account(AccountEvent::EncryptedAppTicket { result: RESULT_INVALID_PARAM }),
                ),
            }
        });
    }

    /// The ticket that `requestEncryptedAppTicket` fetched. Keys: `buffer` (PackedByteArray), `size` (int, bytes).
    /// Steamworks: `GetEncryptedAppTicket`.
    ///
    /// Local: Always empty, of size 0.
    #[func(rename = getEncryptedAppTicket)]
    pub fn get_encrypted_app_ticket() -> VarDictionary {
        let ticket = current::with("Steam.getEncryptedAppTicket", |platform| {
            Some(platform.account().encrypted_app_ticket())
        });
        let Some(ticket) = ticket else { return VarDictionary::new() };
        let size = ticket.len() as i64;
        vdict! { "buffer" => &PackedByteArray::from(ticket), "size" => size }
    }

    /// Asks for a URL that logs a browser in to the store and redirects it to `redirect_url`. Answered by
    /// `store_auth_url_response`. Steamworks: `RequestStoreAuthURL`.
    ///
    /// Local: Answered with `redirect_url` itself.
    #[func(rename = requestStoreAuthURL)]
    pub fn request_store_auth_url(redirect_url: GString) {
        const METHOD: &str = "Steam.requestStoreAuthURL";
        const ANSWER: &str = "store_auth_url_response";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let redirect_url = arguments::name(METHOD, "redirect_url", &redirect_url, MAX_URL_BYTES)?;
                platform.account().request_store_auth_url(&redirect_url);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => {
                    pump::refuse(ANSWER, Event::Account(AccountEvent::StoreAuthUrl { url: String::new() }))
                }
            }
        });
    }

    /// Asks whether you may trade in the market. Answered by `market_eligibility_response`. Steamworks:
    /// `GetMarketEligibility`.
    ///
    /// Local: Answered with no, because of `MARKET_NOT_ALLOWED_REASON_TEMPORARY_FAILURE`.
    #[func(rename = getMarketEligibility)]
    pub fn get_market_eligibility() {
        const METHOD: &str = "Steam.getMarketEligibility";
        const ANSWER: &str = "market_eligibility_response";
        current::with_answer(METHOD, ANSWER, |platform| {
            platform.account().request_market_eligibility();
            pump::expect_answer(ANSWER);
        });
    }

    /// Asks how long you have played, for countries whose laws limit that. Answered by `duration_control`.
    /// Steamworks: `GetDurationControl`.
    ///
    /// Local: Answered with `applicable` false.
    #[func(rename = getDurationControl)]
    pub fn get_duration_control() {
        const METHOD: &str = "Steam.getDurationControl";
        const ANSWER: &str = "duration_control";
        current::with_answer(METHOD, ANSWER, |platform| {
            platform.account().request_duration_control();
            pump::expect_answer(ANSWER);
        });
    }

    /// Tells Steam whether you are playing online, for countries whose laws limit the time: one of
    /// DurationControlOnlineState. Steamworks: `BSetDurationControlOnlineState`.
    ///
    /// Local: Always `true`.
    #[func(rename = setDurationControlOnlineState)]
    pub fn set_duration_control_online_state(new_state: i64) -> bool {
        const METHOD: &str = "Steam.setDurationControlOnlineState";
        current::with(METHOD, |platform| {
            let new_state =
                arguments::one_of(METHOD, "new_state", new_state, 0..=3, "DurationControlOnlineState")?;
            Some(platform.account().set_duration_control_online_state(new_state))
        })
        .unwrap_or_default()
    }

    /// The level of your badge for the game's trading cards, 0 for none; `foil` selects the foil badge. Steamworks:
    /// `GetGameBadgeLevel`.
    ///
    /// Local: Always 0.
    #[func(rename = getGameBadgeLevel)]
    pub fn get_game_badge_level(series: i64, foil: bool) -> i64 {
        const METHOD: &str = "Steam.getGameBadgeLevel";
        current::with(METHOD, |platform| {
            let series =
                arguments::number(METHOD, "series", series, i64::from(i32::MIN)..=i64::from(i32::MAX))?;
            Some(i64::from(platform.account().game_badge_level(series, foil)))
        })
        .unwrap_or_default()
    }

    /// Whether your phone identifies you. Steamworks: `BIsPhoneIdentifying`.
    ///
    /// Local: Always `false`.
    #[func(rename = isPhoneIdentifying)]
    pub fn is_phone_identifying() -> bool {
        current::with("Steam.isPhoneIdentifying", |platform| platform.account().is_phone_identifying())
    }

    /// Whether your phone has to be verified. Steamworks: `BIsPhoneRequiringVerification`.
    ///
    /// Local: Always `false`.
    #[func(rename = isPhoneRequiringVerification)]
    pub fn is_phone_requiring_verification() -> bool {
        current::with("Steam.isPhoneRequiringVerification", |platform| {
            platform.account().is_phone_requiring_verification()
        })
    }

    /// Whether your phone is verified. Steamworks: `BIsPhoneVerified`.
    ///
    /// Local: Always `false`.
    #[func(rename = isPhoneVerified)]
    pub fn is_phone_verified() -> bool {
        current::with("Steam.isPhoneVerified", |platform| platform.account().is_phone_verified())
    }

    /// Whether Steam Guard asks for a second factor. Steamworks: `BIsTwoFactorEnabled`.
    ///
    /// Local: Always `false`.
    #[func(rename = isTwoFactorEnabled)]
    pub fn is_two_factor_enabled() -> bool {
        current::with("Steam.isTwoFactorEnabled", |platform| platform.account().is_two_factor_enabled())
    }

    /// Starts a session on a game server in the way of old games; current games use `getAuthSessionTicket`.
    ///
    /// Keys: `auth_blob` (PackedByteArray; send it to the server), `server_id`, `server_port` (int), `server_ip`
    /// (String). Steamworks: `InitiateGameConnection_DEPRECATED`.
    ///
    /// Local: `auth_blob` is empty.
    #[func(rename = initiateGameConnection)]
    pub fn initiate_game_connection(
        server_id: i64,
        server_ip: GString,
        server_port: i64,
        secure: bool,
    ) -> VarDictionary {
        const METHOD: &str = "Steam.initiateGameConnection";
        let blob = current::with(METHOD, |platform| {
            let ip = arguments::address(METHOD, "server_ip", &server_ip)?;
            let port = arguments::number(METHOD, "server_port", server_port, 0..=i64::from(u16::MAX))?;
            let server = SteamId(server_id as u64);
            Some(platform.account().initiate_game_connection(server, ip, port, secure))
        });
        let Some(blob) = blob else { return VarDictionary::new() };
        vdict! {
            "auth_blob" => &PackedByteArray::from(blob), "server_id" => server_id, "server_ip" => &server_ip,
            "server_port" => server_port,
        }
    }

    /// Ends the session that `initiateGameConnection` started. Steamworks: `TerminateGameConnection_DEPRECATED`.
    ///
    /// Local: Changes nothing.
    #[func(rename = terminateGameConnection)]
    pub fn terminate_game_connection(server_ip: GString, server_port: i64) {
        const METHOD: &str = "Steam.terminateGameConnection";
        current::with(METHOD, |platform| {
            let ip = arguments::address(METHOD, "server_ip", &server_ip)?;
            let port = arguments::number(METHOD, "server_port", server_port, 0..=i64::from(u16::MAX))?;
            platform.account().terminate_game_connection(ip, port);
            Some(())
        });
    }

    /// The voice recorded since the last call, as 16-bit samples: `getVoice` and `decompressVoice` in one call, as in
    /// GodotSteam 4.17 and 4.18. `sample_rate_override` 0 stands for the best rate.
    ///
    /// Keys: `compressed_result`, `output_result` (int, VoiceResult), `compressed_written`, `output_written` (int,
    /// bytes), `output_buffer` (PackedByteArray). Steamworks: `GetVoice`, `DecompressVoice`.
    ///
    /// Local: As `getVoice`.
    #[func(rename = getDecompressedVoice)]
    pub fn get_decompressed_voice(
        #[opt(default = 0)] buffer_in_size_override: i64,
        #[opt(default = 20480)] buffer_out_size_override: i64,
        #[opt(default = 0)] sample_rate_override: i64,
    ) -> VarDictionary {
        const METHOD: &str = "Steam.getDecompressedVoice";
        current::with(METHOD, |platform| {
            let room = arguments::number(METHOD, "buffer_in_size_override", buffer_in_size_override, 0..=MAX_VOICE_BYTES)?;
            let out_room =
                arguments::number(METHOD, "buffer_out_size_override", buffer_out_size_override, 1..=MAX_VOICE_BYTES)?;
            let rate = match sample_rate_override {
                0 => platform.auth().voice_optimal_sample_rate(),
                other => arguments::number(METHOD, "sample_rate_override", other, 11_025..=48_000)?,
            };
            let voice = platform.auth().voice(if room == 0 { VOICE_BUFFER_BYTES } else { room });
            let samples = match voice.result {
                0 => platform.auth().decompress_voice(&voice.bytes, rate, out_room),
                result => Voice { result, bytes: Vec::new() },
            };
            let written = samples.bytes.len() as i64;
            Some(vdict! {
                "compressed_result" => i64::from(voice.result), "compressed_written" => voice.bytes.len() as i64,
                "output_result" => i64::from(samples.result), "output_buffer" => &PackedByteArray::from(samples.bytes),
                "output_written" => written,
            })
        })
        .unwrap_or_default()
    }
}
}
