//! Connections between a few processes, with a clock and links of the tests' own.

mod closing;
mod conditions;
mod connecting;
mod messages;
mod world;
