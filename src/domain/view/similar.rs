//! Which questions say nearly the same: they share stems that are rare, or words a slip apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::index::{BoardIndex, Postings};
use crate::domain::text::fold::fold;
use crate::domain::text::frequent::is_telling;
use crate::domain::text::letter::{Part, part};
use crate::domain::text::near::is_near;
use crate::domain::text::stem::{root, stem};

/// The most words that are compared; a question of 280 letters has about 50.
const WORDS: usize = 60;
/// How much of what was typed must be found again, by weight, for a question to be like it.
const TYPED: f64 = 0.45;
/// How much is enough where [`AKIN_WORDS`] words or more are found again: what is on the board itself has words of its own there.
const AKIN: f64 = 0.3;
const AKIN_WORDS: u32 = 2;
/// What a word counts that is not the same but a slip, a longer or a shorter form apart.
const NEARLY: f64 = 0.7;
/// What one counts that has only its firm letters in common: تنفذ and تنفيذ.
const ROOTED: f64 = 0.5;
/// What an unfinished word counts that nothing begins with: it may still become anything.
const UNFINISHED: f64 = 0.5;
/// The most words without a like that are looked for among all: each costs a walk through the vocabulary.
const SLIPS: usize = 4;

/// The published questions of the board that are like what is typed, best first. Its last word may be unfinished.
#[must_use]
pub fn similar<N: Ord + Copy>(board: &BoardIndex<N>, typed: &str) -> Vec<N> {
    searched(board, typed).best(|typed, _| typed >= TYPED)
}

/// Those of the board that are about the same as a whole text of it, best first: like it, or with two telling words in common that
/// not everybody uses.
#[must_use]
pub fn akin<N: Ord + Copy>(board: &BoardIndex<N>, text: &str) -> Vec<N> {
    let is_akin = |found: f64, words| found >= TYPED || (words >= AKIN_WORDS && found >= AKIN);
    searched(board, &format!("{text} ")).best(is_akin)
}

fn searched<'a, N: Ord + Copy>(board: &'a BoardIndex<N>, typed: &str) -> Search<'a, N> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| is_telling(word)).take(WORDS).collect();
    let terms: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let unfinished = terms.last().filter(|_| !typed.ends_with(ends_word)).cloned();
    let mut search = Search {
        board,
        unfinished,
        slips: SLIPS,
        known: 0.0,
        count: 0.0,
        unknown: 0.0,
        scores: BTreeMap::new(),
    };
    for term in terms.iter().collect::<BTreeSet<_>>() {
        search.look_for(term);
    }
    search
}

/// Whether the character ends what is typed before it: a space, `؟`.
fn ends_word(c: char) -> bool {
    part(c) == Part::Gap
}

struct Search<'a, N: Ord> {
    board: &'a BoardIndex<N>,
    /// The last word, where it may be unfinished.
    unfinished: Option<String>,
    slips: usize,
    /// The weight of the words that some question holds, and how many they are.
    known: f64,
    count: f64,
    /// How many words no question holds. Each weighs what the others do on average: on a large board, where even telling
    /// words are common, a single new one must not outweigh all that is shared.
    unknown: f64,
    /// The weight that each question shares with it, and of how many words.
    scores: BTreeMap<N, (f64, u32)>,
}

impl<'a, N: Ord + Copy> Search<'a, N> {
    /// Adds what a term shares with which questions.
    fn look_for(&mut self, term: &str) {
        let exact = self.board.stems.get(term);
        let mut found: BTreeMap<N, f64> = exact.iter().map(|question| (*question, 1.0)).collect();
        let mut rarest = exact.len();
        for (share, questions) in self.relatives(term, exact.is_empty()) {
            rarest = if rarest == 0 { questions.len() } else { rarest };
            for question in questions {
                found.entry(*question).or_insert(share);
            }
        }
        if found.is_empty() {
            self.unknown += if self.unfinished.as_deref() == Some(term) { UNFINISHED } else { 1.0 };
            return;
        }
        let weight = weight(rarest);
        self.known += weight;
        self.count += 1.0;
        for (question, share) in found {
            let score = self.scores.entry(question).or_default();
            *score = (score.0 + weight * share, score.1 + 1);
        }
    }

    /// Questions that hold another form of the stem, the closest forms first; where there is none of it, a word a slip
    /// apart.
    fn relatives(&mut self, term: &str, is_new: bool) -> Vec<(f64, &'a [N])> {
        let board: &'a BoardIndex<N> = self.board;
        let letters: Vec<char> = term.chars().collect();
        let forms = self.longer(term, letters.len()).into_iter().chain(shorter(&board.stems, &letters));
        let mut related: Vec<_> = forms.map(|held| (NEARLY, held)).collect();
        related.push((ROOTED, board.roots.get(&root(term))));
        related.retain(|(_, held)| !held.is_empty());
        if is_new && related.is_empty() && self.slips > 0 {
            self.slips -= 1;
            let near = board.stems.iter().filter(|(key, _)| is_near(&letters, key));
            related.extend(near.map(|(_, held)| (NEARLY, held)));
        }
        related
    }

    /// The stems that are longer by two letters at most, or by any number where the word is not finished yet.
    fn longer(&self, term: &str, letters: usize) -> Vec<&'a [N]> {
        let (least, most) =
            if self.unfinished.as_deref() == Some(term) { (3, usize::MAX) } else { (4, letters + 2) };
        if letters < least {
            return vec![self.board.stems.get(&format!("{term}ه"))];
        }
        let begin_so = self.board.stems.beginning(term);
        begin_so
            .filter(|(key, _)| ***key != *term && key.chars().count() <= most)
            .map(|(_, held)| held)
            .collect()
    }

    /// Those of which enough was found: `is_enough` is asked for the part by weight and for the words.
    fn best(self, is_enough: impl Fn(f64, u32) -> bool) -> Vec<N> {
        let total = self.known * (1.0 + self.unknown / self.count.max(1.0));
        let rank = |(question, (shared, words)): (N, (f64, u32))| {
            let held = self.board.held(question)?;
            let own: f64 = held.stems.iter().map(|stem| weight(self.board.stems.get(stem).len())).sum();
            let (typed, found) = (shared / total, (shared / own).min(1.0));
            is_enough(typed, words).then_some((typed * found, question))
        };
        let mut ranked: Vec<_> = self.scores.into_iter().filter_map(rank).collect();
        ranked.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
        ranked.into_iter().map(|(_, question)| question).collect()
    }
}

/// The stems that are shorter by one or two letters and still a word: four letters, or three where ة went.
fn shorter<'a, N: Ord + Copy>(stems: &'a Postings<N>, letters: &[char]) -> impl Iterator<Item = &'a [N]> {
    let cuts = letters.len().saturating_sub(2)..letters.len();
    let words = cuts.filter(|left| *left >= 4 || (*left == 3 && letters[3..] == ['ه']));
    words.map(|left| stems.get(&letters[..left].iter().collect::<String>()))
}

/// What a stem weighs that so many questions hold: one that nobody used is as rare as one that is used once.
fn weight(questions: usize) -> f64 {
    let questions = u32::try_from(questions).unwrap_or(u32::MAX);
    1.0 / (1.0 + f64::from(questions.max(1)).ln())
}
