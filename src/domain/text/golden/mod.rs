//! Pairs of Arabic, English and mixed texts, written for this project, and what is to come of each.

use std::collections::BTreeMap;

use super::fold::fold;
use super::word_list::WordList;
use crate::domain::tally::cloud_key;

/// A line of a file: what is to come of the pair, and the pair.
pub type Pair = (&'static str, &'static str, &'static str);

const FOLDING: &str = include_str!("folding.tsv");
const STEMS: &str = include_str!("stems.tsv");
const WORD_LIST: &str = include_str!("word_list.tsv");
/// Used where questions are found.
pub const QUESTIONS: &str = include_str!("questions.tsv");

/// The pairs of a file. Lines that begin with `#` say something about those below.
pub fn pairs(file: &'static str) -> Vec<Pair> {
    let told = file.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    told.map(|line| {
        let [kind, one, other] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a line is a kind and two texts, with a tab between them: {line:?}");
        };
        (kind, one, other)
    })
    .collect()
}

/// Checks every pair and tells all that fail.
#[track_caller]
fn hold(file: &'static str, is: impl Fn(&str, &str, &str) -> bool) {
    let failed: Vec<_> = pairs(file).into_iter().filter(|(kind, one, other)| !is(kind, one, other)).collect();
    assert!(failed.is_empty(), "{} pairs: {failed:#?}", failed.len());
}

#[test]
fn spellings_of_the_same_words_meet_and_others_do_not() {
    hold(FOLDING, |kind, one, other| match kind {
        "same" => fold(one) == fold(other),
        "different" => fold(one) != fold(other),
        _ => false,
    });
}

#[test]
fn forms_of_a_word_are_one_in_a_cloud_and_words_that_look_alike_are_not() {
    hold(STEMS, |kind, one, other| match kind {
        "kin" => cloud_key(one) == cloud_key(other),
        "apart" => cloud_key(one) != cloud_key(other),
        _ => false,
    });
}

#[test]
fn a_word_list_catches_spellings_and_no_other_words() {
    hold(WORD_LIST, |kind, word, text| match kind {
        "listed" => WordList::new([word]).is_in(text),
        "unlisted" => !WordList::new([word]).is_in(text),
        _ => false,
    });
}

#[test]
fn there_are_at_least_300_pairs_and_each_is_there_once() {
    let mut seen = BTreeMap::new();
    for (kind, one, other) in [FOLDING, STEMS, WORD_LIST, QUESTIONS].into_iter().flat_map(pairs) {
        *seen.entry((kind, one, other)).or_insert(0) += 1;
    }
    let twice: Vec<_> = seen.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(seen.len() >= 300, "{}", seen.len());
}
