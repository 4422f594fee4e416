//! The forum's rules, pure: no clock, no randomness, no I/O, and no panic on any input.

pub mod agenda;
mod apply;
pub mod arrivals;
pub mod ballot;
pub mod board;
pub mod borrowed;
pub mod change;
pub mod command;
pub mod decide;
pub mod due;
pub mod entrance;
pub mod feedback;
pub mod forum;
pub mod hex;
pub mod home;
pub mod id;
pub mod index;
pub mod keepers;
pub mod ledger;
pub mod look;
mod pairs;
pub mod person;
pub mod places;
pub mod player;
pub mod points;
pub mod poll;
pub mod profile;
pub mod pseudonym;
pub mod question;
pub mod rebase;
pub mod refusal;
pub mod register;
pub mod role;
pub mod scores;
pub mod screen;
pub mod state;
pub mod strict;
pub mod tally;
pub mod text;
pub mod time;
pub mod topic;
pub mod view;
pub mod words;
pub mod written;

#[cfg(test)]
pub(crate) mod tests;
