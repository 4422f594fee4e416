//! Who is here: devices connected in a session in the last minute.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::{PersonId, SessionNo};

use super::crowd::Crowd;

/// How long a device counts as here after it left.
const LASTS: Duration = Duration::from_secs(60);

/// The devices of this node. Somebody with two tabs is one device.
#[derive(Debug, Default)]
pub(super) struct Here(HashMap<(SessionNo, PersonId), Stay>);

#[derive(Debug, Clone, Copy)]
struct Stay {
    connections: u32,
    left: Instant,
}

impl Here {
    /// A connection of that person looks at the session from now on.
    pub(super) fn came(&mut self, session: SessionNo, person: PersonId, now: Instant) {
        let stay = self.0.entry((session, person)).or_insert(Stay { connections: 0, left: now });
        stay.connections += 1;
    }

    /// One no longer does.
    pub(super) fn left(&mut self, session: SessionNo, person: PersonId, now: Instant) {
        if let Some(stay) = self.0.get_mut(&(session, person)) {
            stay.connections = stay.connections.saturating_sub(1);
            stay.left = now;
        }
    }

    /// Who is here in a session.
    pub(super) fn crowd(&self, session: SessionNo) -> Crowd {
        let mut crowd = Crowd::default();
        for (_, person) in self.0.keys().filter(|(there, _)| *there == session) {
            crowd.add(*person);
        }
        crowd
    }

    /// How many are here in each session.
    pub(super) fn count(&mut self, now: Instant) -> BTreeMap<SessionNo, u32> {
        self.0.retain(|_, stay| stay.connections > 0 || now < stay.left + LASTS);
        self.0.shrink_to(self.0.len() * 2);
        self.0.keys().fold(BTreeMap::new(), |mut counts, (session, _)| {
            *counts.entry(*session).or_default() += 1;
            counts
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANEL: SessionNo = SessionNo(1);

    #[test]
    fn a_device_is_here_until_a_minute_after_its_last_connection() {
        let start = Instant::now();
        let mut here = Here::default();
        here.came(PANEL, PersonId([1; 16]), start);
        here.came(PANEL, PersonId([1; 16]), start);
        here.came(PANEL, PersonId([2; 16]), start);
        assert_eq!(here.count(start), BTreeMap::from([(PANEL, 2)]));
        here.left(PANEL, PersonId([1; 16]), start);
        here.left(PANEL, PersonId([2; 16]), start);
        let later = start + LASTS;
        assert_eq!(here.count(later), BTreeMap::from([(PANEL, 1)]), "the other tab is still there");
        here.left(PANEL, PersonId([1; 16]), later);
        assert_eq!(here.count(later), BTreeMap::from([(PANEL, 1)]));
        assert!(here.count(later + LASTS).is_empty());
    }
}
