//! A topic as it is sent, encoded once and shared by everyone who gets it.

use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::protocol::topic::Topic;

/// A topic at its newest: the whole of it, and what somebody lacks who has an older one.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which topic.
    pub topic: Topic,
    /// The revision that last touched it.
    pub rev: u64,
    pub(super) whole: Utf8Bytes,
    pub(super) lately: Lately,
}

/// How an older one is brought up to date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lately {
    /// By the whole alone.
    Whole,
    /// By one difference that replaces a part of it: good for every revision from that one on.
    Part { from: u64, text: Utf8Bytes },
    /// By differences, each of which leads from where the one before ended.
    Steps(Vec<Step>),
}

/// A difference from one revision that this node has shown to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub from: u64,
    pub text: Utf8Bytes,
}

impl Sheet {
    /// Appends the frames that bring somebody up to date who has the topic at that revision, or not at all.
    ///
    /// Differences are taken where they are smaller than the whole. One of a window is good for exactly the revision
    /// that it was made from: what came and went in between would be missing from it.
    pub fn bring(&self, have: Option<u64>, frames: &mut impl Extend<Utf8Bytes>) {
        match have {
            Some(have) if have >= self.rev => {}
            Some(have) => self.bring_from(have, frames),
            None => frames.extend([self.whole.clone()]),
        }
    }

    fn bring_from(&self, have: u64, frames: &mut impl Extend<Utf8Bytes>) {
        match &self.lately {
            Lately::Part { from, text } if *from <= have => frames.extend([text.clone()]),
            Lately::Steps(steps) => match self.missed(steps, have) {
                Some(missed) => frames.extend(missed.iter().map(|step| step.text.clone())),
                None => frames.extend([self.whole.clone()]),
            },
            _ => frames.extend([self.whole.clone()]),
        }
    }

    fn missed<'a>(&self, steps: &'a [Step], have: u64) -> Option<&'a [Step]> {
        let first = steps.iter().position(|step| step.from == have)?;
        let missed = &steps[first..];
        let bytes: usize = missed.iter().map(|step| step.text.len()).sum();
        (bytes < self.whole.len()).then_some(missed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lately: Lately) -> Sheet {
        Sheet { topic: Topic::QUESTIONS, rev: 9, whole: "the whole of it".into(), lately }
    }

    fn brought(sheet: &Sheet, have: Option<u64>) -> Vec<String> {
        let mut frames: Vec<Utf8Bytes> = Vec::new();
        sheet.bring(have, &mut frames);
        frames.iter().map(ToString::to_string).collect()
    }

    fn steps(texts: &[(u64, &'static str)]) -> Lately {
        Lately::Steps(texts.iter().map(|(from, text)| Step { from: *from, text: (*text).into() }).collect())
    }

    #[test]
    fn who_has_the_newest_gets_nothing_and_who_has_nothing_the_whole() {
        let sheet = sheet(Lately::Whole);
        assert!(brought(&sheet, Some(9)).is_empty());
        assert_eq!(brought(&sheet, None), ["the whole of it"]);
        assert_eq!(brought(&sheet, Some(8)), ["the whole of it"]);
    }

    #[test]
    fn who_is_behind_gets_the_steps_that_it_lacks() {
        let sheet = sheet(steps(&[(3, "a"), (5, "b"), (8, "c")]));
        assert_eq!(brought(&sheet, Some(5)), ["b", "c"]);
        assert_eq!(brought(&sheet, Some(2)), ["the whole of it"]);
        assert_eq!(brought(&sheet, Some(6)), ["the whole of it"], "a revision that was never shown");
    }

    #[test]
    fn steps_longer_than_the_whole_are_not_taken() {
        let sheet = sheet(steps(&[(3, "too long by itself"), (5, "b")]));
        assert_eq!(brought(&sheet, Some(3)), ["the whole of it"]);
        assert_eq!(brought(&sheet, Some(5)), ["b"]);
    }

    #[test]
    fn a_part_is_good_for_everyone_who_has_the_rest() {
        let sheet = sheet(Lately::Part { from: 4, text: "part".into() });
        assert_eq!(brought(&sheet, Some(6)), ["part"]);
        assert_eq!(brought(&sheet, Some(3)), ["the whole of it"]);
    }
}
