//! Callbacks of `ISteamGameServer`.

use super::{Callback, Structure, value};
use crate::contract::game_server::GameServerEvent;
use crate::contract::game_server_stats::GameServerStatsEvent;

pub(super) fn of(event: &GameServerEvent) -> Callback {
    let new = Structure::new;
    match event {
        GameServerEvent::ClientApproved { user, owner } => new().steam_id(*user).steam_id(*owner).number(201),
        GameServerEvent::ClientDenied { user, reason, text } => {
            new().steam_id(*user).i32(value(*reason)).text::<128>(text).number(202)
        }
        GameServerEvent::ClientKicked { user, reason } => {
            new().steam_id(*user).i32(value(*reason)).number(203)
        }
        GameServerEvent::PolicyResponse { secure } => new().bool(*secure).number(115),
        GameServerEvent::ClientGroupStatus { user, group, member, officer } => {
            new().steam_id(*user).steam_id(*group).bool(*member).bool(*officer).number(208)
        }
        GameServerEvent::GameplayStats { result, rank, total_connects, total_minutes_played } => {
            new().i32(value(*result)).i32(*rank).u32(*total_connects).u32(*total_minutes_played).number(207)
        }
        GameServerEvent::AssociateWithClan { result } => new().i32(value(*result)).number(210),
        GameServerEvent::PlayerCompatibility {
            result,
            dont_like_candidate,
            candidate_doesnt_like,
            clan_dont_like_candidate,
            candidate,
        } => new()
            .i32(value(*result))
            .i32(*dont_like_candidate)
            .i32(*candidate_doesnt_like)
            .i32(*clan_dont_like_candidate)
            .steam_id(*candidate)
            .number(211),
    }
}

pub(super) fn of_stats(event: &GameServerStatsEvent) -> Callback {
    let (result, user, number) = match event {
        GameServerStatsEvent::Received { result, user } => (result, user, 1800),
        GameServerStatsEvent::Stored { result, user } => (result, user, 1801),
    };
    Structure::new().i32(value(*result)).steam_id(*user).number(number)
}
