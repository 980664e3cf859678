//! Tests of Steam without a Steam client. They load the real `libsteam_api`.

mod callback_structures;
mod community_callbacks;
pub(super) mod declared;
mod leaderboards;
mod limits;
mod messages;
mod packed;
mod sockets;
mod storage_callbacks;

use super::*;

/// A process has one Steam, and tests run at the same time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

#[test]
fn without_a_client_start_fails_with_a_reason_and_may_be_tried_again() {
    let _alone = ONE_AT_A_TIME.lock();
    if is_steam_running() {
        // On a developer's machine with Steam, only the next test is meaningful.
        return;
    }
    for _ in 0..2 {
        let failure = SteamworksPlatform::start(480).err();
        let failure = failure.expect("no client is running");
        assert!(failure.code != InitFailureCode::VersionMismatch, "{failure:?}");
        assert!(!failure.message.is_empty());
        assert_ne!(failure.message, "Steam is already initialised in this process.");
    }
}

#[test]
fn one_instance_at_a_time_and_another_after_shutdown() {
    let _alone = ONE_AT_A_TIME.lock();
    for _ in 0..2 {
        let Ok(first) = SteamworksPlatform::start(480) else {
            assert!(!RUNNING.load(Ordering::Acquire));
            return;
        };
        assert_eq!(
            SteamworksPlatform::start(480).err().map(|failure| failure.code),
            Some(InitFailureCode::FailedGeneric)
        );
        first.shutdown();
    }
}

#[test]
fn steams_own_words_are_passed_on() {
    let failure = init_failure(SteamAPIInitError::NoSteamClient(" Steam is asleep.\n".to_owned()));
    assert_eq!(failure.code, InitFailureCode::NoSteamClient);
    assert_eq!(failure.message, "Steam is asleep.");
    let failure = init_failure(SteamAPIInitError::VersionMismatch(String::new()));
    assert_eq!(failure.code, InitFailureCode::VersionMismatch);
    assert_eq!(failure.message, "Steam gave no reason.");
}
