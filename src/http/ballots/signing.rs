//! What papers and ballots of awards are signed and looked at with: keys that were read once, and before each kind of work a lane of
//! bounded length, so that a hall that comes at once waits and holds up nothing else.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::Refused;
use super::kept::Kept;
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
/// When whoever found a lane full comes again.
const AGAIN: Duration = Duration::from_secs(2);

/// What papers and ballots are signed and looked at with.
pub struct Signing {
    /// One paper is signed at a time: whoever asks for many holds up no other core.
    signing: Lane,
    /// Ballots wait for no paper.
    looking: Lane,
    listing: Lane,
    signers: Kept<PublicKey, Signer>,
    checkers: Kept<(SessionNo, PublicKey), Checker>,
    /// By their tags.
    lists: Kept<String, Vec<Cast>>,
}

impl Default for Signing {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, NonZeroUsize::get);
        Self {
            signing: Lane::of(1, PAPERS),
            looking: Lane::of(cores, BALLOTS),
            listing: Lane::of(1, LISTS),
            signers: Kept::default(),
            checkers: Kept::default(),
            lists: Kept::default(),
        }
    }
}

impl Signing {
    /// Signs a blinded message.
    pub async fn sign(
        self: &Arc<Self>,
        forum: ForumId,
        key: &AwardKey,
        private: Arc<str>,
        blinded: PaperSignature,
    ) -> Result<PaperSignature, Refused> {
        let (keys, public) = (Arc::clone(self), key.public.clone());
        let signing = move || {
            let signer = keys.signers.get(forum, public, || Signer::of(&private)).map_err(unreadable)?;
            signer.sign(&blinded).map_err(|_| ApiCode::Malformed)
        };
        Ok(self.signing.through(signing).await??)
    }

    /// Nothing is signed with that key any more.
    pub fn forget(&self, forum: ForumId, key: &PublicKey) {
        self.signers.forget(forum, key);
    }

    /// Nothing of that forum is asked about any more.
    pub fn forget_all_of(&self, forum: ForumId) {
        self.signers.forget_all_of(forum);
        self.checkers.forget_all_of(forum);
        self.lists.forget_all_of(forum);
    }

    /// What looks at the papers and ballots of that award.
    pub fn checker(&self, forum: ForumId, key: &AwardKey) -> Result<Arc<Checker>, ApiError> {
        let of = (key.award, key.public.clone());
        let checker = self.checkers.get(forum, of, || Checker::of(forum, key.award, &key.public));
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
        forum: ForumId,
        tag: String,
        make: impl FnOnce() -> Vec<Cast> + Send + 'static,
    ) -> Result<Arc<Vec<Cast>>, ApiError> {
        if let Some(list) = self.lists.there(forum, &tag) {
            return Ok(list);
        }
        let keys = Arc::clone(self);
        let making = move || keys.lists.get(forum, tag, || Ok(make())).map_err(unreadable);
        Ok(self.listing.through(making).await??)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unreadable(why: BlindError) -> ApiCode {
    tracing::error!(%why, "the key of an award cannot be read");
    ApiCode::Unavailable
}

/// Work of one kind, done on threads for such work: so many at a time, and so many that wait.
struct Lane {
    turns: Arc<Semaphore>,
    places: Semaphore,
}

impl Lane {
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

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn who_comes_beyond_those_that_wait_comes_again_and_the_others_have_their_turn() {
        let lane = Lane::of(1, 2);
        let turn = Arc::clone(&lane.turns).acquire_owned().await.expect("the lane is open");
        let mut waiting: Vec<_> = (0..3).map(|no| Box::pin(lane.through(move || no))).collect();
        assert!(waiting.iter_mut().all(|one| one.now_or_never().is_none()), "they wait");
        let beyond = lane.through(|| 3).now_or_never().expect("it is told at once");
        assert_eq!(beyond.expect_err("there is no place").code(), ApiCode::Unavailable);
        drop(turn);
        for (no, one) in waiting.into_iter().enumerate() {
            assert_eq!(one.await.expect("its turn comes"), no);
        }
        assert_eq!(lane.through(|| 4).await.expect("there is a place again"), 4);
    }
}
