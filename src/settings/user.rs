//! Who this process wants to be among the local users.

use crate::platform::local::UserChoice;

/// A number from 1, a name, or nothing.
pub fn parse(text: &str) -> UserChoice {
    match (text, text.parse()) {
        ("", _) => UserChoice::LowestFree,
        (_, Ok(0)) => UserChoice::LowestFree,
        (_, Ok(number)) => UserChoice::Number(number),
        (name, Err(_)) => UserChoice::Named(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_a_number_a_name_or_the_lowest_free() {
        assert_eq!(parse(""), UserChoice::LowestFree);
        assert_eq!(parse("0"), UserChoice::LowestFree);
        assert_eq!(parse("3"), UserChoice::Number(3));
        assert_eq!(parse("Ada"), UserChoice::Named("Ada".to_owned()));
    }
}
