//! Callbacks of `ISteamFriends`, `ISteamUser`, `ISteamUtils`, `ISteamApps`, and of the favourite servers.

use std::mem::offset_of;
use std::net::Ipv4Addr;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::matchmaking::FavoriteGame;

const FAVORITES_LIST_CHANGED: i32 = number!(FavoritesListChanged_t_k_iCallback);
const FAVORITES_LIST_ACCOUNTS_UPDATED: i32 = number!(FavoritesListAccountsUpdated_t_k_iCallback);
const AVATAR_IMAGE_LOADED: i32 = number!(AvatarImageLoaded_t_k_iCallback);
const SERVER_CHANGE_REQUESTED: i32 = number!(GameServerChangeRequested_t_k_iCallback);
const RICH_PRESENCE_UPDATE: i32 = number!(FriendRichPresenceUpdate_t_k_iCallback);
const JOIN_GAME_REQUESTED: i32 = number!(GameRichPresenceJoinRequested_t_k_iCallback);
const OVERLAY_ACTIVATED: i32 = number!(GameOverlayActivated_t_k_iCallback);
const AUTH_TICKET_RESPONSE: i32 = number!(GetAuthSessionTicketResponse_t_k_iCallback);
const VALIDATE_TICKET_RESPONSE: i32 = number!(ValidateAuthTicketResponse_t_k_iCallback);
const IP_COUNTRY: i32 = number!(IPCountry_t_k_iCallback);
const LOW_BATTERY_POWER: i32 = number!(LowBatteryPower_t_k_iCallback);
const NEW_URL_LAUNCH_PARAMETERS: i32 = number!(NewUrlLaunchParameters_t_k_iCallback);

/// The size of `m_rgchServer` and `m_rgchPassword` in bytes.
const SERVER_BYTES: usize = 64;
/// The size of `m_rgchConnect` in bytes (`k_cchMaxRichPresenceValueLength`).
const CONNECT_BYTES: usize = 256;

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        FAVORITES_LIST_CHANGED => favorites_list_changed(bytes),
        FAVORITES_LIST_ACCOUNTS_UPDATED => {
            let it = Structure::of::<sys::FavoritesListAccountsUpdated_t>(bytes)?;
            Some(Event::FavoritesListAccountsUpdated {
                result: member!(it, FavoritesListAccountsUpdated_t, i32 m_eResult),
            })
        }
        AVATAR_IMAGE_LOADED => {
            let it = Structure::of::<sys::AvatarImageLoaded_t>(bytes)?;
            Some(Event::AvatarImageLoaded {
                user: member!(it, AvatarImageLoaded_t, id m_steamID),
                handle: member!(it, AvatarImageLoaded_t, i32 m_iImage),
                width: u32::try_from(member!(it, AvatarImageLoaded_t, i32 m_iWide)).unwrap_or(0),
                height: u32::try_from(member!(it, AvatarImageLoaded_t, i32 m_iTall)).unwrap_or(0),
            })
        }
        SERVER_CHANGE_REQUESTED => {
            let it = Structure::of::<sys::GameServerChangeRequested_t>(bytes)?;
            Some(Event::ChangeServerRequested {
                server: it.text::<SERVER_BYTES>(offset_of!(sys::GameServerChangeRequested_t, m_rgchServer)),
                password: it
                    .text::<SERVER_BYTES>(offset_of!(sys::GameServerChangeRequested_t, m_rgchPassword)),
            })
        }
        RICH_PRESENCE_UPDATE => {
            let it = Structure::of::<sys::FriendRichPresenceUpdate_t>(bytes)?;
            Some(Event::FriendRichPresenceUpdate {
                user: member!(it, FriendRichPresenceUpdate_t, id m_steamIDFriend),
                app_id: member!(it, FriendRichPresenceUpdate_t, u32 m_nAppID),
            })
        }
        JOIN_GAME_REQUESTED => {
            let it = Structure::of::<sys::GameRichPresenceJoinRequested_t>(bytes)?;
            Some(Event::JoinGameRequested {
                user: member!(it, GameRichPresenceJoinRequested_t, id m_steamIDFriend),
                connect: it
                    .text::<CONNECT_BYTES>(offset_of!(sys::GameRichPresenceJoinRequested_t, m_rgchConnect)),
            })
        }
        OVERLAY_ACTIVATED => {
            let it = Structure::of::<sys::GameOverlayActivated_t>(bytes)?;
            Some(Event::OverlayToggled {
                active: member!(it, GameOverlayActivated_t, bool m_bActive),
                user_initiated: member!(it, GameOverlayActivated_t, bool m_bUserInitiated),
                app_id: member!(it, GameOverlayActivated_t, u32 m_nAppID),
            })
        }
        IP_COUNTRY => Some(Event::IpCountry),
        LOW_BATTERY_POWER => {
            let it = Structure::of::<sys::LowBatteryPower_t>(bytes)?;
            Some(Event::LowPower { minutes: member!(it, LowBatteryPower_t, u8 m_nMinutesBatteryLeft) })
        }
        NEW_URL_LAUNCH_PARAMETERS => Some(Event::NewLaunchUrlParameters),
        _ => ticket_event(callback, bytes),
    }
}

fn ticket_event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        AUTH_TICKET_RESPONSE => {
            let it = Structure::of::<sys::GetAuthSessionTicketResponse_t>(bytes)?;
            Some(Event::GetAuthSessionTicketResponse {
                ticket: member!(it, GetAuthSessionTicketResponse_t, u32 m_hAuthTicket),
                result: member!(it, GetAuthSessionTicketResponse_t, i32 m_eResult),
            })
        }
        VALIDATE_TICKET_RESPONSE => {
            let it = Structure::of::<sys::ValidateAuthTicketResponse_t>(bytes)?;
            Some(Event::ValidateAuthTicketResponse {
                user: member!(it, ValidateAuthTicketResponse_t, id m_SteamID),
                response: member!(it, ValidateAuthTicketResponse_t, i32 m_eAuthSessionResponse),
                owner: member!(it, ValidateAuthTicketResponse_t, id m_OwnerSteamID),
            })
        }
        _ => None,
    }
}

fn favorites_list_changed(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::FavoritesListChanged_t>(bytes)?;
    // Ports have 4 bytes. Steam's number of the address has its first part in the highest byte.
    let port = |port: u32| u16::try_from(port).unwrap_or(0);
    Some(Event::FavoritesListChanged {
        server: FavoriteGame {
            app_id: member!(it, FavoritesListChanged_t, u32 m_nAppID),
            ip: Ipv4Addr::from(member!(it, FavoritesListChanged_t, u32 m_nIP)),
            port: port(member!(it, FavoritesListChanged_t, u32 m_nConnPort)),
            query_port: port(member!(it, FavoritesListChanged_t, u32 m_nQueryPort)),
            flags: member!(it, FavoritesListChanged_t, u32 m_nFlags),
            last_played: 0,
        },
        add: member!(it, FavoritesListChanged_t, bool m_bAdd),
        account: member!(it, FavoritesListChanged_t, u32 m_unAccountId),
    })
}
