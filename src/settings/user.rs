//! The choice of the local user.

use super::invalid;
use crate::contract::InitFailure;
use crate::platform::local::UserChoice;
use crate::platform::local::identity::{MAX_NAME_BYTES, MAX_USER_NUMBER};

/// A number from 1, a name, or nothing. `source` names its source.
pub fn parse(text: &str, source: &str) -> Result<UserChoice, InitFailure> {
    let wrong = |problem: &str| {
        Err(invalid(format!(
            "The local user \"{}\" ({source}) {problem}: it must be a number from 1 to {MAX_USER_NUMBER}, or a name.",
            text.escape_debug()
        )))
    };
    if text.is_empty() || text == "0" {
        return Ok(UserChoice::LowestFree);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text.parse().ok().filter(|number| (1..=MAX_USER_NUMBER).contains(number));
        return number
            .map_or_else(|| wrong("is too large a number"), |number| Ok(UserChoice::Number(number)));
    }
    // -1 or 2.0 is not meant as a name.
    let like_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    if like_number && text.parse::<f64>().is_ok() {
        return wrong("is not a whole number from 1");
    }
    if text.chars().any(char::is_control) {
        return wrong("has unprintable characters");
    }
    if text.len() > MAX_NAME_BYTES {
        return wrong(&format!("is longer than {MAX_NAME_BYTES} bytes in UTF-8"));
    }
    Ok(UserChoice::Named(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_a_number_a_name_or_the_lowest_free() {
        let parse = |text| parse(text, "a test").unwrap();
        assert_eq!(parse(""), UserChoice::LowestFree);
        assert_eq!(parse("0"), UserChoice::LowestFree);
        assert_eq!(parse("3"), UserChoice::Number(3));
        assert_eq!(parse("100000"), UserChoice::Number(100_000));
        for name in ["Ada", "3D", "2 fast", "-Zoë-", "nan", "Infinity", "1.2.3"] {
            assert_eq!(parse(name), UserChoice::Named(name.to_owned()));
        }
    }

    #[test]
    fn what_is_neither_a_number_of_a_user_nor_a_name_is_refused_and_named() {
        let long = "é".repeat(65);
        for wrong in [
            "-1",
            "2.0",
            "+2",
            "1e3",
            ".5",
            "100001",
            "4294967296",
            "99999999999999999999",
            "A\u{7}da",
            &long,
        ] {
            let failure = parse(wrong, "a test").unwrap_err();
            assert!(failure.message.contains("a test"), "{failure}");
            assert!(failure.message.contains(&wrong.escape_debug().to_string()), "{failure}");
        }
    }
}
