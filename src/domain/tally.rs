//! The count of a round: brought up to date with each ballot, or made from scratch. Both come to the same.

use std::sync::Arc;

use super::ballot::{CloudWord, Mark, Tally};
use super::id::WordsNo;
use super::poll::{Method, PollKind, PollPlan, Round};
use super::question::Assistant;
use super::ranking;
use super::text::stem;
use super::words::Lexicon;

impl Tally {
    /// The count of an empty box.
    #[must_use]
    pub fn new(plan: &PollPlan) -> Self {
        let backers = if plan.kind == PollKind::Points { plan.rows() } else { 0 };
        let pairs = if is_schulze(plan) { plan.rows().pow(2) } else { 0 };
        Self {
            counts: vec![0; plan.choices()],
            backers: vec![0; backers],
            pairs: vec![0; pairs],
            ..Self::default()
        }
    }

    /// Counts a ballot in. An option that the poll has not counts for nothing.
    pub fn add(&mut self, plan: &PollPlan, mark: &Mark, words: &Lexicon) {
        self.voters = self.voters.saturating_add(1);
        self.count(plan, mark, u32::saturating_add);
        for text in mark.texts().iter().copied() {
            match plan.kind {
                PollKind::Open => drop(self.texts.insert(text)),
                PollKind::Cloud { .. } => self.put(text, words),
                _ => {}
            }
        }
    }

    /// Takes a ballot out that was counted in.
    pub fn remove(&mut self, plan: &PollPlan, mark: &Mark, words: &Lexicon) {
        self.voters = self.voters.saturating_sub(1);
        self.count(plan, mark, u32::saturating_sub);
        for text in mark.texts().iter().copied() {
            match plan.kind {
                PollKind::Open => drop(self.texts.remove(&text)),
                PollKind::Cloud { .. } => self.take(text, words),
                _ => {}
            }
        }
    }

    /// Counts in, or out, by whom a ballot was entered.
    pub fn assist(&mut self, by: Option<Assistant>, come: fn(u32, u32) -> u32) {
        self.assisted = come(self.assisted, u32::from(by.is_some()));
        self.ushers = come(self.ushers, u32::from(by == Some(Assistant::Usher)));
        self.kiosks = come(self.kiosks, u32::from(by == Some(Assistant::Kiosk)));
    }

    /// Counts a ballot in, or out.
    fn count(&mut self, plan: &PollPlan, mark: &Mark, come: fn(u32, u32) -> u32) {
        let bring = |counts: &mut [u32], place: usize, by: u32| {
            if let Some(count) = counts.get_mut(place) {
                *count = come(*count, by);
            }
        };
        for (place, points) in points(plan, mark) {
            bring(&mut self.counts, place, points);
        }
        match mark {
            Mark::Points(given) => {
                let backed = given.as_slice().iter().enumerate().filter(|(_, points)| **points > 0);
                backed.for_each(|(option, _)| bring(&mut self.backers, option, 1));
            }
            Mark::Options(order) if is_schulze(plan) => {
                let pairs = &mut self.pairs;
                ranking::pairs(order.as_slice(), plan.rows(), |pair| bring(pairs, pair, 1));
            }
            _ => {}
        }
    }

    /// Counts a text of a cloud in, unless it was erased.
    fn put(&mut self, no: WordsNo, words: &Lexicon) {
        let Some(text) = words.get(no) else { return };
        let word = self.cloud.entry(cloud_key(text)).or_default();
        if word.spellings.entry(Arc::clone(text)).or_default().insert(no).is_none() {
            word.people = word.people.saturating_add(1);
        }
    }

    /// Takes a text out of a cloud; one that was erased is in none.
    fn take(&mut self, no: WordsNo, words: &Lexicon) {
        let Some(text) = words.get(no) else { return };
        let key = cloud_key(text);
        let Some(word) = self.cloud.get_mut(&key) else { return };
        word.take(no, text);
        if word.people == 0 {
            self.cloud.remove(&key);
        }
    }
}

impl Round {
    /// The ruling on a cloud's word, by the key of its spellings, and the text that names it.
    #[must_use]
    pub fn ruling(&self, key: &str, words: &Lexicon) -> Option<(WordsNo, bool)> {
        let names = |no: &WordsNo| words.get(*no).is_some_and(|text| *cloud_key(text) == *key);
        self.rulings.iter().find(|(no, _)| names(no)).map(|(no, show)| (*no, *show))
    }
}

impl CloudWord {
    fn take(&mut self, no: WordsNo, text: &Arc<str>) {
        let Some(spelling) = self.spellings.get_mut(text) else { return };
        if spelling.remove(&no).is_some() {
            self.people = self.people.saturating_sub(1);
        }
        if spelling.is_empty() {
            self.spellings.remove(text);
        }
    }

    /// The most frequent spelling, the one that came first among equals, and the first text that has it.
    #[must_use]
    pub fn spelling(&self) -> Option<(&Arc<str>, WordsNo)> {
        let named = self.spellings.iter().filter_map(|(text, all)| Some((all.len(), *all.get_min()?, text)));
        let most = named.max_by_key(|(count, first, _)| (*count, std::cmp::Reverse(*first)));
        most.map(|(_, first, text)| (text, first))
    }
}

/// The key under which the spellings of a cloud's word are united: its stems; for what has no word, such as an emoji,
/// what it is.
#[must_use]
pub fn cloud_key(text: &str) -> Arc<str> {
    let stems = stem::stems(text);
    if stems.is_empty() { text.to_lowercase().into() } else { stems.join(" ").into() }
}

/// The count of a round's ballots from scratch.
#[must_use]
pub fn recount(plan: &PollPlan, round: &Round, words: &Lexicon) -> Tally {
    let mut tally = Tally::new(plan);
    for (ballot, mark) in round.ballots.values().filter_map(|ballot| Some((ballot, ballot.mark.as_ref()?))) {
        tally.add(plan, mark, words);
        tally.assist(ballot.assisted, u32::saturating_add);
    }
    tally
}

fn is_schulze(plan: &PollPlan) -> bool {
    plan.kind == PollKind::Ranking { method: Method::Schulze }
}

/// What a ballot gives to which place: by Borda in a ranking that is counted so, to the first choice alone in another one; the points
/// that an option has; the step of a statement; else one for each option and for the star it names.
fn points<'a>(plan: &'a PollPlan, mark: &'a Mark) -> impl Iterator<Item = (usize, u32)> {
    let named = match mark {
        Mark::Options(named) | Mark::Steps(named) | Mark::Points(named) => named.as_slice(),
        Mark::Stars(stars) => std::slice::from_ref(stars),
        Mark::Texts(_) => &[],
    };
    let best = plan.choices().saturating_sub(1);
    named.iter().enumerate().filter_map(move |(at, named)| {
        let place = usize::from(*named);
        match (mark, plan.kind) {
            (Mark::Options(_), PollKind::Ranking { method: Method::Borda }) => {
                Some((place, best.saturating_sub(at) as u32))
            }
            (Mark::Options(_), PollKind::Ranking { .. }) => (at == 0).then_some((place, 1)),
            (Mark::Steps(_), PollKind::Likert { steps }) => {
                let is_one = (1..=steps).contains(named);
                is_one.then(|| (at * usize::from(steps) + place - 1, 1))
            }
            (Mark::Points(_), PollKind::Points) => Some((at, u32::from(*named))),
            (Mark::Options(_), _) => Some((place, 1)),
            (Mark::Stars(_), _) => Some((place.checked_sub(1)?, 1)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forum::Title;
    use crate::domain::poll::PollSettings;

    fn plan(kind: PollKind, options: usize) -> PollPlan {
        let options = vec![Title::default(); options];
        PollPlan {
            title: Title::default(),
            kind,
            options,
            labels: Vec::new(),
            settings: PollSettings::default(),
        }
    }

    fn options(places: &[u8]) -> Mark {
        Mark::Options(places.try_into().expect("they fit"))
    }

    #[test]
    fn a_ranking_is_counted_by_borda() {
        let plan = plan(PollKind::Ranking { method: Method::Borda }, 4);
        let mut tally = Tally::new(&plan);
        tally.add(&plan, &options(&[2, 0, 1, 3]), &Lexicon::default());
        assert_eq!(tally.counts, [2, 1, 3, 0]);
        tally.add(&plan, &options(&[3, 2, 1, 0]), &Lexicon::default());
        assert_eq!(tally.counts, [2, 2, 5, 3]);
        tally.remove(&plan, &options(&[2, 0, 1, 3]), &Lexicon::default());
        assert_eq!((tally.voters, tally.counts), (1, vec![0, 1, 2, 3]));
    }

    #[test]
    fn place_0_of_a_rating_is_one_star() {
        let plan = plan(PollKind::Rating { max: 5 }, 0);
        let mut tally = Tally::new(&plan);
        for stars in [1, 5, 5] {
            tally.add(&plan, &Mark::Stars(stars), &Lexicon::default());
        }
        assert_eq!(tally.counts, [1, 0, 0, 0, 2]);
    }

    #[test]
    fn what_fits_no_place_counts_for_nothing() {
        let plan = plan(PollKind::Single, 2);
        let mut tally = Tally::new(&plan);
        tally.add(&plan, &options(&[9]), &Lexicon::default());
        tally.add(&plan, &Mark::Stars(0), &Lexicon::default());
        tally.remove(&plan, &options(&[1]), &Lexicon::default());
        assert_eq!((tally.voters, tally.counts), (1, vec![0, 0]));
    }

    #[test]
    fn a_cloud_shows_the_most_frequent_spelling_and_counts_them_together() {
        let plan = plan(PollKind::Cloud { words: 3 }, 0);
        let mut words = Lexicon::default();
        let typed = ["Water", "water", "water", "Air"];
        for (no, text) in (1..).zip(typed) {
            words.file(WordsNo(no), text.into());
        }
        let ballots: Vec<_> = (1..=4).map(|no| Mark::Texts([WordsNo(no)].into())).collect();
        let mut tally = Tally::new(&plan);
        for ballot in &ballots {
            tally.add(&plan, ballot, &words);
        }
        assert_eq!(tally.cloud.len(), 2);
        let word = &tally.cloud[&cloud_key("WATER")];
        assert_eq!(word.people, 3);
        assert_eq!(word.spelling().map(|(text, no)| (&**text, no)), Some(("water", WordsNo(2))));
        tally.remove(&plan, &ballots[2], &words);
        let word = &tally.cloud[&cloud_key("WATER")];
        let first = word.spelling().map(|(text, no)| (&**text, no));
        assert_eq!(first, Some(("Water", WordsNo(1))), "among equals the first");
        tally.remove(&plan, &ballots[3], &words);
        assert_eq!(tally.cloud.len(), 1, "a word that nobody sends any more is gone");
    }
}
