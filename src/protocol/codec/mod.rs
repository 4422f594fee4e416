//! Text to frames and frames to text.

mod encode;
mod parse;

pub use encode::{change, done, encode, pulse, state};
pub use parse::{LONGEST_FRAME, LONGEST_SCENE_NAME, command, frame, frame_of_request};

#[cfg(test)]
mod tests;
