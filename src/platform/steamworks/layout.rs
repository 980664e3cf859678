//! The memory layout of Steam's structures, checked by the compiler.
//!
//! The SDK packs its callback structures to 4 bytes on Linux and macOS (`VALVE_CALLBACK_PACK_SMALL` in
//! `steamclientpublic.h`) and to 8 on Windows (`…_LARGE`); `CSteamID` is packed to 1 everywhere. The numbers here are
//! worked out by hand from the members in the headers. If the bindings for a target disagree, this file does not compile
//! for it. Tests check both columns, including the one for Windows, on every target.

use std::mem::{offset_of, size_of};

use ::steamworks::sys;

#[cfg(test)]
use super::tests::declared::{packed_to_4, packed_to_8};

/// Picks the number for the packing of this target.
const fn packed(to_4: usize, to_8: usize) -> usize {
    if cfg!(windows) { to_8 } else { to_4 }
}

/// Checks the size of a structure and the offsets of its members, each packed to 4 and to 8.
macro_rules! layout {
    ($structure:ident: $size_4:literal / $size_8:literal $(, $member:ident: $at_4:literal / $at_8:literal)*) => {
        const _: () = {
            assert!(size_of::<sys::$structure>() == packed($size_4, $size_8));
            $(assert!(offset_of!(sys::$structure, $member) == packed($at_4, $at_8));)*
        };
        #[cfg(test)]
        const _: () = {
            assert!(size_of::<packed_to_4::$structure>() == $size_4);
            assert!(size_of::<packed_to_8::$structure>() == $size_8);
            $(assert!(offset_of!(packed_to_4::$structure, $member) == $at_4);)*
            $(assert!(offset_of!(packed_to_8::$structure, $member) == $at_8);)*
        };
    };
}

layout!(CSteamID: 8 / 8);
layout!(P2PSessionRequest_t: 8 / 8, m_steamIDRemote: 0 / 0);
layout!(P2PSessionConnectFail_t: 9 / 9, m_steamIDRemote: 0 / 0, m_eP2PSessionError: 8 / 8);
layout!(LobbyCreated_t: 12 / 16, m_eResult: 0 / 0, m_ulSteamIDLobby: 4 / 8);
layout!(
    LobbyEnter_t: 20 / 24,
    m_ulSteamIDLobby: 0 / 0,
    m_rgfChatPermissions: 8 / 8,
    m_bLocked: 12 / 12,
    m_EChatRoomEnterResponse: 16 / 16
);
layout!(LobbyMatchList_t: 4 / 4, m_nLobbiesMatching: 0 / 0);
layout!(
    LobbyChatUpdate_t: 28 / 32,
    m_ulSteamIDLobby: 0 / 0,
    m_ulSteamIDUserChanged: 8 / 8,
    m_ulSteamIDMakingChange: 16 / 16,
    m_rgfChatMemberStateChange: 24 / 24
);
layout!(
    LobbyChatMsg_t: 24 / 24,
    m_ulSteamIDLobby: 0 / 0,
    m_ulSteamIDUser: 8 / 8,
    m_eChatEntryType: 16 / 16,
    m_iChatID: 20 / 20
);
layout!(
    LobbyDataUpdate_t: 20 / 24,
    m_ulSteamIDLobby: 0 / 0,
    m_ulSteamIDMember: 8 / 8,
    m_bSuccess: 16 / 16
);
layout!(
    LobbyGameCreated_t: 24 / 24,
    m_ulSteamIDLobby: 0 / 0,
    m_ulSteamIDGameServer: 8 / 8,
    m_unIP: 16 / 16,
    m_usPort: 20 / 20
);
layout!(LobbyInvite_t: 24 / 24, m_ulSteamIDUser: 0 / 0, m_ulSteamIDLobby: 8 / 8, m_ulGameID: 16 / 16);
layout!(
    LobbyKicked_t: 20 / 24,
    m_ulSteamIDLobby: 0 / 0,
    m_ulSteamIDAdmin: 8 / 8,
    m_bKickedDueToDisconnect: 16 / 16
);
layout!(GameLobbyJoinRequested_t: 16 / 16, m_steamIDLobby: 0 / 0, m_steamIDFriend: 8 / 8);
layout!(PersonaStateChange_t: 12 / 16, m_ulSteamID: 0 / 0, m_nChangeFlags: 8 / 8);
layout!(SteamServersConnected_t: 1 / 1);
layout!(SteamServerConnectFailure_t: 8 / 8, m_eResult: 0 / 0, m_bStillRetrying: 4 / 4);
layout!(SteamServersDisconnected_t: 4 / 4, m_eResult: 0 / 0);
layout!(SteamShutdown_t: 1 / 1);
layout!(IPCFailure_t: 1 / 1, m_eFailureType: 0 / 0);
layout!(SteamAPICallCompleted_t: 16 / 16, m_hAsyncCall: 0 / 0, m_iCallback: 8 / 8, m_cubParam: 12 / 12);
// It contains a pointer of 8 bytes: the project supports only 64-bit targets.
layout!(
    CallbackMsg_t: 20 / 24,
    m_hSteamUser: 0 / 0,
    m_iCallback: 4 / 4,
    m_pubParam: 8 / 8,
    m_cubParam: 16 / 16
);
layout!(
    P2PSessionState_t: 20 / 20,
    m_bConnectionActive: 0 / 0,
    m_bConnecting: 1 / 1,
    m_eP2PSessionError: 2 / 2,
    m_bUsingRelay: 3 / 3,
    m_nBytesQueuedForSend: 4 / 4,
    m_nPacketsQueuedForSend: 8 / 8,
    m_nRemoteIP: 12 / 12,
    m_nRemotePort: 16 / 16
);
layout!(
    FavoritesListChanged_t: 28 / 28,
    m_nIP: 0 / 0,
    m_nQueryPort: 4 / 4,
    m_nConnPort: 8 / 8,
    m_nAppID: 12 / 12,
    m_nFlags: 16 / 16,
    m_bAdd: 20 / 20,
    m_unAccountId: 24 / 24
);
layout!(FavoritesListAccountsUpdated_t: 4 / 4, m_eResult: 0 / 0);
layout!(AvatarImageLoaded_t: 20 / 20, m_steamID: 0 / 0, m_iImage: 8 / 8, m_iWide: 12 / 12, m_iTall: 16 / 16);
layout!(GameServerChangeRequested_t: 128 / 128, m_rgchServer: 0 / 0, m_rgchPassword: 64 / 64);
layout!(FriendRichPresenceUpdate_t: 12 / 12, m_steamIDFriend: 0 / 0, m_nAppID: 8 / 8);
layout!(GameRichPresenceJoinRequested_t: 264 / 264, m_steamIDFriend: 0 / 0, m_rgchConnect: 8 / 8);
layout!(GameOverlayActivated_t: 12 / 12, m_bActive: 0 / 0, m_bUserInitiated: 1 / 1, m_nAppID: 4 / 4);
layout!(GetAuthSessionTicketResponse_t: 8 / 8, m_hAuthTicket: 0 / 0, m_eResult: 4 / 4);
layout!(
    ValidateAuthTicketResponse_t: 20 / 20,
    m_SteamID: 0 / 0,
    m_eAuthSessionResponse: 8 / 8,
    m_OwnerSteamID: 12 / 12
);
layout!(UserStatsReceived_t: 20 / 24, m_nGameID: 0 / 0, m_eResult: 8 / 8, m_steamIDUser: 12 / 12);
layout!(UserStatsStored_t: 12 / 16, m_nGameID: 0 / 0, m_eResult: 8 / 8);
layout!(
    UserAchievementStored_t: 148 / 152,
    m_nGameID: 0 / 0,
    m_bGroupAchievement: 8 / 8,
    m_rgchAchievementName: 9 / 9,
    m_nCurProgress: 140 / 140,
    m_nMaxProgress: 144 / 144
);
layout!(SteamInputDeviceConnected_t: 8 / 8, m_ulConnectedDeviceHandle: 0 / 0);
layout!(SteamInputDeviceDisconnected_t: 8 / 8, m_ulDisconnectedDeviceHandle: 0 / 0);
layout!(
    SteamInputConfigurationLoaded_t: 32 / 40,
    m_unAppID: 0 / 0,
    m_ulDeviceHandle: 4 / 8,
    m_ulMappingCreator: 12 / 16,
    m_unMajorRevision: 20 / 24,
    m_unMinorRevision: 24 / 28,
    m_bUsesSteamInputAPI: 28 / 32,
    m_bUsesGamepadAPI: 29 / 33
);
layout!(
    SteamInputGamepadSlotChange_t: 24 / 32,
    m_unAppID: 0 / 0,
    m_ulDeviceHandle: 4 / 8,
    m_eDeviceType: 12 / 16,
    m_nOldGamepadSlot: 16 / 20,
    m_nNewGamepadSlot: 20 / 24
);
layout!(ScreenshotReady_t: 8 / 8, m_hLocal: 0 / 0, m_eResult: 4 / 4);
layout!(SteamTimelineEventRecordingExists_t: 12 / 16, m_ulEventID: 0 / 0, m_bRecordingExists: 8 / 8);
layout!(
    SteamTimelineGamePhaseRecordingExists_t: 88 / 88,
    m_rgchPhaseID: 0 / 0,
    m_ulRecordingMS: 64 / 64,
    m_ulLongestClipMS: 72 / 72,
    m_unClipCount: 80 / 80,
    m_unScreenshotCount: 84 / 84
);
layout!(GameConnectedFriendChatMsg_t: 12 / 12, m_steamIDUser: 0 / 0, m_iMessageID: 8 / 8);
layout!(FriendsGetFollowerCount_t: 16 / 16, m_eResult: 0 / 0, m_steamID: 4 / 4, m_nCount: 12 / 12);
layout!(FriendsIsFollowing_t: 16 / 16, m_eResult: 0 / 0, m_steamID: 4 / 4, m_bIsFollowing: 12 / 12);
layout!(
    FriendsEnumerateFollowingList_t: 412 / 412,
    m_eResult: 0 / 0,
    m_rgSteamID: 4 / 4,
    m_nResultsReturned: 404 / 404,
    m_nTotalResultCount: 408 / 408
);
layout!(OverlayBrowserProtocolNavigation_t: 1024 / 1024, rgchURI: 0 / 0);
layout!(EquippedProfileItemsChanged_t: 8 / 8, m_steamID: 0 / 0);
layout!(
    EquippedProfileItems_t: 20 / 20,
    m_eResult: 0 / 0,
    m_steamID: 4 / 4,
    m_bHasAnimatedAvatar: 12 / 12,
    m_bHasAvatarFrame: 13 / 13,
    m_bHasProfileModifier: 14 / 14,
    m_bHasProfileBackground: 15 / 15,
    m_bHasMiniProfileBackground: 16 / 16,
    m_bFromCache: 17 / 17
);
layout!(NumberOfCurrentPlayers_t: 8 / 8, m_bSuccess: 0 / 0, m_cPlayers: 4 / 4);
layout!(LeaderboardFindResult_t: 12 / 16, m_hSteamLeaderboard: 0 / 0, m_bLeaderboardFound: 8 / 8);
layout!(
    LeaderboardScoresDownloaded_t: 20 / 24,
    m_hSteamLeaderboard: 0 / 0,
    m_hSteamLeaderboardEntries: 8 / 8,
    m_cEntryCount: 16 / 16
);
layout!(
    LeaderboardScoreUploaded_t: 28 / 32,
    m_bSuccess: 0 / 0,
    m_hSteamLeaderboard: 4 / 8,
    m_nScore: 12 / 16,
    m_bScoreChanged: 16 / 20,
    m_nGlobalRankNew: 20 / 24,
    m_nGlobalRankPrevious: 24 / 28
);
layout!(LeaderboardUGCSet_t: 12 / 16, m_eResult: 0 / 0, m_hSteamLeaderboard: 4 / 8);
layout!(
    LeaderboardEntry_t: 28 / 32,
    m_steamIDUser: 0 / 0,
    m_nGlobalRank: 8 / 8,
    m_nScore: 12 / 12,
    m_cDetails: 16 / 16,
    m_hUGC: 20 / 24
);
layout!(UserStatsUnloaded_t: 8 / 8, m_steamIDUser: 0 / 0);
layout!(
    UserAchievementIconFetched_t: 144 / 144,
    m_nGameID: 0 / 0,
    m_rgchAchievementName: 8 / 8,
    m_bAchieved: 136 / 136,
    m_nIconHandle: 140 / 140
);
layout!(GlobalAchievementPercentagesReady_t: 12 / 16, m_nGameID: 0 / 0, m_eResult: 8 / 8);
layout!(GlobalStatsReceived_t: 12 / 16, m_nGameID: 0 / 0, m_eResult: 8 / 8);
layout!(RemoteStorageFileShareResult_t: 272 / 280, m_eResult: 0 / 0, m_hFile: 4 / 8, m_rgchFilename: 12 / 16);
layout!(
    RemoteStorageDownloadUGCResult_t: 288 / 296,
    m_eResult: 0 / 0,
    m_hFile: 4 / 8,
    m_nAppID: 12 / 16,
    m_nSizeInBytes: 16 / 20,
    m_pchFileName: 20 / 24,
    m_ulSteamIDOwner: 280 / 288
);
layout!(RemoteStorageFileWriteAsyncComplete_t: 4 / 4, m_eResult: 0 / 0);
layout!(
    RemoteStorageFileReadAsyncComplete_t: 20 / 24,
    m_hFileReadAsync: 0 / 0,
    m_eResult: 8 / 8,
    m_nOffset: 12 / 12,
    m_cubRead: 16 / 16
);
layout!(RemoteStorageSubscribePublishedFileResult_t: 12 / 16, m_eResult: 0 / 0, m_nPublishedFileId: 4 / 8);
layout!(RemoteStorageUnsubscribePublishedFileResult_t: 12 / 16, m_eResult: 0 / 0, m_nPublishedFileId: 4 / 8);
layout!(RemoteStoragePublishedFileSubscribed_t: 12 / 16, m_nPublishedFileId: 0 / 0, m_nAppID: 8 / 8);
layout!(RemoteStoragePublishedFileUnsubscribed_t: 12 / 16, m_nPublishedFileId: 0 / 0, m_nAppID: 8 / 8);
layout!(RemoteStorageLocalFileChange_t: 1 / 1);
layout!(LowBatteryPower_t: 1 / 1, m_nMinutesBatteryLeft: 0 / 0);
layout!(CheckFileSignature_t: 4 / 4, m_eCheckFileSignature: 0 / 0);
layout!(DlcInstalled_t: 4 / 4, m_nAppID: 0 / 0);
layout!(FileDetailsResult_t: 36 / 40, m_eResult: 0 / 0, m_ulFileSize: 4 / 8, m_FileSHA: 12 / 16, m_unFlags: 32 / 36);
layout!(
    TimedTrialStatus_t: 16 / 16,
    m_unAppID: 0 / 0,
    m_bIsOffline: 4 / 4,
    m_unSecondsAllowed: 8 / 8,
    m_unSecondsPlayed: 12 / 12
);
layout!(GSClientApprove_t: 16 / 16, m_SteamID: 0 / 0, m_OwnerSteamID: 8 / 8);
layout!(GSClientDeny_t: 140 / 140, m_SteamID: 0 / 0, m_eDenyReason: 8 / 8, m_rgchOptionalText: 12 / 12);
layout!(GSClientKick_t: 12 / 12, m_SteamID: 0 / 0, m_eDenyReason: 8 / 8);
layout!(GSPolicyResponse_t: 1 / 1, m_bSecure: 0 / 0);
layout!(
    GSClientGroupStatus_t: 18 / 18,
    m_SteamIDUser: 0 / 0,
    m_SteamIDGroup: 8 / 8,
    m_bMember: 16 / 16,
    m_bOfficer: 17 / 17
);
layout!(
    GSGameplayStats_t: 16 / 16,
    m_eResult: 0 / 0,
    m_nRank: 4 / 4,
    m_unTotalConnects: 8 / 8,
    m_unTotalMinutesPlayed: 12 / 12
);
layout!(GSStatsReceived_t: 12 / 12, m_eResult: 0 / 0, m_steamIDUser: 4 / 4);
layout!(GSStatsStored_t: 12 / 12, m_eResult: 0 / 0, m_steamIDUser: 4 / 4);
layout!(AssociateWithClanResult_t: 4 / 4, m_eResult: 0 / 0);
layout!(
    ComputeNewPlayerCompatibilityResult_t: 24 / 24,
    m_eResult: 0 / 0,
    m_cPlayersThatDontLikeCandidate: 4 / 4,
    m_cPlayersThatCandidateDoesntLike: 8 / 8,
    m_cClanPlayersThatDontLikeCandidate: 12 / 12,
    m_SteamIDCandidate: 16 / 16
);
layout!(GamepadTextInputDismissed_t: 12 / 12, m_bSubmitted: 0 / 0, m_unAppID: 8 / 8);
layout!(FilterTextDictionaryChanged_t: 4 / 4, m_eLanguage: 0 / 0);
layout!(
    ClientGameServerDeny_t: 16 / 16,
    m_uAppID: 0 / 0,
    m_unGameServerIP: 4 / 4,
    m_usGameServerPort: 8 / 8,
    m_bSecure: 10 / 10,
    m_uReason: 12 / 12
);
layout!(
    MicroTxnAuthorizationResponse_t: 16 / 24,
    m_unAppID: 0 / 0,
    m_ulOrderID: 4 / 8,
    m_bAuthorized: 12 / 16
);
layout!(EncryptedAppTicketResponse_t: 4 / 4, m_eResult: 0 / 0);
layout!(GameWebCallback_t: 256 / 256, m_szURL: 0 / 0);
layout!(StoreAuthURLResponse_t: 512 / 512, m_szURL: 0 / 0);
layout!(
    MarketEligibilityResponse_t: 20 / 20,
    m_bAllowed: 0 / 0,
    m_eNotAllowedReason: 4 / 4,
    m_rtAllowedAtTime: 8 / 8,
    m_cdaySteamGuardRequiredDays: 12 / 12,
    m_cdayNewDeviceCooldown: 16 / 16
);
layout!(
    DurationControl_t: 32 / 32,
    m_eResult: 0 / 0,
    m_appid: 4 / 4,
    m_bApplicable: 8 / 8,
    m_csecsLast5h: 12 / 12,
    m_progress: 16 / 16,
    m_notification: 20 / 20,
    m_csecsToday: 24 / 24,
    m_csecsRemaining: 28 / 28
);
layout!(
    GetTicketForWebApiResponse_t: 2572 / 2572,
    m_hAuthTicket: 0 / 0,
    m_eResult: 4 / 4,
    m_cubTicket: 8 / 8,
    m_rgubTicket: 12 / 12
);
layout!(ClanOfficerListResponse_t: 16 / 16, m_steamIDClan: 0 / 0, m_cOfficers: 8 / 8, m_bSuccess: 12 / 12);
layout!(DownloadClanActivityCountsResult_t: 1 / 1, m_bSuccess: 0 / 0);
layout!(JoinClanChatRoomCompletionResult_t: 12 / 12, m_steamIDClanChat: 0 / 0, m_eChatRoomEnterResponse: 8 / 8);
layout!(GameConnectedClanChatMsg_t: 20 / 20, m_steamIDClanChat: 0 / 0, m_steamIDUser: 8 / 8, m_iMessageID: 16 / 16);
layout!(GameConnectedChatJoin_t: 16 / 16, m_steamIDClanChat: 0 / 0, m_steamIDUser: 8 / 8);
layout!(
    GameConnectedChatLeave_t: 18 / 18,
    m_steamIDClanChat: 0 / 0,
    m_steamIDUser: 8 / 8,
    m_bKicked: 16 / 16,
    m_bDropped: 17 / 17
);
layout!(
    FriendGameInfo_t: 24 / 24,
    m_gameID: 0 / 0,
    m_unGameIP: 8 / 8,
    m_usGamePort: 12 / 12,
    m_usQueryPort: 14 / 14,
    m_steamIDLobby: 16 / 16
);
layout!(SteamNetworkingIdentity: 136 / 136, m_eType: 0 / 0, m_cbSize: 4 / 4, __bindgen_anon_1: 8 / 8);
layout!(SteamNetworkingIPAddr: 18 / 18, m_port: 16 / 16);
layout!(SteamNetworkingMessagesSessionRequest_t: 136 / 136, m_identityRemote: 0 / 0);
layout!(SteamNetworkingMessagesSessionFailed_t: 696 / 696, m_info: 0 / 0);
layout!(
    SteamRelayNetworkStatus_t: 272 / 272,
    m_eAvail: 0 / 0,
    m_bPingMeasurementInProgress: 4 / 4,
    m_eAvailNetworkConfig: 8 / 8,
    m_eAvailAnyRelay: 12 / 12,
    m_debugMsg: 16 / 16
);
layout!(SteamNetAuthenticationStatus_t: 260 / 260, m_eAvail: 0 / 0, m_debugMsg: 4 / 4);
layout!(
    SteamNetConnectionStatusChangedCallback_t: 704 / 712,
    m_hConn: 0 / 0,
    m_info: 4 / 8,
    m_eOldState: 700 / 704
);
layout!(
    SteamNetConnectionRealTimeLaneStatus_t: 64 / 64,
    m_cbPendingUnreliable: 0 / 0,
    m_cbPendingReliable: 4 / 4,
    m_cbSentUnackedReliable: 8 / 8,
    m_usecQueueTime: 16 / 16
);
layout!(
    SteamNetConnectionInfo_t: 696 / 696,
    m_identityRemote: 0 / 0,
    m_nUserData: 136 / 136,
    m_hListenSocket: 144 / 144,
    m_addrRemote: 148 / 148,
    m_idPOPRemote: 168 / 168,
    m_idPOPRelay: 172 / 172,
    m_eState: 176 / 176,
    m_eEndReason: 180 / 180,
    m_szEndDebug: 184 / 184,
    m_szConnectionDescription: 312 / 312,
    m_nFlags: 440 / 440
);
layout!(
    SteamNetConnectionRealTimeStatus_t: 120 / 120,
    m_eState: 0 / 0,
    m_nPing: 4 / 4,
    m_flConnectionQualityLocal: 8 / 8,
    m_flConnectionQualityRemote: 12 / 12,
    m_flOutPacketsPerSec: 16 / 16,
    m_flOutBytesPerSec: 20 / 20,
    m_flInPacketsPerSec: 24 / 24,
    m_flInBytesPerSec: 28 / 28,
    m_nSendRateBytesPerSecond: 32 / 32,
    m_cbPendingUnreliable: 36 / 36,
    m_cbPendingReliable: 40 / 40,
    m_cbSentUnackedReliable: 44 / 44,
    m_usecQueueTime: 48 / 48
);
// Not packed: it contains pointers of 8 bytes.
layout!(
    SteamNetworkingMessage_t: 216 / 216,
    m_pData: 0 / 0,
    m_cbSize: 8 / 8,
    m_conn: 12 / 12,
    m_identityPeer: 16 / 16,
    m_nConnUserData: 152 / 152,
    m_usecTimeReceived: 160 / 160,
    m_nMessageNumber: 168 / 168,
    m_pfnFreeData: 176 / 176,
    m_pfnRelease: 184 / 184,
    m_nChannel: 192 / 192,
    m_nFlags: 196 / 196
);
