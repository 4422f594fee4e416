//! What comes in, and what is stored of it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::invisible::{is_blank, is_hidden, is_joiner};

/// The most combining marks on one letter. Quranic Arabic needs four, Burmese five; more is a tower of marks that
/// grows over the lines above it on the wall.
pub const MARKS: usize = 5;

/// The text as it is stored, on one line: NFC, without what is not seen (see [`super::invisible`]), at most [`MARKS`]
/// combining marks on a letter, every run of white space one space, none at the ends.
///
/// A text of which nothing can be seen becomes the empty one. Doing it twice changes nothing.
#[must_use]
pub fn normalise(typed: &str) -> String {
    Shaper::shape(typed)
}

/// The same of a text of several lines, each by itself: those of which nothing can be seen are left out.
#[must_use]
pub fn paragraphs(typed: &str) -> String {
    let lines = typed.lines().map(normalise).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes a text out, character by character.
struct Shaper {
    out: String,
    /// There was white space since the last character.
    gap: bool,
    /// Combining marks since the last character that was not one.
    marks: usize,
    seen: bool,
}

impl Shaper {
    fn shape(typed: &str) -> String {
        let out = String::with_capacity(typed.len());
        let mut shaper = Self { out, gap: false, marks: 0, seen: false };
        typed.chars().filter(|c| !is_hidden(*c)).nfc().for_each(|c| shaper.take(c));
        if shaper.seen { shaper.out } else { String::new() }
    }

    fn take(&mut self, c: char) {
        if is_blank(c) {
            self.gap = true;
        } else if is_joiner(c) {
            // With nothing before it, it joins nothing; a second one adds nothing.
            let idle = self.gap || self.out.is_empty() || self.out.ends_with(is_joiner);
            if !idle {
                self.out.push(c);
            }
        } else if is_combining_mark(c) {
            self.mark(c);
        } else {
            self.marks = 0;
            self.seen = true;
            self.close_gap();
            self.out.push(c);
        }
    }

    fn mark(&mut self, c: char) {
        self.marks = if self.gap { 1 } else { self.marks + 1 };
        if self.marks <= MARKS {
            self.close_gap();
            self.out.push(c);
        }
    }

    fn close_gap(&mut self) {
        if std::mem::take(&mut self.gap) && !self.out.is_empty() {
            self.out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spelling_is_kept_as_it_was_typed() {
        for text in ["مُشَارَكَةٌ", "مشـــاركة", "أحمد إلى آخره", "می‌روم", "٤٧١", "Ünïted", "👨‍👩‍👧 ❤️"]
        {
            assert_eq!(normalise(text), text);
        }
    }

    #[test]
    fn letters_and_their_marks_are_composed() {
        assert_eq!(normalise("ا\u{653}"), "آ");
        assert_eq!(normalise("e\u{301}"), "é");
        assert_eq!(normalise("e\u{ad}\u{301}"), "é", "also across what was taken out");
    }

    #[test]
    fn bidi_controls_and_control_characters_are_taken_out() {
        assert_eq!(normalise("\u{202e}سؤال\u{202c} \u{2067}آخر\u{2069}\u{7}\u{0}"), "سؤال آخر");
        assert_eq!(normalise("\u{200f}سؤال\u{200e}"), "سؤال");
    }

    #[test]
    fn zero_width_tricks_are_taken_out() {
        assert_eq!(normalise("س\u{200b}ؤ\u{2060}ا\u{feff}ل\u{ad}"), "سؤال");
        assert_eq!(normalise("a\u{e0061}\u{e0100}b"), "ab");
        assert_eq!(normalise("\u{3164}\u{115f}\u{2800}\u{200d}\u{200c}"), "");
        assert_eq!(normalise("\u{64e}\u{64e}"), "", "marks on nothing");
    }

    #[test]
    fn a_joiner_stays_where_it_joins() {
        assert_eq!(normalise("ه\u{200d} 1447"), "ه\u{200d} 1447");
        assert_eq!(normalise("a \u{200d}\u{200c}b\u{200d}\u{200d}c"), "a b\u{200d}c");
    }

    #[test]
    fn towers_of_marks_are_cut() {
        let tower = format!("h{}i", "\u{302}\u{301}".repeat(40));
        let stored = normalise(&tower);
        assert!(stored.chars().filter(|c| is_combining_mark(*c)).count() <= MARKS, "{stored:?}");
        assert!(stored.ends_with('i'));
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(normalise("  a\t\u{a0} b\r\n\r\n\u{3000}c \n"), "a b c");
    }

    /// Texts rich in what this module has to do with.
    fn odd_text() -> impl Strategy<Value = String> {
        let telling = "اأٱيئىكهةوؤء ae\u{301}\u{302}\u{653}\u{654}\u{64e}\u{651}\n\r\t\u{200c}\u{200d}\u{200b}\u{202e}\u{2800}👏🏽가ᄀ";
        let odd = prop_oneof![any::<char>(), prop::sample::select(telling.chars().collect::<Vec<_>>()),];
        prop::collection::vec(odd, 0..60).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn storing_twice_changes_nothing(text in odd_text()) {
            let once = normalise(&text);
            prop_assert_eq!(&normalise(&once), &once);
        }

        #[test]
        fn what_is_stored_can_be_seen(text in odd_text()) {
            let text = normalise(&text);
            prop_assert!(text.is_empty() || text.chars().any(|c| !is_blank(c)));
        }
    }
}
