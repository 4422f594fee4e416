//! Majlis: the service with which a forum hears its audience.

// They panic where whoever reads standard output or standard error is gone.
#![warn(clippy::print_stderr, clippy::print_stdout)]

pub mod app;
pub mod backbone;
pub mod backup;
pub mod badge_list;
pub mod blind;
mod bounded;
pub mod config;
pub mod domain;
pub mod export;
pub mod forum_file;
pub mod founding;
pub mod http;
pub mod journal;
pub mod keys;
pub mod opinion;
pub mod picturing;
pub mod program;
pub mod protocol;
pub mod pulse;
mod recent;
pub mod record;
pub mod rehearse;
pub mod room;
pub mod shutdown;
pub mod telemetry;
pub mod upgrade;
pub mod verify;
