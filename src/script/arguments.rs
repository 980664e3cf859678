//! Checks of scripts' arguments. Each returns `None` after an error line that names the method and the argument.

use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

use godot::builtin::GString;

use super::report::bad_argument;
use crate::contract::SteamId;

/// The length up to which an error shows an invalid address.
const MAX_SHOWN_CHARS: usize = 40;

/// The id of a user.
#[inline]
pub fn user(method: &'static str, argument: &'static str, value: i64) -> Option<SteamId> {
    let id = SteamId(value as u64);
    if id.is_individual() {
        return Some(id);
    }
    bad_argument(method, argument, value, "it must be the 64-bit Steam ID of a user");
    None
}

/// The id of a user or game server, to which packets can be sent.
#[inline]
pub fn endpoint(method: &'static str, argument: &'static str, value: i64) -> Option<SteamId> {
    let id = SteamId(value as u64);
    if id.is_endpoint() {
        return Some(id);
    }
    bad_argument(method, argument, value, "it must be the 64-bit Steam ID of a user or game server");
    None
}

/// The id of a lobby.
pub fn lobby(method: &'static str, argument: &'static str, value: i64) -> Option<SteamId> {
    let id = SteamId(value as u64);
    if id.is_lobby() {
        return Some(id);
    }
    bad_argument(method, argument, value, "it must be the 64-bit Steam ID of a lobby");
    None
}

/// The id of a group (a clan), or of its chat.
pub fn group(method: &'static str, argument: &'static str, value: i64) -> Option<SteamId> {
    let id = SteamId(value as u64);
    if id.is_group() {
        return Some(id);
    }
    bad_argument(method, argument, value, "it must be the 64-bit Steam ID of a group or its chat");
    None
}

/// A channel: any 32-bit number.
#[inline]
pub fn channel(method: &'static str, value: i64) -> Option<i32> {
    let channel = i32::try_from(value);
    if channel.is_err() {
        bad_argument(method, "channel", value, "it must be from -2147483648 to 2147483647");
    }
    channel.ok()
}

/// A number within limits.
pub fn number<T: TryFrom<i64>>(
    method: &'static str,
    argument: &'static str,
    value: i64,
    range: RangeInclusive<i64>,
) -> Option<T> {
    if let Some(number) = range.contains(&value).then(|| T::try_from(value).ok()).flatten() {
        return Some(number);
    }
    let allowed = format!("it must be from {} to {}", range.start(), range.end());
    bad_argument(method, argument, value, &allowed);
    None
}

/// A value of an enum of `Steam`, converted by a function.
pub fn enumerator<T>(
    method: &'static str,
    argument: &'static str,
    value: i64,
    from: fn(i64) -> Option<T>,
    enum_name: &'static str,
) -> Option<T> {
    let found = from(value);
    if found.is_none() {
        bad_argument(method, argument, value, format!("it must be one of Steam.{enum_name}"));
    }
    found
}

/// A value of an enum of `Steam` whose values form a range.
pub fn one_of(
    method: &'static str,
    argument: &'static str,
    value: i64,
    range: RangeInclusive<i64>,
    enum_name: &'static str,
) -> Option<i32> {
    let found = range.contains(&value).then(|| i32::try_from(value).ok()).flatten();
    if found.is_none() {
        bad_argument(method, argument, value, format!("it must be one of Steam.{enum_name}"));
    }
    found
}

/// Text for Steam: without NUL, at most `max_bytes` in UTF-8.
pub fn text(
    method: &'static str,
    argument: &'static str,
    value: &GString,
    max_bytes: usize,
) -> Option<String> {
    let text = String::from(value);
    if text.contains('\0') {
        bad_argument(method, argument, "a text with a NUL character", "Steam's texts end at the first one");
        return None;
    }
    if text.len() > max_bytes {
        let given = format!("{} bytes long in UTF-8", text.len());
        bad_argument(method, argument, given, format!("at most {max_bytes} bytes are allowed"));
        return None;
    }
    Some(text)
}

/// A key of lobby or member data.
pub fn key(method: &'static str, argument: &'static str, value: &GString) -> Option<String> {
    name(method, argument, value, crate::contract::matchmaking::MAX_LOBBY_KEY_BYTES)
}

/// Text that is not empty.
pub fn name(
    method: &'static str,
    argument: &'static str,
    value: &GString,
    max_bytes: usize,
) -> Option<String> {
    let name = text(method, argument, value, max_bytes)?;
    if name.is_empty() {
        bad_argument(method, argument, "empty", "a name is needed");
        return None;
    }
    Some(name)
}

/// The IPv4 address in a String; "0" and "" mean none.
pub fn address(method: &'static str, argument: &'static str, text: &GString) -> Option<Ipv4Addr> {
    let text = String::from(text);
    if text.is_empty() || text == "0" {
        return Some(Ipv4Addr::UNSPECIFIED);
    }
    let parsed = text.parse().ok();
    if parsed.is_none() {
        // Escaped and truncated, so that the error always stays one line.
        let shown: String = text.chars().take(MAX_SHOWN_CHARS).collect();
        bad_argument(method, argument, format!("{shown:?}"), "it must be an IPv4 address or \"0\"");
    }
    parsed
}
