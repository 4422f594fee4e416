//! Ratings of sessions.

use std::collections::BTreeMap;

use super::Order;
use crate::domain::change::Change;
use crate::domain::id::{PersonId, SessionNo};

#[derive(Debug, Default)]
pub(super) struct Ratings(BTreeMap<(SessionNo, PersonId), (Order, u8)>);

impl Ratings {
    pub fn take(&mut self, change: &Change) {
        if let Change::Rated { session, person, stars, seq, id, .. } = change {
            let order = (*seq, *id);
            let stands = self.0.entry((*session, *person)).or_insert((order, *stars));
            if order > stands.0 {
                *stands = (order, *stars);
            }
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
