//! `cargo xtask bench`: what the addon costs and carries, beside what stands for the least and beside ENet.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::bench::{self, Case, Scale};
use crate::paths;

/// Measures what the addon costs a game and carries between games, and says which aims are met
///
/// Runs in headless engines with the library built for release. The machine should do nothing else meanwhile.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The cases to measure; all by default
    #[arg(value_name = "CASE")]
    cases: Vec<Case>,
    /// Only check that everything can be measured, in about a minute and without a release build
    #[arg(long)]
    quick: bool,
    /// Processes of the mesh: 32, or of a quick run 3
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(2..=64))]
    processes: Option<u32>,
    /// Packets that each process of the mesh sends in a frame
    #[arg(long, value_name = "COUNT", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1000))]
    packets: u32,
    /// The file for the figures as JSON
    #[arg(long, value_name = "PATH", default_value = "target/bench.json")]
    json: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let cases = if arguments.cases.is_empty() { Case::value_variants() } else { &arguments.cases };
    let few = if arguments.quick { 3 } else { 32 };
    let scale = Scale {
        quick: arguments.quick,
        processes: arguments.processes.unwrap_or(few),
        packets: arguments.packets,
    };
    bench::run(cases, scale, &paths::root().join(&arguments.json))
}

/// Everything once, to see that it works.
pub(crate) fn run_quickly() -> Result<()> {
    let scale = Scale { quick: true, processes: 3, packets: 20 };
    bench::run(Case::value_variants(), scale, &paths::root().join("target/bench_quick.json"))
}
