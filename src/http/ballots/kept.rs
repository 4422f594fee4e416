//! What was read or made once, of the few awards that were asked about last.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::blind::BlindError;
use crate::domain::id::ForumId;

/// Awards of which something is kept.
const AWARDS: usize = 8;

/// What is kept, by forum and key. What was asked for last comes last.
pub(super) struct Kept<K, T>(Mutex<VecDeque<(ForumId, K, Arc<T>)>>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    fn held(&self) -> MutexGuard<'_, VecDeque<(ForumId, K, Arc<T>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn there(&self, forum: ForumId, of: &K) -> Option<Arc<T>> {
        found(&mut self.held(), forum, of)
    }

    /// Nobody else waits while it is made: two may make the same, of which one is kept.
    pub fn get(
        &self,
        forum: ForumId,
        of: K,
        read: impl FnOnce() -> Result<T, BlindError>,
    ) -> Result<Arc<T>, BlindError> {
        if let Some(kept) = self.there(forum, &of) {
            return Ok(kept);
        }
        let made = Arc::new(read()?);
        let mut held = self.held();
        if let Some(kept) = found(&mut held, forum, &of) {
            return Ok(kept);
        }
        held.push_back((forum, of, Arc::clone(&made)));
        if held.len() > AWARDS {
            held.pop_front();
        }
        Ok(made)
    }

    pub fn forget(&self, forum: ForumId, of: &K) {
        self.held().retain(|(kept, key, _)| *kept != forum || key != of);
    }

    /// Lets go of all that is kept of a forum.
    pub fn forget_all_of(&self, forum: ForumId) {
        self.held().retain(|(kept, ..)| *kept != forum);
    }
}

/// What is kept, in the place of what was asked for last.
fn found<K: PartialEq, T>(
    held: &mut VecDeque<(ForumId, K, Arc<T>)>,
    forum: ForumId,
    of: &K,
) -> Option<Arc<T>> {
    let at = held.iter().position(|(kept, key, _)| *kept == forum && key == of)?;
    let last = held.remove(at)?;
    let kept = Arc::clone(&last.2);
    held.push_back(last);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORUM: ForumId = ForumId(1);

    /// Asks for it, and tells whether it had to be made.
    fn asks(kept: &Kept<usize, usize>, of: usize) -> bool {
        let mut is_made = false;
        let got = kept.get(FORUM, of, || {
            is_made = true;
            Ok(of)
        });
        assert_eq!(*got.expect("it is read"), of);
        is_made
    }

    #[test]
    fn what_was_read_is_read_once_and_no_more_is_kept_than_of_so_many_awards() {
        let kept = Kept::default();
        assert!((0..AWARDS).all(|of| asks(&kept, of)));
        assert!(!(0..AWARDS).any(|of| asks(&kept, of)));
        assert!(asks(&kept, AWARDS));
        assert!(kept.there(FORUM, &0).is_none() && kept.there(FORUM, &1).is_some());
        kept.forget(FORUM, &1);
        assert!(kept.there(FORUM, &1).is_none());
    }

    #[test]
    fn what_is_asked_for_again_and_again_makes_way_for_nothing() {
        let kept = Kept::default();
        for of in 1..=3 * AWARDS {
            assert_eq!(asks(&kept, 0), of == 1, "{of}");
            assert!(asks(&kept, of));
        }
    }

    #[test]
    fn two_who_make_the_same_at_once_have_the_one_that_was_there_first() {
        let kept = Kept::<usize, usize>::default();
        let meanwhile = || kept.get(FORUM, 7, || Ok(1)).expect("it is read");
        let got = kept.get(FORUM, 7, || Ok(*meanwhile() + 1));
        assert_eq!((*got.expect("it is read"), kept.held().len()), (1, 1));
    }

    #[test]
    fn of_a_forum_that_is_gone_nothing_is_kept() {
        let kept = Kept::default();
        assert!(asks(&kept, 1) && asks(&kept, 2));
        kept.get(ForumId(2), 1, || Ok(1)).expect("it is read");
        kept.forget_all_of(FORUM);
        assert!(kept.there(FORUM, &1).is_none() && kept.there(FORUM, &2).is_none());
        assert!(kept.there(ForumId(2), &1).is_some());
    }
}
