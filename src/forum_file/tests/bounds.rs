//! How large a forum may be: its agenda goes to everyone in one frame.

use std::fmt::Write;

use super::reading::founded;
use crate::domain::agenda::{AGENDA_TEXT, DAYS, HALLS, SESSIONS};
use crate::domain::time::Time;
use crate::domain::view::agenda::agenda;
use crate::forum_file::{Syntax, parse};

/// What PROTOCOL.md promises of a server's frame, less what stands around a view.
const FRAME: usize = 256 * 1024 - 100;
/// A vocalised letter, of as many bytes as a grapheme may take in the middle.
const LETTER: &str = "مُّ\u{615}";

/// A forum of so many halls, each with so many sessions on days of their own, each named by so many characters.
fn forum(halls: usize, sessions: usize, characters: usize) -> String {
    let long = |count: usize| LETTER.repeat(count);
    let mut text = format!(
        "slug = \"large\"\nzone = \"Asia/Riyadh\"\nname = {{ ar = \"{0}\", en = \"{0}\" }}\n",
        long(120)
    );
    for hall in 1..=halls {
        let name = long(60);
        let _ = write!(text, "[[halls]]\nid = \"{hall}\"\nname = {{ ar = \"{name}\", en = \"{name}\" }}\n");
    }
    for session in 0..sessions {
        let (hall, day, hour) = (session % halls + 1, session / halls / 20 + 1, session / halls % 20);
        let _ = write!(
            text,
            "[[sessions]]\nhall = \"{hall}\"\nkind = \"exhibition\"\ntitle = {{ ar = \"{0}\", en = \"x\" }}\n\
             start = 2026-10-{day:02}T{hour:02}:00\nend = 2026-10-{day:02}T{hour:02}:30\n",
            long(characters)
        );
    }
    text
}

fn told(text: &str) -> String {
    parse("f", text, Syntax::Toml)
        .map_or_else(|mistakes| mistakes.to_string(), |_| "nothing is wrong".to_owned())
}

#[test]
fn the_largest_forum_fits_into_a_frame() {
    let sizes: Vec<usize> = (1..32).collect();
    let fits = |characters: &usize| told(&forum(HALLS, SESSIONS, *characters)) == "nothing is wrong";
    let largest = forum(HALLS, SESSIONS, sizes.partition_point(fits));
    let file = parse("f", &largest, Syntax::Toml).expect("it is at the bound");
    let mut view = agenda(&founded(&file));
    for entry in &mut view.sessions {
        (entry.opened, entry.ended) = (Some(Time(entry.starts.0)), Some(Time(entry.ends.0)));
    }
    let bytes = serde_json::to_vec(&view).expect("it is JSON").len();
    assert!((FRAME * 4 / 5..FRAME).contains(&bytes), "{bytes}");
}

#[test]
fn what_is_too_much_is_told_with_its_line() {
    let halls = told(&forum(HALLS + 1, 1, 1));
    assert!(halls.starts_with("f:154:1: there are 51 halls; write 50 at most"), "{halls}");
    let sessions = told(&forum(1, SESSIONS + 1, 1));
    assert!(
        sessions.ends_with(
            "there are more than 500 sessions; write 500 at most; one in several halls counts for each"
        ),
        "{sessions}"
    );
    let text = told(&forum(1, SESSIONS, 160));
    let expected =
        format!("the names and lines of the agenda take more than {AGENDA_TEXT} bytes from here on");
    assert!(text.contains(&expected), "{text}");
    let days = format!("{}{}", forum(1, 1, 1), "[[days]]\ndate = 2026-10-28\n".repeat(DAYS + 1));
    assert!(told(&days).contains("there are 61 days; write 60 at most"), "{}", told(&days));
}
