//! Callbacks of `ISteamApps` about downloadable content.

use super::{Callback, Structure, value};
use crate::contract::content::{ContentEvent, FileDetails};

pub(super) fn of(event: &ContentEvent) -> Callback {
    let new = Structure::new;
    match event {
        ContentEvent::FileDetails(FileDetails { result, size, sha, flags }) => {
            new().i32(value(*result)).number_of_8(*size).raw(sha).u32(*flags).number(1023)
        }
        ContentEvent::DlcInstalled { app_id } => new().u32(*app_id).number(1005),
        ContentEvent::TimedTrialStatus { app_id, is_offline, allowed, played } => {
            new().u32(*app_id).bool(*is_offline).u32(*allowed).u32(*played).number(1030)
        }
    }
}
