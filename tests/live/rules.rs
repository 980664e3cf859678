//! The rules of the conformance suite against a friend on Steam, for `cargo xtask live --peer`: a separate program, since
//! it takes two machines and several minutes. Its argument is the friend's Steam id.

#[path = "../conformance/mod.rs"]
mod conformance;

use std::process::ExitCode;
use std::time::Duration;

use conformance::friend::{self, Patience};
use steam_networking::contract::{SteamId, User};
use steam_networking::platform::steamworks::SteamworksPlatform;

/// Spacewar, which everybody has.
const APP_ID: u32 = 480;
/// For the friend, who may have started later, and for packets on their way over the internet.
const PATIENCE: Patience = Patience { start: Duration::from_secs(300), pause: Duration::from_secs(1) };

fn main() -> ExitCode {
    let Some(friend) = std::env::args().nth(1).and_then(|argument| argument.parse().ok()) else {
        eprintln!("The argument is the friend's Steam id, a number.");
        return ExitCode::FAILURE;
    };
    let steam = match SteamworksPlatform::start(APP_ID) {
        Ok(steam) => steam,
        Err(failure) => {
            eprintln!("Steam cannot be initialised: {failure}");
            return ExitCode::FAILURE;
        }
    };
    if steam.steam_id() == SteamId(friend) {
        eprintln!("{friend} is your own Steam id, not a friend's: it takes two accounts.");
        return ExitCode::FAILURE;
    }
    println!("The rules between {} and {friend}:", steam.steam_id());
    if friend::check(Box::new(steam), SteamId(friend), PATIENCE, &mut |line| println!("{line}")) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
