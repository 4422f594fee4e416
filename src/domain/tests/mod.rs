//! Tests of the rules over whole histories of commands.

mod curating;
mod history;
mod questions;
mod scene;
