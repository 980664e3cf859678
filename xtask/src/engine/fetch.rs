//! Fetches Godot from Debian's own packages into a folder of its own, as an ordinary user and without touching the
//! system: apt works with private state, and the packages are unpacked, not installed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::launcher;

/// Debian 12 and 13 have no Godot 4; this suite of the same mirror has.
const SUITE: &str = "forky";

/// Godot, and what its windows and a virtual display need. Recommended packages are left out on purpose.
const PACKAGES: &[&str] = &[
    "godot",
    "fonts-dejavu-core",
    "libegl-mesa0",
    "libegl1",
    "libgl1",
    "libgl1-mesa-dri",
    "libglx-mesa0",
    "xkb-data",
    "xvfb",
];

/// The export templates of the same version: their packages, and their programs.
pub(super) const TEMPLATES: [&str; 2] = ["godot-template-debug", "godot-template-release"];

/// Apt's state, and its places in our folder.
const PRIVATE: &[(&str, &str)] = &[
    ("Dir::State", "state"),
    ("Dir::State::lists", "state/lists"),
    ("Dir::State::status", "status"),
    ("Dir::Cache", "cache"),
    ("Dir::Cache::archives", "cache/archives"),
    ("Dir::Log", "empty"),
];

/// Apt's sources, and their places in our folder.
const PRIVATE_SOURCES: &[(&str, &str)] = &[
    ("Dir::Etc::sourcelist", "sources.list"),
    ("Dir::Etc::sourceparts", "empty"),
    ("Dir::Etc::preferences", "empty/none"),
    ("Dir::Etc::preferencesparts", "empty"),
];

/// If root runs apt, it downloads as a user who may not enter our folder. The suite's Release file may be past the date
/// it names. Hooks of the machine's own setup are for the machine's own packages.
const SETTINGS: &str = r#"APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Check-Valid-Until "false";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Languages "none";
Acquire::Retries "3";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"#;

/// Overrides the folder that holds the fetched engine.
const CACHE_OVERRIDE: &str = "STEAM_NETWORKING_CACHE";

const INSTALL: &str =
    "install Godot 4.3 or later (https://godotengine.org/download) and set GODOT4_BIN to its executable";

/// The folder of the fetched engine, which is fetched first if it is missing.
pub(super) fn folder() -> Result<PathBuf> {
    let name = format!("godot-{SUITE}");
    fetched(&name, launcher::is_complete, "Godot, about 170 MB to load, 700 MB on disk", |work, into| {
        let apt = apt()?;
        let mirror = mirror(&apt, work)?;
        let arguments = ["-qq", "-y", "--download-only", "install"];
        let packages = download(&apt, work, &mirror, &arguments, PACKAGES)?;
        extract(&packages, &into.join("root"))?;
        launcher::write(into)
    })
}

/// The folder of the fetched engine's export templates, which are fetched first if they are missing.
pub(super) fn templates() -> Result<PathBuf> {
    let name = format!("godot-{SUITE}-templates");
    let is_complete =
        |folder: &Path| TEMPLATES.iter().all(|template| folder.join("usr/bin").join(template).is_file());
    fetched(&name, is_complete, "its export templates, about 42 MB to load, 170 MB on disk", |work, into| {
        let apt = apt()?;
        let mirror = mirror(&apt, work)?;
        // Their other dependencies are those of the engine, and are beside it.
        let packages = download(&apt, work, &mirror, &["-qq", "download"], &TEMPLATES)?;
        extract(&packages, into)
    })
}

/// A folder of the cache. If it is not complete, `fetch` fills a new one, with a temporary folder to work in.
fn fetched(
    name: &str,
    is_complete: impl Fn(&Path) -> bool,
    what: &str,
    fetch: impl FnOnce(&Path, &Path) -> Result<()>,
) -> Result<PathBuf> {
    let cache = cache_folder()?;
    let folder = cache.join(name);
    if is_complete(&folder) {
        return Ok(folder);
    }
    apt()?;
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;

    // Two commands that start at the same time fetch only once. The system frees the lock with the process.
    let lock = File::create(cache.join("fetch.lock")).context("cannot create the lock file of the cache")?;
    if lock.try_lock().is_err() {
        eprintln!("Another command is fetching Godot; waiting for it …");
        lock.lock().context("cannot lock the cache")?;
    }
    if is_complete(&folder) {
        return Ok(folder);
    }
    eprintln!("Fetching {what}, once, into {} …", folder.display());
    let work = tempfile::tempdir_in(&cache).context("cannot create a folder in the cache")?;
    let new = work.path().join("new");
    fs::create_dir(&new)?;
    fetch(work.path(), &new).with_context(|| {
        format!("Godot could not be fetched with apt; with a network that reaches Debian's mirror try again, or {INSTALL}")
    })?;
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot remove an incomplete engine from the cache")?;
    }
    fs::rename(&new, &folder).context("cannot move what was fetched into its place")?;
    Ok(folder)
}

fn apt() -> Result<PathBuf> {
    match (which::which("apt-get"), which::which("dpkg-deb")) {
        (Ok(apt), Ok(_)) => Ok(apt),
        _ => bail!("no Godot 4 was found, and it can only be fetched on Debian: {INSTALL}"),
    }
}

fn cache_folder() -> Result<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from(CACHE_OVERRIDE)
        .or_else(|| from("XDG_CACHE_HOME").map(|cache| cache.join("steam_networking")))
        .or_else(|| from("HOME").map(|home| home.join(".cache").join("steam_networking")))
        .with_context(|| {
            format!("neither HOME nor {CACHE_OVERRIDE} is set: no place to keep the fetched Godot")
        })
}

/// Lets apt download packages from [`SUITE`] with one of its commands, and returns their files.
fn download(
    apt: &Path,
    work: &Path,
    mirror: &str,
    arguments: &[&str],
    packages: &[&str],
) -> Result<Vec<PathBuf>> {
    let apt_folder = work.join("apt");
    let config = write_config(&apt_folder, Some(mirror))?;
    // Some of apt's commands leave the packages in its cache, others in the current folder.
    let archives = apt_folder.join("cache/archives");
    eprintln!("  reading the package lists of Debian {SUITE} …");
    run(Command::new(apt).arg("-c").arg(&config).args(["-qq", "update"]))?;
    eprintln!("  downloading …");
    run(Command::new(apt).current_dir(&archives).arg("-c").arg(&config).args(arguments).args(packages))?;
    let mut packages: Vec<PathBuf> = fs::read_dir(&archives)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .collect();
    if packages.is_empty() {
        bail!("apt downloaded nothing");
    }
    packages.sort();
    Ok(packages)
}

/// The address of the Debian mirror this machine is set up for.
fn mirror(apt: &Path, work: &Path) -> Result<String> {
    let ask = |arguments: &[&str]| -> Result<String> {
        let format = "$(ORIGIN)|$(LABEL)|$(REPO_URI)";
        let output = Command::new(apt)
            .args(arguments)
            .args(["indextargets", "--format", format, "Created-By: Packages"])
            .stderr(Stdio::inherit())
            .output()
            .context("cannot run apt-get")?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    if let Some(mirror) = debian_mirror(&ask(&[])?) {
        return Ok(mirror);
    }
    // A machine that has never run `apt-get update` lists nothing, so its sources are read into our own folder.
    eprintln!("  asking this machine's package sources for their mirror …");
    let config = write_config(&work.join("sources"), None)?;
    let config = config.to_string_lossy();
    run(Command::new(apt).args(["-c", &config, "-qq", "update"]))?;
    debian_mirror(&ask(&["-c", &config])?)
        .with_context(|| format!("this machine's package sources name no Debian mirror: {INSTALL}"))
}

/// Picks the main archive from lines of origin, label and address; the security archive has no other suites.
fn debian_mirror(targets: &str) -> Option<String> {
    targets.lines().find_map(|line| match line.split('|').collect::<Vec<_>>()[..] {
        ["Debian", "Debian", uri] if !uri.is_empty() => Some(uri.to_owned()),
        _ => None,
    })
}

/// Writes an apt configuration that keeps everything in `folder`, and with a mirror reads [`SUITE`] from it alone.
fn write_config(folder: &Path, mirror: Option<&str>) -> Result<PathBuf> {
    for part in ["state/lists/partial", "cache/archives/partial", "empty"] {
        fs::create_dir_all(folder.join(part))?;
    }
    fs::write(folder.join("status"), "")?;
    let setting = |(key, part): &(&str, &str)| format!("{key} \"{}\";\n", folder.join(part).display());
    let mut config: String = PRIVATE.iter().map(setting).collect();
    config += SETTINGS;
    if let Some(mirror) = mirror {
        let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
        fs::write(folder.join("sources.list"), format!("deb [signed-by={keyring}] {mirror} {SUITE} main\n"))?;
        config += &PRIVATE_SOURCES.iter().map(setting).collect::<String>();
    }
    let path = folder.join("apt.conf");
    fs::write(&path, config)?;
    Ok(path)
}

fn extract(packages: &[PathBuf], into: &Path) -> Result<()> {
    let unpack = which::which("dpkg-deb").context("dpkg-deb is gone")?;
    eprintln!("  unpacking {} packages …", packages.len());
    fs::create_dir_all(into)?;
    packages.iter().try_for_each(|package| run(Command::new(&unpack).arg("-x").arg(package).arg(into)))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {}", command.get_program().display()))?;
    if !status.success() {
        bail!("{command:?} failed ({status})");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_the_main_archive_of_debian() {
        let targets = "Google|Cloud|https://a.invalid/\nDebian|Debian-Security|http://b.invalid/debian-security/\n\
                       Debian|Debian|http://c.invalid/debian/\nDebian|Debian|http://d.invalid/debian/\n";
        assert_eq!(debian_mirror(targets).as_deref(), Some("http://c.invalid/debian/"));
    }

    #[test]
    fn a_machine_of_another_distribution_has_no_mirror() {
        assert_eq!(debian_mirror("Ubuntu|Ubuntu|http://a.invalid/ubuntu/\n\nDebian|Debian\n"), None);
    }

    #[test]
    fn apt_is_kept_out_of_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let config =
            fs::read_to_string(write_config(folder.path(), Some("http://a.invalid/debian/")).unwrap())
                .unwrap();
        for (key, part) in PRIVATE.iter().chain(PRIVATE_SOURCES) {
            let line = format!("{key} \"{}\";", folder.path().join(part).display());
            assert!(config.lines().any(|found| found == line), "{key} is not private in:\n{config}");
        }
        let sources = fs::read_to_string(folder.path().join("sources.list")).unwrap();
        assert!(sources.contains("signed-by=") && sources.ends_with("http://a.invalid/debian/ forky main\n"));
    }
}
