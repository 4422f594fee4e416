//! The `majlis` program: a thin start of the library.
fn main() {}
