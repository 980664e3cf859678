//! What the benchmarks measure with, and how their figures are shown.

mod native;
mod null_calls;
mod null_library;

pub(crate) use native::{measure as measure_natively, parse, table as native_table};
pub(crate) use null_calls::table as null_calls_table;
pub(crate) use null_library::build as build_null_library;
