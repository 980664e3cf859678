//! Where settings come from besides the project: the command line and the environment.

use godot::classes::Os;
use godot::obj::Singleton;

/// The value of `name=value` among the arguments after Godot's `--`.
pub fn argument(name: &str) -> Option<String> {
    let arguments = Os::singleton().get_cmdline_user_args();
    arguments.as_slice().iter().find_map(|argument| {
        let argument = String::from(argument);
        let (key, value) = argument.split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// An environment variable that is not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
