//! The number of this instance among several, from the command line.

use std::sync::OnceLock;

use super::sources;

/// The name of the argument.
pub const ARGUMENT: &str = "--steam-instance";
/// The maximum number of instances.
const MOST: u32 = 64;

/// One of several instances that were started together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its number, from 1.
    pub number: u32,
    /// The number of instances.
    pub count: u32,
}

impl Instance {
    /// The instance from the command line; `None` if it is missing or wrong.
    pub fn told() -> Option<Instance> {
        written().as_ref().and_then(|text| parse(text))
    }

    /// The mistake in the command line, if there is one.
    pub fn complaint() -> Option<String> {
        let text = written().as_ref().filter(|text| parse(text).is_none())?;
        Some(format!(
            "the command line has {ARGUMENT}={text}, which is ignored: it must be this instance's number \
            and the number of all, such as 2/3, from 1/1 to {MOST}/{MOST}"
        ))
    }
}

/// The command line does not change.
fn written() -> &'static Option<String> {
    static WRITTEN: OnceLock<Option<String>> = OnceLock::new();
    WRITTEN.get_or_init(|| sources::argument(ARGUMENT))
}

fn parse(text: &str) -> Option<Instance> {
    let (number, count) = text.split_once('/')?;
    let (number, count) = (number.trim().parse().ok()?, count.trim().parse().ok()?);
    ((1..=MOST).contains(&count) && (1..=count).contains(&number)).then_some(Instance { number, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_is_a_number_of_several() {
        assert_eq!(parse("2/3"), Some(Instance { number: 2, count: 3 }));
        assert_eq!(parse(" 1 / 1 "), Some(Instance { number: 1, count: 1 }));
        for wrong in ["", "2", "2/", "/3", "0/3", "4/3", "-1/3", "1/65", "1/3/3", "a/b", "1.0/2"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
