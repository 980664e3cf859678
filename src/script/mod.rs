//! Code that all classes for scripts share.
//!
//! [`current`] lends the platform that answers, [`course`] plays conditions of the network on it. [`arguments`] checks what scripts pass, [`report`] says what is wrong with it.
//! [`enums`] declares class enums, [`signals`] signals, [`methods`] methods, [`fast`] those without detours, [`not_carried`] those that do nothing, [`keys`] keeps the keys of Dictionaries, and `class_reference` tells the editor what methods that are registered by hand are for.
//!
//! Nothing here knows a class: the classes stand on it side by side.

pub mod arguments;
#[cfg(any(feature = "docs", test))]
pub mod class_reference;
pub mod course;
pub mod current;
pub mod enums;
pub mod events;
pub mod fast;
pub mod keys;
pub mod loose_argument;
pub mod methods;
pub mod not_carried;
pub mod report;
pub mod signals;
pub mod slot;
pub mod socket_arguments;
pub mod tap;
pub mod whose;
