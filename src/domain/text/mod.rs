//! The one equivalence of words: how texts are stored, compared and counted.
//!
//! A text is kept as it was typed ([`stored`]). Everything that compares texts goes through one matching key
//! ([`fold`]), and nothing else in the project decides which spellings are the same.

pub mod digits;
pub mod direction;
pub mod distance;
pub mod fold;
pub mod formula;
pub mod frequent;
#[cfg(test)]
pub(crate) mod golden;
mod hamza;
mod invisible;
pub mod length;
pub(crate) mod letter;
pub mod near;
mod repeat;
mod roots;
pub mod stem;
pub mod stored;
pub mod word_list;

pub use invisible::is_hidden;
