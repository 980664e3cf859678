//! The app ID in the environment, where Steam looks for it.

use std::env;
use std::ffi::OsString;

use parking_lot::Mutex;

/// The variable's name.
const VARIABLE: &str = "SteamAppId";

/// The value that this process wrote, and the value before.
static WRITTEN: Mutex<Option<(u32, Option<OsString>)>> = Mutex::new(None);

/// The app ID that the user put into the environment. A value that an earlier [`start`](super::SteamworksPlatform::start) of this
/// process wrote there does not count.
pub fn environment_app_id() -> Option<OsString> {
    before(WRITTEN.lock().as_ref(), env::var_os(VARIABLE))
}

/// Records that `app_id` is about to be written.
pub(super) fn writes(app_id: u32) {
    let mut written = WRITTEN.lock();
    let before = before(written.as_ref(), env::var_os(VARIABLE));
    *written = Some((app_id, before));
}

fn before(written: Option<&(u32, Option<OsString>)>, now: Option<OsString>) -> Option<OsString> {
    match written {
        Some((ours, before)) if now.as_deref() == Some(ours.to_string().as_ref()) => before.clone(),
        _ => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_value_is_ignored_until_another_program_changes_it() {
        let text = |text: &str| Some(OsString::from(text));
        assert_eq!(before(None, text("7")), text("7"));
        assert_eq!(before(Some(&(480, None)), text("480")), None);
        assert_eq!(before(Some(&(480, text("7"))), text("480")), text("7"));
        assert_eq!(before(Some(&(480, text("7"))), text("9")), text("9"));
        assert_eq!(before(Some(&(480, text("7"))), None), None);
    }
}
