//! Code that all classes for scripts share.
//!
//! [`current`] lends the current platform, and [`course`] plays network conditions on it. [`events`] keeps its events, and [`errands`]
//! whether a pump has more to do. [`arguments`] checks scripts' arguments, and
//! [`report`] logs errors and warnings. [`enums`] declares class enums, [`signals`] signals, [`methods`] methods, [`fast`] methods
//! that are called directly, [`not_carried`] methods that do nothing, [`keys`] stores the keys of Dictionaries, and `class_reference`
//! gives the editor descriptions of methods that are registered by hand.
//!
//! Nothing here knows a class; all classes use it.

pub mod arguments;
#[cfg(any(feature = "docs", test))]
pub mod class_reference;
pub mod course;
pub mod current;
pub mod enums;
pub mod errands;
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
