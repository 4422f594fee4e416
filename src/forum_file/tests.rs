//! Forum files: what is read of them, what is wrong with them, and what they come to.

mod award;
mod bounds;
mod look;
mod mistakes;
mod reading;
mod stands;
mod templates;
