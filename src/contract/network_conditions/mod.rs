//! How bad the network is made, for developing and testing a game.

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

/// A network that can be made bad. `remote` is one user, `None` stands for all, including those who come later.
///
/// Every process conditions what it sends and what arrives: a packet sees the conditions of both sides.
pub trait NetworkConditions {
    /// The conditions of packets to and from `remote`, or of users without conditions of their own.
    fn conditions(&self, remote: Option<SteamId>) -> Conditions;

    /// Changes some conditions; the others stay. For all: also where a user has conditions of their own. Takes effect at
    /// once, also for what is on its way. Says what cannot be done, in words.
    ///
    /// Behind Steamworks: `SetConfigValue`.
    fn set_conditions(&self, remote: Option<SteamId>, changes: &[Condition]) -> Result<(), Refused>;

    /// From now on `remote` has the conditions that all have; `None`: nobody has any.
    fn clear_conditions(&self, remote: Option<SteamId>) -> Result<(), Refused>;

    /// Whom and what the conditions that are set do not reach, each in words. Empty if they hold as they say.
    fn exceptions(&self) -> Vec<&'static str>;
}

/// What [`NetworkConditions::exceptions`] names where `ISteamNetworking` carries its packets itself.
pub const PACKETS_ARE_SPARED: &str = "packets of sendP2PPacket pass as they are, since Steam makes the network bad for messages, \
     connections and the peer alone; have messages carry them (steam/platform/p2p_transport)";

/// Why conditions cannot be set as was wished, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub &'static str);
