//! Steam's peer-to-peer networking for Godot 4: the singleton `Steam` for GDScript.

pub mod platform;
