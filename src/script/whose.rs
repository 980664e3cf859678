//! The owner of a platform: a process may be a user and a game server at once.

/// The owner of a platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The user, for `Steam`.
    #[default]
    User,
    /// The game server, for `SteamServer`.
    GameServer,
}
