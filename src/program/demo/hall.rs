//! Something already happening: phones that ask, support and vote, and a desk at work, all by commands as anybody's.

use crate::domain::agenda::{Phase, Session};
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, LinkNo, PersonId, PollNo, QuestionNo, SessionNo};
use crate::domain::poll::PollKind;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::state::State;
use crate::domain::words::Text;
use crate::program::Failure;
use crate::room::{Answer, Carrier, RoomHandle, Seat, Visit, Who};

use super::said::{LISTED, WAITING, WORDS};

/// How many phones are in the hall.
const PHONES: usize = 41;
/// How many of them have voted so far.
const VOTED: usize = 33;

/// Fills the hall whose panel is on. Its phones are there as long as what is returned.
pub(super) async fn fill(room: &RoomHandle) -> Result<Vec<Visit>, Failure> {
    let Some(mut hall) = Hall::open(room) else { return Ok(Vec::new()) };
    hall.begin().await?;
    let visits = hall.come_in();
    let listed = hall.ask_and_support().await?;
    hall.curate(&listed).await?;
    hall.vote().await?;
    Ok(visits)
}

struct Hall<'a> {
    room: &'a RoomHandle,
    desk: Actor,
    session: SessionNo,
    phones: Vec<PersonId>,
    /// The last sequence number.
    seq: u64,
}

impl<'a> Hall<'a> {
    /// The hall with what is on now; none where nothing is, or nobody could curate.
    fn open(room: &'a RoomHandle) -> Option<Self> {
        let standing = room.now_state();
        let (state, now) = (&standing.state, room.clock());
        let on = |session: &Session| {
            session.starts <= now
                && now < session.ends
                && session.asking != Some(false)
                && !session.polls.is_empty()
        };
        let (session, _) = state.sessions.iter().find(|(_, session)| on(session))?;
        let phones = (0..PHONES).map(|_| PersonId(fastrand::u128(..).to_be_bytes())).collect();
        let seq = now.0.unsigned_abs();
        Some(Self { room, desk: Actor::Crew(desk(state)?), session: *session, phones, seq })
    }

    async fn give(&self, actor: Actor, command: Command) -> Result<Option<u32>, Failure> {
        match self.room.submit(actor, CommandId(fastrand::u64(..)), command).await {
            Answer::Done { made, .. } => Ok(made),
            other => Err(format!("the demo could not be set up: {other:?}").into()),
        }
    }

    async fn begin(&self) -> Result<(), Failure> {
        let standing = self.room.now_state();
        let session =
            standing.state.sessions.get(&self.session).filter(|session| session.phase == Phase::Upcoming);
        let Some(session) = session else { return Ok(()) };
        let phase = Command::SetPhase { session: self.session, version: session.version, phase: Phase::Open };
        self.give(self.desk, phase).await.map(drop)
    }

    /// Every phone looks at the session.
    fn come_in(&self) -> Vec<Visit> {
        let seat = Seat { role: Role::Participant, session: Some(self.session), hall: None, stand: None };
        let visits: Vec<_> = self
            .phones
            .iter()
            .map(|phone| self.room.arrive(Who::Person(*phone), Carrier::Socket, seat))
            .collect();
        visits.iter().for_each(Visit::deafen);
        visits
    }

    /// Every question from another phone. Those of the list come back, with their supporters.
    async fn ask_and_support(&mut self) -> Result<Vec<QuestionNo>, Failure> {
        let mut listed = Vec::new();
        for (phone, (text, supporters)) in LISTED.iter().enumerate() {
            let question = self.ask(phone, text).await?;
            self.give(self.desk, Command::Approve { question, version: self.version(question) }).await?;
            let asker = self.phones[phone];
            let others = self.phones.clone().into_iter().filter(|one| *one != asker);
            for supporter in others.take(*supporters) {
                let support = Command::Support { question, on: true, seq: self.next_seq() };
                self.give(Actor::Person(supporter), support).await?;
            }
            listed.push(question);
        }
        for (phone, text) in (LISTED.len()..).zip(WAITING) {
            self.ask(phone, text).await?;
        }
        Ok(listed)
    }

    async fn ask(&self, phone: usize, text: &str) -> Result<QuestionNo, Failure> {
        let ask = Command::Ask { session: self.session, text: Text::new(text), name: None, badge: None };
        let made = self.give(Actor::Person(self.phones[phone]), ask).await?;
        made.map(QuestionNo).ok_or_else(|| "the demo's question has no number".into())
    }

    /// One is answered, one is on stage, two are next.
    async fn curate(&self, listed: &[QuestionNo]) -> Result<(), Failure> {
        let [on_stage, next, then, .., answered] = *listed else { return Ok(()) };
        let version = |question| self.version(question);
        self.give(self.desk, Command::Answer { question: answered, version: version(answered) }).await?;
        self.give(self.desk, Command::Stage { question: on_stage, version: version(on_stage) }).await?;
        for (at, question) in (0..).zip([next, then]) {
            self.give(self.desk, Command::Queue { question, version: version(question), at }).await?;
        }
        Ok(())
    }

    /// The session's first poll is open, and most have voted.
    async fn vote(&mut self) -> Result<(), Failure> {
        let Some((poll, version)) = self.first_poll() else { return Ok(()) };
        self.give(self.desk, Command::OpenPoll { poll, version, seconds: Some(0) }).await?;
        let standing = self.room.now_state();
        let Some(open) = standing.state.polls.get(&poll) else { return Ok(()) };
        let options = u8::try_from(open.plan.options.len()).unwrap_or(u8::MAX);
        for voter in self.phones.clone().into_iter().take(VOTED) {
            let choice = choose(open.plan.kind, options);
            let vote =
                Command::Vote { poll, round: open.round.no, choice, seq: self.next_seq(), badge: None };
            self.give(Actor::Person(voter), vote).await?;
        }
        Ok(())
    }

    fn first_poll(&self) -> Option<(PollNo, u32)> {
        let standing = self.room.now_state();
        let no = *standing.state.sessions.get(&self.session)?.polls.first()?;
        Some((no, standing.state.polls.get(&no)?.version))
    }

    /// The version that a question is at.
    fn version(&self, question: QuestionNo) -> u32 {
        let standing = self.room.now_state();
        standing.state.questions.get(&question).map_or(0, |question| question.version)
    }

    fn next_seq(&mut self) -> Seq {
        self.seq += 1;
        Seq(self.seq)
    }
}

fn desk(state: &State) -> Option<LinkNo> {
    state
        .links
        .iter()
        .find(|(_, link)| link.role == Role::Moderator && link.hall.is_none())
        .map(|(no, _)| *no)
}

/// A choice in which the first options are more often taken than the last.
fn choose(kind: PollKind, options: u8) -> Choice {
    match kind {
        PollKind::Single | PollKind::Quiz { .. } => Choice::Options(vec![leaning(options)]),
        PollKind::YesNoAbstain => Choice::Options(vec![leaning(3)]),
        PollKind::Multiple { min, .. } => Choice::Options((0..min.max(1)).collect()),
        PollKind::Ranking { .. } => {
            let mut order: Vec<u8> = (0..options).collect();
            fastrand::shuffle(&mut order);
            Choice::Options(order)
        }
        PollKind::Points => {
            let most = fastrand::u8(..=100);
            let rest = std::iter::repeat_n(0, usize::from(options.saturating_sub(2)));
            Choice::Points([most, 100 - most].into_iter().chain(rest).collect())
        }
        PollKind::Likert { steps } => Choice::Steps((0..options).map(|_| steps - leaning(steps)).collect()),
        PollKind::Rating { max } => Choice::Stars(max - leaning(max.min(3))),
        PollKind::Cloud { .. } => Choice::Words(vec![Text::new(WORDS[usize::from(leaning(8))])]),
        PollKind::Open => Choice::Text(Text::new(WORDS[usize::from(leaning(8))])),
    }
}

/// A number below `end`, the lower the likelier.
fn leaning(end: u8) -> u8 {
    fastrand::u8(..end.max(1)).min(fastrand::u8(..end.max(1)))
}
