//! Steam's structures as the SDK's headers declare them, for the compiler to lay out in both packings.
//!
//! The bindings of a target only have its own packing. With these structures, every target checks the numbers of
//! [`layout`](super::super::layout) for Windows, and two sources check those for Linux.

/// Declares structures in the module `$packing`, packed as `$repr` says.
macro_rules! packing {
    ($packing:ident, $repr:meta: $($structure:ident { $($member:ident: $type:ty),* })*) => {
        /// In this packing.
        #[allow(non_camel_case_types, non_snake_case, dead_code)]
        pub(in super::super) mod $packing {
            use std::ffi::{c_char, c_void};

            /// `steamclientpublic.h` packs it to 1, so it has no alignment.
            #[repr(C, packed)]
            pub struct CSteamID {
                id: u64,
            }

            /// `steamnetworkingtypes.h` packs it to 1, and the next.
            #[repr(C, packed)]
            pub struct SteamNetworkingIdentity {
                pub m_eType: i32,
                pub m_cbSize: i32,
                pub __bindgen_anon_1: [u32; 32],
            }

            #[repr(C, packed)]
            pub struct SteamNetworkingIPAddr {
                ip: [u8; 16],
                pub m_port: u16,
            }

            /// Declared where nothing is packed.
            #[repr(C)]
            pub struct SteamNetworkingMessage_t {
                pub m_pData: *mut c_void,
                pub m_cbSize: i32,
                pub m_conn: u32,
                pub m_identityPeer: SteamNetworkingIdentity,
                pub m_nConnUserData: i64,
                pub m_usecTimeReceived: i64,
                pub m_nMessageNumber: i64,
                pub m_pfnFreeData: *const c_void,
                pub m_pfnRelease: *const c_void,
                pub m_nChannel: i32,
                pub m_nFlags: i32,
                user_data: i64,
                lane: u16,
                pad: u16,
            }

            $(#[$repr] pub struct $structure { $(pub $member: $type),* })*
        }
    };
}

/// Declares structures in both packings. Enumerations are `i32`, C++'s `bool` is `u8`.
macro_rules! declared {
    ($($structures:tt)*) => {
        packing! { packed_to_4, repr(C, packed(4)): $($structures)* }
        packing! { packed_to_8, repr(C, packed(8)): $($structures)* }
    };
}

declared! {
    P2PSessionRequest_t { m_steamIDRemote: CSteamID }
    P2PSessionConnectFail_t { m_steamIDRemote: CSteamID, m_eP2PSessionError: u8 }
    P2PSessionState_t {
        m_bConnectionActive: u8, m_bConnecting: u8, m_eP2PSessionError: u8, m_bUsingRelay: u8,
        m_nBytesQueuedForSend: i32, m_nPacketsQueuedForSend: i32, m_nRemoteIP: u32, m_nRemotePort: u16
    }
    LobbyCreated_t { m_eResult: i32, m_ulSteamIDLobby: u64 }
    LobbyEnter_t {
        m_ulSteamIDLobby: u64, m_rgfChatPermissions: u32, m_bLocked: u8, m_EChatRoomEnterResponse: u32
    }
    LobbyMatchList_t { m_nLobbiesMatching: u32 }
    LobbyChatUpdate_t {
        m_ulSteamIDLobby: u64, m_ulSteamIDUserChanged: u64, m_ulSteamIDMakingChange: u64,
        m_rgfChatMemberStateChange: u32
    }
    LobbyChatMsg_t { m_ulSteamIDLobby: u64, m_ulSteamIDUser: u64, m_eChatEntryType: u8, m_iChatID: u32 }
    LobbyDataUpdate_t { m_ulSteamIDLobby: u64, m_ulSteamIDMember: u64, m_bSuccess: u8 }
    LobbyGameCreated_t { m_ulSteamIDLobby: u64, m_ulSteamIDGameServer: u64, m_unIP: u32, m_usPort: u16 }
    LobbyInvite_t { m_ulSteamIDUser: u64, m_ulSteamIDLobby: u64, m_ulGameID: u64 }
    LobbyKicked_t { m_ulSteamIDLobby: u64, m_ulSteamIDAdmin: u64, m_bKickedDueToDisconnect: u8 }
    GameLobbyJoinRequested_t { m_steamIDLobby: CSteamID, m_steamIDFriend: CSteamID }
    PersonaStateChange_t { m_ulSteamID: u64, m_nChangeFlags: i32 }
    SteamServersConnected_t { nothing: u8 }
    SteamServerConnectFailure_t { m_eResult: i32, m_bStillRetrying: u8 }
    SteamServersDisconnected_t { m_eResult: i32 }
    SteamShutdown_t { nothing: u8 }
    IPCFailure_t { m_eFailureType: u8 }
    SteamAPICallCompleted_t { m_hAsyncCall: u64, m_iCallback: i32, m_cubParam: u32 }
    CallbackMsg_t { m_hSteamUser: i32, m_iCallback: i32, m_pubParam: *mut u8, m_cubParam: i32 }
    FavoritesListChanged_t {
        m_nIP: u32, m_nQueryPort: u32, m_nConnPort: u32, m_nAppID: u32, m_nFlags: u32, m_bAdd: u8,
        m_unAccountId: u32
    }
    FavoritesListAccountsUpdated_t { m_eResult: i32 }
    AvatarImageLoaded_t { m_steamID: CSteamID, m_iImage: i32, m_iWide: i32, m_iTall: i32 }
    GameServerChangeRequested_t { m_rgchServer: [c_char; 64], m_rgchPassword: [c_char; 64] }
    FriendRichPresenceUpdate_t { m_steamIDFriend: CSteamID, m_nAppID: u32 }
    GameRichPresenceJoinRequested_t { m_steamIDFriend: CSteamID, m_rgchConnect: [c_char; 256] }
    GameOverlayActivated_t { m_bActive: u8, m_bUserInitiated: u8, m_nAppID: u32, m_dwOverlayPID: u32 }
    GetAuthSessionTicketResponse_t { m_hAuthTicket: u32, m_eResult: i32 }
    ValidateAuthTicketResponse_t {
        m_SteamID: CSteamID, m_eAuthSessionResponse: i32, m_OwnerSteamID: CSteamID
    }
    GSClientApprove_t { m_SteamID: CSteamID, m_OwnerSteamID: CSteamID }
    GSClientDeny_t { m_SteamID: CSteamID, m_eDenyReason: i32, m_rgchOptionalText: [c_char; 128] }
    GSClientKick_t { m_SteamID: CSteamID, m_eDenyReason: i32 }
    GSPolicyResponse_t { m_bSecure: u8 }
    GSClientGroupStatus_t { m_SteamIDUser: CSteamID, m_SteamIDGroup: CSteamID, m_bMember: u8, m_bOfficer: u8 }
    GSGameplayStats_t { m_eResult: i32, m_nRank: i32, m_unTotalConnects: u32, m_unTotalMinutesPlayed: u32 }
    GSStatsReceived_t { m_eResult: i32, m_steamIDUser: CSteamID }
    GSStatsStored_t { m_eResult: i32, m_steamIDUser: CSteamID }
    AssociateWithClanResult_t { m_eResult: i32 }
    ComputeNewPlayerCompatibilityResult_t {
        m_eResult: i32, m_cPlayersThatDontLikeCandidate: i32, m_cPlayersThatCandidateDoesntLike: i32,
        m_cClanPlayersThatDontLikeCandidate: i32, m_SteamIDCandidate: CSteamID
    }
    UserStatsReceived_t { m_nGameID: u64, m_eResult: i32, m_steamIDUser: CSteamID }
    UserStatsStored_t { m_nGameID: u64, m_eResult: i32 }
    UserAchievementStored_t {
        m_nGameID: u64, m_bGroupAchievement: u8, m_rgchAchievementName: [c_char; 128], m_nCurProgress: u32,
        m_nMaxProgress: u32
    }
    SteamInputDeviceConnected_t { m_ulConnectedDeviceHandle: u64 }
    SteamInputDeviceDisconnected_t { m_ulDisconnectedDeviceHandle: u64 }
    SteamInputConfigurationLoaded_t {
        m_unAppID: u32, m_ulDeviceHandle: u64, m_ulMappingCreator: CSteamID, m_unMajorRevision: u32,
        m_unMinorRevision: u32, m_bUsesSteamInputAPI: u8, m_bUsesGamepadAPI: u8
    }
    SteamInputGamepadSlotChange_t {
        m_unAppID: u32, m_ulDeviceHandle: u64, m_eDeviceType: i32, m_nOldGamepadSlot: i32,
        m_nNewGamepadSlot: i32
    }
    ScreenshotReady_t { m_hLocal: u32, m_eResult: i32 }
    SteamTimelineEventRecordingExists_t { m_ulEventID: u64, m_bRecordingExists: u8 }
    SteamTimelineGamePhaseRecordingExists_t {
        m_rgchPhaseID: [c_char; 64], m_ulRecordingMS: u64, m_ulLongestClipMS: u64, m_unClipCount: u32,
        m_unScreenshotCount: u32
    }
    GameConnectedFriendChatMsg_t { m_steamIDUser: CSteamID, m_iMessageID: i32 }
    FriendsGetFollowerCount_t { m_eResult: i32, m_steamID: CSteamID, m_nCount: i32 }
    FriendsIsFollowing_t { m_eResult: i32, m_steamID: CSteamID, m_bIsFollowing: u8 }
    FriendsEnumerateFollowingList_t {
        m_eResult: i32, m_rgSteamID: [CSteamID; 50], m_nResultsReturned: i32, m_nTotalResultCount: i32
    }
    OverlayBrowserProtocolNavigation_t { rgchURI: [c_char; 1024] }
    EquippedProfileItemsChanged_t { m_steamID: CSteamID }
    EquippedProfileItems_t {
        m_eResult: i32, m_steamID: CSteamID, m_bHasAnimatedAvatar: u8, m_bHasAvatarFrame: u8,
        m_bHasProfileModifier: u8, m_bHasProfileBackground: u8, m_bHasMiniProfileBackground: u8, m_bFromCache: u8
    }
    NumberOfCurrentPlayers_t { m_bSuccess: u8, m_cPlayers: i32 }
    LeaderboardFindResult_t { m_hSteamLeaderboard: u64, m_bLeaderboardFound: u8 }
    LeaderboardScoresDownloaded_t { m_hSteamLeaderboard: u64, m_hSteamLeaderboardEntries: u64, m_cEntryCount: i32 }
    LeaderboardScoreUploaded_t {
        m_bSuccess: u8, m_hSteamLeaderboard: u64, m_nScore: i32, m_bScoreChanged: u8, m_nGlobalRankNew: i32,
        m_nGlobalRankPrevious: i32
    }
    LeaderboardUGCSet_t { m_eResult: i32, m_hSteamLeaderboard: u64 }
    LeaderboardEntry_t { m_steamIDUser: CSteamID, m_nGlobalRank: i32, m_nScore: i32, m_cDetails: i32, m_hUGC: u64 }
    UserStatsUnloaded_t { m_steamIDUser: CSteamID }
    UserAchievementIconFetched_t {
        m_nGameID: CSteamID, m_rgchAchievementName: [c_char; 128], m_bAchieved: u8, m_nIconHandle: i32
    }
    GlobalAchievementPercentagesReady_t { m_nGameID: u64, m_eResult: i32 }
    GlobalStatsReceived_t { m_nGameID: u64, m_eResult: i32 }
    RemoteStorageFileShareResult_t { m_eResult: i32, m_hFile: u64, m_rgchFilename: [c_char; 260] }
    RemoteStorageDownloadUGCResult_t {
        m_eResult: i32, m_hFile: u64, m_nAppID: u32, m_nSizeInBytes: i32, m_pchFileName: [c_char; 260],
        m_ulSteamIDOwner: u64
    }
    RemoteStorageFileWriteAsyncComplete_t { m_eResult: i32 }
    RemoteStorageFileReadAsyncComplete_t {
        m_hFileReadAsync: u64, m_eResult: i32, m_nOffset: u32, m_cubRead: u32
    }
    RemoteStorageSubscribePublishedFileResult_t { m_eResult: i32, m_nPublishedFileId: u64 }
    RemoteStorageUnsubscribePublishedFileResult_t { m_eResult: i32, m_nPublishedFileId: u64 }
    RemoteStoragePublishedFileSubscribed_t { m_nPublishedFileId: u64, m_nAppID: u32 }
    RemoteStoragePublishedFileUnsubscribed_t { m_nPublishedFileId: u64, m_nAppID: u32 }
    RemoteStorageLocalFileChange_t { nothing: u8 }
    LowBatteryPower_t { m_nMinutesBatteryLeft: u8 }
    CheckFileSignature_t { m_eCheckFileSignature: i32 }
    DlcInstalled_t { m_nAppID: u32 }
    FileDetailsResult_t { m_eResult: i32, m_ulFileSize: u64, m_FileSHA: [u8; 20], m_unFlags: u32 }
    TimedTrialStatus_t { m_unAppID: u32, m_bIsOffline: u8, m_unSecondsAllowed: u32, m_unSecondsPlayed: u32 }
    GamepadTextInputDismissed_t { m_bSubmitted: u8, m_unSubmittedText: u32, m_unAppID: u32 }
    FilterTextDictionaryChanged_t { m_eLanguage: i32 }
    ClientGameServerDeny_t {
        m_uAppID: u32, m_unGameServerIP: u32, m_usGameServerPort: u16, m_bSecure: u16, m_uReason: u32
    }
    MicroTxnAuthorizationResponse_t { m_unAppID: u32, m_ulOrderID: u64, m_bAuthorized: u8 }
    EncryptedAppTicketResponse_t { m_eResult: i32 }
    GameWebCallback_t { m_szURL: [c_char; 256] }
    StoreAuthURLResponse_t { m_szURL: [c_char; 512] }
    MarketEligibilityResponse_t {
        m_bAllowed: u8, m_eNotAllowedReason: i32, m_rtAllowedAtTime: u32, m_cdaySteamGuardRequiredDays: i32,
        m_cdayNewDeviceCooldown: i32
    }
    DurationControl_t {
        m_eResult: i32, m_appid: u32, m_bApplicable: u8, m_csecsLast5h: i32, m_progress: i32,
        m_notification: i32, m_csecsToday: i32, m_csecsRemaining: i32
    }
    GetTicketForWebApiResponse_t {
        m_hAuthTicket: u32, m_eResult: i32, m_cubTicket: i32, m_rgubTicket: [u8; 2560]
    }
    ClanOfficerListResponse_t { m_steamIDClan: CSteamID, m_cOfficers: i32, m_bSuccess: u8 }
    DownloadClanActivityCountsResult_t { m_bSuccess: u8 }
    JoinClanChatRoomCompletionResult_t { m_steamIDClanChat: CSteamID, m_eChatRoomEnterResponse: i32 }
    GameConnectedClanChatMsg_t { m_steamIDClanChat: CSteamID, m_steamIDUser: CSteamID, m_iMessageID: i32 }
    GameConnectedChatJoin_t { m_steamIDClanChat: CSteamID, m_steamIDUser: CSteamID }
    GameConnectedChatLeave_t {
        m_steamIDClanChat: CSteamID, m_steamIDUser: CSteamID, m_bKicked: u8, m_bDropped: u8
    }
    FriendGameInfo_t {
        m_gameID: u64, m_unGameIP: u32, m_usGamePort: u16, m_usQueryPort: u16, m_steamIDLobby: CSteamID
    }
    SteamNetworkingMessagesSessionRequest_t { m_identityRemote: SteamNetworkingIdentity }
    SteamNetworkingMessagesSessionFailed_t { m_info: SteamNetConnectionInfo_t }
    SteamNetConnectionInfo_t {
        m_identityRemote: SteamNetworkingIdentity, m_nUserData: i64, m_hListenSocket: u32,
        m_addrRemote: SteamNetworkingIPAddr, m__pad1: u16, m_idPOPRemote: u32, m_idPOPRelay: u32,
        m_eState: i32, m_eEndReason: i32, m_szEndDebug: [c_char; 128],
        m_szConnectionDescription: [c_char; 128], m_nFlags: i32, reserved: [u32; 63]
    }
    SteamRelayNetworkStatus_t {
        m_eAvail: i32, m_bPingMeasurementInProgress: i32, m_eAvailNetworkConfig: i32, m_eAvailAnyRelay: i32,
        m_debugMsg: [c_char; 256]
    }
    SteamNetAuthenticationStatus_t { m_eAvail: i32, m_debugMsg: [c_char; 256] }
    SteamNetConnectionStatusChangedCallback_t {
        m_hConn: u32, m_info: SteamNetConnectionInfo_t, m_eOldState: i32
    }
    SteamNetConnectionRealTimeLaneStatus_t {
        m_cbPendingUnreliable: i32, m_cbPendingReliable: i32, m_cbSentUnackedReliable: i32, _reservePad1: i32,
        m_usecQueueTime: i64, reserved: [u32; 10]
    }
    SteamNetConnectionRealTimeStatus_t {
        m_eState: i32, m_nPing: i32, m_flConnectionQualityLocal: f32, m_flConnectionQualityRemote: f32,
        m_flOutPacketsPerSec: f32, m_flOutBytesPerSec: f32, m_flInPacketsPerSec: f32, m_flInBytesPerSec: f32,
        m_nSendRateBytesPerSecond: i32, m_cbPendingUnreliable: i32, m_cbPendingReliable: i32,
        m_cbSentUnackedReliable: i32, m_usecQueueTime: i64, m_usecMaxJitter: i32, reserved: [u32; 15]
    }
}
