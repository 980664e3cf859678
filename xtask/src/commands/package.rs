//! `cargo xtask package`: the zip files that users get.

use anyhow::Result;
use clap::Args;

use crate::package::{self, Kind};
use crate::target::Target;

/// Makes the packages in dist/: the addon, the demo with the addon in place, and the symbols of the libraries
///
/// Without options, it makes them for Windows, Linux and macOS with cross compilers on one machine, and names missing
/// tools.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only for this machine, with its own compiler
    #[arg(long, conflicts_with = "only")]
    host: bool,
    /// Only for one of the targets, with its cross compiler: linux-x86_64, linux-arm64, windows-x86_64, macos
    #[arg(long, value_name = "TARGET", value_parser = target)]
    only: Option<Target>,
    /// Keep the sizes as those of the last release, which later ones are compared with
    #[arg(long, conflicts_with_all = ["host", "only"])]
    record: bool,
}

pub(super) fn target(name: &str) -> Result<Target, String> {
    let found = Target::ALL.into_iter().find(|target| target.folder() == name);
    found.ok_or_else(|| format!("a target is {}", Target::ALL.map(Target::folder).join(", ")))
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.host {
        return package::make(Kind::Host, &[Target::host()?], false);
    }
    let targets = arguments.only.map_or(Target::ALL.to_vec(), |target| vec![target]);
    package::make(Kind::Full, &targets, arguments.record)
}
