//! Tests of the rules of sessions, in virtual time.

mod closing;
mod conditions;
mod hostile;
mod opening;
mod packets;
mod silence;
mod simulation;
mod world;
