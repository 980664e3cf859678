//! `docs/methods.md`: every method of `Steam`, read from its source.
//!
//! `source` reads the methods from the Rust files, `render` writes the table. Nothing is kept in a second place: names,
//! types and defaults are those of the code, the rest stands in each method's documentation.

mod render;
mod source;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::paths;

/// The parts of the table: a title, and the files under `src/steam` whose methods it lists, in this order.
const PARTS: [(&str, &[&str]); 8] = [
    ("Life cycle and IDs", &["lifecycle", "pump", "accounts"]),
    ("Lobbies and favourite servers: `ISteamMatchmaking`", &["matchmaking", "favorites"]),
    ("Packets: `ISteamNetworking`", &["packets", "networking"]),
    ("Messages: `ISteamNetworkingMessages`", &["networking_messages"]),
    ("Friends, avatars, presence, overlay: `ISteamFriends`", &["friends"]),
    ("The user, tickets, voice: `ISteamUser`", &["user"]),
    ("Utilities: `ISteamUtils`", &["utils"]),
    ("The game: `ISteamApps`", &["apps"]),
];

/// Where the table stands in the repository.
pub(crate) fn path() -> PathBuf {
    paths::root().join("docs/methods.md")
}

/// The table as it has to be.
pub(crate) fn generate() -> Result<String> {
    let folder = paths::root().join("src/steam");
    let enums = source::enums(&read(folder.join("enums/mod.rs"))?).context("in src/steam/enums/mod.rs")?;
    let mut parts = Vec::new();
    for (title, files) in PARTS {
        let mut methods = Vec::new();
        for file in files {
            let text = read(folder.join(file).with_extension("rs"))?;
            methods
                .extend(source::methods(&text, &enums).with_context(|| format!("in src/steam/{file}.rs"))?);
        }
        parts.push((title, methods));
    }
    fail_on_files_left_out(&folder)?;
    Ok(render::table(&parts))
}

/// Fails unless the committed table is what the code says.
pub(crate) fn check() -> Result<()> {
    if read(path())? == generate()? {
        return Ok(());
    }
    bail!("docs/methods.md is not what the code says: run `cargo xtask docs`")
}

fn read(path: PathBuf) -> Result<String> {
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// A new file with methods would otherwise be missing from the table without a word.
fn fail_on_files_left_out(folder: &PathBuf) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known = PARTS.iter().flat_map(|(_, files)| *files);
        let is_known = path.file_stem().is_some_and(|stem| known.clone().any(|known| stem == *known));
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        if is_code && !is_known && source::has_methods(&read(path.clone())?)? {
            bail!("{} has methods and is in no part of the table", path.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_is_what_the_code_says() {
        check().unwrap();
    }

    #[test]
    fn every_method_of_the_contract_is_in_the_table_and_no_other() {
        let contract = fs::read_to_string(paths::test_project().join("contract/steam.json")).unwrap();
        let methods = contract.split("\"signals\"").next().unwrap();
        // Methods stand one a line, and a line begins with the method's own name.
        let lines = methods.lines().filter_map(|line| line.trim().strip_prefix("{\"name\": \""));
        let mut expected: Vec<_> = lines.filter_map(|line| line.split('"').next()).collect();
        let table = generate().unwrap();
        let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
        let mut listed: Vec<_> = rows.filter_map(|row| row.split('(').next()).collect();
        expected.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, expected);
    }
}
