//! The `majlis` program: a thin start of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    majlis::program::run()
}
