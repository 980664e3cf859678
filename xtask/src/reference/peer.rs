//! `multiplayer_peer_members.md`: the members of `SteamMultiplayerPeer` and `SteamPacketPeer`.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Fields, ImplItem, Item, Signature, Token, Visibility};

use super::documentation::Documentation;
use super::render::{arguments, head, paragraphs, row};
use super::source::{self, Enums, Method, Signal};
use super::{Part, constants, methods, read};

/// The parts of the document, from `src/multiplayer_peer`.
const PARTS: [Part; 5] = [
    ("Host, join, mesh", &["creating"]),
    ("Peer IDs and Steam IDs", &["look_ups"]),
    ("Lobbies of its own, as up to GodotSteam 4.16", &["lobby"]),
    ("Properties' methods, options", &["class"]),
    ("The class `SteamPacketPeer`", &["packet_peer"]),
];

const INTRODUCTION: &str = "\
# Every member of `SteamMultiplayerPeer`

Generated from the source by `cargo xtask docs`, like [methods.md](methods.md). Its use is explained in
[multiplayer_peer.md](multiplayer_peer.md). It also has the members of Godot's `MultiplayerPeer`, such as `close()`, `disconnect_peer()`,
`refuse_new_connections` and `peer_connected`.
";

/// A property: its name, its type and its description.
struct Property {
    name: String,
    kind: String,
    documentation: Documentation,
}

/// The document.
pub(super) fn document(folder: &Path) -> Result<String> {
    let mut enums = source::enums(&read(&folder.join("enum_values.rs"))?)?;
    for (name, shown) in [("Error", "Error"), ("Surplus", "Variant")] {
        enums.insert(name.to_owned(), shown.to_owned());
    }
    let class = read(&folder.join("class.rs"))?;
    let mut text = format!("{INTRODUCTION}\n## Properties\n\n| property | description |\n|---|---|\n");
    for Property { name, kind, documentation } in properties(&class)? {
        text += &row(&[&format!("`{name}: {kind}`"), &paragraphs(&documentation)]);
    }
    for (title, methods) in methods(folder, &PARTS, &enums)? {
        let _ = write!(text, "\n## {title}\n\n| method | Steamworks |\n|---|---|\n");
        for method in &methods {
            text += &method_row(method);
        }
    }
    text += "\n## Signals\n\n| signal | when it is emitted |\n|---|---|\n";
    for Signal { name, arguments: of, documentation } in signals(&class, &enums)? {
        text += &row(&[&format!("`{name}({})`", arguments(&of)), &paragraphs(&documentation)]);
    }
    text += "\n## Enums\n\n| enum | values |\n|---|---|\n";
    let tables = syn::parse_file(&read(&folder.join("enums.rs"))?)?;
    for (name, values) in
        constants::enums(&tables, "PEER")?.iter().chain(&constants::enums(&tables, "PACKET_PEER")?)
    {
        let values: Vec<_> = values.iter().map(|(name, value)| format!("`{name}` {value}")).collect();
        text += &row(&[&format!("`{name}`"), &values.join(", ")]);
    }
    Ok(text)
}

fn method_row(method: &Method) -> String {
    let steamworks = method.documentation.steamworks.as_deref().unwrap_or_default();
    row(&[&format!("{}<br>{}", head(method), paragraphs(&method.documentation)), steamworks])
}

/// The fields with `#[var]`, whose types stand in `PhantomVar`.
fn properties(source: &str) -> Result<Vec<Property>> {
    let mut properties = Vec::new();
    for item in syn::parse_file(source)?.items {
        let Item::Struct(item) = item else { continue };
        let Fields::Named(fields) = item.fields else { continue };
        for field in fields.named {
            if !field.attrs.iter().any(|attribute| attribute.path().is_ident("var")) {
                continue;
            }
            let name = field.ident.context("a property without a name")?.to_string();
            let kind = source::kind_in(&field.ty).with_context(|| format!("the property {name}"))?;
            properties.push(Property { name, kind, documentation: Documentation::read(&field.attrs)? });
        }
    }
    Ok(properties)
}

/// A function without a body.
struct Declared {
    attributes: Vec<Attribute>,
    signature: Signature,
}

impl Parse for Declared {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        input.parse::<Visibility>()?;
        let signature = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Self { attributes, signature })
    }
}

/// The functions with `#[signal]`, which have no body and are therefore not read as functions.
fn signals(source: &str, enums: &Enums) -> Result<Vec<Signal>> {
    let mut signals = Vec::new();
    for item in syn::parse_file(source)?.items {
        let Item::Impl(item) = item else { continue };
        for member in item.items {
            let ImplItem::Verbatim(tokens) = member else { continue };
            let Declared { attributes, signature } = syn::parse2(tokens)?;
            signals.push(source::signal(&attributes, &signature, enums)?);
        }
    }
    Ok(signals)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
        struct Peer {
            base: Base,
            /// Whether it relays.
            #[var(get = get_relay, set = set_relay)]
            relay: PhantomVar<bool>,
        }
        impl Peer {
            /// It came.
            #[signal]
            pub(super) fn came(id: i64);
        }
    "#;

    #[test]
    fn properties_and_signals_are_read_with_their_types() {
        let properties = properties(SOURCE).unwrap();
        assert_eq!(
            properties.iter().map(|it| (&*it.name, &*it.kind)).collect::<Vec<_>>(),
            [("relay", "bool")]
        );
        let signals = signals(SOURCE, &Enums::new()).unwrap();
        assert_eq!(signals[0].name, "came");
        assert_eq!(arguments(&signals[0].arguments), "id: int");
        assert_eq!(signals[0].documentation.text, ["It came."]);
    }
}
