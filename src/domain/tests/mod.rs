//! Tests of the rules over whole histories of commands.

mod curating;
mod feedback;
mod history;
mod polls;
mod questions;
mod scene;
