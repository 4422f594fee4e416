//! Majlis: the service with which a forum hears its audience.

pub mod backbone;
pub mod domain;
pub mod forum_file;
pub mod http;
pub mod journal;
pub mod protocol;
pub mod pulse;
pub mod rehearse;
pub mod room;
