//! Language and country of the machine's locale (`de_AT.UTF-8`), in Steam's terms.

/// Steam's name for the language of `locale`, `english` if it has none.
pub fn for_locale(locale: &str) -> &'static str {
    let (language, country) = split(locale);
    match (language, country) {
        ("ar", _) => "arabic",
        ("bg", _) => "bulgarian",
        ("zh", Some("TW" | "HK" | "MO")) => "tchinese",
        ("zh", _) => "schinese",
        ("cs", _) => "czech",
        ("da", _) => "danish",
        ("nl", _) => "dutch",
        ("fi", _) => "finnish",
        ("fr", _) => "french",
        ("de", _) => "german",
        ("el", _) => "greek",
        ("hu", _) => "hungarian",
        ("id", _) => "indonesian",
        ("it", _) => "italian",
        ("ja", _) => "japanese",
        ("ko", _) => "koreana",
        ("nb" | "nn" | "no", _) => "norwegian",
        ("pl", _) => "polish",
        ("pt", Some("BR")) => "brazilian",
        ("pt", _) => "portuguese",
        ("ro", _) => "romanian",
        ("ru", _) => "russian",
        ("es", Some("ES") | None) => "spanish",
        ("es", _) => "latam",
        ("sv", _) => "swedish",
        ("th", _) => "thai",
        ("tr", _) => "turkish",
        ("uk", _) => "ukrainian",
        ("vi", _) => "vietnamese",
        _ => "english",
    }
}

/// The country of `locale` in two letters, `US` if it names none.
pub fn country_of_locale(locale: &str) -> &str {
    split(locale).1.unwrap_or("US")
}

/// `language[_COUNTRY][.encoding][@variant]`
fn split(locale: &str) -> (&str, Option<&str>) {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    let (language, country) = name.split_once(['_', '-']).unwrap_or((name, ""));
    let is_country = country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase());
    (language, is_country.then_some(country))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_have_steams_languages() {
        for (locale, language) in [
            ("de_AT.UTF-8", "german"),
            ("ko_KR", "koreana"),
            ("pt_BR.UTF-8", "brazilian"),
            ("pt", "portuguese"),
            ("es_MX", "latam"),
            ("es_ES@euro", "spanish"),
            ("zh_TW", "tchinese"),
            ("zh-CN", "schinese"),
            ("C.UTF-8", "english"),
            ("", "english"),
        ] {
            assert_eq!(for_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn locales_have_their_country_or_else_the_united_states() {
        for (locale, country) in
            [("de_AT.UTF-8", "AT"), ("pt_BR@x", "BR"), ("fr", "US"), ("C.UTF-8", "US"), ("x_é", "US")]
        {
            assert_eq!(country_of_locale(locale), country, "{locale}");
        }
    }
}
