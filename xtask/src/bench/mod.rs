//! The benchmarks' measurements, their aims, and the tables of their figures.

mod c_library;
mod case;
mod idle;
mod machine;
mod native;
mod players;
mod rows;
mod start;
mod table;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::engine::{self, Godot};
use crate::engine_tests::FreshProject;
use crate::extension::{self, Libraries, Profile};

pub(crate) use case::Case;
use table::Figures;

/// The amount of measurements.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    /// Just enough to see that it works, without a release build.
    pub(crate) quick: bool,
    /// Processes of the mesh, and packets of each in a frame.
    pub(crate) processes: u32,
    pub(crate) packets: u32,
}

impl Scale {
    fn profile(self) -> Profile {
        Profile::new(!self.quick)
    }
}

/// The common needs of all cases.
struct Bench {
    godot: Godot,
    libraries: Libraries,
    /// The program that measures without the engine.
    program: PathBuf,
    scale: Scale,
    /// The project for the local platform, and that over a library that does nothing, once a case has needed them.
    local: OnceCell<FreshProject>,
    null: OnceCell<FreshProject>,
}

/// Measures the cases, prints a table of each when it is done, and writes all of it as JSON.
pub(crate) fn run(cases: &[Case], scale: Scale, json: &Path) -> Result<()> {
    let godot = engine::find()?;
    eprintln!("Godot {}, {}.", godot.version, godot.origin);
    // Before the extension, which this compiles as well, but as the program's dev-dependencies want it.
    let program = extension::build_program("measure", !scale.quick)?;
    let libraries = extension::build(scale.profile())?;
    let bench = Bench { godot, libraries, program, scale, local: OnceCell::new(), null: OnceCell::new() };
    println!("{}\n", machine::described(&bench.godot.version));
    let mut figures = Figures::new();
    let mut rows = Vec::new();
    for case in cases {
        let name = case.name();
        if let Some(why) = case.missing() {
            println!("left out: {name}, since {why}\n");
            continue;
        }
        eprintln!("Measuring: {name} …");
        let measured = bench.measure(*case).with_context(|| format!("the case {name} failed"))?;
        figures.extend(measured.into_iter().map(|(figure, value)| (format!("{name}.{figure}"), value)));
        for table in rows::of(*case) {
            println!("{}", table.markdown(&figures)?);
            rows.extend(table.json(&figures)?);
        }
        if *case == Case::Native {
            println!("{}", native::allocations(&figures)?);
        }
    }
    let sorted: BTreeMap<_, _> = figures.iter().collect();
    let all = json!({
        "machine": machine::described(&bench.godot.version), "quick": scale.quick, "rows": rows, "figures": sorted,
    });
    std::fs::write(json, serde_json::to_string_pretty(&all)? + "\n")
        .with_context(|| format!("cannot write {}", json.display()))?;
    eprintln!("The figures are in {}.", json.display());
    Ok(())
}

impl Bench {
    fn measure(&self, case: Case) -> Result<Figures> {
        match case {
            Case::Null => self.null(),
            Case::Allocations => self.allocations(),
            Case::Calls | Case::Batches | Case::Streams | Case::Frames | Case::Rpcs => self.pair(case),
            Case::Mesh => self.mesh(),
            Case::Lobby => self.lobby(),
            Case::Start => self.start(),
            Case::Idle => self.idle(),
            Case::Native => native::measure(&self.program, self.scale.quick),
            Case::Size => self.size(),
        }
    }

    /// The library for release exports, as packages have it; of a quick run, that of debugging.
    fn size(&self) -> Result<Figures> {
        let bytes = std::fs::metadata(&self.libraries.extension)?.len();
        Ok([("library_mb".to_owned(), bytes as f64 / 1_000_000.0)].into())
    }
}
