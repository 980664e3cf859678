//! The functions of `libsteam_api` that the extension needs, and those of the double.
#![cfg(target_os = "linux")]

mod common;

use std::collections::BTreeSet;

use object::{Object, ObjectSymbol};

/// Steam's names that a library exports or imports.
fn steam_symbols(library: &str, defined: bool) -> BTreeSet<String> {
    let bytes = std::fs::read(common::libraries().join(library)).unwrap();
    let file = object::File::parse(&*bytes).unwrap();
    let symbols = file.dynamic_symbols().filter(|symbol| symbol.is_undefined() != defined);
    let names = symbols.map(|symbol| symbol.name().unwrap().to_owned());
    names.filter(|name| name.starts_with("Steam")).collect()
}

#[test]
fn the_double_has_every_function_that_the_extension_calls() {
    let wanted = steam_symbols("libsteam_networking.so", false);
    let had = steam_symbols("libsteam_api_double.so", true);
    assert!(wanted.contains("SteamAPI_InitFlat"), "{wanted:?}");
    let missing: Vec<_> = wanted.difference(&had).collect();
    assert!(missing.is_empty(), "the double lacks {missing:#?}");
}

#[test]
fn the_loader_knows_the_double_by_the_name_of_valves_library() {
    let bytes = std::fs::read(common::libraries().join("libsteam_api_double.so")).unwrap();
    // The name is in the table of dynamic strings, between two NULs.
    let name = b"\0libsteam_api.so\0";
    assert!(bytes.windows(name.len()).any(|window| window == name));
}
