//! `ISteamGameServer`.

use super::methods;
use super::user::{Identity, enumeration, remote_of};
use crate::arguments::{In, Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::game_server::{GameServerEvent, ServerSetting};
use crate::contract::{Auth, Event, GameServer, SteamId, User};
use crate::switches::violation;

/// `SteamIPAddress_t`.
#[derive(Clone, Copy)]
#[repr(C, packed)]
struct IpAddress {
    bytes: [u8; 16],
    kind: i32,
}

methods! { GameServer:
    fn SteamAPI_ISteamGameServer_SetProduct(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Product(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetGameDescription(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Description(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetModDir(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::ModDir(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetDedicatedServer(steam, dedicated: bool), or (); {
        steam.platform.set(&ServerSetting::Dedicated(dedicated));
    }

    fn SteamAPI_ISteamGameServer_LogOn(steam, token: Text), or (); {
        steam.platform.log_on(Some(&token.read()));
    }

    fn SteamAPI_ISteamGameServer_LogOnAnonymous(steam), or (); {
        steam.platform.log_on(None);
    }

    fn SteamAPI_ISteamGameServer_LogOff(steam), or (); {
        steam.platform.log_off();
    }

    fn SteamAPI_ISteamGameServer_BLoggedOn(steam) -> bool, or false; {
        steam.platform.logged_on()
    }

    fn SteamAPI_ISteamGameServer_BSecure(steam) -> bool, or false; {
        steam.platform.secure()
    }

    fn SteamAPI_ISteamGameServer_GetSteamID(steam) -> u64, or 0; {
        steam.platform.steam_id().0
    }

    fn SteamAPI_ISteamGameServer_WasRestartRequested(steam) -> bool, or false; {
        steam.platform.was_restart_requested()
    }

    fn SteamAPI_ISteamGameServer_SetMaxPlayerCount(steam, players: i32), or (); {
        steam.platform.set(&ServerSetting::MaxPlayers(players));
    }

    fn SteamAPI_ISteamGameServer_SetBotPlayerCount(steam, bots: i32), or (); {
        steam.platform.set(&ServerSetting::Bots(bots));
    }

    fn SteamAPI_ISteamGameServer_SetServerName(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Name(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetMapName(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Map(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetPasswordProtected(steam, protected: bool), or (); {
        steam.platform.set(&ServerSetting::PasswordProtected(protected));
    }

    fn SteamAPI_ISteamGameServer_SetSpectatorPort(steam, port: u16), or (); {
        steam.platform.set(&ServerSetting::SpectatorPort(port));
    }

    fn SteamAPI_ISteamGameServer_SetSpectatorServerName(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::SpectatorName(text.read()));
    }

    fn SteamAPI_ISteamGameServer_ClearAllKeyValues(steam), or (); {
        steam.platform.set(&ServerSetting::ClearKeyValues);
    }

    fn SteamAPI_ISteamGameServer_SetKeyValue(steam, key: Text, value: Text), or (); {
        steam.platform.set(&ServerSetting::KeyValue { key: key.read(), value: value.read() });
    }

    fn SteamAPI_ISteamGameServer_SetGameTags(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Tags(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetGameData(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Data(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetRegion(steam, text: Text), or (); {
        steam.platform.set(&ServerSetting::Region(text.read()));
    }

    fn SteamAPI_ISteamGameServer_SetAdvertiseServerActive(steam, active: bool), or (); {
        steam.platform.set(&ServerSetting::Advertise(active));
    }

    fn SteamAPI_ISteamGameServer_GetPublicIP(steam) -> IpAddress, or IpAddress { bytes: [0; 16], kind: 0 }; {
        let mut address = IpAddress { bytes: [0; 16], kind: 0 };
        match steam.platform.public_ip() {
            // An integer in native byte order.
            Some(std::net::IpAddr::V4(ip)) => address.bytes[..4].copy_from_slice(&ip.to_bits().to_ne_bytes()),
            Some(std::net::IpAddr::V6(ip)) => address = IpAddress { bytes: ip.octets(), kind: 1 },
            None => {}
        }
        address
    }

    fn SteamAPI_ISteamGameServer_HandleIncomingPacket(
        steam, packet: Input, size: i32, ip: u32, port: u16
    ) -> bool, or false; {
        let Ok(size) = u32::try_from(size) else { violation("a packet of negative size") };
        steam.platform.handle_incoming_packet(&packet.read(size), ip.into(), port)
    }

    fn SteamAPI_ISteamGameServer_GetNextOutgoingPacket(
        steam, room: Output, room_size: i32, ip: Out<u32>, port: Out<u16>
    ) -> i32, or 0; {
        let Some(packet) = steam.platform.next_outgoing_packet() else { return 0 };
        ip.set(packet.ip.into());
        port.set(packet.port);
        room.fill(room_size, &packet.bytes) as i32
    }

    fn SteamAPI_ISteamGameServer_RequestUserGroupStatus(
        steam, user: u64, group: u64
    ) -> bool, or false; {
        steam.platform.request_user_group_status(SteamId(user), SteamId(group))
    }

    fn SteamAPI_ISteamGameServer_AssociateWithClan(steam, clan: u64) -> u64, or 0; {
        let like = Event::GameServer(GameServerEvent::AssociateWithClan { result: 0 });
        steam.call(Kind::AnsweredLike(like), |platform| platform.associate_with_clan(SteamId(clan)))
    }

    fn SteamAPI_ISteamGameServer_ComputeNewPlayerCompatibility(steam, user: u64) -> u64, or 0; {
        let like = Event::GameServer(GameServerEvent::PlayerCompatibility {
            result: 0,
            dont_like_candidate: 0,
            candidate_doesnt_like: 0,
            clan_dont_like_candidate: 0,
            candidate: SteamId(user),
        });
        steam.call(Kind::AnsweredLike(like), |platform| {
            platform.compute_new_player_compatibility(SteamId(user));
        })
    }

    fn SteamAPI_ISteamGameServer_BUpdateUserData(
        steam, user: u64, name: Text, score: u32
    ) -> bool, or false; {
        steam.platform.update_user_data(SteamId(user), &name.read(), score)
    }

    fn SteamAPI_ISteamGameServer_CreateUnauthenticatedUserConnection(steam) -> u64, or 0; {
        steam.platform.create_unauthenticated_user_connection().0
    }

    fn SteamAPI_ISteamGameServer_GetAuthSessionTicket(
        steam, room: Output, room_size: i32, size: Out<u32>, remote: In<Identity>
    ) -> u32, or 0; {
        let Some(ticket) = steam.platform.auth_session_ticket(remote_of(&remote)) else { return 0 };
        if room.fill(room_size, &ticket.bytes) < ticket.bytes.len() {
            return 0;
        }
        size.set(ticket.bytes.len() as u32);
        ticket.handle
    }

    fn SteamAPI_ISteamGameServer_CancelAuthTicket(steam, ticket: u32), or (); {
        steam.platform.cancel_auth_ticket(ticket);
    }

    fn SteamAPI_ISteamGameServer_BeginAuthSession(
        steam, ticket: Input, size: i32, user: u64
    ) -> i32, or 1; {
        let Ok(size) = u32::try_from(size) else { violation("a ticket of negative size") };
        enumeration(steam.platform.begin_auth_session(&ticket.read(size), SteamId(user)))
    }

    fn SteamAPI_ISteamGameServer_EndAuthSession(steam, user: u64), or (); {
        steam.platform.end_auth_session(SteamId(user));
    }

    fn SteamAPI_ISteamGameServer_UserHasLicenseForApp(steam, user: u64, app_id: u32) -> i32, or 2; {
        enumeration(steam.platform.user_has_license_for_app(SteamId(user), app_id))
    }
}
