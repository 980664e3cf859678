//! The rules of sessions, each with the test that shows it, under virtual time.

mod closing;
mod conditions;
mod hostile;
mod opening;
mod packets;
mod silence;
mod simulation;
mod world;
