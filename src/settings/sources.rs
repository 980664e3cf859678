//! Settings from the command line and the environment.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use godot::classes::Os;
use godot::obj::Singleton;

use super::{ARGUMENTS, VARIABLES, invalid};
use crate::contract::InitFailure;

/// The prefix of all arguments.
const ARGUMENT_PREFIX: &str = "--steam-";
/// The prefix of all environment variables except Steam's own.
const VARIABLE_PREFIX: &str = "STEAM_NETWORKING_";

/// The arguments after Godot's `--`.
fn arguments() -> Vec<String> {
    let arguments = Os::singleton().get_cmdline_user_args().to_vec();
    arguments.iter().map(ToString::to_string).collect()
}

/// The value of `name=value` among them, without surrounding spaces.
pub fn argument(name: &str) -> Option<String> {
    arguments().iter().find_map(|argument| {
        let (key, value) = argument.split_once('=')?;
        (key == name).then(|| value.trim().to_owned())
    })
}

/// An environment variable, without surrounding spaces, which `set X=value && …` on Windows leaves. `None` if nothing remains.
pub fn variable(name: &str) -> Result<Option<String>, InitFailure> {
    let Some(value) = env::var_os(name) else { return Ok(None) };
    let text = value.to_str().ok_or_else(|| {
        invalid(format!("the environment variable {name} is {}, which is not valid UTF-8", value.display()))
    })?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// The folder that an environment variable names. It has to be absolute, because processes that meet there may have been
/// started in different folders.
pub fn folder(variable: &str) -> Result<Option<PathBuf>, InitFailure> {
    let Some(value) = env::var_os(variable) else { return Ok(None) };
    folder_of(variable, value)
}

fn folder_of(variable: &str, value: OsString) -> Result<Option<PathBuf>, InitFailure> {
    let folder = match value.to_str() {
        Some(text) => PathBuf::from(text.trim()),
        None => PathBuf::from(value),
    };
    if folder.as_os_str().is_empty() {
        return Ok(None);
    }
    if !folder.is_absolute() {
        let message = format!(
            "the environment variable {variable} is {}: it must be an absolute path, so that all \
            processes use the same folder",
            folder.display()
        );
        return Err(invalid(message));
    }
    Ok(Some(folder))
}

/// Mistakes in settings of this extension: a wrong name, a missing `=`, the wrong side of Godot's `--`, a second value.
pub fn passed_over() -> Vec<String> {
    let before = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let variables = env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    complaints(before.take_while(|argument| argument != "--" && argument != "++"), &arguments(), variables)
}

fn complaints(
    before: impl Iterator<Item = String>,
    after: &[String],
    variables: impl Iterator<Item = String>,
) -> Vec<String> {
    let known = format!("the known ones are {}=…", ARGUMENTS.join("=…, "));
    let mut complaints = Vec::new();
    for argument in before.filter(|argument| argument.starts_with(ARGUMENT_PREFIX)) {
        complaints.push(format!(
            "the command line has {argument} in the wrong place: it must come after Godot's --, as in `-- {argument}`"
        ));
    }
    let mut seen = Vec::new();
    for argument in after.iter().filter(|argument| argument.starts_with(ARGUMENT_PREFIX)) {
        match argument.split_once('=').filter(|(name, _)| ARGUMENTS.contains(name)) {
            Some((name, _)) if seen.contains(&name) => {
                complaints.push(format!("the command line has {argument}, but the earlier {name}= is used"));
            }
            Some((name, _)) => seen.push(name),
            None => complaints.push(format!("the command line has {argument}; {known}")),
        }
    }
    for name in variables.filter(|name| name.starts_with(VARIABLE_PREFIX)) {
        if !VARIABLES.contains(&name.as_str()) {
            let known = VARIABLES.join(", ");
            complaints.push(format!("the environment has {name}; the known variables are {known}"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints_of(before: &[&str], after: &[&str], variables: &[&str]) -> Vec<String> {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        complaints(texts(before).into_iter(), &texts(after), texts(variables).into_iter())
    }

    #[test]
    fn what_is_read_is_no_complaint() {
        let after = ["--steam-user=2", "--steam-platform=local", "--player=1"];
        assert_eq!(
            complaints_of(&["--headless", "--path", "x"], &after, &["STEAM_NETWORKING_USER", "PATH"]),
            [""; 0]
        );
    }

    #[test]
    fn what_is_not_read_is_named_with_the_reason() {
        for (before, after, variables, reason) in [
            (&["--steam-user=7"][..], &[][..], &[][..], "after Godot's --"),
            (&[], &["--steam-user"], &[], "--steam-user; the known ones"),
            (&[], &["--steam-colour=red"], &[], "--steam-colour=red; the known ones"),
            (
                &[],
                &["--steam-user=1", "--steam-user=2"],
                &[],
                "--steam-user=2, but the earlier --steam-user=",
            ),
            (&[], &[], &["STEAM_NETWORKING_USR"], "STEAM_NETWORKING_USR; the known variables"),
        ] {
            let complaints = complaints_of(before, after, variables);
            assert_eq!(complaints.len(), 1, "{complaints:?}");
            assert!(complaints[0].contains(reason), "{complaints:?}");
        }
    }

    #[test]
    fn a_folder_is_absolute_whatever_its_name() {
        assert_eq!(folder_of("DIR", " ".into()).unwrap(), None);
        for relative in ["here", "./here", "~/here"] {
            assert!(folder_of("DIR", relative.into()).unwrap_err().message.contains(relative));
        }
        let absolute = env::temp_dir();
        let mut padded = OsString::from(" ");
        padded.push(&absolute);
        padded.push(" ");
        assert_eq!(folder_of("DIR", padded).unwrap(), Some(absolute));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_need_not_be_utf_8() {
        use std::os::unix::ffi::OsStringExt;
        let name = OsString::from_vec(b"/tmp/caf\xe9".to_vec());
        assert_eq!(folder_of("DIR", name.clone()).unwrap(), Some(PathBuf::from(name)));
    }
}
