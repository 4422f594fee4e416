//! The way in: routes, pages, sockets, and what they cost.

pub mod token;
