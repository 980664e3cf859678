//! Callback structures: friends, tickets, the machine, favourite servers.

use std::net::Ipv4Addr;

use super::super::callbacks::{check_file_signature, event};
use super::packed::Packed;
use crate::contract::matchmaking::FavoriteGame;
use crate::contract::{Event, SteamId};

const ANNA: SteamId = SteamId::individual(11);
const BEN: SteamId = SteamId::individual(12);

#[test]
fn a_favourite_server_keeps_both_its_ports() {
    let changed = Packed::default().u32(0x7F00_0001).u32(27016).u32(27015).u32(480).u32(2).u8(1).u32(77);
    assert_eq!(
        event(502, &changed.padded_for(4)),
        Some(Event::FavoritesListChanged {
            server: FavoriteGame {
                app_id: 480,
                ip: Ipv4Addr::LOCALHOST,
                port: 27015,
                query_port: 27016,
                flags: 2,
                last_played: 0,
            },
            add: true,
            account: 77,
        })
    );
    assert_eq!(event(516, &2_u32.to_ne_bytes()), Some(Event::FavoritesListAccountsUpdated { result: 2 }));
}

#[test]
fn callbacks_about_friends() {
    let avatar = Packed::default().steam_id(ANNA).u32(7).u32(184).u32(u32::MAX).padded_for(4);
    assert_eq!(
        event(334, &avatar),
        // A height of -1 is invalid.
        Some(Event::AvatarImageLoaded { user: ANNA, handle: 7, width: 184, height: 0 })
    );
    let presence = Packed::default().steam_id(BEN).u32(480).padded_for(4);
    assert_eq!(event(336, &presence), Some(Event::FriendRichPresenceUpdate { user: BEN, app_id: 480 }));
    let overlay = Packed::default().u8(1).u8(0).u32(480).u32(99).padded_for(4);
    assert_eq!(
        event(331, &overlay),
        Some(Event::OverlayToggled { active: true, user_initiated: false, app_id: 480 })
    );
}

#[test]
fn texts_end_at_their_nul_and_need_not_be_utf8() {
    let join = Packed::default().steam_id(ANNA).text::<256>(b"+connect Z\xFF").padded_for(1);
    assert_eq!(
        event(337, &join),
        Some(Event::JoinGameRequested { user: ANNA, connect: "+connect Z\u{FFFD}".to_owned() })
    );
    let server = Packed::default().text::<64>(b"127.0.0.1:27015").text::<64>(b"").padded_for(1);
    assert_eq!(
        event(332, &server),
        Some(Event::ChangeServerRequested { server: "127.0.0.1:27015".to_owned(), password: String::new() })
    );
}

#[test]
fn callbacks_about_tickets() {
    let ready = Packed::default().u32(5).u32(1).padded_for(4);
    assert_eq!(event(163, &ready), Some(Event::GetAuthSessionTicketResponse { ticket: 5, result: 1 }));
    let verdict = Packed::default().steam_id(BEN).u32(6).steam_id(ANNA).padded_for(4);
    assert_eq!(
        event(143, &verdict),
        Some(Event::ValidateAuthTicketResponse { user: BEN, response: 6, owner: ANNA })
    );
}

#[test]
fn callbacks_about_the_machine_and_the_start() {
    assert_eq!(event(701, &[0]), Some(Event::IpCountry));
    assert_eq!(event(702, &[9]), Some(Event::LowPower { minutes: 9 }));
    assert_eq!(check_file_signature(&3_u32.to_ne_bytes()), Some(Event::CheckFileSignature { result: 3 }));
    assert_eq!(check_file_signature(&[0; 3]), None);
    assert_eq!(event(1014, &[0]), Some(Event::NewLaunchUrlParameters));
}

#[test]
fn short_callbacks_are_skipped() {
    for callback in [502, 516, 334, 336, 331, 337, 332, 163, 143, 739] {
        assert_eq!(event(callback, &[]), None, "callback {callback}");
        assert_eq!(event(callback, &[0; 3]), None, "callback {callback}");
    }
    assert_eq!(event(702, &[]), None);
    assert_eq!(event(337, &[0; 263]), None);
    assert_eq!(event(332, &[0; 127]), None);
}
