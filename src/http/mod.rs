//! The way in: routes, pages, sockets, and what they cost.

pub mod address;
mod assets;
mod bearer;
mod body;
pub mod connection;
pub mod error;
mod export;
pub mod forums;
mod guest;
mod health;
pub mod join;
pub mod limits;
pub mod listener;
mod live;
pub mod patience;
pub mod policy;
pub mod qr;
mod routes;
pub mod screens;
pub mod setup;
mod site;
pub mod token;
pub mod whoami;

pub use routes::routes;
pub use site::{Limits, Site};
