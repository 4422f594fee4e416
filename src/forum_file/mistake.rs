//! What is wrong with a forum file, where, and what to write instead.

use std::fmt;

/// A mistake in a forum file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line and column of it, both counted from 1, the column in characters; none when it is the whole file's.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub instead: String,
}

/// Every mistake of a forum file, in the order of their lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes {
    /// The file as it was named.
    pub file: String,
    /// At least one.
    pub list: Vec<Mistake>,
}

impl Mistakes {
    /// A mistake of the file as a whole.
    pub(super) fn whole(file: &str, what: String, instead: &str) -> Self {
        let mistake = Mistake { place: None, what, instead: instead.to_owned() };
        Self { file: file.to_owned(), list: vec![mistake] }
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, Mistake { place, what, instead }) in self.list.iter().enumerate() {
            let end = if number == 0 { "" } else { "\n" };
            write!(f, "{end}{}", self.file)?;
            if let Some((line, column)) = place {
                write!(f, ":{line}:{column}")?;
            }
            write!(f, ": {what}; {instead}")?;
        }
        Ok(())
    }
}

/// So many mistakes are told at once; more say nothing to a person, and finding their lines takes the file's length each.
const TOLD: usize = 50;

/// The mistakes found so far: the first of them by the byte at which each stands, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Findings {
    told: Vec<(usize, String, String)>,
    count: usize,
}

impl Findings {
    /// Notes a mistake.
    pub fn note(&mut self, at: usize, what: impl Into<String>, instead: impl Into<String>) {
        self.push(|| (at, what.into(), instead.into()));
    }

    /// Notes mistakes whose words are made only for those that are told.
    pub fn note_each<T>(
        &mut self,
        of: impl Iterator<Item = T>,
        words: impl Fn(T) -> (usize, String, String),
    ) {
        of.for_each(|one| self.push(|| words(one)));
    }

    fn push(&mut self, words: impl FnOnce() -> (usize, String, String)) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(words());
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// The mistakes by line and column of the text they were found in.
    pub fn in_text(mut self, file: &str, text: &str) -> Mistakes {
        self.told.sort_by_key(|(at, ..)| *at);
        let more = self.count - self.told.len();
        let told = self.told.into_iter().map(|(at, what, instead)| {
            let place = Some(line_and_column(text, at));
            Mistake { place, what, instead }
        });
        let rest = (more > 0).then(|| {
            let what = format!("there are {more} more mistakes");
            Mistake { place: None, what, instead: "mend these first".to_owned() }
        });
        Mistakes { file: file.to_owned(), list: told.chain(rest).collect() }
    }
}

/// Line and column of a byte, both from 1.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "a\nقاعة = 1\n";
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, text.find('=').unwrap()), (2, 6));
        assert_eq!(line_and_column(text, text.len() + 9), (3, 1));
    }

    #[test]
    fn of_too_many_only_the_number_is_told() {
        let mut findings = Findings::default();
        findings.note_each(0..100_000, |at| (at, "what".to_owned(), "instead".to_owned()));
        assert_eq!(findings.count(), 100_000);
        let told = findings.in_text("forum.toml", &"x\n".repeat(100_000)).to_string();
        assert_eq!(told.lines().count(), TOLD + 1);
        assert!(told.ends_with("forum.toml: there are 99950 more mistakes; mend these first"), "{told}");
    }

    #[test]
    fn they_are_told_in_the_order_of_the_file() {
        let mut findings = Findings::default();
        findings.note(2, "second", "write b");
        findings.note(0, "first", "write a");
        let told = findings.in_text("forum.toml", "x\ny").to_string();
        assert_eq!(told, "forum.toml:1:1: first; write a\nforum.toml:2:1: second; write b");
    }
}
