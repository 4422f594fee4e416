//! What the file of an export is called.

use crate::domain::forum::Title;

/// The longest part of a forum's name in a file's, in characters: file systems take 255 bytes.
const LONGEST: usize = 60;

/// What a file is called: of which forum it is, what of it, of which day.
#[derive(Debug, PartialEq, Eq)]
pub struct FileName {
    /// For programs that read ASCII alone.
    pub ascii: String,
    /// With the forum's name as people read it.
    pub worded: String,
}

impl FileName {
    /// Of a forum by its name in addresses and by its title; `part` is what of it, none is everything; `ending` has no dot.
    #[must_use]
    pub fn of((slug, title): (&str, &Title), part: Option<&str>, day: &str, ending: &str) -> Self {
        let part = part.map(|part| format!("-{part}")).unwrap_or_default();
        let title: String = shown(title).chars().map(plain).take(LONGEST).collect();
        let forum = if title.is_empty() { slug } else { title.trim() };
        let named = |forum: &str| format!("{forum}{part}-{day}.{ending}");
        Self { ascii: named(slug), worded: named(forum) }
    }

    /// The value of `Content-Disposition`, by RFC 6266 and RFC 8187.
    #[must_use]
    pub fn disposition(&self) -> String {
        let encoded: String = self.worded.bytes().map(encoded).collect();
        format!("attachment; filename=\"{}\"; filename*=UTF-8''{encoded}", self.ascii)
    }
}

fn shown(title: &Title) -> &str {
    if title.ar.is_empty() { &title.en } else { &title.ar }
}

/// What no file system lets stand in a name is a space there.
fn plain(letter: char) -> char {
    if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { ' ' } else { letter }
}

/// A byte as RFC 8187 writes it: the letters, digits and signs of `attr-char` as they are.
fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ar: &str, part: Option<&str>) -> FileName {
        let title = Title { ar: ar.into(), ..Title::default() };
        FileName::of(("izwa", &title), part, "2026-11-29", "csv")
    }

    #[test]
    fn a_file_is_called_after_its_forum_what_is_in_it_and_its_day() {
        let file = named("ملتقى عزوة", Some("questions"));
        assert_eq!(file.ascii, "izwa-questions-2026-11-29.csv");
        assert_eq!(file.worded, "ملتقى عزوة-questions-2026-11-29.csv");
        assert_eq!(named("", None).worded, "izwa-2026-11-29.csv");
    }

    #[test]
    fn nothing_in_a_name_leads_out_of_a_folder() {
        assert_eq!(named("../a\\b:c\"d", None).worded, ".. a b c d-2026-11-29.csv");
    }

    #[test]
    fn a_name_beyond_ascii_is_told_beside_one_within() {
        assert_eq!(
            named("أ ب", None).disposition(),
            "attachment; filename=\"izwa-2026-11-29.csv\"; filename*=UTF-8''%D8%A3%20%D8%A8-2026-11-29.csv"
        );
    }
}
