//! The way in: routes, pages, sockets, and what they cost.

pub mod address;
mod assets;
mod bearer;
mod body;
pub mod connection;
pub mod error;
mod export;
pub mod forums;
pub mod guesses;
pub mod guest;
mod health;
pub mod join;
pub mod limiter;
mod limits;
pub mod listener;
mod live;
mod logos;
mod metered;
mod mine;
pub mod network;
pub mod patience;
pub mod policy;
pub mod qr;
mod routes;
pub mod screens;
pub mod setup;
mod site;
pub mod slots;
mod to_the_end;
pub mod token;
pub mod whoami;

pub use export::EXPORTS_AT_ONCE;
pub use limits::Limits;
pub use routes::routes;
pub use site::Site;
