//! The table as Markdown.

use super::source::{Argument, Method};

const HEAD: &str = "\
# Every method of `Steam`

Made from the source by `cargo xtask docs`; `cargo xtask check` fails where the two differ. Names, arguments, defaults and
types are what Godot reports of the class, which a test in the engine compares with the contract that games are written for
(`tests/godot/contract/steam.json`).

On Steam, each method calls what its second column names, and signals bring the answers. (What stands there as `CSteamID::…`, the
SDK's headers do with the bits of an ID, and so does this extension.) Without Steam, each does on the local platform what the
third column says; \"as Steam\" means that a game cannot tell the difference.

Before initialisation, after `steamShutdown()` and on other threads than the main one, a method writes an error and returns
`false`, 0, or an empty value. On the main thread, those of the life cycle, those that only look at an ID, and
`allowP2PPacketRelay` work all the same.
";

/// The whole file.
pub(super) fn table(parts: &[(&str, Vec<Method>)]) -> String {
    let mut text = HEAD.to_owned();
    for (title, methods) in parts {
        text += &format!("\n## {title}\n\n| method | Steamworks | local platform |\n|---|---|---|\n");
        for method in methods {
            text += &row(method);
        }
    }
    text
}

fn row(method: &Method) -> String {
    let arguments: Vec<_> = method.arguments.iter().map(argument).collect();
    let signature = format!("{}({}) -> {}", method.name, arguments.join(", "), method.returns);
    let local = method.local.as_deref().unwrap_or("as Steam");
    format!(
        "| `{signature}`<br>{} | {} | {} |\n",
        cell(&method.summary),
        cell(&method.steamworks),
        cell(local)
    )
}

fn argument(argument: &Argument) -> String {
    let Argument { name, kind, default } = argument;
    let default = default.as_ref().map(|default| format!(" = {default}")).unwrap_or_default();
    format!("{name}: {kind}{default}")
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_the_signature_the_call_and_the_local_behaviour() {
        let mut method = Method {
            name: "doIt".into(),
            arguments: vec![
                Argument { name: "id".into(), kind: "int".into(), default: None },
                Argument { name: "way".into(), kind: "String".into(), default: Some("\"\"".into()) },
            ],
            returns: "bool".into(),
            summary: "Does a | b.".into(),
            steamworks: "`DoIt`".into(),
            local: None,
        };
        assert_eq!(
            row(&method),
            "| `doIt(id: int, way: String = \"\") -> bool`<br>Does a \\| b. | `DoIt` | as Steam |\n"
        );
        method.local = Some("Does nothing.".into());
        assert!(row(&method).ends_with("| Does nothing. |\n"));
    }
}
