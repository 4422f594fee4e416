//! A batch on its way to the journal.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::time::Instant;

use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{self, Circumstances};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::journal::{self, Draft, Head};

use super::batch::{self, Batch};
use super::certain::{self, Certain};
use super::entry::{self, Decided, SealError};
use super::handle::{Answer, Asked};
use super::replica::RoomError;
use super::standing::Standing;
use super::task::Room;

/// An append under way, with the state and the answers that come of it.
pub(super) struct Flight {
    lands: Pin<Box<dyn Future<Output = Certain> + Send>>,
    asked: Vec<Asked>,
    verdicts: Verdicts,
    changes: Vec<Change>,
    next: Standing,
}

type Verdicts = Vec<Result<Option<u32>, Refusal>>;

/// What commands came to, and on which state.
type Verdict = Result<(Arc<Standing>, Batch), SealError>;

impl Flight {
    /// What became of the append; never, when there is none.
    pub(super) async fn lands(flight: Option<&mut Self>) -> Certain {
        match flight {
            Some(flight) => (&mut flight.lands).await,
            None => std::future::pending().await,
        }
    }
}

/// For the operator: how long appends take, looks at a journal that does not answer included.
async fn measured(append: impl Future<Output = Certain>) -> Certain {
    let began = Instant::now();
    let certain = append.await;
    metrics::histogram!("majlis_append_seconds").record(began.elapsed());
    certain
}

impl Room {
    /// Decides what waits, and starts its append, unless one is under way or it is not yet this room's turn.
    pub(super) async fn take_off(&mut self) -> Result<(), RoomError> {
        if self.flight.is_some() || (self.waiting.is_empty() && self.due.is_none()) {
            return Ok(());
        }
        self.hear_what_is_there().await?;
        if self.pace.opens(Instant::now()).is_some() {
            return Ok(());
        }
        self.gather();
        let asked = std::mem::take(&mut self.waiting);
        if self.lost {
            answer_all(asked, &Answer::TRY_AGAIN);
            return Ok(());
        }
        match self.decide_surely(&asked).await? {
            None => answer_all(asked, &Answer::TRY_AGAIN),
            Some(Ok((from, batch))) if batch.changes.is_empty() => {
                answer_each(asked, batch.verdicts, from.rev);
                if self.pace.leave_line() {
                    self.journal.leave_turn(self.forum).await;
                }
            }
            Some(Ok((from, batch))) => self.append(&from, batch, asked),
            Some(Err(why)) => self.cannot_write(&why, asked),
        }
        Ok(())
    }

    /// What came in while nobody looked joins the batch.
    fn gather(&mut self) {
        while self.waiting.len() < self.config.batch
            && let Ok(asked) = self.lines.inbox.try_recv()
        {
            self.waiting.push(asked);
        }
        // The clock comes last: a ballot that was received in time is decided before the poll closes.
        if self.lines.inbox.is_empty()
            && let Some(request) = self.due.take()
        {
            self.waiting.push(Asked { request, command: Command::Tick, answer: None });
        }
    }

    /// Decides. Where nothing but refusals comes of it no append will tell whether another node has written just what
    /// they miss: they are decided once more if there is anything newer. `None` where the journal does not say.
    async fn decide_surely(&mut self, asked: &[Asked]) -> Result<Option<Verdict>, RoomError> {
        let verdict = self.decide(asked);
        let from = match &verdict {
            Ok((from, batch)) if batch.only_refuses() => from.head(),
            _ => return Ok(Some(verdict)),
        };
        self.look().await?;
        if self.lost || self.look_at.is_some() {
            return Ok(None);
        }
        Ok(Some(if self.now().head() == from { verdict } else { self.decide(asked) }))
    }

    fn decide(&self, asked: &[Asked]) -> Verdict {
        let mut around = Circumstances::default();
        getrandom::fill(&mut around.random)?;
        self.lines.presence.tell(&mut around);
        let from = self.now();
        let commands = asked.iter().map(|asked| (asked.request, &asked.command));
        let batch = batch::decide_all(&from, commands, &around);
        Ok((from, batch))
    }

    fn append(&mut self, from: &Standing, batch: Batch, asked: Vec<Asked>) {
        let Batch { next, changes, words, verdicts, time } = batch;
        let decided = Decided {
            node: self.config.node.clone(),
            time,
            changes: changes.clone(),
            words,
            next_deadline: decide::next_deadline(&next),
        };
        let draft = match entry::seal(decided) {
            Ok(draft) => draft,
            Err(why) => return self.cannot_write(&why, asked),
        };
        let next = after(from.head(), &draft, next);
        let lands = certain::append(Arc::clone(&self.journal), self.forum, from.head(), draft);
        self.flight = Some(Flight { lands: Box::pin(measured(lands)), asked, verdicts, changes, next });
    }

    fn cannot_write(&self, why: &SealError, asked: Vec<Asked>) {
        tracing::error!(forum = %self.forum, %why, "an entry could not be made");
        answer_all(asked, &Answer::TRY_AGAIN);
    }

    /// It is known what became of the append.
    pub(super) async fn landed(&mut self, certain: Certain) -> Result<(), RoomError> {
        let Some(Flight { asked, verdicts, changes, next, .. }) = self.flight.take() else { return Ok(()) };
        match certain {
            Certain::Written => {
                self.pace.wrote(Instant::now());
                let rev = next.rev;
                self.stand(next, &changes);
                answer_each(asked, verdicts, rev);
            }
            Certain::Conflict { missed, not_your_turn } => {
                self.pace.lost(Instant::now(), not_your_turn);
                self.wait_again(asked);
                self.follow_or_read(&missed, !not_your_turn).await?;
            }
            Certain::Refused(journal::Refusal::NoForum) => return Err(RoomError::NoForum),
            Certain::Refused(why) => {
                tracing::warn!(forum = %self.forum, %why, "the journal did not take an entry");
                answer_all(asked, &Answer::TRY_AGAIN);
            }
            Certain::Lost(head) => {
                self.wait_again(asked);
                self.lost_to(head).await?;
            }
        }
        Ok(())
    }

    /// To be decided again, before what came meanwhile.
    fn wait_again(&mut self, mut asked: Vec<Asked>) {
        asked.append(&mut self.waiting);
        self.waiting = asked;
    }
}

/// Where the forum stands once the draft is written.
fn after(head: Head, draft: &Draft, state: State) -> Standing {
    let Head { epoch, rev, hash } = head.then(&draft.body);
    Standing { state, epoch, rev, hash, time: draft.time }
}

fn answer_each(asked: Vec<Asked>, verdicts: Verdicts, rev: u64) {
    for (asked, verdict) in asked.into_iter().zip(verdicts) {
        asked.answer(verdict.map_or_else(Answer::Refused, |made| Answer::Done { rev, made }));
    }
}

pub(super) fn answer_all(asked: Vec<Asked>, answer: &Answer) {
    for asked in asked {
        asked.answer(answer.clone());
    }
}
