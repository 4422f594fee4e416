//! Forum files: what is read of them, what is wrong with them, and what they come to.

mod award;
mod bounds;
mod cues;
mod look;
mod mistakes;
mod reading;
mod stands;
mod templates;
mod workshop;
