//! How far it is, on standard error.

use std::io::{IsTerminal, Write};
use std::time::Duration;

const WIDTH: usize = 40;

pub struct Bar {
    whole: Duration,
    done: Duration,
    /// Somebody watches: the line is written over. Else each round is a line.
    is_watched: bool,
}

impl Bar {
    pub fn of(whole: Duration) -> Self {
        Self { whole, done: Duration::ZERO, is_watched: std::io::stderr().is_terminal() }
    }

    pub fn show(&self, what: &str) {
        let percent = self.done.as_millis() * 100 / self.whole.as_millis().max(1);
        let filled = "#".repeat(WIDTH * usize::try_from(percent).unwrap_or(100).min(100) / 100);
        let (begin, end) = if self.is_watched { ("\r\x1b[K", "") } else { ("", "\n") };
        eprint!("{begin}[{filled:<WIDTH$}] {percent:3} % {what}{end}");
        // Nobody needs to see it.
        let _ = std::io::stderr().flush();
    }

    pub fn advance(&mut self, by: Duration) {
        self.done += by;
    }

    pub fn end(&self) {
        self.show("done\n");
    }
}
