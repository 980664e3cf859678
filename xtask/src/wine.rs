//! Windows programs on a machine without Windows: Wine, with a folder of its own below `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{paths, process};

/// The time limit for starting a program.
const LIMIT: Duration = Duration::from_secs(180);

/// The source of random numbers for Rust programs, which Wine 8 lacks: the same under an older name.
const RANDOM: &str = "LIBRARY bcryptprimitives.dll\nEXPORTS\n  ProcessPrng=advapi32.SystemFunction036\n";

/// A Wine that is ready.
pub(crate) struct Wine {
    program: PathBuf,
    prefix: PathBuf,
}

impl Wine {
    /// The machine's Wine, which is missing if there is none.
    pub(crate) fn find() -> Result<Self> {
        Self::find_if_there()?.context("wine64 is missing: apt-get install wine64")
    }

    /// The machine's Wine, or `None` if it has none.
    pub(crate) fn find_if_there() -> Result<Option<Self>> {
        let debian = PathBuf::from("/usr/lib/wine/wine64");
        let Some(program) = which::which("wine64").ok().or(Some(debian)).filter(|program| program.exists())
        else {
            return Ok(None);
        };
        let wine = Self { program, prefix: paths::root().join("target/wine") };
        let system = wine.prefix.join("drive_c/windows/system32");
        if !system.exists() {
            eprintln!("Preparing Wine …");
            fs::create_dir_all(&wine.prefix)?;
            wine.run(&["wineboot", "-i"])?;
        }
        let random = system.join("bcryptprimitives.dll");
        if !random.exists() {
            make_random(&wine.prefix, &random)?;
        }
        Ok(Some(wine))
    }

    /// Makes programs that `command` starts with [`Self::program`] run in this Wine.
    pub(crate) fn prepare(&self, command: &mut Command) {
        command.env("WINEPREFIX", &self.prefix).env("WINEDEBUG", "-all").env_remove("DISPLAY");
    }

    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Whether a library loads with its dependencies.
    pub(crate) fn loads(&self, library: &Path) -> Result<bool> {
        // This program loads a library and then calls one of its functions. Ours has none of that name.
        const NO_SUCH_FUNCTION: i32 = 4;
        const CANNOT_LOAD: i32 = 3;
        let folder = library.parent().context("a library without a folder")?;
        let name = library.file_name().context("a library without a name")?.to_string_lossy();
        let mut command = Command::new(&self.program);
        command.current_dir(folder).args(["regsvr32", "/s", &name]);
        match self.status(command)? {
            Some(NO_SUCH_FUNCTION) => Ok(true),
            Some(CANNOT_LOAD) => Ok(false),
            other => bail!("Wine's regsvr32 ended with {other:?}, which says nothing of {name}"),
        }
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.args(arguments);
        match self.status(command)? {
            Some(0) => Ok(()),
            other => bail!("wine64 {} ended with {other:?}", arguments.join(" ")),
        }
    }

    fn status(&self, mut command: Command) -> Result<Option<i32>> {
        self.prepare(&mut command);
        let outcomes = process::run_together(&mut [command], Some(LIMIT), |_, _| true)?;
        let outcome = outcomes.first().context("Wine was not started")?;
        Ok(outcome.status.and_then(|status| status.code()))
    }
}

/// A file or folder of this machine, as programs under Wine call it: absolute, on the drive that has all of it.
pub(crate) fn path(path: &Path) -> PathBuf {
    PathBuf::from(format!("Z:{}", path.display()))
}

fn make_random(work: &Path, to: &Path) -> Result<()> {
    let definition = work.join("random.def");
    fs::write(&definition, RANDOM)?;
    let mut command = Command::new("x86_64-w64-mingw32-gcc");
    command.args(["-shared", "-nostdlib"]).arg(&definition).arg("-o").arg(to);
    process::run(&mut command).context("a library that this Wine lacks cannot be made")
}
