//! Tests of the rules over whole histories of commands.

mod agenda;
pub mod anything;
mod assisted;
mod badges_home;
mod crew;
mod curating;
mod entrance;
mod erase_author;
mod erase_mine;
mod feedback;
mod find;
mod halls;
mod halls_home;
mod history;
mod look;
mod named;
mod planning;
pub mod polls;
mod profile;
mod questions;
pub(in crate::domain) mod rebase;
mod rules;
pub mod scene;
mod words_kept;
