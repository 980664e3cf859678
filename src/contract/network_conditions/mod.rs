//! Simulated network conditions, for developing and testing a game.

mod conditions;
mod course;
mod one_way;
mod presets;
mod value;

pub use conditions::{Condition, Conditions, described};
pub use course::{Course, CourseError, Keyframe, MAX_KEYFRAMES, MAX_SECONDS};
pub use one_way::{
    Fault, MAX_BANDWIDTH_KIB, MAX_BURST_LENGTH, MAX_LATENCY_MS, NAMES, NAMES_OF_RECEIVED, OneWay,
};
pub use presets::{PRESETS, Preset};
pub use value::{ConditionError, ConditionValue};

use super::SteamId;

/// A network with simulated conditions. `remote` is one user; `None` stands for all, including later ones.
///
/// Every process applies conditions to the packets that it sends and receives, so a packet sees the conditions of
/// both sides.
pub trait NetworkConditions {
    /// The conditions for packets to and from `remote`, or for users without conditions of their own.
    fn conditions(&self, remote: Option<SteamId>) -> Conditions;

    /// Changes some conditions; the others stay. `None` also changes them for users with conditions of their own. Takes
    /// effect at once, even for packets on their way. Fails with a text that gives the reason.
    ///
    /// Behind Steamworks: `SetConfigValue`.
    fn set_conditions(&self, remote: Option<SteamId>, changes: &[Condition]) -> Result<(), Refused>;

    /// Removes the conditions of `remote`, so that those for all apply; `None` removes all conditions.
    fn clear_conditions(&self, remote: Option<SteamId>) -> Result<(), Refused>;

    /// Texts about users and traffic that the current conditions do not affect. Empty if they hold as described.
    fn exceptions(&self) -> Vec<&'static str>;
}

/// The text of [`NetworkConditions::exceptions`] if `ISteamNetworking` carries its packets itself.
pub const PACKETS_ARE_SPARED: &str = "conditions do not affect packets of sendP2PPacket, since Steam \
applies them only to messages, connections and the peer; let messages carry the packets \
(steam/platform/p2p_transport)";

/// The reason why conditions cannot be set, as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub &'static str);
