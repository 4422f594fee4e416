//! Views: what a role sees of a session, made from the state and the same for everyone of that role.
//!
//! A view never holds what its role may not see; nothing is left to be filtered by a client. Each function here is
//! pure, and what it returns depends on the state alone: never on a clock, never on who is here.

pub mod agenda;
pub mod feedback;
pub mod find;
pub mod given;
pub mod leaders;
pub mod ledger;
pub mod links;
pub mod mine;
pub mod poll;
pub mod question;
pub mod screen;
mod search;
pub mod session;
pub mod shape;
pub(super) mod similar;
pub(super) mod space;
