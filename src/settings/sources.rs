//! Where settings come from besides the project: the command line and the environment.

use godot::classes::Os;
use godot::obj::Singleton;

/// The arguments after Godot's `--`.
pub fn arguments() -> impl Iterator<Item = String> {
    let arguments = Os::singleton().get_cmdline_user_args().to_vec();
    arguments.into_iter().map(|argument| argument.to_string())
}

/// The value of `name=value` among them.
pub fn argument(name: &str) -> Option<String> {
    arguments().find_map(|argument| {
        let (key, value) = argument.split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// An environment variable that is not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
