//! A desk's search: questions of all lists that hold every word.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::id::QuestionNo;
use crate::domain::index::{BoardIndex, Postings};
use crate::domain::state::State;
use crate::domain::text::fold::fold;
use crate::domain::text::near::is_near;
use crate::domain::text::stem::stem;

/// The most words of a search; the others are passed over.
const WORDS: usize = 6;

/// The shortest word whose longer forms are looked for, in letters.
const SHORTEST: usize = 3;

/// The questions that hold every word as it is folded, of the last one at least the beginning; behind them, where there
/// are fewer than asked for, those that hold a form of it (المشاركة for مشاركة) or a word a slip apart. The most
/// supported come first, older ones first among equals.
pub fn search(state: &State, board: &BoardIndex<QuestionNo>, typed: &str, enough: usize) -> Vec<QuestionNo> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect();
    let Some(last) = words.len().checked_sub(1) else { return Vec::new() };
    let exact: Vec<_> =
        words.iter().enumerate().map(|(at, word)| holding(&board.words, word, at == last)).collect();
    let mut found = ranked(state, &in_all(&exact));
    if found.len() < enough {
        let near = words.iter().zip(exact).map(|(word, exact)| &exact | &nearly(&board.words, word));
        let more = in_all(&near.collect::<Vec<_>>());
        let known: BTreeSet<_> = found.iter().copied().collect();
        found.extend(ranked(state, &(&more - &known)));
    }
    found
}

fn holding(words: &Postings<QuestionNo>, word: &str, unfinished: bool) -> BTreeSet<QuestionNo> {
    if unfinished {
        words.beginning(word).flat_map(|(_, questions)| questions.iter().copied()).collect()
    } else {
        words.get(word).iter().copied().collect()
    }
}

fn nearly(words: &Postings<QuestionNo>, word: &str) -> BTreeSet<QuestionNo> {
    let letters: Vec<char> = word.chars().collect();
    let stem = stem(word);
    let has_forms = stem.chars().count() >= SHORTEST;
    let forms = |key: &str| has_forms && key.contains(&*stem);
    let near = words.iter().filter(|(key, _)| forms(key) || is_near(&letters, key));
    near.flat_map(|(_, questions)| questions.iter().copied()).collect()
}

fn in_all(sets: &[BTreeSet<QuestionNo>]) -> BTreeSet<QuestionNo> {
    let Some((first, others)) = sets.split_first() else { return BTreeSet::new() };
    first.iter().filter(|no| others.iter().all(|set| set.contains(no))).copied().collect()
}

fn ranked(state: &State, found: &BTreeSet<QuestionNo>) -> Vec<QuestionNo> {
    let supports = |no: &QuestionNo| state.questions.get(no).map_or(0, |question| question.supports());
    let mut ranked: Vec<_> = found.iter().copied().collect();
    ranked.sort_by_key(|no| (Reverse(supports(no)), *no));
    ranked
}
