//! What only the journal of many nodes can show.

mod faults;
mod start;
mod turns;
