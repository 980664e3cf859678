//! Callbacks of `ISteamRemoteStorage`.

use super::{Callback, Structure, empty, value};
use crate::contract::SteamId;
use crate::contract::remote_storage::StorageEvent;
use crate::switches;

/// The size of the buffer for a file's name.
const NAME_ROOM: usize = 260;

/// The number of bytes read, or an impossible number.
fn bytes_read(data: &[u8]) -> u32 {
    match switches::choice("CLOUD", switches::CLOUD) {
        Some("oversized") => u32::MAX,
        Some("negative") => i32::MIN.unsigned_abs(),
        _ => data.len() as u32,
    }
}

fn about_published(file: u64, app_id: u32, number: i32) -> Callback {
    Structure::new().number_of_8(file).u32(app_id).number(number)
}

fn result_of_published(result: i32, file: u64, number: i32) -> Callback {
    Structure::new().i32(value(result)).number_of_8(file).number(number)
}

pub(super) fn of(event: &StorageEvent) -> Callback {
    let new = Structure::new;
    match event {
        StorageEvent::ReadComplete { result, call, offset, data, .. } => {
            new().number_of_8(*call).i32(value(*result)).u32(*offset).u32(bytes_read(data)).number(1332)
        }
        StorageEvent::WriteComplete { result } => new().i32(value(*result)).number(1331),
        StorageEvent::ShareResult { result, content, file } => {
            new().i32(value(*result)).number_of_8(*content).text::<NAME_ROOM>(file).number(1307)
        }
        StorageEvent::Downloaded { result, content, details } => new()
            .i32(value(*result))
            .number_of_8(*content)
            .u32(details.app_id)
            .i32(details.bytes)
            .text::<NAME_ROOM>(&details.name)
            .u64(SteamId(details.owner.0))
            .number(1317),
        StorageEvent::LocalFileChanged => empty(1333),
        StorageEvent::SubscribeResult { result, file } => result_of_published(*result, *file, 1313),
        StorageEvent::UnsubscribeResult { result, file } => result_of_published(*result, *file, 1315),
        StorageEvent::Subscribed { file, app_id } => about_published(*file, *app_id, 1321),
        StorageEvent::Unsubscribed { file, app_id } => about_published(*file, *app_id, 1322),
    }
}
