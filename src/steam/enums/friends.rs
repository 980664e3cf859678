//! The enums and constants of profiles, with Steam's values.

use crate::script::enums::EnumRow;

/// The enums.
#[rustfmt::skip]
pub const ENUMS: &[EnumRow] = &[
    ("CommunityProfileItemType", &[
        ("PROFILE_ITEM_TYPE_ANIMATED_AVATAR", 0), ("PROFILE_ITEM_TYPE_AVATAR_FRAME", 1),
        ("PROFILE_ITEM_TYPE_PROFILE_MODIFIER", 2), ("PROFILE_ITEM_TYPE_PROFILE_BACKGROUND", 3),
        ("PROFILE_ITEM_TYPE_MINI_PROFILE_BACKGROUND", 4),
    ]),
    ("CommunityProfileItemProperty", &[
        ("PROFILE_ITEM_PROPERTY_IMAGE_SMALL", 0), ("PROFILE_ITEM_PROPERTY_IMAGE_LARGE", 1),
        ("PROFILE_ITEM_PROPERTY_INTERNAL_NAME", 2), ("PROFILE_ITEM_PROPERTY_TITLE", 3),
        ("PROFILE_ITEM_PROPERTY_DESCRIPTION", 4), ("PROFILE_ITEM_PROPERTY_APP_ID", 5),
        ("PROFILE_ITEM_PROPERTY_TYPE_ID", 6), ("PROFILE_ITEM_PROPERTY_CLASS", 7),
        ("PROFILE_ITEM_PROPERTY_MOVIE_WEBM", 8), ("PROFILE_ITEM_PROPERTY_MOVIE_MP4", 9),
        ("PROFILE_ITEM_PROPERTY_MOVIE_WEBM_SMALL", 10), ("PROFILE_ITEM_PROPERTY_MOVIE_MP4_SMALL", 11),
    ]),
];

/// The constants that belong to no enum.
#[rustfmt::skip]
pub const CONSTANTS: &[(&str, i64)] = &[
    ("MAX_RICH_PRESENCE_VALUE_LENTH", 256),
];
