//! `steam_stub.gd` and the other stubs: the classes in GDScript, for platforms without a library.

use std::fmt::Write;

use super::constants::Constants;
use super::not_carried;
use super::source::{Argument, Method, Signal};

/// A method in GDScript's terms, or a signal, which returns nothing.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) arguments: &'a [Argument],
    pub(super) returns: &'a str,
}

impl<'a> From<&'a Method> for Member<'a> {
    fn from(method: &'a Method) -> Self {
        Self { name: &method.name, arguments: &method.arguments, returns: &method.returns }
    }
}

impl<'a> From<&'a Signal> for Member<'a> {
    fn from(signal: &'a Signal) -> Self {
        Self { name: &signal.name, arguments: &signal.arguments, returns: "void" }
    }
}

impl<'a> From<&'a not_carried::Member> for Member<'a> {
    fn from(member: &'a not_carried::Member) -> Self {
        Self { name: &member.name, arguments: &member.arguments, returns: &member.returns }
    }
}

/// The text of a failed init.
const REASON: &str = "const _REASON := \"Steam is not on this platform: the stub in its place answers.\"\n";

/// Methods that do not answer with what their type has for nothing. They say that Steam is not there, as the extension does.
const ANSWERS: [(&str, &str); 7] = [
    // `SteamAPIInitResult`: no Steam client. The older form of the call has codes of another list, where it is 20.
    ("steamInit", "{\"status\": 20, \"verbal\": _REASON} if app_id is bool else false"),
    ("steamInitEx", "{\"status\": 2, \"verbal\": _REASON}"),
    ("serverInitEx", "{\"status\": 2, \"verbal\": _REASON}"),
    ("get_steam_init_result", "{\"status\": 2, \"verbal\": _REASON}"),
    // Methods for which 0 would mean success.
    ("beginAuthSession", "1"),
    ("userHasLicenseForApp", "2"),
    ("userHasLicenceForApp", "2"),
];

/// The script of a class.
pub(super) fn render(
    class: &str,
    properties: &[(String, String)],
    methods: &[Member],
    signals: &[Member],
    constants: &[&Constants],
) -> String {
    let mut text = format!(
        "extends Node\n\
         ## Stands for the singleton `{class}` on platforms without Steam, so that scripts that name it work: nothing is there.\n\
         ##\n\
         ## Made from the extension's source, for the same version. docs/platforms_without_steam.md says how to use it.\n\n"
    );
    for member in signals {
        // A signal only has types for its arguments.
        let _ = writeln!(text, "signal {}({})", member.name, arguments(member.arguments));
    }
    for (name, values) in constants.iter().flat_map(|constants| &constants.enums) {
        let rows: String = values.iter().map(|(name, value)| format!("\t{name} = {value},\n")).collect();
        let _ = write!(text, "\nenum {name} {{\n{rows}}}\n");
    }
    text.push('\n');
    let mut known = std::collections::BTreeSet::new();
    let in_enums =
        constants.iter().flat_map(|constants| constants.enums.iter().flat_map(|(_, values)| values));
    for (name, value) in in_enums.chain(constants.iter().flat_map(|constants| &constants.others)) {
        if known.insert(name) {
            let _ = writeln!(text, "const {name} := {value}");
        }
    }
    text += REASON;
    for (name, kind) in properties {
        let value = nothing(kind).unwrap_or("null");
        let _ = write!(text, "\nvar {name}: {kind} = {value}");
    }
    text.push('\n');
    for member in methods {
        let returns = kind(member.returns);
        let _ = write!(text, "\n\nfunc {}({}) -> {returns}:\n", member.name, arguments(member.arguments));
        let answer = ANSWERS.iter().find(|(name, _)| *name == member.name).map(|(_, answer)| *answer);
        let _ = match answer.or(nothing(returns)) {
            Some(answer) => writeln!(text, "\treturn {answer}"),
            None => writeln!(text, "\tpass"),
        };
    }
    text
}

fn arguments(arguments: &[Argument]) -> String {
    let one = |argument: &Argument| {
        let default = argument.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
        format!("{}: {}{default}", argument.name, kind(&argument.kind))
    };
    arguments.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The types that are not enums, with the empty values that methods return.
const TYPES: [(&str, Option<&str>); 12] = [
    ("void", None),
    ("bool", Some("false")),
    ("int", Some("0")),
    ("float", Some("0.0")),
    ("String", Some("\"\"")),
    ("Array", Some("[]")),
    ("Dictionary", Some("{}")),
    ("Variant", Some("null")),
    ("PackedByteArray", Some("PackedByteArray()")),
    ("PackedInt32Array", Some("PackedInt32Array()")),
    ("PackedInt64Array", Some("PackedInt64Array()")),
    ("PackedFloat64Array", Some("PackedFloat64Array()")),
];

/// A type in the script. Enums are ints, because GDScript reports an error for a value outside an enum.
fn kind(written: &str) -> &str {
    let is_known = written.starts_with("Array[") || TYPES.iter().any(|(name, _)| *name == written);
    if is_known { written } else { "int" }
}

/// The empty value of a type.
fn nothing(returns: &str) -> Option<&'static str> {
    TYPES.iter().find(|(name, _)| *name == returns).map_or(Some("[]"), |(_, answer)| *answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_there_and_answers_with_nothing() {
        let argument = |name: &str, kind: &str, default: Option<&str>| Argument {
            name: name.into(),
            kind: kind.into(),
            default: default.map(str::to_owned),
        };
        let arguments = [argument("id", "int", None), argument("how", "Steam.How", Some("1"))];
        let methods = [
            Member { name: "ask", arguments: &arguments, returns: "Steam.How" },
            Member { name: "forget", arguments: &[], returns: "void" },
            Member { name: "steamInitEx", arguments: &[], returns: "Dictionary" },
        ];
        let signals = [Member { name: "asked", arguments: &arguments[..1], returns: "void" }];
        let constants = Constants {
            enums: vec![("How".into(), vec![("HOW_SOON".into(), 1)])],
            others: vec![("LATE".into(), -1), ("HOW_SOON".into(), 1)],
        };
        let text = render("Steam", &[("handle".into(), "int".into())], &methods, &signals, &[&constants]);
        for part in [
            "signal asked(id: int)\n",
            "\nvar handle: int = 0\n",
            "enum How {\n\tHOW_SOON = 1,\n}\n",
            "\nconst HOW_SOON := 1\nconst LATE := -1\n",
            "func ask(id: int, how: int = 1) -> int:\n\treturn 0\n",
            "func forget() -> void:\n\tpass\n",
            "func steamInitEx() -> Dictionary:\n\treturn {\"status\": 2, \"verbal\": _REASON}\n",
        ] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
        assert_eq!(text.matches("const HOW_SOON").count(), 1);
    }
}
