//! Steam itself, through the crate `steamworks`.
