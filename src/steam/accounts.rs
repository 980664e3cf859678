//! The parts of a Steam ID, read from the number itself.

use crate::contract::SteamId;
use crate::contract::steam_id::AccountType;

fn is_type(steam_id: i64, kind: AccountType) -> bool {
    SteamId(steam_id as u64).account_type() == kind as u8
}

methods! {
impl Class {
    /// The account number of an ID: its lower 32 bits. Steamworks: `CSteamID::GetAccountID`.
    #[func(rename = getSteamID32)]
    pub fn get_steam_id_32(steam_id: i64) -> i64 {
        i64::from(SteamId(steam_id as u64).account_id())
    }

    /// Whether an ID is a game server's without an account (`ACCOUNT_TYPE_ANON_GAME_SERVER`) or a user's without one
    /// (`ACCOUNT_TYPE_ANON_USER`). Steamworks: `CSteamID::BAnonAccount`.
    #[func(rename = isAnonAccount)]
    pub fn is_anon_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::AnonUser) || is_type(steam_id, AccountType::AnonGameServer)
    }

    /// Whether an ID is a user's without an account. Steamworks: `CSteamID::BAnonUserAccount`.
    #[func(rename = isAnonUserAccount)]
    pub fn is_anon_user_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::AnonUser)
    }

    /// Whether an ID is a chat room's; lobbies are chat rooms. Steamworks: `CSteamID::BChatAccount`.
    #[func(rename = isChatAccount)]
    pub fn is_chat_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::Chat)
    }

    /// Whether an ID is a group's. Steamworks: `CSteamID::BClanAccount`.
    #[func(rename = isClanAccount)]
    pub fn is_clan_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::Clan)
    }

    /// Whether an ID is a console user's. Steamworks: `CSteamID::BConsoleUserAccount`.
    #[func(rename = isConsoleUserAccount)]
    pub fn is_console_user_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::ConsoleUser)
    }

    /// Whether an ID is a person's. Steamworks: `CSteamID::BIndividualAccount`.
    #[func(rename = isIndividualAccount)]
    pub fn is_individual_account(steam_id: i64) -> bool {
        is_type(steam_id, AccountType::Individual) || is_type(steam_id, AccountType::ConsoleUser)
    }

    /// Whether an ID is a lobby's. Steamworks: `CSteamID::IsLobby`.
    #[func(rename = isLobby)]
    pub fn is_lobby(steam_id: i64) -> bool {
        SteamId(steam_id as u64).is_lobby()
    }
}
}
