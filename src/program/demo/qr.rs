//! QR codes in a terminal.

use std::io::{IsTerminal, stdout};

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

/// Black on white, whatever the terminal's colours are, and back to them.
const BLACK_ON_WHITE: (&str, &str) = ("\x1b[38;5;16;48;5;231m", "\x1b[0m");

/// A code with what it is for above it; nothing where the text is too long for one.
pub(super) fn titled(title: &str, text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return String::new() };
    let picture = code.render::<Dense1x2>().build();
    let (on, off) = if stdout().is_terminal() { BLACK_ON_WHITE } else { ("", "") };
    let lines = picture.lines().map(|line| format!("    {on}{line}{off}\n"));
    format!("\n{title}\n{text}\n\n{}", lines.collect::<String>())
}
