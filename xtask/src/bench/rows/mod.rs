//! The tables, with what is aimed at.

mod between;
mod calls;
mod footprint;
mod native;

use super::case::Case;
use super::table::Table;

/// The tables of a case.
pub(super) fn of(case: Case) -> &'static [Table] {
    match case {
        Case::Null => &[calls::NULL],
        Case::Allocations => &[calls::ALLOCATIONS],
        Case::Calls => &[calls::CALLS],
        Case::Batches => &[calls::BATCHES],
        Case::Streams => &[between::STREAMS, between::ROUND_TRIPS],
        Case::Frames => &[between::FRAMES],
        Case::Rpcs => &[between::RPCS, between::RPC_ROUND_TRIPS],
        Case::Mesh => &[between::MESH, between::MESH_ABOVE, between::MESH_COUNTS],
        Case::Lobby => &[calls::LOBBY, calls::SENDS],
        Case::Start => &[footprint::START, footprint::MEMORY],
        Case::Idle => &[footprint::IDLE],
        Case::Native => &[native::PEERS, native::LARGE, native::SESSIONS],
        Case::Size => &[footprint::SIZE],
    }
}
