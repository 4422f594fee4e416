//! Forum files: what is read of them, what is wrong with them, and what they come to.

mod bounds;
mod mistakes;
mod reading;
mod templates;
