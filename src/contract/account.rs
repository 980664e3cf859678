//! `ISteamUser`: the account, tickets for other servers, legal limits.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::SteamId;

/// A ticket for a web server (`GetTicketForWebApiResponse_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebTicket {
    /// Its handle; 0 is none.
    pub handle: u32,
    /// `EResult`, 1 for success.
    pub result: i32,
    /// The bytes to send to the server.
    pub bytes: Vec<u8>,
}

/// Whether the user may trade in the market (`MarketEligibilityResponse_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketEligibility {
    /// Whether they may trade.
    pub is_allowed: bool,
    /// `EMarketNotAllowedReasonFlags`, bits.
    pub reason: i32,
    /// The time from which they may, in seconds since 1970.
    pub allowed_at: u32,
    /// The number of days for which they need Steam Guard.
    pub steam_guard_days: i32,
    /// The number of days for which they need this device.
    pub device_days: i32,
}

/// The user's time of play, for countries whose laws limit it (`DurationControl_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationControl {
    /// `EResult`, 1 for success.
    pub result: i32,
    /// The game.
    pub app_id: u32,
    /// Whether a law applies.
    pub applicable: bool,
    /// Seconds played in the last five hours.
    pub seconds_last_5h: i32,
    /// `EDurationControlProgress`.
    pub progress: i32,
    /// `EDurationControlNotification`.
    pub notification: i32,
    /// Seconds played today.
    pub seconds_today: i32,
    /// The seconds left.
    pub seconds_remaining: i32,
}

/// The events of this interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountEvent {
    /// The answer to asking for a ticket for a web server.
    WebTicket(WebTicket),
    /// The answer to asking for an encrypted ticket (`EncryptedAppTicketResponse_t`).
    EncryptedAppTicket {
        /// `EResult`, 1 for success.
        result: i32,
    },
    /// The answer to asking for an address of the store (`StoreAuthURLResponse_t`).
    StoreAuthUrl {
        /// The address.
        url: String,
    },
    /// The answer to asking for the market.
    MarketEligibility(MarketEligibility),
    /// The answer to asking how long the user has played.
    DurationControl(DurationControl),
    /// A game server has denied the user access (`ClientGameServerDeny_t`).
    GameServerDeny {
        /// The game.
        app_id: u32,
        /// The server's address.
        ip: u32,
        /// The server's port.
        port: u16,
        /// Whether the server is secure.
        secure: u16,
        /// `EDenyReason`.
        reason: u32,
    },
    /// Steam's browser has opened a URL of the game (`GameWebCallback_t`).
    GameWebCallback {
        /// The address.
        url: String,
    },
    /// The user's licences have changed (`LicensesUpdated_t`).
    LicensesUpdated,
    /// The user has decided on a purchase in the game (`MicroTxnAuthorizationResponse_t`).
    MicrotransactionAuthorization {
        /// The game.
        app_id: u32,
        /// The order.
        order: u64,
        /// Whether they agreed.
        authorized: bool,
    },
}

/// The account, tickets for other servers, legal limits (a part of `ISteamUser`).
pub trait Account {
    /// Tells friends which game server you are on, so that they can join: `server_ip` is an IPv4 address, empty for
    /// none.
    ///
    /// Behind Steamworks: `AdvertiseGame`.
    fn advertise_game(&self, ip: Ipv4Addr, port: u16);

    /// Asks for a ticket that proves to a web server who you are; `service_identity` names the server, if the server
    /// requires it. Returns the ticket's number for `cancelAuthTicket`, 0 if there is none. Answered by
    /// `get_ticket_for_web_api`.
    ///
    /// Behind Steamworks: `GetAuthTicketForWebApi`.
    fn auth_ticket_for_web_api(&self, service_identity: &str) -> u32;

    /// Asks for a ticket that the developer's server can decrypt; the ticket contains `secret`. Answered by
    /// `encrypted_app_ticket_response`; `getEncryptedAppTicket` then returns the ticket.
    ///
    /// Behind Steamworks: `RequestEncryptedAppTicket`.
    fn request_encrypted_app_ticket(&self, secret: &str);

    /// The requested ticket, empty if there is none.
    ///
    /// Behind Steamworks: `GetEncryptedAppTicket`.
    fn encrypted_app_ticket(&self) -> Vec<u8>;

    /// Asks for a URL that logs a browser in to the store and redirects it to `redirect_url`. Answered by
    /// `store_auth_url_response`.
    ///
    /// Behind Steamworks: `RequestStoreAuthURL`.
    fn request_store_auth_url(&self, redirect_url: &str);

    /// Asks whether you may trade in the market. Answered by `market_eligibility_response`.
    ///
    /// Behind Steamworks: `GetMarketEligibility`.
    fn request_market_eligibility(&self);

    /// Asks how long you have played, for countries whose laws limit that. Answered by `duration_control`.
    ///
    /// Behind Steamworks: `GetDurationControl`.
    fn request_duration_control(&self);

    /// Tells Steam whether you are playing online, for countries whose laws limit the time: one of
    /// DurationControlOnlineState.
    ///
    /// Behind Steamworks: `BSetDurationControlOnlineState`.
    fn set_duration_control_online_state(&self, new_state: i32) -> bool;

    /// The level of your badge for the game's trading cards, 0 for none; `foil` selects the foil badge.
    ///
    /// Behind Steamworks: `GetGameBadgeLevel`.
    fn game_badge_level(&self, series: i32, foil: bool) -> i32;

    /// Whether your phone identifies you.
    ///
    /// Behind Steamworks: `BIsPhoneIdentifying`.
    fn is_phone_identifying(&self) -> bool;

    /// Whether your phone has to be verified.
    ///
    /// Behind Steamworks: `BIsPhoneRequiringVerification`.
    fn is_phone_requiring_verification(&self) -> bool;

    /// Whether your phone is verified.
    ///
    /// Behind Steamworks: `BIsPhoneVerified`.
    fn is_phone_verified(&self) -> bool;

    /// Whether Steam Guard asks for a second factor.
    ///
    /// Behind Steamworks: `BIsTwoFactorEnabled`.
    fn is_two_factor_enabled(&self) -> bool;

    /// Starts a session on a game server, and returns the bytes to send to it.
    ///
    /// Behind Steamworks: `InitiateGameConnection_DEPRECATED`.
    fn initiate_game_connection(&self, server: SteamId, ip: Ipv4Addr, port: u16, secure: bool) -> Vec<u8>;

    /// Ends the session that `initiateGameConnection` started.
    ///
    /// Behind Steamworks: `TerminateGameConnection_DEPRECATED`.
    fn terminate_game_connection(&self, ip: Ipv4Addr, port: u16);
}
