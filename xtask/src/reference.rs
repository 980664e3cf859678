//! `docs/methods.md`, `signals.md`, `enums.md`, `not_carried.md`, `steam_server.md` and `steam_local.md`: the members of the classes,
//! read from the source.
//!
//! `source` and `documentation` read the Rust files, `constants` the table of enums, `render` writes the documents. Nothing
//! is stored twice: names, types, defaults and values come from the code, descriptions from the comments.

mod constants;
mod documentation;
mod not_carried;
mod peer;
mod render;
mod source;
mod stub;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::paths;
use constants::Constants;
use not_carried::Interface;
use source::{Enums, Method, Signal};

/// Files of one folder, without `.rs`, and the title of the section with their methods.
type Part = (&'static str, &'static [&'static str]);

/// The parts of `methods.md`, from `src/steam`, in this order.
const STEAM: [Part; 16] = [
    ("Life cycle and IDs", &["lifecycle", "pump", "accounts", "properties", "not_carried/mod"]),
    (
        "Lobbies and favourite servers: `ISteamMatchmaking`",
        &["matchmaking", "look_ups", "favorites", "server_browser"],
    ),
    ("Packets: `ISteamNetworking`", &["packets", "networking"]),
    ("Messages: `ISteamNetworkingMessages`", &["networking_messages"]),
    (
        "Connections: `ISteamNetworkingSockets`",
        &["networking_sockets", "socket_messages", "hosted_networking"],
    ),
    ("Relays, locations, configuration: `ISteamNetworkingUtils`", &["networking_utils", "networking_config"]),
    ("Friends, avatars, presence, overlay: `ISteamFriends`", &["friends", "social", "profiles", "clans"]),
    ("The user, tickets, voice: `ISteamUser`", &["user", "tickets", "account"]),
    ("Achievements and stats: `ISteamUserStats`", &["achievements", "stats"]),
    ("Leaderboards: `ISteamUserStats`", &["leaderboards"]),
    ("Pictures: `ISteamScreenshots`", &["screenshots"]),
    ("Marks in recordings: `ISteamTimeline`", &["timeline"]),
    ("Files in the cloud: `ISteamRemoteStorage`", &["remote_storage", "shared_files"]),
    ("Utilities: `ISteamUtils`", &["utils", "device"]),
    ("Controllers: `ISteamInput`", &["input", "input_devices"]),
    ("The game: `ISteamApps`", &["apps", "content"]),
];

/// The parts of `steam_local.md`, from `src/steam_local`.
const STEAM_LOCAL: [Part; 5] = [
    ("Availability", &["mod"]),
    ("Network conditions", &["conditions"]),
    ("Conditions that change over time", &["course"]),
    ("Users and traffic", &["inspection"]),
    ("Several instances of a game", &["instances"]),
];

/// The parts of `steam_server.md`, from `src/steam_server`, and with `../steam` in front the files that both classes share.
const STEAM_SERVER: [Part; 7] = [
    ("Life cycle", &["lifecycle", "../steam/pump", "utils", "../steam/accounts"]),
    ("The server: `ISteamGameServer`", &["game_server", "players", "../steam/tickets"]),
    ("Achievements and stats of players: `ISteamGameServerStats`", &["stats"]),
    ("Packets: `ISteamNetworking`", &["../steam/packets", "../steam/networking"]),
    ("Messages: `ISteamNetworkingMessages`", &["../steam/networking_messages"]),
    (
        "Connections: `ISteamNetworkingSockets`",
        &["../steam/networking_sockets", "../steam/socket_messages", "../steam/hosted_networking"],
    ),
    (
        "Relays, locations, configuration: `ISteamNetworkingUtils`",
        &["../steam/networking_utils", "../steam/networking_config"],
    ),
];

/// The files of signals that both classes share.
const SHARED_SIGNALS: [&str; 2] = ["networking_sockets", "networking_utils"];

/// The members of the class `SteamServer`, from the source.
struct ServerSource {
    methods: Vec<(&'static str, Vec<Method>)>,
    signals: Vec<Signal>,
    constants: Constants,
    not_carried: Vec<Interface>,
}

impl ServerSource {
    /// Reads the source. `of_steam` are the tables of `Steam`, some of which the class shares.
    fn read(of_steam: [&Constants; 2]) -> Result<Self> {
        let folder = paths::root().join("src/steam_server");
        let text = read(&folder.join("enums.rs"))?;
        let enums = source::enums(&text).context("in src/steam_server/enums.rs")?;
        let methods = methods(&folder, &STEAM_SERVER, &enums)?;
        for method in methods.iter().flat_map(|(_, methods)| methods) {
            if method.documentation.steamworks.is_none() {
                bail!("the documentation of {} has no `Steamworks: …`", method.name);
            }
        }
        let mut signals = source::signals(&read(&folder.join("signals/declared.rs"))?, &enums)?;
        for name in SHARED_SIGNALS {
            let path = folder.join("../steam/signals").join(name).with_extension("rs");
            signals.extend(source::signals(&read(&path)?, &enums)?);
        }
        let mut constants = constants::read(&text).context("in src/steam_server/enums.rs")?;
        let shared_enums = constants::names(&text, "SHARED_ENUMS")?;
        let shared_constants = constants::names(&text, "SHARED_CONSTANTS")?;
        for table in of_steam {
            let shared = table.enums.iter().filter(|(name, _)| shared_enums.contains(name));
            constants.enums.extend(shared.cloned());
            let shared = table.others.iter().filter(|(name, _)| shared_constants.contains(name));
            constants.others.extend(shared.cloned());
        }
        Ok(Self { methods, signals, constants, not_carried: not_carried_in(&folder.join("not_carried"))? })
    }
}

/// The members of the classes, from the source.
struct Source {
    methods: Vec<(&'static str, Vec<Method>)>,
    signals: Vec<Signal>,
    constants: Constants,
    not_carried: Vec<Interface>,
    not_carried_constants: Constants,
    /// The properties of `Steam`, with their types.
    properties: Vec<(String, String)>,
    /// The methods of `SteamLocal`.
    local: Vec<(&'static str, Vec<Method>)>,
    server: ServerSource,
}

impl Source {
    fn read() -> Result<Self> {
        let steam = paths::root().join("src/steam");
        let enums = source::enums(&read(&steam.join("enums.rs"))?).context("in src/steam/enums.rs")?;
        let methods = methods(&steam, &STEAM, &enums)?;
        let local = self::methods(&paths::root().join("src/steam_local"), &STEAM_LOCAL, &enums)?;
        for method in methods.iter().chain(&local).flat_map(|(_, methods)| methods) {
            // The reason why the release library can safely leave out the checks on bound objects.
            if method.binds {
                bail!("{} takes self, which no method of the singletons does", method.name);
            }
        }
        for method in methods.iter().flat_map(|(_, methods)| methods) {
            if method.documentation.steamworks.is_none() {
                bail!("the documentation of {} has no `Steamworks: …`", method.name);
            }
        }
        let constants = constants(&steam.join("enums"))?;
        let not_carried_constants = constants::read(&read(&steam.join("not_carried/enums.rs"))?)
            .context("in src/steam/not_carried/enums.rs")?;
        Ok(Self {
            methods,
            signals: signals(&steam.join("signals"), &enums)?,
            server: ServerSource::read([&constants, &not_carried_constants])?,
            constants,
            not_carried: not_carried_in(&steam.join("not_carried"))?,
            not_carried_constants,
            properties: source::properties(&read(&steam.join("properties.rs"))?)
                .context("in src/steam/properties.rs")?,
            local,
        })
    }
}

/// The expected content of the documents, with their files.
pub(crate) fn generate() -> Result<Vec<(PathBuf, String)>> {
    let source = Source::read()?;
    let docs = paths::root().join("docs");
    Ok(vec![
        (docs.join("methods.md"), render::methods(&source.methods)),
        (docs.join("signals.md"), render::signals(&source.signals)),
        (docs.join("enums.md"), render::constants(&source.constants)),
        (
            docs.join("not_carried.md"),
            render::not_carried(&source.not_carried, &source.not_carried_constants),
        ),
        (docs.join("steam_local.md"), render::steam_local(&source.local)),
        (
            docs.join("steam_server.md"),
            render::steam_server(
                &source.server.methods,
                &source.server.signals,
                &source.server.constants,
                &source.server.not_carried,
            ),
        ),
        (
            docs.join("multiplayer_peer_members.md"),
            peer::document(&paths::root().join("src/multiplayer_peer")).context("in src/multiplayer_peer")?,
        ),
    ])
}

/// The interfaces that are not carried, out of all tables in a folder for them.
fn not_carried_in(folder: &Path) -> Result<Vec<Interface>> {
    let mut interfaces = Vec::new();
    for path in files(folder)? {
        let read = not_carried::read(&read(&path)?);
        interfaces.extend(read.with_context(|| format!("in {}", path.display()))?);
    }
    Ok(interfaces)
}

/// The scripts that replace the singletons on platforms without a library, with their names.
pub(crate) fn stubs() -> Result<[(&'static str, String); 3]> {
    let source = Source::read()?;
    let (methods, signals) = members(&source.methods, &source.signals, &source.not_carried);
    let server = &source.server;
    let (server_methods, server_signals) = members(&server.methods, &server.signals, &server.not_carried);
    let local: Vec<stub::Member> =
        source.local.iter().flat_map(|(_, methods)| methods.iter().map(stub::Member::from)).collect();
    let constants = [&source.constants, &source.not_carried_constants];
    Ok([
        ("steam_stub.gd", stub::render("Steam", &source.properties, &methods, &signals, &constants)),
        ("steam_local_stub.gd", stub::render("SteamLocal", &[], &local, &[], &[])),
        (
            "steam_server_stub.gd",
            stub::render("SteamServer", &[], &server_methods, &server_signals, &[&server.constants]),
        ),
    ])
}

/// All methods and signals of a class; those that do nothing come last.
fn members<'a>(
    methods: &'a [(&'static str, Vec<Method>)],
    signals: &'a [Signal],
    not_carried: &'a [Interface],
) -> (Vec<stub::Member<'a>>, Vec<stub::Member<'a>>) {
    let mut methods: Vec<stub::Member> =
        methods.iter().flat_map(|(_, methods)| methods.iter().map(stub::Member::from)).collect();
    let mut signals: Vec<stub::Member> = signals.iter().map(stub::Member::from).collect();
    for interface in not_carried {
        methods.extend(interface.methods.iter().map(stub::Member::from));
        signals.extend(interface.signals.iter().map(stub::Member::from));
    }
    (methods, signals)
}

/// The methods of a class, by the parts of its document.
fn methods(folder: &Path, parts: &[Part], enums: &Enums) -> Result<Vec<(&'static str, Vec<Method>)>> {
    fail_on_files_left_out(folder, parts)?;
    let part = |(title, files): &Part| {
        let mut methods = Vec::new();
        for file in *files {
            let path = folder.join(file).with_extension("rs");
            let read = source::methods(&read(&path)?, enums);
            methods.extend(read.with_context(|| format!("in {}", path.display()))?);
        }
        Ok((*title, methods))
    };
    parts.iter().map(part).collect()
}

/// The signals of a class, out of all files of its folder for them.
fn signals(folder: &Path, enums: &Enums) -> Result<Vec<Signal>> {
    let mut signals = Vec::new();
    for path in files(folder)? {
        let read = source::signals(&read(&path)?, enums);
        signals.extend(read.with_context(|| format!("in {}", path.display()))?);
    }
    Ok(signals)
}

/// The enums and constants of a class, out of all tables in its folder for them.
fn constants(folder: &Path) -> Result<Constants> {
    let mut all = Constants::default();
    for path in files(folder)? {
        let table = constants::read(&read(&path)?);
        let table = table.with_context(|| format!("in {}", path.display()))?;
        all.enums.extend(table.enums);
        all.others.extend(table.others);
    }
    Ok(all)
}

/// The contents of a folder, sorted by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort_unstable();
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Otherwise a new file with methods would silently be missing from the document.
fn fail_on_files_left_out(folder: &Path, parts: &[Part]) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_known = path
            .file_stem()
            .is_some_and(|stem| parts.iter().flat_map(|(_, files)| *files).any(|known| stem == *known));
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        if is_code && !is_known && source::has_methods(&read(&path)?)? {
            bail!("{} has methods and is in no part of the reference", path.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first entries of the rows in the document `name`, without arguments.
    fn rows(name: &str) -> Vec<String> {
        let documents = generate().unwrap();
        let (_, text) = documents.iter().find(|(path, _)| path.ends_with(name)).unwrap();
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
        rows.filter_map(|row| row.split(['(', '`']).next()).map(str::to_owned).collect()
    }

    /// The names in one list of the contract that games are written for.
    fn contract(list: &str) -> Vec<String> {
        let mut names = Vec::new();
        for path in files(&paths::test_project().join("contract/steam")).unwrap() {
            let contract: serde_json::Value = serde_json::from_str(&read(&path).unwrap()).unwrap();
            let members = contract.get(list).and_then(|list| list.as_array()).into_iter().flatten();
            names.extend(members.filter_map(|member| member["name"].as_str()).map(str::to_owned));
        }
        names
    }

    #[test]
    fn every_method_and_signal_of_the_contract_is_in_a_document_once_and_no_other() {
        let mut documented = [rows("methods.md"), rows("signals.md"), rows("not_carried.md")].concat();
        let mut contract = [contract("methods"), contract("signals")].concat();
        documented.sort_unstable();
        contract.sort_unstable();
        assert_eq!(documented, contract);
    }
}
