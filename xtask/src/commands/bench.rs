//! `cargo xtask bench`: what the hot calls cost a script, and what the local platform carries between two processes.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::engine::{self, Godot};
use crate::engine_tests::{FreshProject, Platform};
use crate::extension::{self, Libraries, Profile};
use crate::{bench, paths, process};

/// All of it takes about ten seconds on a free machine; longer than this it hangs.
const LIMIT: Duration = Duration::from_secs(300);

/// Times the hot calls from typed GDScript, and messages between two processes beside Godot's ENet
///
/// Runs in a headless engine with the library built for release. The machine should do nothing else meanwhile.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Measure the extension's way to Steam, over the stand-in for Valve's library: its work is part of the figures then
    #[arg(long)]
    double: bool,
    /// Measure the extension alone, over a library under the name of Valve's that does nothing
    #[arg(long, conflicts_with = "double")]
    null: bool,
    /// Measure the local platform alone, without the engine
    #[arg(long, conflicts_with_all = ["double", "null"])]
    native: bool,
    /// Only check that what is measured without the engine works, in a few seconds and without a release build
    #[arg(long, requires = "native")]
    quick: bool,
    /// Where the figures go as JSON
    #[arg(long, value_name = "PATH", default_value = "target/bench.json")]
    json: PathBuf,
}

/// One line of the table of calls: its name, the figures with all arguments given and with the default left out, and
/// the [`INCUMBENT`]'s figures for the same.
struct Call {
    label: &'static str,
    all: &'static str,
    default: Option<&'static str>,
    incumbent: (Option<f64>, Option<f64>),
}

const fn call(label: &'static str, all: &'static str, incumbent: Option<f64>) -> Call {
    Call { label, all, default: None, incumbent: (incumbent, None) }
}

const INCUMBENT: &str = "the C++ extension that is in wide use, over a Steam library that does nothing; taken elsewhere on\n\
                         a machine of the same kind, for orientation only";

const CALLS: &[Call] = &[
    call("(empty loop)", "empty_loop", Some(3.6)),
    call("Engine.get_frames_drawn()", REFERENCE, Some(15.5)),
    call("Dictionary literal of 3 entries", "dictionary_literal", Some(290.0)),
    call("new PackedByteArray of 64 bytes", "byte_array_64", Some(62.0)),
    Call {
        label: "getAvailableP2PPacketSize",
        all: "size_all",
        default: Some("size_default"),
        incumbent: (Some(21.5), Some(44.0)),
    },
    call("run_callbacks, idle", "run_callbacks", Some(17.4)),
    Call {
        label: "sendP2PPacket, 64 B",
        all: "send_64_all",
        default: Some("send_64_default"),
        incumbent: (Some(46.0), Some(95.0)),
    },
    Call {
        label: "sendP2PPacket, 1 KiB",
        all: "send_1024_all",
        default: Some("send_1024_default"),
        incumbent: (None, None),
    },
    Call {
        label: "readP2PPacket, 64 B",
        all: "read_64_all",
        default: Some("read_64_default"),
        incumbent: (Some(440.0), Some(448.0)),
    },
    Call {
        label: "readP2PPacket, 1 KiB",
        all: "read_1024_all",
        default: Some("read_1024_default"),
        incumbent: (None, None),
    },
    call("getP2PSessionState", "session_state", Some(990.0)),
];

/// The engine call that the ratios are taken to: the least that any call from a script costs.
const REFERENCE: &str = "get_frames_drawn";

/// What is measured between two processes, for each transport.
const STREAMS: &[(&str, &str)] = &[
    ("reliable, messages/s", "reliable_per_second"),
    ("reliable, not arrived %", "reliable_lost_percent"),
    ("reliable, round trip, median µs", "reliable_round_trip_us"),
    ("reliable, round trip, 99th percentile µs", "reliable_round_trip_p99_us"),
    ("unreliable, messages/s", "unreliable_per_second"),
    ("unreliable, not arrived %", "unreliable_lost_percent"),
    ("unreliable, round trip, median µs", "unreliable_round_trip_us"),
    ("unreliable, round trip, 99th percentile µs", "unreliable_round_trip_p99_us"),
];

/// What is measured of RPCs, over both peers.
const RPCS: &[(&str, &str)] = &[
    ("RPCs/s, reliable", "rpcs_per_second"),
    ("RPC, round trip, median µs", "rpc_round_trip_us"),
    ("RPC, round trip, 99th percentile µs", "rpc_round_trip_p99_us"),
];

/// Calls for many packets: the figure of the one call, and that of as many for one packet.
const BATCHES: &[(&str, &str, &str)] = &[
    ("readP2PPackets of 256, to 256 times size and read", "read_256_batch", "read_256_single"),
    ("sendP2PPacketToUsers to 32, to 32 times sendP2PPacket", "send_32_batch", "send_32_single"),
];

type Figures = HashMap<String, f64>;

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.native {
        let figures = bench::measure_natively(arguments.quick, LIMIT)?;
        print!("{}", bench::native_table(&figures)?);
        return write_json(&arguments.json, &figures);
    }
    let godot = engine::find()?;
    eprintln!("Godot {}, {}.", godot.version, godot.origin);
    let mut libraries = extension::build(Profile::Release)?;
    if arguments.null {
        return run_over_nothing(&godot, &libraries, &arguments.json);
    }
    let mut platform = Platform::Local;
    let mut behind = "the local platform";
    if arguments.double {
        libraries = libraries
            .over_double(Profile::Release)?
            .context("the stand-in for Valve's library is for Linux only")?;
        platform = Platform::Steam;
        behind = "a stand-in for Valve's library, whose own work is part of the figures";
    }
    // An editor build of the engine loads the debug slot, so that is where the release library goes in this copy.
    let project = FreshProject::copy(&paths::root().join("benches/godot"), &libraries)?;
    eprintln!("Measuring, about ten seconds on a free machine …");
    let mut figures = measure(&godot, &project, platform, &[])?;
    println!("Over {behind}:");
    print!("{}", calls_table(&figures)?);
    print!("\n{}", batches_table(&figures)?);
    print!("\n{}", streams_table(&figures)?);
    if !arguments.double {
        figures.extend(bench::measure_natively(false, LIMIT)?);
        print!("\n{}", bench::native_table(&figures)?);
    }
    write_json(&arguments.json, &figures)
}

/// Leaves the figures for whoever compares runs.
fn write_json(path: &Path, figures: &Figures) -> Result<()> {
    let path = paths::root().join(path);
    let sorted: BTreeMap<_, _> = figures.iter().collect();
    let text = serde_json::to_string_pretty(&sorted)? + "\n";
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("The figures are in {}.", path.display());
    Ok(())
}

/// What the calls cost where Steam's library does nothing.
fn run_over_nothing(godot: &Godot, libraries: &Libraries, json: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let project =
        FreshProject::copy(&paths::root().join("benches/godot"), &libraries.over_nothing(folder.path())?)?;
    eprintln!("Measuring, about half a minute on a free machine …");
    let figures = measure(godot, &project, Platform::Steam, &["--null"])?;
    print!("{}", bench::null_calls_table(&figures)?);
    write_json(json, &figures)
}

/// One player, or with no arguments of its own both.
fn measure(godot: &Godot, project: &FreshProject, platform: Platform, alone: &[&str]) -> Result<Figures> {
    let private = project.private_folder()?;
    engine::import(project.engine(godot, private.path()))?;
    let players = if alone.is_empty() { 1..=2 } else { 1..=1 };
    let mut players: Vec<Command> = players
        .map(|player| {
            let mut command = project.engine(godot, private.path());
            platform.choose(&mut command);
            command.env("BENCH_DIR", private.path());
            command.args(["--", &format!("--player={player}"), &format!("--steam-user={player}")]);
            command.args(alone);
            command
        })
        .collect();
    let outcomes = process::run_together(&mut players, Some(LIMIT), |_, _| true)?;
    let output = || outcomes.iter().flat_map(|outcome| &outcome.output);
    if !outcomes.iter().all(process::Outcome::succeeded) {
        let text: String = output().map(|line| format!("| {line}\n")).collect();
        bail!("the benchmarks failed; all output:\n{text}");
    }
    Ok(output().filter_map(|line| bench::parse(line)).collect())
}

fn figure(figures: &Figures, name: &str) -> Result<f64> {
    figures.get(name).copied().with_context(|| format!("the benchmarks gave no figure for {name}"))
}

fn calls_table(figures: &Figures) -> Result<String> {
    let reference = figure(figures, REFERENCE)?;
    let mut table = format!(
        "ns a call from typed GDScript, the median of 15 rounds; the empty loop around it is taken off\n\
         ratio: to Engine.get_frames_drawn() of the same run\n\
         incumbent: {INCUMBENT}\n\n\
         {:<34}{:>9}{:>9}{:>9}{:>9}   {:>9}{:>9}\n\
         {:<34}{:>9}{:>9}{:>9}{:>9}   {:>9}{:>9}\n",
        "",
        "all",
        "default",
        "ratio",
        "ratio",
        "incumbent",
        "",
        "",
        "given",
        "left out",
        "all",
        "default",
        "all",
        "default"
    );
    let shown = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    for call in CALLS {
        let all = figure(figures, call.all)?;
        let default = call.default.map(|name| figure(figures, name)).transpose()?;
        table += &format!(
            "{:<34}{:>9}{:>9}{:>9}{:>9}   {:>9}{:>9}\n",
            call.label,
            shown(Some(all)),
            shown(default),
            shown(Some(all / reference)),
            shown(default.map(|default| default / reference)),
            shown(call.incumbent.0),
            shown(call.incumbent.1),
        );
    }
    Ok(table)
}

fn batches_table(figures: &Figures) -> Result<String> {
    let mut table =
        format!("ns for all packets, 64 B each\n\n{:<56}{:>10}{:>10}{:>7}\n", "", "one", "many", "ratio");
    for (label, one, many) in BATCHES {
        let (one, many) = (figure(figures, one)?, figure(figures, many)?);
        table += &format!("{label:<56}{one:>10.0}{many:>10.0}{:>7.2}\n", one / many);
    }
    Ok(table)
}

fn streams_table(figures: &Figures) -> Result<String> {
    let mut table = format!(
        "Between two processes on this machine, 64 B messages, at most 2,000 under way, and RPCs, at most 1,000; both poll\n\
         without a pause. The ratios are to ENetMultiplayerPeer, with the same script in the same run.\n\n\
         {:<44}{:>14}{:>22}{:>10}{:>9}{:>9}\n",
        "", "sendP2PPacket", "SteamMultiplayerPeer", "ENet", "ratio", "ratio"
    );
    let ratio = |ours: f64, enet: f64| {
        if ours == 0.0 || enet == 0.0 { "-".to_owned() } else { format!("{:.2}", ours / enet) }
    };
    for (label, name) in STREAMS {
        let (peer, enet) =
            (figure(figures, &format!("peer_{name}"))?, figure(figures, &format!("enet_{name}"))?);
        let p2p = figure(figures, &format!("p2p_{name}"))?;
        let (of_p2p, of_peer) = (ratio(p2p, enet), ratio(peer, enet));
        table += &format!("{label:<44}{p2p:>14}{peer:>22}{enet:>10}{of_p2p:>9}{of_peer:>9}\n");
    }
    for (label, name) in RPCS {
        let (peer, enet) =
            (figure(figures, &format!("peer_{name}"))?, figure(figures, &format!("enet_{name}"))?);
        table += &format!("{label:<44}{:>14}{peer:>22}{enet:>10}{:>9}{:>9}\n", "", "", ratio(peer, enet));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_figures() -> Figures {
        let calls = CALLS.iter().flat_map(|call| [Some(call.all), call.default]).flatten().map(str::to_owned);
        let of = |kinds: &[&str], name: &str| -> Vec<_> {
            kinds.iter().map(|kind| format!("{kind}_{name}")).collect()
        };
        let streams = STREAMS.iter().flat_map(|(_, name)| of(&["p2p", "peer", "enet"], name));
        let rpcs = RPCS.iter().flat_map(|(_, name)| of(&["peer", "enet"], name));
        let batches = BATCHES.iter().flat_map(|(_, one, many)| [one, many]).map(|name| (*name).to_owned());
        calls.chain(batches).chain(streams).chain(rpcs).map(|name| (name, 20.0)).collect()
    }

    #[test]
    fn ratios_are_to_the_reference_of_the_same_run() {
        let mut figures = all_figures();
        figures.insert("size_all".to_owned(), 30.0);
        figures.insert("p2p_reliable_per_second".to_owned(), 50.0);
        let calls = calls_table(&figures).unwrap();
        let line = calls.lines().find(|line| line.starts_with("getAvailableP2PPacketSize")).unwrap();
        let columns: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(columns[1..], ["30.0", "20.0", "1.5", "1.0", "21.5", "44.0"]);
        figures.insert("read_256_batch".to_owned(), 5.0);
        assert!(batches_table(&figures).unwrap().lines().any(|line| line.ends_with("0.25")));
        let streams = streams_table(&figures).unwrap();
        assert!(
            streams.lines().any(|line| line.starts_with("reliable, messages/s") && line.contains("2.50"))
        );
    }

    #[test]
    fn a_missing_figure_is_named() {
        let mut figures = all_figures();
        figures.remove("send_64_default");
        assert!(calls_table(&figures).unwrap_err().to_string().contains("send_64_default"));
    }
}
