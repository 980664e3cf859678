//! The enums of downloadable content and betas, with Steam's values.

use crate::script::enums::EnumRow;

/// The enums.
#[rustfmt::skip]
pub const ENUMS: &[EnumRow] = &[
    ("BetaBranchFlags", &[
        ("BETA_BRANCH_NONE", 0), ("BETA_BRANCH_DEFAULT", 1), ("BETA_BRANCH_AVAILABLE", 2),
        ("BETA_BRANCH_PRIVATE", 4), ("BETA_BRANCH_SELECTED", 8), ("BETA_BRANCH_INSTALLED", 16),
    ]),
];

/// The constants that belong to no enum.
pub const CONSTANTS: &[(&str, i64)] = &[];
