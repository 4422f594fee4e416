//! What a room awaits of the journal: a batch that is to be written, a look at what is newer, a history that replaced its
//! own. One at a time, and meanwhile the room goes on taking commands. How each takes off; what comes of it is in `landing`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::time::Instant;

use crate::domain::command::Command;
use crate::domain::decide::{self, Circumstances};
use crate::domain::home::Home;
use crate::domain::state::State;
use crate::journal::{Draft, Head, Healed, JournalError};

use super::batch::{self, Batch, Verdict};
use super::certain::{self, Certain};
use super::entry::{self, Decided, SealError};
use super::handle::{Answer, Asked};
use super::minting::Keys;
use super::presence::Touched;
use super::replica::{self, Loaded, RoomError};
use super::sight::{self, Sight};
use super::standing::Standing;
use super::task::Room;

/// What is under way. Meanwhile the room goes on, and the next batch gathers.
pub(super) struct Flight(Pin<Box<dyn Future<Output = Landed> + Send>>);

/// What a flight comes back with.
pub(super) enum Landed {
    /// What became of an append.
    Append(Certain, Box<Drafted>),
    /// Where the journal stands, and those who are refused unless it went on.
    Look(Result<Sight, JournalError>, Vec<Asked>),
    /// Whether what stood already is kept, and those who are told that it does.
    Keep(Result<(), JournalError>, Unchanged),
    /// Whether the journal was healed, and how it stands after that.
    Heal(Result<(Healed, Sight), JournalError>),
    /// The history that replaced the room's.
    Load(Result<Box<Loaded>, RoomError>),
}

/// The state and the answers that come of an append.
pub(super) struct Drafted {
    pub decided: Vec<(Asked, Verdict)>,
    pub touched: Touched,
    pub next: Standing,
    /// What is told of the lost entry that it brings home.
    pub home: Option<Home>,
}

/// Those of whom nothing is changed, and at which revision that was decided.
pub(super) struct Unchanged {
    pub decided: Vec<(Asked, Verdict)>,
    pub rev: u64,
}

impl Flight {
    fn new(lands: impl Future<Output = Landed> + Send + 'static) -> Self {
        Self(Box::pin(lands))
    }

    /// What becomes of it; never, when there is none.
    pub(super) async fn lands(flight: Option<&mut Self>) -> Landed {
        match flight {
            Some(Self(lands)) => lands.await,
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
    pub(super) fn take_off(&mut self) -> Result<(), RoomError> {
        if self.flight.is_some() || !self.has_to_write() {
            return Ok(());
        }
        self.hear_what_is_there()?;
        if self.flight.is_some() || self.pace.opens(Instant::now()).is_some() {
            return Ok(());
        }
        let waits = self.waits();
        if self.can_bring_home() && (self.homing_next || !waits) {
            self.homing_next = false;
            self.bring_home();
        }
        if self.flight.is_none() && waits {
            self.homing_next = true;
            self.decide_what_waits();
        }
        Ok(())
    }

    fn decide_what_waits(&mut self) {
        self.gather();
        // Those that lost wait beside a batch that gathered meanwhile.
        let most = self.config.batch.min(self.waiting.len());
        let asked = self.waiting.drain(..most).collect();
        if self.is_lost() {
            return answer_all(asked, &Answer::TRY_AGAIN);
        }
        let asked = self.of_this_epoch(asked);
        if asked.is_empty() {
            return;
        }
        match self.decide(&asked) {
            Ok((_, batch)) if batch.only_refuses() => self.make_sure(asked),
            Ok((from, batch)) if batch.changes.is_empty() => {
                self.change_nothing(&from, apart(asked, batch.verdicts).0);
            }
            Ok((from, batch)) => self.append(&from, batch, asked),
            Err(why) => self.cannot_write(&why, asked),
        }
    }

    /// What came in joins the batch.
    fn gather(&mut self) {
        let space = self.config.batch.saturating_sub(self.waiting.len());
        self.waiting.extend(self.lines.inbox.take(space));
        // The clock comes last: a ballot that was received in time is decided before the poll closes. It waits for no more than
        // that: whoever keeps the inbox full keeps no poll open.
        if let Some((_, request)) = self.due.take_if(|(since, _)| self.lines.inbox.is_through(*since)) {
            self.waiting.push(Asked { request, command: Command::Tick, epoch: None, answer: None });
        }
    }

    /// Those whose numbers are of the epoch at hand, or of which that is not known. The others are put off: what they name may be
    /// something else by now.
    pub(super) fn of_this_epoch(&self, asked: Vec<Asked>) -> Vec<Asked> {
        let epoch = self.now().epoch;
        let (these, others) = asked.into_iter().partition(|asked| asked.epoch.is_none_or(|its| its == epoch));
        answer_all(others, &Answer::TRY_AGAIN);
        these
    }

    /// What commands come to, and on which state.
    pub(super) fn decide(&self, asked: &[Asked]) -> Result<(Arc<Standing>, Batch), SealError> {
        let mut around = Circumstances::default();
        getrandom::fill(&mut around.random)?;
        self.lines.presence.tell(&mut around);
        let from = self.now();
        around.pictures = self.lines.pictures.borrow().of(from.epoch).last();
        around.keys = Keys::clone(&self.lines.keys.borrow());
        let commands = asked.iter().map(|asked| (asked.request, &asked.command));
        let batch = batch::decide_all(&from, commands, &around, self.config.forms.writes());
        Ok((from, batch))
    }

    fn append(&mut self, from: &Standing, batch: Batch, asked: Vec<Asked>) {
        let Batch { next, changes, words, verdicts, time, .. } = batch;
        let touched = Touched::by(&changes, &next);
        let (form, node) = (self.config.forms.writes(), self.config.node.clone());
        let next_deadline = decide::next_deadline(&next);
        let decided = Decided { form, node, time, changes, words, next_deadline, home: None };
        let draft = match entry::seal(decided) {
            Ok(draft) => draft,
            Err(why) => return self.cannot_write(&why, asked),
        };
        let next = after(from, form, &draft, next);
        let (decided, left) = apart(asked, verdicts);
        self.wait_again(left);
        self.give(from, draft, Drafted { decided, touched, next, home: None });
    }

    /// Gives the draft of a lost entry that comes home to the journal.
    pub(super) fn give_home(
        &mut self,
        from: &Standing,
        (form, draft): (u32, Draft),
        (next, touched): (State, Touched),
        home: Home,
    ) {
        let next = after(from, form, &draft, next);
        self.give(from, draft, Drafted { decided: Vec::new(), touched, next, home: Some(home) });
    }

    fn give(&mut self, from: &Standing, draft: Draft, drafted: Drafted) {
        let append = certain::append(Arc::clone(&self.journal), self.forum, from.head(), draft);
        let drafted = Box::new(drafted);
        self.flight = Some(Flight::new(async { Landed::Append(measured(append).await, drafted) }));
    }

    /// Answers those of whom nothing is changed. What stands already may do so by an entry of another node: nobody is told
    /// that it is done before it survives what an own entry does.
    pub(super) fn change_nothing(&mut self, from: &Standing, decided: Vec<(Asked, Verdict)>) {
        self.leave_line();
        let unchanged = Unchanged { decided, rev: from.rev };
        if unchanged.decided.iter().all(|(_, verdict)| verdict.is_err()) {
            return unchanged.kept(self.forum, Ok(()));
        }
        let (journal, forum, entry) = (Arc::clone(&self.journal), self.forum, from.head());
        let mut keeping = Box::pin(async move { journal.keep(forum, entry).await });
        match (&mut keeping).now_or_never() {
            Some(kept) => unchanged.kept(self.forum, kept),
            None => self.flight = Some(Flight::new(async { Landed::Keep(keeping.await, unchanged) })),
        }
    }

    /// Where nothing but refusals comes of a batch no append will tell whether another node has written just what they
    /// miss: the journal is asked.
    fn make_sure(&mut self, asked: Vec<Asked>) {
        let (journal, forum, from) = (Arc::clone(&self.journal), self.forum, self.now().head());
        self.flight = Some(Flight::new(async move {
            let seen = if asked.is_empty() {
                sight::see(&*journal, forum, from).await
            } else {
                sight::see_settled(&*journal, forum, from).await
            };
            Landed::Look(seen, asked)
        }));
    }

    /// Sees where the journal stands, and takes what is new up to there. What comes after that is told: whoever read on
    /// to an end would never be done beside a node that writes faster than this one reads.
    pub(super) fn look(&mut self) {
        self.make_sure(Vec::new());
    }

    /// Has the journal put back what it lost.
    pub(super) fn heal(&mut self) {
        let (journal, forum, from) = (Arc::clone(&self.journal), self.forum, self.now().head());
        self.flight = Some(Flight::new(async move {
            let healed =
                async { Ok((journal.heal(forum).await?, sight::see(&*journal, forum, from).await?)) };
            Landed::Heal(healed.await)
        }));
    }

    /// Takes the history that replaced this room's.
    pub(super) fn start_over(&mut self) {
        let (journal, forum, knows) = (Arc::clone(&self.journal), self.forum, self.config.forms.knows());
        let load = async move { replica::load(&*journal, forum, knows).await.map(Box::new) };
        self.flight = Some(Flight::new(async { Landed::Load(load.await) }));
    }

    pub(super) fn cannot_write(&self, why: &SealError, asked: Vec<Asked>) {
        tracing::error!(forum = %self.forum, %why, "an entry could not be made");
        answer_all(asked, &Answer::TRY_AGAIN);
    }

    /// Nothing is to be written any more: whoever comes next in the line need not wait. Nor does this room: should it come
    /// back into the line before it has left, it loses a place there and nothing else.
    pub(super) fn leave_line(&mut self) {
        if self.pace.leave_line() {
            let (journal, forum) = (Arc::clone(&self.journal), self.forum);
            tokio::spawn(async move { journal.leave_turn(forum).await });
        }
    }

    /// To be decided again, before what came meanwhile.
    pub(super) fn wait_again(&mut self, mut asked: Vec<Asked>) {
        asked.append(&mut self.waiting);
        self.waiting = asked;
    }
}

/// Where the forum stands once the draft of that form is written.
fn after(from: &Standing, form: u32, draft: &Draft, state: State) -> Standing {
    let Head { epoch, rev, hash } = from.head().then(&draft.body);
    Standing { state, epoch, rev, hash, time: draft.time, form: from.form.max(form) }
}

/// Those that were decided, and those that are left for the next entry; both in their order.
pub(super) fn apart(
    asked: Vec<Asked>,
    verdicts: Vec<Option<Verdict>>,
) -> (Vec<(Asked, Verdict)>, Vec<Asked>) {
    let (mut decided, mut left) = (Vec::with_capacity(asked.len()), Vec::new());
    for (asked, verdict) in asked.into_iter().zip(verdicts) {
        match verdict {
            Some(verdict) => decided.push((asked, verdict)),
            None => left.push(asked),
        }
    }
    (decided, left)
}

pub(super) fn answer_all(asked: Vec<Asked>, answer: &Answer) {
    for asked in asked {
        asked.answer(answer.clone());
    }
}
