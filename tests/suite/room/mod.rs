//! Rooms: commands in, entries to the journal, state out.

mod embedded;
