//! The documents as Markdown.

use super::constants::{Constants, Values};
use super::documentation::Documentation;
use super::not_carried::{Interface, Member};
use super::source::{Argument, Method, Signal};

const METHODS: &str = "\
# Every method of `Steam`

Generated from the source by `cargo xtask docs`; `cargo xtask check` fails if they differ. Names, arguments, defaults and types are
those that Godot reports for the class. See also all [signals](signals.md) and [enums](enums.md), and the singleton
[SteamLocal](steam_local.md).

The second column names the function that a method calls on Steam. (Functions of `CSteamID` are in the SDK's headers; the extension
computes the same from the bits of the ID.) The third column says what the method does on the local platform; \"as Steam\" means that
a game cannot tell the difference.

Before initialisation and after `steamShutdown()`, a method writes an error and returns `false`, 0, or an empty value. Exceptions are
the methods of the life cycle, those that only read an ID, and `allowP2PPacketRelay`.

You may call every method from any thread, except `steamInit`, `steamInitEx`, `steamShutdown` and `run_callbacks`, which write an error
on other threads than the main thread.

A call that a signal answers is answered even if it is refused: in the next `run_callbacks()`, after an error line if its arguments
were wrong. If the signal cannot report a refusal, as with `avatar_loaded`, a line says that it will not be emitted. Before
initialisation, no signal is emitted, and the error says so.
";

const SIGNALS: &str = "\
# Every signal of `Steam`

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). `run_callbacks()` emits the signals on the main thread,
never inside another call. IDs of users and lobbies have 64 bits: keep them in an `int`, never in a `float` or in JSON.

The local platform emits the signals for lobbies, packets, messages, friends and tickets as well. Only Steam emits those about its
servers, its client and the machine's battery.
";

const ENUMS: &str = "\
# Every enum and constant of `Steam`

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). The values are Steam's. Scripts write
`Steam.P2P_SEND_RELIABLE` or `Steam.P2PSend.P2P_SEND_RELIABLE`, and may use an enum as a type: `var how: Steam.P2PSend`.
";

const NOT_CARRIED: &str = "\
# Interfaces that are not carried

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). These interfaces of Steam do nothing here. GDScript
rejects a whole script for one unknown name, so all their names exist, with their arguments, types and defaults: a script that also
uses them compiles. A call writes one error, once for each method, and returns `false`, 0 or an empty value; the signals are never
emitted. `Steam.is_interface_supported(\"UGC\")` tells you in advance.
";

const STEAM_LOCAL: &str = "\
# The singleton `SteamLocal`

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). It has tools for development and testing: a simulation
of bad networks, and a look behind the scenes of the local platform. A released game needs none of this.

Network conditions work while `Steam` is initialised; [conditions.md](conditions.md) explains their effect on Steam. Other methods
work while `is_active()` is `true`: `Steam` is initialised and the local platform answers. Otherwise, and for an argument out of its
range, a method writes an error and returns `false` or an empty value. Methods that change something return whether they succeeded.
You may call every method from any thread.

Conditions apply to the packets that a process sends, and those with names that begin with `in_` to the packets that arrive there.
With a latency of 50 ms on both sides, a round trip takes 100 ms. A `steam_id` of 0 stands for all users, including later ones; any
other is the 64-bit ID of another user. All changes last until `Steam.steamShutdown()`. For a whole run, use the project settings,
the environment or the command line: see [settings](settings.md#network-conditions).
";

const STEAM_SERVER: &str = "\
# The singleton `SteamServer`

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). It has the features of a game server: its own life
cycle and identity, its public details, tickets, and the three networking interfaces, which are the same as those of `Steam`.
[dedicated_servers.md](dedicated_servers.md) explains how to use it and what to ship.

Before initialisation and after `serverShutdown()`, a method writes an error and returns `false`, 0, or an empty value. You may call
every method from any thread, except `serverInit`, `serverInitEx`, `serverShutdown` and `run_callbacks`. A process may be a user
(`Steam`) and a game server at once.
";

/// `steam_server.md`.
pub(super) fn steam_server(
    parts: &[(&str, Vec<Method>)],
    signals: &[Signal],
    constants: &Constants,
    not_carried: &[Interface],
) -> String {
    let mut text = format!("{STEAM_SERVER}{}", tables(parts));
    text += &format!("\n## Signals\n\n{}", table_of_signals(signals));
    text += &format!("\n## Enums and constants\n\n{}", table_of_constants(constants));
    text += "\n## Not carried\n\nThese names exist so that scripts compile. A call writes one error, once for each method, and returns \
             an empty value; the signals are never emitted. `SteamServer.is_interface_supported(\"UGC\")` tells you in advance.\n\n";
    for Interface { name, methods, signals, .. } in not_carried {
        let names: Vec<_> =
            methods.iter().chain(signals).map(|member| format!("`{}`", member.name)).collect();
        text += &format!("- {name}: {}\n", names.join(", "));
    }
    text
}

/// `methods.md`.
pub(super) fn methods(parts: &[(&str, Vec<Method>)]) -> String {
    format!("{METHODS}{}", tables(parts))
}

fn tables(parts: &[(&str, Vec<Method>)]) -> String {
    let mut text = String::new();
    for (title, methods) in parts {
        text += &format!("\n## {title}\n\n| method | Steamworks | local platform |\n|---|---|---|\n");
        for method in methods {
            let Documentation { steamworks, local, .. } = &method.documentation;
            let (steamworks, local) =
                (steamworks.as_deref().unwrap_or_default(), local.as_deref().unwrap_or("as Steam"));
            let text_of_method = paragraphs(&method.documentation);
            text += &row(&[&format!("{}<br>{text_of_method}", head(method)), steamworks, local]);
        }
    }
    text
}

/// `signals.md`.
pub(super) fn signals(signals: &[Signal]) -> String {
    format!("{SIGNALS}\n{}", table_of_signals(signals))
}

fn table_of_signals(signals: &[Signal]) -> String {
    let mut text = "| signal | when it is emitted |\n|---|---|\n".to_owned();
    for signal in signals {
        let head = format!("`{}({})`", signal.name, arguments(&signal.arguments));
        text += &row(&[&head, &paragraphs(&signal.documentation)]);
    }
    text
}

/// `enums.md`.
pub(super) fn constants(constants: &Constants) -> String {
    let constants_head = "\n## Constants\n\n";
    format!("{ENUMS}\n{}{constants_head}{}\n", table_of_enums(constants), values(&constants.others))
}

fn table_of_constants(constants: &Constants) -> String {
    format!("{}\n{}\n", table_of_enums(constants), values(&constants.others))
}

fn table_of_enums(constants: &Constants) -> String {
    let mut text = "| enum | values |\n|---|---|\n".to_owned();
    for (name, enumerators) in &constants.enums {
        text += &row(&[&format!("`{name}`"), &values(enumerators)]);
    }
    text
}

/// `not_carried.md`.
pub(super) fn not_carried(interfaces: &[Interface], constants: &Constants) -> String {
    let mut text = NOT_CARRIED.to_owned();
    for Interface { name, documentation, methods, signals } in interfaces {
        text += &format!("\n## {name}\n\n{}\n", paragraphs(documentation));
        text += &members("method that does nothing", methods, |member| format!(" -> {}", member.returns));
        text += &members("signal that never comes", signals, |_| String::new());
    }
    text += "\n## Enums and constants\n\n| enum | values |\n|---|---|\n";
    for (name, enumerators) in &constants.enums {
        text += &format!("| {name} | {} |\n", values(enumerators));
    }
    text + "\n" + &values(&constants.others) + "\n"
}

fn members(title: &str, members: &[Member], end: fn(&Member) -> String) -> String {
    if members.is_empty() {
        return String::new();
    }
    let mut text = format!("\n| {title} |\n|---|\n");
    for member in members {
        text += &row(&[&format!("`{}({}){}`", member.name, arguments(&member.arguments), end(member))]);
    }
    text
}

/// `steam_local.md`.
pub(super) fn steam_local(parts: &[(&str, Vec<Method>)]) -> String {
    let mut text = STEAM_LOCAL.to_owned();
    for (title, methods) in parts {
        text += &format!("\n## {title}\n\n| method | what it does |\n|---|---|\n");
        for method in methods {
            text += &row(&[&head(method), &paragraphs(&method.documentation)]);
        }
    }
    text
}

pub(super) fn head(method: &Method) -> String {
    format!("`{}({}) -> {}`", method.name, arguments(&method.arguments), method.returns)
}

pub(super) fn arguments(arguments: &[Argument]) -> String {
    let arguments: Vec<_> = arguments.iter().map(argument).collect();
    arguments.join(", ")
}

fn argument(argument: &Argument) -> String {
    let Argument { name, kind, default } = argument;
    let default = default.as_ref().map(|default| format!(" = {default}")).unwrap_or_default();
    format!("{name}: {kind}{default}")
}

fn values(values: &Values) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| format!("`{name}` {value}")).collect();
    values.join(", ")
}

pub(super) fn paragraphs(documentation: &Documentation) -> String {
    documentation.text.join("<br>")
}

/// A row of a table. Nothing in the text ends a cell.
pub(super) fn row(cells: &[&str]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method() -> Method {
        Method {
            name: "doIt".into(),
            arguments: vec![
                Argument { name: "id".into(), kind: "int".into(), default: None },
                Argument { name: "way".into(), kind: "String".into(), default: Some("\"\"".into()) },
            ],
            returns: "Dictionary".into(),
            documentation: Documentation {
                text: vec!["Does a | b.".into(), "Keys: `c`.".into()],
                steamworks: Some("`DoIt`".into()),
                local: None,
            },
            binds: false,
        }
    }

    #[test]
    fn a_method_has_its_signature_all_that_is_said_of_it_the_call_and_the_local_behaviour() {
        let mut method = method();
        method.documentation.local = Some("Does nothing.".into());
        let text = methods(&[("It", vec![self::method(), method])]);
        let signature =
            "| `doIt(id: int, way: String = \"\") -> Dictionary`<br>Does a \\| b.<br>Keys: `c`. | `DoIt` |";
        assert!(text.contains(&format!("\n{signature} as Steam |\n{signature} Does nothing. |\n")), "{text}");
    }

    #[test]
    fn a_method_of_steam_local_has_its_signature_and_all_that_is_said_of_it() {
        let text = steam_local(&[("It", vec![method()])]);
        let row = "| `doIt(id: int, way: String = \"\") -> Dictionary` | Does a \\| b.<br>Keys: `c`. |";
        assert!(text.ends_with(&format!("\n{row}\n")), "{text}");
    }

    #[test]
    fn a_signal_has_the_types_of_its_arguments() {
        let Method { name, mut arguments, documentation, .. } = method();
        arguments.truncate(1);
        let text = signals(&[Signal { name, arguments, documentation }]);
        assert!(text.ends_with("\n| `doIt(id: int)` | Does a \\| b.<br>Keys: `c`. |\n"), "{text}");
    }

    #[test]
    fn what_is_not_carried_has_its_signatures() {
        let member = || Member { name: "doIt".into(), arguments: method().arguments, returns: "int".into() };
        let interface = Interface {
            name: "It".into(),
            documentation: method().documentation,
            methods: vec![member()],
            signals: vec![member()],
        };
        let text = not_carried(&[interface], &Constants::default());
        assert!(text.contains("\n| `doIt(id: int, way: String = \"\") -> int` |\n"), "{text}");
        assert!(text.contains("\n| `doIt(id: int, way: String = \"\")` |\n"), "{text}");
    }

    #[test]
    fn enums_and_constants_have_their_values() {
        let value = |name: &str, value| (name.to_owned(), value);
        let text = constants(&Constants {
            enums: vec![("Way".into(), vec![value("WAY_NONE", -1), value("WAY_OUT", 1)])],
            others: vec![value("MOST", 250)],
        });
        assert!(text.contains("\n| `Way` | `WAY_NONE` -1, `WAY_OUT` 1 |\n"), "{text}");
        assert!(text.ends_with("\n`MOST` 250\n"), "{text}");
    }
}
