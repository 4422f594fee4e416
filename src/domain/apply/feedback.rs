//! Ratings of sessions.

use std::sync::Arc;

use super::person::with_person;
use crate::domain::feedback::{Feedback, Rating};
use crate::domain::id::{PersonId, SessionNo};
use crate::domain::keepers::Keeper;
use crate::domain::state::State;
use crate::domain::topic::Part;

pub fn set(state: &mut State, rev: u64, no: SessionNo, open: Option<bool>) {
    let Some(session) = state.sessions.get_mut(&no) else { return };
    let session = Arc::make_mut(session);
    session.feedback.open = open;
    session.version = session.version.saturating_add(1);
    state.topics.touch(Part::Session(no), rev);
}

pub fn rate(state: &mut State, rev: u64, no: SessionNo, person: PersonId, rating: Rating) {
    let Some(session) = state.sessions.get_mut(&no) else { return };
    let (seq, comment) = (rating.seq, rating.comment);
    let feedback = &mut Arc::make_mut(session).feedback;
    let before = feedback.ratings.get(&person).and_then(|before| before.comment);
    if feedback.rate(person, rating) {
        state.keepers.take(before);
        state.keepers.put(comment, Keeper::Feedback(no, person));
        state.topics.touch(Part::Feedback(no), rev);
        with_person(state, person, |person| {
            person.seq = person.seq.max(seq);
            person.past_words.extend(before);
        });
    }
}

impl Feedback {
    /// Files a rating unless a later one of the same person stands, and says whether it did.
    fn rate(&mut self, person: PersonId, mut rating: Rating) -> bool {
        let before = self.ratings.get(&person).cloned();
        if before.as_ref().is_some_and(|before| (before.seq, before.id) >= (rating.seq, rating.id)) {
            return false;
        }
        if let Some(before) = before {
            rating.rewritten = before.rewritten;
            if let Some(comment) = before.comment {
                self.comments.remove(&comment);
                rating.rewritten = rating.rewritten.saturating_add(1);
            }
            self.count(before.stars, |count| count.saturating_sub(1));
        }
        rating.comment.map(|comment| self.comments.insert(comment));
        self.count(rating.stars, |count| count.saturating_add(1));
        self.ratings.insert(person, rating);
        true
    }

    fn count(&mut self, stars: u8, change: impl FnOnce(u32) -> u32) {
        let place = usize::from(stars).checked_sub(1);
        if let Some(count) = place.and_then(|place| self.stars.get_mut(place)) {
            *count = change(*count);
        }
    }
}
