//! The enums and constants of `ISteamUserStats`.

use crate::script::enums::EnumRow;

/// The enums.
#[rustfmt::skip]
pub const ENUMS: &[EnumRow] = &[
    ("LeaderboardDataRequest", &[
        ("LEADERBOARD_DATA_REQUEST_GLOBAL", 0), ("LEADERBOARD_DATA_REQUEST_GLOBAL_AROUND_USER", 1),
        ("LEADERBOARD_DATA_REQUEST_FRIENDS", 2), ("LEADERBOARD_DATA_REQUEST_USERS", 3),
    ]),
    ("LeaderboardDisplayType", &[
        ("LEADERBOARD_DISPLAY_TYPE_NONE", 0), ("LEADERBOARD_DISPLAY_TYPE_NUMERIC", 1),
        ("LEADERBOARD_DISPLAY_TYPE_TIME_SECONDS", 2), ("LEADERBOARD_DISPLAY_TYPE_TIME_MILLISECONDS", 3),
    ]),
    ("LeaderboardSortMethod", &[
        ("LEADERBOARD_SORT_METHOD_NONE", 0), ("LEADERBOARD_SORT_METHOD_ASCENDING", 1),
        ("LEADERBOARD_SORT_METHOD_DESCENDING", 2),
    ]),
    ("LeaderboardUploadScoreMethod", &[
        ("LEADERBOARD_UPLOAD_SCORE_METHOD_NONE", 0), ("LEADERBOARD_UPLOAD_SCORE_METHOD_KEEP_BEST", 1),
        ("LEADERBOARD_UPLOAD_SCORE_METHOD_FORCE_UPDATE", 2),
    ]),
];

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: &[(&str, i64)] = &[
    ("LEADERBOARD_DETAILS_MAX", 64),
    ("LEADERBOARD_NAME_MAX", 128),
    ("STAT_NAME_MAX", 128),
];
