//! The allowed imports of each folder, what else it may not contain, and the places of `unsafe`.
//!
//! The table in ARCHITECTURE.md is generated from the one here.

use anyhow::Result;

use super::imports::{Import, Module, Modules, Target};
use super::{Finding, Tree, tokens};

/// A folder or a single file in `src`.
struct Folder {
    /// Its path below `src`, without `.rs`.
    path: &'static str,
    /// Its content.
    holds: &'static str,
    /// The folders of this table that it may import.
    imports: &'static [&'static str],
    /// Further things that it may not contain.
    may_not: &'static str,
}

/// The folders, from the lowest layer up.
const FOLDERS: [Folder; 12] = [
    Folder {
        path: "contract",
        holds: "the functions of Steam that games need: a trait for each Steamworks interface, `Event`, `SteamId`",
        imports: &[],
        may_not: "a Godot type, an implementation",
    },
    Folder {
        path: "platform/steamworks",
        holds: "Steam",
        imports: &["contract"],
        may_not: "a Godot type; it is the only place with C calls and the crate `steamworks`",
    },
    Folder {
        path: "platform/local",
        holds: "the local platform",
        imports: &["contract"],
        may_not: "a Godot type; `unsafe`, except in `driver/ring/`; outside of `driver/`, the clock, threads, files and sockets",
    },
    Folder {
        path: "platform/p2p_over_messages",
        holds: "`ISteamNetworking` over the `ISteamNetworkingMessages` of another platform",
        imports: &["contract"],
        may_not: "a Godot type; knowledge of the platform that it uses",
    },
    Folder {
        path: "settings",
        holds: "project settings, command line and environment",
        imports: &["contract", "platform/local"],
        may_not: "the effect of a setting",
    },
    Folder {
        path: "choice",
        holds: "the choice of the platform by the settings",
        imports: &[
            "contract",
            "platform/steamworks",
            "platform/local",
            "platform/p2p_over_messages",
            "settings",
        ],
        may_not: "a Godot type, platform code",
    },
    Folder {
        path: "script",
        holds: "code that all classes for scripts share: arguments, reports, enums, fast calls",
        imports: &["contract"],
        may_not: "a class, the body of a method",
    },
    Folder {
        path: "steam",
        holds: "the class `Steam`, a file for each Steamworks interface",
        imports: &["contract", "script", "settings", "choice", "platform/steamworks"],
        may_not: "decisions about networking, a pointer from Godot",
    },
    Folder {
        path: "steam_server",
        holds: "the class `SteamServer`, except for the members that it shares with `Steam`, which are in `steam` and compiled for both",
        imports: &["contract", "script", "settings", "choice", "steam"],
        may_not: "the same",
    },
    Folder {
        path: "steam_local",
        holds: "the class `SteamLocal`",
        imports: &["contract", "script", "settings"],
        may_not: "the same",
    },
    Folder {
        path: "multiplayer_peer",
        holds: "the class `SteamMultiplayerPeer`",
        imports: &["contract", "script", "settings", "choice"],
        may_not: "outside of `session/`, decisions; in there, a Godot type",
    },
    Folder {
        path: "desk",
        holds: "the messages between a running game and the editor's panel",
        imports: &["contract", "script", "settings", "steam_local", "multiplayer_peer"],
        may_not: "anything that a release export needs",
    },
];

/// Other crates' items that are allowed only in some places.
struct Reserved {
    /// The beginning of its path.
    path: &'static str,
    /// The folder that this is about.
    within: &'static str,
    /// The allowed places, as paths below `src`.
    only_in: &'static [&'static str],
}

/// The places where the local platform does I/O: the driver, and its replacements in tests and fuzz targets.
const WITH_IO: &[&str] = &[
    "platform/local/driver",
    "platform/local/platform/clock",
    "platform/local/fuzzed",
    "platform/local/simulation",
];

/// Tests may use anything, except Steam and Godot.
const RESERVED: [Reserved; 12] = [
    Reserved { path: "steamworks", within: "", only_in: &["platform/steamworks"] },
    Reserved { path: "steamworks_sys", within: "", only_in: &["platform/steamworks"] },
    Reserved { path: "godot", within: "contract", only_in: &[] },
    Reserved { path: "godot", within: "platform", only_in: &[] },
    Reserved { path: "godot", within: "multiplayer_peer/session", only_in: &[] },
    Reserved { path: "mio", within: "", only_in: WITH_IO },
    Reserved { path: "std::thread", within: "platform/local", only_in: WITH_IO },
    Reserved { path: "std::fs", within: "platform/local", only_in: WITH_IO },
    Reserved { path: "std::net::TcpListener", within: "platform/local", only_in: WITH_IO },
    Reserved { path: "std::net::TcpStream", within: "platform/local", only_in: WITH_IO },
    Reserved { path: "std::time::Instant::now", within: "platform/local", only_in: WITH_IO },
    Reserved { path: "std::time::SystemTime::now", within: "platform/local", only_in: WITH_IO },
];

/// The allowed places of `unsafe`, as prefixes of paths from the root of the repository, and the reasons.
const UNSAFE: [(&str, &str); 11] = [
    ("src/lib.rs", "the entry point of the extension"),
    ("src/platform/local/driver/ring/", "memory that two processes share"),
    ("src/platform/steamworks/", "the C interface of Steam"),
    ("src/script/fast/", "arguments and results in Godot's memory"),
    ("src/script/methods.rs", "methods of all classes, those with the same types called by one function"),
    ("src/script/not_carried.rs", "methods that do nothing, all answered by one function"),
    ("src/script/signals.rs", "signals that are added to a class by hand"),
    ("src/script/loose_argument.rs", "a marker trait of the crate `godot`"),
    ("src/multiplayer_peer/", "the pointers that Godot hands to a peer"),
    ("benches/local/measure/allocations.rs", "an allocator that counts"),
    ("steam_api_double/", "the C interface of Steam, from the other side"),
];

/// The tables above as Markdown.
pub(crate) fn table() -> String {
    let mut table = "| folder in `src` | holds | imports | may not contain |\n|---|---|---|---|\n".to_owned();
    for folder in &FOLDERS {
        let imports = match folder.imports {
            [] => "nothing".to_owned(),
            imports => imports.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", "),
        };
        let Folder { path, holds, may_not, .. } = folder;
        table += &format!("| `{path}` | {holds} | {imports} | {may_not} |\n");
    }
    table += "\n`unsafe` is allowed only in these places, and each block states its reason:\n\n";
    for (path, reason) in UNSAFE {
        table += &format!("- `{path}`: {reason}\n");
    }
    table
}

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let modules = Modules::read(tree, "src/")?;
    let mut findings = stale_rows(&modules);
    for import in modules.imports() {
        if let Some(what) = fault(&import) {
            findings.push(Finding::new(&import.file, import.line, what));
        }
    }
    for (path, text) in tree.of_kind(&["rs"]) {
        if UNSAFE.iter().any(|(allowed, _)| path.starts_with(allowed)) {
            continue;
        }
        let lines = tokens::lines_with_unsafe(tokens::read(text)?);
        findings.extend(lines.into_iter().map(|line| {
            Finding::new(path, line, "`unsafe` stands only where UNSAFE in xtask/src/tidy/folders.rs says")
        }));
    }
    Ok(findings)
}

/// Rows of the table whose folder no longer exists.
fn stale_rows(modules: &Modules) -> Vec<Finding> {
    let is_there =
        |folder: &&Folder| modules.all().any(|module| is_below(&module.join("/"), folder.path, "/"));
    let stale = FOLDERS.iter().filter(|folder| !is_there(folder));
    let finding = |folder: &Folder| {
        let what = format!("there is no `{}` any more: take its row out of FOLDERS", folder.path);
        Finding::new("xtask/src/tidy/folders.rs", 0, what)
    };
    stale.map(finding).collect()
}

fn fault(import: &Import) -> Option<String> {
    let from = import.from.join("/");
    match &import.target {
        // The root of the crate and `platform/mod.rs` only name what is below them.
        Target::Module(target) if import.from.is_empty() || target.starts_with(&import.from) => None,
        Target::Module(target) => {
            let Some(own) = folder_of(&import.from) else {
                return Some(format!("`{from}` has no row in FOLDERS in xtask/src/tidy/folders.rs"));
            };
            let Some(theirs) = folder_of(target) else {
                return Some(format!(
                    "`{}` has no row in FOLDERS in xtask/src/tidy/folders.rs",
                    target.join("/")
                ));
            };
            let is_allowed = own.path == theirs.path || own.imports.contains(&theirs.path);
            (!is_allowed).then(|| format!("`{}` may not import `{}`", own.path, theirs.path))
        }
        Target::Outside(path) => {
            let counts = |reserved: &&Reserved| {
                let is_io = reserved.only_in == WITH_IO;
                is_below(path, reserved.path, "::") && !(is_io && import.in_tests)
            };
            let mut reserved = RESERVED.iter().filter(counts);
            let broken = reserved.find(|reserved| {
                let is_allowed = reserved.only_in.iter().any(|allowed| is_below(&from, allowed, "/"));
                is_below(&from, reserved.within, "/") && !is_allowed
            })?;
            let places = match broken.only_in {
                [] => format!("may not be named in `{}`", broken.within),
                places => format!("is for `{}` alone", places.join("` and `")),
            };
            Some(format!("`{}` {places}", broken.path))
        }
    }
}

/// The row of the table that a module belongs to.
fn folder_of(module: &Module) -> Option<&'static Folder> {
    let path = module.join("/");
    FOLDERS.iter().find(|folder| is_below(&path, folder.path, "/"))
}

/// Whether a path is another one or lies below it.
fn is_below(path: &str, above: &str, separator: &str) -> bool {
    above.is_empty()
        || path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let rows: Vec<_> = FOLDERS.iter().map(|folder| format!("src/{}/row.rs", folder.path)).collect();
        let rows: Vec<_> = rows.iter().map(|path| (path.as_str(), "")).collect();
        let files = [
            (path, text),
            ("src/lib.rs", "mod contract; mod steam; mod platform; use steam::Steam;"),
            ("src/contract/mod.rs", "pub mod networking;"),
            ("src/contract/networking.rs", ""),
            ("src/platform/mod.rs", "pub mod local; pub mod steamworks;"),
            ("src/platform/local/mod.rs", ""),
            ("src/platform/steamworks/mod.rs", "use steamworks::sys;"),
            ("src/steam/mod.rs", "use crate::contract::networking::SendType;"),
            ("src/elsewhere.rs", ""),
        ];
        let tree = Tree::of(&[&files[..], &rows].concat());
        check(&tree).unwrap().into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn what_the_tables_allow_is_no_finding() {
        assert_eq!(
            found("src/steam/a.rs", "use crate::contract::networking; use super::X; use godot::Y;"),
            [""; 0]
        );
        assert_eq!(found("src/script/fast/a.rs", "fn f() { unsafe { g() } }"), [""; 0]);
        assert_eq!(found("src/platform/local/driver/a.rs", "use mio::Poll; use std::thread;"), [""; 0]);
        assert_eq!(found("src/platform/local/hub/a.rs", "mod tests { use std::thread; }"), [""; 0]);
    }

    #[test]
    fn a_row_without_its_folder_is_a_finding() {
        let found = check(&Tree::of(&[("src/contract/mod.rs", "")])).unwrap();
        assert_eq!(found.len(), FOLDERS.len() - 1);
        assert!(found.iter().all(|finding| finding.what.contains("take its row out")));
    }

    #[test]
    fn whatever_breaks_a_table_is_a_finding() {
        for (path, text, what) in [
            ("src/contract/a.rs", "use crate::steam::X;", "`contract` may not import `steam`"),
            (
                "src/platform/local/a.rs",
                "use crate::platform::steamworks::X;",
                "may not import `platform/steamworks`",
            ),
            ("src/script/a.rs", "fn f() { crate::steam::g() }", "`script` may not import `steam`"),
            ("src/steam/a.rs", "use crate::platform::local::X;", "`steam` may not import `platform/local`"),
            ("src/steam/a.rs", "use crate::elsewhere::X;", "`elsewhere` has no row"),
            ("src/elsewhere/a.rs", "use crate::contract::X;", "`elsewhere/a` has no row"),
            ("src/steam/a.rs", "use steamworks::sys;", "`steamworks` is for `platform/steamworks` alone"),
            ("src/contract/a.rs", "fn f(x: godot::X) {}", "`godot` may not be named in `contract`"),
            (
                "src/multiplayer_peer/session/a.rs",
                "use godot::X;",
                "may not be named in `multiplayer_peer/session`",
            ),
            ("src/platform/local/hub/a.rs", "use std::thread;", "is for `platform/local/driver` and"),
            (
                "src/platform/local/hub/a.rs",
                "use std::time::Instant;\nfn f() {\n Instant::now() }",
                "src/platform/local/hub/a.rs:3: `std::time::Instant::now` is for",
            ),
            ("src/steam/a.rs", "fn f() {\n unsafe { g() } }", "src/steam/a.rs:2: `unsafe` stands only where"),
        ] {
            let found = found(path, text);
            assert!(found.len() == 1 && found[0].contains(what), "{path}: {found:?}");
        }
    }
}
