//! What the local users are to each other beyond packets and lobbies: rich presence, pictures, tickets, voices, and what
//! this process remembers of its own.
//!
//! All of it is state and arithmetic: time and randomness are arguments, and nothing here knows how anybody is told.

pub mod actions;
pub mod avatar;
pub mod chats;
pub mod codec;
pub mod favorites;
pub mod language;
pub mod recent;
pub mod rich_presence;
pub mod server_listing;
pub mod tickets;
pub mod voice;
