//! `ISteamFriends`: the overlay.

use super::methods;
use crate::arguments::Text;
use crate::contract::friends::{Overlay, StoreFlag};
use crate::contract::{Friends, SteamId};
use crate::switches::violation;

methods! { Friends:
    fn SteamAPI_ISteamFriends_ActivateGameOverlay(steam, dialog: Text), or (); {
        steam.platform.activate_overlay(Overlay::Dialog(dialog.read()));
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayInviteDialog(steam, lobby: u64), or (); {
        steam.platform.activate_overlay(Overlay::Invite(SteamId(lobby)));
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayInviteDialogConnectString(steam, connect: Text), or (); {
        steam.platform.activate_overlay(Overlay::InviteWith(connect.read()));
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayRemotePlayTogetherInviteDialog(steam, lobby: u64), or (); {
        steam.platform.activate_overlay(Overlay::RemotePlayTogether(SteamId(lobby)));
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayToStore(steam, app_id: u32, flag: i32), or (); {
        match StoreFlag::from_i64(flag.into()) {
            Some(flag) => {
                steam.platform.activate_overlay(Overlay::Store(app_id, flag));
            }
            None => violation(format!("{flag} is no EOverlayToStoreFlag")),
        }
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayToUser(steam, dialog: Text, user: u64), or (); {
        steam.platform.activate_overlay(Overlay::User(dialog.read(), SteamId(user)));
    }

    fn SteamAPI_ISteamFriends_ActivateGameOverlayToWebPage(steam, url: Text, mode: i32), or (); {
        if !(0..=1).contains(&mode) {
            violation(format!("{mode} is no EActivateGameOverlayToWebPageMode"));
        }
        steam.platform.activate_overlay(Overlay::WebPage { url: url.read(), modal: mode == 1 });
    }
}
