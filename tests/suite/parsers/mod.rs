//! Whatever comes in is read or refused: no bytes make a parser panic, and what was damaged is never taken for something else.
//! Frames and entries of a journal have theirs beside them (`protocol/codec`, `domain/tests/anything`).

mod damage;
mod files;
mod over_the_wire;
mod tokens;
