//! Arguments of the methods about connections, in the forms of all generations of GodotSteam.

use std::net::SocketAddr;

use godot::builtin::{AnyArray, GString, VarDictionary, Variant, VariantType};
use godot::meta::ToGodot;

use crate::contract::networking_sockets::config::{self, Kind, Known};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue};
use crate::contract::{Platform, SteamId};
use crate::script::arguments;
use crate::script::report::{self, bad_argument};

/// The length up to which an error shows a text.
const MAX_SHOWN_CHARS: usize = 40;

/// The handle of a connection, a socket or a poll group.
pub fn handle(method: &'static str, argument: &'static str, value: i64) -> Option<u32> {
    arguments::number(method, argument, value, 0..=i64::from(u32::MAX))
}

/// A user, as a Steam ID or as the String that GodotSteam up to 4.7 required: `"steamid:76561…"`, or only the number.
pub fn identity(method: &'static str, argument: &'static str, value: &Variant) -> Option<SteamId> {
    if let Ok(id) = value.try_to::<i64>() {
        return arguments::endpoint(method, argument, id);
    }
    let Ok(text) = value.try_to::<GString>() else {
        let given = format!("a value of type {:?}", value.get_type());
        bad_argument(method, argument, given, "it must be the 64-bit Steam ID of a user, an int");
        return None;
    };
    let text = text.to_string();
    let number = text.strip_prefix("steamid:").unwrap_or(&text).parse().ok().map(SteamId);
    let user = number.filter(|id| id.is_endpoint());
    if user.is_none() {
        bad_argument(
            method,
            argument,
            shown(&text),
            "it must be the 64-bit Steam ID of a user or game server",
        );
    }
    user
}

/// The same, or 0 or an empty String for nobody.
pub fn identity_or_none(method: &'static str, argument: &'static str, value: &Variant) -> Option<SteamId> {
    let is_text_of_none = value.try_to::<GString>().is_ok_and(|text| text.is_empty());
    if value.try_to::<i64>().is_ok_and(|id| id == 0) || is_text_of_none {
        return Some(SteamId::NIL);
    }
    identity(method, argument, value)
}

/// An address with a port, such as `127.0.0.1:27015` or `[::1]:27015`.
pub fn address(method: &'static str, argument: &'static str, text: &GString) -> Option<SocketAddr> {
    let text = text.to_string();
    let parsed = text.trim().parse().ok();
    if parsed.is_none() {
        let allowed = "it must be an address and a port, as in \"127.0.0.1:27015\" or \"[::1]:27015\"";
        bad_argument(method, argument, shown(&text), allowed);
    }
    parsed
}

/// A text for an error line: escaped and truncated, so that it stays one line.
fn shown(text: &str) -> String {
    format!("{:?}", text.chars().take(MAX_SHOWN_CHARS).collect::<String>())
}

/// Options of a connection or a socket: a Dictionary with their numbers as keys, or, as up to GodotSteam 4.10, an Array of
/// Arrays with number, type and value.
pub fn options(method: &'static str, platform: &dyn Platform, value: &Variant) -> Option<Vec<ConfigOption>> {
    let options = parse_options(method, value)?;
    say_which_are_unused(method, platform, &options);
    Some(options)
}

/// The same, if there may be no platform.
pub fn parse_options(method: &'static str, value: &Variant) -> Option<Vec<ConfigOption>> {
    let pairs: Vec<(Variant, Variant)> = match value.get_type() {
        VariantType::NIL => Vec::new(),
        VariantType::DICTIONARY => value.to::<VarDictionary>().iter_shared().collect(),
        // Scripts may also pass typed Arrays.
        VariantType::ARRAY => {
            let list = value.to::<AnyArray>();
            let mut pairs = Vec::new();
            for entry in list.iter_shared() {
                let entry = entry.try_to::<AnyArray>().ok();
                let parts = entry
                    .filter(|entry| entry.len() >= 2)
                    .and_then(|entry| Some((entry.get(0)?, entry.get(entry.len() - 1)?)));
                let Some(pair) = parts else {
                    bad_argument(method, "options", "an Array", "its entries must be [option, type, value]");
                    return None;
                };
                pairs.push(pair);
            }
            pairs
        }
        other => {
            let given = format!("a value of type {other:?}");
            bad_argument(
                method,
                "options",
                given,
                "it must be a Dictionary or an Array of [option, type, value]",
            );
            return None;
        }
    };
    pairs.into_iter().map(|(key, value)| option(method, &key, &value)).collect()
}

fn option(method: &'static str, key: &Variant, value: &Variant) -> Option<ConfigOption> {
    let number = key.try_to::<i64>().ok().and_then(|key| i32::try_from(key).ok());
    let known = number.and_then(config::known).filter(|known| known.of_connection);
    let Some(known) = known else {
        let allowed = "it must be one of Steam.NetworkingConfigValue that a connection may have";
        bad_argument(method, "options", format!("{} as a key", shown(&key.stringify().to_string())), allowed);
        return None;
    };
    let converted = converted(known, value);
    if converted.is_none() {
        let given = format!("{} for {}", shown(&value.stringify().to_string()), known.name);
        bad_argument(method, "options", given, format!("it must be {}", wanted(known)));
    }
    Some(ConfigOption { key: known.key, value: converted? })
}

/// Warns about options without effect.
pub fn say_which_are_unused(method: &'static str, platform: &dyn Platform, options: &[ConfigOption]) {
    for known in options.iter().filter_map(|option| config::known(option.key)) {
        say_if_unused(method, platform, known);
    }
}

/// Warns about a configuration value without effect.
pub fn say_if_unused(method: &'static str, platform: &dyn Platform, known: &Known) {
    if platform.local_network().is_some_and(|local| !local.heeds_config(known.key)) {
        let name = known.name;
        let reason =
            format!("{name} has no effect on the local platform; use SteamLocal to simulate a bad network");
        report::warning(method, reason);
    }
}

/// A value in the type that the option has.
pub fn converted(known: &Known, value: &Variant) -> Option<ConfigValue> {
    let number = || value.try_to::<i64>().ok().or_else(|| value.try_to::<bool>().ok().map(i64::from));
    match known.kind {
        Kind::Int32 => i32::try_from(number()?).ok().map(ConfigValue::Int32),
        Kind::Int64 => number().map(ConfigValue::Int64),
        Kind::Float => {
            let fraction = value.try_to::<f64>().ok().or_else(|| number().map(|number| number as f64))?;
            fraction.is_finite().then_some(ConfigValue::Float(fraction as f32))
        }
        Kind::Text => {
            let text = value.try_to::<GString>().ok()?.to_string();
            (!text.contains('\0')).then_some(ConfigValue::Text(text))
        }
    }
}

/// The name of an option's type.
pub fn wanted(known: &Known) -> &'static str {
    match known.kind {
        Kind::Int32 => "a 32-bit int",
        Kind::Int64 => "an int",
        Kind::Float => "a float",
        Kind::Text => "a String",
    }
}

/// The value for scripts.
pub fn to_script(value: &ConfigValue) -> Variant {
    match value {
        ConfigValue::Int32(number) => i64::from(*number).to_variant(),
        ConfigValue::Int64(number) => number.to_variant(),
        ConfigValue::Float(fraction) => f64::from(*fraction).to_variant(),
        ConfigValue::Text(text) => GString::from(text).to_variant(),
    }
}
