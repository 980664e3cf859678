//! Callbacks of `ISteamFriends` about groups and their chats.

use super::{Callback, Structure, value};
use crate::contract::SteamId;
use crate::contract::clans::ClanEvent;

pub(super) fn of(event: &ClanEvent) -> Callback {
    let new = Structure::new;
    match event {
        ClanEvent::OfficerList { success, officers } => {
            new().steam_id(SteamId::NIL).i32(officers.len() as i32).bool(*success).number(335)
        }
        ClanEvent::ActivityDownloaded { success } => new().bool(*success).number(341),
        ClanEvent::ChatJoined { chat, response } => new().steam_id(*chat).i32(value(*response)).number(342),
        ClanEvent::UserJoinedChat { chat, user } => new().steam_id(*chat).steam_id(*user).number(339),
        ClanEvent::UserLeftChat { chat, user, kicked, dropped } => {
            new().steam_id(*chat).steam_id(*user).bool(*kicked).bool(*dropped).number(340)
        }
        ClanEvent::ChatMessage { chat, user, index, .. } => {
            new().steam_id(*chat).steam_id(*user).i32(*index).number(338)
        }
    }
}
