//! What is measured of the local platform without the engine, by a program of its own (`benches/local/measure/`).

use std::collections::HashMap;
use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::extension::cargo;
use crate::process;

/// A figure of the program, what it is held against, and whether it is to be below or above so many times that.
struct Row {
    label: &'static str,
    figure: &'static str,
    baseline: Option<&'static str>,
    aim: &'static str,
}

const fn row(label: &'static str, figure: &'static str, baseline: &'static str, aim: &'static str) -> Row {
    Row { label, figure, baseline: Some(baseline), aim }
}

const fn alone(label: &'static str, figure: &'static str, aim: &'static str) -> Row {
    Row { label, figure, baseline: None, aim }
}

const ROWS: &[Row] = &[
    alone("20 packets a frame to and from 1 peer, ns a packet", "peers_1_ns", ""),
    row("  8 peers", "peers_8_ns", "peers_1_ns", ""),
    row("  32 peers", "peers_32_ns", "peers_1_ns", ""),
    row("  128 peers", "peers_128_ns", "peers_1_ns", "<= 1.2"),
    row("1 MiB reliable, MiB/s, to TCP", "large_mib_per_second", "large_tcp_mib_per_second", ">= 1"),
    alone("idle session, KiB, shared memory counted half", "session_pss_kib", "<= 8"),
    alone("idle session, KiB, all that is resident", "session_rss_kib", "<= 8"),
];

/// The ways of a packet, as the program names them.
const WAYS: [&str; 4] = ["packets", "messages", "sockets", "peer"];

/// Builds the program and runs it; `quick` only to see that it works, which gives fewer figures.
pub(crate) fn measure(quick: bool, limit: Duration) -> Result<HashMap<String, f64>> {
    let program = |verb: &str| {
        let mut command = cargo();
        command.args([verb, "--package", "steam_networking", "--example", "measure"]);
        if !quick {
            command.arg("--release");
        }
        command
    };
    eprintln!("Building what is measured without the engine …");
    process::run(&mut program("build"))?;
    eprintln!("Measuring, about half a minute on a free machine …");
    let mut command = program("run");
    if quick {
        command.args(["--", "--quick"]);
    }
    let outcomes = process::run_together(&mut [command], Some(limit), |_, _| true)?;
    let outcome = outcomes.first().context("no process was started")?;
    if !outcome.succeeded() {
        bail!("the program that measures failed; all output:\n{}", outcome.output.join("\n"));
    }
    Ok(outcome.output.iter().filter_map(|line| parse(line)).collect())
}

/// Reads a line `BENCH name value`.
pub(crate) fn parse(line: &str) -> Option<(String, f64)> {
    let (name, value) = line.strip_prefix("BENCH ")?.split_once(' ')?;
    Some((name.to_owned(), value.parse().ok()?))
}

/// The figures of a run, as two tables. What a quick run leaves out is left out.
pub(crate) fn table(figures: &HashMap<String, f64>) -> Result<String> {
    let mut table =
        format!("{:<54}{:>12}{:>12}{:>10}{:>10}\n", "without the engine", "", "baseline", "ratio", "aim");
    for Row { label, figure, baseline, aim } in ROWS {
        let Some(value) = figures.get(*figure) else { continue };
        let baseline = baseline.and_then(|name| figures.get(name));
        let shown = baseline.map_or("-".to_owned(), |baseline| format!("{baseline:.1}"));
        let ratio = baseline.map_or("-".to_owned(), |baseline| format!("{:.2}", value / baseline));
        writeln!(table, "{label:<54}{value:>12.1}{shown:>12}{ratio:>10}{aim:>10}")?;
    }
    writeln!(table, "\n{:<54}{:>12}{:>12}", "allocations a packet", "send", "take")?;
    for way in WAYS {
        for kind in ["reliable_64", "unreliable_64", "reliable_1024", "unreliable_1024"] {
            let figure = |step: &str| {
                let name = format!("allocations_{way}_{kind}_{step}");
                figures.get(&name).copied().with_context(|| format!("the program gave no figure for {name}"))
            };
            let label = format!("{way}, {}", kind.replace('_', ", "));
            writeln!(table, "{label:<54}{:>12.2}{:>12.2}", figure("send")?, figure("take")?)?;
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_and_other_lines_are_not() {
        assert_eq!(parse("BENCH size_all 21.5"), Some(("size_all".to_owned(), 21.5)));
        assert_eq!(parse("BENCH size_all soon"), None);
        assert_eq!(parse("Godot Engine v4.6"), None);
    }

    #[test]
    fn the_table_has_ratios_and_names_a_missing_figure() {
        let mut figures: HashMap<String, f64> = HashMap::new();
        for way in WAYS {
            for kind in ["reliable_64", "unreliable_64", "reliable_1024", "unreliable_1024"] {
                for step in ["send", "take"] {
                    figures.insert(format!("allocations_{way}_{kind}_{step}"), 1.0);
                }
            }
        }
        figures.insert("peers_1_ns".to_owned(), 100.0);
        figures.insert("peers_128_ns".to_owned(), 150.0);
        let shown = table(&figures).unwrap();
        assert!(
            shown.lines().any(|line| line.starts_with("  128 peers") && line.contains("1.50")),
            "{shown}"
        );
        figures.remove("allocations_peer_reliable_64_take");
        assert!(table(&figures).unwrap_err().to_string().contains("allocations_peer_reliable_64_take"));
    }
}
