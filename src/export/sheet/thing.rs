//! Things of a forum, told by their kinds and numbers.

/// A thing, and how many gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Thing {
    /// The name of its kind and its number, then those of what it lies in.
    pub numbers: Vec<(&'static str, u32)>,
    /// How many gave it, or what was said of it.
    pub given: Option<String>,
}

impl Thing {
    /// `question 7 (52); table 2, session 4`, with these words for kinds and this comma.
    pub fn told(things: &[Self], word: impl Fn(&'static str) -> &'static str, comma: &str) -> String {
        let told = things.iter().map(|thing| {
            let numbers = thing.numbers.iter().map(|(kind, no)| format!("{} {no}", word(kind)));
            let numbers = numbers.collect::<Vec<_>>().join(comma);
            match &thing.given {
                Some(given) => format!("{numbers} ({given})"),
                None => numbers,
            }
        });
        told.collect::<Vec<_>>().join("; ")
    }
}
