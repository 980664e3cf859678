//! Whose a platform is: a process may be a user and a game server at once.

/// Whose a platform is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The user's, which `Steam` asks.
    #[default]
    User,
    /// The game server's, which `SteamServer` asks.
    GameServer,
}
