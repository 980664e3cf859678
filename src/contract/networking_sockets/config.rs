//! The options that Steam knows for connections, sockets and all of its networking (`ESteamNetworkingConfigValue`).

use self::Kind::{Float, Int32, Int64, Text};
use super::ConfigValue;
use crate::contract::networking_messages::SEND_BUFFER_BYTES;

/// `k_ESteamNetworkingConfig_SendBufferSize`.
pub const SEND_BUFFER_SIZE: i32 = 9;
/// `k_ESteamNetworkingConfig_RecvBufferSize`.
pub const RECV_BUFFER_SIZE: i32 = 47;
/// `k_ESteamNetworkingConfig_RecvBufferMessages`.
pub const RECV_BUFFER_MESSAGES: i32 = 48;
/// `k_ESteamNetworkingConfig_NagleTime`.
pub const NAGLE_TIME: i32 = 12;
/// `k_ESteamNetworkingConfig_TimeoutInitial`.
pub const TIMEOUT_INITIAL: i32 = 24;
/// `k_ESteamNetworkingConfig_TimeoutConnected`.
pub const TIMEOUT_CONNECTED: i32 = 25;
/// `k_ESteamNetworkingConfig_ConnectionUserData`.
pub const CONNECTION_USER_DATA: i32 = 40;

/// The kind of an option's value (`ESteamNetworkingConfigDataType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`ConfigValue::Int32`].
    Int32,
    /// [`ConfigValue::Int64`].
    Int64,
    /// [`ConfigValue::Float`].
    Float,
    /// [`ConfigValue::Text`].
    Text,
}

/// An option that Steam knows.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its number.
    pub key: i32,
    /// Steam's name for it.
    pub name: &'static str,
    /// Whether a connection may have a value of its own.
    pub of_connection: bool,
    /// The kind of its value.
    pub kind: Kind,
    /// Its default value, if it is a number.
    pub default: i64,
}

macro_rules! known {
    ($($key:literal $name:ident $scope:ident $kind:ident $default:expr;)*) => {
        &[$(Known {
            key: $key,
            name: stringify!($name),
            of_connection: known!(@ $scope),
            kind: $kind,
            default: $default,
        }),*]
    };
    (@ connection) => { true };
    (@ global) => { false };
}

/// All options but callbacks, by their numbers, with the defaults of the SDK's header.
#[rustfmt::skip]
pub const KNOWN: &[Known] = known! {
    2 FakePacketLoss_Send global Float 0;
    3 FakePacketLoss_Recv global Float 0;
    4 FakePacketLag_Send global Int32 0;
    5 FakePacketLag_Recv global Int32 0;
    6 FakePacketReorder_Send global Float 0;
    7 FakePacketReorder_Recv global Float 0;
    8 FakePacketReorder_Time global Int32 15;
    9 SendBufferSize connection Int32 SEND_BUFFER_BYTES as i64;
    10 SendRateMin connection Int32 262_144;
    11 SendRateMax connection Int32 262_144;
    12 NagleTime connection Int32 5000;
    13 LogLevel_AckRTT connection Int32 0;
    14 LogLevel_PacketDecode connection Int32 0;
    15 LogLevel_Message connection Int32 0;
    16 LogLevel_PacketGaps connection Int32 0;
    17 LogLevel_P2PRendezvous connection Int32 0;
    18 LogLevel_SDRRelayPings global Int32 0;
    19 SDRClient_ConsecutitivePingTimeoutsFailInitial global Int32 2;
    20 SDRClient_ConsecutitivePingTimeoutsFail global Int32 4;
    21 SDRClient_MinPingsBeforePingAccurate global Int32 10;
    22 SDRClient_SingleSocket global Int32 0;
    23 IP_AllowWithoutAuth connection Int32 0;
    24 TimeoutInitial connection Int32 10_000;
    25 TimeoutConnected connection Int32 10_000;
    26 FakePacketDup_Send global Float 0;
    27 FakePacketDup_Recv global Float 0;
    28 FakePacketDup_TimeMax global Int32 10;
    29 SDRClient_ForceRelayCluster global Text 0;
    30 SDRClient_DevTicket connection Text 0;
    31 SDRClient_ForceProxyAddr global Text 0;
    32 MTU_PacketSize connection Int32 1300;
    33 MTU_DataSize connection Int32 1200;
    34 Unencrypted connection Int32 0;
    36 SDRClient_FakeClusterPing global Text 0;
    37 SymmetricConnect connection Int32 0;
    38 LocalVirtualPort connection Int32 -1;
    39 DualWifi_Enable connection Int32 0;
    40 ConnectionUserData connection Int64 -1;
    41 PacketTraceMaxBytes global Int32 -1;
    42 FakeRateLimit_Send_Rate global Int32 0;
    43 FakeRateLimit_Send_Burst global Int32 16_384;
    44 FakeRateLimit_Recv_Rate global Int32 0;
    45 FakeRateLimit_Recv_Burst global Int32 16_384;
    46 EnableDiagnosticsUI connection Int32 1;
    47 RecvBufferSize connection Int32 1_048_576;
    48 RecvBufferMessages connection Int32 1000;
    49 RecvMaxMessageSize connection Int32 524_288;
    50 RecvMaxSegmentsPerPacket connection Int32 1024;
    51 OutOfOrderCorrectionWindowMicroseconds global Int32 1000;
    52 IPLocalHost_AllowWithoutAuth connection Int32 1;
    53 FakePacketJitter_Send_Avg global Float 0;
    54 FakePacketJitter_Send_Max global Float 0;
    55 FakePacketJitter_Send_Pct global Float 0;
    56 FakePacketJitter_Recv_Avg global Float 0;
    57 FakePacketJitter_Recv_Max global Float 0;
    58 FakePacketJitter_Recv_Pct global Float 0;
    59 SendTimeSincePreviousPacket connection Int32 0;
    60 SDRClient_LimitPingProbesToNearestN global Int32 20;
    103 P2P_STUN_ServerList connection Text 0;
    104 P2P_Transport_ICE_Enable connection Int32 -1;
    105 P2P_Transport_ICE_Penalty connection Int32 0;
    106 P2P_Transport_SDR_Penalty connection Int32 0;
    107 P2P_TURN_ServerList connection Text 0;
    108 P2P_TURN_UserList connection Text 0;
    109 P2P_TURN_PassList connection Text 0;
    110 P2P_Transport_ICE_Implementation connection Int32 0;
    998 SDRClient_EnableTOSProbes global Int32 0;
    999 ECN global Int32 -1;
};

/// The option with number `key`.
pub fn known(key: i32) -> Option<&'static Known> {
    let at = KNOWN.binary_search_by_key(&key, |known| known.key).ok()?;
    KNOWN.get(at)
}

impl Known {
    /// Whether `value` has its type.
    pub fn takes(&self, value: &ConfigValue) -> bool {
        matches!(
            (self.kind, value),
            (Int32, ConfigValue::Int32(_))
                | (Int64, ConfigValue::Int64(_))
                | (Float, ConfigValue::Float(_))
                | (Text, ConfigValue::Text(_))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_every_option_is_found() {
        assert!(KNOWN.is_sorted_by_key(|known| known.key));
        assert!(KNOWN.iter().all(|option| known(option.key).is_some_and(|found| found.name == option.name)));
    }
}
