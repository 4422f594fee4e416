//! Ratings of sessions.

use std::collections::BTreeMap;

use super::Order;
use crate::domain::id::{PersonId, SessionNo};

#[derive(Debug, Default)]
pub(super) struct Ratings(BTreeMap<(SessionNo, PersonId), (Order, u8)>);

impl Ratings {
    pub fn rated(&mut self, session: SessionNo, person: PersonId, rating: (Order, u8)) {
        let stands = self.0.entry((session, person)).or_insert(rating);
        if rating.0 > stands.0 {
            *stands = rating;
        }
    }

    pub fn stars(&self, session: SessionNo) -> [u32; 5] {
        let mut counts = [0; 5];
        for ((_, _), (_, stars)) in self.0.iter().filter(|((rated, _), _)| *rated == session) {
            if let Some(count) = usize::from(*stars).checked_sub(1).and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        counts
    }
}
