//! Local users beyond packets and lobbies: rich presence, avatars, tickets, voice, and what this process remembers
//! about others.
//!
//! All of it is state and arithmetic: time and randomness are arguments, and nothing here sends messages.

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
