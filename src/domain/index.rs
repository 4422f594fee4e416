//! What questions are found by: their folded words for desks, the stems of published ones for everyone.
//!
//! Derived from the questions and the words, kept beside them by `apply`, never in a snapshot. Words that are erased
//! leave it. What is not published has no stems in it, so that nothing of it can be felt in what participants find.

use std::sync::Arc;

use imbl::OrdMap;

use super::id::{QuestionNo, SessionNo};
use super::text::stem::root;

/// The indexes of all boards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    boards: OrdMap<SessionNo, Arc<BoardIndex<QuestionNo>>>,
    /// On which board each question is indexed.
    places: OrdMap<QuestionNo, SessionNo>,
}

/// The index of one board, of questions or of ideas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardIndex<N: Ord> {
    /// Folded words of all questions.
    pub words: Postings<N>,
    /// Stems of the published ones.
    pub stems: Postings<N>,
    /// The firm letters of those stems.
    pub roots: Postings<N>,
    held: OrdMap<N, Arc<Held>>,
}

/// Which questions hold a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postings<N> {
    by_key: OrdMap<Arc<str>, Arc<Vec<N>>>,
}

/// The keys of one question, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Folded words.
    pub words: Vec<Arc<str>>,
    /// Stems, where it is published.
    pub stems: Vec<Arc<str>>,
}

impl Index {
    /// The index of a board; none where no question was ever on it.
    #[must_use]
    pub fn board(&self, session: SessionNo) -> Option<&BoardIndex<QuestionNo>> {
        self.boards.get(&session).map(|board| &**board)
    }

    /// Indexes a question on that board under these keys, and no more under those from before.
    pub fn put(&mut self, question: QuestionNo, session: SessionNo, held: Held) {
        self.remove(question);
        let mut board = self.boards.get(&session).cloned().unwrap_or_default();
        Arc::make_mut(&mut board).put(question, held);
        self.boards.insert(session, board);
        self.places.insert(question, session);
    }

    fn remove(&mut self, question: QuestionNo) {
        let Some(session) = self.places.remove(&question) else { return };
        let Some(board) = self.boards.get_mut(&session) else { return };
        Arc::make_mut(board).remove(question);
        if board.held.is_empty() {
            self.boards.remove(&session);
        }
    }
}

impl<N: Ord + Copy> BoardIndex<N> {
    /// The keys of a question.
    #[must_use]
    pub fn held(&self, question: N) -> Option<&Held> {
        self.held.get(&question).map(|held| &**held)
    }

    /// Indexes a question under these keys, and no more under those from before.
    pub fn put(&mut self, question: N, held: Held) {
        self.remove(question);
        let words = held.words.into_iter().map(|word| self.words.add(word, question)).collect();
        for root in held.stems.iter().map(|stem| root(stem)).filter(|root| !root.is_empty()) {
            self.roots.add(root.into(), question);
        }
        let stems = held.stems.into_iter().map(|stem| self.stems.add(stem, question)).collect();
        self.held.insert(question, Arc::new(Held { words, stems }));
    }

    fn remove(&mut self, question: N) {
        let Some(held) = self.held.remove(&question) else { return };
        held.words.iter().for_each(|word| self.words.take(word, question));
        for stem in &held.stems {
            self.stems.take(stem, question);
            self.roots.take(&root(stem), question);
        }
    }
}

impl<N: Ord> Default for BoardIndex<N> {
    fn default() -> Self {
        let (words, stems, roots) = (Postings::default(), Postings::default(), Postings::default());
        Self { words, stems, roots, held: OrdMap::new() }
    }
}

impl<N> Default for Postings<N> {
    fn default() -> Self {
        Self { by_key: OrdMap::new() }
    }
}

impl<N: Ord + Copy> Postings<N> {
    /// The questions that hold the key, in their order.
    #[must_use]
    pub fn get(&self, key: &str) -> &[N] {
        self.by_key.get(key).map_or(&[], |questions| questions)
    }

    /// The keys that begin so, with their questions.
    pub fn beginning<'a, 'b>(
        &'a self,
        with: &'b str,
    ) -> impl Iterator<Item = (&'a Arc<str>, &'a [N])> + use<'a, 'b, N> {
        let from = (std::ops::Bound::Included(with), std::ops::Bound::Unbounded);
        let keys = self.by_key.range::<_, str>(from).map(|(key, questions)| (key, questions.as_slice()));
        keys.take_while(move |(key, _)| key.starts_with(with))
    }

    /// All keys with their questions.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &[N])> {
        self.by_key.iter().map(|(key, questions)| (key, questions.as_slice()))
    }

    /// Notes that the question holds the key, and gives the key as it is kept here: one copy for all questions.
    fn add(&mut self, key: Arc<str>, question: N) -> Arc<str> {
        let kept = self.by_key.get_key_value(&key).map_or(key, |(kept, _)| Arc::clone(kept));
        let questions = Arc::make_mut(self.by_key.entry(Arc::clone(&kept)).or_default());
        if let Err(at) = questions.binary_search(&question) {
            questions.insert(at, question);
        }
        kept
    }

    fn take(&mut self, key: &str, question: N) {
        let Some(questions) = self.by_key.get_mut(key) else { return };
        Arc::make_mut(questions).retain(|other| *other != question);
        if questions.is_empty() {
            self.by_key.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(words: &[&str]) -> Held {
        let keys = words.iter().map(|word| Arc::from(*word));
        Held { words: keys.clone().collect(), stems: keys.collect() }
    }

    #[test]
    fn what_is_put_elsewhere_is_found_there_alone() {
        let mut index = Index::default();
        let (one, other) = (SessionNo(1), SessionNo(2));
        index.put(QuestionNo(1), one, held(&["ماء", "هواء"]));
        index.put(QuestionNo(2), one, held(&["ماء"]));
        index.put(QuestionNo(1), other, held(&["نار"]));
        let board = index.board(one).expect("there is one");
        assert_eq!(board.words.get("ماء"), [QuestionNo(2)]);
        assert!(board.stems.get("هواء").is_empty());
        assert_eq!(index.board(other).map(|board| board.words.get("نار").len()), Some(1));
    }

    #[test]
    fn it_is_the_same_whichever_way_it_came_about() {
        let mut index = Index::default();
        index.put(QuestionNo(2), SessionNo(1), held(&["a", "b"]));
        index.put(QuestionNo(1), SessionNo(1), held(&["b"]));
        index.put(QuestionNo(2), SessionNo(2), held(&["c"]));
        index.put(QuestionNo(2), SessionNo(1), held(&["b"]));
        let mut plain = Index::default();
        plain.put(QuestionNo(1), SessionNo(1), held(&["b"]));
        plain.put(QuestionNo(2), SessionNo(1), held(&["b"]));
        assert_eq!(index, plain);
    }

    #[test]
    fn keys_that_begin_alike_lie_together() {
        let mut index = Index::default();
        index.put(QuestionNo(1), SessionNo(1), held(&["تطوع", "تطوعي", "تطور", "بلد"]));
        let board = index.board(SessionNo(1)).expect("there is one");
        let keys: Vec<_> = board.words.beginning("تطوع").map(|(key, _)| key.to_string()).collect();
        assert_eq!(keys, ["تطوع", "تطوعي"]);
    }
}
