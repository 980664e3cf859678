//! Callbacks of `ISteamGameServer`.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::game_server::GameServerEvent;
use crate::contract::game_server_stats::GameServerStatsEvent;

/// `AssociateWithClanResult_t`.
pub(in super::super) const ASSOCIATE_WITH_CLAN: i32 = number!(AssociateWithClanResult_t_k_iCallback);
/// `ComputeNewPlayerCompatibilityResult_t`.
pub(in super::super) const PLAYER_COMPATIBILITY: i32 =
    number!(ComputeNewPlayerCompatibilityResult_t_k_iCallback);
/// `GSStatsReceived_t`.
pub(in super::super) const STATS_RECEIVED: i32 = number!(GSStatsReceived_t_k_iCallback);
/// `GSStatsStored_t`.
pub(in super::super) const STATS_STORED: i32 = number!(GSStatsStored_t_k_iCallback);
const CLIENT_APPROVE: i32 = number!(GSClientApprove_t_k_iCallback);
const CLIENT_DENY: i32 = number!(GSClientDeny_t_k_iCallback);
const CLIENT_KICK: i32 = number!(GSClientKick_t_k_iCallback);
const POLICY_RESPONSE: i32 = number!(GSPolicyResponse_t_k_iCallback);
const CLIENT_GROUP_STATUS: i32 = number!(GSClientGroupStatus_t_k_iCallback);
const GAMEPLAY_STATS: i32 = number!(GSGameplayStats_t_k_iCallback);

/// The size of `GSClientDeny_t::m_rgchOptionalText` in bytes.
const DENY_TEXT_BYTES: usize = 128;

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        CLIENT_APPROVE => {
            let it = Structure::of::<sys::GSClientApprove_t>(bytes)?;
            GameServerEvent::ClientApproved {
                user: member!(it, GSClientApprove_t, id m_SteamID),
                owner: member!(it, GSClientApprove_t, id m_OwnerSteamID),
            }
        }
        CLIENT_DENY => {
            let it = Structure::of::<sys::GSClientDeny_t>(bytes)?;
            GameServerEvent::ClientDenied {
                user: member!(it, GSClientDeny_t, id m_SteamID),
                reason: member!(it, GSClientDeny_t, i32 m_eDenyReason),
                text: it.text::<DENY_TEXT_BYTES>(offset_of!(sys::GSClientDeny_t, m_rgchOptionalText)),
            }
        }
        CLIENT_KICK => {
            let it = Structure::of::<sys::GSClientKick_t>(bytes)?;
            GameServerEvent::ClientKicked {
                user: member!(it, GSClientKick_t, id m_SteamID),
                reason: member!(it, GSClientKick_t, i32 m_eDenyReason),
            }
        }
        POLICY_RESPONSE => {
            let it = Structure::of::<sys::GSPolicyResponse_t>(bytes)?;
            GameServerEvent::PolicyResponse { secure: member!(it, GSPolicyResponse_t, bool m_bSecure) }
        }
        CLIENT_GROUP_STATUS => {
            let it = Structure::of::<sys::GSClientGroupStatus_t>(bytes)?;
            GameServerEvent::ClientGroupStatus {
                user: member!(it, GSClientGroupStatus_t, id m_SteamIDUser),
                group: member!(it, GSClientGroupStatus_t, id m_SteamIDGroup),
                member: member!(it, GSClientGroupStatus_t, bool m_bMember),
                officer: member!(it, GSClientGroupStatus_t, bool m_bOfficer),
            }
        }
        GAMEPLAY_STATS => {
            let it = Structure::of::<sys::GSGameplayStats_t>(bytes)?;
            GameServerEvent::GameplayStats {
                result: member!(it, GSGameplayStats_t, i32 m_eResult),
                rank: member!(it, GSGameplayStats_t, i32 m_nRank),
                total_connects: member!(it, GSGameplayStats_t, u32 m_unTotalConnects),
                total_minutes_played: member!(it, GSGameplayStats_t, u32 m_unTotalMinutesPlayed),
            }
        }
        _ => return None,
    };
    Some(Event::GameServer(event))
}

/// `AssociateWithClanResult_t`, the answer to `AssociateWithClan`.
pub(in super::super) fn associate_with_clan(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::AssociateWithClanResult_t>(bytes)?;
    let result = member!(it, AssociateWithClanResult_t, i32 m_eResult);
    Some(Event::GameServer(GameServerEvent::AssociateWithClan { result }))
}

/// `ComputeNewPlayerCompatibilityResult_t`, the answer to `ComputeNewPlayerCompatibility`.
pub(in super::super) fn player_compatibility(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::ComputeNewPlayerCompatibilityResult_t>(bytes)?;
    Some(Event::GameServer(GameServerEvent::PlayerCompatibility {
        result: member!(it, ComputeNewPlayerCompatibilityResult_t, i32 m_eResult),
        dont_like_candidate: member!(it, ComputeNewPlayerCompatibilityResult_t, i32 m_cPlayersThatDontLikeCandidate),
        candidate_doesnt_like: member!(it, ComputeNewPlayerCompatibilityResult_t, i32 m_cPlayersThatCandidateDoesntLike),
        clan_dont_like_candidate: member!(it, ComputeNewPlayerCompatibilityResult_t, i32 m_cClanPlayersThatDontLikeCandidate),
        candidate: member!(it, ComputeNewPlayerCompatibilityResult_t, id m_SteamIDCandidate),
    }))
}

/// `GSStatsReceived_t`.
pub(in super::super) fn stats_received(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::GSStatsReceived_t>(bytes)?;
    Some(Event::GameServerStats(GameServerStatsEvent::Received {
        result: member!(it, GSStatsReceived_t, i32 m_eResult),
        user: member!(it, GSStatsReceived_t, id m_steamIDUser),
    }))
}

/// `GSStatsStored_t`.
pub(in super::super) fn stats_stored(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::GSStatsStored_t>(bytes)?;
    Some(Event::GameServerStats(GameServerStatsEvent::Stored {
        result: member!(it, GSStatsStored_t, i32 m_eResult),
        user: member!(it, GSStatsStored_t, id m_steamIDUser),
    }))
}
