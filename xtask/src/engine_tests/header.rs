//! The comments at the head of a test script with its options.
//!
//! ```gdscript
//! ## rule: lobby.data, lobby.chat
//! ## platform: local, steam
//! ## players: 2
//! ## timeout: 120
//! ## env: STEAM_NETWORKING_CONDITIONS=latency=50
//! ## setting: steam/initialization/initialize_on_startup=true
//! ```

use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::Platform;

/// The options of a test.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The only platforms of the test: `platform`, separated by commas. By default it runs on all, so that none is
    /// forgotten.
    pub(crate) only_on: Vec<Platform>,
    /// The number of processes that play together: `players`, 1 to 64.
    pub(crate) players: usize,
    /// The time limit of the test: `timeout`, in seconds.
    pub(crate) timeout: Duration,
    /// Parts of expected error lines, which the engine must print: `expect-error`, one per line.
    pub(crate) expected_errors: Vec<String>,
    /// Beginnings of lines that are dropped together with the indented lines below them: `forget`, one per line. This is
    /// for tests that raise thousands of errors and check them themselves.
    pub(crate) forgotten: Vec<String>,
    /// Environment variables: `env`, one `KEY=VALUE` per line.
    pub(crate) environment: Vec<(String, String)>,
    /// Project settings of this test that replace the project's: `setting`, one `name=value` per line, with the value as
    /// in `project.godot`.
    pub(crate) settings: Vec<(String, String)>,
    /// Players, counted from 1, that may end in any way: `may-die`, separated by commas.
    pub(crate) may_die: Vec<usize>,
    /// Players, counted from 1, whose engine player 1 debugs: `debugged`, separated by commas.
    pub(crate) debugged: Vec<usize>,
    /// Further arguments for the engine, before its `--`: `args`.
    pub(crate) arguments: Vec<String>,
    /// Further arguments for the game, after the engine's `--`: `user-args`.
    pub(crate) user_arguments: Vec<String>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            only_on: Vec::new(),
            players: 1,
            timeout: Duration::from_secs(60),
            expected_errors: Vec::new(),
            forgotten: Vec::new(),
            environment: Vec::new(),
            settings: Vec::new(),
            may_die: Vec::new(),
            debugged: Vec::new(),
            arguments: Vec::new(),
            user_arguments: Vec::new(),
        }
    }
}

impl Header {
    /// Reads the header of a script: its lines up to the first function.
    ///
    /// A misspelled key would silently change the test, so it is an error.
    pub(crate) fn parse(script: &str) -> Result<Self> {
        let mut header = Self::default();
        for line in script.lines().take_while(|line| !line.starts_with("func ")) {
            let Some((key, value)) = line.strip_prefix("## ").and_then(|line| line.split_once(": ")) else {
                continue;
            };
            let is_key = !key.is_empty() && key.chars().all(|char| char.is_ascii_lowercase() || char == '-');
            if is_key {
                header.set(key, value.trim()).with_context(|| format!("in the header line {line:?}"))?;
            }
        }
        let mut named = header.may_die.iter().chain(&header.debugged);
        if let Some(player) = named.find(|&&player| player == 0 || player > header.players) {
            bail!("may-die or debugged names player {player}, but there are {}", header.players);
        }
        Ok(header)
    }

    /// Whether the test is for a platform.
    pub(crate) fn is_for(&self, platform: Platform) -> bool {
        self.only_on.is_empty() || self.only_on.contains(&platform)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        match key {
            "platform" => {
                for name in value.split(',') {
                    let named = Platform::ALL.into_iter().find(|platform| platform.name() == name.trim());
                    self.only_on.push(named.context("a platform is local, steam or messages")?);
                }
            }
            "players" => {
                self.players = value.parse()?;
                if !(1..=64).contains(&self.players) {
                    bail!("the number of players is between 1 and 64");
                }
            }
            "timeout" => self.timeout = Duration::from_secs(value.parse()?),
            "expect-error" => self.expected_errors.push(value.to_owned()),
            "forget" => self.forgotten.push(value.to_owned()),
            "env" => {
                let (name, value) = value.split_once('=').context("not of the form KEY=VALUE")?;
                self.environment.push((name.to_owned(), value.to_owned()));
            }
            "setting" => {
                let (name, value) = value.split_once('=').context("not of the form name=value")?;
                if !name.contains('/') {
                    bail!("the name of a project setting has a section, as in application/config/name");
                }
                self.settings.push((name.to_owned(), value.to_owned()));
            }
            "may-die" => {
                for player in value.split(',') {
                    self.may_die.push(player.trim().parse()?);
                }
            }
            "debugged" => {
                for player in value.split(',') {
                    self.debugged.push(player.trim().parse()?);
                }
            }
            // For `docs/rules.md`; they do not affect the run.
            "rule" => {}
            "user-args" => self.user_arguments.extend(value.split_whitespace().map(str::to_owned)),
            "args" => self.arguments.extend(value.split_whitespace().map(str::to_owned)),
            _ => bail!("there is no header {key:?}"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_without_a_header_is_one_player_for_a_minute() {
        let header = Header::parse("extends TestCase\n\n\nfunc run() -> void:\n\tpass\n").unwrap();
        assert_eq!(header, Header::default());
        assert_eq!((header.players, header.timeout), (1, Duration::from_secs(60)));
    }

    #[test]
    fn every_key_is_read() {
        let header = Header::parse(
            "extends TestCase\n## Two players, and one is killed. Note: prose is no header.\n## platform: steam, local\n## players: 3\n## timeout: 120\n\
             ## expect-error: first: part\n## expect-error: second\n## env: A=b=c\n## env: EMPTY=\n## may-die: 2, 3\n## debugged: 2\n\
             ## setting: a/b/c=\"d=e\"\n## args: --fixed-fps 30\n## user-args: --a=b -c\n\
             ## forget: ERROR: mine.\n## rule: a.b, c.d\n",
        )
        .unwrap();
        let expected = Header {
            only_on: vec![Platform::Steam, Platform::Local],
            players: 3,
            timeout: Duration::from_secs(120),
            expected_errors: vec!["first: part".into(), "second".into()],
            forgotten: vec!["ERROR: mine.".into()],
            environment: vec![("A".into(), "b=c".into()), ("EMPTY".into(), String::new())],
            settings: vec![("a/b/c".into(), "\"d=e\"".into())],
            may_die: vec![2, 3],
            debugged: vec![2],
            arguments: vec!["--fixed-fps".into(), "30".into()],
            user_arguments: vec!["--a=b".into(), "-c".into()],
        };
        assert_eq!(header, expected);
    }

    #[test]
    fn a_header_that_would_be_misread_is_an_error() {
        for line in [
            "timout: 5",
            "timeout: soon",
            "platform: both",
            "platform: local steam",
            "platform: steam,",
            "players: 0",
            "players: 65",
            "env: NAME",
            "setting: a/b",
            "setting: name=1",
            "may-die: 2",
            "may-die: x",
            "debugged: 2",
        ] {
            assert!(Header::parse(&format!("## {line}\n")).is_err(), "{line}");
        }
    }

    #[test]
    fn a_test_is_for_every_platform_unless_it_names_some() {
        let of = |script: &str| Platform::ALL.map(|platform| Header::parse(script).unwrap().is_for(platform));
        assert_eq!(of("extends TestCase\n"), [true, true, true]);
        assert_eq!(of("## platform: messages\n"), [false, false, true]);
        assert_eq!(of("## platform: local, steam\n"), [true, true, false]);
    }

    #[test]
    fn documentation_of_functions_is_not_the_header() {
        let header =
            Header::parse("## players: 2\nfunc _a():\n\tpass\n## players: 9\nfunc _b():\n\tpass\n").unwrap();
        assert_eq!(header.players, 2);
    }
}
