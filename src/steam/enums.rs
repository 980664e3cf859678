//! The class enums of `Steam`.

mod table;

use crate::script::enums::{self, enum_values};

use super::Steam;

/// Adds the enums and constants to the class. To be called once, when the class exists.
pub fn register() {
    enums::register::<Steam>(table::ENUMS, table::CONSTANTS);
}

enum_values! {
    /// `EResult`.
    ResultValue = "Steam.Result";
    /// `EChatRoomEnterResponse`.
    ChatRoomEnterResponse = "Steam.ChatRoomEnterResponse";
    /// `EAuthSessionResponse`.
    AuthSessionResponse = "Steam.AuthSessionResponse";
    /// `EBeginAuthSessionResult`.
    BeginAuthSessionResult = "Steam.BeginAuthSessionResult";
    /// `EPersonaState`.
    PersonaState = "Steam.PersonaState";
    /// `EUniverse`.
    Universe = "Steam.Universe";
    /// `EUserHasLicenseForAppResult`.
    UserHasLicenseForAppResult = "Steam.UserHasLicenseForAppResult";
    /// `EChatEntryType`.
    ChatEntryType = "Steam.ChatEntryType";
}

impl BeginAuthSessionResult {
    /// The ticket is not one.
    pub const INVALID_TICKET: BeginAuthSessionResult = BeginAuthSessionResult(1);
}

impl UserHasLicenseForAppResult {
    /// No ticket of the user has been checked.
    pub const NO_AUTH: UserHasLicenseForAppResult = UserHasLicenseForAppResult(2);
}
