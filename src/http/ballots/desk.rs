//! What papers and ballots of awards are looked at with: keys that were read once, and before each kind of work a line of bounded
//! length, so that a hall that comes at once waits and holds up nothing else.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::Refused;
use super::list::Cast;
use crate::blind::{BlindError, Checker, Signer};
use crate::domain::award::{AwardKey, BlindBallot, PaperSignature, PublicKey};
use crate::domain::id::{ForumId, SessionNo};
use crate::domain::refusal::Code;
use crate::http::error::{ApiCode, ApiError};

/// Papers that wait to be signed, at some milliseconds each. Who comes beyond them comes again.
const PAPERS: usize = 2_048;
/// Ballots that wait to be looked at, at a fraction of a millisecond each: all of them are through before a poll that is over by its
/// time is closed.
const BALLOTS: usize = 4_096;
/// Lists that wait to be made. Most are kept already.
const LISTS: usize = 4_096;
/// When whoever found a line full comes again.
const AGAIN: Duration = Duration::from_secs(2);
/// Awards whose keys and lists are kept.
const AWARDS: usize = 8;

/// What papers and ballots are looked at with.
pub struct Desk {
    /// One paper is signed at a time: whoever asks for many holds up no other core.
    signing: Line,
    /// Ballots wait for no paper.
    looking: Line,
    listing: Line,
    signers: Kept<PublicKey, Signer>,
    checkers: Kept<(ForumId, SessionNo, PublicKey), Checker>,
    /// By their tags.
    lists: Kept<String, Vec<Cast>>,
}

impl Default for Desk {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, NonZeroUsize::get);
        Self {
            signing: Line::of(1, PAPERS),
            looking: Line::of(cores, BALLOTS),
            listing: Line::of(1, LISTS),
            signers: Kept::default(),
            checkers: Kept::default(),
            lists: Kept::default(),
        }
    }
}

impl Desk {
    /// Signs a blinded message.
    pub async fn sign(
        self: &Arc<Self>,
        key: &AwardKey,
        private: Arc<str>,
        blinded: PaperSignature,
    ) -> Result<PaperSignature, Refused> {
        let (desk, public) = (Arc::clone(self), key.public.clone());
        let signing = move || {
            let signer = desk.signers.get(public, || Signer::of(&private)).map_err(unreadable)?;
            signer.sign(&blinded).map_err(|_| ApiCode::Malformed)
        };
        Ok(self.signing.through(signing).await??)
    }

    /// Nothing is signed with that key any more.
    pub fn forget(&self, key: &PublicKey) {
        self.signers.forget(key);
    }

    /// What looks at the papers and ballots of that award.
    pub fn checker(&self, forum: ForumId, key: &AwardKey) -> Result<Arc<Checker>, ApiError> {
        let of = (forum, key.award, key.public.clone());
        let checker = self.checkers.get(of, || Checker::of(forum, key.award, &key.public));
        Ok(checker.map_err(unreadable)?)
    }

    /// Refuses a ballot whose signatures are not good.
    pub async fn look_at(&self, checker: Arc<Checker>, ballot: Arc<BlindBallot>) -> Result<(), Refused> {
        let looking = move || {
            if !checker.is_paper(&ballot.signed.key, &ballot.signed.paper) {
                return Err(Code::BadPaper);
            }
            if checker.is_ballot(&ballot) { Ok(()) } else { Err(Code::BadSignature) }
        };
        self.looking.through(looking).await?.map_err(Refused::by)
    }

    /// The list with that tag, made where it is not kept.
    pub async fn list(
        self: &Arc<Self>,
        tag: String,
        make: impl FnOnce() -> Vec<Cast> + Send + 'static,
    ) -> Result<Arc<Vec<Cast>>, ApiError> {
        if let Some(list) = self.lists.there(&tag) {
            return Ok(list);
        }
        let desk = Arc::clone(self);
        let making = move || desk.lists.get(tag, || Ok(make())).map_err(unreadable);
        Ok(self.listing.through(making).await??)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unreadable(why: BlindError) -> ApiCode {
    tracing::error!(%why, "the key of an award cannot be read");
    ApiCode::Unavailable
}

/// Work of one kind, done on threads for such work: so many at a time, and so many that wait.
struct Line {
    turns: Arc<Semaphore>,
    places: Semaphore,
}

impl Line {
    fn of(at_once: usize, places: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once)), places: Semaphore::new(at_once + places) }
    }

    /// Does it when its turn comes. Where nobody waits for it any more it is left; once begun it keeps its turn to its end.
    async fn through<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = self.places.try_acquire();
        let _place = place.map_err(|_| ApiError::after(ApiCode::Unavailable, AGAIN))?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| ApiCode::Unavailable)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        Ok(done.await.map_err(|_| ApiCode::Unavailable)?)
    }
}

/// What was read or made once, of the awards that were asked about last.
struct Kept<K, T>(Mutex<VecDeque<(K, Arc<T>)>>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    fn held(&self) -> MutexGuard<'_, VecDeque<(K, Arc<T>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn there(&self, of: &K) -> Option<Arc<T>> {
        self.held().iter().find(|(key, _)| key == of).map(|(_, kept)| Arc::clone(kept))
    }

    /// Nobody else waits while it is made: two may make the same.
    fn get(&self, of: K, read: impl FnOnce() -> Result<T, BlindError>) -> Result<Arc<T>, BlindError> {
        if let Some(kept) = self.there(&of) {
            return Ok(kept);
        }
        let made = Arc::new(read()?);
        let mut held = self.held();
        held.push_back((of, Arc::clone(&made)));
        if held.len() > AWARDS {
            held.pop_front();
        }
        Ok(made)
    }

    fn forget(&self, of: &K) {
        self.held().retain(|(key, _)| key != of);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn who_comes_beyond_those_that_wait_comes_again_and_the_others_have_their_turn() {
        let line = Line::of(1, 2);
        let turn = Arc::clone(&line.turns).acquire_owned().await.expect("the line is open");
        let mut waiting: Vec<_> = (0..3).map(|no| Box::pin(line.through(move || no))).collect();
        assert!(waiting.iter_mut().all(|one| one.now_or_never().is_none()), "they wait");
        let beyond = line.through(|| 3).now_or_never().expect("it is told at once");
        assert_eq!(beyond.expect_err("there is no place").code(), ApiCode::Unavailable);
        drop(turn);
        for (no, one) in waiting.into_iter().enumerate() {
            assert_eq!(one.await.expect("its turn comes"), no);
        }
        assert_eq!(line.through(|| 4).await.expect("there is a place again"), 4);
    }

    #[test]
    fn what_was_read_is_read_once_and_no_more_is_kept_than_of_so_many_awards() {
        let (kept, mut read) = (Kept::<usize, usize>::default(), 0);
        for _ in 0..2 {
            for of in 0..AWARDS {
                let got = kept.get(of, || {
                    read += 1;
                    Ok(of)
                });
                assert_eq!(*got.expect("it is read"), of);
            }
        }
        assert_eq!(read, AWARDS);
        kept.get(AWARDS, || Ok(AWARDS)).expect("it is read");
        assert!(kept.there(&0).is_none() && kept.there(&1).is_some());
        kept.forget(&1);
        assert!(kept.there(&1).is_none());
    }
}
