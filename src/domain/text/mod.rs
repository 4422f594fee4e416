//! The one equivalence of words: how texts are stored, compared and counted.

pub mod direction;
pub mod length;
pub mod stored;
